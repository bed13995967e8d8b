"""Questions about figures from outside: published statistics to compare with, and targets."""

import pandas as pd

from analysis.glossary import NATION, NATION_CODE
from analysis.warehouse.release import Release, row_limit


def benchmarks(
    release: Release, *, region: str | None, indicator: str | None, caliber: str | None, limit: int | None
) -> pd.DataFrame:
    """Published figures: one row a region, indicator, scope, caliber, basis, period, vintage; in that order.

    `value` in `unit`. `discrete_value` is the single quarter, only of flows published year to date (or of a
    quarter as it is); `derived_yoy` follows from the published levels of the same vintage, `published_yoy`
    stands in the source: bases get revised, so the two differ. `flag` joins with ";": spans_quarters (earlier
    quarters of the year are missing), revised (a later vintage says otherwise), falls (year to date below the
    quarter before).
    """
    return release.ask(
        """
        SELECT region_code,
            CASE WHEN region_code = $nation THEN $nation_name ELSE coalesce(province, city) END AS region,
            year || coalesce('Q' || quarter, '') AS period, basis, indicator, value, unit, caliber, vintage,
            discrete_value, derived_yoy, published_yoy, flag, source, year, quarter, scope, nature,
            spans_quarters, derived
        FROM benchmark_series
        LEFT JOIN province ON province_code = region_code
        LEFT JOIN city ON city_code = region_code
        WHERE ($region IS NULL OR region_code = $region)
            AND ($indicator IS NULL OR indicator = $indicator)
            AND ($caliber IS NULL OR caliber = $caliber)
        ORDER BY region_code, indicator, scope NULLS FIRST, caliber, basis, year, quarter NULLS LAST,
            vintage NULLS FIRST
        LIMIT $limit
        """,
        {
            "nation": NATION_CODE,
            "nation_name": NATION[0],
            "region": region,
            "indicator": indicator,
            "caliber": caliber,
            "limit": row_limit(limit),
        },
    )


def targets(release: Release, *, year: int | None) -> pd.DataFrame:
    """Targets with what was attained by the latest reported quarter of their year, in the target's own unit.

    One row a year, indicator and scope: the whole province, a destination province or a home city; the latest
    year first. Nothing was attained where the indicator's meaning is not known or the year has no report.
    """
    return release.ask(
        """
        SELECT year, indicator, scope_code, scope, value, unit, actual_value, attained
        FROM target_attained
        WHERE $year IS NULL OR year = $year
        ORDER BY year DESC, indicator, scope_code
        """,
        {"year": year},
    )
