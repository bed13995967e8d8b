-- target: one row a year, an indicator and a scope
CREATE TEMP TABLE ranked_target AS
SELECT *,
    row_number() OVER (
        PARTITION BY year, indicator, scope_code
        ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM ledger.target
SEMI JOIN active_submission USING (submission_id)
;

CREATE TABLE target AS
SELECT * EXCLUDE (recency) FROM ranked_target WHERE recency = 1
ORDER BY year, indicator, scope_code;

CREATE TABLE target_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_target WHERE recency > 1
ORDER BY year, indicator, scope_code, submission_id, source_row, sheet;
