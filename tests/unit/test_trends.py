"""What moved and how much of the whole, on a few rows worked out by hand."""

import pandas as pd
import pytest

from analysis import trends


def provinces(*rows: tuple[str, int | None, int | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["province_code", "output_ytd_yuan", "prior_ytd_yuan"])
    return frame.astype({"output_ytd_yuan": "Int64", "prior_ytd_yuan": "Int64"})


def published(*rows: tuple[int, int | None, float, str], **more: str) -> pd.DataFrame:
    """Year, quarter, value, vintage of each figure of one indicator."""
    frame = pd.DataFrame(rows, columns=["year", "quarter", "value", "vintage"])
    return frame.assign(**{"basis": "ytd", "scope": "all", "source": "yearbook", **more})


def test_movers_are_the_largest_changes_gains_first():
    moved = trends.movers(provinces(("A", 110, 100), ("B", 50, 90), ("C", 75, 70), ("D", 31, 30)), count=3)
    assert moved["province_code"].to_list() == ["A", "C", "B"]
    assert moved["change_yuan"].to_list() == [10, 5, -40]


def test_what_is_missing_or_unchanged_has_not_moved():
    moved = trends.movers(provinces(("A", None, 100), ("B", 50, None), ("C", 70, 70)))
    assert moved.empty
    assert "change_yuan" in moved


def test_movers_leave_the_frame_they_were_given_alone():
    given = provinces(("A", 110, 100))
    trends.movers(given)
    assert "change_yuan" not in given


def test_concentration_is_the_share_of_the_largest():
    top = trends.concentration(provinces(("A", 10, 0), ("B", 50, 0), ("C", 30, 0), ("D", 10, 0)), count=2)
    assert top.province_codes == ("B", "C")
    assert top.share == pytest.approx(0.8)


def test_nothing_reported_has_no_share():
    assert trends.concentration(provinces(("A", None, None))) == trends.Concentration((), None)
    assert trends.concentration(provinces(("A", 0, 5))) == trends.Concentration((), None)


def test_a_ratio_is_of_two_figures_of_one_vintage_the_latest_one():
    part = published((2020, 3, 30, "2021"), (2020, 3, 33, "2022"), (2020, 2, 20, ""))
    whole = published((2020, 3, 100, "2021"), (2020, 3, 110, "2022"), (2020, 2, 80, ""))
    found = trends.ratio_over_time(part, whole, "all")
    assert found[["year", "quarter", "vintage"]].to_numpy().tolist() == [[2020, 2, ""], [2020, 3, "2022"]]
    assert found["ratio"].to_list() == pytest.approx([0.25, 0.3])


@pytest.mark.parametrize(
    "whole",
    [
        published((2020, 1, 100, "2022")),
        published((2020, 1, 100, "2021"), basis="quarter"),
        published((2020, 1, 100, "2021"), scope="state-owned"),
        published((2020, 1, 0, "2021")),
        published((2020, None, 100, "2021")),
        published(),
    ],
    ids=["other vintage", "single quarter", "other scope", "nothing", "annual", "none"],
)
def test_a_ratio_needs_a_whole_of_the_same_kind(whole):
    assert trends.ratio_over_time(published((2020, 1, 30, "2021")), whole, "all").empty


def test_contributors_and_the_rest_add_up_to_the_growth():
    groups = pd.DataFrame(
        {
            "group_code": ["A", "B", "C", "D", "E"],
            "group_name": ["a", "b", "c", "d", "e"],
            "contribution_pp": [0.01, -0.03, 0.02, None, -0.005],
        }
    )
    found = trends.contributors(groups, count=2)
    assert found["group_code"].fillna("rest").to_list() == ["C", "B", "rest"]
    assert found["contribution_pp"].sum() == pytest.approx(-0.005)
    assert trends.contributors(groups)["group_code"].to_list() == ["C", "A", "E", "B"]


def test_who_came_brought_all_and_who_went_took_all():
    moved = pd.DataFrame(
        {
            "movement": ["entered", "left", "entered", "silent"],
            "group_code": ["A", "B", "C", "D"],
            "amount_yuan": [7, None, 1, None],
            "prior_yuan": [None, 9, 0, 99],
        }
    ).astype({"amount_yuan": "Int64", "prior_yuan": "Int64"})
    assert trends.changed(moved)["change_yuan"].to_list() == [7, 1, -9]
    assert trends.changed(moved, count=1)["group_code"].to_list() == ["B"]
