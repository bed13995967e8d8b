"""The outlook as a question: figures from the reports themselves, what a target needs, when it is silent."""

from fractions import Fraction

import pytest

from analysis.problems import Refused
from tests.unit.outlook import plainly
from tests.unit.warehouse.books import Books, Row, enterprise, output

HOME, NEAR, FAR = "370000", "320000", "440000"
YEARS = range(2018, 2027)
PARTS = (Fraction(1, 10), Fraction(4, 10), Fraction(7, 10), Fraction(1))


def reported(until: tuple[int, int] = (2026, 3)) -> list[Row]:
    """Two enterprises of two cities at home and away, year to date, growing unevenly."""
    rows = []
    for number, (code, places) in enumerate({"A": (HOME, NEAR), "B": (NEAR, FAR)}.items()):
        for year in YEARS:
            for quarter in range(1, 5):
                if (year, quarter) > until:
                    continue
                for place in places:
                    whole = 10**10 * (100 + (year - 2017) * 7 + (year * (number + 3)) % 11)
                    rows.append(output(code, year, quarter, place, int(whole * PARTS[quarter - 1])))
    return rows


def figures(rows: list[Row], places: set[str], codes: str = "AB") -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    for row in rows:
        if row["province_code"] in places and row["enterprise_code"] in codes:
            at = (row["year"], row["quarter"])
            found[at] = found.get(at, 0.0) + row["output_ytd_yuan"]
    return found


def target(year: int, value: str, scope: str = HOME, unit: str = "亿元") -> Row:
    return {"year": year, "indicator": "省外产值", "scope_code": scope, "value": value, "unit": unit}


@pytest.fixture
def filled(books: Books) -> Books:
    books.submit(output=reported(), enterprise=[enterprise("A", "370100"), enterprise("B", "370200")])
    return books


@pytest.mark.parametrize(
    ("asked", "places", "codes"),
    [
        ({}, {NEAR, FAR}, "AB"),
        ({"province": FAR}, {FAR}, "AB"),
        ({"city": "370100"}, {NEAR, FAR}, "A"),
        ({"province": NEAR, "city": "370200"}, {NEAR}, "B"),
        ({"year": 2025, "quarter": 2}, {NEAR, FAR}, "AB"),
    ],
)
def test_it_says_what_a_plain_reading_of_the_reports_says(
    filled: Books, asked: dict[str, object], places: set[str], codes: str
) -> None:
    known = figures(reported(), places, codes)
    year, quarter = int(str(asked.get("year", 2026))), int(str(asked.get("quarter", 3)))
    plain = plainly.outlook(known, year, quarter)
    row = filled.ask("outlook", **asked).frame.iloc[0]
    assert (row["year"], row["quarter"], row["state"]) == (year, quarter, "forecast")
    assert row["method"] == plain.method
    assert row["output_ytd_yuan"] == known[year, quarter]
    for column, value in (
        ("landing_yuan", plain.landing),
        ("low_yuan", plain.low),
        ("high_yuan", plain.high),
    ):
        assert row[column] == pytest.approx(value, rel=1e-9)
    assert row["origins"] == len(range(2020, year))
    assert row["prior_rest_yuan"] == known[year - 1, 4] - known[year - 1, quarter]


def test_the_target_and_what_it_needs(books: Books) -> None:
    rows = reported((2026, 2))
    so_far = int(figures(rows, {NEAR, FAR})[2026, 2])
    books.submit(output=rows, target=[target(2026, "40000"), target(2026, "9", FAR), target(2025, "1")])
    row = books.ask("outlook").frame.iloc[0]
    assert row["target_yuan"] == 40000 * 10**8
    assert row["needed_yuan"] == 40000 * 10**8 - so_far
    assert row["needed_per_quarter_yuan"] * 2 == row["needed_yuan"]
    assert books.ask("outlook", province=FAR).frame["needed_yuan"].tolist() == [0]
    assert books.ask("outlook", province=NEAR).frame["target_yuan"].isna().all()


def test_a_year_that_has_landed_is_not_foretold(books: Books) -> None:
    books.submit(output=reported((2025, 4)), target=[target(2025, "9999999")])
    row = books.ask("outlook").frame.iloc[0]
    assert row["state"] == "landed"
    assert row["actual_yuan"] == row["output_ytd_yuan"]
    assert row[["landing_yuan", "low_yuan", "method", "needed_per_quarter_yuan"]].isna().all()
    assert row["needed_yuan"] > 0


def test_too_little_history_says_so(books: Books) -> None:
    books.submit(output=[row for row in reported() if row["year"] >= 2022])
    row = books.ask("outlook").frame.iloc[0]
    assert row["state"] == "too_little_history"
    assert row["origins"] == 2
    assert row[["landing_yuan", "low_yuan", "high_yuan", "method", "level"]].isna().all()


def test_a_place_without_a_report_has_none(filled: Books) -> None:
    row = filled.ask("outlook", province="650000").frame.iloc[0]
    assert row["state"] == "nothing_reported"
    assert row[["output_ytd_yuan", "landing_yuan"]].isna().all()


def test_a_home_without_reports_has_no_row(books: Books) -> None:
    books.submit(enterprise=[enterprise("A", "370100")])
    assert books.ask("outlook").frame.empty
    assert books.ask("outlook_evaluation").frame.empty


def test_a_quarter_nobody_reported_is_refused(filled: Books) -> None:
    with pytest.raises(Refused):
        filled.ask("outlook", year=2031)


def test_the_evaluation_lists_every_method_at_every_origin_of_landed_years(filled: Books) -> None:
    known = figures(reported(), {NEAR, FAR})
    frame = filled.ask("outlook_evaluation").frame
    listed = {(r.year, r.quarter, r.method): r for r in frame.itertuples()}
    expected = {
        (year, quarter, method): landing
        for year in YEARS
        if year < 2026
        for quarter in (1, 2, 3)
        for method, landing in plainly.foretold(known, year, quarter).items()
    }
    assert set(listed) == set(expected)
    for key, landing in expected.items():
        row = listed[key]
        assert row.landing_yuan == pytest.approx(landing, rel=1e-9)
        assert row.error == pytest.approx(landing / known[key[0], 4] - 1, abs=1e-9)
    chosen = frame[frame["chosen"]]
    assert not chosen.duplicated(["year", "quarter"]).any()
    assert set(chosen["year"]) == {2024, 2025}
    for row in chosen.itertuples():
        plain = plainly.outlook(known, row.year, row.quarter)
        assert row.within == (plain.low <= known[row.year, 4] <= plain.high)  # type: ignore[operator]
    assert frame[~frame["chosen"]]["within"].isna().all()
