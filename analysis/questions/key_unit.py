"""Questions about one key unit: its history, where it sits, what is done there, what speaks for it.

A unit that moved has another id at each station. An enterprise holds one seat in all, so any of its ids asks
for one and the same history.
"""

from datetime import date

import pandas as pd

from analysis.language import DEFAULT_LANGUAGE
from analysis.next_batch import FACTS, evidence
from analysis.questions.candidates import situation
from analysis.questions.contract import QUESTIONS
from analysis.questions.roster import EVENT, LATEST
from analysis.warehouse.release import Release

# Whose history a unit's is, wherever it sat; and which of its states is the one of a date, or nearest to it.
_THE_ONE = "enterprise_id = (SELECT any_value(enterprise_id) FROM roster_event WHERE unit_id = $unit)"
_NEAREST = "first_day > $as_of, abs(first_day - $as_of), first_day"


def unit_history(release: Release, *, unit: str | None) -> pd.DataFrame:
    """What happened to a key unit: one row an event that counts, in time, with its document and source row.

    A unit that moved has another id at each station: the events of all of them are one history, for an
    enterprise holds one seat in all. Columns as those of `roster_changes`.
    """
    return release.ask(
        f"""
        SELECT {EVENT} FROM roster_event
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
        LEFT JOIN (SELECT * FROM seat_output WHERE number = {LATEST}) USING (enterprise_id, province_code)
        LEFT JOIN (
            SELECT province_code, demand_yuan, rank FROM business WHERE number = {LATEST}
        ) USING (province_code)
        ORDER BY service = 'reached', demand_yuan DESC NULLS LAST, province_code
        """,
        {"unit": unit, "as_of": as_of},
    )


def unit_criteria(
    release: Release, *, unit: str | None, as_of: date | None, language: str = DEFAULT_LANGUAGE
) -> pd.DataFrame:
    """What speaks for a key unit where it sits on a date, by the notice's criteria: one row a criterion.

    `points` are of 100, null where nothing is known; `evidence` is a sentence. Judged as candidates for the
    next batch are, so that the two can be compared. Definitions: design §3.
    """
    profile = unit_profile(release, unit=unit, as_of=as_of)
    if profile.empty or as_of is None:
        return pd.DataFrame(columns=list(QUESTIONS["unit_criteria"].columns))
    facts = situation(release, as_of, None).facts
    seat = profile.iloc[0]
    own = facts[
        (facts["enterprise_code"] == seat["enterprise_code"])
        & (facts["province_code"] == seat["province_code"])
    ]
    if own.empty:  # no output there in the last reported quarter
        told = ("enterprise_code", "province_code", "grade", "has_office", "staff")
        own = pd.DataFrame([{name: seat[name] if name in told else None for name in FACTS}])
    judged = evidence(own, language=language)
    judged["points"] = judged["points"].astype("Float64") / 10
    return judged.assign(unit_id=seat["unit_id"])[list(QUESTIONS["unit_criteria"].columns)]
