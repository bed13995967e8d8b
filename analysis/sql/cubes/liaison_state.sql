-- liaison_state: city, headquarters or other province × days on which nothing about its officers changed × officer; one row
-- without an officer where there is none. `vacant_since` is the day after the last officer's last. Headquarters are those
-- that ever had an officer, and those of key units on the days on which they have their seat.
CREATE TABLE liaison_state AS
WITH unassigned AS (
    SELECT enterprise_code AS code, enterprise_id, first_day, end_day FROM seat
    ANTI JOIN city_liaison USING (enterprise_id)
),
place AS (
    SELECT 1 AS turn, 'city' AS duty, city_code AS code, city_code, city, NULL AS enterprise_code,
        NULL AS enterprise, NULL AS province_code, NULL AS province
    FROM city
    WHERE province_code = getvariable('home_province') AND status = 'current' AND level = 'prefecture'
    UNION ALL
    SELECT DISTINCT 2, 'headquarters', identity.enterprise_code, coalesce(identity.city_code, told.city_code),
        city, identity.enterprise_code, identity.enterprise, NULL, NULL
    FROM city_liaison AS told
    JOIN enterprise_identity AS identity USING (enterprise_id)
    LEFT JOIN city ON city.city_code = coalesce(identity.city_code, told.city_code)
    QUALIFY row_number() OVER (PARTITION BY identity.enterprise_code ORDER BY told.since DESC) = 1
    UNION ALL
    SELECT DISTINCT 2, 'headquarters', code, identity.city_code, city, code, identity.enterprise, NULL, NULL
    FROM unassigned
    JOIN enterprise_identity AS identity USING (enterprise_id)
    LEFT JOIN city USING (city_code)
    UNION ALL
    SELECT 3, 'province', province_code, NULL, NULL, NULL, NULL, province_code, province
    FROM province WHERE province_code <> getvariable('home_province')
),
told AS (
    SELECT CASE WHEN enterprise_id IS NULL THEN 'city' ELSE 'headquarters' END AS duty,
        coalesce(enterprise_code, city_code) AS code, officer, post, phone, since, until,
        NULL AS liaison_region, NULL AS local_authority
    FROM city_liaison
    UNION ALL
    SELECT 'province', province_code, officer, post, phone, since, until, liaison_region, local_authority
    FROM region_liaison
),
change AS (
    SELECT duty, code, DATE '0001-01-01' AS first_day FROM place
    UNION
    SELECT duty, code, since FROM told
    UNION
    SELECT duty, code, until + 1 FROM told WHERE until IS NOT NULL
    UNION
    SELECT 'headquarters', code, unnest([first_day, end_day]) FROM unassigned
),
span AS (
    SELECT *, lead(first_day, 1, DATE '9999-12-31') OVER (PARTITION BY duty, code ORDER BY first_day) AS end_day
    FROM change
),
-- An officer told twice for the same counts once, as told last.
in_force AS (
    SELECT span.first_day, told.*,
        count(DISTINCT officer) OVER (PARTITION BY duty, code, span.first_day) > 1 AS overlapping
    FROM span JOIN told USING (duty, code)
    WHERE told.since <= span.first_day AND (told.until IS NULL OR told.until >= span.first_day)
    QUALIFY row_number() OVER (PARTITION BY duty, code, span.first_day, officer ORDER BY told.since DESC) = 1
),
left_vacant AS (
    SELECT duty, code, span.first_day, max(until) + 1 AS vacant_since
    FROM span JOIN told USING (duty, code)
    WHERE told.until < span.first_day
    GROUP BY ALL
)
SELECT turn, place.duty, place.code, span.first_day, span.end_day,
    city_code, city, enterprise_code, enterprise, province_code, province,
    officer, post, phone, since, until, officer IS NULL AS vacant,
    CASE WHEN officer IS NULL THEN vacant_since END AS vacant_since,
    coalesce(overlapping, false) AS overlapping, liaison_region, local_authority
FROM place
JOIN span USING (duty, code)
LEFT JOIN in_force USING (duty, code, first_day)
LEFT JOIN left_vacant USING (duty, code, first_day)
WHERE place.duty <> 'headquarters' OR place.code NOT IN (SELECT code FROM unassigned)
    OR EXISTS (
        SELECT 1 FROM unassigned AS seated
        WHERE seated.code = place.code AND seated.first_day <= span.first_day AND span.first_day < seated.end_day
    )
ORDER BY turn, place.code, span.first_day, since DESC, officer;
