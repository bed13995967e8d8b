"""Questions about one enterprise, and the list to find it in."""

import pandas as pd

from analysis.warehouse.release import Release, row_limit


def enterprises(
    release: Release, *, city: str | None, province: str | None, q: str | None, limit: int | None
) -> pd.DataFrame:
    """Enterprises with their output beyond our own province in the latest reported quarter, largest first.

    One row an enterprise, on the register or known from a report; of a home city, with output in a province
    that quarter, or with `q` in name or code. Yuan; `province_count` counts the provinces with output.
    """
    conditions = {
        "city_code = $city": city,
        "(contains(upper(enterprise), upper($q)) OR contains(enterprise_code, upper($q)))": q,
        """enterprise_id IN (
            SELECT enterprise_id FROM enterprise_ranking
            WHERE province_no = $province[1:2]::UTINYINT AND year = $year::USMALLINT
                AND quarter = $quarter::UTINYINT
                AND output_ytd_yuan > 0)""": province,
    }
    given = {"city": city, "q": q, "province": province}
    bound: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    if province is not None:
        bound |= {"year": release.meta.latest_year, "quarter": release.meta.latest_quarter}
    where = " AND ".join(["true", *(text for text, value in conditions.items() if value is not None)])
    return release.ask(
        f"""
        SELECT enterprise_code, enterprise, city_code, city, qualification, grade, output_ytd_yuan,
            province_count, registered
        FROM enterprise_summary WHERE {where}
        ORDER BY output_ytd_yuan DESC NULLS LAST, enterprise_code
        LIMIT $limit
        """,
        {**bound, "limit": row_limit(limit)},
    )


def enterprise_profile(release: Release, *, enterprise: str | None) -> pd.DataFrame:
    """One enterprise: its entry on the register, its figures of the latest reported quarter, its key unit.

    One row, none for an enterprise that is not named. Yuan; `output_ytd_yuan` is beyond our own province,
    `rank` its place among all. `project_count` counts projects under way today as recorded. The key unit is
    the seat that the roster, as recorded, leaves open-ended; the latest where there are several.
    """
    return release.ask(
        """
        SELECT enterprise_code, enterprise, city_code, city, qualification, grade, ownership, founded_date,
            enterprise_type, registered, $year::INTEGER AS year, $quarter::INTEGER AS quarter,
            output_ytd_yuan, prior_ytd_yuan,
            CASE WHEN prior_ytd_yuan > 0 THEN output_ytd_yuan::DOUBLE / prior_ytd_yuan - 1 END AS yoy,
            gross_output_ytd_yuan,
            CASE WHEN gross_output_ytd_yuan > 0
                THEN output_ytd_yuan::DOUBLE / gross_output_ytd_yuan END AS outward_ratio,
            rank, province_count, employees, project_count,
            unit_id, office, station_province_code AS province_code, station_province AS province,
            batch, since
        FROM enterprise_summary WHERE enterprise_id = $enterprise_id
        """,
        {
            "enterprise_id": _id(release, enterprise),
            "year": release.meta.latest_year,
            "quarter": release.meta.latest_quarter,
        },
    )


def output_of_enterprise(
    release: Release, *, enterprise: str | None, year: int | None, quarter: int | None
) -> pd.DataFrame:
    """One enterprise's output by destination, our own province among them, in a quarter; largest first, yuan.

    One row a province it reported in the quarter or the same quarter a year before. `share` is of all its
    output beyond our own province, which itself has none.
    """
    return release.ask(
        """
        WITH reported AS (
            SELECT province_no,
                max(output_ytd_yuan) FILTER (year = $year) AS output_ytd_yuan,
                max(output_yuan) FILTER (year = $year) AS output_yuan,
                max(spans_quarters) FILTER (year = $year)::INTEGER AS spans_quarters,
                max(output_ytd_yuan) FILTER (year < $year) AS prior_ytd_yuan
            FROM output
            WHERE enterprise_id = $enterprise_id AND quarter = $quarter AND year BETWEEN $year - 1 AND $year
            GROUP BY province_no
        )
        SELECT province_code, province, output_ytd_yuan, output_yuan, spans_quarters, prior_ytd_yuan,
            CASE WHEN prior_ytd_yuan > 0 THEN output_ytd_yuan::DOUBLE / prior_ytd_yuan - 1 END AS yoy,
            CASE WHEN province_no <> $home AND sum(output_ytd_yuan) FILTER (province_no <> $home) OVER () > 0
                THEN output_ytd_yuan::DOUBLE / sum(output_ytd_yuan) FILTER (province_no <> $home) OVER ()
            END AS share
        FROM reported JOIN province USING (province_no)
        ORDER BY output_ytd_yuan DESC NULLS LAST, province_code
        """,
        {
            "enterprise_id": _id(release, enterprise),
            "year": year,
            "quarter": quarter,
            "home": int(release.meta.home_province[:2]),
        },
    )


def _id(release: Release, enterprise: str | None) -> int | None:
    return None if enterprise is None else release.enterprise_ids[enterprise]
