"""The roster of key units told from its events, one after the other. No SQL: a plain function over records.

A unit is an enterprise's office in a province. It is *designated*, *adjusted* (what the event does not
mention stays), *withdrawn*. An adjustment that names a province where the enterprise has no active unit moves
its unit there. An enterprise holds one seat in all (design §3): `conflicts` names the events that could not
have happened after those before them, `refusals` those that cannot be added to a history.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

OPEN_END = date(9999, 12, 31)
DESIGNATED, ADJUSTED, WITHDRAWN = "designated", "adjusted", "withdrawn"
# What happens on one day: seats are given up before others are taken, and moved last.
_TURNS = (WITHDRAWN, DESIGNATED, ADJUSTED)
_TOLD = (
    "office",
    "station_city",
    "batch",
    "document",
    "reach_codes",
    "has_office",
    "staff",
    "contact",
    "phone",
)

Record = dict[str, Any]
Seat = tuple[int, str]


@dataclass(frozen=True)
class Event:
    """What happened to an enterprise's unit on a day, and the row that says so.

    `submission_id` is None for a row that is not in the books yet.
    """

    enterprise_code: str
    enterprise: str
    station_province_code: str
    event: str
    effective_date: date
    file: str
    sheet: str
    source_row: int
    submission_id: int | None = None

    @property
    def key(self) -> tuple[str, str, str, date]:
        """What makes a later row a correction of this one."""
        return self.enterprise_code, self.station_province_code, self.event, self.effective_date


@dataclass(frozen=True)
class Conflict:
    """An event that could not have happened, and the rule it breaks (of `analysis.rules`).

    `other` is the event that rules it out, None where there is none before it.
    """

    rule: str
    event: Event
    other: Event | None


def states(events: Iterable[Mapping[str, Any]]) -> list[Record]:
    """Every state of every unit, from `first_day` until the day before `end_day` (9999-12-31 while it lasts).

    An event has enterprise_id, station_province_code, event, effective_date and what it tells (None: not
    mentioned); a state has the first two, what was told so far, and `since`, the day the unit was designated.
    Ordered by enterprise, station, first day. A state that lasted no day is left out.
    """
    told: list[Record] = []
    active: dict[Seat, Record] = {}
    batch_of: dict[int, Any] = {}

    def end(seat: Seat, day: date) -> Record | None:
        state = active.pop(seat, None)
        if state is not None and state["first_day"] < day:
            told.append({**state, "end_day": day})
        return state

    for event in sorted(events, key=_when):
        enterprise, day = event["enterprise_id"], event["effective_date"]
        seat = (enterprise, event["station_province_code"])
        before = end(seat, day)
        if event["event"] == WITHDRAWN:
            continue
        if event["event"] == ADJUSTED and before is None:
            for other in [held for held in active if held[0] == enterprise]:
                end(other, day)
        before = before or {"since": day, "batch": batch_of.get(enterprise)}
        active[seat] = {
            "enterprise_id": enterprise,
            "station_province_code": seat[1],
            "since": before["since"],
            "first_day": day,
            **{name: before.get(name) if event[name] is None else event[name] for name in _TOLD},
        }
        batch_of[enterprise] = active[seat]["batch"]
    told += [{**state, "end_day": OPEN_END} for state in active.values()]
    return sorted(
        told, key=lambda state: (state["enterprise_id"], state["station_province_code"], state["first_day"])
    )


def _when(event: Mapping[str, Any]) -> tuple[date, int, int, str]:
    turn = _TURNS.index(event["event"])
    return event["effective_date"], turn, event["enterprise_id"], event["station_province_code"]


def conflicts(events: Iterable[Event]) -> list[Conflict]:
    """The events that could not have happened after those before them, by enterprise, then in time.

    On one day withdrawals come first, then designations, then adjustments. An event in conflict changes
    nothing, so that each mistake is named once. `unit_already_active`: designated where it sits.
    `second_station`: designated while it sits elsewhere. `stations_on_one_day`: two stations on one day.
    `adjusted_without_unit`, `withdrawn_without_unit`: there is no unit to adjust or to withdraw.
    """
    return [conflict for own in _by_enterprise(events) for conflict in _of_one(own)]


def refusals(known: Iterable[Event], arriving: Iterable[Event]) -> list[Conflict]:
    """The arriving events that cannot be added to a history, each with what rules it out.

    An arriving event of a known one's key corrects what that says and changes no history. Where a known event
    could not have happened after an arriving one, the arriving one is refused (`rules_out_later`): what is
    known stays. What arrives for the same enterprise after a refused event rests on it and is refused too
    (`rests_on_refused`). Conflicts among what is known are not the arriving events' doing.
    """
    own_known = {own[0].enterprise_code: own for own in _by_enterprise(known)}
    found: list[Conflict] = []
    for own in _by_enterprise(arriving):
        before = own_known.get(own[0].enterprise_code, [])
        keys = {event.key for event in before}
        left = sorted((event for event in own if event.key not in keys), key=_turn)
        while blamed := _blamed(_of_one([*before, *left]), set(left)):
            first = min(_turn(conflict.event) for conflict in blamed)
            named = {conflict.event for conflict in blamed}
            found += blamed
            found += [
                Conflict("rests_on_refused", event, blamed[0].event)
                for event in left
                if _turn(event) >= first and event not in named
            ]
            left = [event for event in left if _turn(event) < first]
    return found


def latest_by_key(events: Iterable[Event]) -> list[Event]:
    """The events that count: of each key the one of the last submission, there of the last row."""
    ordered = sorted(events, key=lambda event: (event.submission_id or 0, event.source_row, event.sheet))
    return list({event.key: event for event in ordered}.values())


def _blamed(found: Iterable[Conflict], arriving: set[Event]) -> list[Conflict]:
    """The first conflict that arriving events have a part in, turned so that each of its events is one."""
    for conflict in found:
        pair = (conflict.event, conflict.other)
        rule = conflict.rule
        if rule == "stations_on_one_day":
            turned = [pair, pair[::-1]]  # neither of the two is the first
        elif conflict.event in arriving:
            turned = [pair]
        else:
            rule, turned = "rules_out_later", [pair[::-1]]
        blamed = [Conflict(rule, event, other) for event, other in turned if event and event in arriving]
        if blamed:
            return blamed
    return []


def _of_one(events: Iterable[Event]) -> list[Conflict]:
    """The conflicts among the events of one enterprise."""
    found: list[Conflict] = []
    seat: Event | None = None  # what seated the unit where it is
    left: Event | None = None  # what ended it last
    for _, today in groupby(sorted(events, key=_turn), key=lambda event: event.effective_date):
        placed: Event | None = None
        for event in today:
            rule, other = _broken(event, seat, left, placed)
            if rule:
                found.append(Conflict(rule, event, other))
                continue
            if event.event == WITHDRAWN:
                seat, left = None, event
                continue
            placed = placed or event
            if seat is None or seat.station_province_code != event.station_province_code:
                seat = event
    return found


def _broken(
    event: Event, seat: Event | None, left: Event | None, placed: Event | None
) -> tuple[str, Event | None]:
    """The rule an event breaks, and the event that rules it out; "" if it can happen."""
    station = event.station_province_code
    if placed is not None and placed.station_province_code != station:
        return "stations_on_one_day", placed
    if event.event == DESIGNATED and seat is not None:
        here = seat.station_province_code == station
        return "unit_already_active" if here else "second_station", seat
    if event.event == ADJUSTED and seat is None:
        return "adjusted_without_unit", left
    if event.event == WITHDRAWN and (seat is None or seat.station_province_code != station):
        return "withdrawn_without_unit", seat or left
    return "", None


def _by_enterprise(events: Iterable[Event]) -> Iterator[list[Event]]:
    def enterprise(event: Event) -> str:
        return event.enterprise_code

    for _, own in groupby(sorted(events, key=enterprise), key=enterprise):
        yield list(own)


def _turn(event: Event) -> tuple[date, int, str]:
    return event.effective_date, _TURNS.index(event.event), event.station_province_code
