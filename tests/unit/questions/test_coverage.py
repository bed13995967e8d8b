"""Coverage as of any day, against the definition read slowly, and the sentences that say why."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import coverage as model
from analysis.questions import ask
from analysis.reference import neighbours, provinces
from tests.unit.questions.naive import HOME, Row, Statistics
from tests.unit.warehouse.books import Books, event, output, project

OTHERS = [code for code in provinces()["province_code"] if code != HOME]
DAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Event:
    enterprise: str
    province: str
    kind: str
    day: date
    reach: tuple[str, ...] | None

    def row(self) -> dict:
        reach = None if self.reach is None else list(self.reach)
        return dict(event(self.enterprise, self.province, self.kind, self.day, reach_codes=reach))


events = st.builds(
    Event,
    enterprise=st.sampled_from("AB"),
    province=st.sampled_from(["440000", "320000", "110000", HOME]),
    kind=st.sampled_from(["designated", "adjusted", "withdrawn"]),
    day=st.sampled_from([DAY + timedelta(days=100 * step) for step in range(6)]),
    reach=st.none()
    | st.lists(st.sampled_from(["460000", "310000", HOME, "440000"]), unique=True, max_size=3).map(tuple),
)


def active_seats(roster: list[Event], day: date) -> dict[tuple[str, str], tuple[str, ...] | None]:
    """The seats on a day with their declared reach: events told one after the other."""
    seats: dict[tuple[str, str], tuple[str, ...] | None] = {}
    turn = ["withdrawn", "designated", "adjusted"]
    for happened in sorted(roster, key=lambda e: (e.day, turn.index(e.kind))):
        if happened.day > day:
            break
        seat = (happened.enterprise, happened.province)
        if happened.kind == "withdrawn":
            seats.pop(seat, None)
            continue
        if happened.kind == "adjusted" and seat not in seats:  # the enterprise moves its seat
            for other in [held for held in seats if held[0] == happened.enterprise]:
                seats.pop(other)
        seats[seat] = happened.reach if happened.reach is not None else seats.get(seat)
    return seats


def reach(province: str, declared: tuple[str, ...] | None) -> set[str]:
    codes = neighbours(province) if declared is None else declared
    return {code for code in codes if code not in (HOME, province)}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(events, max_size=6, unique_by=lambda e: (e.enterprise, e.province, e.kind, e.day)))
def test_status_is_what_the_definition_says_on_any_day(roster: list[Event]) -> None:
    # One enterprise moves at most once a day: which of two moves comes first, no file says.
    moves = [e for e in roster if e.kind == "adjusted"]
    if len({(e.enterprise, e.day) for e in moves}) < len(moves):
        roster = [e for e in roster if e.kind != "adjusted"]
    rows = [Row("A", 2023, 4, "440000", 7), Row("A", 2024, 3, "650000", 5), Row("B", 2024, 2, "110000", 0)]
    with TemporaryDirectory() as folder:
        books = Books(Path(folder) / "home")
        books.submit(
            output=[output(*row) for row in rows], project=[project("P", "A", "510000", start_date=DAY)]
        )
        if roster:
            books.submit(key_unit=[happened.row() for happened in roster])
        release = books.release()
        for day in (DAY - timedelta(days=1), *(DAY + timedelta(days=step) for step in (0, 150, 300, 1000))):
            naive = Statistics([rows], set(), {})
            ended = [p for p in naive.periods() if date(p[0], p[1] * 3, 28) <= day][-4:]
            business = {
                place
                for p in ended
                for place in OTHERS
                if any(naive.single[k] > 0 for k in naive.keys(p, place))
            }
            if ended:
                business |= {place for place in OTHERS if (naive.demand(ended[-1], place) or 0) > 0}
            if day >= DAY:
                business.add("510000")
            seats = active_seats(roster, day)
            stationed = {province for _, province in seats} - {HOME}
            reached = {
                code
                for (_, station), declared in seats.items()
                if station != HOME
                for code in reach(station, declared)
            }
            for row in ask(release, "coverage", as_of=day).frame.to_dict("records"):
                place = row["province_code"]
                expected = (
                    "stationed" if place in stationed
                    else "reached" if place in reached
                    else "gap" if place in business
                    else "idle"
                )  # fmt: skip
                assert row["status"] == expected, (day, place)
                assert row["stationed_units"] == sum(province == place for _, province in seats)
                assert row["why"]
            summary = ask(release, "coverage_summary", as_of=day).frame.iloc[0]
            assert summary["provinces_total"] == 33
            assert summary["provinces_stationed"] == len(stationed)


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
