"""How suitable an enterprise is for a seat in a province, by the notice's criteria, each with its evidence.

Every criterion gives whole points of 1000. The score is their mean by weight over the criteria **for which
there is evidence**: what is not known is left out and its weight falls to the others in proportion, so that
it neither lifts nor lowers the score. `known` says how much of all weight rests on evidence. Evidence that
is there and bad counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import pandas as pd

from analysis.formatting import count, is_missing, percent, yoy, yuan
from analysis.language import N_, Translate, translator
from analysis.next_batch.instance import FULL_SCORE
from analysis.problems import Refused
from analysis.reference import read_table

_ENOUGH_YEARS = 10
_ENOUGH_PROJECTS = 5
_ENOUGH_STAFF = 50
_GROWTH_SPAN = 0.5  # growth by half or more has all points, a fall by half or more none


@dataclass(frozen=True)
class Weights:
    """How much each criterion counts against the others; whole numbers of any sum. 0 leaves one out."""

    record: int = 30
    years: int = 10
    growth: int = 10
    projects: int = 15
    grade: int = 10
    presence: int = 15
    conduct: int = 5
    willingness: int = 5

    def __post_init__(self) -> None:
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        for name, weight in given.items():
            if isinstance(weight, bool) or not isinstance(weight, int) or weight < 0:
                raise Refused("criterion_weight", name=name, value=weight)
        if not any(given.values()):
            raise Refused("criterion_weight", name="record", value=0)


CRITERIA = tuple(field.name for field in fields(Weights))

FACTS = (
    "enterprise_code",
    "province_code",
    "output_four_quarters_yuan",
    "prior_four_quarters_yuan",
    "years_there",
    "project_count",
    "grade",
    "has_office",
    "staff",
    "conduct",
    "willing",
)


def evidence(facts: pd.DataFrame, weights: Weights | None = None, language: str = "zh") -> pd.DataFrame:
    """What speaks for each candidate, a row a candidate and criterion, in the order of these.

    `facts` has the columns `FACTS`, a row an enterprise and province, any but the first two missing where
    unknown: output over the last four quarters and the four before them, years since the first output
    there, projects under way there, grade in words, whether there is a fixed office, staff there, conduct
    (0–1, as the operator judges), willing (yes or no). Columns: enterprise_code, province_code, criterion,
    points (of 1000, null where nothing is known), weight, evidence (a sentence).
    """
    chosen = weights or Weights()
    largest = facts.groupby("province_code")["output_four_quarters_yuan"].max().to_dict()
    translate = translator(language)
    rows = []
    for fact in facts[list(FACTS)].to_dict("records"):
        fact["largest_yuan"] = largest[fact["province_code"]]
        for criterion in CRITERIA:
            points, text = _JUDGES[criterion](fact, translate, language)
            rows.append(
                {
                    "enterprise_code": fact["enterprise_code"],
                    "province_code": fact["province_code"],
                    "criterion": criterion,
                    "points": points,
                    "weight": getattr(chosen, criterion),
                    "evidence": text,
                }
            )
    columns = ["enterprise_code", "province_code", "criterion", "points", "weight", "evidence"]
    return pd.DataFrame(rows, columns=columns).astype({"points": "Int64", "weight": "int64"})


def scores(judged: pd.DataFrame) -> pd.DataFrame:
    """The score of each candidate from its `evidence`, in its order.

    Columns: enterprise_code, province_code, score (whole points of 1000; 0 where nothing at all is known),
    known (share of the weight with evidence, 0–1).
    """
    pair = ["enterprise_code", "province_code"]
    known = judged["points"].notna()
    parts = judged[pair].assign(
        weight=judged["weight"],
        known_weight=judged["weight"].where(known, 0),
        total=(judged["points"].fillna(0) * judged["weight"]).astype("int64"),
    )
    sums = parts.groupby(pair, sort=False, as_index=False).sum()
    # Half up in whole numbers; a candidate of whom nothing is known has nothing to divide.
    divisor = sums["known_weight"].where(sums["known_weight"] > 0, 1)
    sums["score"] = (2 * sums["total"] + divisor) // (2 * divisor)
    sums["known"] = sums["known_weight"] / sums["weight"]
    return sums[[*pair, "score", "known"]]


Judged = tuple[int | None, str]
Fact = Mapping[Any, Any]


def _record(fact: Fact, translate: Translate, language: str) -> Judged:
    """Output there, against the candidate with most of it."""
    output, largest = fact["output_four_quarters_yuan"], fact["largest_yuan"]
    if is_missing(output) or largest <= 0:
        return None, translate(N_("Output there is not known."))
    said = translate(
        N_("Output there over the last four quarters is {output}, {share} of the largest candidate's.")
    )
    share = max(0, int(output)) / int(largest)
    return max(0, int(output)) * FULL_SCORE // int(largest), said.format(
        output=yuan(output, language=language), share=percent(share)
    )


def _years(fact: Fact, translate: Translate, language: str) -> Judged:
    years = fact["years_there"]
    if is_missing(years):
        return None, translate(N_("It is not known since when it has worked there."))
    said = translate(N_("Years since its first output there: {years}."))
    return _part(years, _ENOUGH_YEARS), said.format(years=count(years))


def _growth(fact: Fact, translate: Translate, language: str) -> Judged:
    output, prior = fact["output_four_quarters_yuan"], fact["prior_four_quarters_yuan"]
    if is_missing(output) or is_missing(prior) or prior <= 0:
        return None, translate(N_("There is no output of the year before to compare with."))
    growth = (int(output) - int(prior)) / int(prior)
    within = max(-_GROWTH_SPAN, min(_GROWTH_SPAN, growth))
    said = translate(N_("Output there against the four quarters before: {growth}."))
    return round((within + _GROWTH_SPAN) * FULL_SCORE), said.format(growth=yoy(growth))


def _projects(fact: Fact, translate: Translate, language: str) -> Judged:
    projects = fact["project_count"]
    if is_missing(projects):
        return None, translate(N_("Its projects there are not known."))
    said = translate(N_("Projects under way there: {count}."))
    return _part(projects, _ENOUGH_PROJECTS), said.format(count=count(projects))


def _grade(fact: Fact, translate: Translate, language: str) -> Judged:
    # A register may name several; the highest speaks for the enterprise.
    grades = [] if is_missing(fact["grade"]) else str(fact["grade"]).split("、")
    points = [_grade_points()[grade] for grade in grades if grade in _grade_points()]
    if not points:
        return None, translate(N_("Its grade is not known."))
    return max(points), translate(N_("Grade: {grade}.")).format(grade=fact["grade"])


def _presence(fact: Fact, translate: Translate, language: str) -> Judged:
    """A fixed office and people on the spot, the mean of what is known of the two."""
    parts, said = [], []
    if not is_missing(fact["has_office"]):
        parts.append(FULL_SCORE if fact["has_office"] else 0)
        said.append(
            translate(N_("It has a fixed office there."))
            if fact["has_office"]
            else translate(N_("It has no fixed office there."))
        )
    if not is_missing(fact["staff"]):
        parts.append(_part(fact["staff"], _ENOUGH_STAFF))
        said.append(translate(N_("Staff there: {count}.")).format(count=count(fact["staff"])))
    if not parts:
        return None, translate(N_("Office and staff there are not known."))
    return sum(parts) // len(parts), ("" if language == "zh" else " ").join(said)


def _conduct(fact: Fact, translate: Translate, language: str) -> Judged:
    if is_missing(fact["conduct"]):
        return None, translate(N_("Nothing is on record about its conduct."))
    said = translate(N_("Conduct on record: {points} of 100 points."))
    points = max(0, min(FULL_SCORE, round(float(fact["conduct"]) * FULL_SCORE)))
    return points, said.format(points=score_text(points))


def _willingness(fact: Fact, translate: Translate, language: str) -> Judged:
    if is_missing(fact["willing"]):
        return None, translate(N_("It has not said whether it is willing."))
    if fact["willing"]:
        return FULL_SCORE, translate(N_("It is willing to serve."))
    return 0, translate(N_("It has said that it is not willing to serve."))


_JUDGES: dict[str, Callable[[Fact, Translate, str], Judged]] = {
    "record": _record,
    "years": _years,
    "growth": _growth,
    "projects": _projects,
    "grade": _grade,
    "presence": _presence,
    "conduct": _conduct,
    "willingness": _willingness,
}


def score_text(score: int) -> str:
    """Points of 1000 as people read them, of 100 with one decimal: 734 -> "73.4"."""
    return f"{score // 10}.{score % 10}"


@cache
def _grade_points() -> dict[str, int]:
    table = read_table("grade_points.csv")
    return dict(zip(table["grade"], table["points"].astype(int), strict=True))


def _part(value: Any, enough: int) -> int:
    """Points in proportion, all of them from `enough` on."""
    return min(enough, max(0, int(value))) * FULL_SCORE // enough
