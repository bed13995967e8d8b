"""The parsers of single texts: round trips of what can be written, refusals of what cannot be meant."""

import datetime
import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.intake.amounts import parse_money, plain_amounts, unit_factor, units
from analysis.intake.chinese_numbers import capital_amount, whole_number
from analysis.intake.headers import differ_by_one, plain_header, split_unit
from analysis.intake.identifiers import parse_code, parse_enterprise, parse_identifier
from analysis.intake.periods import Period, parse_date, parse_period, parse_quarter
from analysis.intake.places import (
    parse_home_city,
    parse_place,
    parse_province,
    parse_provinces,
    parse_region,
    parse_scope,
)
from analysis.reference import provinces

AMOUNTS = st.decimals(min_value=1, max_value=10**7, places=4, allow_nan=False, allow_infinity=False)
MONEY_UNITS = st.sampled_from(["元", "千元", "万元", "亿元"])
CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def in_capitals(number: int) -> str:
    """A naive spelling, place by place."""
    text = ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, size)
        if not section:
            continue
        for place, word in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
            digit, section = divmod(section, place)
            text += CAPITAL_DIGITS[digit] + word if digit else ""
        text += name
    return text


@given(AMOUNTS, MONEY_UNITS)
def test_amounts_are_exact_in_any_writing(amount: Decimal, unit: str) -> None:
    factor = unit_factor(unit)
    assert factor is not None
    yuan = int((amount * factor).quantize(Decimal(1), ROUND_HALF_UP))
    for text in (
        f"{amount}{unit}",
        f"{amount:,}{unit}",
        f"人民币{amount}{unit}",
        f" {amount} {unit}人民币",
        f"约{amount}{unit}",
    ):
        assert parse_money(text).value == yuan
    assert parse_money(str(amount), unit).value == yuan
    assert parse_money(f"{amount:,}".replace(",", "，"), unit).value == yuan


@given(st.lists(AMOUNTS, min_size=1, max_size=30), MONEY_UNITS)
def test_amounts_read_all_at_once_are_those_read_one_by_one(amounts: list[Decimal], unit: str) -> None:
    texts: list[str | None] = [*map(str, amounts), None, "约5", "", "1.23456789", "-1", "0.5"]
    taken, yuan = plain_amounts(texts, unit)
    for text, read, value in zip(texts, taken, yuan, strict=True):
        if read:
            assert text is not None
            parsed = parse_money(text, unit)
            assert (parsed.value, parsed.rule) == (value, "")
    assert not taken[-6:].any()
    assert plain_amounts(texts, None)[0].sum() == np.int64(0)


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_amounts_in_capitals(number: int) -> None:
    assert capital_amount(f"{in_capitals(number)}元整") == number
    assert whole_number(in_capitals(number)) == number


@given(st.text(max_size=30))
def test_no_text_breaks_a_parser(text: str) -> None:
    for parse in (
        parse_money,
        parse_date,
        parse_period,
        parse_province,
        parse_place,
        parse_code,
        parse_enterprise,
    ):
        parsed = parse(text)
        assert parsed.value is not None or parsed.rule


@given(st.dates(min_value=datetime.date(1950, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_dates_in_any_writing(day: datetime.date) -> None:
    for text in (
        day.isoformat(), f"{day:%Y.%m.%d}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day} 00:00:00", f"{day.year} 年 {day.month} 月\n{day.day}日",
    ):  # fmt: skip
        assert parse_date(text).value == day


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2021-02-30", "date_impossible"), ("2021年13月1日", "date_impossible"), ("2015", "date_year_only"),
        ("2020.1", "date_month_unclear"), ("3/15/2024", "date_order_unclear"),
        ("7月7日", "date_without_year"), ("近日", "date_relative"), ("62000", "date_unreadable"),
        ("12345", "date_unreadable"), ("abc", "date_unreadable"),
    ],
)  # fmt: skip
def test_dates_that_are_refused(text: str, rule: str) -> None:
    assert (parse_date(text).value, parse_date(text).rule) == (None, rule)


@given(st.integers(1990, 2050), st.integers(1, 4))
def test_periods_in_any_writing(year: int, quarter: int) -> None:
    chinese = "一二三四"[quarter - 1]
    for text in (
        f"{year}Q{quarter}",
        f"{year}年{quarter}季度",
        f"{year}年第{chinese}季度",
        f"{year}年{'ABCD'[quarter - 1]}",
        f"{year}{'ABCD'[quarter - 1]}",
    ):
        assert parse_period(text).value == Period(year, quarter)
    if quarter > 1:
        for text in (f"{year}年1-{quarter}季度", f"{year}年1—{quarter * 3}月", f"{year}年一至{chinese}季度"):
            assert parse_period(text).value == Period(year, quarter, ytd=True)
    assert parse_quarter(f"{chinese}季度").value == quarter
    assert parse_period(f"{year}年{quarter * 3 - 1}月").rule == "period_not_quarter"
    assert parse_period(f"{year}年1-{quarter * 3 - 1}月").value is None


def test_every_province_in_every_form() -> None:
    for row in provinces().astype(str).itertuples():
        spaced = " ".join(str(row.province))
        for text in (
            row.province,
            row.province_full,
            row.abbr,
            row.province_code,
            spaced,
            f"{row.province_full}（本部）",
        ):
            assert parse_province(str(text)).value == row.province_code, text


@pytest.mark.parametrize(
    "text", ["", "火星", "山东路桥", "Shandong", "99", "990000", "江苏、浙江", "山东财经大学"]
)
def test_no_province_is_made_up(text: str) -> None:
    assert parse_province(text).value is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("广东", "one"), ("多省(上海;浙江)", "several"), ("河北、山西", "several"), ("境外", "overseas"),
        ("不明", "unknown"),
        ("省外", "unknown"), ("跨省不明", "unknown"),
    ],
)  # fmt: skip
def test_places(text: str, place: str) -> None:
    assert parse_place(text).value.place == place  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("济南", "370100"),
        ("山东省-青岛市", "370200"),
        ("莱芜市", "370100"),
        ("370102", "370100"),
        ("青岛市市南区", "370200"),
    ],
)
def test_home_cities(text: str, code: str) -> None:
    assert parse_home_city(text, "370000").value == code


def test_other_places() -> None:
    assert parse_home_city("南京", "370000").rule == "city_not_home"
    assert parse_home_city("济兰", "370000").rule == "city_unknown"
    assert parse_provinces("浙江、江苏，上海").value == ["310000", "320000", "330000"]
    assert parse_region("0").value == parse_region("全  国").value == "000000"
    assert parse_region("淄博市").value == "370300"
    assert [parse_scope(text, "370000").value for text in ("全省", "广东", "青岛")] == [
        "370000",
        "440000",
        "370200",
    ]


def test_published_code_cases(shared: Path) -> None:
    cases = json.loads((shared / "facts" / "uscc_cases.json").read_text(encoding="utf-8"))["cases"]
    for case in cases:
        parsed = parse_code(case["code"])
        if case["valid"] is True:
            assert (parsed.rule, parsed.value is not None) == ("", True), case
        else:
            assert parsed.rule, case


def test_codes() -> None:
    assert parse_code("91110108AYOCL12T2W").details["suggestion"] == "91110108AY0CL12T2W"
    assert parse_code("91110108AY4CL12T20").rule == "code_check_wrong"
    assert parse_code("9.14400001903320E+17").rule == "code_lost_digits"
    assert parse_code("914400001903320000").rule == "code_lost_digits"
    assert parse_code("12345678-9").value == "123456789"
    assert parse_identifier("3.30109202101210E+17").rule == "code_lost_digits"
    assert parse_identifier("330109202101210222").rule == ""
    assert parse_identifier("330109202101200000").rule == "identifier_tail_zeros"


@pytest.mark.parametrize(
    "text",
    [
        "甲建设有限公司;乙建设有限公司",
        "甲公司、乙公司联合体",
        "甲建设集团有限公司\n乙设计院",
        "甲有限公司，乙有限公司",
    ],
)
def test_several_enterprises_in_a_cell(text: str) -> None:
    assert parse_enterprise(text).rule == "enterprises_several"


def test_headers() -> None:
    assert split_unit("合同额（万元）") == ("合同额", "万元")
    assert split_unit("成立日期(年月)") == ("成立日期", "")
    assert plain_header("# 其中：建 筑 業 總 產 值 ") == "建筑业总产值"
    assert differ_by_one("同一社会信用代码", "统一社会信用代码")
    assert differ_by_one("施工省", "施工省份")
    assert not differ_by_one("上年转接", "上年结转")


def test_units_are_powers_of_ten() -> None:
    assert all(factor == 10 ** (len(str(factor)) - 1) for factor in units().values())
