-- roster_state: province but our own × days between two changes of the roster: who serves it, how many units there
-- are, and for one that nobody serves since when, who served it last, and all the units nearest to it
CREATE TABLE roster_state AS
WITH change AS (
    SELECT DATE '0001-01-01' AS day UNION SELECT first_day FROM seat UNION SELECT end_day FROM seat
),
span AS (
    SELECT day AS first_day, lead(day, 1, DATE '9999-12-31') OVER (ORDER BY day) AS end_day
    FROM change WHERE day < DATE '9999-12-31'
),
active AS (
    SELECT span.first_day, unit_id, enterprise_id, enterprise, station_province_code, batch
    FROM span JOIN seat ON seat.first_day <= span.first_day AND span.first_day < seat.end_day
    WHERE station_province_code <> getvariable('home_province')
),
roster AS (
    SELECT first_day, count(*)::INTEGER AS key_unit_count, count(DISTINCT batch)::INTEGER AS batch_count,
        list(DISTINCT enterprise_id ORDER BY enterprise_id) AS holders
    FROM active GROUP BY first_day
),
serving AS (
    SELECT active.first_day, province_code,
        count(*) FILTER (stationed)::INTEGER AS stationed_units,
        count(*) FILTER (NOT stationed)::INTEGER AS reaching_units,
        string_agg(enterprise, '、' ORDER BY enterprise) FILTER (stationed) AS stationed_by,
        string_agg(enterprise, '、' ORDER BY enterprise) FILTER (NOT stationed) AS reached_by,
        list({enterprise_id: enterprise_id, enterprise: enterprise, stationed: stationed}
            ORDER BY stationed DESC, enterprise) AS served_by
    FROM active
    JOIN service
        ON service.unit_id = active.unit_id
        AND service.first_day <= active.first_day AND active.first_day < service.end_day
    GROUP BY ALL
),
left_behind AS (
    SELECT span.first_day, province_code, max(service.end_day) AS last_left
    FROM span JOIN service ON service.end_day <= span.first_day GROUP BY ALL
),
last_served AS (
    SELECT province_code, day,
        list({enterprise: enterprise, how: how, to_province_code: other_province_code, reason: reason}
            ORDER BY enterprise) AS left_units
    FROM service_change WHERE change = 'left' GROUP BY ALL
),
nearest AS (
    SELECT first_day, province_code, borders,
        list({enterprise: enterprise, province_code: other_code} ORDER BY other_code, enterprise) AS nearest_units
    FROM active JOIN province_distance ON other_code = station_province_code
    WHERE borders > 0
    GROUP BY first_day, province_code, borders
    QUALIFY borders = min(borders) OVER (PARTITION BY first_day, province_code)
)
SELECT province.province_code, span.first_day, span.end_day,
    coalesce(stationed_units, 0) AS stationed_units,
    coalesce(reaching_units, 0) AS reaching_units,
    stationed_by, reached_by, coalesce(served_by, []) AS served_by,
    CASE WHEN stationed_units IS NULL
        THEN coalesce(last_left, (SELECT min(first_day) FROM seat WHERE first_day <= span.first_day))
    END AS uncovered_since,
    CASE WHEN stationed_units IS NULL THEN coalesce(left_units, []) ELSE [] END AS left_units,
    coalesce(nearest_units, []) AS nearest_units, borders,
    coalesce(key_unit_count, 0) AS key_unit_count,
    coalesce(batch_count, 0) AS batch_count,
    coalesce(holders, []) AS holders
FROM span
CROSS JOIN province
LEFT JOIN roster USING (first_day)
LEFT JOIN serving ON serving.first_day = span.first_day AND serving.province_code = province.province_code
LEFT JOIN left_behind
    ON left_behind.first_day = span.first_day AND left_behind.province_code = province.province_code
LEFT JOIN last_served ON last_served.day = last_left AND last_served.province_code = province.province_code
LEFT JOIN nearest ON nearest.first_day = span.first_day AND nearest.province_code = province.province_code
WHERE province.province_code <> getvariable('home_province')
ORDER BY span.first_day, province.province_code;
