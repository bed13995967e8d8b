-- output: enterprise × destination province × period, the row that counts, with its single quarter.
-- Sorted by enterprise, for that is how pages read it. `spans_quarters` is 1 unless quarters before it are missing.

-- An enterprise's reports of a period. Bits that add up to more than their union: some province came twice.
CREATE TEMP TABLE report AS
SELECT enterprise_id, year::USMALLINT AS year, quarter::UTINYINT AS quarter,
    sum(1::BIGINT << slot) <> bit_or(1::BIGINT << slot) AS repeated
FROM ledger.output
SEMI JOIN active_submission USING (submission_id)
JOIN identity_of USING (enterprise_code)
JOIN province USING (province_code)
GROUP BY enterprise_id, year, quarter;

CREATE TEMP VIEW reported_row AS
SELECT enterprise_id, province_no, year::USMALLINT AS year, quarter::UTINYINT AS quarter,
    output_ytd_yuan, contract_ytd_yuan, employees, submission_id, sheet, source_row
FROM ledger.output
SEMI JOIN active_submission USING (submission_id)
JOIN identity_of USING (enterprise_code)
JOIN province USING (province_code);

-- Only what came twice is ranked: the rest, nearly everything, is spared a sort.
CREATE TEMP TABLE repeated_report AS
SELECT enterprise_id, year, quarter FROM report WHERE repeated;

CREATE TEMP TABLE ranked_output AS
SELECT *,
    row_number() OVER (
        PARTITION BY enterprise_id, province_no, year, quarter
        ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM reported_row
SEMI JOIN repeated_report USING (enterprise_id, year, quarter);

CREATE TABLE output AS
WITH counting AS (
    SELECT * FROM reported_row
    ANTI JOIN repeated_report USING (enterprise_id, year, quarter)
    UNION ALL
    SELECT * EXCLUDE (recency) FROM ranked_output WHERE recency = 1
)
SELECT enterprise_id, province_no, year, quarter,
    output_ytd_yuan,
    output_ytd_yuan - coalesce(lag(output_ytd_yuan) OVER to_date, 0) AS output_yuan,
    quarter - coalesce(lag(quarter) OVER to_date, 0)::UTINYINT AS spans_quarters,
    contract_ytd_yuan,
    contract_ytd_yuan - coalesce(lag(contract_ytd_yuan IGNORE NULLS) OVER to_date, 0) AS contract_yuan,
    employees, submission_id, sheet, source_row
FROM counting
WINDOW to_date AS (PARTITION BY enterprise_id, province_no, year ORDER BY quarter)
ORDER BY enterprise_id, province_no, year, quarter;

CREATE TABLE output_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_output WHERE recency > 1
ORDER BY enterprise_id, province_no, year, quarter, submission_id, source_row, sheet;
