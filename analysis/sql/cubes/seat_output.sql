-- seat_output: enterprise with a seat at any time × province it ever served from it × reported period: its own output
-- there over the four quarters up to it and over the four before. An enterprise's report tells all its provinces, so
-- that one it does not name has no output of it; without the reports the sum needs, it is null.
CREATE TABLE seat_output AS
WITH served AS (
    SELECT DISTINCT enterprise_id, province_code
    FROM (
        SELECT enterprise_id, station_province_code AS province_code FROM seat
        UNION ALL
        SELECT enterprise_id, unnest(reach_codes) FROM seat
    )
),
own AS (
    SELECT enterprise_id, province_code, year::INTEGER * 4 + quarter - 1 AS number, output_ytd_yuan, output_yuan
    FROM output JOIN province USING (province_no) SEMI JOIN served USING (enterprise_id, province_code)
),
report_of AS (
    SELECT enterprise_id, year::INTEGER * 4 + quarter - 1 AS number
    FROM enterprise_quarter SEMI JOIN served USING (enterprise_id)
),
-- The reports a sum is made of: this quarter, the same and the last of a year before, and of two years before.
summed AS (
    SELECT served.enterprise_id, served.province_code, period.number, period.quarter,
        coalesce(own_now.output_ytd_yuan, 0) AS now_yuan,
        coalesce(own_last.output_ytd_yuan, 0) AS last_yuan, coalesce(own_full.output_ytd_yuan, 0) AS full_yuan,
        coalesce(own_before.output_ytd_yuan, 0) AS before_yuan,
        coalesce(own_before_full.output_ytd_yuan, 0) AS before_full_yuan,
        report_now.number IS NOT NULL AS has_now,
        report_last.number IS NOT NULL AND report_full.number IS NOT NULL AS has_last,
        report_before.number IS NOT NULL AND report_before_full.number IS NOT NULL AS has_before
    FROM served
    CROSS JOIN (SELECT number, quarter FROM period WHERE reported_enterprises > 0) AS period
    LEFT JOIN own AS own_now ON own_now.enterprise_id = served.enterprise_id
        AND own_now.province_code = served.province_code AND own_now.number = period.number
    LEFT JOIN own AS own_last ON own_last.enterprise_id = served.enterprise_id
        AND own_last.province_code = served.province_code AND own_last.number = period.number - 4
    LEFT JOIN own AS own_full ON own_full.enterprise_id = served.enterprise_id
        AND own_full.province_code = served.province_code AND own_full.number = period.number - period.quarter
    LEFT JOIN own AS own_before ON own_before.enterprise_id = served.enterprise_id
        AND own_before.province_code = served.province_code AND own_before.number = period.number - 8
    LEFT JOIN own AS own_before_full ON own_before_full.enterprise_id = served.enterprise_id
        AND own_before_full.province_code = served.province_code
        AND own_before_full.number = period.number - period.quarter - 4
    LEFT JOIN report_of AS report_now
        ON report_now.enterprise_id = served.enterprise_id AND report_now.number = period.number
    LEFT JOIN report_of AS report_last
        ON report_last.enterprise_id = served.enterprise_id AND report_last.number = period.number - 4
    LEFT JOIN report_of AS report_full
        ON report_full.enterprise_id = served.enterprise_id AND report_full.number = period.number - period.quarter
    LEFT JOIN report_of AS report_before
        ON report_before.enterprise_id = served.enterprise_id AND report_before.number = period.number - 8
    LEFT JOIN report_of AS report_before_full
        ON report_before_full.enterprise_id = served.enterprise_id
        AND report_before_full.number = period.number - period.quarter - 4
),
first_output AS (
    SELECT enterprise_id, province_code, min(number) AS first_number FROM own WHERE output_yuan > 0 GROUP BY ALL
)
-- In a fourth quarter the year to date is the year: last year's same quarter and its full year are one report.
SELECT enterprise_id, province_code, number,
    CASE WHEN has_now AND (quarter = 4 OR has_last)
        THEN now_yuan + CASE WHEN quarter = 4 THEN 0 ELSE full_yuan - last_yuan END
    END AS output_four_quarters_yuan,
    CASE WHEN has_last AND (quarter = 4 OR has_before)
        THEN last_yuan + CASE WHEN quarter = 4 THEN 0 ELSE before_full_yuan - before_yuan END
    END AS prior_four_quarters_yuan,
    CASE WHEN first_number <= number THEN first_number // 4 END::INTEGER AS first_year,
    CASE WHEN first_number <= number THEN (number - first_number) // 4 END::INTEGER AS years_there
FROM summed LEFT JOIN first_output USING (enterprise_id, province_code)
ORDER BY enterprise_id, province_code, number;
