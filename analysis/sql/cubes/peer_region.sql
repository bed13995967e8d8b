-- peer_region: one row the nation or a province, quarter, scope and caliber with what was published of its output, year
-- to date in yuan, and what our enterprises reported for the quarter beside it. A whole year stands at its fourth
-- quarter; both amounts are of one vintage. Ranks are among provinces of one caliber.
CREATE TABLE peer_region AS
WITH told AS (
    SELECT region_code, year, coalesce(quarter, 4)::INTEGER AS quarter, basis, scope, caliber, vintage,
        province, province IS NOT NULL AS is_province,
        max(round(value * factor::DECIMAL(18, 0))::BIGINT) FILTER (measure = 'gross_output') AS gross_yuan,
        max(round(value * factor::DECIMAL(18, 0))::BIGINT) FILTER (measure = 'out_of_province_output') AS output_yuan,
        max(value::DOUBLE / CASE WHEN unit IN ('%', '％') THEN 100 ELSE 1 END) FILTER (measure = 'outward_ratio')
            AS published_ratio,
        string_agg(DISTINCT benchmark.source, '；' ORDER BY benchmark.source) AS source
    FROM benchmark
    JOIN indicator_spelling ON spelling = indicator
    LEFT JOIN money_unit USING (unit)
    LEFT JOIN province ON province_code = region_code
    WHERE (basis = 'annual' OR (basis = 'ytd' AND quarter IS NOT NULL))
        AND (measure = 'outward_ratio'
            OR (measure IN ('gross_output', 'out_of_province_output') AND factor IS NOT NULL))
        AND (region_code = '000000' OR province IS NOT NULL)
    GROUP BY ALL
),
-- One row a region: that with both amounts, then a year as a whole before its quarters, then the latest vintage.
chosen AS (
    SELECT DISTINCT ON (region_code, year, quarter, scope, caliber) *,
        coalesce(CASE WHEN gross_yuan > 0 THEN output_yuan::DOUBLE / gross_yuan END, published_ratio) AS ratio
    FROM told
    ORDER BY gross_yuan IS NOT NULL AND output_yuan IS NOT NULL DESC, gross_yuan IS NOT NULL DESC,
        basis = 'annual' DESC, vintage DESC NULLS LAST
),
alike AS (
    SELECT year, quarter, scope, caliber,
        list(ratio) FILTER (is_province AND ratio IS NOT NULL) AS ratios,
        list(output_yuan) FILTER (is_province AND output_yuan IS NOT NULL) AS outputs,
        list(gross_yuan) FILTER (is_province AND gross_yuan IS NOT NULL) AS grosses,
        max(output_yuan) FILTER (NOT is_province) AS nation_yuan
    FROM chosen GROUP BY ALL
),
ours AS (
    SELECT year, quarter, output_ytd_yuan AS our_yuan,
        CASE WHEN gross_output_ytd_yuan > 0 THEN output_ytd_yuan::DOUBLE / gross_output_ytd_yuan END AS our_ratio
    FROM output_cube WHERE place = 'out' AND city_code = 'all'
)
SELECT region_code, province, chosen.year, chosen.quarter, basis, chosen.scope, chosen.caliber, vintage,
    gross_yuan AS gross_output_ytd_yuan, output_yuan AS out_of_province_ytd_yuan,
    ratio AS outward_ratio, published_ratio,
    CASE WHEN nation_yuan > 0 THEN output_yuan::DOUBLE / nation_yuan END AS nation_share,
    CASE WHEN is_province AND ratio IS NOT NULL THEN 1 + len(list_filter(ratios, lambda other: other > ratio)) END
        ::INTEGER AS ratio_rank,
    CASE WHEN is_province AND ratio IS NOT NULL THEN len(ratios) END::INTEGER AS ratio_rank_of,
    CASE WHEN is_province AND output_yuan IS NOT NULL
        THEN 1 + len(list_filter(outputs, lambda other: other > output_yuan)) END::INTEGER AS output_rank,
    CASE WHEN is_province AND output_yuan IS NOT NULL THEN len(outputs) END::INTEGER AS output_rank_of,
    CASE WHEN is_province AND gross_yuan IS NOT NULL
        THEN 1 + len(list_filter(grosses, lambda other: other > gross_yuan)) END::INTEGER AS gross_rank,
    CASE WHEN is_province AND gross_yuan IS NOT NULL THEN len(grosses) END::INTEGER AS gross_rank_of,
    our_yuan AS our_output_ytd_yuan, our_ratio,
    CASE WHEN nation_yuan > 0 THEN our_yuan::DOUBLE / nation_yuan END AS our_nation_share,
    ratio - our_ratio AS difference_pp, source
FROM chosen
JOIN alike
    ON alike.year = chosen.year AND alike.quarter = chosen.quarter AND alike.caliber = chosen.caliber
    AND alike.scope IS NOT DISTINCT FROM chosen.scope
LEFT JOIN ours ON ours.year = chosen.year AND ours.quarter = chosen.quarter
ORDER BY chosen.year, chosen.quarter, chosen.caliber, chosen.scope, region_code;
