"""Questions about the roster of key units and the coverage that follows from it, as of any date."""

from datetime import date

import pandas as pd

from analysis import coverage as model
from analysis.questions.contract import QUESTIONS
from analysis.warehouse.release import Release

# The latest quarter that had ended by the date and is reported.
_LATEST = "(SELECT max(number) FROM period WHERE end_date <= $as_of AND reported_enterprises > 0)"


def key_units(
    release: Release, *, as_of: date | None, province: str | None, batch: int | None
) -> pd.DataFrame:
    """The active key units on a date: one row a unit, by batch, then station, then enterprise code.

    `reach_codes` are the provinces served beyond the station: declared, or the station's neighbours where
    none are. Money in yuan over the four quarters up to the latest reported one: `demand_yuan` our output in
    the station's province, `reach_demand_yuan` in those reached, `own_demand_yuan` the enterprise's own at
    its station. Definitions: design §3.
    """
    return release.ask(
        f"""
        SELECT seat.unit_id, enterprise_code, enterprise, office, station_province_code AS province_code,
            province,
            station_city AS city, batch, since, reach_codes, reach_declared, staff, has_office,
            demand_yuan, reach_demand_yuan, own_demand_yuan, document
        FROM seat
        JOIN province ON province.province_code = station_province_code
        LEFT JOIN seat_demand
            ON seat_demand.unit_id = seat.unit_id AND seat_demand.first_day = seat.first_day
            AND number = {_LATEST}
        WHERE seat.first_day <= $as_of AND $as_of < end_day
            AND ($province IS NULL OR station_province_code = $province)
            AND ($batch IS NULL OR batch = $batch)
        ORDER BY batch NULLS LAST, station_province_code, enterprise_code
        """,
        {"as_of": as_of, "province": province, "batch": batch},
    )


def coverage(release: Release, *, as_of: date | None, language: str) -> pd.DataFrame:
    """Coverage on a date: one row for each province but our own, the largest demand first, then by code.

    `demand_yuan` is our output there over the four quarters up to the latest that had ended and is reported;
    `enterprise_count` and `yoy` are of that quarter's year-to-date output, `project_count` the projects under
    way on the date, `uncovered_since` the day the last unit serving it left, or the roster began if none ever
    did. `why` says in words what the status rests on. Definitions: design §3.
    """
    facts = _coverage_facts(release, as_of)
    facts["why"] = model.reasons(facts, language)
    return facts[list(QUESTIONS["coverage"].columns)]


def coverage_summary(release: Release, *, as_of: date | None) -> pd.DataFrame:
    """Coverage on a date in one row: provinces by status, shares of demand (0–1; null without any demand).

    A province has business unless it is idle. `share_covered` counts those stationed or reached; with
    `share_uncovered` it adds up to 1. Definitions: design §3.
    """
    facts = _coverage_facts(release, as_of)
    return model.summary(facts)[list(QUESTIONS["coverage_summary"].columns)]


def _coverage_facts(release: Release, as_of: date | None) -> pd.DataFrame:
    """What coverage rests on: one row for each province but our own, by demand, then by code."""
    return release.ask(
        f"""
        SELECT province.province_code, province,
            coalesce(demand_yuan > 0, false) OR coalesce(has_output, false) OR coalesce(projects.count, 0) > 0
                AS has_business,
            CASE WHEN stationed_units > 0 THEN 'stationed'
                WHEN reaching_units > 0 THEN 'reached'
                WHEN has_business THEN 'gap'
                ELSE 'idle' END AS status,
            stationed_units, reaching_units, demand_yuan, demand_share,
            coalesce(enterprise_count, 0) AS enterprise_count,
            coalesce(projects.count, 0)::INTEGER AS project_count,
            rank, yoy, uncovered_since, was_covered, stationed_by, reached_by, nearest_units,
            list_filter(coalesce(leaders, []), lambda leader: NOT list_contains(holders,
            leader.enterprise_id))[1:2]
                AS leaders,
            year, quarter, key_unit_count, batch_count
        FROM province
        JOIN roster_state
            ON roster_state.province_code = province.province_code
            AND first_day <= $as_of AND $as_of < end_day
        LEFT JOIN business ON business.province_code = province.province_code AND number = {_LATEST}
        LEFT JOIN (
            SELECT province_code, count(*) AS count FROM project_span
            WHERE first_day <= $as_of AND $as_of < end_day GROUP BY province_code
        ) AS projects ON projects.province_code = province.province_code
        ORDER BY rank NULLS LAST, province.province_code
        """,
        {"as_of": as_of},
    )
