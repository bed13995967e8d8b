-- benchmark_anomaly: one row a published figure and a way in which it disagrees with others that were published.
-- `compared_value` is what it is held against, `difference` the figure less that, both in its unit; `against` says
-- which: a vintage, a sum, a period. Rounding as printed is no disagreement. Null vintages and scopes are a value.
CREATE TEMP TABLE published AS
SELECT region_code, year, quarter, basis, scope, indicator, caliber, vintage, unit, nature, value, published_yoy,
    submission_id, sheet, source_row
FROM benchmark WHERE value IS NOT NULL;

-- The growth that was published holds against another base than the level published a year before.
CREATE TEMP TABLE rebased AS
SELECT 'base_revised' AS anomaly, now.* EXCLUDE (nature, published_yoy, submission_id, sheet, source_row),
    (now.value::DOUBLE / (1 + now.published_yoy))::DECIMAL(24, 6) AS compared_value,
    before.value AS base_value, now.published_yoy,
    now.value::DOUBLE / before.value::DOUBLE - 1 AS derived_yoy,
    before.vintage AS against
FROM published AS now
JOIN published AS before
    ON before.region_code = now.region_code AND before.indicator = now.indicator
    AND before.caliber = now.caliber AND before.basis = now.basis AND before.year = now.year - 1
    AND before.unit = now.unit
    AND before.quarter IS NOT DISTINCT FROM now.quarter AND before.scope IS NOT DISTINCT FROM now.scope
WHERE now.published_yoy > -1 AND before.value > 0 AND now.nature IS DISTINCT FROM 'ratio'
    AND abs(now.value::DOUBLE / before.value::DOUBLE - 1 - now.published_yoy) > 0.00055
QUALIFY row_number() OVER (
    PARTITION BY now.region_code, now.indicator, now.caliber, now.basis, now.year, now.quarter, now.scope,
        now.unit, now.vintage
    ORDER BY before.vintage IS NOT DISTINCT FROM now.vintage DESC, before.vintage DESC
) = 1;

CREATE TEMP TABLE vintages AS
SELECT *,
    lag(value) OVER of_cell AS earlier_value, lag(vintage) OVER of_cell AS earlier_vintage
FROM published
WINDOW of_cell AS (
    PARTITION BY region_code, year, quarter, basis, scope, indicator, caliber, unit ORDER BY vintage NULLS FIRST
);

CREATE TEMP TABLE summed AS
SELECT identity, any_value(whole) AS whole, region_code, year, quarter, basis, scope, caliber, vintage, unit,
    sum(value)::DECIMAL(24, 6) AS parts_value, string_agg(part, '、' ORDER BY part) AS parts
FROM published
JOIN (SELECT *, count(*) OVER (PARTITION BY identity) AS terms FROM identity) AS terms ON part = indicator
GROUP BY identity, region_code, year, quarter, basis, scope, caliber, vintage, unit
HAVING count(*) = any_value(terms);

CREATE TEMP TABLE over_provinces AS
SELECT year, quarter, basis, scope, indicator, caliber, vintage, unit,
    sum(value)::DECIMAL(24, 6) AS parts_value, count(*) AS provinces
FROM published JOIN province ON province_code = region_code
WHERE nature IS DISTINCT FROM 'ratio' AND nature IS DISTINCT FROM 'average'
GROUP BY ALL HAVING count(*) >= 31;

CREATE TEMP TABLE opening AS
SELECT *,
    first_value(value) OVER (
        PARTITION BY region_code, year, basis, scope, indicator, caliber, vintage, unit ORDER BY quarter
    ) AS opening_value,
    min(quarter) OVER (
        PARTITION BY region_code, year, basis, scope, indicator, caliber, vintage, unit
    ) AS opening_quarter
FROM published WHERE quarter IS NOT NULL AND indicator LIKE '%上年结转%';

-- A year is mixed where its quarters stand in their file neither first to last nor last to first.
CREATE TEMP TABLE in_file AS
SELECT *,
    bool_or(quarter < quarter_before) OVER of_year AND bool_or(quarter > quarter_before) OVER of_year AS mixed
FROM (
    SELECT *, lag(quarter) OVER by_row AS quarter_before, lag(value) OVER by_row AS value_before
    FROM published WHERE nature = 'flow' AND basis = 'ytd' AND quarter IS NOT NULL
    WINDOW by_row AS (
        PARTITION BY submission_id, sheet, region_code, scope, indicator, caliber, vintage, unit, year
        ORDER BY source_row, quarter
    )
)
WINDOW of_year AS (
    PARTITION BY submission_id, sheet, region_code, scope, indicator, caliber, vintage, unit, year
);

CREATE TABLE benchmark_anomaly AS
SELECT anomaly, region_code, year, quarter, basis, scope, indicator, caliber, vintage, unit, value, compared_value,
    value - compared_value AS difference, against, base_value, published_yoy, derived_yoy
FROM rebased
UNION ALL BY NAME
SELECT 'revised' AS anomaly, region_code, year, quarter, basis, scope, indicator, caliber, vintage, unit, value,
    earlier_value AS compared_value, value - earlier_value AS difference, earlier_vintage AS against
FROM vintages WHERE value <> earlier_value
UNION ALL BY NAME
SELECT 'parts_differ' AS anomaly, p.region_code, p.year, p.quarter, p.basis, p.scope, p.indicator, p.caliber,
    p.vintage, p.unit, value, parts_value AS compared_value, value - parts_value AS difference, parts AS against
FROM published AS p
JOIN summed
    ON whole = p.indicator AND summed.region_code = p.region_code AND summed.year = p.year
    AND summed.basis = p.basis AND summed.caliber = p.caliber AND summed.unit = p.unit
    AND summed.quarter IS NOT DISTINCT FROM p.quarter AND summed.scope IS NOT DISTINCT FROM p.scope
    AND summed.vintage IS NOT DISTINCT FROM p.vintage
WHERE abs(value - parts_value) > greatest(0.02, abs(value) * 0.00001)
UNION ALL BY NAME
SELECT 'regions_differ' AS anomaly, p.region_code, p.year, p.quarter, p.basis, p.scope, p.indicator, p.caliber,
    p.vintage, p.unit, value, parts_value AS compared_value, value - parts_value AS difference,
    provinces::VARCHAR AS against
FROM published AS p
JOIN over_provinces AS s
    ON s.indicator = p.indicator AND s.year = p.year AND s.basis = p.basis AND s.caliber = p.caliber
    AND s.unit = p.unit AND s.quarter IS NOT DISTINCT FROM p.quarter AND s.scope IS NOT DISTINCT FROM p.scope
    AND s.vintage IS NOT DISTINCT FROM p.vintage
WHERE p.region_code = '000000' AND abs(value - parts_value) > greatest(0.5, abs(value) * 0.0005)
UNION ALL BY NAME
SELECT 'opening_moves' AS anomaly, region_code, year, quarter, basis, scope, indicator, caliber, vintage, unit, value,
    opening_value AS compared_value, value - opening_value AS difference, year || 'Q' || opening_quarter AS against
FROM opening WHERE value <> opening_value
QUALIFY row_number() OVER (
    PARTITION BY region_code, year, basis, scope, indicator, caliber, vintage, unit ORDER BY quarter DESC
) = 1
UNION ALL BY NAME
SELECT 'annual_differs' AS anomaly, y.region_code, y.year, y.quarter, y.basis, y.scope, y.indicator, y.caliber,
    y.vintage, y.unit, y.value, q.value AS compared_value, y.value - q.value AS difference,
    coalesce(q.vintage, '') AS against
FROM published AS y
JOIN published AS q
    ON q.region_code = y.region_code AND q.year = y.year AND q.indicator = y.indicator
    AND q.caliber = y.caliber AND q.unit = y.unit AND q.scope IS NOT DISTINCT FROM y.scope
WHERE y.basis = 'annual' AND q.basis = 'ytd' AND q.quarter = 4 AND y.nature IS NOT DISTINCT FROM 'flow'
    AND abs(y.value - q.value) > greatest(0.02, abs(y.value) * 0.00001)
QUALIFY row_number() OVER (
    PARTITION BY y.region_code, y.year, y.indicator, y.caliber, y.unit, y.scope, y.vintage
    ORDER BY q.vintage IS NOT DISTINCT FROM y.vintage DESC, q.vintage DESC
) = 1
UNION ALL BY NAME
SELECT 'falls' AS anomaly, region_code, year, quarter, basis, scope, indicator, caliber, vintage, unit, value,
    earlier_value AS compared_value, value - earlier_value AS difference, year || 'Q' || earlier_quarter AS against
FROM (
    SELECT *, lag(value) OVER to_date AS earlier_value, lag(quarter) OVER to_date AS earlier_quarter
    FROM published WHERE nature = 'flow' AND basis = 'ytd' AND quarter IS NOT NULL
    WINDOW to_date AS (
        PARTITION BY region_code, scope, indicator, caliber, vintage, unit, year ORDER BY quarter
    )
) WHERE value < earlier_value
UNION ALL BY NAME
SELECT 'out_of_order' AS anomaly, region_code, year, quarter, basis, scope, indicator, caliber, vintage, unit, value,
    value_before AS compared_value, value - value_before AS difference, year || 'Q' || quarter_before AS against
FROM in_file WHERE mixed AND quarter < quarter_before
QUALIFY row_number() OVER (
    PARTITION BY region_code, scope, indicator, caliber, vintage, unit ORDER BY year DESC, quarter
) = 1
ORDER BY ALL;
