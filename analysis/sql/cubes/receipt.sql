-- receipt: period × enterprise expected to report it: when its report first came and when a figure of it was last
-- changed, null where it did not come or change. `quarter_received_at` is when the first report of the period came,
-- `began_at` when the first of all did: before that nobody was there to receive any.
CREATE TABLE receipt AS
WITH came AS (
    SELECT period.number, period.year, period.quarter, period.end_date, expected_report.enterprise_id,
        enterprise_identity.city_code, first_had.received_at, report.first_submission_id AS submission_id,
        changed.received_at AS revised_at
    FROM expected_report
    JOIN period USING (number)
    JOIN enterprise_identity USING (enterprise_id)
    LEFT JOIN report
        ON report.enterprise_id = expected_report.enterprise_id
        AND report.year = period.year AND report.quarter = period.quarter
    LEFT JOIN revised_report
        ON revised_report.enterprise_id = expected_report.enterprise_id
        AND revised_report.year = period.year AND revised_report.quarter = period.quarter
    LEFT JOIN submission AS first_had ON first_had.submission_id = report.first_submission_id
    LEFT JOIN submission AS changed ON changed.submission_id = revised_report.submission_id
),
of_quarter AS (
    SELECT number, min(received_at) AS quarter_received_at FROM came GROUP BY number
)
SELECT came.*, quarter_received_at, (SELECT min(received_at) FROM came) AS began_at
FROM came JOIN of_quarter USING (number)
ORDER BY number, enterprise_id;

-- receipt_day: period × home city × day reports came (null: they did not), with how many; settings say which day is late
CREATE TABLE receipt_day AS
SELECT number, year, quarter, end_date, city_code, received_at::DATE AS received_date, quarter_received_at, began_at,
    count(*)::INTEGER AS reports, count(revised_at)::INTEGER AS revised
FROM receipt
GROUP BY ALL
ORDER BY number, city_code, received_date;
