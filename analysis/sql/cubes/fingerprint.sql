-- fingerprint: one row a period's rows of output, to see which periods two releases tell differently
CREATE TABLE fingerprint AS
SELECT year, quarter, count(*) AS rows,
    bit_xor(hash(enterprise_code, province_no, output_ytd_yuan, contract_ytd_yuan, employees)) AS digest
FROM output JOIN enterprise_identity USING (enterprise_id)
GROUP BY ALL ORDER BY year, quarter;
