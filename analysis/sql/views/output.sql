-- output: enterprise × destination province × period, the row that counts, with its single quarter. Sorted by
-- enterprise, for that is how pages read it. `spans_quarters` is 1 unless quarters before it are missing;
-- `contract_yuan` is null where the report before it had no contracts to subtract.

-- An enterprise's reports of a period, with the submission that first had some of it. Bits that add up to more than
-- their union: some province came twice.
CREATE TEMP TABLE report AS
SELECT enterprise_id, year::USMALLINT AS year, quarter::UTINYINT AS quarter,
    sum(1::BIGINT << slot) <> bit_or(1::BIGINT << slot) AS repeated,
    min(submission_id) AS first_submission_id
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

-- What its sheet had no column for stays as the row before it of the same key has it.
CREATE TEMP TABLE ranked_output AS
WITH absent AS (
    SELECT submission_id, sheet, bool_or(field = 'contract_ytd_yuan') AS no_contract,
        bool_or(field = 'employees') AS no_employees
    FROM absent_column WHERE kind = 'output' GROUP BY ALL
),
told AS (
    SELECT reported_row.*, coalesce(no_contract, false) AS no_contract,
        coalesce(no_employees, false) AS no_employees
    FROM reported_row
    SEMI JOIN repeated_report USING (enterprise_id, year, quarter)
    LEFT JOIN absent USING (submission_id, sheet)
)
SELECT * EXCLUDE (no_contract, no_employees) REPLACE (
        CASE WHEN no_contract THEN (
            last_value(CASE WHEN NOT no_contract THEN {v: contract_ytd_yuan} END IGNORE NULLS) OVER earlier
        ).v ELSE contract_ytd_yuan END AS contract_ytd_yuan,
        CASE WHEN no_employees THEN (
            last_value(CASE WHEN NOT no_employees THEN {v: employees} END IGNORE NULLS) OVER earlier
        ).v ELSE employees END AS employees
    ),
    row_number() OVER (
        PARTITION BY enterprise_id, province_no, year, quarter
        ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM told
WINDOW earlier AS (
    PARTITION BY enterprise_id, province_no, year, quarter ORDER BY submission_id, source_row, sheet
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
);

-- The rows are sorted once and each compared with the one before it: a window with partitions would sort them all
-- again. That the one before is of the same series and year is read from the rows; the build checks what follows.
CREATE TABLE output AS
WITH counting AS (
    SELECT * FROM reported_row
    ANTI JOIN repeated_report USING (enterprise_id, year, quarter)
    UNION ALL
    SELECT * EXCLUDE (recency) FROM ranked_output WHERE recency = 1
),
sorted AS (
    SELECT *, (enterprise_id::BIGINT * 100 + province_no) * 10000 + year AS series_year
    FROM counting
    ORDER BY enterprise_id, province_no, year, quarter
),
followed AS (
    SELECT *,
        lag(series_year) OVER () IS NOT DISTINCT FROM series_year AS continues,
        lag(quarter) OVER () AS quarter_before,
        lag(output_ytd_yuan) OVER () AS output_before,
        lag(contract_ytd_yuan) OVER () AS contract_before
    FROM sorted
)
SELECT enterprise_id, province_no, year, quarter,
    output_ytd_yuan,
    output_ytd_yuan - CASE WHEN continues THEN output_before ELSE 0 END AS output_yuan,
    (quarter - CASE WHEN continues THEN quarter_before ELSE 0 END)::UTINYINT AS spans_quarters,
    contract_ytd_yuan,
    contract_ytd_yuan - CASE WHEN continues THEN contract_before ELSE 0 END AS contract_yuan,
    employees, submission_id, sheet, source_row
FROM followed;

CREATE TABLE output_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_output WHERE recency > 1
ORDER BY enterprise_id, province_no, year, quarter, submission_id, source_row, sheet;
