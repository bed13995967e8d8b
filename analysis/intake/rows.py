"""Which rows below a header are data, and which are subtotals, repeated headers, headings or footnotes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from analysis.intake.amounts import unit_factor
from analysis.intake.headers import Headers, plain_header, split_unit
from analysis.intake.periods import Period
from analysis.intake.sandbox import RawTable
from analysis.intake.titles import period_of, unit_of
from analysis.intake.values import folded, is_dash
from analysis.kinds import Kind
from analysis.problems import Problem
from analysis.rules import RULES

if TYPE_CHECKING:
    from analysis.intake.recognise import RecognisedColumn

_SUBTOTAL = re.compile(
    r"(?:.{0,8}(?:合计|小计|总计|共计|合計|小計|總計)数?|总和|总数|汇总|累计|(?:sub|grand)?total|sum)"
    r"(?:\([^()]*\))?[:：]?",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:其中|#[\u4e00-\u9fff]).*")  # not #N/A and the like
_FOOTNOTE = re.compile(
    r"(?:注\d*[:：.、]|备注[:：]|说明[:：]|数据来源|资料来源|来源[:：]|填表|制表|审核|单位负责人|联系电话[:：]|注释).*"
)
_ORDINAL = re.compile(r"(?:[甲乙丙丁戊己庚辛壬癸①-⑳]|\(?\d{1,2}\)?)")
_TRANSLATION = re.compile(r"[A-Za-z][A-Za-z().,/%'&-]*")
_TEXT_TYPES = {
    "name",
    "text",
    "province",
    "place",
    "code",
    "identifier",
    "home_city",
    "indicator",
    "region",
    "scope",
}
_AMOUNT_TYPES = {"money", "integer", "decimal", "percent"}
LONGEST_HEADER = 40
SHOWN_ROWS = 1_000


@dataclass
class Rows:
    """Positions of rows in the table: data, subtotals (合计), parts (其中); with what was noticed."""

    data: np.ndarray
    subtotals: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def classify(
    table: RawTable,
    header_row: int,
    depth: int,
    labels: list[tuple[str, ...]],
    columns: Mapping[str, "RecognisedColumn"],
    kind: Kind,
    headers: Headers,
    unit: str = "",
    period: Period | None = None,
) -> Rows:
    """The rows below the header, sorted into data and what is not.

    Merged cells in text columns are filled down.
    """
    types = {found.index: kind.column(name).type for name, found in columns.items()}
    start = header_row + depth
    problems = _fill_merged(table, start, types, columns)
    filled = np.zeros(table.height, dtype=np.int16)
    for column in table.columns:
        filled += ~(column.empty | column.holds(is_dash))
    end = _footnotes(table, start, filled, problems)
    below = np.zeros(table.height, dtype=bool)
    below[start:end] = True
    blank = filled == 0
    repeated = _headers_again(table, labels, columns, below)
    lines = below & ((filled == 1) | repeated)
    found = [
        _other_header(table, columns, kind, headers, below & ~repeated),
        _other_terms(table, columns, types, lines, unit, period),
    ]
    another = min((row for row in found if row is not None), default=None)
    if another is not None:
        problems.append(Problem("second_header", sheet=table.sheet, source_row=table.source_row(another)))
        below[another:] = False
    ordinal = np.zeros(table.height, dtype=bool)
    if start < table.height:
        cells = [folded(text) for text in table.row(start) if text]
        # A row of ordinals (甲, 乙, 1, 2) or of translations below the header says nothing.
        ordinal[start] = len(cells) > 1 and (
            all(_ORDINAL.fullmatch(cell) for cell in cells)
            or all(_TRANSLATION.fullmatch(cell) for cell in cells)
        )
    subtotal, part = _totals(table, types)
    heading = (filled == 1) & ~subtotal & ~part & (len(columns) > 2)
    rest = below & ~blank & ~repeated & ~ordinal
    parts = rest & part & ~subtotal & ~heading
    for mask, rule in (
        (rest & heading, "row_heading"), (below & repeated, "row_header_again"), (parts, "row_part"),
    ):  # fmt: skip
        problems += _left_out(table, np.flatnonzero(mask), rule)
    rest &= ~heading
    return Rows(
        data=np.flatnonzero(rest & ~subtotal & ~part),
        subtotals=[int(row) for row in np.flatnonzero(rest & subtotal)],
        parts=[int(row) for row in np.flatnonzero(rest & part & ~subtotal)],
        problems=problems,
    )


def _left_out(table: RawTable, rows: np.ndarray, rule: str) -> list[Problem]:
    """A problem for each row that is no data, named by its first words; beyond a thousand their number."""
    problems = []
    for row in map(int, rows[:SHOWN_ROWS]):
        texts = [text for text in table.row(row) if text and not is_dash(text)]
        text = next(
            (text for text in texts if rule == "row_part" and _is_part(text)), texts[0] if texts else ""
        )
        problems.append(Problem(rule, sheet=table.sheet, source_row=table.source_row(row), value=text[:100]))
    if len(rows) > SHOWN_ROWS:
        left = str(len(rows) - SHOWN_ROWS)
        severity = RULES[rule].severity
        problems.append(
            Problem(
                "more_of_the_same", sheet=table.sheet, value=left, details={"rule": rule}, severity=severity
            )
        )
    return problems


def _fill_merged(
    table: RawTable, start: int, types: Mapping[int, str], columns: Mapping[str, "RecognisedColumn"]
) -> list[Problem]:
    """Text merged over several rows holds for each.

    An amount merged over several rows cannot be shared out.
    """
    problems = []
    for top, left, bottom, _ in table.merged:
        if top < start or bottom == top or left not in types or top >= table.height:
            continue
        column = table.columns[left]
        if types[left] in _AMOUNT_TYPES:
            name = next(name for name, found in columns.items() if found.index == left)
            problems.append(
                Problem(
                    "amount_merged", sheet=table.sheet, source_row=table.source_row(top), field=name,
                    header=columns[name].header, value=column[top] or "",
                )
            )  # fmt: skip
        else:
            codes = column.codes.copy()
            codes[top : bottom + 1] = codes[top]
            column.codes = codes
    return problems


def _footnotes(table: RawTable, start: int, filled: np.ndarray, problems: list[Problem]) -> int:
    """The row where the footnotes begin, or the table's height; an error for each row of data after it."""
    note = np.zeros(table.height, dtype=bool)
    for column in table.columns[:2]:
        note |= column.holds(_is_footnote)
    note[:start] = False
    note &= filled <= 3
    if not note.any():
        return table.height
    end = int(np.argmax(note))
    like_data = filled >= max(3, int(filled[start:end].max(initial=0)) // 2 + 1)
    for column in table.columns:  # who filled it in, who checked it, side by side
        like_data &= ~column.holds(_is_footnote)
    later = np.flatnonzero(like_data[end + 1 :])
    problems += _left_out(table, end + 1 + later, "row_after_notes")
    return end


def _is_footnote(text: str) -> bool:
    return bool(_FOOTNOTE.match(folded(text)))


def _is_one_of(headers: tuple[str, ...], text: str) -> bool:
    return plain_header(text) in set(map(plain_header, headers))


def _headers_again(
    table: RawTable,
    labels: list[tuple[str, ...]],
    columns: Mapping[str, "RecognisedColumn"],
    below: np.ndarray,
) -> np.ndarray:
    again = np.zeros(table.height, dtype=np.int16)
    for found in columns.values():
        again += table.columns[found.index].holds(partial(_is_one_of, labels[found.index]))
    return below & (again >= max(2, (len(columns) + 1) // 2))


def _other_header(
    table: RawTable,
    columns: Mapping[str, "RecognisedColumn"],
    kind: Kind,
    headers: Headers,
    below: np.ndarray,
) -> int | None:
    """The first row that looks like another table's header."""

    def is_header(text: str) -> bool:
        return len(text) <= LONGEST_HEADER and headers.knows(kind.name, split_unit(text)[0])

    like = np.zeros(table.height, dtype=np.int16)
    for column in table.columns:
        like += column.holds(is_header)
    rows = np.flatnonzero(below & (like >= max(3, (len(columns) + 1) // 2)))
    return int(rows[0]) if len(rows) else None


def _other_terms(
    table: RawTable,
    columns: Mapping[str, "RecognisedColumn"],
    types: Mapping[int, str],
    lines: np.ndarray,
    unit: str,
    period: Period | None,
) -> int | None:
    """The first line or repeated header that says another unit or period than holds for the rows above it."""
    money = [found for found in columns.values() if types[found.index] == "money"]
    factors = {unit_factor(found.unit or unit) for found in money} - {None}
    by_title = period is not None and not {"period", "year", "quarter"} & set(columns)
    for row in map(int, np.flatnonzero(lines)):
        texts = [text for text in table.row(row) if text]
        said = unit_factor(unit_of(texts)) if len(texts) == 1 else None
        headed = {
            unit_factor(split_unit(table.columns[found.index][row] or "")[1]) for found in money
        } - {None}  # fmt: skip
        if factors and ((said and {said} != factors) or (len(texts) > 1 and not headed <= factors)):
            return row
        if by_title and period_of(texts) not in (None, period):
            return row
    return None


def _is_subtotal(text: str) -> bool:
    return len(text) < 20 and "全国" not in text and bool(_SUBTOTAL.fullmatch(folded(text)))


def _is_part(text: str) -> bool:
    return len(text) < 40 and bool(_PART.fullmatch(folded(text)))


def _totals(table: RawTable, types: Mapping[int, str]) -> tuple[np.ndarray, np.ndarray]:
    subtotal = np.zeros(table.height, dtype=bool)
    part = np.zeros(table.height, dtype=bool)
    indexes = {index for index, kind_of in types.items() if kind_of in _TEXT_TYPES}
    # A column before the first one read may carry the mark (序号 | 合计).
    indexes |= set(range(min(types, default=0)))
    for index in indexes:
        column = table.columns[index]
        subtotal |= (
            column.any_holds(_is_subtotal) if types.get(index) == "name" else column.holds(_is_subtotal)
        )
        if types.get(index) not in ("indicator", "identifier", "text"):
            part |= column.holds(_is_part)
    return subtotal, part
