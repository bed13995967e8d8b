-- The single quarters of a year add up to its last year-to-date value, whatever is missing between
WITH by_year AS (
    SELECT enterprise_id, province_no, year,
        sum(output_yuan) AS quarters, max_by(output_ytd_yuan, quarter) AS year_to_date, sum(spans_quarters) AS spans,
        max(quarter) AS last_quarter
    FROM output GROUP BY ALL
)
SELECT enterprise_id, province_no, year, quarters, year_to_date
FROM by_year WHERE quarters <> year_to_date OR spans <> last_quarter;
