"""What moved and how much of the whole, on a few rows worked out by hand."""

import pandas as pd
import pytest

from analysis import trends


def provinces(*rows: tuple[str, int | None, int | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["province_code", "output_ytd_yuan", "prior_ytd_yuan"])
    return frame.astype({"output_ytd_yuan": "Int64", "prior_ytd_yuan": "Int64"})


def benchmark(year: int, quarter: int | None, indicator: str, value: float, **more: str) -> dict[str, object]:
    row = {"year": year, "quarter": quarter, "indicator": indicator, "value": value}
    return {**row, "basis": "ytd", "vintage": "", "source": "yearbook", **more}


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
    published = pd.DataFrame(
        [
            benchmark(2020, 3, "part", 30, vintage="2021"),
            benchmark(2020, 3, "whole", 100, vintage="2021"),
            benchmark(2020, 3, "part", 33, vintage="2022"),
            benchmark(2020, 3, "whole", 100, vintage="2022"),
            benchmark(2020, 2, "part", 20),
            benchmark(2020, 2, "whole", 80),
        ]
    )
    found = trends.ratio_over_time(published, "part", "whole")
    assert found[["year", "quarter", "vintage"]].to_numpy().tolist() == [[2020, 2, ""], [2020, 3, "2022"]]
    assert found["ratio"].to_list() == pytest.approx([0.25, 0.33])


def test_a_ratio_needs_both_parts_year_to_date_and_a_whole():
    published = pd.DataFrame(
        [
            benchmark(2020, 1, "part", 30, vintage="2021"),
            benchmark(2020, 1, "whole", 100, vintage="2022"),
            benchmark(2020, 2, "part", 30),
            benchmark(2020, 2, "whole", 100, basis="quarter"),
            benchmark(2020, 3, "part", 30),
            benchmark(2020, 3, "whole", 0),
            benchmark(2020, None, "part", 30),
            benchmark(2020, None, "whole", 100),
        ]
    )
    assert trends.ratio_over_time(published, "part", "whole").empty
