"""Questions about one enterprise, and the list to find it in."""

import pandas as pd

from analysis.warehouse.release import Release


def enterprises(
    release: Release, *, city: str | None, province: str | None, q: str | None, limit: int | None
) -> pd.DataFrame:
    """Enterprises with their output beyond our own province in the latest reported quarter, the largest first.

    One row an enterprise, on the register or known from a report; of a home city, with output in a province that
    quarter, or with `q` in name or code. Yuan; `province_count` counts the provinces with output.
    """
    return release.ask(
        """
        SELECT enterprise_code, enterprise, summary.city_code, city, qualification, grade, output_ytd_yuan,
            province_count, registered
        FROM (
            SELECT * FROM enterprise_summary
            WHERE ($city IS NULL OR city_code = $city)
                AND ($q IS NULL OR contains(upper(enterprise), upper($q)) OR contains(enterprise_code, upper($q)))
                AND ($province_no IS NULL OR enterprise_id IN (
                    SELECT enterprise_id FROM enterprise_ranking
                    WHERE province_no = $province_no AND year = $year AND quarter = $quarter
                        AND output_ytd_yuan > 0))
            ORDER BY output_ytd_yuan DESC NULLS LAST, enterprise_code
            LIMIT coalesce($limit, 9223372036854775807)
        ) AS summary
        LEFT JOIN (SELECT enterprise_id, qualification, grade FROM enterprise) AS register USING (enterprise_id)
        LEFT JOIN city USING (city_code)
        ORDER BY output_ytd_yuan DESC NULLS LAST, enterprise_code
        """,
        {
            "city": city,
            "province_no": int(province[:2]) if province else None,
            "q": q,
            "limit": limit,
            "year": release.meta.latest_year,
            "quarter": release.meta.latest_quarter,
        },
    )


def enterprise_profile(release: Release, *, enterprise: str | None) -> pd.DataFrame:
    """One enterprise: its entry on the register, its figures of the latest reported quarter, its key unit.

    One row, none for an enterprise that is not named. Yuan; `output_ytd_yuan` is beyond our own province, `rank`
    its place among all. `project_count` counts projects under way today as recorded. The key unit is the seat that
    the roster, as recorded, leaves open-ended; the latest where there are several.
    """
    return release.ask(
        """
        WITH here AS (SELECT * FROM enterprise_summary WHERE enterprise_code = $enterprise),
        prior AS (
            SELECT output_ytd_yuan AS prior_ytd_yuan FROM enterprise_quarter
            WHERE enterprise_id = (SELECT enterprise_id FROM here) AND year = $year - 1 AND quarter = $quarter
        ),
        seated AS (
            SELECT * FROM seat
            WHERE enterprise_id = (SELECT enterprise_id FROM here) AND end_day = DATE '9999-12-31'
            ORDER BY since DESC, unit_id LIMIT 1
        )
        SELECT here.enterprise_code, here.enterprise, here.city_code, city.city, qualification, grade, ownership,
            founded_date, enterprise_type, registered,
            $year::INTEGER AS year, $quarter::INTEGER AS quarter,
            output_ytd_yuan, prior_ytd_yuan,
            CASE WHEN prior_ytd_yuan > 0 THEN output_ytd_yuan::DOUBLE / prior_ytd_yuan - 1 END AS yoy,
            gross_output_ytd_yuan,
            CASE WHEN gross_output_ytd_yuan > 0
                THEN output_ytd_yuan::DOUBLE / gross_output_ytd_yuan END AS outward_ratio,
            rank, province_count, employees,
            (SELECT count(*) FROM project_span
             WHERE enterprise_id = here.enterprise_id AND end_day = DATE '9999-12-31')::INTEGER AS project_count,
            unit_id, office, station_province_code AS province_code, province, batch, since
        FROM here
        LEFT JOIN enterprise AS register USING (enterprise_id)
        LEFT JOIN city ON city.city_code = here.city_code
        LEFT JOIN prior ON true
        LEFT JOIN seated ON true
        LEFT JOIN province ON province.province_code = station_province_code
        """,
        {"enterprise": enterprise, "year": release.meta.latest_year, "quarter": release.meta.latest_quarter},
    )


def output_of_enterprise(
    release: Release, *, enterprise: str | None, year: int | None, quarter: int | None
) -> pd.DataFrame:
    """One enterprise's output by destination, our own province among them, in a quarter; largest first, yuan.

    One row a province it reported in the quarter or the same quarter a year before. `share` is of all its output
    beyond our own province, which itself has none.
    """
    return release.ask(
        """
        WITH reported AS (
            SELECT province_no, year, output_ytd_yuan, output_yuan, spans_quarters FROM output
            WHERE enterprise_id = (
                    SELECT enterprise_id FROM enterprise_identity WHERE enterprise_code = $enterprise)
                AND quarter = $quarter AND year IN ($year, $year - 1)
        ),
        here AS (SELECT * FROM reported WHERE year = $year),
        prior AS (
            SELECT province_no, output_ytd_yuan AS prior_ytd_yuan FROM reported WHERE year = $year - 1
        ),
        total AS (SELECT sum(output_ytd_yuan)::BIGINT AS total_yuan FROM here WHERE province_no <> $home)
        SELECT province_code, province, output_ytd_yuan, output_yuan, spans_quarters::INTEGER AS spans_quarters,
            prior_ytd_yuan,
            CASE WHEN prior_ytd_yuan > 0 THEN output_ytd_yuan::DOUBLE / prior_ytd_yuan - 1 END AS yoy,
            CASE WHEN total_yuan > 0 AND province_no <> $home
                THEN output_ytd_yuan::DOUBLE / total_yuan END AS share
        FROM here FULL JOIN prior USING (province_no) JOIN province USING (province_no) LEFT JOIN total ON true
        ORDER BY output_ytd_yuan DESC NULLS LAST, province_code
        """,
        {
            "enterprise": enterprise,
            "year": year,
            "quarter": quarter,
            "home": int(release.meta.home_province[:2]),
        },
    )
