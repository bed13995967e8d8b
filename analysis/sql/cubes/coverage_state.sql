-- coverage_state: province but our own × days on which nothing about its coverage changed: neither the roster, nor the
-- latest quarter that had ended and is reported, nor whether projects are under way. The days of a province follow each
-- other without a gap, from 0001-01-01 on.
CREATE TABLE coverage_state AS
WITH presence AS (
    SELECT province_code, first_day, project_count > 0 AS has_projects FROM project_state
    QUALIFY has_projects <> lag(has_projects, 1, false) OVER (PARTITION BY province_code ORDER BY first_day)
),
change AS (
    SELECT province_code, first_day FROM roster_state
    UNION
    SELECT province_code, end_date FROM business JOIN period USING (number)
    UNION
    SELECT province_code, first_day FROM presence WHERE province_code <> getvariable('home_province')
),
span AS (
    SELECT province_code, first_day,
        lead(first_day, 1, DATE '9999-12-31') OVER (PARTITION BY province_code ORDER BY first_day) AS end_day
    FROM change
),
known AS (SELECT business.*, end_date FROM business JOIN period USING (number)),
told AS (
    SELECT span.province_code, span.first_day, span.end_day,
        roster.* EXCLUDE (province_code, first_day, end_day, holders),
        known.* EXCLUDE (province_code, end_date, enterprise_count, leaders, holders_at_work, at_work_count),
        coalesce(enterprise_count, 0) AS enterprise_count,
        coalesce(demand_yuan > 0, false) OR coalesce(has_output, false) OR coalesce(has_projects, false)
            AS has_business,
        list_filter(coalesce(leaders, []), lambda one: NOT list_contains(holders, one.enterprise_id))[1:2] AS leaders,
        list_filter(coalesce(holders_at_work, []), lambda one: list_contains(holders, one.enterprise_id)) AS movers,
        coalesce(at_work_count, 0) AS at_work_count
    FROM span
    ASOF JOIN roster_state AS roster
        ON roster.province_code = span.province_code AND roster.first_day <= span.first_day
    ASOF LEFT JOIN known ON known.province_code = span.province_code AND known.end_date <= span.first_day
    ASOF LEFT JOIN presence
        ON presence.province_code = span.province_code AND presence.first_day <= span.first_day
)
SELECT * EXCLUDE (has_output, at_work_count),
    (at_work_count - len(movers))::INTEGER AS eligible_count,
    CASE WHEN stationed_units > 0 THEN 'stationed'
        WHEN reaching_units > 0 THEN 'reached'
        WHEN has_business THEN 'gap'
        ELSE 'idle' END AS status
FROM told JOIN (SELECT province_code, province FROM province) USING (province_code)
ORDER BY province_code, first_day;
