-- output_cube: period × place × home city, complete: where nothing was reported measures are null and counts 0.
-- `place` is a province code, 'out' (all beyond our own province) or 'all'; `city_code` a city or 'all'. Every row has
-- what its ratios are taken of: `out_ytd_yuan` and `gross_output_ytd_yuan` are those of the same group and period.

-- Every enterprise has one home city, so counts of enterprises add up over cities, but never over provinces.
CREATE TEMP TABLE cell AS
SELECT year, quarter, province_code AS place, city_code,
    sum(output_ytd_yuan) AS output_ytd_yuan,
    sum(output_yuan) AS output_yuan,
    sum(contract_ytd_yuan) AS contract_ytd_yuan,
    sum(contract_yuan) AS contract_yuan,
    sum(output_ytd_yuan) FILTER (reported_prior) AS both_ytd_yuan,
    sum(output_ytd_yuan) FILTER (reported_next) AS both_next_yuan,
    sum(output_yuan) FILTER (whole_prior) AS both_quarter_yuan,
    sum(output_yuan) FILTER (whole_next) AS both_quarter_next_yuan,
    count(*) AS reporting_enterprises,
    count(*) FILTER (output_ytd_yuan > 0) AS enterprise_count,
    count(*) FILTER (output_yuan > 0) AS active_count,
    count(*) FILTER (spans_quarters > 1) AS spanning_enterprises
FROM output JOIN reporter USING (enterprise_id, year, quarter) JOIN province USING (province_no)
GROUP BY ALL
UNION ALL
SELECT year, quarter, 'out', city_code,
    sum(output_ytd_yuan),
    sum(output_yuan),
    sum(contract_ytd_yuan),
    sum(contract_yuan),
    sum(output_ytd_yuan) FILTER (reported_prior),
    sum(output_ytd_yuan) FILTER (reported_next),
    sum(output_yuan) FILTER (whole_prior),
    sum(output_yuan) FILTER (whole_next),
    count(output_ytd_yuan),
    count(*) FILTER (output_ytd_yuan > 0),
    count(*) FILTER (active_count > 0),
    count(*) FILTER (spanning)
FROM enterprise_quarter GROUP BY ALL
UNION ALL
SELECT year, quarter, 'all', city_code,
    sum(gross_output_ytd_yuan),
    sum(gross_output_yuan),
    sum(gross_contract_ytd_yuan),
    sum(gross_contract_yuan),
    sum(gross_output_ytd_yuan) FILTER (reported_prior),
    sum(gross_output_ytd_yuan) FILTER (reported_next),
    sum(gross_output_yuan) FILTER (whole_prior),
    sum(gross_output_yuan) FILTER (whole_next),
    count(*),
    count(*) FILTER (gross_output_ytd_yuan > 0),
    count(*) FILTER (gross_output_yuan > 0),
    count(*) FILTER (gross_spanning)
FROM enterprise_quarter GROUP BY ALL;

CREATE TABLE output_cube AS
WITH summed AS (
    SELECT year, quarter, place,
        CASE WHEN grouping(city_code) = 1 THEN 'all' ELSE city_code END AS city_code,
        sum(output_ytd_yuan)::BIGINT AS output_ytd_yuan,
        sum(output_yuan)::BIGINT AS output_yuan,
        sum(contract_ytd_yuan)::BIGINT AS contract_ytd_yuan,
        sum(contract_yuan)::BIGINT AS contract_yuan,
        sum(both_ytd_yuan)::BIGINT AS both_ytd_yuan,
        sum(both_next_yuan)::BIGINT AS both_next_yuan,
        sum(reporting_enterprises)::INTEGER AS reporting_enterprises,
        sum(enterprise_count)::INTEGER AS enterprise_count,
        sum(active_count)::INTEGER AS active_count,
        sum(spanning_enterprises)::INTEGER AS spanning_enterprises
    FROM cell
    GROUP BY GROUPING SETS ((year, quarter, place, city_code), (year, quarter, place))
),
place AS (
    SELECT province_code AS place FROM province UNION ALL SELECT 'out' UNION ALL SELECT 'all'
),
city_or_all AS (
    SELECT DISTINCT city_code FROM enterprise_identity WHERE city_code IS NOT NULL UNION ALL SELECT 'all'
),
grid AS (
    SELECT number, period.year, period.quarter, place, city_code, summed.* EXCLUDE (year, quarter, place, city_code)
    FROM period CROSS JOIN place CROSS JOIN city_or_all
    LEFT JOIN summed USING (year, quarter, place, city_code)
),
-- Whether anyone of the group reported the period at all: then a place without rows had nothing to report.
reported AS (
    SELECT number, city_code, output_ytd_yuan IS NOT NULL AS reported FROM grid WHERE place = 'all'
),
under_way AS (
    SELECT number,
        CASE WHEN grouping(province_code) = 1 THEN 'out' ELSE province_code END AS place,
        CASE WHEN grouping(city_code) = 1 THEN 'all' ELSE city_code END AS city_code,
        count(*)::INTEGER AS project_count
    FROM project_span JOIN period ON first_day <= end_date AND end_date < end_day
    GROUP BY CUBE (province_code, city_code), number
    HAVING number IS NOT NULL
)
SELECT grid.number, grid.year, grid.quarter, grid.place, province.province, grid.city_code,
    grid.output_ytd_yuan, grid.output_yuan,
    CASE WHEN grid.output_ytd_yuan IS NOT NULL THEN grid.quarter - coalesce(
        max(CASE WHEN grid.output_ytd_yuan IS NOT NULL THEN grid.quarter END) OVER (
            PARTITION BY grid.year, grid.place, grid.city_code ORDER BY grid.quarter
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) END::INTEGER AS spans_quarters,
    grid.contract_ytd_yuan, grid.contract_yuan,
    prior.output_ytd_yuan AS prior_ytd_yuan,
    grid.both_ytd_yuan, prior.both_next_yuan AS both_prior_yuan,
    max(CASE WHEN grid.place = 'out' THEN grid.output_ytd_yuan END) OVER group_in_period AS out_ytd_yuan,
    max(CASE WHEN grid.place = 'all' THEN grid.output_ytd_yuan END) OVER group_in_period AS gross_output_ytd_yuan,
    coalesce(grid.reporting_enterprises, 0) AS reporting_enterprises,
    coalesce(grid.enterprise_count, 0) AS enterprise_count,
    coalesce(grid.active_count, 0) AS active_count,
    coalesce(grid.spanning_enterprises, 0) AS spanning_enterprises,
    coalesce(project_count, 0) AS project_count,
    CASE
        WHEN NOT reported.reported THEN NULL
        WHEN grid.quarter = 4 THEN grid.output_ytd_yuan
        WHEN reported_prior.reported AND reported_full.reported
            AND coalesce(grid.output_ytd_yuan, full_year.output_ytd_yuan, prior.output_ytd_yuan) IS NOT NULL
        THEN coalesce(grid.output_ytd_yuan, 0) + coalesce(full_year.output_ytd_yuan, 0)
            - coalesce(prior.output_ytd_yuan, 0)
    END AS demand_yuan,
    beyond.beyond,
    CASE WHEN grid.output_ytd_yuan IS NOT NULL AND beyond.beyond THEN rank() OVER (
        PARTITION BY grid.number, grid.city_code, beyond.beyond ORDER BY grid.output_ytd_yuan DESC NULLS LAST
    ) END::INTEGER AS rank,
    CASE WHEN prior.output_ytd_yuan IS NOT NULL AND beyond.beyond THEN rank() OVER (
        PARTITION BY grid.number, grid.city_code, beyond.beyond ORDER BY prior.output_ytd_yuan DESC NULLS LAST
    ) END::INTEGER AS prior_rank
FROM grid
JOIN (
    SELECT place, place NOT IN ('out', 'all', getvariable('home_province')) AS beyond FROM place
) AS beyond USING (place)
JOIN reported USING (number, city_code)
LEFT JOIN province ON province.province_code = grid.place
LEFT JOIN grid AS prior
    ON prior.number = grid.number - 4 AND prior.place = grid.place AND prior.city_code = grid.city_code
LEFT JOIN grid AS full_year
    ON full_year.number = grid.year * 4 - 1 AND full_year.place = grid.place
    AND full_year.city_code = grid.city_code
LEFT JOIN reported AS reported_prior
    ON reported_prior.number = grid.number - 4 AND reported_prior.city_code = grid.city_code
LEFT JOIN reported AS reported_full
    ON reported_full.number = grid.year * 4 - 1 AND reported_full.city_code = grid.city_code
LEFT JOIN under_way
    ON under_way.number = grid.number AND under_way.place = grid.place AND under_way.city_code = grid.city_code
WINDOW group_in_period AS (PARTITION BY grid.number, grid.city_code)
ORDER BY grid.city_code, grid.place, grid.number;
