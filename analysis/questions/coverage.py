"""Questions about which provinces are covered: as of any date, by quarter, by region, between two dates."""

from datetime import date

import pandas as pd

from analysis import coverage as model
from analysis.questions.contract import QUESTIONS
from analysis.settings import today
from analysis.warehouse.release import Release

# What is said of several provinces together: provinces by status, shares of their demand (null without any).
_FIGURES = """
    count(*)::INTEGER AS provinces_total,
    (count(*) FILTER (has_business))::INTEGER AS provinces_with_business,
    (count(*) FILTER (status = 'stationed'))::INTEGER AS provinces_stationed,
    (count(*) FILTER (status = 'reached'))::INTEGER AS provinces_reached,
    (count(*) FILTER (status = 'gap'))::INTEGER AS provinces_gap,
    (count(*) FILTER (status = 'idle'))::INTEGER AS provinces_idle,
    (count(*) FILTER (status IN ('stationed', 'reached')))::INTEGER AS provinces_covered,
    (count(*) FILTER (has_business AND status IN ('stationed', 'reached')))::INTEGER
        AS provinces_covered_with_business,
    sum(demand_yuan)::BIGINT AS demand_yuan,
    CASE WHEN sum(demand_yuan) > 0 THEN
        coalesce(sum(demand_yuan) FILTER (status = 'stationed'), 0)::BIGINT / sum(demand_yuan)::BIGINT
        END AS share_stationed,
    CASE WHEN sum(demand_yuan) > 0 THEN
        coalesce(sum(demand_yuan) FILTER (status IN ('stationed', 'reached')), 0)::BIGINT
        / sum(demand_yuan)::BIGINT END AS share_covered,
    CASE WHEN sum(demand_yuan) > 0 THEN
        coalesce(sum(demand_yuan) FILTER (status IN ('gap', 'idle')), 0)::BIGINT / sum(demand_yuan)::BIGINT
        END AS share_uncovered
"""
# The quarters since the roster or output began, each with its last day; the last one with the date itself.
_MOMENTS = """
    first AS (
        SELECT min(first_day) AS day FROM coverage_state
        WHERE (key_unit_count > 0 OR number IS NOT NULL) AND first_day <= $as_of
    ),
    quarters AS (
        SELECT unnest(range(year(day) * 4 + quarter(day) - 1, year($as_of) * 4 + quarter($as_of))) AS position
        FROM first
    ),
    moment AS (
        SELECT (position // 4)::INTEGER AS year, (position % 4 + 1)::INTEGER AS quarter,
            least(last_day(make_date(position // 4, position % 4 * 3 + 3, 1)), $as_of) AS date
        FROM quarters
    )
"""


def coverage(release: Release, *, as_of: date | None, language: str) -> pd.DataFrame:
    """Coverage on a date: one row for each province but our own, the largest demand first, then by code.

    `demand_yuan` is our output there over the four quarters up to the latest that had ended and is reported;
    `enterprise_count` and `yoy` are of that quarter's year-to-date output, `project_count` the projects under
    way on the date, `uncovered_since` the day the last unit serving it left, or the roster began if none ever
    did. `why` says in words what the status rests on. Definitions: design §3.
    """
    facts = release.ask(
        """
        SELECT state.*, coalesce(project_count, 0)::INTEGER AS project_count
        FROM coverage_state AS state
        LEFT JOIN project_state AS projects
            ON projects.province_code = state.province_code
            AND projects.first_day <= $as_of AND $as_of < projects.end_day
        WHERE state.first_day <= $as_of AND $as_of < state.end_day
        ORDER BY rank NULLS LAST, state.province_code
        """,
        {"as_of": as_of},
    )
    facts["why"] = model.reasons(facts, language)
    return facts[list(QUESTIONS["coverage"].columns)]


def coverage_summary(release: Release, *, as_of: date | None) -> pd.DataFrame:
    """Coverage on a date in one row: provinces by status, shares of demand (0–1; null without any demand).

    A province has business unless it is idle. `share_covered` counts those stationed or reached; with
    `share_uncovered` it adds up to 1. `year` and `quarter` are the reported quarter demand runs up to.
    Definitions: design §3.
    """
    facts = release.ask(
        f"""
        SELECT {_FIGURES}, max(key_unit_count) AS key_unit_count, max(batch_count) AS batch_count,
            max(year) AS year, max(quarter) AS quarter
        FROM coverage_state WHERE first_day <= $as_of AND $as_of < end_day
        """,
        {"as_of": as_of},
    )
    return facts[list(QUESTIONS["coverage_summary"].columns)]


def coverage_history(release: Release, *, as_of: date | None) -> pd.DataFrame:
    """`coverage_summary` quarter by quarter: one row a quarter since the roster or output began, in order.

    Each is as of the quarter's last day, in `date`; that of the date asked for is as of the date itself.
    Demand is as it was on that day: it runs up to `demand_year` and `demand_quarter`.
    """
    facts = release.ask(
        f"""
        WITH {_MOMENTS}
        SELECT moment.year, moment.quarter, moment.date, {_FIGURES},
            max(key_unit_count) AS key_unit_count, max(batch_count) AS batch_count,
            max(state.year) AS demand_year, max(state.quarter) AS demand_quarter
        FROM moment JOIN coverage_state AS state ON first_day <= moment.date AND moment.date < end_day
        GROUP BY ALL ORDER BY moment.date
        """,
        {"as_of": as_of},
    )
    return facts[list(QUESTIONS["coverage_history"].columns)]


def coverage_of_province(release: Release, *, province: str | None, as_of: date | None) -> pd.DataFrame:
    """Each quarter's status of a province, or of all: province × quarter as in `coverage_history`, in order.

    Demand in yuan, its share 0–1, rank by demand; `stationed_by` and `reached_by` name who serves it.
    """
    return release.ask(
        f"""
        WITH {_MOMENTS}
        SELECT province_code, province, moment.year, moment.quarter, moment.date, status, demand_yuan,
            demand_share, rank, stationed_units, reaching_units, stationed_by, reached_by
        FROM moment JOIN coverage_state AS state ON first_day <= moment.date AND moment.date < end_day
        WHERE $province IS NULL OR province_code = $province
        ORDER BY province_code, moment.date
        """,
        {"as_of": as_of, "province": province},
    )


def coverage_changes(release: Release, *, from_: date | None, to: date | None, language: str) -> pd.DataFrame:
    """Coverage on two dates: one row for each province but our own; what changed comes first.

    `change` is lost or gained (the level of service fell or rose), business_ended or business_began (the
    same nobody, with or without business), service (the same level, by other units), none. `came` and `left`
    name the enterprises that serve the province on the later or earlier date only; `why` says since when and
    how. Without `from` everything counts as new, without `to` it is today's coverage. Yuan, by size of the
    change, then by demand on the later date.
    """
    facts = release.ask(
        """
        SELECT after.province_code, after.province,
            coalesce(before.status, 'idle') AS status_before, after.status AS status_after,
            before.demand_yuan AS demand_before_yuan, after.demand_yuan AS demand_after_yuan,
            (after.demand_yuan - before.demand_yuan)::BIGINT AS demand_change_yuan,
            coalesce(before.has_business, false) AS business_before, after.has_business AS business_after,
            coalesce(before.served_by, []) AS served_before, after.served_by AS served_after,
            coalesce(turns, []) AS turns
        FROM coverage_state AS after
        LEFT JOIN coverage_state AS before
            ON before.province_code = after.province_code
            AND before.first_day <= $from AND $from < before.end_day
        LEFT JOIN (
            SELECT province_code, list(service_change ORDER BY day) AS turns FROM service_change
            WHERE ($from IS NULL OR day > $from) AND day <= $to GROUP BY ALL
        ) AS turning ON turning.province_code = after.province_code
        WHERE after.first_day <= $to AND $to < after.end_day
        ORDER BY after.rank NULLS LAST, after.province_code
        """,
        {"from": from_, "to": to or today()},
    )
    return model.changes(facts, language)[list(QUESTIONS["coverage_changes"].columns)]


def coverage_by_region(release: Release, *, as_of: date | None, strategy: str | None) -> pd.DataFrame:
    """Coverage on a date of the national strategies' regions, then of the liaison desk's: one row a region.

    Our own province is left out; a region may share provinces with others. `province_codes` are the region's
    provinces, those of which only a part belongs to it in `partial_codes`; they count whole, for output is
    known by province. Figures as in `coverage_summary`, shares being of the demand within the region.
    `region_kind` is strategy or liaison; with `strategy` only that one.
    """
    facts = release.ask(
        f"""
        SELECT region_kind, region_code, region,
            list(province_code ORDER BY province_code) AS province_codes,
            coalesce(list(province_code ORDER BY province_code) FILTER (NOT whole_province), [])
                AS partial_codes,
            coalesce(list(province_code ORDER BY rank) FILTER (status = 'gap'), []) AS gap_codes,
            {_FIGURES}
        FROM region_member AS member JOIN coverage_state AS state USING (province_code)
        WHERE member.first_day <= $as_of AND $as_of < member.end_day
            AND state.first_day <= $as_of AND $as_of < state.end_day
            AND ($strategy IS NULL OR (region_kind = 'strategy' AND region_code = $strategy))
        GROUP BY region_kind, region_code, region
        ORDER BY region_kind DESC, min(position), region_code
        """,
        {"as_of": as_of, "strategy": strategy},
    )
    return facts[list(QUESTIONS["coverage_by_region"].columns)]
