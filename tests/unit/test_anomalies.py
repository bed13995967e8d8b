"""Which published figures may stand on one line, and their two growths."""

import pandas as pd

from analysis import anomalies


def published(*rows: tuple[str, str | None, int, int | None, str, float | None]) -> pd.DataFrame:
    """Basis, scope, year, quarter, vintage, derived growth of each figure."""
    frame = pd.DataFrame(rows, columns=["basis", "scope", "year", "quarter", "vintage", "derived_yoy"])
    frame["quarter"] = frame["quarter"].astype("Int64")
    frame["period"] = frame["year"].astype(str) + "Q" + frame["quarter"].astype(str)
    return frame.assign(unit="亿元", caliber="statistics", published_yoy=0.5)


def test_a_line_has_one_scope_one_basis_and_the_last_vintage_of_a_period() -> None:
    frame = published(
        ("ytd", "all", 2021, 2, "2022-02", 0.1),
        ("ytd", "all", 2021, 2, "2023-08", 0.2),
        ("ytd", "all", 2021, 1, "2022-02", 0.3),
        ("ytd", "state", 2021, 1, "2022-02", 0.4),
        ("annual", "all", 2020, None, "", 0.5),
    )
    line = anomalies.one_line(frame)
    assert line[["quarter", "vintage"]].values.tolist() == [[1, "2022-02"], [2, "2023-08"]]
    assert anomalies.of_line(frame, line)["vintage"].tolist() == ["2022-02", "2023-08", "2022-02"]
    assert anomalies.of_line(frame.assign(caliber="housing"), line).empty


def test_of_lines_alike_one_is_taken_and_of_none_none() -> None:
    frame = published(("ytd", None, 2021, 1, "", 0.1), ("annual", None, 2020, None, "", 0.2))
    line = anomalies.one_line(frame)
    assert len(line) == 1
    assert len(anomalies.of_line(frame, line)) == 1
    empty = anomalies.one_line(frame.iloc[:0])
    assert empty.empty
    assert anomalies.of_line(frame, empty).empty


def test_a_whole_year_stands_at_its_fourth_quarter() -> None:
    line = anomalies.one_line(published(("annual", "all", 2020, None, "", 0.2)))
    derived, told = anomalies.growth_lines(line)
    assert derived.values.tolist() == [[2020, 4, 0.2]]
    assert told["ratio"].tolist() == [0.5]
