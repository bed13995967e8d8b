-- city_output: period × home city whose enterprises reported anything, with what its ratios are taken of
CREATE TABLE city_output AS
WITH served AS (
    SELECT number, city_code, count(*) FILTER (output_ytd_yuan > 0)::INTEGER AS province_count
    FROM output_cube WHERE beyond GROUP BY number, city_code
)
SELECT cell.year, cell.quarter, cell.city_code, city,
    cell.output_ytd_yuan, cell.output_yuan, cell.prior_ytd_yuan, cell.gross_output_ytd_yuan,
    total.output_ytd_yuan AS total_ytd_yuan,
    cell.enterprise_count, province_count,
    CASE WHEN cell.output_ytd_yuan IS NOT NULL THEN rank() OVER (
        PARTITION BY cell.number ORDER BY cell.output_ytd_yuan DESC NULLS LAST
    ) END::INTEGER AS rank
FROM output_cube AS cell
JOIN output_cube AS total
    ON total.number = cell.number AND total.place = 'out' AND total.city_code = 'all'
JOIN served ON served.number = cell.number AND served.city_code = cell.city_code
LEFT JOIN city ON city.city_code = cell.city_code
WHERE cell.place = 'out' AND cell.city_code <> 'all' AND cell.gross_output_ytd_yuan IS NOT NULL
ORDER BY cell.number, rank NULLS LAST, cell.city_code;
