"""What a report is before it is a file: sections of paragraphs, tables and a picture, every figure traceable.

A figure is written in one place, `Writer.figure`, from a cell of an answer; plain words may hold no digit. So
no number can stand in a report that no question answered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter
from typing import Any

from analysis.formatting import HUNDRED_MILLION, MISSING, amount, count, number, percent, points, yoy, yuan
from analysis.glossary import term
from analysis.language import N_, translator
from analysis.questions import Answer
from analysis.reports.presentation import Column, present

Ask = Callable[..., Answer]


@dataclass(frozen=True)
class Figure:
    """A cell of an answer as it is written, or something of the answer itself where `row` is None.

    Of an answer itself: `as_of`, `release_id`, `rows` (how many there are) or the name of a parameter.
    """

    text: str
    answer: Answer
    row: int | None
    column: str


Run = str | Figure


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text; `lead` is what a list names first, such as the province a reason is of."""

    runs: tuple[Run, ...]
    lead: Figure | None = None

    @property
    def text(self) -> str:
        """The words as they are read, without the lead."""
        return "".join(run if isinstance(run, str) else run.text for run in self.runs)


@dataclass(frozen=True)
class Numbered:
    """A list whose paragraphs are numbered from 1."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Table:
    """Some columns and rows of an answer, in its order; `widths` are the columns' parts of the whole."""

    title: str
    answer: Answer
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Figure, ...], ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The form of each column's values."""
        return tuple(term(name, self.answer.question.name).form for name in self.columns)


@dataclass(frozen=True)
class Definitions:
    """Terms and what they mean, in the glossary's words: constants of this software, not figures."""

    terms: tuple[tuple[str, str], ...]
    general: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """The provinces by coverage, as a map and as a tile grid. `caption` holds what must be said of a map."""

    coverage: Answer
    home_province: str
    title: str
    grid_title: str
    caption: str


Block = Paragraph | Numbered | Table | Definitions | Picture


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, if need be on a new page; level 1 is the highest."""

    heading: str
    blocks: tuple[Block, ...]
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Answers:
    """What a report is made from; `before` is coverage in figures on the day of the last report."""

    coverage: Answer
    summary: Answer
    before: Answer
    units: Answer
    roster_changes: Answer
    coverage_changes: Answer
    proposal: Answer
    plans: Answer
    curve: Answer
    submissions: Answer


@dataclass(frozen=True)
class Report:
    """A report in one language. `annexes` hold wide tables: they stand on turned pages of their own."""

    title: Paragraph
    dated: Paragraph
    marks: tuple[str, ...]
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    language: str
    answers: Answers

    @property
    def figures(self) -> list[Figure]:
        """Every figure in the order in which it is read."""
        paragraphs = [self.title, self.dated]
        found = [run for one in paragraphs for run in one.runs if isinstance(run, Figure)]
        for section in (*self.sections, *self.annexes):
            for block in section.blocks:
                found += _figures(block)
        return found


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
            shown = present(answer, self.language, HUNDRED_MILLION).columns
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


def _figures(block: Block) -> list[Figure]:
    match block:
        case Paragraph():
            leading = [block.lead] if block.lead else []
            return leading + [run for run in block.runs if isinstance(run, Figure)]
        case Numbered():
            return [figure for item in block.items for figure in _figures(item)]
        case Table():
            return [figure for row in block.rows for figure in row]
    return []


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
    "yuan": lambda value, language: amount(value, HUNDRED_MILLION),
    "date": _moment,
    "datetime": _moment,
}


def _written(write: dict[str, Write], column: Column, row: int, language: str) -> str:
    value = column.values[row]
    if value is None:
        return MISSING
    return write[column.form](value, language) if column.form in write else str(value)
