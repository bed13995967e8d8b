-- seat: one row a state of a key unit, from `first_day` until the day before `end_day`, as the roster's events tell
-- it (`seat_state`). Its reach is what was declared, else its station's neighbours; never our own province.
CREATE TABLE seat AS
WITH neighbour AS (
    SELECT province_code, list(neighbour_code ORDER BY neighbour_code) AS neighbours
    FROM adjacency WHERE reach GROUP BY province_code
)
SELECT enterprise_code || '-' || station_province_code AS unit_id,
    enterprise_id, enterprise_code, enterprise, office, station_province_code, station_city, batch, document, since,
    first_day, end_day,
    seat_state.reach_codes IS NOT NULL AS reach_declared,
    list_sort(list_distinct(list_filter(
        coalesce(seat_state.reach_codes, neighbours, []),
        lambda code: code <> getvariable('home_province') AND code <> station_province_code
    ))) AS reach_codes,
    has_office, staff, contact, phone
FROM (SELECT * EXCLUDE (enterprise_code, enterprise) FROM seat_state) AS seat_state
JOIN enterprise_identity USING (enterprise_id)
LEFT JOIN neighbour ON neighbour.province_code = station_province_code
ORDER BY enterprise_id, station_province_code, first_day;

-- service: one row a province a unit serves for a time, from its station or by its reach
CREATE TABLE service AS
SELECT unit_id, station_province_code AS province_code, true AS stationed, first_day, end_day
FROM seat WHERE station_province_code <> getvariable('home_province')
UNION ALL
SELECT unit_id, unnest(reach_codes), false, first_day, end_day
FROM seat WHERE station_province_code <> getvariable('home_province')
ORDER BY province_code, first_day, unit_id, stationed;
