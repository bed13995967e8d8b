"""Coverage in words, from what is known about each province on a date or two. No SQL: plain functions.

A fact is a row a question read: status, has_business, demand_yuan, rank, yoy, enterprise_count,
project_count, stationed_by, reached_by, nearest_units and borders, leaders, eligible_count, movers,
uncovered_since, left_units.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.formatting import is_missing, yoy, yuan
from analysis.glossary import enum_label
from analysis.language import N_, Translate, paragraph, translator
from analysis.reference import province_name

_NAMED = 3
_LEVELS = {"stationed": 2, "reached": 1, "gap": 0, "idle": 0}
_CHANGES = ("lost", "gained", "business_began", "business_ended", "service", "none")


def reasons(facts: pd.DataFrame, language: str) -> list[str]:
    """What each province's status rests on, in the order of the facts."""
    return [why(fact, language) for fact in _records(facts)]


def why(fact: Mapping[str, Any], language: str) -> str:
    """What a province's status rests on, as sentences in the reader's language.

    Of a gap: our output and rank, enterprises and growth, projects, the nearest key units, which of them
    could come, who without a seat could take one, since when nobody serves it and why.
    """
    translate = translator(language)
    status = fact["status"]
    if status == "idle":
        return translate(N_("No output in the last four reported quarters and no project under way."))
    if status == "gap":
        parts = [
            _business(fact, language),
            _nearest(fact, language),
            _movers(fact, language),
            _leaders(fact, language),
            _since(fact, language),
        ]
    else:
        parts = [_served(fact, translate), _business(fact, language) if fact["has_business"] else ""]
    return paragraph(parts, language)


def changes(facts: pd.DataFrame, language: str) -> pd.DataFrame:
    """The facts with `change`, who `came` and `left`, and `why` in words; the losses on top.

    A fact has status, business and served_by before and after, and `turns`: every arrival and departure
    between the two dates in the order of the days. Within a kind of change the order of the facts stays.
    """
    told = facts.copy()
    records = _records(facts)
    told["change"] = [_change(fact) for fact in records]
    told["came"] = [_names(_only(fact["served_after"], fact["served_before"])) for fact in records]
    told["left"] = [_names(_only(fact["served_before"], fact["served_after"])) for fact in records]
    told["why"] = [_why_changed(fact, language) for fact in records]
    order = told["change"].map(_CHANGES.index)
    return told.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def _change(fact: Mapping[str, Any]) -> str:
    before, after = _LEVELS[fact["status_before"]], _LEVELS[fact["status_after"]]
    if after != before:
        return "gained" if after > before else "lost"
    if fact["status_before"] != fact["status_after"]:
        return "business_began" if fact["status_after"] == "gap" else "business_ended"
    if _serving(fact["served_before"]) != _serving(fact["served_after"]):
        return "service"
    return "none"


def _why_changed(fact: Mapping[str, Any], language: str) -> str:
    translate = translator(language)
    gone = dict.fromkeys(_serving(fact["served_before"]) - _serving(fact["served_after"]), "left")
    new = dict.fromkeys(_serving(fact["served_after"]) - _serving(fact["served_before"]), "came")
    last = {(turn["enterprise_id"], turn["stationed"], turn["change"]): turn for turn in fact["turns"]}
    turns = [last[*key, change] for key, change in {**gone, **new}.items()]
    parts = [_turn(turn, language) for turn in sorted(turns, key=lambda one: (one["day"], one["enterprise"]))]
    if fact["business_before"] != fact["business_after"]:
        parts.append(
            translate(N_("Our business there began."))
            if fact["business_after"]
            else translate(N_("Our business there ended."))
        )
    return paragraph(parts, language)


def _turn(turn: Mapping[str, Any], language: str) -> str:
    """An arrival or a departure: who, when, how."""
    translate = translator(language)
    came, stationed = turn["change"] == "came", turn["stationed"]
    if turn["how"] == "reach":
        words = (
            N_("{day}: {unit} took it into its reach.")
            if came
            else N_("{day}: {unit} left it out of its reach.")
        )
    elif turn["how"] == "moved" and came:
        words = (
            N_("{day}: {unit} moved here from {province}.")
            if stationed
            else N_("{day}: {unit} reaches it since it moved from {province}.")
        )
    elif turn["how"] == "moved":
        words = (
            N_("{day}: {unit} moved away to {province}.")
            if stationed
            else N_("{day}: {unit}, which reached it, moved to {province}.")
        )
    elif came:
        words = (
            N_("{day}: {unit} was designated here.")
            if stationed
            else N_("{day}: {unit} was designated and reaches it.")
        )
    else:
        words = (
            N_("{day}: {unit} withdrew.") if stationed else N_("{day}: {unit}, which reached it, withdrew.")
        )
    return translate(words).format(
        day=_day(turn["day"]),
        unit=_with_reason(turn, language),
        province=province_name(turn["other_province_code"] or "", language),
    )


def _business(fact: Mapping[str, Any], language: str) -> str:
    translate = translator(language)
    parts = []
    if not is_missing(fact["demand_yuan"]):
        parts.append(
            translate(N_("Our output there over the last four quarters is {demand}, rank {rank}.")).format(
                demand=yuan(fact["demand_yuan"], language=language), rank=fact["rank"]
            )
        )
    if fact["enterprise_count"] and is_missing(fact["yoy"]):
        parts.append(
            translate(N_("Enterprises with output this year: {count}.")).format(
                count=fact["enterprise_count"]
            )
        )
    elif fact["enterprise_count"]:
        parts.append(
            translate(N_("Enterprises with output this year: {count}; year on year {growth}.")).format(
                count=fact["enterprise_count"], growth=yoy(fact["yoy"])
            )
        )
    if fact["project_count"]:
        parts.append(translate(N_("Projects under way: {count}.")).format(count=fact["project_count"]))
    return paragraph(parts, language)


def _nearest(fact: Mapping[str, Any], language: str) -> str:
    translate = translator(language)
    units = list(fact["nearest_units"])
    if not units:
        return translate(N_("There is no active key unit that could reach it."))
    seated = [
        translate(N_("{unit} ({province})")).format(
            unit=unit["enterprise"], province=province_name(unit["province_code"], language)
        )
        for unit in units
    ]
    words = {"units": _some(seated, translate), "count": fact["borders"]}
    if fact["borders"] == 1:
        return translate(N_("Next door sit {units}: each could extend its reach or move here.")).format_map(
            words
        )
    return translate(
        N_("The nearest key units, {count} borders away, are {units}: they could move here.")
    ).format_map(words)


def _movers(fact: Mapping[str, Any], language: str) -> str:
    """Key units that have work in the province although they sit elsewhere."""
    translate = translator(language)
    names = [mover["enterprise"] for mover in fact["movers"]]
    if not names:
        return ""
    return translate(N_("Key units from elsewhere at work here, which could move: {enterprises}.")).format(
        enterprises=_some(names, translate)
    )


def _leaders(fact: Mapping[str, Any], language: str) -> str:
    """Enterprises at work in the province in the latest reported quarter that hold no seat anywhere."""
    translate = translator(language)
    if not fact["eligible_count"]:
        return translate(N_("No enterprise without a seat was at work here in the latest reported quarter."))
    names = [leader["enterprise"] for leader in fact["leaders"]]
    return translate(
        N_("At work here without a seat, and able to take one: {count}, the largest {enterprises}.")
    ).format(count=fact["eligible_count"], enterprises=translate(N_(", ")).join(names))


def _since(fact: Mapping[str, Any], language: str) -> str:
    translate = translator(language)
    since = fact["uncovered_since"]
    if is_missing(since):
        return translate(N_("No key unit has been designated yet."))
    if len(fact["left_units"]) == 0:
        return translate(N_("Never covered since the roster began on {date}.")).format(date=_day(since))
    how = {
        "withdrawn": N_("{units} withdrew"),
        "moved": N_("{units} moved away"),
        "reach": N_("{units} left it out of their reach"),
    }
    said = []
    for kind, words in how.items():
        units = [_with_reason(unit, language) for unit in fact["left_units"] if unit["how"] == kind]
        if units:
            said.append(translate(words).format(units=_some(units, translate)))
    return translate(N_("Uncovered since {date}, when {events}.")).format(
        date=_day(since), events=translate(N_(", ")).join(said)
    )


def _served(fact: Mapping[str, Any], translate: Translate) -> str:
    if fact["status"] == "stationed":
        return translate(N_("A key unit is stationed here: {units}.")).format(units=fact["stationed_by"])
    return translate(N_("Within reach of {units}.")).format(units=fact["reached_by"])


def _with_reason(unit: Mapping[str, Any], language: str) -> str:
    if is_missing(unit["reason"]):
        return str(unit["enterprise"])
    reason = enum_label("reason", unit["reason"], language)
    return translator(language)(N_("{unit} (reason: {reason})")).format(
        unit=unit["enterprise"], reason=reason
    )


def _serving(served_by: Iterable[Mapping[str, Any]]) -> set[tuple[int, bool]]:
    return {(unit["enterprise_id"], unit["stationed"]) for unit in served_by}


def _only(served: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]]) -> list[str]:
    elsewhere = {unit["enterprise_id"] for unit in others}
    return [unit["enterprise"] for unit in served if unit["enterprise_id"] not in elsewhere]


def _names(enterprises: Iterable[str]) -> str | None:
    return "、".join(dict.fromkeys(enterprises)) or None


def _some(names: Sequence[str], translate: Translate) -> str:
    """The first few of many names, and how many there are."""
    listed = translate(N_(", ")).join(names[:_NAMED])
    if len(names) <= _NAMED:
        return listed
    return translate(N_("{names} and others, {count} in all")).format(names=listed, count=len(names))


def _day(value: Any) -> str:
    return str(value)[:10]


def _records(facts: pd.DataFrame) -> list[dict[str, Any]]:
    # Column by column: pandas' own way looks each number up by itself, which takes longer than all the words.
    names = [str(name) for name in facts.columns]
    rows = zip(*(facts[name].tolist() for name in facts.columns), strict=True)
    return [dict(zip(names, row, strict=True)) for row in rows]
