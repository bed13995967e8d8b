"""The demo: fictional enterprises, true totals, written as the workbooks a province would send in.

`python -m data.demo.generate FOLDER` writes them; `python -m analysis init --demo` imports them.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from analysis.reference import REFERENCE, city_name, province_name
from analysis.settings import BEIJING
from data.demo.answers import CAME as ANSWERS_CAME
from data.demo.answers import NOTE as ANSWERS_NOTE
from data.demo.answers import write_answers
from data.demo.enterprises import Enterprise, make_enterprises
from data.demo.liaison import (
    BEGAN,
    Agreement,
    Engagement,
    Responsibility,
    make_agreements,
    make_engagements,
    make_responsibilities,
)
from data.demo.notices import write_annex
from data.demo.output import LATE, REVISED, SLIP, WAN_PER_YI, Output, make_output
from data.demo.projects import ProjectRow, last_day, make_projects
from data.demo.requests import Story, make_requests, told_after
from data.demo.roster import RosterEvent, make_roster
from data.demo.story import (
    BATCHES,
    HOME,
    LATEST,
    PERIODS,
    SEED,
    TARGET_CITIES,
    TARGET_GROWTH,
    TARGET_PROVINCES,
    YEARLY_TARGETS,
    Period,
)
from data.demo.workbooks import (
    Record,
    agreement_record,
    engagement_record,
    enterprise_record,
    output_record,
    project_record,
    request_record,
    responsibility_record,
    roster_record,
    target_record,
    write_workbook,
)

BENCHMARKS = REFERENCE / "benchmarks.csv"
STATION = "外联站（示例）"
# The station began with the first batch and took in two years of history; it sent one ledger a year, then
# one every quarter.
HISTORY = (2019, 2020)
ONCE_A_YEAR = (2021, 2022, 2023)
# The liaison desk's own last report.
DESK_CLOSES = date(2026, 10, 30)


@dataclass(frozen=True)
class Submission:
    """A file as it came in: when (Beijing time), from whom, and what was said with it."""

    path: Path
    received_at: datetime
    by: str
    note: str


@dataclass(frozen=True)
class Demo:
    """Everything the workbooks are made of."""

    enterprises: list[Enterprise]
    output: Output
    projects: dict[Period, list[ProjectRow]]
    roster: list[RosterEvent]
    responsibilities: dict[date, list[Responsibility]]
    requests: list[Story]
    engagements: list[Engagement]
    agreements: list[Agreement]


def make_demo() -> Demo:
    """The whole demo in memory; the same every time."""
    enterprises = make_enterprises()
    output = make_output(enterprises)
    roster = make_roster(output)
    return Demo(
        enterprises,
        output,
        make_projects(output),
        roster,
        make_responsibilities(enterprises),
        make_requests(output),
        make_engagements(output, roster),
        make_agreements(),
    )


def write_workbooks(folder: Path) -> list[Submission]:
    """Write the workbooks into a folder and say in which order they came in; the same bytes every time."""
    folder.mkdir(parents=True, exist_ok=True)
    demo = make_demo()
    sent = _Sent(folder)
    _history(demo, sent)
    _batches(demo, sent)
    for year in ONCE_A_YEAR:
        _report(demo, sent, f"年度台账{year}年", [period for period in PERIODS if period[0] == year])
    for year, quarter in PERIODS:
        if year not in (*HISTORY, *ONCE_A_YEAR):
            _report(demo, sent, f"季度报表{year}年{quarter}季度", [(year, quarter)])
    _corrections(demo, sent)
    desk = _desk(demo, sent.desk_told, DESK_CLOSES)
    sent.add("联络服务台账2026年10月", _at(DESK_CLOSES, hour=17), "联络服务台账", desk)
    sent.add("目标", _at(date(2026, 1, 28)), "历年及2026年目标", {"target": _targets(demo)})
    sent.add_file(BENCHMARKS, _at(date(2026, 2, 10)), "公开发布的各地数据，逐条注明来源")
    return sorted(sent.submissions, key=lambda submission: submission.received_at)


def answers_to(problems: Iterable[Mapping[Any, Any]], folder: Path) -> Submission:
    """The workbook that answers questions asked about the records, written into a folder."""
    path = write_answers(folder, problems)
    return Submission(path, ANSWERS_CAME.replace(tzinfo=BEIJING), "质量核实（示例）", ANSWERS_NOTE)


class _Sent:
    """Collects the files and their stories."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.submissions: list[Submission] = []
        self.desk_told = BEGAN  # up to which day the liaison desk has told what it has

    def add(
        self, name: str, received_at: datetime, note: str, sheets: dict[str, list[Record]], by: str = STATION
    ) -> None:
        path = self.folder / f"{name}.xlsx"
        write_workbook(path, {kind: records for kind, records in sheets.items() if records})
        self.submissions.append(Submission(path, received_at, by, note))

    def add_file(self, path: Path, received_at: datetime, note: str) -> None:
        self.submissions.append(Submission(path, received_at, STATION, note))


def _history(demo: Demo, sent: _Sent) -> None:
    """The registry as it was, and what happened before the station began."""
    periods = [period for period in PERIODS if period[0] in HISTORY]
    registry = [enterprise_record(row) for row in demo.enterprises if row.entry <= periods[-1]]
    sheets = {
        "enterprise": registry,
        "output": [output_record(row) for period in periods for row in demo.output.rows(period)],
        "project": _latest(demo, periods),
    }
    sent.add("历史台账2019-2020年", _at(date(2021, 2, 24)), "建立企业名录，补录2019—2020年台账", sheets)


def _batches(demo: Demo, sent: _Sent) -> None:
    """The three lists: the first is the annex of its notice, a Word document, the others are workbooks."""
    for batch, (day, document) in BATCHES.items():
        events = [event for event in demo.roster if event.batch == batch and event.of_batch]
        came = _at(date.fromisoformat(day), hour=15)
        name = f"重点单位第{'一二三'[batch - 1]}批"
        if batch == 1:
            path = sent.folder / "通知及附件3.docx"
            since = date.fromisoformat(day)
            desk = demo.responsibilities[since]
            write_annex(path, "第一批联络服务重点单位名单", document, since, events, desk)
            sent.add_file(path, came, f"{name}名单")
        else:
            sent.add(name, came, f"{name}名单", {"key_unit": [roster_record(event) for event in events]})


def _report(demo: Demo, sent: _Sent, name: str, periods: list[Period]) -> None:
    """What comes in after a quarter or a year: output, projects, and what changed in registry and roster."""
    changes = [event for event in demo.roster if event.period in periods and not event.of_batch]
    sheets = {
        "output": [output_record(row) for period in periods for row in demo.output.rows(period)],
        "project": _latest(demo, periods),
        "enterprise": [enterprise_record(row) for row in demo.enterprises if row.entry in periods],
        "key_unit": [roster_record(event) for event in changes],
    }
    day = last_day(periods[-1]) + timedelta(days=Random(f"{SEED}:{name}").randint(14, 19))
    sent.add(name, _at(day), name, sheets | _desk(demo, sent.desk_told, day))
    sent.desk_told = day


def _desk(demo: Demo, before: date, day: date) -> dict[str, list[Record]]:
    """What the liaison desk has to tell on a day that it had not on a day before."""
    told = [
        row for since, rows in sorted(demo.responsibilities.items()) if before < since <= day for row in rows
    ]
    # A meeting is told when it was held; the desk's last report has those that lie ahead as well.
    ahead = date.max if day == DESK_CLOSES else day
    return {
        "city_liaison": [responsibility_record(row) for row in told if not row.region],
        "region_liaison": [responsibility_record(row) for row in told if row.region],
        "service_request": [request_record(row) for row in told_after(demo.requests, before, day)],
        "engagement": [engagement_record(row) for row in demo.engagements if before < row.held <= ahead],
        "agreement": [agreement_record(row) for row in demo.agreements if before < row.signed <= day],
    }


def _latest(demo: Demo, periods: list[Period]) -> list[Record]:
    """One row a project and enterprise: of what happened to it in this time, the last."""
    rows = [row for period in periods for row in demo.projects.get(period, [])]
    return [project_record(row) for row in {(row.code, row.enterprise.code): row for row in rows}.values()]


def _targets(demo: Demo) -> list[Record]:
    """Those of the province by year; those of 2026 for destinations and cities grow on what 2025 brought."""
    yearly = [
        target_record(year, indicator, "全省", value, "%" if indicator == "外向度" else "亿元")
        for indicator, values in YEARLY_TARGETS.items()
        for year, value in values.items()
    ]
    rows = [row for row in demo.output.rows((2025, 4), final=True) if row.province_code != HOME]
    done: Counter[str] = Counter()
    for row in rows:
        done[row.province_code] += row.output_ytd
        done[row.enterprise.city_code] += row.output_ytd
    scopes = {code: province_name(code, "zh") for code in TARGET_PROVINCES}
    scopes |= {code: f"{city_name(code, 'zh')}市" for code in TARGET_CITIES}
    return yearly + [
        target_record(2026, "省外产值", name, round(done[code] * TARGET_GROWTH / WAN_PER_YI / 5) * 5, "亿元")
        for code, name in scopes.items()
    ]


def _corrections(demo: Demo, sent: _Sent) -> None:
    """Late reports and corrections of what was sent before."""
    output = demo.output
    for period, day, by, note in (
        (LATE, date(2026, 8, 28), STATION, "补报2026年2季度"),
        (LATEST, date(2026, 10, 21), "威海市局（示例）", "威海市企业3季度报表"),
    ):
        records = [output_record(row) for row in output.rows_of(period, output.late[period])]
        sent.add(note, _at(day), note, {"output": records}, by)
    for period, day, note in (
        (SLIP, date(2024, 8, 22), "更正2024年2季度：误将元填为万元"),
        (REVISED, date(2025, 3, 20), "2024年年报修订"),
    ):
        records = [output_record(row) for row in output.corrected(period)]
        sent.add(note.split("：")[0], _at(day), note, {"output": records})


def _at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=BEIJING)


if __name__ == "__main__":
    for submission in write_workbooks(Path(sys.argv[1])):
        print(
            submission.received_at.isoformat(), submission.path.name, submission.by, submission.note, sep="\t"
        )
