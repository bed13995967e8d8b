-- meta: one row, what this release is; no time of building, for the same ledger gives the same release
CREATE TABLE meta AS
WITH last AS (
    SELECT max(submission_id) AS submission_id, max_by(received_at, submission_id) AS made_at FROM submission
),
latest AS (
    SELECT max_by(year, number) AS year, max_by(quarter, number) AS quarter
    FROM period WHERE reported_enterprises > 0
)
SELECT getvariable('release_id') AS release_id,
    coalesce(last.submission_id, 0)::INTEGER AS submission_id,
    last.made_at,
    coalesce((SELECT bool_or(demo) FROM submission SEMI JOIN active_submission USING (submission_id)), false) AS demo,
    getvariable('home_province') AS home_province,
    getvariable('schema_version')::INTEGER AS schema_version,
    latest.year AS latest_year,
    latest.quarter AS latest_quarter
FROM last CROSS JOIN latest;
