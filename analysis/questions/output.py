"""Questions about output: at a glance, by province, by quarter, by enterprise, by home city."""

import pandas as pd

from analysis.warehouse.release import Release, row_limit

# Growth has no percentage on a base of zero or below, a share none of a total of zero or below.
_YOY = "CASE WHEN prior_ytd_yuan > 0 THEN output_ytd_yuan::DOUBLE / prior_ytd_yuan - 1 END AS yoy"
_LIKE_FOR_LIKE = (
    "CASE WHEN both_prior_yuan > 0 THEN both_ytd_yuan::DOUBLE / both_prior_yuan - 1 END AS like_for_like_yoy"
)


def overview(release: Release, *, year: int | None, quarter: int | None) -> pd.DataFrame:
    """The figures a leader wants first, of a quarter: one row, none in a home without any report.

    Money in yuan. The target is the year's for the whole province. Thresholds (settings) apply to a
    province's year-to-date output. Questions are those of submissions that count. Definitions: design §3.
    """
    first, second = release.settings.output_thresholds_yuan
    return release.ask(
        f"""
        SELECT year, quarter, output_ytd_yuan AS out_of_province_ytd_yuan, prior_ytd_yuan,
            {_YOY}, {_LIKE_FOR_LIKE},
            output_yuan AS out_of_province_yuan,
            target_yuan,
            CASE WHEN target_yuan > 0 THEN output_ytd_yuan::DOUBLE / target_yuan END AS target_share,
            gross_output_ytd_yuan,
            CASE WHEN gross_output_ytd_yuan > 0
                THEN output_ytd_yuan::DOUBLE / gross_output_ytd_yuan END AS outward_ratio,
            CASE WHEN gross_prior_ytd_yuan > 0
                THEN prior_ytd_yuan::DOUBLE / gross_prior_ytd_yuan END AS outward_ratio_prior,
            outward_ratio - outward_ratio_prior AS outward_ratio_change_pp,
            len(province_outputs)::INTEGER AS provinces_with_output,
            len(list_filter(province_outputs, lambda output: output > $first))::INTEGER
                AS provinces_above_first,
            len(list_filter(province_outputs, lambda output: output > $second))::INTEGER
                AS provinces_above_second,
            enterprise_count, expected AS expected_enterprises, reported AS reported_enterprises,
            open_questions, latest_received_at,
            $first::BIGINT AS first_threshold_yuan, $second::BIGINT AS second_threshold_yuan
        FROM glance WHERE year = $year AND quarter = $quarter
        """,
        {"year": year, "quarter": quarter, "first": first, "second": second},
    )


def output_by_province(
    release: Release, *, year: int | None, quarter: int | None, city: str | None
) -> pd.DataFrame:
    """Output by destination: one row for each province but our own, null where nothing was reported.

    Of all enterprises, or of those registered in a city. Largest first, then by code; yuan. `share` is of all
    output beyond our own province, `rank_change` the places gained since the same quarter a year before,
    `project_count` the projects under way at the quarter's end. Definitions: design §3.
    """
    return release.ask(
        f"""
        SELECT province_code, province.province,
            output_ytd_yuan, output_yuan, prior_ytd_yuan, {_YOY}, {_LIKE_FOR_LIKE},
            CASE WHEN out_ytd_yuan > 0 THEN output_ytd_yuan::DOUBLE / out_ytd_yuan END AS share,
            rank, prior_rank - rank AS rank_change,
            coalesce(enterprise_count, 0)::INTEGER AS enterprise_count,
            coalesce(project_count, 0)::INTEGER AS project_count,
            spans_quarters,
            coalesce(spanning_enterprises, 0)::INTEGER AS spanning_enterprises
        FROM province
        LEFT JOIN output_cube
            ON place = province_code AND year = $year AND quarter = $quarter AND city_code = $city
        WHERE province_code <> $home
        ORDER BY rank NULLS LAST, province_code
        """,
        {"year": year, "quarter": quarter, "city": city or "all", "home": release.meta.home_province},
    )


def output_trend(
    release: Release, *, province: str | None, city: str | None, enterprise: str | None
) -> pd.DataFrame:
    """Output by quarter, earliest first, missing quarters as rows without figures; yuan.

    Of all enterprises, a home city's or one; in a province or in all beyond our own. `gross_output_ytd_yuan`
    is all domestic output of the same enterprises, and the outward ratio that of output beyond our own
    province to it; in a single province there is none. Definitions: design §3.
    """
    place = province or "out"
    if enterprise is not None:
        return _trend_of_enterprise(release, place, enterprise)
    return release.ask(
        f"""
        SELECT year, quarter, output_ytd_yuan, output_yuan, spans_quarters, gross_output_ytd_yuan,
            CASE WHEN place = 'out' AND gross_output_ytd_yuan > 0
                THEN output_ytd_yuan::DOUBLE / gross_output_ytd_yuan END AS outward_ratio,
            {_YOY}, prior_ytd_yuan, {_LIKE_FOR_LIKE}, enterprise_count, spanning_enterprises
        FROM output_cube WHERE place = $place AND city_code = $city
        ORDER BY number
        """,
        {"place": place, "city": city or "all"},
    )


def _trend_of_enterprise(release: Release, place: str, enterprise: str) -> pd.DataFrame:
    beyond = place == "out"
    return release.ask(
        f"""
        SELECT period.year, period.quarter, output_ytd_yuan, output_yuan,
            CASE WHEN output_ytd_yuan IS NOT NULL THEN period.quarter - coalesce(
                max(CASE WHEN output_ytd_yuan IS NOT NULL THEN period.quarter END) OVER (
                    PARTITION BY period.year ORDER BY period.quarter
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ), 0) END::INTEGER AS spans_quarters,
            gross_output_ytd_yuan,
            CASE WHEN {beyond} AND gross_output_ytd_yuan > 0
                THEN output_ytd_yuan::DOUBLE / gross_output_ytd_yuan END AS outward_ratio,
            {_YOY}, prior_ytd_yuan,
            CASE WHEN reported_prior AND prior_ytd_yuan > 0
                THEN output_ytd_yuan::DOUBLE / prior_ytd_yuan - 1 END AS like_for_like_yoy,
            (coalesce(output_ytd_yuan, 0) > 0)::INTEGER AS enterprise_count,
            coalesce(spanning, false)::INTEGER AS spanning_enterprises
        FROM period
        LEFT JOIN ({_IN_ALL if beyond else _IN_ONE_PROVINCE}) AS asked
            ON asked.year = period.year AND asked.quarter = period.quarter
        ORDER BY number
        """,
        {
            "enterprise_id": release.enterprise_ids[enterprise],
            **({} if beyond else {"province_no": int(place[:2])}),
        },
    )


_IN_ALL = """
    SELECT year, quarter, gross_output_ytd_yuan, output_ytd_yuan, output_yuan, spanning, prior_ytd_yuan,
        reported_prior
    FROM enterprise_quarter WHERE enterprise_id = $enterprise_id"""

_IN_ONE_PROVINCE = """
    WITH there AS (
        SELECT * FROM output WHERE enterprise_id = $enterprise_id AND province_no = $province_no
    )
    SELECT in_all.year, in_all.quarter, in_all.gross_output_ytd_yuan, there.output_ytd_yuan,
        there.output_yuan, there.spans_quarters > 1 AS spanning,
        prior.output_ytd_yuan AS prior_ytd_yuan, in_all.reported_prior
    FROM (SELECT * FROM enterprise_quarter WHERE enterprise_id = $enterprise_id) AS in_all
    LEFT JOIN there ON there.year = in_all.year AND there.quarter = in_all.quarter
    LEFT JOIN there AS prior ON prior.year = in_all.year - 1 AND prior.quarter = in_all.quarter"""


def output_by_enterprise(
    release: Release,
    *,
    year: int | None,
    quarter: int | None,
    province: str | None,
    city: str | None,
    limit: int | None,
) -> pd.DataFrame:
    """Output by enterprise in a province or in all beyond our own, of all or of a home city's; yuan.

    One row an enterprise that reported there, largest first, then by code. `share` and `rank` are among all
    of them, however many are shown.
    """
    of_city = ""
    if city is not None:
        of_city = (
            "AND enterprise_id IN (SELECT enterprise_id FROM enterprise_identity WHERE city_code = $city)"
        )
    return release.ask(
        f"""
        WITH place AS (
            SELECT year, enterprise_id, output_ytd_yuan FROM enterprise_ranking
            WHERE province_no = $province_no::UTINYINT AND quarter = $quarter::UTINYINT
                AND year BETWEEN ($year - 1)::USMALLINT AND $year::USMALLINT
        ),
        first AS (
            SELECT enterprise_id, output_ytd_yuan FROM place WHERE year = $year {of_city}
            ORDER BY output_ytd_yuan DESC, enterprise_id LIMIT $limit
        ),
        prior AS (
            SELECT enterprise_id, output_ytd_yuan AS prior_ytd_yuan
            FROM place SEMI JOIN first USING (enterprise_id) WHERE year = $year - 1
        )
        SELECT enterprise_code, enterprise, city, output_ytd_yuan, prior_ytd_yuan, {_YOY},
            CASE WHEN total_yuan > 0 THEN output_ytd_yuan::DOUBLE / total_yuan END AS share,
            rank() OVER (ORDER BY output_ytd_yuan DESC)::INTEGER AS rank, identity.city_code
        FROM first
        JOIN enterprise_identity AS identity USING (enterprise_id)
        LEFT JOIN prior USING (enterprise_id)
        LEFT JOIN city ON city.city_code = identity.city_code
        LEFT JOIN (
            SELECT output_ytd_yuan AS total_yuan FROM output_cube
            WHERE year = $year AND quarter = $quarter AND place = $place AND city_code = $city_or_all
        ) AS total ON true
        ORDER BY rank, enterprise_code
        """,
        {
            "year": year,
            "quarter": quarter,
            "province_no": int(province[:2]) if province else 0,
            "place": province or "out",
            "city_or_all": city or "all",
            "limit": row_limit(limit),
            **({"city": city} if city else {}),
        },
    )


def output_by_city(release: Release, *, year: int | None, quarter: int | None) -> pd.DataFrame:
    """Output by home city of the enterprises: one row a city with any report, largest first, then by code.

    Yuan. `output_ytd_yuan` is beyond our own province, `gross_output_ytd_yuan` all domestic output; the
    outward ratio is the one to the other. `province_count` counts the provinces with output.
    """
    return release.ask(
        f"""
        SELECT city_code, city, output_ytd_yuan, gross_output_ytd_yuan,
            CASE WHEN gross_output_ytd_yuan > 0
                THEN output_ytd_yuan::DOUBLE / gross_output_ytd_yuan END AS outward_ratio,
            {_YOY}, enterprise_count, province_count, prior_ytd_yuan, output_yuan,
            CASE WHEN total_ytd_yuan > 0 THEN output_ytd_yuan::DOUBLE / total_ytd_yuan END AS share,
            rank
        FROM city_output WHERE year = $year AND quarter = $quarter
        ORDER BY rank NULLS LAST, city_code
        """,
        {"year": year, "quarter": quarter},
    )
