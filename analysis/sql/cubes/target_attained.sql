-- target_attained: one row a target with what was attained by the latest reported quarter of its year, in the
-- target's own unit; null where the indicator's meaning is not known or the year has no report
CREATE TABLE target_attained AS
WITH latest AS (
    SELECT year, max(quarter) AS quarter FROM period WHERE reported_enterprises > 0 GROUP BY year
),
scoped AS (
    SELECT target.* EXCLUDE (submission_id, sheet, source_row), quarter, factor::DOUBLE AS factor,
        CASE WHEN measure IN ('gross_output', 'contracts') THEN 'all'
            WHEN scope_code = getvariable('home_province') OR city.city_code IS NOT NULL THEN 'out'
            ELSE scope_code END AS place,
        coalesce(city.city_code, 'all') AS city_code,
        coalesce(city.city, province.province) AS scope
    FROM target
    LEFT JOIN latest USING (year)
    LEFT JOIN money_unit USING (unit)
    LEFT JOIN city ON city.city_code = scope_code
    LEFT JOIN province ON province.province_code = scope_code
),
measured AS (
    SELECT scoped.*,
        CASE WHEN measure IN ('out_of_province_output', 'gross_output') THEN cell.output_ytd_yuan / factor
            WHEN measure IN ('out_of_province_contracts', 'contracts') THEN cell.contract_ytd_yuan / factor
            WHEN measure = 'outward_ratio' AND scoped.place = 'out' AND gross.output_ytd_yuan > 0
            THEN cell.output_ytd_yuan::DOUBLE / gross.output_ytd_yuan
                * CASE WHEN scoped.unit IN ('%', '％') THEN 100 ELSE 1 END
        END AS actual
    FROM scoped
    LEFT JOIN output_cube AS cell
        ON cell.year = scoped.year AND cell.quarter = scoped.quarter AND cell.place = scoped.place
        AND cell.city_code = scoped.city_code
    LEFT JOIN output_cube AS gross
        ON gross.year = scoped.year AND gross.quarter = scoped.quarter AND gross.place = 'all'
        AND gross.city_code = scoped.city_code
)
SELECT year, indicator, scope_code, scope, value, unit,
    actual::DECIMAL(24, 6) AS actual_value,
    CASE WHEN value > 0 THEN actual / value::DOUBLE END AS attained
FROM measured
ORDER BY year DESC, indicator, scope_code;
