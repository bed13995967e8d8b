"""Coverage once more, slow and plain: the roster told event by event, each province on its own.

Written from the definitions alone, to be compared with what the releases say.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from analysis.reference import neighbours, provinces
from tests.unit.questions.naive import HOME, Period, Row, Statistics

OTHERS = [code for code in provinces()["province_code"] if code != HOME]
LEVEL = {"stationed": 2, "reached": 1, "gap": 0, "idle": 0}


@dataclass(frozen=True)
class Event:
    """Something that happened to an enterprise's seat; `reach` is None where nothing was declared."""

    enterprise: str
    province: str
    kind: str
    day: date
    reach: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Project:
    """Days on which a project is under way: from its start until the day before its end."""

    province: str
    start: date
    end: date | None


class Coverage:
    """What the definitions say of any day, from the events, the projects and the rows of output."""

    def __init__(self, roster: list[Event], projects: list[Project], rows: list[Row]) -> None:
        self.roster = roster
        self.projects = projects
        self.rows = rows
        self.statistics = Statistics([rows], set(), {})

    def seats(self, day: date) -> dict[tuple[str, str], tuple[str, ...] | None]:
        """The seats on a day with their declared reach."""
        seats: dict[tuple[str, str], tuple[str, ...] | None] = {}
        for happened in sorted(self.roster, key=in_turn):
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

    def serving(self, province: str, day: date) -> set[tuple[str, bool]]:
        """The units that serve a province, and whether from a station in it."""
        found = set()
        for (enterprise, station), declared in self.seats(day).items():
            if station == HOME:
                continue
            reach = neighbours(station) if declared is None else declared
            if station == province:
                found.add((enterprise, True))
            elif province in reach:
                found.add((enterprise, False))
        return found

    def period(self, day: date) -> Period | None:
        """The latest reported quarter that had ended by a day."""
        ended = [period for period in self.statistics.periods() if quarter_end(period) <= day]
        return ended[-1] if ended else None

    def demand(self, province: str, day: date) -> int | None:
        period = self.period(day)
        return None if period is None else self.statistics.demand(period, province)

    def under_way(self, province: str, day: date) -> int:
        """How many projects are under way there on a day."""
        return sum(
            project.province == province
            and project.start <= day
            and (project.end is None or day < project.end)
            for project in self.projects
        )

    def has_business(self, province: str, day: date) -> bool:
        latest = [period for period in self.statistics.periods() if quarter_end(period) <= day][-4:]
        has_output = any(
            self.statistics.single[key] > 0
            for period in latest
            for key in self.statistics.keys(period, province)
        )
        return self.under_way(province, day) > 0 or has_output or (self.demand(province, day) or 0) > 0

    def status(self, province: str, day: date) -> str:
        serving = self.serving(province, day)
        if any(stationed for _, stationed in serving):
            return "stationed"
        if serving:
            return "reached"
        return "gap" if self.has_business(province, day) else "idle"

    def share(self, statuses: tuple[str, ...], day: date, among: list[str]) -> Fraction | None:
        """The share of the demand of some provinces that those in some statuses have."""
        total = sum(self.demand(place, day) or 0 for place in among)
        part = sum(self.demand(place, day) or 0 for place in among if self.status(place, day) in statuses)
        return Fraction(part, total) if total > 0 else None

    def first_day(self) -> date | None:
        """The day on which the roster or the output reported begins."""
        seated = [
            event.day for event in self.roster if any(station != HOME for _, station in self.seats(event.day))
        ]
        return min([*seated, *(quarter_end(period) for period in self.statistics.periods())], default=None)

    def uncovered_since(self, province: str, day: date) -> date | None:
        """The day after the last on which anyone served a province; the roster's first if nobody ever did."""
        days = sorted({event.day for event in self.roster if event.day <= day and self.seats(event.day)})
        if self.serving(province, day):
            return None
        changes = sorted({event.day for event in self.roster if event.day <= day})
        for after in reversed(changes):
            if self.serving(province, after - timedelta(days=1)):
                return after
        return days[0] if days else None


def in_turn(happened: Event) -> tuple[date, int]:
    """The order in which events happen: by day, and on one day a withdrawal first, a move last."""
    return happened.day, ["withdrawn", "designated", "adjusted"].index(happened.kind)


def quarter_end(period: Period) -> date:
    """The last day of a quarter."""
    year, quarter = period
    following = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return following - timedelta(days=1)


def quarters(first: date, last: date) -> list[tuple[Period, date]]:
    """The quarters between two days, each with its last day, the last one with the later day itself."""
    found = []
    year, quarter = first.year, (first.month + 2) // 3
    while (year, quarter) <= (last.year, (last.month + 2) // 3):
        found.append(((year, quarter), min(quarter_end((year, quarter)), last)))
        year, quarter = year + quarter // 4, quarter % 4 + 1
    return found
