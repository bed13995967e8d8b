"""The key-units page: the roster of a day, what changed between two days, one unit's file."""

from datetime import date

import pytest

from analysis.intake.submit import accept, prepare


def test_the_roster_is_of_the_day_in_the_address(visit, demo_home):
    page = visit(demo_home, "key_units", as_of="2021-12-31")
    assert not page.exception
    assert page.date_input(key="filter_as_of").value == date(2021, 12, 31)
    assert page.metric[0].value == "10"


def test_a_chosen_day_is_in_the_address_and_today_is_not(visit, demo_home):
    page = visit(demo_home, "key_units")
    page.date_input(key="filter_as_of").set_value(date(2022, 12, 31)).run()
    assert page.query_params["as_of"] == "2022-12-31"
    assert page.metric[0].value == "17"


@pytest.mark.parametrize("written", ["2022-13-01", "yesterday", "1066-10-14"])
def test_a_day_that_cannot_be_is_told_and_the_page_stands(visit, demo_home, written):
    page = visit(demo_home, "key_units", as_of=written)
    assert not page.exception
    assert not page.error
    assert page.metric
    assert written[:4] in page.info[0].value


def test_what_changed_between_two_days_is_listed_with_its_documents(visit, demo_home):
    page = visit(
        demo_home, "key_units", of_roster="changes", **{"from": "2025-01-01", "to": "2025-12-31"}
    )  # fmt: skip
    assert not page.exception
    assert not page.error
    listed = page.dataframe[0].value
    assert listed["step"].tolist() == ["退出", "调整辐射", "迁移驻地", "迁移驻地"]
    assert listed["from_province"].tolist()[2:] == ["广西", "福建"]
    assert all(listed["document"].str.startswith("示例建外〔2025〕"))


def test_a_range_that_ends_before_it_begins_is_told(visit, demo_home):
    page = visit(
        demo_home, "key_units", of_roster="changes", **{"from": "2026-01-01", "to": "2025-12-31"}
    )  # fmt: skip
    assert not page.exception
    assert "2026-01-01" in page.error[0].value
    assert page.date_input(key="filter_from")


def test_a_units_file_is_of_the_day_in_the_address(visit, demo_home):
    moved = "91379900DEMA00128F-360000"
    page = visit(demo_home, "key_unit", unit=moved, as_of="2025-06-30", of_unit="history")
    assert not page.exception
    assert not page.error
    assert "驻广西" in page.header[0].value
    assert page.dataframe[0].value["step"].tolist() == ["新确定", "迁移驻地", "调整辐射"]
    page = visit(demo_home, "key_unit", unit=moved, as_of="2026-07-01")
    assert "驻江西" in page.header[0].value


def test_a_unit_that_left_says_until_when(visit, demo_home):
    page = visit(demo_home, "key_unit", unit="91379900DEMA0011XF-210000")
    assert not page.exception
    assert "2026年1月30日" in page.header[0].value


def test_a_unit_that_never_was_is_told(visit, demo_home):
    page = visit(demo_home, "key_unit", unit="91379900DEMA0011XF-650000")
    assert not page.exception
    assert not page.metric
    assert "91379900DEMA0011XF-650000" in page.info[0].value


def test_a_home_without_a_roster_says_so(visit, empty_home):
    header = "统一社会信用代码,企业名称,年份,季度,施工省份,累计产值(万元)"
    rows = f"{header}\n91379900DEMA000139,示例一号建筑有限公司,2026,1,江苏,100\n".encode()
    accept(prepare(rows, "产值.csv", empty_home), empty_home)
    page = visit(empty_home, "key_units")
    assert not page.exception
    assert not page.error
    assert page.header[0].value == "尚未确定重点单位"
    page = visit(empty_home, "key_unit")
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize("chosen", ["requests", "engagements"])
def test_requests_and_engagements_of_a_unit_are_listed_or_said_to_be_none(visit, demo_home, chosen):
    page = visit(demo_home, "key_unit", unit="91379900DEMA00056N-110000", of_unit=chosen)
    assert not page.exception
    assert not page.error
    assert page.dataframe or [text for text in page.markdown if text.value == "无记录。"]
