-- completeness: period × home city ('all' among them): who was expected to report, did, or changed what it said.
-- Expected are those who reported the period or any of the four quarters before it.
CREATE TEMP TABLE revised_report AS
SELECT old.enterprise_id, old.year, old.quarter, max(new.submission_id) AS submission_id
FROM output_superseded AS old JOIN output AS new USING (enterprise_id, province_no, year, quarter)
WHERE old.output_ytd_yuan <> new.output_ytd_yuan
GROUP BY ALL;

CREATE TEMP TABLE expected_report AS
WITH later AS (
    SELECT enterprise_id, year * 4 + quarter - 1 AS reported_number, unnest(range(0, 5)) AS lag FROM report
)
SELECT enterprise_id, (reported_number + lag)::INTEGER AS number,
    max(reported_number)::INTEGER AS last_number, min(lag) = 0 AS reported
FROM later
WHERE reported_number + lag <= (SELECT max(number) FROM period)
GROUP BY ALL;

CREATE TABLE completeness AS
WITH counted AS (
    SELECT period.year, period.quarter,
        CASE WHEN grouping(city_code) = 1 THEN 'all' ELSE city_code END AS city_code,
        count(*)::INTEGER AS expected,
        (count(*) FILTER (reported))::INTEGER AS reported,
        (count(*) FILTER (NOT reported))::INTEGER AS missing,
        count(revised_report.enterprise_id)::INTEGER AS revised
    FROM expected_report
    JOIN period USING (number)
    JOIN enterprise_identity USING (enterprise_id)
    LEFT JOIN revised_report
        ON revised_report.enterprise_id = expected_report.enterprise_id
        AND revised_report.year = period.year AND revised_report.quarter = period.quarter
    GROUP BY GROUPING SETS ((period.year, period.quarter, city_code), (period.year, period.quarter))
)
SELECT counted.*, city FROM counted LEFT JOIN city USING (city_code)
ORDER BY year, quarter, city_code;

-- missing_report: one row an enterprise that was expected to report a period and did not
CREATE TABLE missing_report AS
SELECT period.year, period.quarter, expected_report.enterprise_id, enterprise_identity.city_code,
    last_number // 4 AS last_year, last_number % 4 + 1 AS last_quarter,
    enterprise_quarter.output_ytd_yuan AS last_ytd_yuan
FROM expected_report
JOIN period USING (number)
JOIN enterprise_identity USING (enterprise_id)
JOIN enterprise_quarter
    ON enterprise_quarter.enterprise_id = expected_report.enterprise_id
    AND enterprise_quarter.year = last_number // 4 AND enterprise_quarter.quarter = last_number % 4 + 1
WHERE NOT reported
ORDER BY period.year, period.quarter, last_ytd_yuan DESC NULLS LAST, expected_report.enterprise_id;
