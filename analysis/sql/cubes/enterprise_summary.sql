-- enterprise_summary: one row an enterprise: its entry on the register, its figures of the latest reported period,
-- its projects and its key unit as they stand in the records; the largest first
CREATE TABLE enterprise_summary AS
WITH latest AS (
    SELECT year, quarter FROM period WHERE reported_enterprises > 0 ORDER BY number DESC LIMIT 1
),
report AS (
    SELECT enterprise_quarter.* EXCLUDE (city_code) FROM enterprise_quarter JOIN latest USING (year, quarter)
),
before AS (
    SELECT enterprise_id, output_ytd_yuan AS before_yuan
    FROM enterprise_quarter JOIN latest
        ON enterprise_quarter.year = latest.year - 1 AND enterprise_quarter.quarter = latest.quarter
),
open_project AS (
    SELECT enterprise_id, count(*)::INTEGER AS project_count
    FROM project_span WHERE end_day = DATE '9999-12-31' GROUP BY enterprise_id
),
open_seat AS (
    SELECT enterprise_id, unit_id, office, station_province_code, batch, since
    FROM seat WHERE end_day = DATE '9999-12-31'
    QUALIFY row_number() OVER (PARTITION BY enterprise_id ORDER BY since DESC, unit_id) = 1
)
SELECT identity.enterprise_id, identity.enterprise_code, identity.enterprise, identity.city_code, city.city,
    register.qualification, register.grade, register.ownership, register.founded_date, register.enterprise_type,
    identity.registered, report.output_ytd_yuan, before.before_yuan AS prior_ytd_yuan,
    report.gross_output_ytd_yuan, report.province_count, report.employees,
    CASE WHEN report.output_ytd_yuan IS NOT NULL
        THEN rank() OVER (ORDER BY report.output_ytd_yuan DESC NULLS LAST) END::INTEGER AS rank,
    coalesce(project_count, 0) AS project_count,
    unit_id, office, station_province_code, province.province AS station_province, batch, since
FROM enterprise_identity AS identity
LEFT JOIN enterprise AS register USING (enterprise_id)
LEFT JOIN report USING (enterprise_id)
LEFT JOIN before USING (enterprise_id)
LEFT JOIN open_project USING (enterprise_id)
LEFT JOIN open_seat USING (enterprise_id)
LEFT JOIN city ON city.city_code = identity.city_code
LEFT JOIN province ON province.province_code = station_province_code
ORDER BY report.output_ytd_yuan DESC NULLS LAST, identity.enterprise_code;
