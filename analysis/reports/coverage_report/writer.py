"""The one hand that writes figures: `Writer.figure`, from a cell of an answer; plain words may hold no digit.

So no number can stand in a report that no question answered.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from string import Formatter
from typing import Any

from analysis.formatting import (
    HUNDRED_MILLION,
    MISSING,
    count,
    number,
    percent,
    points,
    short_amount,
    shown_unit,
    yoy,
    yuan,
)
from analysis.language import N_, translator
from analysis.questions import Answer
from analysis.reports.coverage_report.model import Figure, Paragraph, Run, Table
from analysis.reports.presentation import Column, present


class Writer:
    """Writes figures and places them in sentences, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.translate = translator(language)
        self._presented: dict[int, tuple[Answer, dict[str, Column]]] = {}

    def figure(self, answer: Answer, column: str, row: int | None = 0, *, cell: bool = False) -> Figure:
        """A figure as running text has it, with its unit; `cell`: as a table has it, under its heading."""
        if row is None:
            return Figure(self._of_answer(answer, column), answer, None, column)
        write = _CELLS if cell else _WORDS
        return Figure(_written(write, self._columns(answer)[column], row, self.language), answer, row, column)

    def each(self, answer: Answer, column: str, rows: Sequence[int]) -> list[Figure]:
        """The figures of a column in several rows."""
        return [self.figure(answer, column, row) for row in rows]

    def place(self, message: str, **placed: "Run | Sequence[Figure]") -> tuple[Run, ...]:
        """A message in the reader's language with figures in their places; several are listed with commas.

        ValueError if a digit is in the message or in plain words: it would be a number without a source.
        """
        runs: list[Run] = []
        for words, name, _format, _conversion in Formatter().parse(self.translate(message)):
            runs.append(words)
            if name is not None:
                runs += self._listed(placed[name])
        for run in runs:
            if isinstance(run, str) and any(character.isdigit() for character in run):
                raise ValueError(f"a number that no question answered: {run!r}")
        return tuple(run for run in runs if run)

    def paragraph(self, message: str, **placed: "Run | Sequence[Figure]") -> Paragraph:
        """A paragraph of one message."""
        return Paragraph(self.place(message, **placed))

    def table(
        self, title: str, answer: Answer, columns: dict[str, int], rows: Sequence[int] | None = None
    ) -> Table:
        """A table of the columns named, each with its part of the width; all rows unless some are named."""
        shown = [self._columns(answer)[name] for name in columns]
        chosen = range(len(answer.frame)) if rows is None else rows
        return Table(
            self.translate(title),
            answer,
            tuple(columns),
            tuple(columns.values()),
            tuple(_heading(column) for column in shown),
            tuple(tuple(self.figure(answer, name, row, cell=True) for name in columns) for row in chosen),
        )

    def _columns(self, answer: Answer) -> dict[str, Column]:
        kept = self._presented.get(id(answer))
        if kept is None:  # the answer is kept beside its columns, so that no other one can get its id
            shown = present(answer, self.language, shown_unit(HUNDRED_MILLION, self.language)).columns
            kept = self._presented[id(answer)] = answer, {column.name: column for column in shown}
        return kept[1]

    def _listed(self, placed: "Run | Sequence[Figure]") -> list[Run]:
        if isinstance(placed, str | Figure):
            return [placed]
        comma = self.translate(N_(", "))
        return [run for figure in placed for run in (comma, figure)][1:]

    def _of_answer(self, answer: Answer, name: str) -> str:
        if name == "rows":
            return count(len(answer.frame))
        value = getattr(answer, name) if name in ("as_of", "release_id") else answer.parameters[name]
        return _WORDS["date"](value, self.language) if isinstance(value, date) else str(value)


def _heading(column: Column) -> str:
    return column.heading_with_unit if column.form == "yuan" else column.heading


def _day(value: Any, language: str) -> str:
    words = translator(language)(N_("{year:d}-{month:02d}-{day:02d}"))
    return words.format(year=value.year, month=value.month, day=value.day)


def _moment(value: Any, language: str) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()


Write = Callable[[Any, str], str]
# How a value of each form is written in a sentence, and in a cell whose heading has the unit.
_WORDS: dict[str, Write] = {
    "yuan": lambda value, language: yuan(value, HUNDRED_MILLION, language),
    "ratio": lambda value, language: percent(value),
    "yoy": lambda value, language: yoy(value),
    "pp": points,
    "count": lambda value, language: count(value),
    "decimal": lambda value, language: number(value, 1),
    "date": _day,
    "datetime": lambda value, language: _day(value.date(), language),
}
_CELLS: dict[str, Write] = {
    **_WORDS,
    "yuan": lambda value, language: short_amount(value, language=language, decimals=2),
    "date": _moment,
    "datetime": _moment,
}


def _written(write: dict[str, Write], column: Column, row: int, language: str) -> str:
    value = column.values[row]
    if value is None:
        return MISSING
    return write[column.form](value, language) if column.form in write else str(value)
