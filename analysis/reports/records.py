"""An answer whose rows are records of a kind, as the workbook people fill in: complete it, then import it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from xlsxwriter.worksheet import Worksheet

from analysis.formatting import is_missing
from analysis.kinds import INSTRUCTIONS_SHEET, KINDS, Column
from analysis.language import DEFAULT_LANGUAGE, N_, translator
from analysis.problems import Refused
from analysis.questions import Answer
from analysis.reference import province_name
from analysis.reports.presentation import present
from analysis.reports.template import write_kind
from analysis.reports.workbook import new_workbook, write_text


def to_records(answer: Answer, *, language: str = DEFAULT_LANGUAGE) -> bytes:
    """A workbook in the form of the answer's kind, one row a record; the same answer gives the same bytes.

    Sheet, headers and choices are the Chinese ones the intake reads, `language` chooses that of the
    instructions on a sheet it leaves alone. What is not known is left to fill in. Refused for a question
    whose rows are no records.
    """
    kind = KINDS.get(answer.question.kind)
    if kind is None:
        raise Refused("not_records", question=answer.question.name)
    content = BytesIO()
    workbook = new_workbook(content, answer.as_of)
    sheet = write_kind(workbook, kind, language)
    for row, record in enumerate(answer.frame.to_dict("records"), start=1):
        for position, column in enumerate(kind.template_columns):
            if not is_missing(record[column.name]):
                _write(sheet, row, position, column, record[column.name])
    _write_instructions(workbook.add_worksheet(translator(language)(INSTRUCTIONS_SHEET)), answer, language)
    workbook.close()
    return content.getvalue()


def _write(sheet: Worksheet, row: int, position: int, column: Column, value: Any) -> None:
    if column.type == "date":
        sheet.write_datetime(row, position, value)
    elif column.type in ("integer", "batch", "year", "quarter"):
        sheet.write_number(row, position, int(value))
    else:
        write_text(sheet, row, position, _IN_WORDS.get(column.type, _as_it_is)(column, value))


def _as_it_is(column: Column, value: Any) -> str:
    return str(value)


def _choice(column: Column, code: str) -> str:
    return {code: words for words, code in column.values.items()}[code]


_IN_WORDS: dict[str, Callable[[Column, Any], str]] = {
    "enum": _choice,
    "province": lambda column, code: province_name(code, DEFAULT_LANGUAGE),
    "provinces": lambda column, codes: "、".join(province_name(code, DEFAULT_LANGUAGE) for code in codes),
    "yes_no": lambda column, yes: translator(DEFAULT_LANGUAGE)(N_("yes") if yes else N_("no")),
}


def _write_instructions(sheet: Worksheet, answer: Answer, language: str) -> None:
    translate, shown = translator(language), present(answer, language)
    sheet.set_column(0, 0, 100)
    write_text(sheet, 0, 0, shown.title)
    rules = (
        N_("Fill in what is empty under a dark header, check the rest, save, and import the file."),
        N_("What stays empty under a light header is taken as not known."),
    )
    lines = [translate(rule) for rule in rules]
    # Name and text in one cell, or the intake could take them for a table.
    lines += [f"{name}: {text}" for name, text in shown.notes if text]
    for row, line in enumerate(lines, start=2):
        write_text(sheet, row, 0, line)
