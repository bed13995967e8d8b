"""A recognised table -> its rows, typed, completed and checked by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.intake.completing import (
    check_missing,
    derive,
    fill_dates,
    name_from_code,
    split_period,
    split_place,
)
from analysis.intake.identity import complete_codes
from analysis.intake.recognise import RecognisedTable
from analysis.intake.staging import Staging
from analysis.kinds import Kind
from analysis.problems import Problem

# Problems of a table of which no row can be taken.
_UNREADABLE = ("columns_missing", "said_nowhere", "header_twice", "places_across")
ARROW = {
    "VARCHAR": pa.string(), "INTEGER": pa.int32(), "BIGINT": pa.int64(), "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(), "DATE": pa.date32(), "DECIMAL(24,6)": pa.decimal128(24, 6),
    "VARCHAR[]": pa.list_(pa.string()), "TIMESTAMP": pa.timestamp("us"),
}  # fmt: skip


@dataclass(frozen=True)
class Surroundings:
    """What a file is checked against: the home province, today, and the current release's file, if any.

    `known_names` are the codes of the enterprises that the release has, by matching name.
    """

    home_province: str
    today: date
    release: Path | None = None
    known_names: Mapping[str, str] | None = None


@dataclass
class StagedTable:
    """A table's typed rows. `rows` has the kind's fields, `sheet` and `source_row`, for every row of data.

    `failed` says which of them cannot be taken; `good` are the others. `absent` are the fields the file says
    nothing of, not even by another column.
    """

    recognised: RecognisedTable
    rows: pd.DataFrame
    failed: np.ndarray
    problems: list[Problem] = field(default_factory=list)
    absent: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of every row."""
        return self.recognised.kind

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.recognised.table.sheet

    @property
    def good(self) -> pd.DataFrame:
        """The rows that can be taken."""
        return self.rows[~self.failed]

    @property
    def told(self) -> pd.DataFrame:
        """The rows that can be taken, in the fields the file says something of."""
        return self.good.drop(columns=list(self.absent))


def stage(
    recognised: RecognisedTable, file: str, around: Surroundings, unit: str | None = None
) -> StagedTable:
    """The table's rows, typed and checked by themselves; rules over whole sets come with `check_sets`."""
    staging = Staging(recognised, file, around.home_province, unit)
    placed = [replace(problem, file=file) for problem in recognised.problems]
    if any(problem.rule in _UNREADABLE for problem in placed):
        # Without its columns no row says anything; one problem says what all of them lack.
        staging.failed[:] = True
        return StagedTable(recognised, _frame(staging), staging.failed, placed)
    staging.read_columns()
    for name, value in recognised.said.items():
        if name not in recognised.columns:
            staging.constant(name, value)
    split_period(staging)
    split_place(staging)
    derive(staging)
    fill_dates(staging, around.today)
    complete_codes(staging, around.known_names or {})
    name_from_code(staging)
    check_missing(staging)
    rows, failed = one_row_each(_frame(staging), staging.failed, recognised.kind)
    rows, failed, combined = combine_rows(rows, failed, recognised.kind, file)
    absent = tuple(
        name for name in recognised.kind.fields if name not in {*staging.values, *recognised.kind.key}
    )
    return StagedTable(recognised, rows, failed, placed + staging.problems + combined, absent)


def one_row_each(rows: pd.DataFrame, failed: np.ndarray, kind: Kind) -> tuple[pd.DataFrame, np.ndarray]:
    """A row that names several provinces or cities becomes one of each, from the same row of the file."""
    for column in kind.columns:
        if column.each:
            rows = rows.assign(failed=failed).explode(column.name, ignore_index=True)
            failed = rows.pop("failed").to_numpy(dtype=bool, copy=True)
            rows[column.name] = rows[column.name].astype("str")
    return rows, failed


def combine_rows(
    rows: pd.DataFrame, failed: np.ndarray, kind: Kind, file: str
) -> tuple[pd.DataFrame, np.ndarray, list[Problem]]:
    """Rows of one key that differ only in columns the kind combines become one, their texts joined.

    So that a register with a line per qualification gives one enterprise with several.
    """
    key = list(kind.key)
    if not kind.combine or not rows.duplicated(key).any():
        return rows, failed, []
    others = [name for name in kind.fields if name not in {*key, *kind.combine}]
    groups = rows[~failed].groupby(key, sort=False)
    columns = "、".join(kind.column(name).header for name in kind.combine)
    problems = []
    dropped: list[int] = []
    for _, group in groups:
        if len(group) < 2 or (group[others].nunique(dropna=False) > 1).any():
            continue
        first = group.index[0]
        for name in kind.combine:
            rows.loc[first, name] = "、".join(dict.fromkeys(group[name].dropna())) or None
        dropped += list(group.index[1:])
        problems.append(
            Problem(
                "rows_combined", file, str(group["sheet"].iloc[0]), int(group["source_row"].iloc[0]),
                value=str(len(group)), details={"columns": columns},
            )
        )  # fmt: skip
    kept = ~rows.index.isin(dropped)
    return rows[kept].reset_index(drop=True), failed[kept], problems


def _frame(staging: Staging) -> pd.DataFrame:
    """The kind's fields in their types, `sheet` and `source_row`.

    Texts of the key are empty rather than missing.
    """
    kind = staging.kind
    count = len(staging.data)
    frame = {}
    for name, sql_type in kind.fields.items():
        series = staging.values.get(name)
        if series is None:
            series = pd.Series(pa.nulls(count, ARROW[sql_type]).to_pandas(), dtype=object)
        if name in kind.key and sql_type == "VARCHAR" and name in ("scope", "vintage"):
            series = series.astype(object).where(series.notna(), "")
        frame[name] = series
    frame["sheet"] = pd.Series([staging.recognised.table.sheet], dtype="str").take(
        np.zeros(count, dtype=np.int64)
    )
    frame["source_row"] = pd.Series(staging.source_rows())
    return pd.DataFrame({name: series.reset_index(drop=True) for name, series in frame.items()})
