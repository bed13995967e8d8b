"""The outlook against a second, plain reading of its definitions; its laws; what it does with little."""

import math

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis import outlook
from analysis.outlook import Series
from tests.unit.outlook import plainly

Figures = dict[tuple[int, int], float]
YEARS = st.integers(6, 11)


@st.composite
def figures(draw: st.DrawFn, gaps: bool = True, falls: bool = False) -> Figures:
    """Year-to-date figures of some years with growth, season and noise; some missing, some corrected down."""
    growth = draw(st.floats(-0.1, 0.3))
    season = draw(st.lists(st.floats(0.5, 2.0), min_size=4, max_size=4))
    low = -0.2 if falls else 0.0
    made: Figures = {}
    last = draw(st.integers(1, 4))
    years = draw(YEARS)
    for year in range(2010, 2010 + years):
        so_far = 0.0
        for quarter in range(1, 5):
            # Money is whole: a figure is nothing or a thousandth of the usual at least.
            noise = draw(st.integers(round(low * 1000), 2000)) / 1000
            so_far += (
                season[quarter - 1] * (1 + growth) ** (year - 2010) * (0.2 + noise if low == 0 else noise)
            )
            if year == 2009 + years and quarter > last:
                break
            if not (gaps and draw(st.integers(0, 11)) == 0):
                made[year, quarter] = so_far
    assume(made)
    return made


def same(ours: float | None, plain: float | None) -> bool:
    return ours is plain if plain is None or ours is None else math.isclose(ours, plain, rel_tol=1e-9)


@settings(max_examples=15, deadline=None)
@given(figures(falls=True))
def test_every_method_says_what_its_definition_says(made: Figures) -> None:
    told = outlook.landings(Series(made))
    origins = [at for at in made if at[1] < 4]
    for at in origins:
        plain = plainly.foretold(made, *at)
        assert {name for name in told if at in told[name]} == set(plain)
        assert all(same(told[name][at], value) for name, value in plain.items())


@settings(max_examples=8, deadline=None)
@given(figures())
def test_choice_and_interval_are_those_of_the_definition(made: Figures) -> None:
    for said in outlook.rolling(Series(made)):
        plain = plainly.outlook(made, said.year, said.quarter)
        assert said.method == plain.method
        assert same(said.landing, plain.landing)
        assert same(said.low, plain.low)
        assert same(said.high, plain.high)


@settings(max_examples=20, deadline=None)
@given(figures(falls=True), st.data())
def test_nothing_later_is_seen(made: Figures, data: st.DataObject) -> None:
    origins = sorted(at for at in made if at[1] < 4)
    assume(origins)
    at = data.draw(st.sampled_from(origins))
    changed = {key: value * 7 if key > at else value for key, value in made.items()}
    one, other = (outlook.latest(Series(known), *at) for known in (made, changed))
    assert one == other
    whole = {(said.year, said.quarter): said for said in outlook.rolling(Series(made))}[at]
    assert one is not None
    assert (one.method, one.landing, one.low, one.high) == (
        whole.method,
        whole.landing,
        whole.low,
        whole.high,
    )


@settings(max_examples=20, deadline=None)
@given(figures(falls=True), st.sampled_from([1e-4, 3.0, 1e8]))
def test_the_unit_of_money_does_not_matter(made: Figures, factor: float) -> None:
    plain = outlook.rolling(Series(made))
    scaled = outlook.rolling(Series({at: value * factor for at, value in made.items()}))
    for one, other in zip(plain, scaled, strict=True):
        assert (one.landing is None) == (other.landing is None)
        if one.landing is not None and other.landing is not None and one.method == other.method:
            assert math.isclose(one.landing * factor, other.landing, rel_tol=1e-6)
    assert (
        sum(one.method != other.method for one, other in zip(plain, scaled, strict=True)) <= len(plain) // 4
    )


@settings(max_examples=20, deadline=None)
@given(figures())
def test_a_year_does_not_land_below_what_is_reported_and_lies_in_its_interval(made: Figures) -> None:
    for said in outlook.rolling(Series(made)):
        if said.landing is not None and said.low is not None and said.high is not None:
            assert said.ytd <= said.low <= said.landing * (1 + 1e-12)
            assert said.landing <= said.high


def steady(growth: float = 1.1, until: tuple[int, int] = (2020, 2), since: int = 2010) -> Figures:
    parts = (0.1, 0.4, 0.7, 1.0)
    return {
        (year, quarter): 100 * growth ** (year - since) * parts[quarter - 1]
        for year in range(since, until[0] + 1)
        for quarter in range(1, 5)
        if (year, quarter) <= until
    }


def test_a_steady_series_lands_where_it_must() -> None:
    said = outlook.latest(Series(steady()), 2020, 2)
    assert said is not None
    assert said.landing == pytest.approx(100 * 1.1**10)
    assert said.past_error == pytest.approx(0, abs=5e-3)  # the damped trend is a little too careful here
    assert (said.low, said.high) == pytest.approx((said.landing, said.landing), rel=0.01)


@pytest.mark.parametrize("method", list(outlook.NAIVE))
def test_each_naive_method_by_hand(method: str) -> None:
    made = {(2018, 4): 80.0, (2019, 2): 40.0, (2019, 4): 100.0, (2020, 2): 50.0}
    expected = {
        "share_of_last_year": 125.0,  # 50 / 40 %
        "total_with_last_growth": 125.0,  # 100 x 100 / 80
        "rest_with_last_growth": 125.0,  # 50 + 60 x 1.25
    }
    assert outlook.landings(Series(made))[method][2020, 2] == pytest.approx(expected[method])
    made[2020, 2] = 60.0
    expected = {"share_of_last_year": 150.0, "total_with_last_growth": 125.0, "rest_with_last_growth": 135.0}
    assert outlook.landings(Series(made))[method][2020, 2] == pytest.approx(expected[method])


def test_more_so_far_means_more_in_the_end() -> None:
    landed = []
    for factor in (0.8, 1.0, 1.2):
        made = steady()
        made[2020, 2] *= factor
        said = outlook.latest(Series(made), 2020, 2)
        assert said is not None
        landed.append(said.landing)
    assert landed == sorted(landed)
    assert len(set(landed)) == 3


def test_a_method_that_was_clearly_better_speaks_alone() -> None:
    made: Figures = {}
    for number, year in enumerate(range(2005, 2021)):
        whole = 100.0 * (1.6 if number % 2 else 1.0)  # growth means nothing, the share of the year is all
        made |= {(year, quarter): whole * part for quarter, part in enumerate((0.1, 0.4, 0.7, 1.0), 1)}
    said = outlook.latest(Series(made), 2020, 3)
    assert said is not None
    assert said.method == "share_of_last_year"
    assert said.landing == pytest.approx(made[2020, 4])


def test_a_year_that_has_landed_is_not_foretold() -> None:
    assert outlook.latest(Series(steady(until=(2020, 4))), 2020, 4) is None


@pytest.mark.parametrize(("years", "foretold"), [(5, False), (6, True)])
def test_it_takes_six_whole_years(years: int, foretold: bool) -> None:
    said = outlook.latest(Series(steady(until=(2010 + years, 1))), 2010 + years, 1)
    assert said is not None
    assert (said.landing is not None) is foretold
    assert said.origins == years - 2
    assert (said.method is None) is not foretold


def test_a_missing_quarter_leaves_what_is_there_to_judge_by() -> None:
    made = steady(until=(2020, 3))
    del made[2020, 2], made[2019, 1]
    said = outlook.latest(Series(made), 2020, 3)
    assert said is not None
    assert said.landing == pytest.approx(100 * 1.1**10, rel=1e-3)


def test_nothing_done_yet_has_no_forecast() -> None:
    made = steady(until=(2020, 1)) | {(2020, 1): 0.0}
    said = outlook.latest(Series(made), 2020, 1)
    assert said is not None
    assert said.landing is None


def test_a_break_widens_the_interval_only_afterwards() -> None:
    made = steady(until=(2021, 1))
    made[2020, 1] *= 0.7  # a first quarter in which nothing went on
    before, after = (outlook.latest(Series(made), year, 1) for year in (2020, 2021))
    assert before is not None
    assert after is not None
    assert before.high == pytest.approx(before.landing, rel=0.01)
    assert after.past_error is not None
    assert after.past_error > 0.02


@pytest.mark.parametrize(
    ("target", "so_far", "quarter", "expected"),
    [
        (100, 40, 1, (60, 20)),
        (100, 40, 2, (60, 30)),
        (100, 39, 1, (61, 21)),
        (100, 120, 2, (0, 0)),
        (100, 90, 4, (10, None)),
    ],
)
def test_what_the_target_still_needs(
    target: int, so_far: int, quarter: int, expected: tuple[int, int | None]
) -> None:
    assert outlook.needed(target, so_far, quarter) == expected


def test_a_frame_with_gaps_becomes_a_series() -> None:
    frame = pd.DataFrame(
        {"year": [2020, 2020, 2020], "quarter": [1, 2, None], "output_ytd_yuan": [5, None, 9]}
    ).astype("Int64")
    assert outlook.series_from_frame(frame).ytd == {(2020, 1): 5.0}
