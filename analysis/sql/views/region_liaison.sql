-- region_liaison: one row a responsibility for a province since a day
CREATE TEMP TABLE ranked_region_liaison AS
SELECT *,
    row_number() OVER (
        PARTITION BY province_code, since ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM ledger.region_liaison
SEMI JOIN active_submission USING (submission_id);

CREATE TABLE region_liaison AS
SELECT * EXCLUDE (recency) FROM ranked_region_liaison WHERE recency = 1
ORDER BY province_code, since;

CREATE TABLE region_liaison_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_region_liaison WHERE recency > 1
ORDER BY province_code, since, submission_id, source_row, sheet;
