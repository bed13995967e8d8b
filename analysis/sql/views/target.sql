-- target: one row a year, an indicator and a scope; `measure` is what the indicator's spelling means, `value_yuan`
-- the value where its unit is of money
CREATE TEMP TABLE ranked_target AS
SELECT target.*, measure, round(value * factor::DECIMAL(18, 0))::BIGINT AS value_yuan,
    row_number() OVER (
        PARTITION BY year, indicator, scope_code
        ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM ledger.target AS target
SEMI JOIN active_submission USING (submission_id)
LEFT JOIN indicator_spelling ON indicator_spelling.spelling = indicator
LEFT JOIN money_unit ON money_unit.unit = target.unit;

CREATE TABLE target AS
SELECT * EXCLUDE (recency) FROM ranked_target WHERE recency = 1
ORDER BY year, indicator, scope_code;

CREATE TABLE target_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_target WHERE recency > 1
ORDER BY year, indicator, scope_code, submission_id, source_row, sheet;
