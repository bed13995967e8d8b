"""How near the outlook came on the nation's real series, and the section that tells it."""

import csv
from pathlib import Path
from statistics import fmean

import pytest

from analysis.bench import accuracy
from analysis.outlook import Series
from tests.unit.outlook import plainly

FILE = "real/nbs_national_quarterly_ytd_long.csv"
YEARS = range(2010, 2021)


@pytest.fixture(scope="module")
def national(shared: Path) -> Series:
    series = accuracy.imported_series(shared / FILE)
    assert series is not None
    return series


@pytest.fixture(scope="module")
def read_plainly(shared: Path) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    with (shared / FILE).open(encoding="utf-8-sig") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["vintage"]):
            if (row["scope"], row["indicator"]) == ("总承包和专业承包", "在外省完成的产值"):
                year, quarter = row["period"].split("Q")
                found.setdefault((int(year), int(quarter)), float(row["value"]))
    return found


def test_the_series_is_the_earliest_vintage_as_imported(
    national: Series, read_plainly: dict[tuple[int, int], float]
) -> None:
    assert dict(national.ytd) == read_plainly
    assert national.ytd[2021, 4] == 100711.62  # and not what it was revised to


def test_on_the_nation_it_is_nearer_than_each_naive_method_and_its_intervals_hold(national: Series) -> None:
    *quarters, whole = accuracy.contests(national)
    assert [contest.origins for contest in quarters] == [len(YEARS)] * 3
    assert whole.origins == 3 * len(YEARS)
    assert {one.method for one in whole.naive} == set(plainly.NAIVE)
    assert whole.wins
    assert whole.holds


def test_its_errors_there_are_those_of_a_plain_reading(read_plainly: dict[tuple[int, int], float]) -> None:
    figures = {at: value for at, value in read_plainly.items() if at[0] <= YEARS[-1]}
    third = accuracy.contests(Series(figures))[2]
    said = [plainly.outlook(figures, year, 3) for year in YEARS]
    came = [figures[year, 4] for year in YEARS]
    off = [abs((one.landing or 0.0) - actual) for one, actual in zip(said, came, strict=True)]
    assert third.ours.amount == pytest.approx(fmean(off))
    assert third.ours.share == pytest.approx(fmean(o / actual for o, actual in zip(off, came, strict=True)))
    assert third.held == sum(
        (one.low or 0) <= actual <= (one.high or 0) for one, actual in zip(said, came, strict=True)
    )
    for naive in third.naive:
        errors = [
            abs(plainly.foretold(figures, year, 3)[naive.method] / figures[year, 4] - 1) for year in YEARS
        ]
        assert naive.share == pytest.approx(fmean(errors))


def test_a_short_series_is_not_tried() -> None:
    assert accuracy.contests(Series({(2015, quarter): float(quarter) for quarter in range(1, 5)})) == []


def test_a_section_is_put_in_its_place() -> None:
    document = "# Performance\n\n## Outlook\n\nold\n\n## Pages\n\nkept\n"
    replaced = accuracy.with_section(document, "## Outlook\n\nnew\n")
    assert replaced == "# Performance\n\n## Outlook\n\nnew\n\n## Pages\n\nkept\n"
    assert accuracy.section_of(replaced, "## Outlook") == "## Outlook\n\nnew\n"
    assert accuracy.section_of("# Performance\n", "## Outlook") is None
    assert (
        accuracy.with_section("# Performance\n", "## Outlook\n\nnew\n")
        == "# Performance\n\n## Outlook\n\nnew\n"
    )
