"""Which key units to reconsider, and why: five rules over what is known of each active unit. No SQL.

The notice keeps the list of key units under review (dynamic management): it follows market, projects and
will. A finding is a prompt to look at a unit; it never removes one. What is not known speaks against nobody.

A fact is a row a question read of a unit active on the date: unit_id, enterprise_code, enterprise,
province_code, province, batch, stationed_since, and

- `output_series`: by reported period, the latest first: end_date, year, quarter, the enterprise's own output
  at its station over the four quarters up to it, now_yuan, and over the four before, prior_yuan;
- `project_count`, `projects_since`, `most_projects`: its projects under way at the station, the day since
  when there are as many, and how many there were at most (null: never one on record);
- `open_requests`, `late_requests`, `late_since`, `working_days`: requests it hosts that are open, those open
  beyond their time, the day the oldest of these came in and the working days since;
- `last_activity`: the day it last hosted an engagement or a request it hosts was resolved;
- `engagements_from`, `requests_from`: since when anyone's are on record at all;
- `reach`: by declared province: province_code, declared_since, has_business (null: unknown),
  last_request.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from itertools import takewhile
from typing import Any

import pandas as pd

from analysis.formatting import count, is_missing, percent, yoy, yuan
from analysis.language import N_, translator
from analysis.reference import province_name
from analysis.settings import Settings

Fact = Mapping[str, Any]
Figures = dict[str, Any]

# Columns of a finding that are whole numbers, null where its rule has no such figure.
_WHOLE = (
    "output_four_quarters_yuan",
    "prior_four_quarters_yuan",
    "project_count",
    "most_projects",
    "open_requests",
    "late_requests",
    "working_days",
    "months_since",
)
_UNIT = ("unit_id", "enterprise_code", "enterprise", "province_code", "province", "batch")
COLUMNS = (*_UNIT, "rule", "rule_count", "since", "threshold", "why", *_WHOLE, "growth", "unused_codes")


def findings(facts: pd.DataFrame, as_of: date, settings: Settings, language: str) -> pd.DataFrame:
    """One row for each unit and rule that speaks for reconsidering it, with figures and the reason in words.

    The gravest first: units by how many rules speak, then by the output they lost at their station, then by
    id; a unit's findings in the order market, projects, requests, activity, reach. Columns: COLUMNS. Yuan,
    growth as a ratio; `threshold` is the setting in the rule's own measure: a fall as a share, months, or
    requests.
    """
    rows = []
    for fact in _records(facts):
        found = {rule: judge(fact, as_of, settings) for rule, judge in _JUDGES.items()}
        speaking = {rule: figures for rule, figures in found.items() if figures is not None}
        for rule, figures in speaking.items():
            row = {name: fact[name] for name in _UNIT} | figures
            row |= {"rule": rule, "rule_count": len(speaking)}
            rows.append((_gravity(fact, len(speaking)), row | {"why": _why(row, fact, as_of, language)}))
    rows.sort(key=lambda row: row[0])
    return pd.DataFrame({name: _column(name, [row.get(name) for _, row in rows]) for name in COLUMNS})


def _column(name: str, values: list[Any]) -> pd.Series:
    if name in _WHOLE or name in ("batch", "rule_count"):
        return pd.Series(
            pd.array([None if is_missing(value) else int(value) for value in values], dtype="Int64")
        )
    if name in ("growth", "threshold"):
        return pd.Series(pd.array(values, dtype="Float64"))
    return pd.Series(values, dtype=object)


def output_fallen(fact: Fact, as_of: date, settings: Settings) -> Figures | None:
    """Its own output at its station fell by at least the limit, four quarters on the four before.

    As of the latest reported period; `since` is the end of the first of the periods without a break in which
    it was so. Silent where either sum is unknown or there was none before.
    """
    limit = Fraction(str(settings.reconsider_output_fall))

    def fallen(period: Mapping[str, Any]) -> bool:
        now, prior = period["now_yuan"], period["prior_yuan"]
        if is_missing(now) or is_missing(prior) or prior <= 0:
            return False
        return int(prior) - int(now) >= limit * int(prior)

    run = list(takewhile(fallen, _listed(fact["output_series"])))
    if not run:
        return None
    latest = run[0]
    return {
        "since": run[-1]["end_date"],
        "threshold": settings.reconsider_output_fall,
        "output_four_quarters_yuan": int(latest["now_yuan"]),
        "prior_four_quarters_yuan": int(latest["prior_yuan"]),
        "growth": int(latest["now_yuan"]) / int(latest["prior_yuan"]) - 1,
    }


def projects_gone(fact: Fact, as_of: date, settings: Settings) -> Figures | None:
    """It had projects where it sits and has had none under way for at least the limit, while seated there.

    Silent where no project of its was ever on record there.
    """
    if is_missing(fact["project_count"]) or fact["project_count"] > 0:
        return None
    limit = settings.reconsider_project_months
    if not _lasted(max(fact["projects_since"], fact["stationed_since"]), limit, as_of):
        return None
    return {
        "since": fact["projects_since"],
        "threshold": limit,
        "project_count": 0,
        "most_projects": int(fact["most_projects"]),
        "months_since": whole_months(fact["projects_since"], as_of),
    }


def requests_unanswered(fact: Fact, as_of: date, settings: Settings) -> Figures | None:
    """At least as many requests it hosts as the limit are open beyond their time.

    Beyond their time: without a response after the working days set for it, or not resolved after those set
    for that.
    """
    if fact["late_requests"] < settings.reconsider_late_requests:
        return None
    return {
        "since": fact["late_since"],
        "threshold": settings.reconsider_late_requests,
        "open_requests": int(fact["open_requests"]),
        "late_requests": int(fact["late_requests"]),
        "working_days": int(fact["working_days"]),
    }


def no_activity(fact: Fact, as_of: date, settings: Settings) -> Figures | None:
    """Seated for at least the limit, it hosted no engagement and resolved no request for as long.

    Silent where engagements or requests were not on record all that time: what was not written down may
    have happened.
    """
    limit = settings.reconsider_quiet_months
    last = fact["last_activity"]
    began = (fact["engagements_from"], fact["requests_from"], fact["stationed_since"])
    if not all(_lasted(first, limit, as_of) for first in began):
        return None
    if not is_missing(last) and not _lasted(last, limit, as_of):
        return None
    since = fact["stationed_since"] if is_missing(last) else last
    return {"since": since, "threshold": limit, "months_since": whole_months(since, as_of)}


def reach_unused(fact: Fact, as_of: date, settings: Settings) -> Figures | None:
    """Provinces it has declared to reach for at least the limit, and nobody made use of it.

    None of our enterprises had output there in the last four reported quarters or has a project under way,
    and no request came from there for as long as the limit. `since` is the day the first was declared.
    """
    limit = settings.reconsider_reach_months
    unused = [
        reached
        for reached in _listed(fact["reach"])
        if not is_missing(reached["has_business"])
        and not reached["has_business"]
        and _lasted(reached["declared_since"], limit, as_of)
        and (is_missing(reached["last_request"]) or _lasted(reached["last_request"], limit, as_of))
    ]
    if not unused:
        return None
    return {
        "since": min(reached["declared_since"] for reached in unused),
        "threshold": limit,
        "unused_codes": [reached["province_code"] for reached in unused],
    }


# In the order in which a unit's findings are told.
_JUDGES: dict[str, Callable[[Fact, date, Settings], Figures | None]] = {
    "output_fallen": output_fallen,
    "projects_gone": projects_gone,
    "requests_unanswered": requests_unanswered,
    "no_activity": no_activity,
    "reach_unused": reach_unused,
}
RULES = tuple(_JUDGES)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(first: date, last: date) -> int:
    """How many whole months lie between two days."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if months_after(first, months) <= last else months - 1


def _lasted(first: Any, months: int, last: date) -> bool:
    """Whether so many months have passed since a day; not since one that is unknown."""
    return not is_missing(first) and months_after(first, months) <= last


def _gravity(fact: Fact, rule_count: int) -> tuple[int, int, str]:
    latest = next(iter(_listed(fact["output_series"])), None)
    lost = 0
    if latest is not None and not is_missing(latest["now_yuan"]) and not is_missing(latest["prior_yuan"]):
        lost = int(latest["prior_yuan"]) - int(latest["now_yuan"])
    return -rule_count, -lost, fact["unit_id"]


def _why(row: Fact, fact: Fact, as_of: date, language: str) -> str:
    """The finding as sentences in the reader's language, every figure of it named."""
    message, told = _SAID[row["rule"]](row, fact, as_of, language)
    common = {"since": row["since"], "months": row.get("months_since"), "limit": row["threshold"]}
    return translator(language)(message).format(**{**common, **told})


def _said_of_output(row: Fact, fact: Fact, as_of: date, language: str) -> tuple[str, Figures]:
    latest = fact["output_series"][0]
    message = N_(
        "Its own output at its station over the four quarters up to {quarter} was {output}, after {prior}"
        " over the four before: {growth} (limit: a fall of {limit}); beyond the limit since {since}."
    )
    return message, {
        "quarter": translator(language)(N_("Q{quarter} {year}")).format(
            year=latest["year"], quarter=latest["quarter"]
        ),
        "output": yuan(row["output_four_quarters_yuan"], language=language),
        "prior": yuan(row["prior_four_quarters_yuan"], language=language),
        "growth": yoy(row["growth"]),
        "limit": percent(row["threshold"], 0),
    }


def _said_of_projects(row: Fact, fact: Fact, as_of: date, language: str) -> tuple[str, Figures]:
    message = N_(
        "No project of its has been under way in {province} since {since}: {months} whole months (limit"
        " {limit}). Before, there were up to {most} at a time."
    )
    return message, {
        "province": province_name(row["province_code"], language),
        "most": count(row["most_projects"]),
    }


def _said_of_requests(row: Fact, fact: Fact, as_of: date, language: str) -> tuple[str, Figures]:
    message = N_(
        "Of the requests it hosts, {open} are open and {late} of them beyond their time (limit {limit}); the"
        " oldest came in on {since}, {days} working days ago."
    )
    return message, {
        "open": count(row["open_requests"]),
        "late": count(row["late_requests"]),
        "days": count(row["working_days"]),
    }


def _said_of_activity(row: Fact, fact: Fact, as_of: date, language: str) -> tuple[str, Figures]:
    if is_missing(fact["last_activity"]):
        return N_(
            "Since it was stationed on {since} it has hosted no engagement and resolved no request: {months}"
            " whole months (limit {limit})."
        ), {}
    return N_(
        "It last hosted an engagement or resolved a request on {since}, {months} whole months ago (limit"
        " {limit})."
    ), {}


def _said_of_reach(row: Fact, fact: Fact, as_of: date, language: str) -> tuple[str, Figures]:
    names = [province_name(code, language) for code in row["unused_codes"]]
    told = {"provinces": translator(language)(N_(", ")).join(names)}
    if not _lasted(fact["requests_from"], row["threshold"], as_of):
        return N_(
            "It declared to reach {provinces}; our enterprises had no output there in the last four reported"
            " quarters and have no project under way."
        ), told
    return N_(
        "It declared to reach {provinces}; our enterprises had no output there in the last four reported"
        " quarters and have no project under way, and no request came from there for {limit} months."
    ), told


_SAID: dict[str, Callable[[Fact, Fact, date, str], tuple[str, Figures]]] = {
    "output_fallen": _said_of_output,
    "projects_gone": _said_of_projects,
    "requests_unanswered": _said_of_requests,
    "no_activity": _said_of_activity,
    "reach_unused": _said_of_reach,
}


def _records(facts: pd.DataFrame) -> list[Fact]:
    return [{str(name): value for name, value in fact.items()} for fact in facts.to_dict("records")]


def _listed(values: Any) -> list[Mapping[str, Any]]:
    """What a list column holds, as a list; none where it is null."""
    return [] if is_missing(values) else list(values)
