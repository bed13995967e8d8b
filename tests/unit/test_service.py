"""The calendar of working days, against the library's own word on each day, and the laws of a clock."""

from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.service import Limits, published_years, working_calendar

CALENDAR = working_calendar()
NUMBER = dict(zip(CALENDAR["day"], CALENDAR["number"].tolist(), strict=True))
WORKING = dict(zip(CALENDAR["day"], CALENDAR["working"].tolist(), strict=True))
FIRST_YEAR, LAST_YEAR = published_years()
ANY_DAY = st.dates(CALENDAR["day"].iloc[0], CALENDAR["day"].iloc[-1])


def clock(received: date, end: date) -> int:
    return NUMBER[end] - NUMBER[received]


def test_every_published_day_is_as_the_library_says() -> None:
    published = CALENDAR[~CALENDAR["estimated"]]
    assert published["day"].iloc[0] == date(FIRST_YEAR, 1, 1)
    assert published["day"].iloc[-1] == date(LAST_YEAR, 12, 31)
    assert published["working"].tolist() == [is_workday(day) for day in published["day"]]


def test_beyond_the_published_years_monday_to_friday_stand_in() -> None:
    others = CALENDAR[CALENDAR["estimated"]]
    assert others["working"].tolist() == [day.weekday() < 5 for day in others["day"]]


@settings(deadline=None)
@given(ANY_DAY, ANY_DAY, ANY_DAY)
def test_clocks_add_up_and_are_never_negative(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    assert clock(first, middle) + clock(middle, last) == clock(first, last)
    assert clock(first, last) >= 0
    assert clock(first, first) == 0


@settings(deadline=None)
@given(ANY_DAY.filter(lambda day: day < CALENDAR["day"].iloc[-1]))
def test_a_day_adds_one_if_it_is_worked_and_none_if_not(day: date) -> None:
    following = day + timedelta(days=1)
    assert clock(day, following) == (1 if WORKING[following] else 0)


@pytest.mark.parametrize(
    ("received", "end", "days"),
    [
        (date(2026, 9, 30), date(2026, 10, 7), 0),  # the National Day holiday adds nothing
        (date(2026, 9, 30), date(2026, 10, 8), 1),
        (date(2026, 10, 9), date(2026, 10, 10), 1),  # a Saturday that is made up for
        (date(2026, 9, 19), date(2026, 9, 20), 1),  # a Sunday that is made up for
        (date(2026, 2, 13), date(2026, 2, 24), 2),  # Spring Festival, with the Saturday before it worked
        (date(2026, 11, 20), date(2026, 11, 23), 1),  # over a weekend
        (date(2026, 11, 21), date(2026, 11, 23), 1),  # received on a Saturday
    ],
)
def test_holidays_and_made_up_days(received: date, end: date, days: int) -> None:
    assert clock(received, end) == days


def test_limits_go_into_a_statement_side_by_side() -> None:
    limits = Limits(2, 15, {"甲": [1, 5]}).parameters()
    assert limits["categories"] == ["甲"]
    assert (limits["response_limits"], limits["resolution_limits"]) == ([1], [5])
