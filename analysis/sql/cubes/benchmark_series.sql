-- benchmark_series: one row a published figure with what follows from its own series. Only flows published year to
-- date are differenced. A series never mixes calibers, vintages, scopes or units.
CREATE TABLE benchmark_series AS
WITH neighbours AS (
    SELECT *,
        lag(value) OVER to_date AS earlier_value,
        lag(quarter) OVER to_date AS earlier_quarter
    FROM benchmark
    WINDOW to_date AS (
        PARTITION BY region_code, scope, indicator, caliber, vintage, unit, basis, year ORDER BY quarter
    )
),
revised AS (
    SELECT region_code, scope, indicator, caliber, basis, unit, year, quarter,
        max(coalesce(vintage, '')) AS last_vintage, count(DISTINCT value) > 1 AS differs
    FROM benchmark GROUP BY ALL
)
SELECT b.region_code, b.year, b.quarter, b.basis, b.scope, b.indicator, b.value, b.unit, b.caliber, b.vintage,
    b.nature, b.source, b.derived, b.published_yoy,
    CASE
        WHEN b.nature = 'flow' AND b.basis = 'quarter' THEN b.value
        WHEN b.nature = 'flow' AND b.basis = 'ytd' AND b.quarter IS NOT NULL
        THEN (b.value - coalesce(b.earlier_value, 0))::DECIMAL(24, 6)
    END AS discrete_value,
    CASE WHEN b.nature = 'flow' AND b.basis = 'ytd' THEN b.quarter - coalesce(b.earlier_quarter, 0)
    END::INTEGER AS spans_quarters,
    CASE WHEN prior.value > 0 AND b.nature IS DISTINCT FROM 'ratio'
        THEN b.value::DOUBLE / prior.value::DOUBLE - 1 END AS derived_yoy,
    nullif(array_to_string(list_filter([
        CASE WHEN b.nature = 'flow' AND b.basis = 'ytd' AND b.quarter - coalesce(b.earlier_quarter, 0) > 1
            THEN 'spans_quarters' END,
        CASE WHEN revised.differs AND coalesce(b.vintage, '') < revised.last_vintage THEN 'revised' END,
        CASE WHEN b.nature = 'flow' AND b.basis = 'ytd' AND b.value < b.earlier_value THEN 'falls' END
    ], lambda flag: flag IS NOT NULL), ';'), '') AS flag
FROM neighbours AS b
LEFT JOIN benchmark AS prior
    ON prior.region_code = b.region_code AND prior.indicator = b.indicator AND prior.caliber = b.caliber
    AND prior.basis = b.basis AND prior.year = b.year - 1
    AND prior.quarter IS NOT DISTINCT FROM b.quarter
    AND prior.scope IS NOT DISTINCT FROM b.scope
    AND prior.vintage IS NOT DISTINCT FROM b.vintage
    AND prior.unit IS NOT DISTINCT FROM b.unit
JOIN revised
    ON revised.region_code = b.region_code AND revised.indicator = b.indicator AND revised.caliber = b.caliber
    AND revised.basis = b.basis AND revised.year = b.year
    AND revised.quarter IS NOT DISTINCT FROM b.quarter
    AND revised.scope IS NOT DISTINCT FROM b.scope
    AND revised.unit IS NOT DISTINCT FROM b.unit
ORDER BY b.region_code, b.indicator, b.scope, b.caliber, b.vintage, b.basis, b.year, b.quarter;
