-- service_request: one row a request as it was last told; those superseded are its history
CREATE TEMP TABLE ranked_service_request AS
SELECT * EXCLUDE (merged_code) REPLACE (merged_code AS enterprise_code),
    row_number() OVER (
        PARTITION BY request_id ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM ledger.service_request
SEMI JOIN active_submission USING (submission_id)
JOIN identity_of USING (enterprise_code);

CREATE TABLE service_request AS
SELECT * EXCLUDE (recency) FROM ranked_service_request WHERE recency = 1
ORDER BY request_id;

CREATE TABLE service_request_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_service_request WHERE recency > 1
ORDER BY request_id, submission_id, source_row, sheet;
