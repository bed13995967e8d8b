from datetime import date, datetime
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.problems import Refused
from analysis.reports import workbook
from analysis.reports.workbook import to_xlsx
from tests.unit.reports.conftest import answer_to


def read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def test_title_unit_filters_and_release_stand_above_a_frozen_header(by_province):
    book = read(to_xlsx(by_province))
    table = book.worksheets[0]
    above = [table.cell(row, 1).value for row in range(2, 7)]
    assert above[:4] == [
        "单位：万元",
        "数据截至：2026-09-30",
        "数据版本：0012-abcd1234",
        "筛选条件：年份=2026；季度=3；注册市=青岛",
    ]
    assert table.freeze_panes == "A7"
    assert [cell.value for cell in table[6]] == ["省份代码", "省份", "累计产值（万元）", "同比", "位次"]
    assert [cell.value for cell in table[7]] == ["440000", "广东", 12345678.9012, 0.12345, 1]
    assert [cell.value for cell in table[9]] == ["650000", "新疆", None, None, None]


def test_numbers_have_formats_and_codes_are_text(by_province):
    row = read(to_xlsx(by_province)).worksheets[0][7]
    assert [cell.data_type for cell in row] == ["s", "s", "n", "n", "n"]
    assert [cell.number_format for cell in row] == [
        "@", "@", "#,##0.00", '"▲ "+0.00%;"▼ "-0.00%;0.00%', "0",
    ]  # fmt: skip


def test_a_second_sheet_explains_columns_and_notes(by_province):
    book = read(to_xlsx(by_province))
    assert book.sheetnames[1] == "说明"
    explained = {row[0]: row[1] for row in book["说明"].iter_rows(min_row=3, values_only=True)}
    assert explained["数据版本"] == "0012-abcd1234"
    assert "可比" not in explained["同比"]
    assert "基数为零或负数时为空" in explained["同比"]


def test_demo_data_says_so_on_both_sheets(on_demo):
    for sheet in read(to_xlsx(on_demo)).worksheets:
        assert any("示例数据" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def test_raw_is_a_plain_table_in_yuan(by_province):
    book = read(to_xlsx(by_province, raw=True))
    assert book.sheetnames == ["output_by_province"]
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0] == ("province_code", "province", "output_ytd_yuan", "yoy", "rank")
    assert rows[1] == ("440000", "广东", 123_456_789_012, 0.12345, 1)


def test_dates_and_times_are_dates_and_times(key_units, submissions):
    since = read(to_xlsx(key_units, raw=True)).worksheets[0]["C2"]
    assert (since.value, since.number_format) == (datetime(2021, 3, 8), "yyyy-mm-dd")
    received = read(to_xlsx(submissions, raw=True)).worksheets[0]["B2"]
    assert received.value == datetime(2026, 10, 9, 8, 30)


def test_the_same_answer_gives_the_same_bytes(by_province, key_units, submissions):
    for answer in (by_province, key_units, submissions):
        assert to_xlsx(answer) == to_xlsx(answer)
        assert to_xlsx(answer, raw=True) == to_xlsx(answer, raw=True)


def test_the_workbook_does_not_say_when_it_was_written(by_province):
    assert read(to_xlsx(by_province)).properties.created.date() == date(2026, 9, 30)


# What XML can carry; a record has been through a reader that takes no other characters.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)


@settings(max_examples=40)
@given(
    st.lists(
        TEXTS | TEXTS.map("={}".format) | st.sampled_from(["=1+1", "+A1", "-1", "@x", "http://a.b"]),
        min_size=1,
    )
)
def test_no_text_becomes_a_formula_or_a_link_and_none_is_changed(texts):
    answer = answer_to("enterprises", pd.DataFrame({"enterprise": texts}))
    sheet = read(to_xlsx(answer, raw=True)).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_text_beyond_the_limit_of_a_cell_is_cut_not_dropped():
    answer = answer_to("enterprises", pd.DataFrame({"enterprise": ["长" * 40_000]}))
    shown = read(to_xlsx(answer, raw=True)).worksheets[0]["A2"].value
    assert len(shown) == 32_767
    assert shown.endswith("长…")


def test_more_rows_than_a_sheet_holds_are_refused_not_lost(by_province, monkeypatch):
    monkeypatch.setattr(workbook, "SHEET_ROWS", 8)
    with pytest.raises(Refused, match="worksheet holds 8 rows"):
        to_xlsx(by_province)
