from io import BytesIO

import openpyxl
import pytest

from analysis.kinds import KINDS
from analysis.reports.template import template_workbook


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(template_workbook()))


def test_there_is_a_sheet_for_every_kind_with_its_headers(book):
    assert book.sheetnames == ["填表说明", *(kind.sheet for kind in KINDS.values())]
    for kind in KINDS.values():
        assert [cell.value for cell in book[kind.sheet][1]] == [c.header for c in kind.template_columns]


def test_the_instructions_name_every_column_and_its_note(book):
    told = {row[:2]: row for row in book["填表说明"].iter_rows(values_only=True)}
    for kind in KINDS.values():
        for column in kind.template_columns:
            row = told[(kind.sheet, column.header)]
            assert row[2] == ("是" if column.required else None)
            assert row[4] == (column.note or None)


def test_choices_are_offered_and_codes_are_text(book):
    units = book["重点单位"]
    offered = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in units.data_validations.dataValidation}
    headers = {cell.value: cell.column_letter for cell in units[1]}
    assert offered[f"{headers['事项']}2"] == '"确定,调整,退出"'
    assert "广东" in offered[f"{headers['驻地省份']}2"]
    assert units.column_dimensions[headers["统一社会信用代码"]].number_format == "@"


def test_the_workbook_is_always_the_same():
    assert template_workbook() == template_workbook()
