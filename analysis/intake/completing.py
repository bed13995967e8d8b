"""What the columns of a table do not say as they stand.

Periods and places are taken apart, fields follow from others, days are assumed, and what is missing is told.
"""

import re
from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from analysis.intake.periods import Period
from analysis.intake.places import UNKNOWN, Place
from analysis.intake.staging import Staging
from analysis.problems import ERROR, Problem


def split_period(staging: Staging) -> None:
    """Year and quarter from a period column.

    A quarter without a year, or words against the basis, are errors.
    """
    if "period" not in staging.values:
        return
    periods = staging.values["period"]
    distinct = {period for period in periods if isinstance(period, Period)}
    none = [period for period in distinct if period.year is None]
    if none:
        staging.report("period_without_year", periods.isin(none).to_numpy(dtype=bool), "period")
    if "basis" in staging.values:
        against = periods.isin([period for period in distinct if period.ytd]).to_numpy(dtype=bool, copy=True)
        against &= (staging.values["basis"] == "quarter").to_numpy(dtype=bool, na_value=False)
        staging.report("period_against_basis", against, "period")
    for name in ("year", "quarter"):
        if name in staging.values and not staging.missing(name).all():
            continue
        given = {period: getattr(period, name) for period in distinct}
        if name == "quarter" and staging.kind.name != "benchmark":
            given = {period: period.quarter or 4 for period in distinct}
        staging.values[name] = pd.Series(pd.array(list(periods.map(given)), dtype="Int32"))
        # What could not be read as a period was reported as such: not as a missing year once more.
        staging.filled[name] = staging.filled["period"]


def split_place(staging: Staging) -> None:
    """Place, province and text as written from the place column.

    What the file says of the scope fills the gaps.
    """
    if staging.kind.name != "project":
        return
    count = len(staging.data)
    places = list(staging.values.get("province_code", pd.Series([None] * count, dtype=object)))
    scopes = list(staging.values.get("place_scope", pd.Series([None] * count, dtype="str")))
    column = staging.recognised.columns.get("province_code")
    written = staging.texts(column, np.arange(count))
    silent = np.zeros(count, dtype=bool)
    for row, (place, scope) in enumerate(zip(places, scopes, strict=True)):
        if isinstance(place, Place):
            continue
        silent[row] = scope != "overseas" and not written[row].strip()  # the unreadable were reported
        places[row] = Place("overseas" if scope == "overseas" else UNKNOWN, None, written[row])
    texts = staging.texts(staging.recognised.columns.get("place_scope"), np.flatnonzero(silent))
    staging.report("place_unknown", silent, "province_code", texts=texts)
    staging.values["place"] = pd.Series([place.place for place in places], dtype="str")
    staging.values["province_code"] = pd.Series([place.province_code for place in places], dtype="str")
    staging.values["province_text"] = pd.Series([place.text or None for place in places], dtype="str")


def derive(staging: Staging) -> None:
    """Fill fields the file has no column for, where a rule of the kind says how; say so once a table."""
    for rule in staging.kind.derivations:
        if rule.column in staging.recognised.columns or rule.source not in staging.values:
            continue
        source = staging.values[rule.source].astype(object)
        if rule.map:
            found = source.map(rule.map)
        else:
            texts = [text for text in source.dropna().unique() if re.search(rule.matches, text)]
            found = source.where(~source.isin(texts), rule.value).where(source.isin(texts), None)
        empty = staging.missing(rule.column)
        filled = empty & found.notna().to_numpy(dtype=bool)
        if not filled.any():
            continue
        before = staging.values.get(rule.column, pd.Series([None] * len(staging.data), dtype=object))
        staging.values[rule.column] = before.where(~filled, found).astype("str")
        names = {
            "column": staging.kind.column(rule.column).header,
            "source": staging.kind.column(rule.source).header,
        }
        _once(staging, "column_derived", rule.column, str(int(filled.sum())), names)


def fill_dates(staging: Staging, today: date) -> None:
    """Dates a file may leave out: where neither it nor its title says one, today's, with a question."""
    for column in staging.kind.columns:
        if not column.fallback:
            continue
        empty = staging.missing(column.name)
        if column.name in staging.filled:
            empty &= ~staging.filled[column.name]  # what could not be read was reported
        if not empty.any():
            continue
        before = staging.values.get(column.name, pd.Series([None] * len(staging.data), dtype=object))
        staging.values[column.name] = before.astype(object).where(~empty, today)
        count = {"column": column.header, "count": str(int(empty.sum()))}
        _once(staging, "date_assumed", column.name, today.isoformat(), count)


def name_from_code(staging: Staging) -> None:
    """A file with codes alone: the code stands for the name until a register says it."""
    if (
        "enterprise" in staging.kind.fields
        and "enterprise" not in staging.values
        and "enterprise_code" in staging.values
    ):
        staging.values["enterprise"] = staging.values["enterprise_code"]


def check_missing(staging: Staging) -> None:
    """Required columns that are empty: an error, a question or a note, as the column says."""
    if staging.kind.about:
        headers = "、".join(staging.kind.column(name).header for name in staging.kind.about)
        empty = np.all([staging.missing(name) for name in staging.kind.about], axis=0) & ~staging.failed
        staging.report("none_of_columns", empty, staging.kind.about[0], details={"columns": headers})
    for column in staging.kind.columns:
        if not column.required or column.missing == "none":
            continue
        names = [name for name in column.fields if name not in ("province_text",)]
        if column.type == "place":
            continue  # an unknown place was reported as such
        name = "year" if column.type == "period" else names[0]
        empty = staging.missing(name)
        if column.type == "period" and column.name in staging.filled:
            empty = ~staging.filled[column.name]
        elif column.name in staging.filled and name in staging.filled:
            empty &= ~staging.filled[name]
        empty &= ~staging.failed  # what is wrong with those rows has been said
        if not empty.any():
            continue
        if column.name not in staging.recognised.columns and column.missing != ERROR:
            # What was derived for some rows is a column of the file: there is nothing kept from earlier ones.
            derived = column.name in staging.values
            rule = "column_derived_in_part" if derived else "column_absent"
            value = str(int(empty.sum())) if derived else column.header
            _once(staging, rule, column.name, value, {"column": column.header})
        else:
            staging.report(
                "value_missing",
                empty,
                column.name,
                severity=column.missing,
                details={"column": column.header},
            )


def _once(staging: Staging, rule: str, column: str, value: str, details: Mapping[str, str]) -> None:
    staging.problems.append(
        Problem(
            rule, file=staging.file, sheet=staging.recognised.table.sheet, field=column, value=value,
            details=details
        )
    )  # fmt: skip
