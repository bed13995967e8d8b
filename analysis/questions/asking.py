"""Asking: parameters checked and completed, the function called, the answer with what it was an answer to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.access import ANYBODY, Viewer, for_viewer
from analysis.language import DEFAULT_LANGUAGE
from analysis.problems import Refused
from analysis.questions.contract import QUESTIONS, Question, argument
from analysis.questions.suppositions import weights_text
from analysis.questions.values import CHECKS
from analysis.settings import today
from analysis.warehouse.release import Release

Value = str | int | float | date | None


@dataclass(frozen=True)
class Answer:
    """A frame with everything needed to ask for it again; `parameters` has what was left open filled in."""

    frame: pd.DataFrame
    question: Question
    parameters: dict[str, Value]
    release_id: str
    as_of: date
    demo: bool


def ask(
    release: Release,
    name: str,
    *,
    language: str = DEFAULT_LANGUAGE,
    viewer: Viewer = ANYBODY,
    **parameters: object,
) -> Answer:
    """The answer of a release to a question. Text values are read as a command line or a link gives them.

    A missing quarter is the latest reported, a missing `as_of` today, a missing weight that of the settings;
    a range without `from` or `to` is open
    there. `language` is that of sentences in the answer. Telephone numbers are
    masked unless `viewer` may see them. Refused for an unknown question or parameter, for a
    value that means nothing here and for a range that ends before it begins.
    """
    question = QUESTIONS.get(name)
    if question is None:
        raise Refused("unknown_question", value=name)
    given = {key: value for key, value in parameters.items() if value is not None and value != ""}
    for key in given:
        if key not in question.parameters:
            known = ", ".join(question.parameters) or "—"
            raise Refused("unknown_parameter", question=name, value=key, known=known)
    values: dict[str, Value] = {
        key: CHECKS[parameter.type](release, key, given[key]) if key in given else None
        for key, parameter in question.parameters.items()
    }
    _complete(release, question, values)
    _check_range(values)
    function: Callable[..., pd.DataFrame] = question.function
    extra: dict[str, object] = {"language": language} if question.speaks else {}
    if question.tells_phones:
        extra["phones"] = viewer.sees_phones
    named = {argument(key): value for key, value in values.items()}
    frame = for_viewer(function(release, **named, **extra), viewer)
    return Answer(frame, question, values, release.id, _as_of(release, question, values), release.meta.demo)


def _complete(release: Release, question: Question, values: dict[str, Value]) -> None:
    if "as_of" in values and values["as_of"] is None:
        values["as_of"] = today()
    settings = release.settings
    for name, usual in (
        ("reach_weight", settings.reach_weight),
        ("min_output_yuan", 0),
        ("weights", weights_text(settings.criterion_weights)),
    ):
        if name in values and values[name] is None:
            values[name] = usual
    if "months" in values and values["months"] is None:
        values["months"] = release.settings.contact_months
    if "by" in values and values["by"] is None:
        values["by"] = "province"
    if "basis" in values and values["basis"] is None:
        values["basis"] = "ytd"
    if not {"year", "quarter"} <= set(values) or question.open_period:
        return
    year, quarter = values["year"], values["quarter"]
    if values.get("basis") == "annual":  # a year is told in its last quarter
        if quarter not in (None, 4):
            raise Refused("unknown_choice", value=quarter, name="quarter", known="4")
        quarter = 4
    if year is None and quarter is None:
        values["year"], values["quarter"] = release.meta.latest_year, release.meta.latest_quarter
        return
    fitting = [
        period
        for period in release.reported_periods
        if year in (None, period[0]) and quarter in (None, period[1])
    ]
    if not fitting:
        asked = f"{year or ''}{f'Q{quarter}' if quarter else ''}"
        raise Refused("unknown_period", value=asked, known=_known_periods(release))
    values["year"], values["quarter"] = fitting[-1]


def _check_range(values: Mapping[str, Value]) -> None:
    first, last = values.get("from"), values.get("to")
    if isinstance(first, date) and isinstance(last, date) and first > last:
        raise Refused("dates_reversed", first=first, last=last)


def _known_periods(release: Release) -> str:
    known = [f"{year}Q{quarter}" for year, quarter in release.reported_periods]
    return f"{known[0]}–{known[-1]}" if known else "—"


def _as_of(release: Release, question: Question, values: dict[str, Value]) -> date:
    if question.dated:
        asked = values.get("as_of") or values.get("to")
        return asked if isinstance(asked, date) else today()
    year, quarter = values.get("year"), values.get("quarter")
    if not (isinstance(year, int) and isinstance(quarter, int)):
        year, quarter = release.meta.latest_year, release.meta.latest_quarter
    if year is None or quarter is None:
        return release.meta.made_at.date() if release.meta.made_at else today()
    return quarter_end(year, quarter)


def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter."""
    return date(year, quarter * 3, 31 if quarter in (1, 4) else 30)
