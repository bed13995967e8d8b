"""Which histories of the roster are possible: against a slow second telling of the rules, day by day."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.roster import ADJUSTED, DESIGNATED, WITHDRAWN, Event, conflicts, latest_by_key, refusals

FIRST = date(2021, 3, 8)
GUANGDONG, XINJIANG, JIANGSU = "440000", "650000", "320000"


def event(
    kind: str, station: str, day: int, *, code: str = "A", row: int = 2, at: int | None = None
) -> Event:
    when = FIRST + timedelta(days=day)
    return Event(code, f"Enterprise {code}", station, kind, when, "roster.xlsx", "重点单位", row, at)


def is_possible(events: Sequence[Event]) -> bool:
    """Told without the model: walk through the days with what each enterprise holds."""
    held: dict[str, set[str]] = {}
    for day in sorted({event.effective_date for event in events}):
        today = [event for event in events if event.effective_date == day]
        for code in {event.enterprise_code for event in today}:
            own = [event for event in today if event.enterprise_code == code]
            seats = held.setdefault(code, set())
            if len({event.station_province_code for event in own if event.event != WITHDRAWN}) > 1:
                return False
            for gone in [event for event in own if event.event == WITHDRAWN]:
                if gone.station_province_code not in seats:
                    return False
                seats.remove(gone.station_province_code)
            for new in [event for event in own if event.event == DESIGNATED]:
                if seats:
                    return False
                seats.add(new.station_province_code)
            for changed in [event for event in own if event.event == ADJUSTED]:
                if not seats:
                    return False
                seats.clear()
                seats.add(changed.station_province_code)
    return True


events = st.builds(
    event,
    st.sampled_from([DESIGNATED, ADJUSTED, WITHDRAWN]),
    st.sampled_from([GUANGDONG, XINJIANG]),
    st.integers(0, 5),
    code=st.sampled_from(["A", "B"]),
    row=st.integers(2, 99),
)
histories = st.lists(events, max_size=7, unique_by=lambda event: event.key)


@settings(max_examples=400, deadline=None)
@given(histories)
def test_a_history_has_conflicts_exactly_where_it_is_impossible(history: list[Event]) -> None:
    found = conflicts(history)
    assert (found == []) == is_possible(history)
    wrong = {conflict.event for conflict in found}
    assert is_possible([event for event in history if event not in wrong])


@settings(max_examples=400, deadline=None)
@given(histories, histories)
def test_what_is_not_refused_leaves_a_possible_history_possible(known: list[Event], new: list[Event]) -> None:
    wrong = {conflict.event for conflict in conflicts(known)}
    known = [event for event in known if event not in wrong]
    refused = {conflict.event for conflict in refusals(known, new)}
    assert refused <= set(new)
    taken = [event for event in new if event not in refused]
    after = list({event.key: event for event in (*known, *taken)}.values())
    assert is_possible(after)
    whole = list({event.key: event for event in (*known, *new)}.values())
    if is_possible(whole):
        assert not refused


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ([], [(WITHDRAWN, GUANGDONG, 1)], "withdrawn_without_unit"),
        ([], [(ADJUSTED, GUANGDONG, 1)], "adjusted_without_unit"),
        ([(DESIGNATED, GUANGDONG, 0)], [(DESIGNATED, GUANGDONG, 1)], "unit_already_active"),
        ([(DESIGNATED, GUANGDONG, 0)], [(DESIGNATED, XINJIANG, 1)], "second_station"),
        ([(DESIGNATED, GUANGDONG, 0)], [(WITHDRAWN, XINJIANG, 1)], "withdrawn_without_unit"),
        ([(DESIGNATED, GUANGDONG, 0), (WITHDRAWN, GUANGDONG, 3)], [(ADJUSTED, GUANGDONG, 3)],
         "adjusted_without_unit"),
        # It arrives later and tells of an earlier day: what follows it then could not have happened.
        ([(DESIGNATED, GUANGDONG, 3)], [(DESIGNATED, XINJIANG, 1)], "rules_out_later"),
        ([(DESIGNATED, GUANGDONG, 0), (WITHDRAWN, GUANGDONG, 3)], [(WITHDRAWN, GUANGDONG, 1)],
         "rules_out_later"),
        ([(DESIGNATED, GUANGDONG, 0), (WITHDRAWN, GUANGDONG, 3)], [(ADJUSTED, XINJIANG, 1)],
         "rules_out_later"),
        ([(DESIGNATED, GUANGDONG, 0), (ADJUSTED, GUANGDONG, 2)], [(ADJUSTED, XINJIANG, 2)],
         "stations_on_one_day"),
    ],
)  # fmt: skip
def test_each_impossible_event_is_refused_by_its_rule(
    before: list[tuple[str, str, int]], after: list[tuple[str, str, int]], rule: str
) -> None:
    known = [event(*told, row=number, at=1) for number, told in enumerate(before, 2)]
    new = [event(*told, row=number) for number, told in enumerate(after, 2)]
    (refused,) = refusals(known, new)
    assert (refused.rule, refused.event) == (rule, new[0])
    assert refused.other is None or refused.other in known


@pytest.mark.parametrize(
    "history",
    [
        [(DESIGNATED, GUANGDONG, 0), (ADJUSTED, XINJIANG, 1), (WITHDRAWN, XINJIANG, 2),
         (DESIGNATED, GUANGDONG, 3)],
        [(DESIGNATED, GUANGDONG, 0), (WITHDRAWN, GUANGDONG, 1), (DESIGNATED, XINJIANG, 1)],
        [(DESIGNATED, GUANGDONG, 0), (ADJUSTED, GUANGDONG, 0)],
        [(ADJUSTED, XINJIANG, 1), (DESIGNATED, GUANGDONG, 0), (ADJUSTED, GUANGDONG, 2)],
    ],
)  # fmt: skip
def test_units_move_withdraw_and_return(history: list[tuple[str, str, int]]) -> None:
    assert conflicts(event(*told) for told in history) == []


def test_a_correction_by_key_is_judged_in_place_of_what_it_corrects() -> None:
    known = [event(DESIGNATED, GUANGDONG, 0, at=1), event(ADJUSTED, GUANGDONG, 5, at=2)]
    again = [event(DESIGNATED, GUANGDONG, 0, row=9), event(ADJUSTED, GUANGDONG, 5, row=10)]
    assert refusals(known, again) == []


def test_what_rests_on_a_refused_event_is_refused_with_it() -> None:
    known = [event(DESIGNATED, GUANGDONG, 0, at=1)]
    new = [
        event(DESIGNATED, XINJIANG, 1, row=2),  # its withdrawal in Guangdong was forgotten
        event(ADJUSTED, XINJIANG, 4, row=3),  # by itself it would read as a move
        event(DESIGNATED, JIANGSU, 0, code="B", row=4),
    ]
    assert [(found.rule, found.event.source_row) for found in refusals(known, new)] == [
        ("second_station", 2),
        ("rests_on_refused", 3),
    ]


def test_two_stations_on_one_day_are_both_refused() -> None:
    known = [event(DESIGNATED, JIANGSU, 0, at=1)]
    new = [event(ADJUSTED, GUANGDONG, 1, row=2), event(ADJUSTED, XINJIANG, 1, row=3)]
    assert {found.event.source_row for found in refusals(known, new)} == {2, 3}


def test_the_last_row_of_a_key_counts() -> None:
    rows = [event(DESIGNATED, GUANGDONG, 0, row=row, at=at) for row, at in ((5, 1), (2, 2), (3, 2))]
    assert [(row.source_row, row.submission_id) for row in latest_by_key(rows)] == [(3, 2)]
