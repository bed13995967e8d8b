"""Published figures: single quarters of flows only, growth of the published levels, vintages side by side."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from analysis import warehouse
from analysis.intake.submit import accept, prepare
from analysis.questions import ask
from analysis.warehouse import Release
from tests.unit.warehouse.books import Books, Row

HEADLINE = "总承包和专业承包"
TOTAL, OUT = "建筑业总产值", "在外省完成的产值"


def figure(year: int, quarter: int | None, value: str, **more: object) -> Row:
    return {
        "region_code": "000000",
        "year": year,
        "quarter": quarter,
        "basis": "ytd",
        "scope": "all",
        "indicator": TOTAL,
        "value": Decimal(value),
        "unit": "亿元",
        "caliber": "statistics",
        "vintage": "2023-08",
        "nature": "flow",
        **more,
    }


def test_a_flow_is_differenced_within_its_year_exactly(books: Books) -> None:
    books.submit(benchmark=[figure(2021, 1, "47333.17"), figure(2021, 2, "119843.55"), figure(2022, 1, "10")])
    frame = books.ask("benchmarks").frame
    assert frame["discrete_value"].tolist() == [Decimal("47333.17"), Decimal("72510.38"), Decimal(10)]
    assert frame["period"].tolist() == ["2021Q1", "2021Q2", "2022Q1"]


def test_nothing_else_is_ever_differenced(books: Books) -> None:
    natures = ("stock", "ratio", "average", "stock_flow", None)
    books.submit(
        benchmark=[
            figure(2021, quarter, str(quarter), nature=nature, indicator=str(nature), unit="个")
            for nature in natures
            for quarter in (1, 2)
        ]
    )
    frame = books.ask("benchmarks").frame
    assert len(frame) == 2 * len(natures)
    assert frame["discrete_value"].isna().all()


def test_calibers_scopes_vintages_and_units_never_mix(books: Books) -> None:
    other = [
        {"caliber": "housing"},
        {"scope": "state"},
        {"vintage": "2022-02"},
        {"unit": "万元"},
        {"region_code": "370000"},
    ]
    books.submit(benchmark=[figure(2021, 1, "5"), *(figure(2021, 2, "9", **more) for more in other)])
    frame = books.ask("benchmarks").frame
    assert frame[frame["quarter"] == 2]["discrete_value"].tolist() == [Decimal(9)] * 5
    assert set(frame[frame["quarter"] == 2]["flag"]) == {"spans_quarters"}


def test_a_gap_a_fall_and_a_revision_are_flagged(books: Books) -> None:
    books.submit(
        benchmark=[
            figure(2021, 1, "10"), figure(2021, 3, "8"), figure(2021, 1, "9", vintage="2022-02"),
            figure(2021, 3, "8", vintage="2022-02"),
        ]
    )  # fmt: skip
    frame = books.ask("benchmarks").frame
    told = {(r.quarter, r.vintage): (r.flag, r.spans_quarters) for r in frame.itertuples()}
    assert told[1, "2022-02"] == ("revised", 1)
    assert told[3, "2023-08"] == ("spans_quarters;falls", 2)
    assert told[3, "2022-02"] == ("spans_quarters;falls", 2)


def test_growth_follows_the_published_levels_beside_the_published_growth(books: Books) -> None:
    books.submit(
        benchmark=[
            figure(2022, None, "311979.83974", basis="annual"),
            figure(2023, None, "315911.85", basis="annual", published_yoy=0.0577),
            figure(2023, None, "34", basis="annual", nature="ratio", indicator="ratio"),
            figure(2022, None, "33", basis="annual", nature="ratio", indicator="ratio"),
            figure(2022, None, "0", basis="annual", indicator="zero"),
            figure(2023, None, "5", basis="annual", indicator="zero"),
        ]
    )
    frame = books.ask("benchmarks").frame
    row = frame[(frame["indicator"] == TOTAL) & (frame["year"] == 2023)].iloc[0]
    assert round(row["derived_yoy"], 4) == 0.0126
    assert row["published_yoy"] == 0.0577
    assert frame[frame["indicator"] != TOTAL]["derived_yoy"].isna().all()


@pytest.fixture(scope="module")
def national(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    home = tmp_path_factory.mktemp("national") / "home"
    warehouse.init_home(home)
    path = shared / "real" / "nbs_national_quarterly_ytd_long.csv"
    accept(prepare(path.read_bytes(), path.name, home), home)
    return warehouse.open_release(home)


def test_national_quarters_and_ratios_are_those_verified_by_hand(national: Release, shared: Path) -> None:
    frame = ask(national, "benchmarks", region="000000").frame
    frame = frame[(frame["scope"] == HEADLINE) & (frame["vintage"] == "2023-08")]
    by_cell = {(r.indicator, r.period): r for r in frame.itertuples()}
    cases = json.loads((shared / "facts" / "verification_cases.json").read_text(encoding="utf-8"))
    checked = 0
    for case in cases:
        if case["kind"] == "decumulate":
            period, expected = case["id"].removeprefix("DEC-"), case["expected"]
            total, out = by_cell[TOTAL, period], by_cell[OUT, period]
            assert total.discrete_value == Decimal(str(expected["discrete_total"]))
            assert out.discrete_value == Decimal(str(expected["discrete_out"]))
            assert float(round(out.value / total.value * 100, 2)) == expected["outward_ratio_ytd_pct"]
            checked += 1
    assert checked >= 3


def test_both_vintages_are_kept_and_the_earlier_marked(national: Release) -> None:
    frame = ask(national, "benchmarks", region="全国", indicator=TOTAL).frame
    cell = frame[(frame["period"] == "2021Q4") & (frame["scope"] == HEADLINE)]
    assert cell[["vintage", "value", "flag"]].astype(object).where(
        cell[["flag"]].notna().assign(vintage=True, value=True), None
    ).values.tolist() == [
        ["2022-02", Decimal("293079.310000"), "revised"],
        ["2023-08", Decimal("293027.420000"), None],
    ]


def test_national_stocks_and_ratios_are_never_differenced(national: Release) -> None:
    frame = ask(national, "benchmarks", region="000000").frame
    assert frame[frame["nature"] != "flow"]["discrete_value"].isna().all()
    assert frame[frame["nature"] == "flow"]["discrete_value"].notna().all()
