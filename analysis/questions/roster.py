"""Questions about the roster of key units, as of any date."""

from datetime import date

import pandas as pd

from analysis.questions.contract import QUESTIONS
from analysis.warehouse.release import Release

# The latest quarter that had ended by the date and is reported.
LATEST = "(SELECT max(number) FROM period WHERE end_date <= $as_of AND reported_enterprises > 0)"
EVENT = ", ".join(QUESTIONS["roster_changes"].columns)


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
            AND number = {LATEST}
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
        SELECT {EVENT} FROM roster_event
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
