from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from analysis.intake.submit import prepare
from analysis.kinds import INSTRUCTIONS_SHEET, KINDS
from analysis.language import translator
from analysis.reports.template import template_workbook


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(template_workbook()))


def test_there_is_a_sheet_for_every_kind_with_its_headers(book):
    assert book.sheetnames == ["填表说明", *(kind.sheet for kind in KINDS.values())]
    for kind in KINDS.values():
        assert [cell.value for cell in book[kind.sheet][1]] == [c.header for c in kind.template_columns]


def test_the_instructions_name_every_column_and_its_note(book):
    english = openpyxl.load_workbook(BytesIO(template_workbook("en")))[translator("en")(INSTRUCTIONS_SHEET)]
    told_in_english = {row[0]: row for row in english.iter_rows(values_only=True)}
    told = {row[0]: row for row in book["填表说明"].iter_rows(values_only=True)}
    for kind in KINDS.values():
        for column in kind.template_columns:
            row = told[f"{kind.sheet} / {column.header}"]
            assert row[1] == ("是" if column.required else None)
            assert row[3] == (column.note or None)
            assert told_in_english[row[0]][3] == (column.note_en or None)


def test_whatever_a_column_explains_it_explains_in_both_languages():
    columns = [column for kind in KINDS.values() for column in kind.columns]
    assert not [column.name for column in columns if bool(column.note) != bool(column.note_en)]


def test_choices_are_offered_and_codes_are_text(book):
    units = book["重点单位"]
    offered = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in units.data_validations.dataValidation}
    headers = {cell.value: cell.column_letter for cell in units[1]}
    assert offered[f"{headers['事项']}2"] == '"确定,调整,退出"'
    assert "广东" in offered[f"{headers['驻地省份']}2"]
    assert units.column_dimensions[headers["统一社会信用代码"]].number_format == "@"


def test_the_workbook_is_always_the_same():
    assert template_workbook() == template_workbook()


CODE, NAME = "91379900GD00000016", "金标示例建设有限公司"
FILLED = {
    "企业": [CODE, NAME, "济南市", "建筑工程施工总承包", "特级", "国有", date(1988, 5, 1), "施工"],
    "产值": [CODE, NAME, 2026, 2, "广东", 1234.56, 100, 25],
    "项目": [
        "GD-001", "示例大桥", CODE, NAME, "广东", "广州", "公路", 50000, date(2025, 3, 1), 30000,
        "联合体合计", "牵头", "在建", date(2025, 4, 1), date(2027, 4, 1), None, "在建",
    ],
    "重点单位": [
        CODE, NAME, "示例分公司", "广东", "广州", 1, "确定", date(2021, 3, 8), "示例1号", "市场",
        "广西、海南", "有", 12, "示例", "000-1",
    ],
    "对标": [
        "全国", "2022Q3", "累计", "总承包和专业承包", "建筑业总产值", 100.5, "亿元", "统计局",
        "2022-10", "流量", "国家统计局",
    ],
    "目标": [2026, "省外产值", "全省", 50, "亿元"],
    "省内分工": ["济南", NAME, "王示例", "科长", "000-0000-0001", date(2021, 3, 8), None],
    "省外分工": ["华东", "江苏", "李示例", "科长", "000-0000-0002", "江苏省示例厅", date(2021, 3, 8), None],
    "服务诉求": [
        "SQ-1", CODE, NAME, "广东", "政策咨询", "示例内容", datetime(2026, 3, 2, 9, 30),
        datetime(2026, 3, 2, 11), date(2026, 3, 5), "王示例", "已答复", 5,
    ],
    "联络活动": [date(2026, 3, 9), "走访", "广东", "广州", NAME, NAME, "示例主题", 2, "示例纪要"],
    "协作机制": ["广东", "市场对等开放", "示例协议", date(2024, 1, 5), date(2027, 1, 4), "广东省示例厅"],
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_filled_in_it_comes_back_without_a_problem(language, tmp_path):
    # An answer to a question nobody asked is refused: test_quality fills that sheet.
    assert {*FILLED, "核实"} == {kind.sheet for kind in KINDS.values()}, "fill in the new kind here"
    book = openpyxl.load_workbook(BytesIO(template_workbook(language)))
    for sheet, values in FILLED.items():
        for column, value in enumerate(values, start=1):
            book[sheet].cell(2, column, value)
    path = tmp_path / "filled.xlsx"
    book.save(path)
    prepared = prepare(path.read_bytes(), path.name, Path(tmp_path))
    assert prepared.problems == []
    assert {table.kind.sheet: len(table.good) for table in prepared.tables} == {
        **dict.fromkeys(FILLED, 1),
        "核实": 0,
    }
