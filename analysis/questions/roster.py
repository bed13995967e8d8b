"""Questions about the roster of key units, as of any date."""

from datetime import date

import pandas as pd

from analysis.questions.contract import QUESTIONS
from analysis.warehouse.release import Release

# The latest quarter that had ended by the date and is reported.
_LATEST = "(SELECT max(number) FROM period WHERE end_date <= $as_of AND reported_enterprises > 0)"
# Whose history a unit's is, wherever it sat; and which of its states is the one of a date, or nearest to it.
_THE_ONE = "enterprise_id = (SELECT any_value(enterprise_id) FROM roster_event WHERE unit_id = $unit)"
_NEAREST = "first_day > $as_of, abs(first_day - $as_of), first_day"
_EVENT = ", ".join(QUESTIONS["roster_changes"].columns)


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


def roster_changes(
    release: Release, *, from_: date | None, to: date | None, province: str | None, batch: int | None
) -> pd.DataFrame:
    """What happened to the roster between two dates, both included: one row an event that counts, in time.

    `step` says more closely what an event was: a designation may be a return, an adjustment a move
    (`from_province_code`) or a change of reach (`reach_before_codes`, `reach_after_codes`: as they held the
    day before and from the day on, declared or the station's neighbours). A province's events are those of
    units that sit there or moved away. File, sheet and row are where it is written.
    """
    return release.ask(
        f"""
        SELECT {_EVENT} FROM roster_event
        WHERE ($from IS NULL OR date >= $from) AND ($to IS NULL OR date <= $to)
            AND ($province IS NULL OR province_code = $province OR from_province_code = $province)
            AND ($batch IS NULL OR batch = $batch)
        ORDER BY date, batch NULLS LAST, enterprise_code, province_code, event
        """,
        {"from": from_, "to": to, "province": province, "batch": batch},
    )


def roster_stays(release: Release, *, province: str | None, batch: int | None) -> pd.DataFrame:
    """Who sat where from when to when: one row a stay of a unit, by batch, first designation, then in time.

    `last_day` is the last day of the stay, null while it lasts; `ended_by` how it ended: withdrawn, moved.
    With a province, all stays of the enterprises that ever sat there.
    """
    return release.ask(
        """
        SELECT unit_id, enterprise_code, enterprise, province_code, province, batch, first_day,
            CASE WHEN end_day < DATE '9999-12-31' THEN end_day - 1 END AS last_day, ended_by,
            first_designated, office
        FROM roster_stay
        WHERE ($batch IS NULL OR batch = $batch)
            AND ($province IS NULL OR enterprise_id IN (
                SELECT enterprise_id FROM roster_stay WHERE province_code = $province))
        ORDER BY batch NULLS LAST, first_designated, enterprise_code, first_day
        """,
        {"province": province, "batch": batch},
    )


def unit_history(release: Release, *, unit: str | None) -> pd.DataFrame:
    """What happened to a key unit: one row an event that counts, in time, with its document and source row.

    A unit that moved has another id at each station: the events of all of them are one history, for an
    enterprise holds one seat in all. Columns as those of `roster_changes`.
    """
    return release.ask(
        f"""
        SELECT {_EVENT} FROM roster_event
        WHERE {_THE_ONE}
        ORDER BY date, province_code, event
        """,
        {"unit": unit},
    )


def unit_profile(release: Release, *, unit: str | None, as_of: date | None) -> pd.DataFrame:
    """A key unit on a date in one row: where its enterprise has its seat then, with the unit's id there.

    Where it has none on the date, the row is of the seat it had last before, `active` false and `until` its
    last day; of one that is still to be designated the first. `until` is null of a seat that lasts.
    """
    return release.ask(
        f"""
        SELECT unit_id, seat.enterprise_code, seat.enterprise, office,
            seat.station_province_code AS province_code, province, station_city AS city, batch,
            seat.first_day <= $as_of AND $as_of < seat.end_day AS active, since,
            CASE WHEN stay_ended < DATE '9999-12-31' THEN stay_ended - 1 END AS until, first_designated,
            reach_codes, reach_declared, staff, has_office, document,
            identity.city_code AS home_city_code, home.city AS home_city, qualification, grade
        FROM seat
        JOIN province ON province.province_code = station_province_code
        JOIN enterprise_identity AS identity USING (enterprise_id)
        JOIN (
            SELECT unit_id, since, end_day AS stay_ended, first_designated FROM roster_stay
        ) USING (unit_id, since)
        LEFT JOIN enterprise AS register ON register.enterprise_id = seat.enterprise_id
        LEFT JOIN city AS home ON home.city_code = identity.city_code
        WHERE seat.{_THE_ONE}
        ORDER BY {_NEAREST} LIMIT 1
        """,
        {"unit": unit, "as_of": as_of},
    )


def unit_output(release: Release, *, unit: str | None, as_of: date | None) -> pd.DataFrame:
    """What a key unit's enterprise does, and we all do, where it sits and in each province it reaches.

    One row a province, the station first, then by our output. Money in yuan over the four quarters up to the
    latest one that had ended by the date and is reported: `output_four_quarters_yuan` the enterprise's own,
    `prior_four_quarters_yuan` over the four before, `demand_yuan` of all our enterprises, `own_share` its
    part of it (0–1). Null where a year it needs was not reported. `first_year` is that of its first output
    there, `project_count` its own projects under way there on the date, `rank` the province's among all.
    """
    return release.ask(
        f"""
        WITH profile AS (
            SELECT enterprise_id, station_province_code, reach_codes FROM seat WHERE {_THE_ONE}
            ORDER BY {_NEAREST} LIMIT 1
        ),
        served AS (
            SELECT enterprise_id, station_province_code AS province_code, 'stationed' AS service FROM profile
            UNION ALL
            SELECT enterprise_id, unnest(reach_codes), 'reached' FROM profile
        )
        SELECT province_code, province, service, output_four_quarters_yuan, prior_four_quarters_yuan,
            CASE WHEN prior_four_quarters_yuan > 0
                THEN output_four_quarters_yuan::DOUBLE / prior_four_quarters_yuan - 1 END AS growth,
            demand_yuan,
            CASE WHEN demand_yuan > 0
                THEN output_four_quarters_yuan::DOUBLE / demand_yuan END AS own_share,
            first_year, years_there,
            (SELECT count(*) FROM project_span
             WHERE project_span.enterprise_id = served.enterprise_id
                AND project_span.province_code = served.province_code
                AND first_day <= $as_of AND $as_of < end_day)::INTEGER AS project_count,
            rank
        FROM served
        JOIN province USING (province_code)
        LEFT JOIN (SELECT * FROM seat_output WHERE number = {_LATEST}) USING (enterprise_id, province_code)
        LEFT JOIN (
            SELECT province_code, demand_yuan, rank FROM business WHERE number = {_LATEST}
        ) USING (province_code)
        ORDER BY service = 'reached', demand_yuan DESC NULLS LAST, province_code
        """,
        {"unit": unit, "as_of": as_of},
    )
