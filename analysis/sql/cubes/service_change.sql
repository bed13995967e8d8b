-- service_change: one row a province that an enterprise's unit came to serve or left, and the day. `how`: designated,
-- withdrawn, moved (from or to `other_province_code`), reach (the unit stayed, its reach changed), and its reason where
-- the roster tells one. A unit that is adjusted and goes on serving the province made no change.
CREATE TABLE service_change AS
WITH state AS (
    SELECT service.*, enterprise_id, enterprise, station_province_code
    FROM service JOIN seat USING (unit_id, first_day)
),
turn AS (
    SELECT 'came' AS change, first_day AS day, state.* FROM state
    UNION ALL
    SELECT 'left', end_day, state.* FROM state WHERE end_day < DATE '9999-12-31'
),
changed AS (
    SELECT * FROM turn
    WHERE NOT EXISTS (
        SELECT 1 FROM state AS other
        WHERE other.enterprise_id = turn.enterprise_id AND other.province_code = turn.province_code
            AND other.stationed = turn.stationed
            AND CASE turn.change WHEN 'came' THEN other.end_day ELSE other.first_day END = turn.day
    )
),
-- Where the enterprise's units sat on the other side of that day
beyond AS (
    SELECT changed.change, changed.day, changed.unit_id,
        bool_or(seat.unit_id = changed.unit_id) AS stayed,
        min(seat.station_province_code) FILTER (seat.unit_id <> changed.unit_id) AS other_province_code
    FROM (SELECT DISTINCT change, day, unit_id, enterprise_id FROM changed) AS changed
    JOIN seat
        ON seat.enterprise_id = changed.enterprise_id
        AND CASE changed.change WHEN 'came' THEN seat.end_day ELSE seat.first_day END = changed.day
    GROUP BY ALL
)
SELECT changed.province_code, changed.day, changed.change, changed.enterprise_id, changed.enterprise, changed.stationed,
    CASE WHEN beyond.stayed THEN 'reach'
        WHEN beyond.other_province_code IS NOT NULL THEN 'moved'
        WHEN changed.change = 'came' THEN 'designated'
        ELSE 'withdrawn' END AS how,
    CASE WHEN NOT beyond.stayed THEN beyond.other_province_code END AS other_province_code,
    key_unit.reason
FROM changed
LEFT JOIN beyond USING (change, day, unit_id)
LEFT JOIN key_unit
    ON changed.change = 'left' AND key_unit.event = 'withdrawn' AND key_unit.effective_date = changed.day
    AND key_unit.enterprise_id = changed.enterprise_id
    AND key_unit.station_province_code = changed.station_province_code
ORDER BY changed.province_code, changed.day, changed.change, changed.enterprise, changed.stationed;
