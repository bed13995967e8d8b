-- benchmark: one row a published figure: region, period, basis, scope, indicator, caliber, vintage
CREATE TEMP TABLE ranked_benchmark AS
SELECT *,
    row_number() OVER (
        PARTITION BY region_code, year, quarter, basis, scope, indicator, caliber, vintage
        ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM ledger.benchmark
SEMI JOIN active_submission USING (submission_id)
;

CREATE TABLE benchmark AS
SELECT * EXCLUDE (recency) FROM ranked_benchmark WHERE recency = 1
ORDER BY region_code, indicator, scope, caliber, vintage, basis, year, quarter;

CREATE TABLE benchmark_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_benchmark WHERE recency > 1
ORDER BY region_code, indicator, scope, caliber, vintage, basis, year, quarter, submission_id, source_row, sheet;
