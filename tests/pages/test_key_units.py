"""The key-units page: the roster of a day, what changed between two days, one unit's file."""

from datetime import date

import pytest


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
