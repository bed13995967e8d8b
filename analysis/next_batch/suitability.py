"""How suitable an enterprise is for a seat in a province, by the notice's criteria, each with its evidence.

Every criterion gives whole points of 1000. The score is their mean by weight over the criteria **for which
there is evidence**: what is not known is left out and its weight falls to the others in proportion, so that
it neither lifts nor lowers the score. `known` says how much of all weight rests on evidence. Evidence that
is there and bad counts.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pandas as pd

from analysis.formatting import count, is_missing, percent, yoy, yuan
from analysis.language import N_, Translate, paragraph, translator
from analysis.next_batch.instance import FULL_SCORE
from analysis.reference import read_table
from analysis.settings import CRITERIA, CriterionWeights

_ENOUGH_YEARS = 10
_ENOUGH_PROJECTS = 5
_ENOUGH_STAFF = 50
_GROWTH_SPAN = 0.5  # growth by half or more has all points, a fall by half or more none

FACTS = (
    "enterprise_code",
    "province_code",
    "output_four_quarters_yuan",
    "largest_yuan",
    "prior_four_quarters_yuan",
    "years_there",
    "project_count",
    "grade",
    "has_office",
    "staff",
    "conduct",
    "willing",
)


def points(facts: pd.DataFrame) -> pd.DataFrame:
    """The points of 1000 of each criterion, null where nothing is known, on the rows of the facts.

    `facts` has the columns `FACTS`, a row an enterprise and province, any but the first two missing where
    unknown: output over the last four quarters, the largest candidate's of the province, output over the
    four quarters before; years since the first output there, projects under way there, grade in words,
    whether there is a fixed office, staff there, conduct (0–1, as the operator judges), willing (yes or no).
    Columns: the criteria.
    """
    known = {name: _numbers(facts[name]) for name in _COUNTED}
    found = {
        "record": _record(known["output_four_quarters_yuan"], known["largest_yuan"]),
        "years": _part(known["years_there"], _ENOUGH_YEARS),
        "growth": _growth(known["output_four_quarters_yuan"], known["prior_four_quarters_yuan"]),
        "projects": _part(known["project_count"], _ENOUGH_PROJECTS),
        "grade": facts["grade"].map(_of_grade),
        "presence": _presence(facts["has_office"], known["staff"]),
        "conduct": (pd.to_numeric(facts["conduct"]).astype("Float64").clip(0, 1) * FULL_SCORE).round(),
        "willingness": _yes_or_no(facts["willing"]),
    }
    return pd.DataFrame({name: found[name].astype("Int64") for name in CRITERIA}, index=facts.index)


def scores(judged: pd.DataFrame, weights: CriterionWeights | None = None) -> pd.DataFrame:
    """The score of each candidate from its `points`, on their rows.

    Columns: score (whole points of 1000; 0 where nothing at all is known), known (share of the weight with
    evidence, 0–1).
    """
    weight = vars(weights or CriterionWeights())
    known = sum(judged[name].notna().astype("int64") * weight[name] for name in CRITERIA)
    total = sum(judged[name].fillna(0).astype("int64") * weight[name] for name in CRITERIA)
    # Half up in whole numbers; a candidate of whom nothing is known has nothing to divide.
    divisor = known.where(known > 0, 1)
    return pd.DataFrame(
        {"score": (2 * total + divisor) // (2 * divisor), "known": known / sum(weight.values())}
    )


def evidence(
    facts: pd.DataFrame, weights: CriterionWeights | None = None, language: str = "zh"
) -> pd.DataFrame:
    """What speaks for each candidate, a row a candidate and criterion, in the order of these.

    Takes what `points` takes. Columns: enterprise_code, province_code, criterion, points (of 1000, null
    where nothing is known), weight, evidence (a sentence).
    """
    chosen = weights or CriterionWeights()
    translate = translator(language)
    rows = []
    for fact, judged in zip(
        facts[list(FACTS)].to_dict("records"), points(facts).to_dict("records"), strict=True
    ):
        for criterion in CRITERIA:
            unknown, say = _WORDS[criterion]
            known = not is_missing(judged[criterion])
            rows.append(
                {
                    "enterprise_code": fact["enterprise_code"],
                    "province_code": fact["province_code"],
                    "criterion": criterion,
                    "points": judged[criterion],
                    "weight": getattr(chosen, criterion),
                    "evidence": say(fact, translate, language) if known else translate(unknown),
                }
            )
    columns = ["enterprise_code", "province_code", "criterion", "points", "weight", "evidence"]
    return pd.DataFrame(rows, columns=columns).astype({"points": "Int64", "weight": "int64"})


_COUNTED = (
    "output_four_quarters_yuan",
    "largest_yuan",
    "prior_four_quarters_yuan",
    "years_there",
    "project_count",
    "staff",
)
Fact = Mapping[Any, Any]


def _numbers(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values).astype("Int64")


def _part(values: pd.Series, enough: int) -> pd.Series:
    """Points in proportion, all of them from `enough` on."""
    return values.clip(0, enough) * FULL_SCORE // enough


def _record(output: pd.Series, largest: pd.Series) -> pd.Series:
    """Output there, against the candidate with most of it."""
    against = largest.where(largest > 0)
    return (output.clip(lower=0) * FULL_SCORE // against).clip(upper=FULL_SCORE)


def _growth(output: pd.Series, prior: pd.Series) -> pd.Series:
    base = prior.where(prior > 0)
    growth = ((output - base) / base).astype("Float64")
    return ((growth.clip(-_GROWTH_SPAN, _GROWTH_SPAN) + _GROWTH_SPAN) * FULL_SCORE).round()


def _of_grade(grade: Any) -> int | None:
    # A register may name several; the highest speaks for the enterprise.
    named = [] if is_missing(grade) else str(grade).split("、")
    return max((_grade_points()[one] for one in named if one in _grade_points()), default=None)


def _yes_or_no(values: pd.Series) -> pd.Series:
    return values.astype("boolean").astype("Int64") * FULL_SCORE


def _presence(has_office: pd.Series, staff: pd.Series) -> pd.Series:
    """A fixed office and people on the spot, the mean of what is known of the two."""
    office, people = _yes_or_no(has_office), _part(staff, _ENOUGH_STAFF)
    both = office.notna().astype("Int64") + people.notna().astype("Int64")
    return (office.fillna(0) + people.fillna(0)) // both.where(both > 0)


def _say_record(fact: Fact, translate: Translate, language: str) -> str:
    output = int(fact["output_four_quarters_yuan"])
    said = translate(
        N_("Output there over the last four quarters is {output}, {share} of the largest candidate's.")
    )
    share = max(0, output) / int(fact["largest_yuan"])
    return said.format(output=yuan(output, language=language), share=percent(share))


def _say_years(fact: Fact, translate: Translate, language: str) -> str:
    return translate(N_("Years since its first output there: {years}.")).format(
        years=count(fact["years_there"])
    )


def _say_growth(fact: Fact, translate: Translate, language: str) -> str:
    output, prior = int(fact["output_four_quarters_yuan"]), int(fact["prior_four_quarters_yuan"])
    said = translate(N_("Output there against the four quarters before: {growth}."))
    return said.format(growth=yoy((output - prior) / prior))


def _say_projects(fact: Fact, translate: Translate, language: str) -> str:
    return translate(N_("Projects under way there: {count}.")).format(count=count(fact["project_count"]))


def _say_grade(fact: Fact, translate: Translate, language: str) -> str:
    return translate(N_("Grade: {grade}.")).format(grade=fact["grade"])


def _say_presence(fact: Fact, translate: Translate, language: str) -> str:
    said = []
    if not is_missing(fact["has_office"]):
        said.append(
            translate(N_("It has a fixed office there."))
            if fact["has_office"]
            else translate(N_("It has no fixed office there."))
        )
    if not is_missing(fact["staff"]):
        said.append(translate(N_("Staff there: {count}.")).format(count=count(fact["staff"])))
    return paragraph(said, language)


def _say_conduct(fact: Fact, translate: Translate, language: str) -> str:
    said = translate(N_("Conduct on record: {points} of 100 points."))
    judged = max(0, min(FULL_SCORE, round(float(fact["conduct"]) * FULL_SCORE)))
    return said.format(points=score_text(judged))


def _say_willingness(fact: Fact, translate: Translate, language: str) -> str:
    if fact["willing"]:
        return translate(N_("It is willing to serve."))
    return translate(N_("It has said that it is not willing to serve."))


# Of each criterion: what is said where nothing is known, and what makes the sentence where something is.
_WORDS: dict[str, tuple[str, Callable[[Fact, Translate, str], str]]] = {
    "record": (N_("Output there is not known."), _say_record),
    "years": (N_("It is not known since when it has worked there."), _say_years),
    "growth": (N_("There is no output of the year before to compare with."), _say_growth),
    "projects": (N_("Its projects there are not known."), _say_projects),
    "grade": (N_("Its grade is not known."), _say_grade),
    "presence": (N_("Office and staff there are not known."), _say_presence),
    "conduct": (N_("Nothing is on record about its conduct."), _say_conduct),
    "willingness": (N_("It has not said whether it is willing."), _say_willingness),
}


def score_text(score: int) -> str:
    """Points of 1000 as people read them, of 100 with one decimal: 734 -> "73.4"."""
    return f"{score // 10}.{score % 10}"


@cache
def _grade_points() -> dict[str, int]:
    table = read_table("grade_points.csv")
    return dict(zip(table["grade"], table["points"].astype(int), strict=True))
