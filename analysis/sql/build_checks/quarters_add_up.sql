-- The single quarters of a year add up to its last year-to-date value, whatever is missing between; of
-- one enterprise in sixteen, for rows out of order would show in any
WITH by_year AS (
    SELECT sum(output_yuan) AS quarters, sum(spans_quarters) AS spans,
        max_by(output_ytd_yuan, quarter) AS year_to_date, max(quarter) AS last_quarter
    FROM output WHERE enterprise_id % 16 = 1 GROUP BY enterprise_id, province_no, year
)
SELECT quarters, year_to_date, spans, last_quarter
FROM by_year WHERE quarters <> year_to_date OR spans <> last_quarter;
