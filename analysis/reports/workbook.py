"""XLSX: what people take away. One sheet with the table under its title and notes, one that explains it."""

from datetime import datetime
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.formatting import TEN_THOUSAND, YUAN_IN, unit_name
from analysis.glossary import label, term
from analysis.language import DEFAULT_LANGUAGE, N_, translator
from analysis.problems import Refused
from analysis.questions import Answer
from analysis.reports.presentation import TEXT_FORMS, Column, Presentation, plain_values, present
from analysis.settings import BEIJING

SHEET_ROWS = 1_048_576
_CELL_CHARACTERS = 32_767
_SHEET_NAME_CHARACTERS = 31
_WIDEST, _NARROWEST, _ROWS_MEASURED, _HEADING_MEASURED = 60, 8, 200, 20

# Excel's own words for how a form is shown; the value beneath stays exact.
_NUMBER_FORMATS = {
    "yuan": "#,##0.00",
    "ratio": "0.00%",
    "yoy": '"▲ "+0.00%;"▼ "-0.00%;0.00%',
    "pp": '"▲ "+0.00;"▼ "-0.00;0.00',
    "count": "#,##0",
    "integer": "0",
    "year": "0",
    "quarter": "0",
    "decimal": "General",
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm:ss",
}
_TEXT_FORMAT = "@"


def to_xlsx(
    answer: Answer, *, language: str = DEFAULT_LANGUAGE, unit: str = TEN_THOUSAND, raw: bool = False
) -> bytes:
    """An answer as a workbook, rows in the answer's order; the same answer gives the same bytes.

    Raw: one sheet, code names as header in the first row, yuan. Refused("sheet_full") beyond a sheet's rows.
    """
    content = BytesIO()
    workbook = new_workbook(content, answer.as_of)
    if raw:
        _write_raw(workbook, answer)
    else:
        shown = present(answer, language, unit)
        write_table(workbook, shown, language)
        write_notes(workbook, [shown], language)
    workbook.close()
    return content.getvalue()


def new_workbook(content: BytesIO, created: Any) -> Workbook:
    """An empty workbook that takes no text for a formula or a link and does not say when it was written."""
    workbook = Workbook(
        content,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    workbook.set_properties({"created": datetime(created.year, created.month, created.day)})
    return workbook


def write_text(sheet: Worksheet, row: int, column: int, text: str, cell_format: Format | None = None) -> None:
    """A text cell, cut with "…" at Excel's limit, where xlsxwriter alone would drop it silently."""
    if len(text) > _CELL_CHARACTERS:
        text = text[: _CELL_CHARACTERS - 1] + "…"
    sheet.write_string(row, column, text, cell_format)


def text_width(text: str) -> int:
    """How many columns of a typewriter a text takes: a Chinese character takes two."""
    return max(sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n"))


def write_table(workbook: Workbook, shown: Presentation, language: str, name: str = "") -> None:
    """A sheet of its own for an answer: title, notes, header, rows; its name is the title's unless given.

    Refused("sheet_full") beyond a sheet's rows.
    """
    sheet = workbook.add_worksheet(_sheet_name(name or shown.title))
    banner = _banner(shown, language)
    _require_room(len(banner) + 2 + shown.row_count)
    headings = [_heading(column) for column in shown.columns]
    columns = [(column.form, _cells(column, shown.unit)) for column in shown.columns]
    for index, (heading, (_, values)) in enumerate(zip(headings, columns, strict=True)):
        sheet.set_column(index, index, _width(heading, values))
    title_format = workbook.add_format({"bold": True, "font_size": 14})
    demo_format = workbook.add_format({"bold": True, "font_color": "#B00020"})
    write_text(sheet, 0, 0, shown.title, title_format)
    for row, (text, warns) in enumerate(banner, start=1):
        write_text(sheet, row, 0, text, demo_format if warns else None)
    header_row = len(banner) + 1
    write_header(workbook, sheet, header_row, headings)
    write_cells(workbook, sheet, header_row + 1, columns)
    sheet.freeze_panes(header_row + 1, 0)
    sheet.autofilter(header_row, 0, header_row + shown.row_count, len(headings) - 1)
    sheet.repeat_rows(header_row)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _write_raw(workbook: Workbook, answer: Answer) -> None:
    _require_room(1 + len(answer.frame))
    names = list(answer.frame.columns)
    sheet = workbook.add_worksheet(answer.question.name[:_SHEET_NAME_CHARACTERS])
    write_header(workbook, sheet, 0, names)
    forms = [term(name, answer.question.name).form for name in names]
    columns = [
        (form, [_raw_cell(value) for value in plain_values(answer.frame[name], form)])
        for name, form in zip(names, forms, strict=True)
    ]
    write_cells(workbook, sheet, 1, columns)
    sheet.freeze_panes(1, 0)


def write_notes(workbook: Workbook, told: list[Presentation], language: str, title: str = "") -> None:
    """A last sheet that says what the others rest on: the notes of the first, the meaning of every column."""
    translate, shown = translator(language), told[0]
    sheet = workbook.add_worksheet(translate(N_("Notes")))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    heading_format = workbook.add_format({"bold": True, "valign": "top"})
    text_format = workbook.add_format({"text_wrap": True, "valign": "top"})
    columns = [column for one in told for column in one.columns if column.definition]
    defined = list(dict.fromkeys((column.heading, column.definition) for column in columns))
    general = [(translate(N_("In general")), text) for text in shown.general]
    pairs = [(name, text) for name, text in shown.notes if text] + general + defined
    write_text(sheet, 0, 0, title or shown.title, workbook.add_format({"bold": True, "font_size": 14}))
    for row, (name, text) in enumerate(pairs, start=2):
        write_text(sheet, row, 0, name, heading_format)
        write_text(sheet, row, 1, text, text_format)


def _banner(shown: Presentation, language: str) -> list[tuple[str, bool]]:
    """The lines between title and header, and whether each is a warning."""
    colon = "：" if language == "zh" else ": "
    lines = [(f"{name}{colon}{text}", False) for name, text in shown.notes[:-1]]
    if shown.has_money:
        lines.insert(0, (f"{label('unit', language)}{colon}{unit_name(shown.unit, language)}", False))
    remarks = shown.notes[-1][1]
    return ([(remarks, True)] if remarks else []) + lines


def write_header(workbook: Workbook, sheet: Worksheet, row: int, headings: list[str]) -> None:
    """A row of headings."""
    header_format = workbook.add_format(
        {"bold": True, "bg_color": "#E8EDF3", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
    )
    for column, heading in enumerate(headings):
        write_text(sheet, row, column, heading, header_format)


def write_cells(
    workbook: Workbook, sheet: Worksheet, first_row: int, columns: list[tuple[str, list[Any]]]
) -> None:
    """Rows of values, each column with the form that decides how its values are shown."""
    forms = [form for form, _ in columns]
    formats = [workbook.add_format({"num_format": _NUMBER_FORMATS.get(form, _TEXT_FORMAT)}) for form in forms]
    for row, values in enumerate(zip(*(values for _, values in columns), strict=True), start=first_row):
        for column, value in enumerate(values):
            if value is None:
                continue
            if forms[column] in TEXT_FORMS:
                write_text(sheet, row, column, str(value), formats[column])
            elif forms[column] in ("date", "datetime"):
                sheet.write_datetime(row, column, value, formats[column])
            else:
                sheet.write_number(row, column, value, formats[column])


def _heading(column: Column) -> str:
    # Per cent is in the number format, so that the cell stays the ratio; the others need their unit said.
    return column.heading if column.form in ("ratio", "yoy") else column.heading_with_unit


def _cells(column: Column, unit: str) -> list[Any]:
    if column.form == "yuan":
        return [None if value is None else value / YUAN_IN[unit] for value in column.values]
    if column.form == "pp":
        return [None if value is None else value * 100 for value in column.values]
    if column.form == "datetime":
        return [None if value is None else _in_beijing(value) for value in column.values]
    return column.values


def _raw_cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(value)
    return _in_beijing(value) if isinstance(value, datetime) else value


def _in_beijing(value: datetime) -> datetime:
    return value if value.tzinfo is None else value.astimezone(BEIJING).replace(tzinfo=None)


def _require_room(rows: int) -> None:
    if rows > SHEET_ROWS:
        raise Refused("sheet_full", rows=f"{rows:,}", limit=f"{SHEET_ROWS:,}")


def _width(heading: str, values: list[Any]) -> float:
    shown = [value for value in values[:_ROWS_MEASURED] if value is not None]
    texts = [f"{value:,.2f}" if isinstance(value, float) else str(value) for value in shown]
    widest = max(map(text_width, [*texts, heading[:_HEADING_MEASURED]]))
    return min(max(widest + 2, _NARROWEST), _WIDEST)


def _sheet_name(title: str) -> str:
    allowed = "".join(" " if character in "[]:*?/\\" else character for character in title)
    return allowed[:_SHEET_NAME_CHARACTERS]
