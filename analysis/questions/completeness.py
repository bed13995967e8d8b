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


# A report is late after the day it was due. A quarter nobody handed in before the next one had ended, or that
# had been due before anybody was there to receive reports, was loaded as history: nobody was asked in time.
_DUE = "end_date + $due_days::INTEGER"
_LOADED = f"(quarter_received_at::DATE > last_day(end_date + INTERVAL 3 MONTH) OR began_at::DATE > {_DUE})"


def timeliness(
    release: Release,
    *,
    year: int | None,
    quarter: int | None,
    city: str | None,
    report_state: str | None,
    limit: int | None,
) -> pd.DataFrame:
    """Who reported a quarter and when, one row an enterprise expected to: the missing first, then the latest.

    `state`: missing (no report that counts), revised (a figure of it was changed later), loaded (history:
    nobody reported the quarter before the next one had ended, or it had been due before the first report of
    all came), late (first received after the day due), on_time. `received_at` is when the first rows of the
    report came that count, `due_date` the quarter's end and the settings' days; `on_time` tells of the first
    report also where it was revised, null where it is missing or history. Expected are those of
    `completeness`.
    """
    return release.ask(
        f"""
        WITH judged AS (
            SELECT enterprise_id, city_code, received_at, {_DUE} AS due_date, revised_at, submission_id,
                CASE WHEN received_at IS NOT NULL AND NOT {_LOADED}
                    THEN greatest(received_at::DATE - ({_DUE})::DATE, 0) END::INTEGER AS days_late,
                CASE WHEN received_at IS NULL THEN 'missing' WHEN revised_at IS NOT NULL THEN 'revised'
                    WHEN {_LOADED} THEN 'loaded' WHEN days_late > 0 THEN 'late' ELSE 'on_time' END AS state
            FROM receipt
            WHERE year = $year AND quarter = $quarter AND ($city IS NULL OR city_code = $city)
        )
        SELECT enterprise_code, enterprise, city, state, judged.received_at, judged.city_code,
            due_date::DATE AS due_date, days_late, days_late = 0 AS on_time, revised_at,
            judged.submission_id, file_name AS file
        FROM judged
        JOIN enterprise_identity USING (enterprise_id)
        LEFT JOIN city ON city.city_code = judged.city_code
        LEFT JOIN submission ON submission.submission_id = judged.submission_id
        WHERE $report_state IS NULL OR state = $report_state
        ORDER BY list_position(['missing', 'late', 'revised', 'on_time', 'loaded'], state),
            days_late DESC NULLS LAST, judged.received_at DESC, enterprise_code
        LIMIT $limit
        """,
        {
            "year": year,
            "quarter": quarter,
            "city": city,
            "report_state": report_state,
            "due_days": release.settings.report_due_days,
            "limit": row_limit(limit),
        },
    )


_COUNTED = f"""sum(reports)::INTEGER AS expected,
    coalesce(sum(reports) FILTER (received_date IS NOT NULL), 0)::INTEGER AS reported,
    (expected - reported)::INTEGER AS missing,
    sum(revised)::INTEGER AS revised,
    coalesce(sum(reports) FILTER (NOT {_LOADED} AND received_date <= ({_DUE})::DATE), 0)::INTEGER
        AS on_time_count,
    coalesce(sum(reports) FILTER (NOT {_LOADED} AND received_date > ({_DUE})::DATE), 0)::INTEGER
        AS late_count,
    (reported - on_time_count - late_count)::INTEGER AS loaded_count,
    any_value({_LOADED}) AS loaded"""
_RATES = """expected, reported, missing, revised, on_time_count, late_count, loaded_count,
    reported / expected AS reported_rate,
    CASE WHEN NOT loaded THEN on_time_count / expected END AS on_time_rate"""


def quality_by_city(release: Release, *, year: int | None, quarter: int | None) -> pd.DataFrame:
    """How complete and how timely the reports of each home city are, by quarter, unknown cities last.

    All quarters if none is given. `reported` = on time + late + loaded as history (see `timeliness`);
    `revised` of them were changed later. `reported_rate` and `on_time_rate` are of those expected; the latter
    is null for a quarter loaded as history. Problems are questions about the records of the quarter, whether
    open, answered or corrected.
    """
    return release.ask(
        f"""
        WITH day AS (
            SELECT * FROM receipt_day
            WHERE ($year IS NULL OR year = $year) AND ($quarter IS NULL OR quarter = $quarter)
        ),
        counted AS (SELECT year, quarter, city_code, {_COUNTED} FROM day GROUP BY year, quarter, city_code)
        SELECT counted.year, counted.quarter, counted.city_code, city.city, {_RATES},
            coalesce(problems, 0)::INTEGER AS problem_count,
            coalesce(open_problems, 0)::INTEGER AS open_problem_count
        FROM counted
        LEFT JOIN city ON city.city_code = counted.city_code
        LEFT JOIN problem_count AS doubted
            ON doubted.year = counted.year AND doubted.quarter = counted.quarter
            AND doubted.city_code IS NOT DISTINCT FROM counted.city_code
        ORDER BY counted.year, counted.quarter, counted.city_code NULLS LAST
        """,
        {"year": year, "quarter": quarter, "due_days": release.settings.report_due_days},
    )


def quality_trend(release: Release, *, city: str | None) -> pd.DataFrame:
    """How complete and how timely the reports are, one row a quarter, of all enterprises or those of a city.

    The columns are those of `quality_by_city`.
    """
    return release.ask(
        f"""
        WITH counted AS (
            SELECT year, quarter, {_COUNTED} FROM receipt_day
            WHERE $city IS NULL OR city_code = $city GROUP BY year, quarter
        ),
        doubted AS (
            SELECT year, quarter, sum(problems) AS problems, sum(open_problems) AS open_problems
            FROM problem_count WHERE $city IS NULL OR city_code = $city GROUP BY year, quarter
        )
        SELECT year, quarter, {_RATES}, coalesce(problems, 0)::INTEGER AS problem_count,
            coalesce(open_problems, 0)::INTEGER AS open_problem_count
        FROM counted LEFT JOIN doubted USING (year, quarter)
        ORDER BY year, quarter
        """,
        {"city": city, "due_days": release.settings.report_due_days},
    )
