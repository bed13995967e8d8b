"""Questions about figures from outside: published statistics to compare with, and targets."""

import pandas as pd

from analysis.glossary import NATION, NATION_CODE
from analysis.warehouse.release import Release


def benchmarks(
    release: Release, *, region: str | None, indicator: str | None, caliber: str | None, limit: int | None
) -> pd.DataFrame:
    """Published figures: one row a region, indicator, scope, caliber, basis, period and vintage, in that order.

    `value` in `unit`. `discrete_value` is the single quarter, only of flows published year to date (or of a quarter
    as it is); `derived_yoy` follows from the published levels of the same vintage, `published_yoy` stands in the
    source: bases get revised, so the two differ. `flag` joins with ";": spans_quarters (earlier quarters of the
    year are missing), revised (a later vintage says otherwise), falls (year to date below the quarter before).
    """
    return release.ask(
        """
        SELECT region_code,
            CASE WHEN region_code = $nation THEN $nation_name ELSE coalesce(province, city) END AS region,
            year || coalesce('Q' || quarter, '') AS period, basis, indicator, value, unit, caliber, vintage,
            discrete_value, derived_yoy, published_yoy, flag, source, year, quarter, scope, nature, spans_quarters,
            derived
        FROM benchmark_series
        LEFT JOIN province ON province_code = region_code
        LEFT JOIN city ON city_code = region_code
        WHERE ($region IS NULL OR region_code = $region)
            AND ($indicator IS NULL OR indicator = $indicator)
            AND ($caliber IS NULL OR caliber = $caliber)
        ORDER BY region_code, indicator, scope NULLS FIRST, caliber, basis, year, quarter NULLS LAST, vintage NULLS FIRST
        LIMIT coalesce($limit, 9223372036854775807)
        """,
        {
            "nation": NATION_CODE,
            "nation_name": NATION[0],
            "region": region,
            "indicator": indicator,
            "caliber": caliber,
            "limit": limit,
        },
    )


def targets(release: Release, *, year: int | None) -> pd.DataFrame:
    """Targets with what was attained by the latest reported quarter of their year, in the target's own unit.

    One row a year, indicator and scope: the whole province, a destination province or a home city; the latest year
    first. Nothing was attained where the indicator's meaning is not known or the year has no report.
    """
    return release.ask(
        """
        WITH latest AS (
            SELECT year, max(quarter) AS quarter FROM period WHERE reported_enterprises > 0 GROUP BY year
        ),
        scoped AS (
            SELECT target.*, quarter, factor,
                CASE WHEN measure IN ('gross_output', 'contracts') THEN 'all'
                    WHEN scope_code = $home OR city.city_code IS NOT NULL THEN 'out'
                    ELSE scope_code END AS place,
                coalesce(city.city_code, 'all') AS city_code,
                CASE WHEN scope_code = $home THEN 'all' ELSE coalesce(city, province) END AS scope_name
            FROM target
            LEFT JOIN latest USING (year)
            LEFT JOIN money_unit USING (unit)
            LEFT JOIN city ON city.city_code = scope_code
            LEFT JOIN province ON province.province_code = scope_code
        ),
        measured AS (
            SELECT scoped.*,
                CASE measure
                    WHEN 'out_of_province_output' THEN cell.output_ytd_yuan
                    WHEN 'gross_output' THEN cell.output_ytd_yuan
                    WHEN 'contracts' THEN cell.contract_ytd_yuan
                    WHEN 'out_of_province_contracts' THEN cell.contract_ytd_yuan
                END / factor::DOUBLE AS in_money,
                CASE WHEN measure = 'outward_ratio' AND gross.output_ytd_yuan > 0 AND scoped.place = 'out'
                    THEN cell.output_ytd_yuan::DOUBLE / gross.output_ytd_yuan
                        * CASE WHEN scoped.unit IN ('%', '％') THEN 100 ELSE 1 END
                END AS as_ratio
            FROM scoped
            LEFT JOIN output_cube AS cell
                ON cell.year = scoped.year AND cell.quarter = scoped.quarter AND cell.place = scoped.place
                AND cell.city_code = scoped.city_code
            LEFT JOIN output_cube AS gross
                ON gross.year = scoped.year AND gross.quarter = scoped.quarter AND gross.place = 'all'
                AND gross.city_code = scoped.city_code
        )
        SELECT year, indicator, scope_code, coalesce(province.province, scope_name) AS scope, value, unit,
            coalesce(in_money, as_ratio)::DECIMAL(24, 6) AS actual_value,
            CASE WHEN value > 0 THEN coalesce(in_money, as_ratio) / value::DOUBLE END AS attained
        FROM measured
        LEFT JOIN province ON province_code = scope_code
        WHERE $year IS NULL OR year = $year
        ORDER BY year DESC, indicator, scope_code
        """,
        {"year": year, "home": release.meta.home_province},
    )
