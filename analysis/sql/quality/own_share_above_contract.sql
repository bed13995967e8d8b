-- rule: part_above_whole
-- An enterprise's own share above the amount of the whole contract.
SELECT 'project' AS kind, submission_id, sheet, source_row, enterprise_id, year(signed_date)::INTEGER AS year,
    quarter(signed_date)::INTEGER AS quarter, province_code, 'own_share_yuan' AS field,
    format('{:,}', own_share_yuan) AS value, to_json({whole: format('{:,}', contract_yuan)}) AS details
FROM project
WHERE own_share_yuan > contract_yuan
