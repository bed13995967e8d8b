from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import formatting
from analysis.formatting import MISSING

BIGINT = st.integers(-(2**63), 2**63 - 1)


@given(BIGINT, st.sampled_from(["亿元", "万元", "元"]))
def test_money_is_rounded_half_up_from_the_exact_yuan(value, unit):
    expected = (Decimal(value) / formatting.YUAN_IN[unit]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    shown = Decimal(formatting.amount(value, unit).replace(",", ""))
    assert shown == expected
    assert not (shown == 0 and formatting.amount(value, unit).startswith("-"))


@given(BIGINT, st.sampled_from(["亿元", "万元"]))
def test_a_unit_loses_no_yuan(value, unit):
    assert formatting.in_unit(value, unit) * formatting.YUAN_IN[unit] == value


@pytest.mark.parametrize(
    ("value", "unit", "language", "expected"),
    [
        (123_456_789_000, "亿元", "zh", "1,234.57 亿元"),
        (123_456_789_000, "亿元", "en", "CNY 123.46 bn"),
        (123_450_000, "万元", "zh", "12,345.00 万元"),
        (-123_456_789_000, "亿元", "en", "CNY -123.46 bn"),
        (75_499_999, "亿元", "en", "CNY 75 m"),
        (123_450_000, "万元", "en", "CNY 123.45 m"),
        (2_827_920_000, "万元", "en", "CNY 2,827.92 m"),
        (300_000_000, "万元", "en", "CNY 300 m"),
        (0, "万元", "en", "CNY 0 m"),
        (None, "亿元", "en", "—"),
        (-500_000, "亿元", "zh", "-0.01 亿元"),
        (-499_999, "亿元", "zh", "0.00 亿元"),
        (500_000, "亿元", "zh", "0.01 亿元"),
        (np.int64(100_000_000), "亿元", "zh", "1.00 亿元"),
        (7, "元", "en", "CNY 7.00"),
    ],
)
def test_money_carries_its_unit(value, unit, language, expected):
    assert formatting.yuan(value, unit, language) == expected


def test_growth_has_a_mark_and_a_sign_unless_it_rounds_to_nothing():
    assert formatting.yoy(0.123) == "▲ +12.3%"
    assert formatting.yoy(-0.045) == "▼ -4.5%"
    assert formatting.yoy(0.0) == "0.0%"
    assert formatting.yoy(-0.0004) == "0.0%"
    assert formatting.yoy(12.5) == "▲ +1,250.0%"


def test_ratios_round_as_the_decimal_people_see():
    assert formatting.percent(0.285, 0) == "29%"
    assert formatting.percent(0.1225) == "12.3%"
    assert formatting.percent(1) == "100.0%"
    assert formatting.percent_value(0.12345) == Decimal("12.35")


def test_a_difference_of_rates_is_in_percentage_points():
    assert formatting.points(0.012) == "▲ +1.20 个百分点"
    assert formatting.points(-0.012, "en") == "▼ -1.20 pp"
    assert formatting.points(0.0) == "0.00 个百分点"


def test_counts_ranks_and_other_numbers():
    assert formatting.count(1_234_567) == "1,234,567"
    assert formatting.count(3.0) == "3"
    assert formatting.number(Decimal("1234.565")) == "1,234.57"
    assert formatting.change(3) == "▲ +3"
    assert formatting.change(-2) == "▼ -2"
    assert formatting.change(0) == "0"


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, np.nan])
def test_what_is_missing_is_a_dash_everywhere(missing):
    shown = [
        formatting.yuan(missing),
        formatting.amount(missing),
        formatting.percent(missing),
        formatting.yoy(missing),
        formatting.points(missing),
        formatting.count(missing),
        formatting.number(missing),
        formatting.change(missing),
    ]
    assert set(shown) == {MISSING}
    assert formatting.in_unit(missing, "亿元") is None
    assert formatting.percent_value(missing) is None


def test_a_list_is_a_value():
    assert not formatting.is_missing(["370000"])
    assert not formatting.is_missing(np.array(["370000"]))


def test_a_page_counts_as_its_language_does():
    assert formatting.shown_unit("亿元", "zh") == "亿元"
    assert formatting.unit_name(formatting.shown_unit("亿元", "en"), "en") == "CNY bn"
    assert formatting.unit_name(formatting.shown_unit("万元", "en"), "en") == "CNY m"
    assert formatting.shown_unit("元", "en") == "元"
    assert formatting.short_amount(123_456_700_000) == "1,234.6"
    assert formatting.short_amount(123_456_700_000, language="en") == "123.46"
