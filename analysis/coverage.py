"""Coverage in figures and in words, from the facts about each province on a date. No SQL: plain functions.

A fact is what a question knows of a province: status, has_business, demand_yuan, rank, yoy, enterprise_count,
project_count, stationed_by, reached_by, nearest_units, leaders, uncovered_since, was_covered.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.formatting import is_missing, yoy, yuan
from analysis.language import N_, Translate, translator
from analysis.reference import province_name

_UNITS_NAMED = 3


def summary(facts: pd.DataFrame) -> pd.DataFrame:
    """Provinces by status and shares of demand (0–1, null where there is no demand): one row."""
    status = facts["status"]
    covered = status.isin(["stationed", "reached"])
    demand = facts["demand_yuan"]
    total = int(demand.sum())
    stationed, uncovered = int(demand[status == "stationed"].sum()), int(demand[~covered].sum())
    row = {
        "provinces_total": len(facts),
        "provinces_with_business": int(facts["has_business"].sum()),
        "provinces_stationed": int((status == "stationed").sum()),
        "provinces_reached": int((status == "reached").sum()),
        "provinces_gap": int((status == "gap").sum()),
        "provinces_idle": int((status == "idle").sum()),
        "provinces_covered": int(covered.sum()),
        "provinces_covered_with_business": int((covered & facts["has_business"]).sum()),
        "share_stationed": stationed / total if total > 0 else None,
        "share_covered": (total - uncovered) / total if total > 0 else None,
        "share_uncovered": uncovered / total if total > 0 else None,
        "demand_yuan": None if demand.isna().all() else total,
        **{name: facts[name].iloc[0] for name in ("key_unit_count", "batch_count", "year", "quarter")},
    }
    shares = {name: "float64" for name in row if name.startswith("share_")}
    return pd.DataFrame([row]).astype(dict.fromkeys(row, "Int64") | shares)


def reasons(facts: pd.DataFrame, language: str) -> list[str]:
    """What each province's status rests on, in the order of the facts."""
    return [
        why({str(name): value for name, value in fact.items()}, language) for fact in facts.to_dict("records")
    ]


def why(fact: Mapping[str, Any], language: str) -> str:
    """What a province's status rests on, as sentences in the reader's language."""
    translate = translator(language)
    status = fact["status"]
    if status == "idle":
        return translate(N_("No output in the last four reported quarters and no project under way."))
    if status == "gap":
        parts = [_business(fact, language), _nearest(fact, language), _leaders(fact, translate)]
        parts.append(_since(fact, translate))
    else:
        parts = [_served(fact, translate), _business(fact, language) if fact["has_business"] else ""]
    # Chinese sentences follow each other without a space.
    return ("" if language == "zh" else " ").join(part for part in parts if part)


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
    return ("" if language == "zh" else " ").join(parts)


def _nearest(fact: Mapping[str, Any], language: str) -> str:
    translate = translator(language)
    units = list(fact["nearest_units"])
    if not units:
        return translate(N_("There is no active key unit that could reach it."))
    nearest = units[0]
    borders = nearest["borders"]
    named = [unit["enterprise"] for unit in units if unit["borders"] == borders][:_UNITS_NAMED]
    words = {
        "units": translate(N_(", ")).join(named),
        "province": province_name(nearest["province_code"], language),
        "count": borders,
    }
    if borders == 1:
        return translate(
            N_(
                "The nearest key unit is {units}, next door in {province}: it could extend its reach or"
                " move here."
            )
        ).format_map(words)
    return translate(
        N_("The nearest key unit is {units} in {province}, {count} borders away: it could move here.")
    ).format_map(words)


def _leaders(fact: Mapping[str, Any], translate: Translate) -> str:
    if len(fact["leaders"]) == 0:
        return ""
    names = translate(N_(", ")).join(leader["enterprise"] for leader in fact["leaders"])
    return translate(N_("Largest here, and able to take a seat: {enterprises}.")).format(enterprises=names)


def _since(fact: Mapping[str, Any], translate: Translate) -> str:
    if is_missing(fact["uncovered_since"]):
        return translate(N_("No key unit has been designated yet."))
    if fact["was_covered"]:
        return translate(N_("Uncovered since {date}, when the last unit serving it left.")).format(
            date=fact["uncovered_since"]
        )
    return translate(N_("Never covered since the roster began on {date}.")).format(
        date=fact["uncovered_since"]
    )


def _served(fact: Mapping[str, Any], translate: Translate) -> str:
    if fact["status"] == "stationed":
        return translate(N_("A key unit is stationed here: {units}.")).format(units=fact["stationed_by"])
    return translate(N_("Within reach of {units}.")).format(units=fact["reached_by"])
