"""The workbook to fill in: one sheet a kind, made from the kinds' own description.

Whatever can be chosen is a list; codes are text columns, or a spreadsheet program would cut their digits.
"""

from datetime import date
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis import reference
from analysis.kinds import INSTRUCTIONS_SHEET, KINDS, Column, Kind
from analysis.language import DEFAULT_LANGUAGE, N_, Translate, translator
from analysis.reports.workbook import new_workbook, text_width, write_text

ROWS_PREPARED = 5000
# The file belongs to no release and no day; a fixed date keeps its bytes the same.
_CREATED = date(2021, 1, 1)
_LIST_CHARACTERS = 255  # Excel's limit for a list written into the rule itself

_FORMATS = {
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "money": "#,##0.00",
    "decimal": "General",
    "percent": "General",
    "integer": "0",
    "batch": "0",
    "year": "0",
    "quarter": "0",
}
_TEXT = "@"
_TYPE_NAMES = {
    "date": N_("date, as in 2024-03-15"),
    "moment": N_("date, with the time where it is known"),
    "money": N_("amount"),
    "decimal": N_("number"),
    "percent": N_("number in per cent"),
    "integer": N_("whole number"),
    "batch": N_("whole number"),
    "year": N_("year, four digits"),
    "quarter": N_("quarter, 1 to 4"),
    "period": N_("period, as in 2022Q3"),
    "enum": N_("one of the list"),
    "yes_no": N_("yes or no"),
    "province": N_("province"),
    "provinces": N_("provinces"),
    "each_province": N_("provinces"),
    "names": N_("names, with 、 between them"),
    "place": N_("province"),
}
_RULES = (
    N_("Fill in the sheets you need and leave the others empty. Do not rename sheets or headers."),
    N_("Headers on a dark ground must be filled in, those on a light ground where the value is known."),
    N_("Output is year-to-date: from January to the end of the quarter, one row a province."),
    N_("Amounts are in the unit the header names. What is not known stays empty; 0 means zero."),
    N_("A later file replaces the rows of the same key; nothing is deleted."),
)


def template_workbook(language: str = DEFAULT_LANGUAGE) -> bytes:
    """The workbook to fill in: instructions first, then one sheet a kind; always the same bytes.

    Sheet names and headers are the Chinese ones of the kinds; `language` chooses that of the instructions.
    """
    content = BytesIO()
    workbook = new_workbook(content, _CREATED)
    _write_instructions(workbook, language)
    for kind in KINDS.values():
        write_kind(workbook, kind, language)
    workbook.close()
    return content.getvalue()


def _write_instructions(workbook: Workbook, language: str) -> None:
    translate = translator(language)
    sheet = workbook.add_worksheet(translate(INSTRUCTIONS_SHEET))
    for column, width in enumerate((36, 10, 22, 70)):
        sheet.set_column(column, column, width)
    title = workbook.add_format({"bold": True, "font_size": 14})
    bold = workbook.add_format({"bold": True})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    write_text(sheet, 0, 0, translate(INSTRUCTIONS_SHEET), title)
    row = 2
    for sentence in _RULES:
        write_text(sheet, row, 0, translate(sentence))
        row += 1
    row += 1
    for column, heading in enumerate(_headings(translate)):
        write_text(sheet, row, column, heading, bold)
    for kind in KINDS.values():
        for described in kind.template_columns:
            row += 1
            for column, text in enumerate(_description(kind, described, language)):
                sheet.write(row, column, text, wrapped)  # an empty text stays an empty cell


def _headings(translate: Translate) -> tuple[str, ...]:
    return (
        translate(N_("Sheet / column")),
        translate(N_("Required")),
        translate(N_("Filled in as")),
        translate(N_("Explanation")),
    )


def _description(kind: Kind, column: Column, language: str) -> tuple[str, ...]:
    translate = translator(language)
    required = translate(N_("yes")) if column.required else ""
    filled_as = translate(_TYPE_NAMES.get(column.type, N_("text")))
    unit = f"（{column.unit}）" if column.unit else ""
    # Sheet and column in one cell, or the intake would take the instructions for a table of enterprises.
    return f"{kind.sheet} / {column.header}", required, filled_as + unit, column.note_in(language)


def write_kind(workbook: Workbook, kind: Kind, language: str) -> Worksheet:
    """The sheet of a kind with its headers, notes and choices; rows are to be written below the first."""
    sheet = workbook.add_worksheet(kind.sheet)
    ground = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1}
    required = workbook.add_format({**ground, "bg_color": "#1F4E79", "font_color": "#FFFFFF"})
    optional = workbook.add_format({**ground, "bg_color": "#DDEBF7"})
    for index, column in enumerate(kind.template_columns):
        cells = workbook.add_format({"num_format": _FORMATS.get(column.type, _TEXT)})
        sheet.set_column(index, index, max(text_width(column.header) + 4, 12), cells)
        write_text(sheet, 0, index, column.header, required if column.required else optional)
        note = column.note_in(language)
        if note:
            sheet.write_comment(0, index, note, {"x_scale": 1.5})
        _offer(sheet, index, _choices(column), translator(language))
    sheet.freeze_panes(1, 0)
    return sheet


def _choices(column: Column) -> list[str]:
    if column.values:
        return list(column.values)
    if column.type == "quarter":
        return ["1", "2", "3", "4"]
    if column.type in ("province", "place", "region"):
        return reference.provinces()["province"].tolist()
    return []


def _offer(sheet: Worksheet, index: int, choices: list[str], translate: Translate) -> None:
    """A list to choose from. It warns and does not forbid: the intake knows more spellings than the list."""
    if choices and len(",".join(choices)) <= _LIST_CHARACTERS:
        rule = {
            "validate": "list",
            "source": choices,
            "error_type": "warning",
            "error_title": translate(N_("Not in the list")),
            "error_message": translate(N_("The usual values are in the list. Keep this one?")),
        }
        sheet.data_validation(1, index, ROWS_PREPARED, index, rule)
