"""Questions about the roster of key units, as of any date."""

from datetime import date

import pandas as pd

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
