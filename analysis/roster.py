"""The roster of key units told from its events, one after the other. No SQL: a plain function over records.

A unit is an enterprise's office in a province. It is *designated*, *adjusted* (what the event does not
mention stays), *withdrawn*. An adjustment that names a province where the enterprise has no active unit moves
its unit there.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

OPEN_END = date(9999, 12, 31)
# What happens on one day: seats are given up before others are taken, and moved last.
_TURNS = ("withdrawn", "designated", "adjusted")
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
        if event["event"] == "withdrawn":
            continue
        if event["event"] == "adjusted" and before is None:
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
