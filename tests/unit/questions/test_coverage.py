"""Coverage as of any day, against the definition read slowly, and the sentences that say why."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import coverage as model
from analysis.questions import ask
from analysis.reference import neighbours
from analysis.warehouse import Release
from tests.unit.questions.naive import HOME, Row
from tests.unit.questions.naive_coverage import LEVEL, OTHERS, Coverage, Event, Project, in_turn, quarters
from tests.unit.warehouse.books import Books, event, output, project

PLACES = ["440000", "320000", "110000", "650000", "510000"]
DAY, YEAR = date(2024, 1, 1), timedelta(days=365)
COVERED = ("stationed", "reached")
LAST_DAY = date(2026, 3, 1)
days = st.integers(0, 20).map(lambda step: DAY + timedelta(days=37 * step))
events = st.builds(
    Event,
    enterprise=st.sampled_from("ABC"),
    province=st.sampled_from([*PLACES[:3], HOME]),
    kind=st.sampled_from(["designated", "designated", "adjusted", "withdrawn"]),
    day=days,
    reach=st.none()
    | st.lists(st.sampled_from([*PLACES, "460000", HOME]), unique=True, max_size=3).map(tuple),
)
projects = st.builds(
    Project, province=st.sampled_from(PLACES), start=days, end=st.none() | days.map(lambda day: day + YEAR)
)
rows = st.builds(
    Row,
    enterprise=st.sampled_from("AB"),
    year=st.sampled_from([2023, 2024, 2025]),
    quarter=st.integers(1, 4),
    province=st.sampled_from([*PLACES, HOME]),
    ytd=st.integers(0, 9),
)


@st.composite
def situations(draw: st.DrawFn) -> Coverage:
    """A roster, projects and reports as they may happen."""
    roster = draw(st.lists(events, max_size=9, unique_by=lambda e: (e.enterprise, e.province, e.kind, e.day)))
    # One enterprise moves at most once a day: which of two moves comes first, no file says.
    moved = Counter((e.enterprise, e.day) for e in roster if e.kind == "adjusted")
    return Coverage(
        possible([e for e in roster if e.kind != "adjusted" or moved[e.enterprise, e.day] == 1]),
        draw(st.lists(projects, max_size=4)),
        draw(st.lists(rows, max_size=24, unique_by=lambda row: row[:4])),
    )


def possible(roster: list[Event]) -> list[Event]:
    """The events without the designations of an enterprise that has a seat elsewhere: intake refuses them."""
    kept: list[Event] = []
    for happened in sorted(roster, key=in_turn):
        held = {enterprise for enterprise, _ in Coverage(kept, [], []).seats(happened.day)}
        if happened.kind != "designated" or happened.enterprise not in held:
            kept.append(happened)
    return kept


def recorded(naive: Coverage, home: Path) -> Release:
    """The same situation as a release holds it."""
    books = Books(home)
    tables = {
        "output": [output(*row) for row in naive.rows],
        "project": [
            project(
                f"P{number}", "A", one.province, start_date=one.start, actual_end_date=one.end,
                status="completed" if one.end else "under_way",
            )
            for number, one in enumerate(naive.projects)
        ],
        "key_unit": [
            event(e.enterprise, e.province, e.kind, e.day, reach_codes=reach)
            for e in naive.roster
            for reach in [None if e.reach is None else list(e.reach)]
        ],
    }  # fmt: skip
    if filled := {kind: table for kind, table in tables.items() if table}:
        books.submit(**filled)
    return books.release()


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(situations(), st.lists(st.dates(DAY - YEAR, LAST_DAY), min_size=4, max_size=4))
def test_any_day_any_quarter_and_any_two_days_are_what_the_definition_says(
    naive: Coverage, asked: list[date]
) -> None:
    with TemporaryDirectory() as folder:
        release = recorded(naive, Path(folder) / "home")
        for day in {*asked, *(happened.day for happened in naive.roster[:3])}:
            check_day(release, naive, day)
        check_history(release, naive, max(asked))
        check_changes(release, naive, min(asked), max(asked))


def check_day(release: Release, naive: Coverage, day: date) -> None:
    frame = ask(release, "coverage", as_of=day).frame
    assert sorted(frame["province_code"]) == OTHERS
    period = naive.period(day)
    demands = {place: naive.demand(place, day) for place in OTHERS}
    for row in frame.to_dict("records"):
        place = row["province_code"]
        serving = naive.serving(place, day)
        assert row["status"] == naive.status(place, day), (day, place)
        assert row["stationed_units"] == sum(stationed for _, stationed in serving)
        assert row["reaching_units"] == sum(not stationed for _, stationed in serving)
        assert known(row["demand_yuan"]) == demands[place], (day, place)
        larger = [
            demand for demand in demands.values() if demand is not None and demand > (demands[place] or 0)
        ]
        assert known(row["rank"]) == (None if demands[place] is None else 1 + len(larger))
        assert known(row["uncovered_since"]) == naive.uncovered_since(place, day), (day, place)
        assert row["project_count"] == naive.under_way(place, day)
        assert row["enterprise_count"] == (naive.statistics.active(period, place) if period else 0)
        growth = naive.statistics.yoy(period, place) if period else None
        assert known(row["yoy"]) == (None if growth is None else pytest.approx(float(growth)))
        assert row["why"]
    check_figures(ask(release, "coverage_summary", as_of=day).frame.iloc[0], naive, day, OTHERS)
    for _, region in ask(release, "coverage_by_region", as_of=day).frame.iterrows():
        check_figures(region, naive, day, list(region["province_codes"]))


def check_figures(row: pd.Series, naive: Coverage, day: date, places: list[str]) -> None:
    statuses = {place: naive.status(place, day) for place in places}
    for status in ("stationed", "reached", "gap", "idle"):
        assert row[f"provinces_{status}"] == list(statuses.values()).count(status)
    business = {place for place in places if naive.has_business(place, day)}
    covered = {place for place, status in statuses.items() if status in COVERED}
    assert row["provinces_total"] == len(places)
    assert row["provinces_with_business"] == len(business)
    assert row["provinces_covered"] == len(covered)
    assert row["provinces_covered_with_business"] == len(covered & business)
    for name, meant in (("stationed", ("stationed",)), ("covered", COVERED), ("uncovered", ("gap", "idle"))):
        share = naive.share(meant, day, places)
        assert known(row[f"share_{name}"]) == (None if share is None else pytest.approx(float(share)))


def check_history(release: Release, naive: Coverage, day: date) -> None:
    frame = ask(release, "coverage_history", as_of=day).frame
    first = naive.first_day()
    expected = quarters(first, day) if first and first <= day else []
    assert list(zip(frame["year"], frame["quarter"], strict=True)) == [period for period, _ in expected]
    assert list(frame["date"]) == [moment for _, moment in expected]
    for _, row in frame.iterrows():
        check_figures(row, naive, row["date"], OTHERS)
    of_one = ask(release, "coverage_of_province", province=PLACES[0], as_of=day).frame
    assert list(of_one["status"]) == [naive.status(PLACES[0], moment) for _, moment in expected]
    of_all = ask(release, "coverage_of_province", as_of=day).frame
    assert len(of_all) == len(expected) * len(OTHERS)


def check_changes(release: Release, naive: Coverage, before: date, after: date) -> None:
    asked = {"from": before, "to": after}
    frame = ask(release, "coverage_changes", language="en", **asked).frame
    assert sorted(frame["province_code"]) == OTHERS
    for row in frame.to_dict("records"):
        place = row["province_code"]
        then, now = naive.status(place, before), naive.status(place, after)
        served, serve = naive.serving(place, before), naive.serving(place, after)
        assert (row["status_before"], row["status_after"]) == (then, now)
        rise = LEVEL[now] - LEVEL[then]
        expected = (
            "gained" if rise > 0
            else "lost" if rise < 0
            else ("business_began" if now == "gap" else "business_ended") if now != then
            else "service" if served != serve
            else "none"
        )  # fmt: skip
        assert row["change"] == expected
        assert known(row["demand_before_yuan"]) == naive.demand(place, before)
        assert known(row["demand_after_yuan"]) == naive.demand(place, after)
        came = {enterprise for enterprise, _ in serve} - {enterprise for enterprise, _ in served}
        assert set((known(row["came"]) or "").split("、")) - {""} == {f"Enterprise {name}" for name in came}
        for enterprise, _ in served ^ serve:
            assert f"Enterprise {enterprise}" in row["why"]
        assert bool(row["why"]) == (
            served != serve or naive.has_business(place, before) != naive.has_business(place, after)
        )


def test_a_liaison_region_has_the_provinces_of_its_latest_officers(told: Books) -> None:
    def officer(region: str | None, province: str, since: date, until: date | None = None) -> dict[str, Any]:
        return {"liaison_region": region, "province_code": province, "officer": "Officer", "since": since,
                "until": until}  # fmt: skip

    told.submit(
        region_liaison=[
            officer("South", "440000", date(2021, 1, 1)),
            officer("South", "510000", date(2021, 1, 1)),
            officer("West", "510000", date(2024, 1, 1)),
            officer("West", "650000", date(2021, 1, 1), date(2025, 6, 30)),
            officer(None, "610000", date(2021, 1, 1)),
        ]
    )
    frame = told.ask("coverage_by_region", as_of=date(2026, 1, 1)).frame
    assert set(frame["region_kind"].iloc[:-2]) == {"strategy"}
    south, west = (row for _, row in frame.iloc[-2:].iterrows())
    assert (south["region"], list(south["province_codes"])) == ("South", ["440000"])
    assert (west["region"], list(west["province_codes"]), list(west["gap_codes"])) == (
        "West", ["510000"], ["510000"],
    )  # fmt: skip
    assert (south["share_covered"], west["share_covered"]) == (1.0, 0.0)
    earlier = told.ask("coverage_by_region", as_of=date(2025, 6, 30)).frame.iloc[-1]
    assert list(earlier["province_codes"]) == ["510000", "650000"]


def known(value: Any) -> Any:
    """None for what is missing, by whatever mark."""
    return None if pd.isna(value) else value


@pytest.fixture
def told(books: Books) -> Books:
    books.submit(
        output=[
            output("A", 2025, 4, "440000", 600),
            output("B", 2025, 4, "650000", 300),
            output("B", 2025, 4, "510000", 100),
        ],
        key_unit=[
            event("A", "440000", "designated", date(2021, 3, 8), office="Office"),
            event("B", "610000", "designated", date(2021, 3, 8), reach_codes=["620000"]),
            event("B", "610000", "adjusted", date(2023, 5, 1), reach_codes=["510000", HOME], staff=4),
            event("B", "610000", "withdrawn", date(2024, 6, 30)),
        ],
    )
    return books


def test_shares_of_covered_and_uncovered_add_to_one(told: Books) -> None:
    row = told.ask("coverage_summary", as_of=date(2024, 1, 1)).frame.iloc[0]
    assert pd.isna(row["share_covered"])  # nothing was reported by then: no share of nothing
    row = told.ask("coverage_summary", as_of=date(2026, 1, 1)).frame.iloc[0]
    assert (row["share_stationed"], row["share_covered"], row["share_uncovered"]) == (0.6, 0.6, 0.4)
    assert (row["provinces_gap"], row["demand_yuan"], row["key_unit_count"]) == (2, 1000, 1)
    assert (
        row["provinces_stationed"] + row["provinces_reached"] + row["provinces_gap"] + row["provinces_idle"]
        == 33
    )


def test_the_roster_is_as_of_the_day_asked(told: Books) -> None:
    frame = told.ask("key_units", as_of=date(2023, 5, 1)).frame.set_index("unit_id")
    assert list(frame.index) == ["A-440000", "B-610000"]
    assert list(frame.loc["B-610000", "reach_codes"]) == ["510000"]
    assert frame.loc["B-610000", "reach_declared"]
    assert not frame.loc["A-440000", "reach_declared"]
    assert set(frame.loc["A-440000", "reach_codes"]) == set(neighbours("440000"))
    assert frame.loc["B-610000", "since"] == date(2021, 3, 8)
    before = told.ask("key_units", as_of=date(2023, 4, 30)).frame.set_index("unit_id")
    assert list(before.loc["B-610000", "reach_codes"]) == ["620000"]
    assert told.ask("key_units", as_of=date(2021, 3, 7)).frame.empty
    assert told.ask("key_units", as_of=date(2024, 6, 30)).frame["unit_id"].tolist() == ["A-440000"]
    assert told.ask("key_units", as_of=date(2023, 5, 1), province="610000").frame["unit_id"].tolist() == [
        "B-610000"
    ]


def test_demand_of_a_unit_is_of_its_station_its_reach_and_its_own(told: Books) -> None:
    told.submit(
        key_unit=[event("B", "650000", "designated", date(2025, 1, 1), reach_codes=["510000", "440000"])]
    )
    frame = told.ask("key_units", as_of=date(2026, 1, 1)).frame.set_index("unit_id")
    told_of = frame.loc["B-650000", ["demand_yuan", "reach_demand_yuan", "own_demand_yuan"]].tolist()
    assert told_of == [300, 700, 300]


def test_a_gap_says_why_it_is_one(told: Books) -> None:
    frame = told.ask("coverage", as_of=date(2026, 1, 1), language="en").frame.set_index("province_code")
    xinjiang, sichuan = frame.loc["650000"], frame.loc["510000"]
    assert (xinjiang["status"], xinjiang["rank"], xinjiang["uncovered_since"]) == ("gap", 2, date(2021, 3, 8))
    assert "rank 2" in xinjiang["why"]
    assert "Enterprises with output this year: 1" in xinjiang["why"]
    assert "borders away, are Enterprise A (Guangdong)" in xinjiang["why"]
    assert "able to take one: 1, the largest Enterprise B." in xinjiang["why"]
    assert "Never covered since the roster began on 2021-03-08." in xinjiang["why"]
    assert sichuan["uncovered_since"] == date(2024, 6, 30)
    assert "Uncovered since 2024-06-30, when Enterprise B withdrew." in sichuan["why"]
    chinese = told.ask("coverage", as_of=date(2026, 1, 1)).frame.set_index("province_code")
    assert "居第 2 位" in chinese.loc["650000", "why"]
    assert "Uncovered" not in "".join(chinese["why"])


def test_an_adjustment_to_another_province_moves_the_seat(books: Books) -> None:
    books.submit(
        output=[output("A", 2025, 4, "440000", 6)],
        key_unit=[
            event("A", "440000", "designated", date(2021, 3, 8), batch=1),
            event("A", "320000", "adjusted", date(2024, 1, 1), batch=None),
        ],
    )
    frame = books.ask("key_units", as_of=date(2024, 1, 1)).frame
    assert frame[["province_code", "batch", "since"]].values.tolist() == [["320000", 1, date(2024, 1, 1)]]


def test_what_is_recorded_later_about_earlier_days_is_known_from_the_later_release_on(books: Books) -> None:
    books.submit(key_unit=[event("A", "440000", "designated", date(2021, 3, 8))])
    before = books.release()
    books.submit(key_unit=[event("A", "440000", "withdrawn", date(2022, 1, 1))])
    after = books.release()
    assert len(ask(before, "key_units", as_of=date(2023, 1, 1)).frame) == 1
    assert len(ask(after, "key_units", as_of=date(2023, 1, 1)).frame) == 0


FACT = {
    "status": "gap", "has_business": True, "demand_yuan": None, "rank": None, "yoy": None,
    "enterprise_count": 0,
    "project_count": 2, "stationed_by": None, "reached_by": None, "nearest_units": [], "borders": None,
    "leaders": [], "eligible_count": 0, "movers": [], "uncovered_since": None, "left_units": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {},
            "Projects under way: 2. There is no active key unit that could reach it. No enterprise without a"
            " seat was at work here in the latest reported quarter. No key unit has been designated yet.",
        ),
        ({"status": "idle"}, "No output in the last four reported quarters and no project under way."),
        (
            {"status": "stationed", "stationed_by": "X"},
            "A key unit is stationed here: X. Projects under way: 2.",
        ),
        ({"status": "reached", "reached_by": "X", "has_business": False}, "Within reach of X."),
    ],
)
def test_the_sentence_follows_the_facts(change: dict, said: str) -> None:
    assert model.why(FACT | change, "en") == said
    assert model.why(FACT | change, "zh") not in ("", said)
