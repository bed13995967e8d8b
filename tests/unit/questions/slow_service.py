"""Service requests once more, slow and plain: one request after the other, one day after the other.

Written from the definitions alone (data-guide, service clocks), to be compared with what the releases say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from chinese_calendar import is_workday


def works(day: date) -> bool:
    try:
        return is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5


def working_days(received: date, end: date) -> int:
    """Working days after the one, up to and including the other."""
    day, count = received, 0
    while day < end:
        day += timedelta(days=1)
        count += works(day)
    return count


@dataclass(frozen=True)
class Telling:
    """What one submission said of a request, and when it came in."""

    told: date
    request: str
    province: str
    category: str
    owner: str | None
    received: datetime
    responded: datetime | None
    resolved: datetime | None
    satisfaction: int | None


@dataclass(frozen=True)
class Standing:
    request: str
    province: str
    category: str
    owner: str | None
    received: datetime
    state: str
    responded: bool
    working_days: int
    limit: int
    reopened: int
    satisfaction: int | None

    @property
    def open(self) -> bool:
        return self.state != "resolved"

    @property
    def overdue(self) -> bool:
        return self.open and self.working_days > self.limit


def standing(tellings: Sequence[Telling], day: date, limits: dict[str, int], usual: int) -> Standing | None:
    """A request as it stood at the end of a day, knowing all that was ever told of it."""
    last = tellings[-1]
    if last.received.date() > day:
        return None
    # What happened, in the order it was told; each no earlier than what went before.
    happened: list[tuple[date, str, datetime | None]] = [(last.received.date(), "received", None)]
    resolved_before: datetime | None = None
    ends: list[datetime] = []
    rest: list[tuple[date, str, datetime | None]] = []
    for telling in tellings:
        if telling.resolved is None and resolved_before is not None:
            rest.append((resolved_before.date(), "resolved", resolved_before))
            rest.append((telling.told, "reopened", None))
            ends.append(resolved_before)
        resolved_before = telling.resolved
    if last.responded is not None and (not ends or last.responded <= min(ends)):
        happened.append((last.responded.date(), "responded", None))
    happened += rest
    if last.resolved is not None:
        happened.append((last.resolved.date(), "resolved", last.resolved))
    state, end, reopened, so_far = "received", None, 0, last.received.date()
    for when, what, moment in happened:
        so_far = max(so_far, when)
        if so_far > day:
            break
        state, end = what, moment
        reopened += what == "reopened"
    return Standing(
        last.request, last.province, last.category, last.owner, last.received, state,
        last.responded is not None and last.responded.date() <= day,
        working_days(last.received.date(), end.date() if end else day),
        limits.get(last.category, usual), reopened, last.satisfaction,
    )  # fmt: skip


def performance(requests: Sequence[Standing]) -> dict[str, object]:
    """The figures of a group of requests."""
    done = [request for request in requests if not request.open]
    over = [request for request in requests if request.overdue]
    rated = [request.satisfaction for request in done if request.satisfaction is not None]
    due = len(done) + len(over)
    return {
        "requests": len(requests),
        "responded_rate": sum(not r.open or r.responded for r in requests) / len(requests),
        "resolved_rate": len(done) / len(requests),
        "on_time_rate": sum(r.working_days <= r.limit for r in done) / due if due else None,
        "median_working_days": median(r.working_days for r in done) if done else None,
        "satisfaction": sum(rated) / len(rated) if rated else None,
        "open": len(requests) - len(done),
        "overdue": len(over),
        "reopened": sum(request.reopened > 0 for request in requests),
    }
