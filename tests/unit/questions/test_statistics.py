"""The release's figures against a second, slow reading of the definitions, on ledgers nobody thought of."""

import math
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.questions import ask
from analysis.reference import provinces
from analysis.warehouse import Release
from tests.unit.questions.naive import HOME, Row, Statistics, a_year_before
from tests.unit.warehouse.books import Books, enterprise, output, project

CITY_OF = {"A": "370100", "B": "370200", "C": "370100"}
PLACES = ["370000", "440000", "110000", "650000"]
OTHERS = [code for code in provinces()["province_code"] if code != HOME]

rows = st.builds(
    Row,
    enterprise=st.sampled_from("ABCD"),
    year=st.sampled_from([2024, 2025]),
    quarter=st.integers(1, 4),
    province=st.sampled_from(PLACES),
    ytd=st.one_of(st.integers(0, 50), st.integers(-3, 10**15)),
)
one_submission = st.lists(rows, min_size=1, max_size=25, unique_by=lambda row: row[:4])


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[list[Row]], set[int]]:
    submissions = draw(st.lists(one_submission, min_size=1, max_size=4))
    numbers = st.sampled_from(range(1, len(submissions) + 1))
    return submissions, draw(st.sets(numbers, max_size=len(submissions) - 1))


def release_of(submissions: list[list[Row]], withdrawn: Iterable[int], home: Path) -> Release:
    books = Books(home)
    reports = [
        {"output": [output(r.enterprise, r.year, r.quarter, r.province, r.ytd) for r in rows]}
        for rows in submissions
    ]
    register = {"enterprise": [enterprise(code, city) for code, city in CITY_OF.items()]}
    books.submit_each(*reports, register, withdrawn=withdrawn)
    return books.release()


def same(value: object, expected: int | Fraction | None) -> bool:
    if expected is None:
        return bool(pd.isna(value))
    if isinstance(expected, Fraction):
        return math.isclose(float(value), float(expected), rel_tol=1e-12, abs_tol=1e-12)  # type: ignore[arg-type]
    return int(value) == expected  # type: ignore[call-overload]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(ledgers())
def test_every_figure_is_what_the_definition_says(ledger: tuple[list[list[Row]], set[int]]) -> None:
    submissions, withdrawn = ledger
    naive = Statistics(submissions, withdrawn, CITY_OF)
    with TemporaryDirectory() as folder:
        release = release_of(submissions, withdrawn, Path(folder) / "home")
        reported = ask(release, "periods").frame
        assert list(zip(reported["year"], reported["quarter"], strict=True)) == naive.periods()[::-1]
        for period in naive.periods():
            for city in (None, "370100"):
                check_by_province(release, naive, period, city)
            check_by_enterprise(release, naive, period)
            check_by_city(release, naive, period)
            check_overview(release, naive, period)
            check_completeness(release, naive, period)
            check_demand(release, naive, period)
        for question in (
            {},
            {"province": "440000"},
            {"city": "370200"},
            {"province": "110000", "city": "370100"},
        ):
            check_trend(release, naive, **question)
        check_trend_of_enterprise(release, naive)


def check_by_province(release: Release, naive: Statistics, period: tuple[int, int], city: str | None) -> None:
    if city is not None and city not in release.home_cities:
        return
    frame = ask(release, "output_by_province", year=period[0], quarter=period[1], city=city).frame
    assert sorted(frame["province_code"]) == OTHERS
    for row in frame.to_dict("records"):
        place = row["province_code"]
        assert same(row["output_ytd_yuan"], naive.total(period, place, city))
        assert same(row["output_yuan"], naive.quarter_total(period, place, city))
        assert same(row["prior_ytd_yuan"], naive.total(a_year_before(period), place, city))
        assert same(row["yoy"], naive.yoy(period, place, city))
        assert same(row["like_for_like_yoy"], naive.like_for_like(period, place, city))
        assert same(row["share"], naive.share(period, place, city))
        assert same(row["enterprise_count"], naive.active(period, place, city))
        assert same(row["spans_quarters"], naive.group_spans(period, place, city))
        assert same(row["spanning_enterprises"], naive.spanning(period, place, city))
        rank = naive.rank(period, place, OTHERS, city)
        prior = naive.rank(a_year_before(period), place, OTHERS, city)
        assert same(row["rank"], rank)
        assert same(row["rank_change"], None if rank is None or prior is None else prior - rank)
    order = [
        (math.inf if same(r, None) else int(r), p)
        for r, p in zip(frame["rank"], frame["province_code"], strict=True)
    ]
    assert order == sorted(order)
    total = naive.total(period, "out", city)
    if total is not None and total > 0:
        assert math.isclose(frame["share"].sum(), 1)


def check_by_enterprise(release: Release, naive: Statistics, period: tuple[int, int]) -> None:
    for place in ("out", "440000"):
        province = None if place == "out" else place
        frame = ask(
            release, "output_by_enterprise", year=period[0], quarter=period[1], province=province
        ).frame
        expected = {
            code: naive.total(period, place, among={code})
            for code in naive.reporters(period)
            if naive.total(period, place, among={code}) is not None
        }
        assert (
            dict(zip(frame["enterprise_code"], map(int, frame["output_ytd_yuan"]), strict=True)) == expected
        )
        for row in frame.to_dict("records"):
            code = row["enterprise_code"]
            before = naive.total(a_year_before(period), place, among={code})
            assert same(row["prior_ytd_yuan"], before)
            assert same(row["rank"], 1 + sum(value > expected[code] for value in expected.values()))
        short = ask(
            release, "output_by_enterprise", year=period[0], quarter=period[1], province=province, limit=2
        ).frame
        assert short.equals(frame.head(2))


def check_by_city(release: Release, naive: Statistics, period: tuple[int, int]) -> None:
    frame = ask(release, "output_by_city", year=period[0], quarter=period[1]).frame
    cities = {CITY_OF[code] for code in naive.reporters(period) if code in CITY_OF}
    assert set(frame["city_code"]) == cities
    for row in frame.to_dict("records"):
        city = row["city_code"]
        out, gross = naive.total(period, "out", city), naive.total(period, "all", city)
        assert same(row["output_ytd_yuan"], out)
        assert same(row["gross_output_ytd_yuan"], gross)
        ratio = None if out is None or gross is None or gross <= 0 else Fraction(out, gross)
        assert same(row["outward_ratio"], ratio)
        assert same(row["yoy"], naive.yoy(period, "out", city))
        with_output = [place for place in OTHERS if (naive.total(period, place, city) or 0) > 0]
        assert same(row["province_count"], len(with_output))


def check_overview(release: Release, naive: Statistics, period: tuple[int, int]) -> None:
    (row,) = ask(release, "overview", year=period[0], quarter=period[1]).frame.to_dict("records")
    assert same(row["out_of_province_ytd_yuan"], naive.total(period, "out"))
    assert same(row["out_of_province_yuan"], naive.quarter_total(period, "out"))
    assert same(row["like_for_like_yoy"], naive.like_for_like(period, "out"))
    assert same(row["gross_output_ytd_yuan"], naive.total(period, "all"))
    assert same(row["enterprise_count"], naive.active(period, "out"))
    assert same(row["provinces_with_output"], sum((naive.total(period, place) or 0) > 0 for place in OTHERS))
    assert same(
        row["provinces_above_first"], sum((naive.total(period, place) or 0) > 10**10 for place in OTHERS)
    )


def check_completeness(release: Release, naive: Statistics, period: tuple[int, int]) -> None:
    number = period[0] * 4 + period[1] - 1
    expected = set()
    for lag in range(5):
        expected |= naive.reporters(((number - lag) // 4, (number - lag) % 4 + 1))
    frame = ask(release, "completeness", year=period[0], quarter=period[1]).frame
    assert frame["expected"].sum() == len(expected)
    assert frame["reported"].sum() == len(naive.reporters(period))
    missing = ask(release, "missing_reports", year=period[0], quarter=period[1]).frame
    assert set(missing["enterprise_code"]) == expected - naive.reporters(period)


def check_demand(release: Release, naive: Statistics, period: tuple[int, int]) -> None:
    year, quarter = period
    frame = release.ask(
        "SELECT province_code, demand_yuan FROM business WHERE year = ? AND quarter = ?", [year, quarter]
    )
    for row in frame.to_dict("records"):
        assert same(row["demand_yuan"], naive.demand(period, row["province_code"]))


def check_trend(
    release: Release, naive: Statistics, province: str | None = None, city: str | None = None
) -> None:
    if city is not None and city not in release.home_cities:
        return
    place = province or "out"
    frame = ask(release, "output_trend", province=province, city=city).frame
    first, last = naive.periods()[0], naive.periods()[-1]
    assert len(frame) == (last[0] - first[0]) * 4 + last[1] - first[1] + 1
    for row in frame.to_dict("records"):
        period = (int(row["year"]), int(row["quarter"]))
        assert same(row["output_ytd_yuan"], naive.total(period, place, city))
        assert same(row["output_yuan"], naive.quarter_total(period, place, city))
        assert same(row["spans_quarters"], naive.group_spans(period, place, city))
        assert same(row["gross_output_ytd_yuan"], naive.total(period, "all", city))
        assert same(row["yoy"], naive.yoy(period, place, city))
        assert same(row["like_for_like_yoy"], naive.like_for_like(period, place, city))


def check_trend_of_enterprise(release: Release, naive: Statistics) -> None:
    code = min(code for code, *_ in naive.ytd)
    for province in (None, "440000"):
        place = province or "out"
        for row in ask(release, "output_trend", enterprise=code, province=province).frame.to_dict("records"):
            period = (int(row["year"]), int(row["quarter"]))
            now = naive.total(period, place, among={code})
            before = naive.total(a_year_before(period), place, among={code})
            assert same(row["output_ytd_yuan"], now)
            assert same(
                row["prior_ytd_yuan"],
                before if naive.total(period, "all", among={code}) is not None else None,
            )
            assert same(row["gross_output_ytd_yuan"], naive.total(period, "all", among={code}))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(one_submission)
def test_quarters_add_up_to_the_year_when_none_is_missing(rows: list[Row]) -> None:
    complete = [
        row._replace(quarter=quarter, ytd=row.ytd * quarter)
        for row in {row[:2] + row[3:4]: row for row in rows}.values()
        for quarter in (1, 2, 3, 4)
    ]
    with TemporaryDirectory() as folder:
        release = release_of([complete], (), Path(folder) / "home")
        for province in [None, *PLACES]:
            frame = ask(release, "output_trend", province=province).frame
            for year, quarters in frame.groupby("year"):
                reported = quarters.dropna(subset=["output_ytd_yuan"])
                if len(reported) == 4:
                    assert reported["output_yuan"].sum() == reported["output_ytd_yuan"].iloc[-1], year
                    assert set(reported["spans_quarters"]) == {1}


def test_a_missing_quarter_is_spanned_and_said_not_filled(books: Books) -> None:
    books.submit(output=[output("A", 2025, 1, "440000", 10), output("A", 2025, 3, "440000", 40)])
    frame = books.ask("output_trend", province="440000").frame
    assert frame["output_yuan"].astype(object).where(frame["output_yuan"].notna(), None).tolist() == [
        10,
        None,
        30,
    ]
    assert frame["spans_quarters"].astype(object).where(frame["spans_quarters"].notna(), None).tolist() == [
        1,
        None,
        2,
    ]
    frame = books.ask("output_of_enterprise", enterprise="A").frame
    assert frame[["output_yuan", "spans_quarters"]].values.tolist() == [[30, 2]]


def test_money_beyond_what_a_float_holds_stays_exact(books: Books) -> None:
    big = 2**53 + 1
    books.submit(output=[output("A", 2025, 1, "440000", big), output("B", 2025, 1, "110000", 2)])
    frame = books.ask("output_by_province").frame
    assert frame["output_ytd_yuan"].iloc[0] == big
    assert str(frame["output_ytd_yuan"].dtype) == "Int64"
    assert books.ask("overview").frame["out_of_province_ytd_yuan"].iloc[0] == big + 2


def test_targets_tell_what_was_attained_in_their_own_unit(books: Books) -> None:
    books.submit(
        enterprise=[enterprise("A", "370100")],
        output=[
            output("A", 2025, 2, "440000", 30_000_000_000, 7),
            output("A", 2025, 2, HOME, 70_000_000_000),
        ],
        target=[
            {"year": 2025, "indicator": "省外产值", "scope_code": HOME, "value": 600, "unit": "亿元"},
            {
                "year": 2025,
                "indicator": "省外产值",
                "scope_code": "440000",
                "value": 4_000_000,
                "unit": "万元",
            },
            {"year": 2025, "indicator": "省外产值", "scope_code": "370100", "value": 100, "unit": "亿元"},
            {"year": 2025, "indicator": "外向度", "scope_code": HOME, "value": 40, "unit": "%"},
            {"year": 2025, "indicator": "建筑业总产值", "scope_code": HOME, "value": 2000, "unit": "亿元"},
            {"year": 2025, "indicator": "幸福度", "scope_code": HOME, "value": 1, "unit": "分"},
            {"year": 2027, "indicator": "省外产值", "scope_code": HOME, "value": 700, "unit": "亿元"},
        ],
    )
    frame = books.ask("targets", year=2025).frame
    told = {(r.indicator, r.scope_code): r.attained for r in frame.itertuples()}
    assert told.pop(("幸福度", HOME)) is not told
    assert told == pytest.approx(
        {
            ("省外产值", HOME): 0.5,
            ("省外产值", "440000"): 0.75,
            ("省外产值", "370100"): 3.0,
            ("外向度", HOME): 0.75,
            ("建筑业总产值", HOME): 0.5,
        }
    )
    overview = books.ask("overview").frame.iloc[0]
    assert (overview["target_yuan"], overview["target_share"]) == (60_000_000_000, 0.5)


def test_projects_under_way_are_counted_at_the_end_of_the_quarter(books: Books) -> None:
    books.submit(
        enterprise=[enterprise("A", "370100")],
        output=[output("A", 2025, 2, "440000", 1)],
        project=[project("P", "A"), project("Q", "B"), project("R", "A", "650000"), project("S", "A", HOME)],
    )
    release = books.release()
    everybody = ask(release, "output_by_province").frame.set_index("province_code")["project_count"]
    of_city = ask(release, "output_by_province", city="370100").frame.set_index("province_code")[
        "project_count"
    ]
    assert (everybody["440000"], everybody["650000"], everybody["110000"]) == (2, 1, 0)
    assert (of_city["440000"], of_city["650000"]) == (1, 1)
