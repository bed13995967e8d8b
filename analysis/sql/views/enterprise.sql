-- enterprise: one row an enterprise, as the register last had it
CREATE TEMP TABLE ranked_enterprise AS
SELECT * EXCLUDE (merged_code) REPLACE (merged_code AS enterprise_code),
    row_number() OVER (
        PARTITION BY enterprise_id
        ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM ledger.enterprise
SEMI JOIN active_submission USING (submission_id)
JOIN identity_of USING (enterprise_code);

CREATE TABLE enterprise AS
SELECT * EXCLUDE (recency) FROM ranked_enterprise WHERE recency = 1
ORDER BY enterprise_id;

CREATE TABLE enterprise_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_enterprise WHERE recency > 1
ORDER BY enterprise_id, submission_id, source_row, sheet;
