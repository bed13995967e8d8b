-- region_member: one row a province of a region and the days on which it belongs to it: the national strategies, and the
-- regions the liaison desk is divided into, where a province belongs to that of its latest officer
CREATE TABLE region_member AS
WITH desk AS (
    SELECT liaison_region, province_code, since,
        least(
            coalesce(until + 1, DATE '9999-12-31'),
            lead(since, 1, DATE '9999-12-31') OVER (PARTITION BY province_code ORDER BY since)
        ) AS end_day
    FROM region_liaison
)
SELECT 'strategy' AS region_kind, strategy_code AS region_code, strategy AS region, province_code, whole_province,
    DATE '0001-01-01' AS first_day, DATE '9999-12-31' AS end_day, position
FROM strategy WHERE province_code <> getvariable('home_province')
UNION ALL
SELECT 'liaison', liaison_region, liaison_region, province_code, true, since, end_day, NULL
FROM desk
WHERE liaison_region IS NOT NULL AND since < end_day AND province_code <> getvariable('home_province')
ORDER BY position, region_code, province_code, first_day;
