"""The report as a workbook: a sheet for every part, each with the whole answer behind it."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.formatting import HUNDRED_MILLION, YUAN_IN, shown_unit
from analysis.glossary import label, term
from analysis.language import N_, translator
from analysis.questions import Answer
from analysis.reports.coverage_report.model import Paragraph, Report
from analysis.reports.presentation import Presentation, plain_values, present
from analysis.reports.workbook import (
    new_workbook,
    text_width,
    write_cells,
    write_header,
    write_notes,
    write_table,
    write_text,
)

_SUMMARY_WIDTHS = (36, 22, 22)
_LINE_WIDTH = 72  # of a typewriter's columns, to give the rows of sentences their height in points
_LINE_HEIGHT = 15


def to_xlsx(report: Report) -> bytes:
    """The report as .xlsx: summary, all provinces, gaps, roster, changes, proposal, submissions, notes.

    Tables hold every column and row of the answer, money in 亿元, in English in billions. The same report
    gives the same bytes.
    """
    content, translate = BytesIO(), translator(report.language)
    workbook = new_workbook(content, report.answers.summary.as_of)
    _write_summary(workbook, report)
    told = []
    for name, answer in _sheets(report):
        shown = present(answer, report.language, _unit(report))
        write_table(workbook, shown, report.language, translate(name))
        told.append(shown)
    write_notes(workbook, [_summary_of(report), *told], report.language, report.title.text)
    workbook.close()
    return content.getvalue()


def _sheets(report: Report) -> list[tuple[str, Answer]]:
    answers = report.answers
    gaps = answers.coverage.frame[answers.coverage.frame["status"] == "gap"].reset_index(drop=True)
    return [
        (N_("By province"), answers.coverage),
        (N_("Gaps"), replace(answers.coverage, frame=gaps)),
        (N_("Roster"), answers.units),
        (N_("Roster changes"), answers.roster_changes),
        (N_("Coverage changes"), answers.coverage_changes),
        (N_("Proposal"), answers.proposal),
        (N_("Coverage by seats"), answers.curve),
        (N_("Submissions"), answers.submissions),
    ]


def _unit(report: Report) -> str:
    return shown_unit(HUNDRED_MILLION, report.language)


def _summary_of(report: Report) -> Presentation:
    return present(report.answers.summary, report.language, _unit(report))


def _write_summary(workbook: Workbook, report: Report) -> None:
    """The sentences of the summary, then its figures on both days."""
    sheet = workbook.add_worksheet(translator(report.language)(N_("At a glance")))
    for column, width in enumerate(_SUMMARY_WIDTHS):
        sheet.set_column(column, column, width)
    write_text(sheet, 0, 0, report.title.text, workbook.add_format({"bold": True, "font_size": 14}))
    write_text(sheet, 1, 0, report.dated.text)
    warning = workbook.add_format({"bold": True, "font_color": "#B00020"})
    write_text(sheet, 2, 0, "　".join(report.marks), warning)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    row = 4
    for text in (block.text for block in report.sections[0].blocks if isinstance(block, Paragraph)):
        sheet.set_row(row, _LINE_HEIGHT * (text_width(text) // _LINE_WIDTH + 1))
        sheet.merge_range(row, 0, row, len(_SUMMARY_WIDTHS) - 1, text, wrapped)
        row += 1
    _write_figures(workbook, sheet, row + 1, report)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _write_figures(workbook: Workbook, sheet: Worksheet, row: int, report: Report) -> None:
    now, before = report.answers.summary, report.answers.before
    first = label("measure", report.language)
    write_header(workbook, sheet, row, [first, now.as_of.isoformat(), before.as_of.isoformat()])
    for place, name in enumerate(map(str, now.frame.columns), start=row + 1):
        form = term(name, now.question.name).form
        unit = _unit(report) if form == "yuan" else None
        values = [_value(answer.frame[name], form, _unit(report)) for answer in (now, before)]
        cells = [("text", [label(name, report.language, unit)]), *((form, [value]) for value in values)]
        write_cells(workbook, sheet, place, cells)


def _value(column: pd.Series, form: str, unit: str) -> Any:
    value = plain_values(column, form)[0]
    return value / YUAN_IN[unit] if form == "yuan" and value is not None else value
