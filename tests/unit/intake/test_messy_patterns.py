"""Each thing seen in real files is read right, or refused with its place, value, rule and remedy.

One test a row of the list of patterns, in its order; the last one holds the list against this file.
"""

import csv
import datetime
import re
from decimal import Decimal
from pathlib import Path

import pytest

from analysis.intake.identifiers import parse_enterprise
from analysis.intake.periods import parse_date
from analysis.intake.submit import Prepared, prepare, problems_frame
from analysis.problems import Problem

from .conftest import ENTERPRISE, OUTPUT_HEADER, Look, column, csv_bytes, output_row, rules, workbook

PATTERNS = Path(__file__).parents[4] / "shared" / "facts" / "messy_patterns.csv"
BARE_HEADER = (*OUTPUT_HEADER[:-1], "累计产值")


def yuan(prepared: Prepared) -> list[object]:
    return column(prepared, "output_ytd_yuan")


@pytest.mark.parametrize(
    ("line", "factor"),
    [("单位:千元", 1_000), ("单位:万元", 10_000), ("单位：亿元", 10**8), ("计量单位： 万元", 10_000)],
)
def test_unit_in_table_line(look: Look, line: str, factor: int) -> None:
    assert yuan(look(("产值表",), (line,), BARE_HEADER, output_row(amount=12.5))) == [12.5 * factor]


@pytest.mark.parametrize(
    "header", ["总产值(亿元)", "总产值（亿元）", "总产值[亿元]", "总产值 (单位:亿元)", "总产值:亿元"]
)
def test_unit_in_header(look: Look, header: str) -> None:
    assert yuan(look((*OUTPUT_HEADER[:-1], header), output_row(amount=1.25))) == [125_000_000]


def test_unit_in_a_column_of_its_own(look: Look) -> None:
    prepared = look(
        (*BARE_HEADER, "单位"), (*output_row(amount=5), "千元"), (*output_row(quarter=3, amount=5), "亿元")
    )
    assert yuan(prepared) == [5_000, 500_000_000]


def test_unit_changes_between_files_of_one_series(look: Look) -> None:
    earlier = look((*OUTPUT_HEADER[:-1], "建筑业总产值(万元)"), output_row(year=2004, amount=80_000))
    later = look((*OUTPUT_HEADER[:-1], "建筑业总产值(亿元)"), output_row(year=2022, amount=8))
    unsaid = look((*OUTPUT_HEADER[:-1], "建筑业总产值"), output_row(year=2023, amount=8))
    assert yuan(earlier) == yuan(later) == [800_000_000]
    assert "unit_missing" in rules(unsaid)
    assert yuan(unsaid) == []


def test_label_of_a_quarter_is_not_the_basis(home: Path) -> None:
    header = ("地区", "时期", "指标", "数值", "单位", "口径")
    open_basis = prepare(
        csv_bytes([header, ("上海", "2020年2季度", "建筑业总产值", 3277.08, "亿元", "统计局")]), "a.csv", home
    )
    assert "columns_missing" in rules(open_basis)
    said = prepare(
        csv_bytes(
            [(*header, "基础"), ("上海", "2020年2季度", "建筑业总产值", 3277.08, "亿元", "统计局", "累计")]
        ),
        "a.csv",
        home,
    )
    assert column(said, "basis") == ["ytd"]
    against = prepare(
        csv_bytes(
            [(*header, "基础"), ("上海", "2020年1-2季度", "建筑业总产值", 1, "亿元", "统计局", "当期")]
        ),
        "a.csv",
        home,
    )
    assert "period_against_basis" in rules(against)


@pytest.mark.parametrize(
    ("spelling", "year", "quarter"),
    [
        ("2015年1-2季度", 2015, 2),
        ("2022年1-9月", 2022, 3),
        ("2022年1—9月", 2022, 3),
        ("2022年前三季度", 2022, 3),
        ("2022年上半年", 2022, 2),
        ("2023年B", 2023, 2),
        ("2023Q2", 2023, 2),
        ("2023年第二季度", 2023, 2),
        ("2023年一季度", 2023, 1),
    ],
)
def test_period_spellings(look: Look, spelling: str, year: int, quarter: int) -> None:
    header = ("统一社会信用代码", "企业名称", "报告期", "施工省份", "累计产值(万元)")
    prepared = look(header, (ENTERPRISE, "某建设有限公司", spelling, "江苏", 1234))
    assert (column(prepared, "year"), column(prepared, "quarter")) == ([year], [quarter])


@pytest.mark.parametrize("none", ["—", "-", "–", "NA", None])
def test_dash_for_none_is_null_not_zero(look: Look, none: str | None) -> None:
    prepared = look((*OUTPUT_HEADER, "累计新签合同额(万元)"), (*output_row(), none))
    assert column(prepared, "contract_ytd_yuan") == [None]
    assert len(yuan(prepared)) == 1


@pytest.mark.parametrize(
    "text", ["61 904 785", "61\u00a0904\u00a0785", "61\u2009904\u2009785", "61\u3000904\u3000785"]
)
def test_thousands_by_space(look: Look, text: str) -> None:
    assert yuan(look((*OUTPUT_HEADER[:-1], "累计产值(元)"), output_row(amount=text))) == [61_904_785]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1,234.5", 12_345_000), ("4,107,234.00", 41_072_340_000), ("82，225.00", 822_250_000)],
)
def test_thousands_by_comma(look: Look, text: str, expected: int) -> None:
    assert yuan(look(OUTPUT_HEADER, output_row(amount=text))) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("68.79万元", 687_900),
        ("3200万元", 32_000_000),
        ("30000万人民币", 300_000_000),
        ("5000万元人民币", 50_000_000),
        ("1.2万元", 12_000),
        ("两个亿", 200_000_000),
    ],
)
def test_unit_inside_cell(look: Look, text: str, expected: int) -> None:
    assert yuan(look(BARE_HEADER, output_row(amount=text))) == [expected]


def test_two_units_inside_a_cell_are_refused_with_everything_said(look: Look) -> None:
    prepared = look(BARE_HEADER, output_row(amount="23万6.2千503"))
    (error,) = prepared.errors
    assert (error.file, error.sheet, error.source_row, error.header, error.value, error.rule) == (
        "table.xlsx", "产值", 2, "累计产值", "23万6.2千503", "amount_several",
    )  # fmt: skip
    assert "一个单位" in error.message("zh")
    assert "Write one number" in error.message("en")


def test_capital_amounts(look: Look) -> None:
    assert yuan(look(BARE_HEADER, output_row(amount="壹仟贰佰叁拾万元整"))) == [12_300_000]


@pytest.mark.parametrize("text", ["下浮率3.5%", "97.9%", "折扣率75%", "5.10元/吨"])
def test_amount_that_is_a_rate(look: Look, text: str) -> None:
    prepared = look(OUTPUT_HEADER, output_row(amount=text))
    assert {problem.rule for problem in prepared.errors} == {"amount_is_rate"}


def test_amount_below_one_is_a_question(look: Look) -> None:
    assert "amount_small" in rules(look(OUTPUT_HEADER, output_row(amount=0.97)))


def test_sub_item_marks(home: Path) -> None:
    header = ("地区", "时期", "基础", "指标", "数值", "单位", "口径")
    rows = [
        ("江苏", "2022Q4", "累计", text, 1, "亿元", "统计局")
        for text in ("#建筑工程", "其中:在外省完成的产值", "1. 其他产值")
    ]
    prepared = prepare(csv_bytes([header, *rows]), "a.csv", home)
    assert column(prepared, "indicator") == ["建筑工程", "在外省完成的产值", "其他产值"]


@pytest.mark.parametrize(("text", "code"), [("北 京", "110000"), ("山 东", "370000"), ("广　西", "450000")])
def test_space_inside_names(look: Look, text: str, code: str) -> None:
    assert column(look(OUTPUT_HEADER, output_row(province=text)), "province_code") == [code]


def test_space_inside_headers(look: Look) -> None:
    prepared = look(
        ("统一社会信用代码", "企 业 名 称", "年 份", "季 度", "施 工 省 份", "累计产值(万元)"), output_row()
    )
    assert len(yuan(prepared)) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("山东", "370000"),
        ("山东省", "370000"),
        ("鲁", "370000"),
        ("内蒙", "150000"),
        ("内蒙古自治区", "150000"),
        ("650000", "650000"),
    ],
)
def test_name_forms(look: Look, text: str, code: str) -> None:
    assert column(look(OUTPUT_HEADER, output_row(province=text)), "province_code") == [code]


def test_the_corps_is_in_xinjiang_with_a_flag(look: Look) -> None:
    prepared = look(OUTPUT_HEADER, output_row(province="新疆兵团"))
    assert column(prepared, "province_code") == ["650000"]
    assert "province_from_corps" in rules(prepared)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("陕西省-宝鸡市-太白县", "610000"),
        ("山东省-济南市", "370000"),
        ("山东青岛", "370000"),
        ("北京（市辖区）", "110000"),
    ],
)
def test_region_path_in_one_cell(look: Look, text: str, code: str) -> None:
    assert column(look(OUTPUT_HEADER, output_row(province=text)), "province_code") == [code]


def test_multi_row_bilingual_header(look: Look) -> None:
    first = ("统一社会信用代码", "企业名称", "年份", "季度", "施工省份", "签订的合同额", None, "建筑业总产值")
    second = ("Code", "Enterprise", "Year", "Quarter", "Province", "上年结转", "本年新签", "Output")
    third = (None, None, None, None, None, "Carried over", "Signed this year", "(万元)")
    body = (ENTERPRISE, "某建设有限公司", 2024, 2, "江苏", "7万元", "9万元", 100)
    prepared = look(first, second, third, body, merged=[(0, 5, 0, 6, "签订的合同额")])
    assert (column(prepared, "contract_ytd_yuan"), yuan(prepared)) == ([90_000], [1_000_000])
    assert prepared.recognised[0].header_depth == 3


def test_subtotals_are_kept_out_and_checked_within_rounding(look: Look) -> None:
    right = look(
        OUTPUT_HEADER,
        output_row(amount=10),
        output_row(province="浙江", amount=20),
        ("合计", None, None, None, None, 31),
    )
    wrong = look(
        OUTPUT_HEADER,
        output_row(amount=10),
        output_row(province="浙江", amount=20),
        ("合　计", None, None, None, None, 35),
    )
    assert yuan(right) == yuan(wrong) == [100_000, 200_000]
    assert "sum_off" not in rules(right)
    (question,) = [problem for problem in wrong.problems if problem.rule == "sum_off"]
    assert (question.source_row, question.details["said"], question.details["sum"]) == (
        4,
        "350,000",
        "300,000",
    )


def test_footnotes_end_the_table(look: Look) -> None:
    prepared = look(
        OUTPUT_HEADER, output_row(), ("注:由于统计口径调整，数据不可比",), ("数据来源:国家统计局",)
    )
    assert len(yuan(prepared)) == 1
    assert not prepared.errors


def test_statistics_site_export(home: Path) -> None:
    rows = [
        ("数据库：分省年度数据",), ("指标：建筑业总产值(亿元)",), ("时间：最近10年",),
        ("地区", "2022年", "2021年"),
        ("北京市", "13883.5", "13987.7"), ("山东省", "17557.7", ""), ("数据来源：国家统计局",),
    ]  # fmt: skip
    prepared = prepare(csv_bytes(rows, "gb18030"), "分省年度数据.csv", home)
    read = prepared.tables[0].good
    assert list(read["year"]) == [2022, 2021, 2022]
    assert list(read["value"]) == [Decimal("13883.5"), Decimal("13987.7"), Decimal("17557.7")]
    assert set(read["basis"]) == {"annual"}
    assert set(read["caliber"]) == {"statistics"}
    assert list(read["source_row"]) == [5, 5, 6]
    assert not prepared.errors


def test_row_order_does_not_matter(home: Path) -> None:
    header = (*OUTPUT_HEADER[:2], "报告期", *OUTPUT_HEADER[4:])
    amounts = {"2004年A": 10, "2004年C": 60, "2004年B": 30, "2004年D": 100}
    rows = [(ENTERPRISE, "某建设有限公司", period, "江苏", amount) for period, amount in amounts.items()]
    prepared = prepare(workbook({"产值": [header, *rows]}), "a.xlsx", home)
    assert column(prepared, "quarter") == [1, 3, 2, 4]
    assert "ytd_fall" not in rules(prepared)


def test_typos_are_read_and_shown_for_confirmation(look: Look) -> None:
    prepared = look(("同一社会信用代码", *OUTPUT_HEADER[1:]), output_row())
    assert column(prepared, "enterprise_code") == [ENTERPRISE]
    (question,) = [problem for problem in prepared.problems if problem.rule == "header_read_as"]
    assert (question.value, question.details["read_as"]) == ("同一社会信用代码", "统一社会信用代码")
    assert "亿乎" not in str(
        column(look((*OUTPUT_HEADER[:-1], "累计产值(亿乎元)"), output_row()), "output_ytd_yuan")
    )


@pytest.mark.parametrize("header", ["建筑業總產值(萬元)", "建筑業(yè)總產(chǎn)值(万元)"])
def test_traditional_and_mojibake_headers(look: Look, header: str) -> None:
    prepared = look((*OUTPUT_HEADER[:-1], header), output_row(amount=1))
    assert yuan(prepared) == [10_000] or rules(prepared) & {"columns_missing", "unit_missing"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-02-14", datetime.date(2020, 2, 14)),
        ("2020.02.14", datetime.date(2020, 2, 14)),
        ("2020/02/14", datetime.date(2020, 2, 14)),
        ("20200214", datetime.date(2020, 2, 14)),
        ("2021年3月", datetime.date(2021, 3, 1)),
        ("2021.03", datetime.date(2021, 3, 1)),
        ("1611187200000", datetime.date(2021, 1, 21)),
        ("2018年10月28日", datetime.date(2018, 10, 28)),
        ("2021-01-21 00:00:00", datetime.date(2021, 1, 21)),
        ("44256", datetime.date(2021, 3, 1)),
    ],
)
def test_dates(text: str, expected: datetime.date) -> None:
    parsed = parse_date(text)
    assert parsed.value == expected
    assert (parsed.rule == "date_month_only") == (text in ("2021年3月", "2021.03"))


def test_long_numeric_codes_stored_as_numbers_are_refused(look: Look) -> None:
    text = look(OUTPUT_HEADER, output_row(code="914400001903320487"))
    number = look(OUTPUT_HEADER, output_row(code=914400001903320487))  # type: ignore[arg-type]
    assert column(text, "enterprise_code") == ["914400001903320487"]
    (error,) = number.errors
    assert (error.rule, error.header) == ("code_lost_digits", "统一社会信用代码")


@pytest.mark.parametrize(
    ("text", "grade"),
    [("壹级", "一级"), ("1级", "一级"), ("特级", "特级"), ("Ⅱ级", "二级"), ("壹级；贰级", "一级、二级")],
)
def test_grade_spelling(look: Look, text: str, grade: str) -> None:
    header = ("统一社会信用代码", "企业名称", "注册市", "资质类别", "资质等级")
    prepared = look(header, (ENTERPRISE, "某建设有限公司", "济南", "建筑工程。市政公用", text), sheet="企业")
    assert column(prepared, "grade") == [grade]
    assert column(prepared, "qualification") == ["建筑工程、市政公用"]


@pytest.mark.parametrize("code", ["12345678-9", "370100000012345"])
def test_old_identifiers(look: Look, code: str) -> None:
    prepared = look(OUTPUT_HEADER, output_row(code=code))
    assert column(prepared, "enterprise_code") == [code.replace("-", "")]
    assert "code_of_older_type" in rules(prepared)


def test_company_name_forms(look: Look) -> None:
    header = ("企业名称", "年份", "季度", "施工省份", "累计产值(万元)")
    rows = [
        ("某某(山东)建设有限公司 ", 2024, 1, "江苏", 10),
        ("某某（山东）建设有限公司", 2024, 2, "江苏", 20),
        ("中建二公局", 2024, 2, "江苏", 30),
    ]
    codes = column(look(header, *rows), "enterprise_code")
    assert codes[0] == codes[1] != codes[2]
    assert parse_enterprise("中建二公局").value == "中建二公局"


def test_office_is_not_the_enterprise(look: Look) -> None:
    header = ("统一社会信用代码", "企业名称", "派驻机构", "驻地省份", "批次", "事项", "生效日期")
    prepared = look(
        header,
        (ENTERPRISE, "某建设集团有限公司", "某建设集团长沙办事处", "湖南", "第一批", "确定", "2021-03-08"),
        sheet="重点单位",
    )
    assert (column(prepared, "enterprise"), column(prepared, "office")) == (
        ["某建设集团有限公司"],
        ["某建设集团长沙办事处"],
    )
    assert column(prepared, "batch") == [1]


@pytest.mark.parametrize("text", ["null", "/", "无", "暂无", "待定"])
def test_words_for_nothing_are_null_and_logged(look: Look, text: str) -> None:
    prepared = look((*OUTPUT_HEADER, "累计新签合同额(万元)"), (*output_row(amount="3285.4 "), text))
    assert (yuan(prepared), column(prepared, "contract_ytd_yuan")) == ([32_854_000], [None])
    assert "read_as_nothing" in rules(prepared)


def test_every_problem_says_what_to_do_in_both_languages(look: Look) -> None:
    prepared = look(
        OUTPUT_HEADER, output_row(province="浙汪", amount=-5), output_row(code="123", quarter="第五季度")
    )
    for language in ("zh", "en"):
        frame = problems_frame(prepared.problems, language)
        assert list(frame.columns) == [
            "submission_id", "file", "sheet", "source_row", "field", "value", "rule", "severity", "message",
        ]  # fmt: skip
        assert not frame["message"].str.contains(r"\?|\{", regex=True).any()
    zh = problems_frame(prepared.problems, "zh")["message"].str.cat()
    assert not re.search(r"[a-z]{4}", zh)
    assert all(isinstance(problem, Problem) for problem in prepared.errors)


def test_the_list_of_patterns_is_all_here() -> None:
    if not PATTERNS.exists():
        pytest.skip("the list of patterns seen in real files is not beside the repository")
    with PATTERNS.open(encoding="utf-8-sig") as table:
        assert len(list(csv.DictReader(table))) == 30
