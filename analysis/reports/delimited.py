"""CSV: for people who open it in a spreadsheet program, and raw for scripts.

The notes (as of, release, filters, remarks) are columns at the end, repeated in each row: the first line is
the header and every further line a record, for any reader; and a row keeps them when sorted or copied.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any

from analysis.formatting import TEN_THOUSAND, YUAN_IN, percent_value
from analysis.glossary import term
from analysis.language import DEFAULT_LANGUAGE
from analysis.questions import Answer
from analysis.reports.presentation import TEXT_FORMS, Column, plain_values, present

_BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet program takes a cell that starts with one of these for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(
    answer: Answer, *, language: str = DEFAULT_LANGUAGE, unit: str = TEN_THOUSAND, raw: bool = False
) -> bytes:
    """An answer as CSV with CRLF line ends, rows in the answer's order; the same answer gives the same bytes.

    For people: UTF-8 with BOM, headings with unit in `language`, money in `unit` exact to the yuan, ratios in
    per cent. Raw: no BOM, code names, yuan, ratios 0–1, no notes. In both, text that looks like a formula is
    escaped by "'".
    """
    return _raw(answer) if raw else _readable(answer, language, unit)


def escaped(text: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _readable(answer: Answer, language: str, unit: str) -> bytes:
    shown = present(answer, language, unit)
    header = [column.heading_with_unit for column in shown.columns] + [name for name, _ in shown.notes]
    notes = [escaped(text) for _, text in shown.notes]
    columns = [_shown_cells(column, unit) for column in shown.columns]
    rows: Iterable[Sequence[str]] = zip(*columns, strict=True)
    if shown.row_count == 0:
        rows = [("",) * len(columns)]  # or the file would not say under which filters there is nothing
    return (_BYTE_ORDER_MARK + _lines(header, ([*row, *notes] for row in rows))).encode()


def _raw(answer: Answer) -> bytes:
    question = answer.question.name
    names = list(answer.frame.columns)
    columns = [_raw_cells(answer.frame[name], term(name, question).form) for name in names]
    return _lines(names, zip(*columns, strict=True)).encode()


def _lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _shown_cells(column: Column, unit: str) -> list[str]:
    if column.form == "yuan":
        return [_in_unit(value, YUAN_IN[unit]) for value in column.values]
    if column.form in ("ratio", "yoy", "pp"):
        return ["" if value is None else str(percent_value(value)) for value in column.values]
    return [_cell(value, column.form) for value in column.values]


def _raw_cells(series: Any, form: str) -> list[str]:
    return [_cell(value, form) for value in plain_values(series, form)]


def _cell(value: Any, form: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = ";".join(value)
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return escaped(str(value)) if form in TEXT_FORMS else str(value)


def _in_unit(value_yuan: int | None, yuan_in_unit: int) -> str:
    # Whole numbers only: the cell holds every yuan, however large the amount.
    if value_yuan is None:
        return ""
    whole, rest = divmod(abs(value_yuan), yuan_in_unit)
    decimals = str(yuan_in_unit + rest)[1:].rstrip("0")
    return f"{'-' if value_yuan < 0 else ''}{whole}{'.' if decimals else ''}{decimals}"
