-- key_unit: one row an event of the roster
CREATE TEMP TABLE ranked_key_unit AS
SELECT * EXCLUDE (merged_code) REPLACE (merged_code AS enterprise_code),
    row_number() OVER (
        PARTITION BY enterprise_id, station_province_code, event, effective_date
        ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM ledger.key_unit
SEMI JOIN active_submission USING (submission_id)
JOIN identity_of USING (enterprise_code);

CREATE TABLE key_unit AS
SELECT * EXCLUDE (recency) FROM ranked_key_unit WHERE recency = 1
ORDER BY enterprise_id, station_province_code, effective_date, event;

CREATE TABLE key_unit_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_key_unit WHERE recency > 1
ORDER BY enterprise_id, station_province_code, effective_date, event, submission_id, source_row, sheet;
