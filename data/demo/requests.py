"""Service requests of fictional enterprises: received, responded to, resolved, some late, some opened
again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from analysis.service import working_calendar
from data.demo.enterprises import Enterprise, choose
from data.demo.liaison import OFFICERS, REGIONS
from data.demo.output import Output
from data.demo.projects import period_of
from data.demo.story import HOME, LATEST, SEED

FIRST_DAY, LAST_DAY = date(2024, 1, 2), date(2026, 10, 29)
WORKING_DAYS_OF_A_YEAR = 250
COUNT = 420
# Where nobody serves, an answer takes longer.
UNSERVED = ("210000", "220000", "230000", "530000", "540000", "630000", "650000")
# What is asked, how often, how many working days it takes, and what was done about it.
CATEGORIES = (
    ("工程款拖欠", 24, 16, "已协调建设单位制定付款计划"),
    ("市场准入", 20, 8, "已协调办理进省信息登记"),
    ("资质备案", 18, 6, "已办理"),
    ("劳务用工", 14, 7, "已对接当地劳务基地"),
    ("纠纷协调", 12, 14, "双方达成调解"),
    ("政策咨询", 12, 3, "已书面答复"),
)


@dataclass(frozen=True)
class RequestRow:
    """One row of the sheet 服务诉求, as it was told."""

    number: str
    enterprise: Enterprise
    province_code: str
    category: str
    content: str
    owner: str
    received: datetime
    responded: datetime | None = None
    resolved: datetime | None = None
    result: str = ""
    satisfaction: int | None = None


@dataclass(frozen=True)
class Story:
    """What became of a request in the end; `reopened` is the day it turned out not to be settled."""

    row: RequestRow
    reopened: date | None
    again: datetime | None

    def on(self, day: date) -> RequestRow | None:
        """The row as it would be told at the end of a day, None before it was received."""
        row = self.row
        if row.received.date() > day:
            return None
        responded = row.responded if row.responded and row.responded.date() <= day else None
        row = replace(row, responded=responded)
        resolved = row.resolved if row.resolved and row.resolved.date() <= day else None
        if self.reopened and self.reopened <= day:
            resolved = self.again if self.again and self.again.date() <= day else None
        if resolved is None:
            row = replace(row, result="", satisfaction=None)
        return replace(row, resolved=resolved)


def make_requests(output: Output) -> list[Story]:
    """All requests in the order of their receipt; the same every time."""
    random = Random(f"{SEED}:requests")
    working = [day for day, works in zip(*_calendar(), strict=True) if works]
    position = {day: number for number, day in enumerate(working)}
    last = position[max(day for day in working if day <= LAST_DAY)]
    first = position[min(day for day in working if day >= FIRST_DAY)]
    received = sorted(random.randrange(first, last + 1) for _ in range(COUNT))
    stories = []
    count_of_year: dict[int, int] = {}
    for place in received:
        day = working[place]
        count_of_year[day.year] = count_of_year.get(day.year, 0) + 1
        number = f"SQ-{day.year}-{count_of_year[day.year]:04d}"
        recent = place > last - WORKING_DAYS_OF_A_YEAR
        stories.append(_story(random, output, working, place, number, recent))
    return stories


def told_after(stories: list[Story], before: date, day: date) -> Iterator[RequestRow]:
    """The rows that a report of a day tells otherwise than one of a day before did, or for the first time."""
    for story in stories:
        now = story.on(day)
        if now is not None and now != story.on(before):
            yield now


def _calendar() -> tuple[list[date], list[bool]]:
    calendar = working_calendar(FIRST_DAY, date(2027, 12, 31))
    return calendar["day"].tolist(), calendar["working"].tolist()


def _story(
    random: Random, output: Output, working: list[date], place: int, number: str, recent: bool
) -> Story:
    day = working[place]
    enterprise, province = _who_and_where(random, output, min(period_of(day), LATEST))
    category = choose(random, [(name, weight) for name, weight, _, _ in CATEGORIES])
    usual, result = next((days, done) for name, _, days, done in CATEGORIES if name == category)
    slow = 1.8 if province in UNSERVED else 1.0
    # Of the last year's one in ten is left lying, hardly an older one; much of what comes last is still open.
    settled = random.random() < (0.9 if recent else 0.995)
    waits = random.choices((0, 1, 2, 4), (5, 4, 2, 1))[0]
    takes = max(waits, round(usual * slow * random.lognormvariate(0, 0.55)))
    row = RequestRow(
        number=number,
        enterprise=enterprise,
        province_code=province,
        category=category,
        content=f"示例：在施项目{category}事项，请协助",
        owner=next(
            OFFICERS[5 + number] for number, codes in enumerate(REGIONS.values()) if province in codes
        ),
        received=_at(random, day),
    )
    answered = max(row.received + timedelta(minutes=50), _at(random, working[place + waits]))
    row = replace(row, responded=answered)
    if not settled:
        return Story(row if random.random() < 0.6 else replace(row, responded=None), None, None)
    resolved = max(answered + timedelta(minutes=40), _at(random, working[place + takes]))
    late = takes > 15
    marks = (1, 2, 3, 4, 5)
    satisfaction = random.choices(marks, (2, 3, 6, 5, 2) if late else (0, 1, 3, 8, 9))[0]
    row = replace(
        row, resolved=resolved, result=result, satisfaction=satisfaction if random.random() < 0.85 else None
    )
    if random.random() > 0.06:
        return Story(row, None, None)
    # It comes back after a quarter, when the resolution has been reported.
    reopened = resolved.date() + timedelta(days=random.randint(95, 120))
    again = _at(random, _working_day_from(working, reopened + timedelta(days=random.randint(5, 40))))
    return Story(row, reopened, again if random.random() < (0.6 if recent else 0.95) else None)


def _who_and_where(random: Random, output: Output, period: tuple[int, int]) -> tuple[Enterprise, str]:
    """An enterprise and where it works: who does more, asks more."""
    cells = [(cell, ytd) for cell, ytd in output.final[period].items() if cell[1] != HOME and ytd > 0]
    code, province = random.choices([cell for cell, _ in cells], [ytd**0.5 for _, ytd in cells])[0]
    return output.enterprises[code], province


def _working_day_from(working: list[date], day: date) -> date:
    return next(other for other in working if other >= day)


def _at(random: Random, day: date) -> datetime:
    return datetime.combine(day, time(random.randint(9, 16), random.choice((0, 10, 20, 30, 40, 50))))
