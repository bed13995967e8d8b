"""What looks like a figure, a row or a table of its own and is none: it is never read as one in silence."""

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from analysis.intake.amounts import parse_money
from analysis.intake.submit import prepare
from analysis.intake.values import folded
from analysis.problems import Refused
from tests.unit.intake.conftest import ENTERPRISE, OUTPUT_HEADER, Look, column, output_row, rules

BARE_HEADER = (*OUTPUT_HEADER[:-1], "累计产值")
BY_PERIOD = ("统一社会信用代码", "企业名称", "时期", "施工省份", "累计产值(万元)")


@pytest.mark.parametrize("text", ["5。5", "5、600", "12、345", "③", "1234²", "1234⑴5", "1½"])
def test_marks_and_full_stops_make_no_other_amount(text: str) -> None:
    assert parse_money(text, "万元").value is None


def test_a_footnote_mark_is_no_digit(look: Look) -> None:
    assert parse_money("1234.5①", "万元").value == 12_345_000
    assert (folded("１２①"), folded("（m²）"), folded("万m²")) == ("12①", "(m2)", "万m2")
    prepared = look((*OUTPUT_HEADER, "期末从业人数"), (*output_row(), "12①"))
    assert column(prepared, "employees") == [None]
    assert "integer_unreadable" in rules(prepared)


@pytest.mark.parametrize("period", ["2024.06", "2024年6月", "2024年二季度当季", None, "—"])
def test_a_figure_of_no_known_quarter_is_not_taken(look: Look, period: str | None) -> None:
    prepared = look(
        BY_PERIOD,
        (ENTERPRISE, "某建设有限公司", "2023年三季度累计", "江苏", 5),
        (ENTERPRISE, "某建设有限公司", period, "江苏", 7),
    )
    assert column(prepared, "output_ytd_yuan") == [50_000]
    assert column(prepared, "quarter") == [3]
    assert [problem.source_row for problem in prepared.errors] == [3]


@pytest.mark.parametrize(
    "label", ["合计（10家）", "2家合计", "合計", "总数", "Total", "各企业合计数", "小计(万元)"]
)
def test_sums_in_other_words_are_no_enterprises(look: Look, label: str) -> None:
    prepared = look(OUTPUT_HEADER, output_row(), ("", label, 2024, 2, "江苏", 1234.5))
    assert len(prepared.tables[0].rows) == 1
    assert not prepared.errors


@pytest.mark.parametrize("name", ["济南市", "一、济南市", "济南市（12家）", "全省", "全部企业", "平均"])
def test_a_place_is_no_enterprise(look: Look, name: str) -> None:
    prepared = look(OUTPUT_HEADER, output_row(), ("", name, 2024, 2, "江苏", 1234.5))
    assert len(prepared.tables[0].good) == 1
    assert [problem.rule for problem in prepared.errors] == ["enterprise_is_place"]


def test_a_row_left_out_as_part_of_another_is_named(look: Look) -> None:
    prepared = look(OUTPUT_HEADER, output_row(province="浙江"), output_row(province="其中：江苏"))
    assert column(prepared, "province_code") == ["330000"]
    (problem,) = prepared.problems
    assert (problem.rule, problem.source_row, problem.value) == ("row_part", 3, "其中：江苏")


@pytest.mark.parametrize(
    "rows",
    [
        (OUTPUT_HEADER, output_row(), (*OUTPUT_HEADER[:-1], "累计产值(亿元)"), output_row(quarter=3)),
        (("单位：万元",), BARE_HEADER, output_row(), ("单位：亿元",), BARE_HEADER, output_row(quarter=3)),
        (("产值（万元）",), BARE_HEADER, output_row(), ("产值（千元）",), BARE_HEADER, output_row(quarter=3)),
        (
            ("2024年二季度",), [BY_PERIOD[at] for at in (0, 1, 3, 4)], (ENTERPRISE, "某公司", "江苏", 1234.5),
            ("2024年三季度",), [BY_PERIOD[at] for at in (0, 1, 3, 4)], (ENTERPRISE, "某公司", "江苏", 2000),
        ),
    ],
)  # fmt: skip
def test_a_second_table_in_other_terms_is_not_read_in_the_first_ones(look: Look, rows: tuple) -> None:
    prepared = look(*rows)
    assert column(prepared, "output_ytd_yuan") == [12_345_000]
    assert "second_header" in {problem.rule for problem in prepared.errors}


def test_a_repeated_header_in_the_same_terms_goes_on(look: Look) -> None:
    prepared = look(
        ("单位：万元",), BARE_HEADER, output_row(), ("单位：万元",), BARE_HEADER, output_row(quarter=3)
    )
    assert len(prepared.tables[0].good) == 2
    assert not prepared.errors


def test_the_line_above_and_the_header_say_two_units(look: Look) -> None:
    prepared = look(("单位：万元",), (*OUTPUT_HEADER[:-1], "累计产值(亿元)"), output_row(amount=2))
    assert column(prepared, "output_ytd_yuan") == [200_000_000]
    assert rules(prepared) == {"unit_of_line_differs"}


def test_output_without_its_columns_is_no_register(look: Look) -> None:
    header = ("统一社会信用代码", "企业名称", "施工省份", "2024年2季度", "2024年3季度")
    prepared = look(header, (ENTERPRISE, "某公司", "江苏", 1, 2), sheet="Sheet1")
    assert not len(prepared.tables[0].good)
    assert "columns_missing" in {problem.rule for problem in prepared.errors}


def test_formulas_without_results_are_refused_by_name(home: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "产值"
    for row in (OUTPUT_HEADER, output_row(), output_row(quarter=3, amount="=1000+234.5")):
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    with pytest.raises(Refused) as refused:
        prepare(content.getvalue(), "a.xlsx", home)
    assert (refused.value.rule, refused.value.details["cells"]) == ("file_not_computed", "产值!F3")


@pytest.mark.parametrize("value", [0, "", 1234.5])
def test_placeholders_for_results_are_not_read_as_zero(home: Path, value: object) -> None:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("产值")
    sheet.write_row(0, 0, (*OUTPUT_HEADER, "备注"))
    sheet.write_row(1, 0, output_row())
    sheet.write_formula(1, 5, "=1000+234.5", value=value)
    sheet.write_formula(1, 6, '=IF(A1="","x","")', value="text")
    book.close()
    if value == 1234.5:
        assert column(prepare(content.getvalue(), "a.xlsx", home), "output_ytd_yuan") == [12_345_000]
        return
    with pytest.raises(Refused) as refused:
        prepare(content.getvalue(), "a.xlsx", home)
    assert refused.value.details["cells"] == "产值!F2"


def test_dates_counted_from_1904(home: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.title = "企业"
    book.active.append(("统一社会信用代码", "企业名称", "注册市", "资质类别", "资质等级", "成立日期"))
    book.active.append((ENTERPRISE, "某建设有限公司", "济南", "建筑工程", "一级", date(2003, 5, 18)))
    content = BytesIO()
    book.save(content)
    assert column(prepare(content.getvalue(), "a.xlsx", home), "founded_date") == [date(2003, 5, 18)]


def test_rows_left_out_are_named_a_thousand_times_at_most(look: Look) -> None:
    part = (ENTERPRISE, "某建设有限公司", 2024, 2, "其中：江苏", 1)
    prepared = look(OUTPUT_HEADER, output_row(), *[part] * 1_005)
    assert [problem.value for problem in prepared.problems if problem.rule == "more_of_the_same"] == ["5"]
    assert len(prepared.problems) == 1_001


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", "kind,column,alias,unit,source\n产值".encode("gbk")])
def test_remembered_headers_saved_by_another_program_are_refused(
    home: Path, look: Look, content: bytes
) -> None:
    (home / "header_aliases.csv").write_bytes(content)
    with pytest.raises(Refused) as refused:
        look(OUTPUT_HEADER, output_row())
    assert refused.value.rule == "aliases_unreadable"


def test_many_rows_of_one_key_take_no_more_than_their_number(look: Look) -> None:
    prepared = look(OUTPUT_HEADER, *(output_row(amount=number + 1000) for number in range(6_000)))
    assert not len(prepared.tables[0].good)
    assert prepared.errors[0].details["rows"] == "2、3、4、5、6、7"
    assert len(prepared.errors) == 1_001
