"""The roster in two times: as of any day, as known at any release, and what changed between two days."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.problems import Refused
from analysis.questions import ask
from analysis.reference import neighbours
from tests.unit.warehouse.books import Books, event, output, project

HOME = "370000"
FIRST = date(2021, 3, 8)
GUANGDONG, XINJIANG, JIANGSU, SHAANXI = "440000", "650000", "320000", "610000"


@pytest.fixture
def told(books: Books) -> Books:
    """A unit that moves, narrows its reach, withdraws and returns; one that stays."""
    books.submit(
        output=[
            *(output("A", year, quarter, GUANGDONG, 10 * quarter * (year - 2021))
              for year in (2022, 2023, 2024) for quarter in (1, 2, 3, 4)),
            output("B", 2024, 2, GUANGDONG, 60),
            output("A", 2024, 2, XINJIANG, 30),
        ],
        project=[project(name, code, GUANGDONG, start_date=FIRST) for name, code in ("PA", "QB")],
        key_unit=[
            event("A", GUANGDONG, "designated", FIRST, document="No. 1", staff=8),
            event("B", JIANGSU, "designated", date(2022, 9, 15), batch=2, reach_codes=["310000"]),
            event("A", XINJIANG, "adjusted", date(2023, 1, 1), reason="project", batch=None),
            event("A", XINJIANG, "adjusted", date(2023, 6, 1), reach_codes=["630000", HOME], batch=None),
            event("A", XINJIANG, "adjusted", date(2023, 7, 1), staff=3, batch=None),
            event("A", XINJIANG, "withdrawn", date(2024, 1, 1), reason="willingness", batch=None),
            event("A", GUANGDONG, "designated", date(2025, 1, 1), batch=3),
        ],
    )  # fmt: skip
    return books


def test_every_event_says_what_it_changed(told: Books) -> None:
    frame = told.ask("roster_changes").frame
    assert frame["step"].tolist() == [
        "designated", "designated", "moved", "reach_changed", "adjusted", "withdrawn", "returned",
    ]  # fmt: skip
    moved = frame.iloc[2]
    assert (moved["province_code"], moved["from_province_code"], moved["from_province"]) == (
        XINJIANG, GUANGDONG, "广东",
    )  # fmt: skip
    assert (moved["batch"], moved["reason"]) == (1, "project")
    assert pd.isna(moved["document"])  # what an earlier event named is not this one's
    assert set(moved["reach_before_codes"]) == set(neighbours(GUANGDONG))
    assert set(moved["reach_after_codes"]) == set(neighbours(XINJIANG))
    assert list(frame.iloc[3]["reach_after_codes"]) == ["630000"]
    assert (frame["staff"].iloc[4], frame["staff"].iloc[0]) == (3, 8)
    assert pd.isna(frame["staff_before"].iloc[4])  # of its office in Xinjiang nothing had been said
    assert frame.iloc[5]["reach_after_codes"] is None
    assert frame["file"].tolist() == ["1.xlsx"] * 7
    assert frame["source_row"].tolist() == [2, 3, 4, 5, 6, 7, 8]


def test_changes_are_those_between_two_days_both_included(told: Books) -> None:
    found = told.ask("roster_changes", **{"from": "2022-09-15", "to": "2023-06-01"})
    assert found.frame["date"].astype(str).tolist() == ["2022-09-15", "2023-01-01", "2023-06-01"]
    assert found.as_of == date(2023, 6, 1)
    assert told.ask("roster_changes", province=GUANGDONG).frame["step"].tolist() == [
        "designated", "moved", "returned",
    ]  # fmt: skip
    assert told.ask("roster_changes", batch=2).frame["unit_id"].tolist() == [f"B-{JIANGSU}"]


def test_a_range_that_ends_before_it_begins_is_refused(told: Books) -> None:
    with pytest.raises(Refused) as refused:
        told.ask("roster_changes", **{"from": "2023-06-01", "to": "2022-09-15"})
    assert refused.value.rule == "dates_reversed"


def test_changes_lead_from_one_roster_to_the_other(told: Books) -> None:
    """What the roster is on the later day follows from the earlier one and the changes between."""
    for first, last in (
        ("2021-03-08", "2023-06-30"),
        ("2022-12-31", "2025-06-01"),
        ("2023-12-31", "2024-01-01"),
    ):
        seats = set(told.ask("key_units", as_of=first).frame["unit_id"])
        day_after = date.fromisoformat(first) + timedelta(days=1)
        for row in told.ask("roster_changes", **{"from": day_after, "to": last}).frame.to_dict("records"):
            seats = {seat for seat in seats if not seat.startswith(row["enterprise_code"])}
            if row["event"] != "withdrawn":
                seats.add(row["unit_id"])
        assert seats == set(told.ask("key_units", as_of=last).frame["unit_id"])


def test_stays_follow_each_other(told: Books) -> None:
    frame = told.ask("roster_stays").frame
    rows = [
        (row["unit_id"], str(row["first_day"]), str(row["last_day"]), row["ended_by"], row["batch"])
        for row in frame.fillna({"ended_by": "—"}).to_dict("records")
    ]
    assert rows == [
        (f"A-{GUANGDONG}", "2021-03-08", "2022-12-31", "moved", 1),
        (f"A-{XINJIANG}", "2023-01-01", "2023-12-31", "withdrawn", 1),
        (f"B-{JIANGSU}", "2022-09-15", "None", "—", 2),
        (f"A-{GUANGDONG}", "2025-01-01", "None", "—", 3),
    ]
    assert len(told.ask("roster_stays", province=XINJIANG).frame) == 3


def test_a_units_history_is_one_wherever_it_sat(told: Books) -> None:
    for unit in (f"A-{GUANGDONG}", f"A-{XINJIANG}"):
        assert len(told.ask("unit_history", unit=unit).frame) == 6
    with pytest.raises(Refused) as refused:
        told.ask("unit_history", unit=f"A-{SHAANXI}")
    assert refused.value.rule == "no_such_key_unit"


@pytest.mark.parametrize(
    ("day", "station", "active", "until"),
    [
        ("2021-01-01", GUANGDONG, False, "2022-12-31"),
        ("2022-12-31", GUANGDONG, True, "2022-12-31"),
        ("2023-01-01", XINJIANG, True, "2023-12-31"),
        ("2024-06-01", XINJIANG, False, "2023-12-31"),
        ("2025-01-01", GUANGDONG, True, "None"),
    ],
)
def test_a_profile_is_of_the_day(told: Books, day: str, station: str, active: bool, until: str) -> None:
    row = told.ask("unit_profile", unit=f"A-{XINJIANG}", as_of=day).frame.iloc[0]
    assert (row["province_code"], row["active"], str(row["until"])) == (station, active, until)
    assert str(row["first_designated"]) == "2021-03-08"


def test_output_of_a_unit_is_its_own_and_ours_where_it_serves(told: Books) -> None:
    frame = told.ask("unit_output", unit=f"A-{GUANGDONG}", as_of="2025-06-01").frame
    station = frame.iloc[0]
    assert station[["province_code", "service"]].tolist() == [GUANGDONG, "stationed"]
    assert station["output_four_quarters_yuan"] == 120
    assert station["prior_four_quarters_yuan"] == 80
    assert station["growth"] == pytest.approx(0.5)
    assert (station["first_year"], station["years_there"], station["project_count"]) == (2022, 2, 1)
    assert set(frame["province_code"][1:]) == set(neighbours(GUANGDONG))
    assert frame["output_four_quarters_yuan"][1:].tolist() == [0] * (len(frame) - 1)


def test_four_quarters_within_a_year_take_the_rest_of_the_year_before(told: Books) -> None:
    row = told.ask("unit_output", unit=f"A-{GUANGDONG}", as_of="2022-12-30").frame.iloc[0]
    assert pd.isna(row["output_four_quarters_yuan"])  # of 2021 nothing was reported
    row = told.ask("unit_output", unit=f"A-{GUANGDONG}", as_of="2023-09-30").frame.iloc[0]
    # The seat is in Xinjiang by then; 2023Q3 and the rest of 2022 there are no output at all.
    assert (row["province_code"], row["output_four_quarters_yuan"]) == (XINJIANG, 0)
    row = told.ask("unit_output", unit=f"A-{GUANGDONG}", as_of="2024-11-01").frame
    assert row.iloc[0]["province_code"] == XINJIANG


def test_before_anything_was_reported_the_unit_is_there_without_figures(told: Books) -> None:
    frame = told.ask("unit_output", unit=f"A-{GUANGDONG}", as_of="2021-06-01").frame
    assert frame["province_code"].tolist()[0] == GUANGDONG
    assert len(frame) == 1 + len(neighbours(GUANGDONG))
    assert frame[["output_four_quarters_yuan", "demand_yuan", "first_year", "growth"]].isna().all(axis=None)
    criteria = told.ask("unit_criteria", unit=f"A-{GUANGDONG}", as_of="2021-06-01").frame
    assert criteria.set_index("criterion")["points"].notna().to_dict()["presence"]  # eight people


def test_criteria_are_those_of_candidates_for_the_seat_it_has(told: Books) -> None:
    frame = told.ask("unit_criteria", unit=f"A-{GUANGDONG}", as_of="2025-06-01", language="en").frame
    points = frame.set_index("criterion")["points"]
    assert points["growth"] == 100  # by half
    assert points["projects"] == 20  # one of five
    assert "Years since its first output there: 2." in frame["evidence"].tolist()


def test_own_share_is_of_all_our_output_there(told: Books) -> None:
    told.submit(output=[output("B", 2024, 4, GUANGDONG, 120)])
    row = told.ask("unit_output", unit=f"A-{GUANGDONG}", as_of="2025-06-01").frame.iloc[0]
    assert (row["demand_yuan"], row["own_share"]) == (240, 0.5)


FUTURE = st.tuples(
    st.sampled_from(["A", "B", "C"]),
    st.sampled_from([GUANGDONG, XINJIANG, JIANGSU]),
    st.sampled_from(["designated", "adjusted", "withdrawn"]),
    st.integers(1, 900),
)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(FUTURE, min_size=1, max_size=4, unique_by=lambda told: (told[0], told[1], told[2], told[3])))
def test_as_of_yesterday_does_not_change_by_what_takes_effect_tomorrow(more: list[tuple]) -> None:
    with TemporaryDirectory() as folder:
        books = Books(Path(folder) / "home")
        books.submit(
            output=[output("A", 2024, 4, GUANGDONG, 7)],
            key_unit=[
                event("A", GUANGDONG, "designated", FIRST),
                event("B", JIANGSU, "designated", FIRST + timedelta(days=30)),
            ],
        )
        before = books.release()
        effective = FIRST + timedelta(days=100)
        books.submit(
            key_unit=[
                event(code, place, kind, effective + timedelta(days=day)) for code, place, kind, day in more
            ]
        )
        after = books.release()
        for day in (FIRST - timedelta(days=1), FIRST, effective - timedelta(days=1), effective):
            for question in ("key_units", "coverage", "coverage_summary"):
                pd.testing.assert_frame_equal(
                    ask(before, question, as_of=day).frame, ask(after, question, as_of=day).frame
                )
            pd.testing.assert_frame_equal(
                ask(before, "roster_changes", to=day).frame, ask(after, "roster_changes", to=day).frame
            )


def test_what_is_learnt_later_is_not_known_at_an_earlier_release(told: Books) -> None:
    before = told.release()
    told.submit(key_unit=[event("B", JIANGSU, "withdrawn", date(2023, 2, 1), batch=2)])
    after = told.release()
    assert len(ask(before, "key_units", as_of="2023-02-01").frame) == 2
    assert len(ask(after, "key_units", as_of="2023-02-01").frame) == 1
    assert len(ask(before, "roster_changes").frame) + 1 == len(ask(after, "roster_changes").frame)
