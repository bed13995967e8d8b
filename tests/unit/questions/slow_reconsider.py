"""Which units to reconsider once more, slow and plain: one unit after the other, from the rows themselves.

Written from the definitions alone (the question's docstring, the data guide), to be compared with what the
releases say.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.reference import neighbours
from analysis.warehouse import Release
from tests.unit.questions.naive import HOME
from tests.unit.questions.naive_coverage import quarter_end
from tests.unit.questions.slow_service import Telling, standing

Period = tuple[int, int]
TURNS = ("withdrawn", "designated", "adjusted")


@dataclass
class Unit:
    enterprise: str
    province: str
    batch: int | None
    since: date
    reach: tuple[str, ...] | None = None
    declared: dict[str, date] = field(default_factory=dict)  # since when it declares each province

    @property
    def unit_id(self) -> str:
        return f"{self.enterprise}-{self.province}"

    @property
    def reached(self) -> list[str]:
        codes = neighbours(self.province) if self.reach is None else self.reach
        return [code for code in codes if code not in (HOME, self.province)]


class Records:
    """All rows of a release that count, as lists and dictionaries."""

    def __init__(self, release: Release) -> None:
        self.settings = release.settings
        self.hosts: dict[tuple[str, date], Unit | None] = {}
        known = release.ask("SELECT enterprise_code, enterprise FROM enterprise_identity")
        self.code_of = dict(zip(known["enterprise"], known["enterprise_code"], strict=True))
        self.ytd: dict[tuple[str, str, int, int], int] = {}
        self.reported: set[tuple[str, int, int]] = set()
        self.by_place: dict[tuple[str, int, int], list[str]] = defaultdict(list)
        for row in _rows(
            release,
            """SELECT enterprise_code, province_code, year, quarter, output_ytd_yuan
            FROM output JOIN enterprise_identity USING (enterprise_id) JOIN province USING (province_no)""",
        ):
            code, place, year, quarter, value = row
            self.ytd[code, place, int(year), int(quarter)] = int(value)
            self.reported.add((code, int(year), int(quarter)))
            self.by_place[place, int(year), int(quarter)].append(code)
        self.periods = sorted({(year, quarter) for _, year, quarter in self.reported})
        self.events = release.ask("SELECT * FROM key_unit").to_dict("records")
        self.projects = release.ask(
            "SELECT * FROM project JOIN (SELECT enterprise_id, enterprise_code AS code FROM"
            " enterprise_identity) USING (enterprise_id) WHERE counts"
        ).to_dict("records")
        self.engagements = release.ask("SELECT held_date, host FROM engagement").to_dict("records")
        self.tellings: dict[str, list[Telling]] = defaultdict(list)
        for row in _rows(
            release,
            """SELECT submission.received_at, request_id, province_code, category, owner, told.received_at,
                responded_at, resolved_at, satisfaction
            FROM (SELECT * FROM service_request UNION ALL BY NAME SELECT * FROM service_request_superseded)
                AS told JOIN submission USING (submission_id)
            ORDER BY submission_id, told.source_row""",
        ):
            told, *rest = [None if pd.isna(value) else value for value in row]
            self.tellings[rest[0]].append(Telling(told.date(), *rest))

    def units(self, day: date) -> list[Unit]:
        """The units active on a day."""
        active: list[Unit] = []
        batches: dict[str, Any] = {}
        for event in sorted(self.events, key=lambda e: (e["effective_date"], TURNS.index(e["event"]))):
            when = event["effective_date"]
            if when > day:
                break
            code, place = event["enterprise_code"], event["station_province_code"]
            held = next((unit for unit in active if (unit.enterprise, unit.province) == (code, place)), None)
            if event["event"] == "withdrawn":
                active = [unit for unit in active if unit is not held]
                continue
            if held is None:
                if event["event"] == "adjusted":
                    active = [unit for unit in active if unit.enterprise != code]
                held = Unit(code, place, batches.get(code), when)
                active.append(held)
            batches[code] = held.batch = held.batch if pd.isna(event["batch"]) else event["batch"]
            if event["reach_codes"] is not None:
                held.reach = tuple(event["reach_codes"])
            declared = held.reached if held.reach is not None else []
            held.declared = {code: held.declared.get(code, when) for code in declared}
        return active

    def host(self, place: str, day: date) -> Unit | None:
        """The unit stationed in a province on a day, else one that reaches it; the earliest batch first."""
        if (place, day) not in self.hosts:
            serving = [unit for unit in self.units(day) if place in (unit.province, *unit.reached)]
            self.hosts[place, day] = min(
                serving, key=lambda u: (u.province != place, u.batch or 10**9, u.unit_id), default=None
            )
        return self.hosts[place, day]

    def four_quarters(self, unit: Unit, year: int, quarter: int) -> int | None:
        """Its own output at its station over the four quarters up to one; None where a report is missing."""
        needed = [(year, quarter)] if quarter == 4 else [(year, quarter), (year - 1, quarter), (year - 1, 4)]
        if any((unit.enterprise, *period) not in self.reported for period in needed):
            return None
        now, *before = [self.ytd.get((unit.enterprise, unit.province, *period), 0) for period in needed]
        return now + (before[1] - before[0] if before else 0)

    def output_fallen(self, unit: Unit, day: date) -> dict[str, Any] | None:
        since, figures = None, {}
        for year, quarter in reversed([period for period in self.periods if quarter_end(period) <= day]):
            now = self.four_quarters(unit, year, quarter)
            prior = self.four_quarters(unit, year - 1, quarter)
            if now is None or prior is None or prior <= 0:
                break
            if Fraction(prior - now, prior) < Fraction(str(self.settings.reconsider_output_fall)):
                break
            since = quarter_end((year, quarter))
            figures = figures or {
                "output_four_quarters_yuan": now,
                "prior_four_quarters_yuan": prior,
            }
        return {"since": since, **figures} if since else None

    def under_way(self, unit: Unit, day: date) -> int:
        return sum(
            project["code"] == unit.enterprise
            and project["province_code"] == unit.province
            and _begun(project) <= day < _ended(project)
            for project in self.projects
        )

    def projects_gone(self, unit: Unit, day: date) -> dict[str, Any] | None:
        own = [
            p for p in self.projects if (p["code"], p["province_code"]) == (unit.enterprise, unit.province)
        ]
        own = [p for p in own if _begun(p) < _ended(p) and _begun(p) <= day]
        if not own or self.under_way(unit, day):
            return None
        since = max(_ended(project) for project in own)
        if months_later(max(since, unit.since), self.settings.reconsider_project_months) > day:
            return None
        most = max(self.under_way(unit, _begun(project)) for project in own)
        return {"since": since, "most_projects": most}

    def requests_unanswered(self, unit: Unit, day: date) -> dict[str, Any] | None:
        settings = self.settings
        days = {name: limits[1] for name, limits in settings.service_limits.items()}
        open_ones, late = 0, []
        for tellings in self.tellings.values():
            found = standing(tellings, day, days, settings.service_resolution_days)
            if found is None or not found.open:
                continue
            host = self.host(found.province, found.received.date())
            if host is None or host.enterprise != unit.enterprise:
                continue
            open_ones += 1
            answer = settings.service_limits.get(found.category, [settings.service_response_days])[0]
            if found.overdue or (not found.responded and found.working_days > answer):
                late.append(found)
        if len(late) < settings.reconsider_late_requests:
            return None
        return {
            "since": min(request.received.date() for request in late),
            "open_requests": open_ones,
            "late_requests": len(late),
            "working_days": max(request.working_days for request in late),
        }

    def activities(self, unit: Unit, day: date) -> list[date]:
        """The days up to one on which it hosted an engagement or a request it hosts was resolved."""
        hosted = [
            row["held_date"] for row in self.engagements if self.code_of.get(row["host"]) == unit.enterprise
        ]
        resolved = []
        for tellings in self.tellings.values():
            before = None
            for telling in tellings:
                host = self.host(tellings[-1].province, tellings[-1].received.date())
                if host is not None and host.enterprise == unit.enterprise and telling.resolved != before:
                    resolved += [telling.resolved.date()] if telling.resolved else []
                before = telling.resolved
        return [when for when in hosted + resolved if when <= day]

    def no_activity(self, unit: Unit, day: date) -> dict[str, Any] | None:
        months = self.settings.reconsider_quiet_months
        received = [tellings[-1].received.date() for tellings in self.tellings.values()]
        held = [row["held_date"] for row in self.engagements]
        if not received or not held:
            return None
        last = max(self.activities(unit, day), default=None)
        for known in (min(received), min(held), unit.since, last or unit.since):
            if months_later(known, months) > day:
                return None
        return {"since": last or unit.since}

    def has_business(self, place: str, day: date) -> bool | None:
        ended = [period for period in self.periods if quarter_end(period) <= day]
        if not ended:
            return None
        for year, quarter in ended[-4:]:
            for code in self.by_place[place, year, quarter]:
                before = [self.ytd.get((code, place, year, earlier)) for earlier in range(1, quarter)]
                told = [value for value in before if value is not None]
                if self.ytd[code, place, year, quarter] - (told[-1] if told else 0) > 0:
                    return True
        if any(
            project["province_code"] == place and _begun(project) <= day < _ended(project)
            for project in self.projects
        ):
            return True
        year, quarter = ended[-1]
        sums = [
            sum(self.ytd[code, place, *period] for code in self.by_place[place, *period])
            for period in ((year, quarter), (year - 1, 4), (year - 1, quarter))
        ]
        whole_years = {(year - 1, 4), (year - 1, quarter)} <= set(self.periods)
        demand = sums[0] if quarter == 4 else sums[0] + sums[1] - sums[2]
        if (quarter == 4 or whole_years) and demand > 0:
            return True
        return False if len(ended) >= 4 else None

    def reach_unused(self, unit: Unit, day: date) -> dict[str, Any] | None:
        months = self.settings.reconsider_reach_months
        unused = []
        for place, since in sorted(unit.declared.items()):
            asked = [t[-1].received.date() for t in self.tellings.values() if t[-1].province == place]
            recent = [when for when in asked if when <= day < months_later(when, months)]
            if months_later(since, months) <= day and not recent and self.has_business(place, day) is False:
                unused.append(place)
        if not unused:
            return None
        return {"since": min(unit.declared[place] for place in unused), "unused_codes": unused}

    def findings(self, day: date) -> dict[tuple[str, str], dict[str, Any]]:
        """What speaks for reconsidering each unit on a day: figures by unit and rule."""
        found = {}
        for unit in self.units(day):
            for rule in (
                self.output_fallen, self.projects_gone, self.requests_unanswered, self.no_activity,
                self.reach_unused,
            ):  # fmt: skip
                figures = rule(unit, day)
                if figures is not None:
                    found[unit.unit_id, rule.__name__] = figures
        return found


def months_later(day: date, months: int) -> date:
    """The first day from which on so many months have passed: counted forward, day by day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:  # a shorter month: its last day is as many months later
        following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)


def _begun(project: dict[str, Any]) -> date:
    for name in ("start_date", "signed_date"):
        if not pd.isna(project[name]):
            return project[name]
    return date(1900, 1, 1)


def _ended(project: dict[str, Any]) -> date:
    if not pd.isna(project["actual_end_date"]):
        return project["actual_end_date"]
    if project["status"] == "under_way" or (pd.isna(project["status"]) and project["stage"] != "completed"):
        return date(9999, 12, 31)
    return _begun(project)


def _rows(release: Release, sql: str) -> list[tuple[Any, ...]]:
    return list(release.ask(sql).itertuples(index=False, name=None))
