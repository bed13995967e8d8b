"""The columns of a recognised table -> typed fields.

Each distinct text of a column is parsed once; rows are only ever small numbers.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

import numpy as np
import pandas as pd

from analysis.intake.amounts import plain_amounts, unit_factor
from analysis.intake.cells import Reading, parse_cell
from analysis.intake.recognise import RecognisedColumn, RecognisedTable
from analysis.kinds import Column
from analysis.problems import ERROR, QUESTION, Problem
from analysis.rules import RULES

SHOWN_PER_RULE = 1_000
SHOWN_TEXT = 200
# Broken in any column, these make the row unusable; other errors leave a cell empty where it may be.
_ALWAYS_ERRORS = {
    "amount_negative", "amount_too_large", "integer_negative", "code_lost_digits", "enterprises_several",
    "enterprise_not_home", "enterprise_home_unknown", "unit_missing",
}  # fmt: skip
_ONCE = {"unit_missing", "amount_in_words"}
_INTEGERS: dict[str, Literal["Int32", "Int64"]] = {"INTEGER": "Int32", "BIGINT": "Int64"}

Details = tuple[tuple[str, str], ...]


class Staging:
    """One table on its way from texts to typed fields."""

    def __init__(self, recognised: RecognisedTable, file: str, home_province: str, unit: str | None) -> None:
        self.recognised = recognised
        self.kind = recognised.kind
        self.file = file
        self.home_province = home_province
        self.unit = unit
        self.data = recognised.rows.data
        self.failed = np.zeros(len(self.data), dtype=bool)
        self.problems: list[Problem] = []
        self.values: dict[str, pd.Series] = {}
        self.filled: dict[str, np.ndarray] = {}

    def source_rows(self) -> np.ndarray:
        """The row numbers a spreadsheet program shows."""
        table = self.recognised.table
        numbers = (
            np.asarray(table.numbers)
            if table.numbers is not None
            else np.arange(table.height) + table.first_row
        )
        return numbers[self.data].astype(np.int32)

    def report(
        self,
        rule: str,
        mask: np.ndarray,
        column: str = "",
        texts: Iterable[str] | None = None,
        severity: str = "",
        details: Mapping[str, str] | None = None,
    ) -> None:
        """A problem for each row of the mask, the first thousand one by one, the others as a number."""
        severity = severity or RULES[rule].severity
        positions = np.flatnonzero(mask)
        if not len(positions):
            return
        if severity == ERROR:
            self.failed |= mask
        shown = 1 if rule in _ONCE else SHOWN_PER_RULE
        found = self.recognised.columns.get(column)
        rows = self.source_rows()
        values = list(texts) if texts is not None else self.texts(found, positions[:shown])
        sheet, header = self.recognised.table.sheet, found.header if found else ""
        more = {"count": str(len(positions))} if rule in _ONCE else {}
        for position, value in zip(positions[:shown], values, strict=False):
            self.problems.append(
                Problem(
                    rule, self.file, sheet, int(rows[position]), column, header, value[:SHOWN_TEXT],
                    {**(details or {}), **more}, severity,
                )
            )  # fmt: skip
        if len(positions) > shown and rule not in _ONCE:
            left = str(len(positions) - shown)
            self.problems.append(
                Problem(
                    "more_of_the_same", self.file, sheet, field=column, header=header, value=left,
                    details={"rule": rule}, severity=severity,
                )
            )  # fmt: skip

    def texts(self, found: RecognisedColumn | None, positions: np.ndarray) -> list[str]:
        """The texts of a column as written, at these positions among the rows of data."""
        if found is None:
            return [""] * len(positions)
        column = self.recognised.table.columns[found.index]
        return [column[self.data[position]] or "" for position in positions]

    def read_columns(self) -> None:
        """Parse every column the file has."""
        for column in self.kind.columns:
            found = self.recognised.columns.get(column.name)
            if found is None:
                continue
            if column.type == "money" and self.recognised.unit_column is not None:
                self._read_by_row_unit(column, found, self.recognised.unit_column)
            else:
                self._read(column, found, self._unit(column, found))

    def _unit(self, column: Column, found: RecognisedColumn) -> str | None:
        if column.type != "money":
            return None
        return found.unit or self.recognised.unit or self.unit

    def _read(self, column: Column, found: RecognisedColumn, unit: str | None) -> None:
        raw = self.recognised.table.columns[found.index]
        self._take(column, raw.texts, raw.codes[self.data], [unit] * len(raw.texts))

    def _read_by_row_unit(self, column: Column, found: RecognisedColumn, unit_index: int) -> None:
        """Amounts beside a column of units: each distinct pair is read once."""
        raw, units = self.recognised.table.columns[found.index], self.recognised.table.columns[unit_index]
        pairs, codes = np.unique(
            raw.codes[self.data].astype(np.int64) * len(units.texts) + units.codes[self.data],
            return_inverse=True,
        )
        texts = [raw.texts[int(pair) // len(units.texts)] for pair in pairs]
        said = [units.texts[int(pair) % len(units.texts)] for pair in pairs]
        fallback = self._unit(column, found)
        self._take(column, texts, codes, [unit if unit_factor(unit) else fallback for unit in said])

    def _take(
        self, column: Column, texts: list[str | None], codes: np.ndarray, units: list[str | None]
    ) -> None:
        used = np.bincount(codes, minlength=len(texts)).astype(bool)
        yuan, done = _plain(column, texts, units)
        values = np.full(len(texts), None, dtype=object)
        broken: dict[tuple[str, Details], list[int]] = {}
        filled = done.copy()
        readings = {unit: Reading(column, self.home_province, unit) for unit in set(units)}
        for place in np.flatnonzero(used & ~done):
            text = texts[place]
            if text is None:
                continue
            cell = parse_cell(text, readings[units[place]])
            values[place] = cell.value
            filled[place] = cell.rule != "read_as_nothing" and (cell.value is not None or bool(cell.rule))
            if cell.rule:
                broken.setdefault((cell.rule, tuple(sorted(cell.details.items()))), []).append(int(place))
        if column.type == "money":
            known = np.array(
                [place for place, value in enumerate(values) if value is not None], dtype=np.int64
            )
            yuan[known] = values[known].astype(np.int64)
            done[known] = True
            series = pd.Series(pd.arrays.IntegerArray(yuan, ~done))
        else:
            series = _series(column, values)
        self.values[column.name] = series.take(codes).reset_index(drop=True)
        self.filled[column.name] = filled[codes]
        self._report_cells(column, broken, codes)

    def _report_cells(
        self,
        column: Column,
        broken: Mapping[tuple[str, Details], list[int]],
        codes: np.ndarray,
    ) -> None:
        by_rule: dict[str, list[tuple[dict[str, str], list[int]]]] = {}
        for (rule, details), places in broken.items():
            by_rule.setdefault(rule, []).append((dict(details), places))
        for rule, found in by_rule.items():
            severity = self._severity(column, rule)
            for named, places in found[:SHOWN_PER_RULE]:
                self.report(rule, np.isin(codes, places), column.name, severity=severity, details=named)
            rest = np.isin(codes, [place for _, places in found[SHOWN_PER_RULE:] for place in places])
            if rest.any():
                self.problems.append(
                    Problem(
                        "more_of_the_same", self.file, self.recognised.table.sheet, field=column.name,
                        severity=severity, value=str(int(rest.sum())), details={"rule": rule},
                    )
                )  # fmt: skip
                if severity == ERROR:
                    self.failed |= rest

    def _severity(self, column: Column, rule: str) -> str:
        severity = RULES[rule].severity
        # No reach at all means "not declared": a list that cannot be read must not become that.
        may_be_empty = (not column.required or column.missing != ERROR) and column.type != "provinces"
        if column.type == "period":  # a figure of no known quarter is no figure
            may_be_empty = {"year", "quarter"} <= set(self.recognised.columns)
        return QUESTION if severity == ERROR and may_be_empty and rule not in _ALWAYS_ERRORS else severity

    def constant(self, name: str, value: object) -> None:
        """Give a field one value for all rows."""
        self.values[name] = pd.Series(
            [value] * len(self.data), dtype=object if isinstance(value, str) else None
        )
        self.filled[name] = np.ones(len(self.data), dtype=bool)

    def missing(self, name: str) -> np.ndarray:
        """Which rows have no value in a column."""
        if name not in self.values:
            return np.ones(len(self.data), dtype=bool)
        return self.values[name].isna().to_numpy(dtype=bool, copy=True)


def _plain(column: Column, texts: list[str | None], units: list[str | None]) -> tuple[np.ndarray, np.ndarray]:
    """Whole yuan of the amounts that can be read all at once, and which texts these are."""
    yuan = np.zeros(len(texts), dtype=np.int64)
    done = np.zeros(len(texts), dtype=bool)
    if column.type != "money":
        return yuan, done
    distinct = set(units)
    for unit in distinct:
        taken, amounts = plain_amounts(texts, unit)
        own = (
            taken & np.fromiter((said == unit for said in units), bool, len(units))
            if len(distinct) > 1
            else taken
        )
        done |= own
        yuan[own] = amounts[own]
    return yuan, done


def _series(column: Column, values: np.ndarray) -> pd.Series:
    """The distinct values in the type that holds them without loss."""
    kind = (
        next(iter(column.fields.values()), "VARCHAR")
        if column.type not in ("period", "place") and not column.each
        else "OBJECT"
    )
    if kind in _INTEGERS:
        return pd.Series(pd.array(list(values), dtype=_INTEGERS[kind]))
    if kind == "VARCHAR":
        return pd.Series(values, dtype="str")
    return pd.Series(values, dtype=object)
