-- What the release has of the enterprises in the file, with codes in place of its own numbers.
SELECT enterprise_code, year::INTEGER AS year, quarter::INTEGER AS quarter, province_code, output_ytd_yuan,
    contract_ytd_yuan, employees
FROM release.output
JOIN release.enterprise_identity USING (enterprise_id)
JOIN release.province USING (province_no)
WHERE enterprise_code IN (SELECT enterprise_code FROM staged)
