"""What an answer says on paper: title, notes and columns in the reader's language, before any file format.

Every file says as of when, from which release and under which filters, and that demo data is demo data.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import reference
from analysis.formatting import TEN_THOUSAND, is_missing, place_name, yuan
from analysis.glossary import ENUMS, enum_label, label, term
from analysis.language import N_, paragraph, translator
from analysis.questions import Answer
from analysis.reports.definitions import GENERAL, definition_of

_NATION = "000000"
_DEMO_REMARK = N_("Demo data: enterprises, projects and figures are fictional; do not quote.")


def _region_name(code: str, language: str) -> str:
    if code == _NATION:
        return translator(language)(N_("China"))
    if code in set(reference.strategies()["strategy_code"]):
        return reference.strategy_name(code, language)
    return place_name(code, language)


# Names are shown in the reader's language by the code that stands beside them.
_NAMES = {
    "province": ("province_code", reference.province_name),
    "from_province": ("from_province_code", reference.province_name),
    "city": ("city_code", reference.city_name),
    "home_city": ("home_city_code", reference.city_name),
    "region": ("region_code", _region_name),
}
_PLACES = {
    "province": reference.province_name,
    "city": reference.city_name,
    "region": _region_name,
    "strategy": reference.strategy_name,
}
_LISTED = dict.fromkeys(
    (
        "reach_codes",
        "reach_before_codes",
        "reach_after_codes",
        "unused_codes",
        "province_codes",
        "partial_codes",
        "gap_codes",
        "newly_reached",
        "seated_codes",
        "unknown_codes",
        "uncoverable_codes",
        "contested_codes",
        "below_codes",
        "above_codes",
        "leaves_codes",
        "enters_codes",
        "above_first_codes",
        "above_second_codes",
    ),
    reference.province_name,
)
UNKNOWN = "unknown"  # the group of those whose city, qualification or kind of work nobody told
_UNITS = {"ratio": "%", "yoy": "%", "pp": "百分点"}
_FILTER_TERMS = {"submission": "submission_id", "unit": "unit_id"}
# The file says them; they would make its name longer than a file system takes.
_NOT_IN_NAMES = frozenset({"weights"})
_PERIOD = frozenset({"year", "quarter"})
_LONGEST_FILTER = 24
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f（）()]+')
# Forms whose values are words once presented; in a file they stay text whatever they look like.
TEXT_FORMS = frozenset({"code", "text", "list", "bool"})


@dataclass(frozen=True)
class Column:
    """One column as shown; `values` are None where missing, numbers and dates are still themselves."""

    name: str
    heading: str
    heading_with_unit: str
    form: str
    values: list[Any]
    definition: str


@dataclass(frozen=True)
class Presentation:
    """An answer as it is read. `notes` are pairs of a label and a text, the same in every format."""

    title: str
    notes: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    unit: str
    demo: bool
    general: tuple[str, ...]
    row_count: int

    @property
    def has_money(self) -> bool:
        """Whether any column is money, so that the file has to name the unit."""
        return any(column.form == "yuan" for column in self.columns)


def present(
    answer: Answer, language: str, unit: str = TEN_THOUSAND, columns: Sequence[str] | None = None
) -> Presentation:
    """An answer in the reader's language, its rows and columns in the answer's own order, or those named."""
    translate = translator(language)
    return Presentation(
        title=translate(answer.question.title),
        notes=_notes(answer, language),
        columns=tuple(_column(answer, name, language, unit) for name in columns or answer.frame.columns),
        unit=unit,
        demo=answer.demo,
        general=tuple(map(translate, GENERAL)),
        row_count=len(answer.frame),
    )


def file_name(answer: Answer, language: str, suffix: str, *, raw: bool = False) -> str:
    """A name that says what, under which filters, as of when, from which release, if it is a demo."""
    named = [name for name in _given(answer) if name not in _NOT_IN_NAMES]
    if raw:
        parts = [answer.question.name, *(_shortened(str(_given(answer)[name])) for name in named)]
    else:
        parts = [translator(language)(answer.question.title)]
        parts += [
            _shortened(text)
            for name, text in _filters(answer, language)
            if name in named and name not in _PERIOD
        ]
    parts += [answer.as_of.isoformat(), answer.release_id]
    if answer.demo:
        parts.append("demo" if raw else translator(language)(N_("Demo data")))
    return joined_name(parts) + suffix


def joined_name(parts: Sequence[str]) -> str:
    """Parts of a file's name in a row, without what some system does not take in one."""
    return "_".join(_NOT_IN_FILE_NAMES.sub("-", part).strip("-") for part in parts if part)


def _shortened(part: str) -> str:
    """A filter in a file's name, leaving room for the others; a file system takes 255 bytes."""
    return part if len(part) <= _LONGEST_FILTER else part[:_LONGEST_FILTER] + "…"


def _notes(answer: Answer, language: str) -> tuple[tuple[str, str], ...]:
    translate = translator(language)
    filters = [f"{_filter_label(name, language)}={text}" for name, text in _filters(answer, language)]
    remarks = []
    if answer.demo:
        remarks.append(translate(_DEMO_REMARK))
    if answer.frame.empty:
        remarks.append(translate(N_("No record meets the filters.")))
    return (
        (label("as_of", language), answer.as_of.isoformat()),
        (label("release_id", language), answer.release_id),
        (
            translate(N_("Filters")),
            ("；" if language == "zh" else "; ").join(filters) or translate(N_("none")),
        ),
        (translate(N_("Remarks")), paragraph(remarks, language)),
    )


def _given(answer: Answer) -> dict[str, Any]:
    return {name: value for name, value in answer.parameters.items() if value is not None and name != "as_of"}


def _filters(answer: Answer, language: str) -> list[tuple[str, str]]:
    return [(name, _filter_text(answer, name, value, language)) for name, value in _given(answer).items()]


def _filter_label(name: str, language: str) -> str:
    return label(_FILTER_TERMS.get(name, name), language)


def _filter_text(answer: Answer, name: str, value: Any, language: str) -> str:
    if name in _PLACES:
        return _PLACES[name](str(value), language)
    type = answer.question.parameters[name].type
    if type in _IN_WORDS:
        return _IN_WORDS[type](str(value), language)
    return enum_label(type, str(value), language)


def _pairs_in_words(text: str, language: str) -> str:
    """Items as `province:enterprise`, `unit:province` or `criterion=number`, their codes as words."""
    return translator(language)(N_(", ")).join(_item_in_words(item, language) for item in text.split(","))


def _item_in_words(item: str, language: str) -> str:
    mark = "=" if "=" in item else ":"
    return mark.join(_word(part, language) for part in item.partition(mark)[::2] if part)


def _word(code: str, language: str) -> str:
    return enum_label("criterion", reference.province_name(code, language), language)


_IN_WORDS: dict[str, Callable[[str, str], str]] = {
    "yuan": lambda value, language: yuan(int(value), TEN_THOUSAND, language),
    **dict.fromkeys(("wishes", "criterion_weights", "moves", "demands"), _pairs_in_words),
}


def _column(answer: Answer, name: str, language: str, unit: str) -> Column:
    question = answer.question.name
    form = term(name, question).form
    definition = definition_of(name, question)
    return Column(
        name=name,
        heading=label(name, language, question=question),
        heading_with_unit=label(name, language, unit if form == "yuan" else _UNITS.get(form), question),
        form=form,
        values=_values(answer.frame, name, form, language),
        definition=translator(language)(definition) if definition else "",
    )


def _values(frame: pd.DataFrame, name: str, form: str, language: str) -> list[Any]:
    code, name_of = _NAMES.get(name, ("", str))
    if language == "en" and code in frame:
        return [None if is_missing(value) else name_of(value, language) for value in frame[code]]
    if name == "group_name":
        return [
            group_name(code, own, language)
            for code, own in zip(frame["group_code"], frame[name], strict=True)
        ]
    if name == "largest_groups":
        return [
            _groups_in_words(codes, names, language)
            for codes, names in zip(frame["largest_codes"], frame[name], strict=True)
        ]
    if name in ENUMS and form == "code":
        return _mapped(frame[name], lambda value: enum_label(name, value, language))
    if form == "list":
        return _mapped(frame[name], lambda values: _joined(name, values, language))
    if form == "bool":
        yes, no = translator(language)(N_("yes")), translator(language)(N_("no"))
        return _mapped(frame[name], lambda value: yes if value else no)
    return plain_values(frame[name], form)


def group_name(code: Any, name: Any, language: str) -> str | None:
    """What a group is called in the reader's language; None where it has neither code nor name."""
    if code == UNKNOWN:
        return translator(language)(N_("not on the register"))
    if is_missing(name):
        return None
    return _place_name(str(code), language) or str(name) if language == "en" else str(name)


def _groups_in_words(codes: Any, names: Any, language: str) -> str | None:
    if is_missing(codes):
        return None
    words = [group_name(code, name, language) or "" for code, name in zip(codes, names, strict=True)]
    return ("、" if language == "zh" else ", ").join(words)


def _place_name(code: str, language: str) -> str | None:
    """The name of a province, city, strategy or region; None where the code is none of them."""
    for name_of in (reference.province_name, reference.city_name, reference.strategy_name, _region7_name):
        if (name := name_of(code, language)) != code:
            return name
    return None


def _region7_name(code: str, language: str) -> str:
    return enum_label("region7", code, language)


def plain_values(series: pd.Series, form: str) -> list[Any]:
    """A column as Python values of its form (int, float, date, bool, list, text), None where missing."""
    return _mapped(series, _PLAIN.get(form, str))


def _mapped(series: pd.Series, convert: Any) -> list[Any]:
    return [None if is_missing(value) else convert(value) for value in series.tolist()]


def _joined(name: str, values: Sequence[str], language: str) -> str:
    if name in _LISTED:
        words = [_LISTED[name](value, language) for value in values]
    else:
        words = [enum_label(name.removesuffix("s"), value, language) for value in values]
    return ("、" if language == "zh" else ", ").join(words)


def _date(value: Any) -> Any:
    return value.date() if hasattr(value, "date") else value


_PLAIN: dict[str, Any] = {
    "yuan": int,
    "count": int,
    "integer": int,
    "year": int,
    "quarter": int,
    "ratio": float,
    "yoy": float,
    "pp": float,
    "decimal": float,
    "bool": bool,
    "list": list,
    "date": _date,
    "datetime": lambda value: pd.Timestamp(value).to_pydatetime(),
}
