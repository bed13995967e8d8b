-- city_liaison: one row a responsibility for a city, or for an enterprise's headquarters (whatever its city), since a day
CREATE TEMP TABLE ranked_city_liaison AS
SELECT told.* REPLACE (merged_code AS enterprise_code), enterprise_id,
    row_number() OVER (
        PARTITION BY enterprise_id, CASE WHEN enterprise_id IS NULL THEN city_code END, since
        ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM ledger.city_liaison AS told
SEMI JOIN active_submission USING (submission_id)
LEFT JOIN identity_of USING (enterprise_code);

CREATE TABLE city_liaison AS
SELECT * EXCLUDE (recency) FROM ranked_city_liaison WHERE recency = 1
ORDER BY city_code, enterprise_id, since;

CREATE TABLE city_liaison_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_city_liaison WHERE recency > 1
ORDER BY city_code, enterprise_id, since, submission_id, source_row, sheet;
