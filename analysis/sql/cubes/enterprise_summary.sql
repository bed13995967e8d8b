-- enterprise_summary: one row an enterprise at the latest reported period, the largest first
CREATE TABLE enterprise_summary AS
WITH latest AS (SELECT year, quarter FROM period WHERE reported_enterprises > 0 ORDER BY number DESC LIMIT 1)
SELECT enterprise_identity.enterprise_id, enterprise_code, enterprise, enterprise_identity.city_code,
    registered, output_ytd_yuan, gross_output_ytd_yuan, employees, province_count,
    CASE WHEN output_ytd_yuan IS NOT NULL
        THEN rank() OVER (ORDER BY output_ytd_yuan DESC NULLS LAST) END::INTEGER AS rank
FROM enterprise_identity
LEFT JOIN (
    SELECT enterprise_quarter.* EXCLUDE (city_code) FROM enterprise_quarter JOIN latest USING (year, quarter)
) AS report USING (enterprise_id)
ORDER BY output_ytd_yuan DESC NULLS LAST, enterprise_code;
