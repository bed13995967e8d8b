"""The key units: three batches, and what the market, a project or the will to lead changed since."""

from dataclasses import dataclass, replace
from random import Random

from analysis.reference import province_name
from data.demo.enterprises import VOCABULARY, Enterprise
from data.demo.output import Output
from data.demo.story import BATCHES, CHANGES, PERIODS, SEATS, SEED, Period, Seat

OFFICES = ("分公司", "办事处", "区域公司")


@dataclass(frozen=True)
class RosterEvent:
    """One row of the sheet 重点单位; `date` is the day it takes effect."""

    enterprise: Enterprise
    office: str
    province_code: str
    city: str
    batch: int
    event: str
    date: str
    document: str
    reason: str
    reach: tuple[str, ...]
    has_office: str
    staff: int
    contact: str
    phone: str

    @property
    def of_batch(self) -> bool:
        """Whether it is one of those its batch began with, not what became of one later."""
        return self.date == BATCHES[self.batch][0]

    @property
    def period(self) -> Period:
        """The quarter in which it takes effect."""
        year, month, _ = (int(part) for part in self.date.split("-"))
        return year, (month + 2) // 3


def make_roster(output: Output) -> list[RosterEvent]:
    """All events in the order of their dates."""
    random = Random(f"{SEED}:roster")
    seated: dict[tuple[str, int], RosterEvent] = {}
    for number, seat in enumerate(SEATS):
        enterprise = _leader(output, seat, {event.enterprise.code for event in seated.values()})
        date, document = BATCHES[seat.batch]
        seated[seat.province, seat.batch] = RosterEvent(
            enterprise=enterprise,
            office=_office(seat.province, random),
            province_code=seat.province,
            city=seat.city,
            batch=seat.batch,
            event="确定",
            date=date,
            document=document,
            reason="",
            reach=seat.reach,
            has_office="无" if seat.staff < 7 else "有",
            staff=seat.staff,
            contact=f"{VOCABULARY['surnames'][number]}示例",
            phone=f"000-0000-{number + 1:04d}",
        )
    events = list(seated.values())
    for number, change in enumerate(CHANGES, start=1):
        before = seated[change.province, change.batch]
        seated[change.province, change.batch] = event = replace(
            before,
            province_code=change.to or before.province_code,
            city=change.city or before.city,
            office=_office(change.to, random) if change.to else before.office,
            event=change.event,
            date=change.date,
            document=f"示例建外〔{change.date[:4]}〕{20 + number}号",
            reason=change.reason,
            reach=before.reach if change.event == "退出" else change.reach,
            staff=change.staff or before.staff,
        )
        events.append(event)
    return sorted(events, key=lambda event: event.date)


def _office(province: str, random: Random) -> str:
    return f"{province_name(province, 'zh')}{random.choice(OFFICES)}（示例）"


def _leader(output: Output, seat: Seat, taken: set[str]) -> Enterprise:
    """Who did most in the province in the year before, holds no seat yet and is still there today."""
    year = int(BATCHES[seat.batch][0][:4]) - 1
    today = {code for code, province in output.final[PERIODS[-2]] if province == seat.province}
    cells = output.final[year, 4]
    candidates = [
        (ytd, code)
        for (code, province), ytd in cells.items()
        if province == seat.province and code not in taken and code in today
    ]
    return output.enterprises[max(candidates)[1]]
