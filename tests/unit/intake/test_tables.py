"""Tables as people make them.

Banners, merged cells, two tables on a sheet, Word, old Excel, corrected columns.
"""

from io import BytesIO
from pathlib import Path

import docx
import pytest
import xlsxwriter

from analysis.intake.submit import accept, prepare
from analysis.problems import Refused

from .conftest import ENTERPRISE, OUTPUT_HEADER, Look, column, csv_bytes, output_row, rules, workbook


def test_header_below_banners(look: Look) -> None:
    prepared = look(
        ("关于报送省外产值的通知",),
        ("附件2",),
        (None, None, None, None, None, "单位：万元"),
        OUTPUT_HEADER,
        output_row(),
    )
    assert prepared.recognised[0].table.source_row(prepared.recognised[0].header_row) == 4
    assert list(prepared.tables[0].good["source_row"]) == [5]


def test_rows_keep_their_numbers_when_the_table_does_not_start_at_the_top(home: Path) -> None:
    content = workbook({"产值": [(), (), (), (), OUTPUT_HEADER, output_row(), (), output_row(quarter=3)]})
    assert list(prepare(content, "a.xlsx", home).tables[0].good["source_row"]) == [6, 8]


def test_period_in_the_title(look: Look) -> None:
    header = ("统一社会信用代码", "企业名称", "施工省份", "累计产值(万元)")
    prepared = look(("2024年前三季度省外产值统计表",), header, (ENTERPRISE, "某建设有限公司", "江苏", 10))
    assert (column(prepared, "year"), column(prepared, "quarter")) == ([2024], [3])
    assert "period_from_title" in rules(prepared)


def test_two_header_rows_merged_across_and_down(look: Look) -> None:
    first = ("统一社会信用代码", "企业名称", "年份", "季度", "施工省份", "产值", None)
    second = (None, None, None, None, None, "累计(万元)", "当季(万元)")
    merged = [(0, 5, 0, 6, "产值"), *((0, n, 1, n, first[n]) for n in range(5))]
    prepared = look(first, second, (*output_row(amount=5), 3), merged=merged)
    assert column(prepared, "output_ytd_yuan") == [50_000]
    assert prepared.recognised[0].unread == ["产值-当季(万元)"]


def test_two_header_rows_of_a_csv(home: Path) -> None:
    rows = [
        (*OUTPUT_HEADER[:-1], "签订的合同额(万元)", "", "总产值(万元)"),
        ("", "", "", "", "", "上年结转", "本年新签", ""),
        (ENTERPRISE, "某公司", 2024, 1, "江苏", 7, 9, 5),
    ]
    prepared = prepare(csv_bytes(rows), "a.csv", home, unit="万元")
    assert (column(prepared, "contract_ytd_yuan"), column(prepared, "output_ytd_yuan")) == (
        [90_000],
        [50_000],
    )


def test_header_repeated_and_ordinals(look: Look) -> None:
    prepared = look(
        OUTPUT_HEADER, ("甲", "乙", "丙", "丁", "戊", "1"), output_row(), OUTPUT_HEADER, output_row(quarter=3)
    )
    assert column(prepared, "quarter") == [2, 3]
    assert "row_header_again" in rules(prepared)
    assert not prepared.errors


def test_two_tables_on_one_sheet_are_refused(look: Look) -> None:
    other = ("企业名称", "统一社会信用代码", "季度", "年份", "累计产值(亿元)", "施工省份")
    prepared = look(OUTPUT_HEADER, output_row(), other, ("某公司", ENTERPRISE, 1, 2024, 1, "浙江"))
    (error,) = prepared.errors
    assert (error.rule, error.source_row) == ("second_header", 3)
    assert len(prepared.tables[0].good) == 1


def test_one_column_twice_is_refused(look: Look, home: Path) -> None:
    prepared = look((*OUTPUT_HEADER, "累计产值(亿元)"), (*output_row(), 1))
    assert {problem.rule for problem in prepared.errors} == {"header_twice"}
    with pytest.raises(Refused):
        accept(prepared, home, accept_valid=True)
    chosen = look(
        (*OUTPUT_HEADER, "累计产值(亿元)"),
        (*output_row(amount=5), 1),
        mapping={"产值": {"累计产值(亿元)": ""}},
    )
    assert column(chosen, "output_ytd_yuan") == [50_000]


def test_merged_names_hold_for_each_row_and_merged_amounts_for_none(look: Look) -> None:
    header = OUTPUT_HEADER
    rows = [output_row(quarter=1), (None, None, 2024, 2, "江苏", 20), (None, None, 2024, 3, "江苏", None)]
    prepared = look(
        header, *rows, merged=[(1, 0, 3, 0, ENTERPRISE), (1, 1, 3, 1, "某建设有限公司"), (2, 5, 3, 5, "20")]
    )
    assert column(prepared, "enterprise") == ["某建设有限公司"] * 2
    assert {problem.rule for problem in prepared.errors} == {"amount_merged", "value_missing"}


def test_headings_and_remarks_between_rows(look: Look) -> None:
    prepared = look(
        OUTPUT_HEADER,
        ("一、特级企业", "—", "—", "—", "—", "—"),
        output_row(),
        (),
        ("其中：国有", None, None, None, "江苏", 3),
    )
    assert len(prepared.tables[0].good) == 1
    assert "row_heading" in rules(prepared)
    assert not prepared.errors


def test_rows_below_the_notes_are_not_dropped_in_silence(look: Look) -> None:
    prepared = look(
        OUTPUT_HEADER,
        output_row(),
        ("注：以下为补报",),
        output_row(quarter=3),
        ("填表人：甲", "审核：乙", "单位负责人：丙", "报出日期：10月8日"),
    )
    found = [problem for problem in prepared.errors if problem.rule == "row_after_notes"]
    assert [(problem.source_row, problem.value) for problem in found] == [(4, ENTERPRISE)]


def test_provinces_side_by_side_are_not_taken_for_a_list_of_enterprises(look: Look) -> None:
    header = ("统一社会信用代码", "企业名称", "广 东", "江苏省", "合计")
    rows = [(ENTERPRISE, "某建设有限公司", 100, 200, 300)]
    prepared = look(header, *rows)
    assert [problem.value for problem in prepared.errors] == ["广 东、江苏省"]
    assert not len(prepared.tables[0].good)
    alone = look((*header[:3], "注册市"), (*rows[0][:3], "济南"))
    assert not alone.errors


def test_kinds_by_sheet_and_by_force(home: Path) -> None:
    content = workbook({"说明": [("填表说明",), ("请按季报送",)], "Sheet2": [OUTPUT_HEADER, output_row()]})
    prepared = prepare(content, "a.xlsx", home)
    assert [table.kind.name for table in prepared.tables] == ["output"]
    assert [problem.value for problem in prepared.problems if problem.rule == "sheet_not_read"] == ["说明"]
    forced = prepare(workbook({"Sheet2": [OUTPUT_HEADER, output_row()]}), "a.xlsx", home, kind="project")
    assert {problem.rule for problem in forced.errors} == {"columns_missing"}


@pytest.mark.parametrize(
    ("options", "rule"),
    [({"kind": "nonsense"}, "unknown_kind"), ({"unit": "斤"}, "unknown_unit"),
     ({"mapping": {"产值": {"a": "b"}}}, "unknown_column"),
     ({"mapping": {"产值": {"a": "output_ytd_yuan|斤"}}}, "unknown_unit")],
)  # fmt: skip
def test_choices_that_do_not_exist(look: Look, options: dict, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        look(OUTPUT_HEADER, output_row(), **options)
    assert refused.value.rule == rule


def test_money_without_a_unit_asks_and_takes_the_answer(look: Look) -> None:
    bare = (*OUTPUT_HEADER[:-1], "累计产值")
    asked = look(bare, output_row(), output_row(quarter=3))
    (error,) = asked.errors
    assert (error.rule, error.details["count"]) == ("unit_missing", "2")
    assert column(look(bare, output_row(amount=2), unit="亿元"), "output_ytd_yuan") == [200_000_000]
    said = look(bare, output_row(amount=2), mapping={"产值": {"累计产值": "output_ytd_yuan|千元"}})
    assert column(said, "output_ytd_yuan") == [2000]


def test_two_units_above_a_table_are_none(look: Look) -> None:
    prepared = look(("单位：万元、千元",), (*OUTPUT_HEADER[:-1], "累计产值"), output_row())
    assert "unit_missing" in rules(prepared)


def test_corrected_mapping_is_remembered_after_the_import(look: Look, home: Path) -> None:
    header = (*OUTPUT_HEADER[:-1], "完成工作量")
    assert "columns_missing" in rules(look(header, output_row()))
    corrected = look(header, output_row(amount=7), mapping={"产值": {"完成工作量": "output_ytd_yuan|万元"}})
    assert corrected.recognised[0].columns["output_ytd_yuan"].how == "forced"
    accept(corrected, home)
    again = look(header, output_row(year=2025, amount=8))
    found = again.recognised[0].columns["output_ytd_yuan"]
    assert (found.how, found.unit, column(again, "output_ytd_yuan")) == ("remembered", "万元", [80_000])


def test_preview_says_how_each_column_was_read(look: Look) -> None:
    prepared = look((*OUTPUT_HEADER[:4], "省份", "累计产值(万元)", "备注"), (*output_row(), "x"))
    columns = prepared.columns(prepared.tables[0]).set_index("header")
    assert columns.loc["省份", "how"] == "alias"
    amount = columns.loc["累计产值(万元)"]
    assert (amount["column"], amount["unit"], amount["how"]) == ("output_ytd_yuan", "万元", "template")
    assert columns.loc["备注", "column"] == ""
    first = prepared.first_rows(prepared.tables[0])
    assert first["累计产值(万元)"].tolist() == ["1234.5"]
    assert prepared.summary()[["sheet", "kind", "header_row", "rows", "refused"]].values.tolist() == [
        ["产值", "output", 1, 1, 0]
    ]


def test_what_is_left_out_is_said(home: Path) -> None:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("产值")
    sheet.write_row(0, 0, (*OUTPUT_HEADER, "备注", "累计新签合同额(万元)"))
    sheet.write_row(1, 0, (*output_row(), "x"))
    sheet.write_formula(1, 7, "=1/0", value="#DIV/0!")
    book.add_worksheet("首页").write(0, 0, "封面")
    sheet.hide()
    book.worksheets()[1].activate()
    book.close()
    prepared = prepare(content.getvalue(), "a.xlsx", home)
    assert {"sheet_hidden", "sheet_not_read", "columns_unread", "cells_with_errors"} <= rules(prepared)
    assert not prepared.errors


def test_tables_in_word(home: Path) -> None:
    document = docx.Document()
    document.add_paragraph("附件3")
    document.add_paragraph("第一批联络服务重点单位名单")
    header = ("序号", "企业名称", "派驻机构", "驻地省份", "批次", "事项", "生效日期", "辐射省份")
    table = document.add_table(rows=0, cols=len(header))
    body = [
        ("1", "某建工集团有限公司", "华南分公司", "广东省", "第一批", "确定", "2021年3月8日", "广西、海南")
    ]
    for cells in (header, *body):
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    content = BytesIO()
    document.save(content)
    prepared = prepare(content.getvalue(), "附件.docx", home)
    assert [table.kind.name for table in prepared.tables] == ["key_unit"]
    assert list(prepared.tables[0].good["reach_codes"].iloc[0]) == ["450000", "460000"]
    assert column(prepared, "station_province_code") == ["440000"]


def test_unit_line_above_a_table_in_word(home: Path) -> None:
    document = docx.Document()
    document.add_paragraph("单位：亿元")
    table = document.add_table(rows=2, cols=6)
    for row, cells in zip(table.rows, ((*OUTPUT_HEADER[:-1], "累计产值"), output_row(amount=2)), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = str(text)
    content = BytesIO()
    document.save(content)
    assert column(prepare(content.getvalue(), "a.docx", home), "output_ytd_yuan") == [200_000_000]


def test_word_without_a_table(home: Path) -> None:
    content = BytesIO()
    docx.Document().save(content)
    with pytest.raises(Refused) as refused:
        prepare(content.getvalue(), "a.docx", home)
    assert refused.value.rule == "file_without_table"


def test_old_excel(home: Path) -> None:
    xlwt = pytest.importorskip("xlwt", reason="writes the old format; only for this test")
    book = xlwt.Workbook()
    sheet = book.add_sheet("产值")
    for number, cells in enumerate((OUTPUT_HEADER, output_row())):
        for place, cell in enumerate(cells):
            sheet.write(number, place, cell)
    content = BytesIO()
    book.save(content)
    assert column(prepare(content.getvalue(), "a.xls", home), "output_ytd_yuan") == [12_345_000]


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_other_delimiters(home: Path, delimiter: str) -> None:
    text = "\n".join(delimiter.join(map(str, row)) for row in (OUTPUT_HEADER, output_row()))
    assert len(prepare(text.encode(), "a.txt", home).tables[0].good) == 1


def test_quarters_across_as_the_statistics_site_exports_them(home: Path) -> None:
    rows = [("数据库：季度数据",), ("时间：最近6季度",), ("指标", "2022年第四季度", "2022年第三季度"),
            ("建筑业总产值_累计值(亿元)", "311979.84", "204985.39"),
            ("建筑业企业单位数(个)", "", "")]  # fmt: skip
    prepared = prepare(csv_bytes(rows), "季度数据.csv", home)
    assert not prepared.errors
    assert column(prepared, "indicator") == ["建筑业总产值"] * 2
    assert (column(prepared, "quarter"), column(prepared, "basis"), column(prepared, "unit")) == (
        [4, 3],
        ["ytd"] * 2,
        ["亿元"] * 2,
    )
    assert column(prepared, "region_code") == ["000000"] * 2
    open_basis = prepare(csv_bytes([*rows[:3], ("建筑业总产值(亿元)", "1", "2")]), "季度数据.csv", home)
    assert {problem.rule for problem in open_basis.errors} == {"value_missing"}
