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

# Which of a unit's states is the one of a date, or nearest to it.
_NEAREST = "first_day > $as_of, abs(first_day - $as_of), first_day"


def unit_history(release: Release, *, unit: str | None) -> pd.DataFrame:
    """What happened to a key unit: one row an event that counts, in time, with its document and source row.

    A unit that moved has another id at each station: the events of all of them are one history, for an
    enterprise holds one seat in all. Columns as those of `roster_changes`.
    """
    return release.ask(
        f"""
        SELECT {EVENT} FROM roster_event
        WHERE enterprise_code = $enterprise
        ORDER BY date, province_code, event
        """,
        {"enterprise": _enterprise(unit)},
    )


def unit_profile(release: Release, *, unit: str | None, as_of: date | None) -> pd.DataFrame:
    """A key unit on a date in one row: where its enterprise has its seat then, with the unit's id there.

    Where it has none on the date, the row is of the seat it had last before, `active` false and `until` its
    last day; of one that is still to be designated the first. `until` is null of a seat that lasts.
    """
    return release.ask(
        f"""
        SELECT unit_id, enterprise_code, enterprise, office, province_code, province, city, batch,
            first_day <= $as_of AND $as_of < end_day AS active, since, until, first_designated, reach_codes,
            reach_declared, staff, has_office, document, home_city_code, home_city, qualification, grade
        FROM unit_state WHERE enterprise_code = $enterprise ORDER BY {_NEAREST} LIMIT 1
        """,
        {"enterprise": _enterprise(unit), "as_of": as_of},
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
        WITH state AS (
            SELECT unit_id, enterprise_id, first_day FROM unit_state
            WHERE enterprise_code = $enterprise ORDER BY {_NEAREST} LIMIT 1
        ),
        at_work AS (
            SELECT province_code, count(*)::INTEGER AS project_count FROM project_span
            WHERE enterprise_id = (SELECT enterprise_id FROM state)
                AND first_day <= $as_of AND $as_of < end_day
            GROUP BY province_code
        )
        SELECT province_code, province, service, output_four_quarters_yuan, prior_four_quarters_yuan, growth,
            demand_yuan, own_share, first_year, years_there,
            coalesce(project_count, 0)::INTEGER AS project_count, rank
        FROM unit_served
        SEMI JOIN state USING (unit_id, first_day)
        LEFT JOIN (SELECT * FROM unit_standing WHERE number = {LATEST}) USING (enterprise_id, province_code)
        LEFT JOIN at_work USING (province_code)
        ORDER BY service = 'reached', demand_yuan DESC NULLS LAST, province_code
        """,
        {"enterprise": _enterprise(unit), "as_of": as_of},
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


def _enterprise(unit: str | None) -> str | None:
    """Whose unit it is: its id is the enterprise's code and its station's."""
    return None if unit is None else unit.rpartition("-")[0]
