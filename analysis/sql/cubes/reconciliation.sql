-- reconciliation: one row a published figure of our own province's or a home city's output in other provinces, beside
-- what our reports add up to over destinations, with what could lie between the two. Money in yuan; a year is held
-- against its fourth quarter's year to date. `revised_yuan` is by how much our figures of the quarter moved since they
-- first came, `missing_yuan` what those who have not reported it last reported, `unknown_city_yuan` what belongs to
-- no city, `rounding_yuan` half a unit of the last decimal published.
CREATE TABLE reconciliation AS
WITH published AS (
    SELECT b.*, factor::DECIMAL(18, 0) AS factor, coalesce(b.quarter, 4) AS up_to,
        CASE WHEN region_code = getvariable('home_province') THEN 'all' ELSE region_code END AS city_code,
        length(rtrim(split_part(b.value::VARCHAR, '.', 2), '0')) AS decimals
    FROM benchmark AS b
    JOIN indicator_spelling ON spelling = indicator AND measure = 'out_of_province_output'
    JOIN money_unit USING (unit)
    LEFT JOIN city ON city.city_code = region_code
    WHERE basis IN ('ytd', 'quarter', 'annual')
        AND (region_code = getvariable('home_province') OR city.province_code = getvariable('home_province'))
),
first_told AS (
    SELECT enterprise_id, year, quarter, province_no, arg_min(output_ytd_yuan, (submission_id, source_row)) AS first_yuan
    FROM output_superseded
    WHERE province_no <> getvariable('home_no')
    GROUP BY ALL
),
moved AS (
    SELECT year, quarter, CASE WHEN grouping(city_code) = 1 THEN 'all' ELSE city_code END AS city_code,
        sum(output_ytd_yuan - first_yuan)::BIGINT AS revised_yuan
    FROM first_told
    JOIN output USING (enterprise_id, year, quarter, province_no)
    JOIN enterprise_identity USING (enterprise_id)
    GROUP BY GROUPING SETS ((year, quarter, city_code), (year, quarter))
),
silent AS (
    SELECT year, quarter, CASE WHEN grouping(city_code) = 1 THEN 'all' ELSE city_code END AS city_code,
        count(*)::INTEGER AS missing, sum(last_ytd_yuan)::BIGINT AS missing_yuan
    FROM missing_report
    GROUP BY GROUPING SETS ((year, quarter, city_code), (year, quarter))
),
nowhere AS (
    SELECT year, quarter, sum(output_ytd_yuan)::BIGINT AS unknown_city_yuan
    FROM enterprise_quarter WHERE city_code IS NULL GROUP BY year, quarter
),
beside AS (
    SELECT published.year, published.up_to AS quarter, region_code, caliber, vintage, basis, scope, indicator,
        CASE WHEN basis = 'quarter' THEN cell.output_yuan ELSE cell.output_ytd_yuan END AS ours_yuan,
        round(value * factor)::BIGINT AS reported_yuan,
        CASE WHEN basis = 'quarter' THEN cell.spans_quarters ELSE 1 END AS spans_quarters,
        coalesce(missing, 0) AS missing, missing_yuan, nullif(revised_yuan, 0) AS revised_yuan,
        CASE WHEN published.city_code <> 'all' THEN unknown_city_yuan END AS unknown_city_yuan,
        ceil(factor / 2 / pow(10, decimals))::BIGINT AS rounding_yuan, value, published.unit, source
    FROM published
    LEFT JOIN output_cube AS cell
        ON cell.year = published.year AND cell.quarter = published.up_to AND cell.place = 'out'
        AND cell.city_code = published.city_code
    LEFT JOIN silent
        ON silent.year = published.year AND silent.quarter = published.up_to
        AND silent.city_code = published.city_code
    LEFT JOIN moved
        ON moved.year = published.year AND moved.quarter = published.up_to AND moved.city_code = published.city_code
    LEFT JOIN nowhere ON nowhere.year = published.year AND nowhere.quarter = published.up_to
)
SELECT beside.*, coalesce(province, city) AS region, ours_yuan - reported_yuan AS difference_yuan,
    CASE WHEN reported_yuan > 0 THEN (ours_yuan - reported_yuan) / reported_yuan END AS difference_share
FROM beside
LEFT JOIN province ON province.province_code = region_code
LEFT JOIN city ON city.city_code = region_code
ORDER BY year, quarter, region_code, caliber, basis, scope NULLS FIRST, vintage NULLS FIRST, indicator;
