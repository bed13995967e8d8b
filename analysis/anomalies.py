"""Why published figures disagree, in words: plain functions over the rows of `benchmark_anomalies`."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.formatting import YUAN_IN, is_missing, number, percent, yuan
from analysis.glossary import UNITS
from analysis.language import N_, translator

_AS_PUBLISHED = 3  # decimals of a billion: what is published in 亿元 with two
_WHY = {
    "base_revised": N_(
        "Published growth is {published}; against the {base} published a year before it would be {derived}."
        " The base was revised to about {compared}, so levels and growth of the two years do not mix."
    ),
    "revised": N_(
        "The vintage {against} said {compared}; this one says {value}, {difference} apart. Both are kept."
    ),
    "parts_differ": N_(
        "{value} is {difference} off the {compared} that its parts add up to ({against}): one was revised"
        " without the others."
    ),
    "regions_differ": N_(
        "The nation's {value} is {difference} off the {compared} that {against} provinces add up to: the"
        " nation is compiled by another caliber, so the difference belongs to no province."
    ),
    "opening_moves": N_(
        "Brought in from last year, yet {value} now and {compared} at {against}: more enterprises report as"
        " the year goes on. It is a stock and is never differenced."
    ),
    "annual_differs": N_(
        "The year is {value}, its four quarters' year to date {compared}, {difference} apart: one of the two"
        " was revised, as after a census, and the other was not."
    ),
    "falls": N_(
        "A year-to-date figure should not fall: {value} after {compared} at {against}. Earlier quarters were"
        " corrected, or one of the two is wrong."
    ),
    "out_of_order": N_(
        "In the file the row of {against} stands before this one: {value} less the row above it ({compared})"
        " would make the quarter {change}. Rows are therefore put in order of their periods before a quarter"
        " is differenced; no figure is wrong."
    ),
}


def reasons(found: pd.DataFrame, language: str) -> list[str]:
    """A sentence a row, in the order of the rows."""
    return [why(row, language) for row in found.to_dict("records")]


def why(row: Mapping[Any, Any], language: str) -> str:
    """What one figure disagrees with, by how much, and what that means, in the reader's language."""
    translate = translator(language)
    unit, against = row["unit"], row["against"]
    return translate(_WHY[row["anomaly"]]).format(
        value=figure(row["value"], unit, language),
        compared=figure(row["compared_value"], unit, language),
        difference=figure(abs(row["difference"]), unit, language),
        change=figure(row["difference"], unit, language),
        against=translate(N_("without a date")) if is_missing(against) or not against else against,
        base=figure(row["base_value"], unit, language),
        published=percent(row["published_yoy"], 2),
        derived=percent(row["derived_yoy"], 2),
    )


def one_line(published: pd.DataFrame) -> pd.DataFrame:
    """The rows of `benchmarks` that may stand on one line: one scope and basis, the last vintage of a period.

    Takes one region, indicator and caliber. The scope and basis with the most periods; oldest first.
    """
    kinds = ["scope", "basis", "unit"]
    alike = published.groupby(kinds, dropna=False)["period"].transform("nunique")
    most = published[alike == alike.max()]
    first = most.groupby(kinds, dropna=False, sort=True).ngroup() if len(most) else alike
    line = most[first == 0].sort_values(["year", "quarter", "vintage"], kind="stable")
    return line.drop_duplicates("period", keep="last").reset_index(drop=True)


def of_line(rows: pd.DataFrame, line: pd.DataFrame) -> pd.DataFrame:
    """The rows that belong to a line of `one_line`: of its caliber, scope, basis and unit."""
    if line.empty:
        return rows.iloc[:0]
    first = line.iloc[0]
    alike = pd.Series(True, index=rows.index)
    for name in ("caliber", "scope", "basis", "unit"):
        alike &= rows[name].isna() if is_missing(first[name]) else rows[name] == first[name]
    return rows[alike]


def growth_lines(line: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Growth derived from the published levels, and growth as published: year, quarter, ratio each.

    A whole year stands at its fourth quarter.
    """
    at = line.assign(quarter=line["quarter"].fillna(4))
    derived, told = (
        at.rename(columns={name: "ratio"})[["year", "quarter", "ratio"]]
        for name in ("derived_yoy", "published_yoy")
    )
    return derived, told


def figure(value: Any, unit: Any, language: str) -> str:
    """A published figure with its unit: "1,234.57 亿元", in English "CNY 123.457 bn"."""
    if language == "en" and unit in YUAN_IN and not is_missing(value):
        return yuan(round(value * YUAN_IN[unit]), language=language, decimals=_AS_PUBLISHED)
    return number(value) + _unit(unit, language)


def _unit(unit: Any, language: str) -> str:
    if is_missing(unit) or not unit:
        return ""
    zh, en = UNITS.get(unit, (unit, unit))
    return f" {zh}" if language == "zh" else f" × {en}"
