"""The liaison desk: who is responsible for whom, what is agreed with whom, whom it met. All fictional."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from analysis.reference import cities, province_name, provinces
from data.demo.enterprises import VOCABULARY, Enterprise
from data.demo.output import Output
from data.demo.projects import period_of
from data.demo.roster import RosterEvent
from data.demo.story import AGREEMENTS, HOME, PERIODS, SEED, TURNS

BEGAN = date(2021, 3, 8)
# The desk meets enterprises since the third batch; the last meeting lies ahead of the latest report.
FIRST_MEETING, LAST_MEETING = date(2024, 1, 9), date(2026, 12, 15)
HEADQUARTERS = 12
# Up to when the meetings have been held and have their minutes.
HELD_UNTIL = date(2026, 10, 30)
# Of the largest enterprises some were never met, which is what the list of contacts is for.
NEVER_MET = range(5, 600, 9)
OFFICERS = tuple(f"{surname}示例" for surname in VOCABULARY["surnames"][:12])
POSTS = ("科长", "副科长", "一级主任科员", "四级调研员")
REGIONS = {
    "华北": ("110000", "120000", "130000", "140000", "150000"),
    "东北": ("210000", "220000", "230000"),
    "华东": ("310000", "320000", "330000", "340000", "350000", "360000"),
    "华中": ("410000", "420000", "430000"),
    "华南": ("440000", "450000", "460000"),
    "西南": ("500000", "510000", "520000", "530000", "540000"),
    "西北": ("610000", "620000", "630000", "640000", "650000"),
}
THEMES = {
    "圆桌会议": ("区域市场形势座谈", "重点项目对接", "工程款清收与风险防范", "抱团出省经验交流"),
    "走访": ("了解项目进展", "企业总部走访", "在外施工企业走访"),
    "蹲点调研": ("市场准入情况调研", "农民工工资支付情况调研"),
    "帮包": ("重点项目帮包服务", "资质升级帮包服务"),
}


@dataclass(frozen=True)
class Responsibility:
    """One row of the sheets 省内分工 and 省外分工; `region` is empty for a city or headquarters."""

    region: str
    places: tuple[str, ...]
    enterprise: str
    officer: str
    since: date
    until: date | None = None

    @property
    def phone(self) -> str:
        """The officer's number, which nobody can have."""
        return f"000-0000-{9000 + OFFICERS.index(self.officer):04d}"

    @property
    def post(self) -> str:
        """The officer's post."""
        return POSTS[OFFICERS.index(self.officer) % len(POSTS)]


@dataclass(frozen=True)
class Agreement:
    """One row of the sheet 协作机制."""

    province_code: str
    mechanism: str
    document: str
    signed: date
    expires: date | None


@dataclass(frozen=True)
class Engagement:
    """One row of the sheet 联络活动."""

    held: date
    form: str
    province_code: str
    city: str
    host: str
    participants: tuple[str, ...]
    theme: str
    problems: int | None
    minutes: str


def make_responsibilities(enterprises: list[Enterprise]) -> dict[date, list[Responsibility]]:
    """What the annexes of the notice said, and each later change, by the day it took effect."""
    ours = [row for row in cities().to_dict("records") if row["province_code"] == HOME]
    current = sorted(str(row["city"]) for row in ours if row["status"] == "current")
    told = [
        Responsibility("", tuple(current[start : start + 3]), "", OFFICERS[number], BEGAN)
        for number, start in enumerate(range(0, len(current), 3))
    ]
    there = [row for row in enterprises[:HEADQUARTERS] if row.entry <= (BEGAN.year, 1)]
    told += [
        Responsibility("", (row.city,), row.name, OFFICERS[number % 6], BEGAN)
        for number, row in enumerate(there)
    ]
    told += [
        Responsibility(region, codes, "", OFFICERS[5 + number], BEGAN)
        for number, (region, codes) in enumerate(REGIONS.items())
    ]
    changes = {BEGAN: told}
    for turn in TURNS:
        day = date.fromisoformat(turn.date)
        before = next(row for row in told if set(turn.places) <= set(row.places) and not row.enterprise)
        rows = []
        if turn.ends:
            rows.append(replace(before, places=turn.places, until=day - timedelta(days=1)))
        if turn.officer:
            rows.append(replace(before, places=turn.places, officer=OFFICERS[turn.officer], since=day))
        changes.setdefault(day, []).extend(rows)
    left = replace(next(row for row in told if row.enterprise), until=date(2026, 6, 30))
    changes[date(2026, 7, 1)] = [left]
    return changes


def make_agreements() -> list[Agreement]:
    """What was signed with other provinces, in the order of signing; some renewed, some run out."""
    made = []
    for number, (province, mechanism, signed, expires) in enumerate(AGREEMENTS, start=1):
        day = date.fromisoformat(signed)
        document = f"示例协议〔{day.year}〕{number}号"
        made.append(
            Agreement(province, mechanism, document, day, date.fromisoformat(expires) if expires else None)
        )
    return sorted(made, key=lambda row: row.signed)


def local_authority(province_code: str) -> str:
    """The name of a province's authority, marked as an example."""
    known = provinces()
    full = str(known.loc[known["province_code"] == province_code, "province_full"].iloc[0])
    body = "住房和城乡建设委员会" if full.endswith("市") else "住房和城乡建设厅"
    return f"{full}{body}（示例）"


def make_engagements(output: Output, roster: list[RosterEvent]) -> list[Engagement]:
    """Round tables at the key units, visits, field studies and assistance, some three a month."""
    random = Random(f"{SEED}:engagements")
    made = []
    day = FIRST_MEETING
    while day <= LAST_MEETING:
        form = random.choices(tuple(THEMES), (3, 5, 2, 2))[0]
        period = max(known for known in PERIODS if known < period_of(day))
        seats = [event for event in _seated(roster, day) if form == "圆桌会议"]
        seat = random.choice(seats) if seats else None
        made.append(_engagement(random, output, period, day, form, seat))
        day += timedelta(days=random.choice((5, 7, 8, 12, 14, 15)))
        while day.weekday() > 4:
            day += timedelta(days=1)
    return made


def _engagement(
    random: Random,
    output: Output,
    period: tuple[int, int],
    day: date,
    form: str,
    seat: RosterEvent | None,
) -> Engagement:
    cells = output.final[period]
    province = seat.province_code if seat else random.choice(sorted({code for _, code in cells} - {HOME}))
    largest = sorted(((ytd, code) for (code, place), ytd in cells.items() if place == province), reverse=True)
    there = [output.enterprises[code] for _, code in largest]
    known = [row for row in there if row.rank not in NEVER_MET and (seat is None or row != seat.enterprise)]
    count = min(len(known), random.randint(4, 9) if form == "圆桌会议" else random.randint(1, 3))
    chosen = random.sample(known[:40], count)
    at_headquarters = form == "走访" and bool(chosen) and random.random() < 0.4
    return Engagement(
        held=day,
        form=form,
        province_code=HOME if at_headquarters else province,
        city=f"{chosen[0].city}市" if at_headquarters else (seat.city if seat else ""),
        host=seat.enterprise.name if seat else "",
        participants=tuple(sorted(row.name for row in chosen)),
        theme=random.choice(THEMES[form]),
        problems=random.choice((0, 0, 1, 1, 2, 3)) if day <= HELD_UNTIL else None,
        minutes=f"示例纪要〔{day.year}〕{day.timetuple().tm_yday}号" if day <= HELD_UNTIL else "",
    )


def _seated(roster: list[RosterEvent], day: date) -> list[RosterEvent]:
    """The units of a day, by what was last said of each."""
    last: dict[tuple[str, str], RosterEvent] = {}
    for event in roster:
        if date.fromisoformat(event.date) <= day:
            last[event.enterprise.code, event.province_code] = event
    return [event for event in last.values() if event.event != "退出"]


def named(codes: tuple[str, ...]) -> str:
    """Provinces as an annex lists them in one cell."""
    return "、".join(province_name(code, "zh") for code in codes)
