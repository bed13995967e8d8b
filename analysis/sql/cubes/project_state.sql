-- project_state: province × days between two changes of how many projects are under way there
CREATE TABLE project_state AS
WITH turn AS (
    SELECT province_code, first_day AS day, 1 AS change FROM project_span WHERE first_day < end_day
    UNION ALL
    SELECT province_code, end_day, -1 FROM project_span WHERE first_day < end_day
),
daily AS (
    SELECT province_code, day, sum(change) AS change FROM turn
    WHERE province_code IS NOT NULL AND day < DATE '9999-12-31'
    GROUP BY ALL HAVING sum(change) <> 0
)
SELECT province_code, day AS first_day,
    lead(day, 1, DATE '9999-12-31') OVER in_province AS end_day,
    (sum(change) OVER in_province)::INTEGER AS project_count
FROM daily
WINDOW in_province AS (PARTITION BY province_code ORDER BY day)
ORDER BY province_code, first_day;
