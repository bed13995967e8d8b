-- seat: one row a state of a key unit, from a day until the day before another; a unit is an enterprise's office in
-- a province. An adjustment keeps what it does not mention. One that names a province where the enterprise has no
-- active seat moves its seat there.
CREATE TABLE seat AS
WITH event AS (
    SELECT *, list_position(['withdrawn', 'designated', 'adjusted'], event) AS turn FROM key_unit
),
placed AS (
    SELECT *, event = 'adjusted' AND coalesce(lag(event) OVER (
        PARTITION BY enterprise_id, station_province_code ORDER BY effective_date, turn
    ), 'withdrawn') = 'withdrawn' AS moves
    FROM event
),
step AS (
    SELECT enterprise_id, enterprise_code, station_province_code, event, effective_date, turn, office,
        station_city, batch, document, reach_codes, has_office, staff, contact, phone
    FROM placed
    UNION ALL BY NAME
    SELECT DISTINCT placed.enterprise_id, placed.enterprise_code, other.station_province_code,
        'withdrawn' AS event, placed.effective_date, 1 AS turn
    FROM placed JOIN placed AS other USING (enterprise_id)
    WHERE placed.moves AND other.station_province_code <> placed.station_province_code
),
spelled AS (
    SELECT *,
        count(*) FILTER (event = 'withdrawn') OVER at_station AS spell,
        lead(effective_date) OVER at_station AS next_date,
        last_value(batch IGNORE NULLS) OVER (
            PARTITION BY enterprise_id ORDER BY effective_date, turn, station_province_code
        ) AS known_batch
    FROM step
    WINDOW at_station AS (PARTITION BY enterprise_id, station_province_code ORDER BY effective_date, turn)
),
state AS (
    SELECT enterprise_id, enterprise_code, station_province_code, event, effective_date, next_date,
        last_value(office IGNORE NULLS) OVER in_spell AS office,
        last_value(station_city IGNORE NULLS) OVER in_spell AS station_city,
        coalesce(last_value(batch IGNORE NULLS) OVER in_spell, known_batch) AS batch,
        last_value(document IGNORE NULLS) OVER in_spell AS document,
        last_value(reach_codes IGNORE NULLS) OVER in_spell AS declared,
        last_value(has_office IGNORE NULLS) OVER in_spell AS has_office,
        last_value(staff IGNORE NULLS) OVER in_spell AS staff,
        last_value(contact IGNORE NULLS) OVER in_spell AS contact,
        last_value(phone IGNORE NULLS) OVER in_spell AS phone,
        min(effective_date) FILTER (event <> 'withdrawn') OVER in_spell AS since
    FROM spelled
    WINDOW in_spell AS (
        PARTITION BY enterprise_id, station_province_code, spell ORDER BY effective_date, turn
    )
),
neighbour AS (
    SELECT province_code, list(neighbour_code ORDER BY neighbour_code) AS neighbours
    FROM adjacency WHERE reach GROUP BY province_code
)
SELECT enterprise_code || '-' || station_province_code AS unit_id,
    enterprise_id, enterprise_code, enterprise, office, station_province_code, station_city, batch, document, since,
    effective_date AS first_day,
    coalesce(next_date, DATE '9999-12-31') AS end_day,
    declared IS NOT NULL AS reach_declared,
    list_sort(list_distinct(list_filter(
        coalesce(declared, neighbours, []),
        lambda code: code <> getvariable('home_province') AND code <> station_province_code
    ))) AS reach_codes,
    has_office, staff, contact, phone
FROM state
JOIN enterprise_identity USING (enterprise_id, enterprise_code)
LEFT JOIN neighbour ON neighbour.province_code = station_province_code
WHERE event <> 'withdrawn' AND effective_date < coalesce(next_date, DATE '9999-12-31')
ORDER BY enterprise_id, station_province_code, first_day;

-- service: one row a province a unit serves for a time, from its station or by its reach
CREATE TABLE service AS
SELECT unit_id, station_province_code AS province_code, true AS stationed, first_day, end_day
FROM seat WHERE station_province_code <> getvariable('home_province')
UNION ALL
SELECT unit_id, unnest(reach_codes), false, first_day, end_day FROM seat
ORDER BY province_code, first_day, unit_id, stationed;
