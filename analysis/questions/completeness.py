"""Questions about who reported and who did not."""

import pandas as pd

from analysis.warehouse.release import Release, row_limit


def periods(release: Release) -> pd.DataFrame:
    """The quarters anyone reported, the latest first, with how many enterprises did."""
    return release.ask(
        """
        SELECT year, quarter, reported_enterprises FROM period
        WHERE reported_enterprises > 0 ORDER BY year DESC, quarter DESC
        """
    )


def completeness(release: Release, *, year: int | None, quarter: int | None) -> pd.DataFrame:
    """Reports expected and received of a quarter by home city, in the order of codes, unknown cities last.

    Expected are the enterprises that reported the quarter or any of the four before it; `revised` are those
    whose figures were later replaced by others.
    """
    return release.ask(
        """
        SELECT city_code, city, expected, reported, missing, revised
        FROM completeness
        WHERE year = $year AND quarter = $quarter AND city_code IS DISTINCT FROM 'all'
        ORDER BY city_code NULLS LAST
        """,
        {"year": year, "quarter": quarter},
    )


def missing_reports(
    release: Release, *, year: int | None, quarter: int | None, city: str | None, limit: int | None
) -> pd.DataFrame:
    """Enterprises expected to report a quarter that did not, one row each: the largest last figure first.

    The last figure is output beyond our own province, year to date, in yuan.
    """
    return release.ask(
        """
        SELECT enterprise_code, enterprise, missing.city_code, city, last_year, last_quarter, last_ytd_yuan
        FROM (
            SELECT * FROM missing_report
            WHERE year = $year AND quarter = $quarter AND ($city IS NULL OR city_code = $city)
            ORDER BY last_ytd_yuan DESC NULLS LAST, enterprise_id
            LIMIT $limit
        ) AS missing
        JOIN enterprise_identity USING (enterprise_id)
        LEFT JOIN city ON city.city_code = missing.city_code
        ORDER BY last_ytd_yuan DESC NULLS LAST, enterprise_code
        """,
        {"year": year, "quarter": quarter, "city": city, "limit": row_limit(limit)},
    )
