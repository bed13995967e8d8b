"""The demo: fictional enterprises, true totals, written as the workbooks a province would send in.

`python -m data.demo.generate FOLDER` writes them; `python -m analysis init --demo` imports them.
"""

import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from analysis.reference import REFERENCE
from analysis.settings import BEIJING
from data.demo.enterprises import Enterprise, make_enterprises
from data.demo.output import REVISED, SLIP, Output, make_output
from data.demo.projects import ProjectRow, last_day, make_projects
from data.demo.roster import RosterEvent, make_roster
from data.demo.story import BATCHES, LATEST, PERIODS, SEED, TARGETS, Period
from data.demo.workbooks import (
    Record,
    enterprise_record,
    output_record,
    project_record,
    roster_record,
    target_record,
    write_workbook,
)

BENCHMARKS = REFERENCE / "benchmarks.csv"
STATION = "外联站（示例）"
# The station began with the first batch; what lies before came in as two years of history.
HISTORY = (2019, 2020)


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


def make_demo() -> Demo:
    """The whole demo in memory; the same every time."""
    enterprises = make_enterprises()
    output = make_output(enterprises)
    return Demo(enterprises, output, make_projects(output), make_roster(output))


def write_workbooks(folder: Path) -> list[Submission]:
    """Write the workbooks into a folder and say in which order they came in; the same bytes every time."""
    folder.mkdir(parents=True, exist_ok=True)
    demo = make_demo()
    sent = _Sent(folder)
    _beginnings(demo, sent)
    for period in PERIODS:
        if period[0] not in HISTORY:
            _quarter(demo, sent, period)
    _corrections(demo, sent)
    sent.add_file(BENCHMARKS, _at(date(2026, 2, 10)), "公开发布的各地数据，逐条注明来源")
    return sorted(sent.submissions, key=lambda submission: submission.received_at)


class _Sent:
    """Collects the files and their stories."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.submissions: list[Submission] = []

    def add(
        self, name: str, received_at: datetime, note: str, sheets: dict[str, list[Record]], by: str = STATION
    ) -> None:
        path = self.folder / f"{name}.xlsx"
        write_workbook(path, {kind: records for kind, records in sheets.items() if records})
        self.submissions.append(Submission(path, received_at, by, note))

    def add_file(self, path: Path, received_at: datetime, note: str) -> None:
        self.submissions.append(Submission(path, received_at, STATION, note))


def _beginnings(demo: Demo, sent: _Sent) -> None:
    """The registry, two years of history, the projects signed in them, the batches, the targets."""
    began = (2021, 1)
    registry = [enterprise_record(row) for row in demo.enterprises if row.entry <= began]
    sent.add("企业名录", _at(date(2021, 2, 22)), "建立企业名录", {"enterprise": registry})
    for year in HISTORY:
        records = [
            output_record(row) for period in PERIODS if period[0] == year for row in demo.output.rows(period)
        ]
        sent.add(
            f"产值台账{year}年",
            _at(date(2021, 2, 24), minute=year % 60),
            f"补录{year}年历史台账",
            {"output": records},
        )
    before = [row for period, rows in demo.projects.items() if period[0] in HISTORY for row in rows]
    latest = {(row.code, row.enterprise.code): project_record(row) for row in before}
    sent.add(
        "项目台账2019-2020年", _at(date(2021, 2, 26)), "补录历史项目", {"project": list(latest.values())}
    )
    for batch, (day, _) in BATCHES.items():
        records = [
            roster_record(event) for event in demo.roster if event.batch == batch and event.event == "确定"
        ]
        sent.add(
            f"重点单位第{'一二三'[batch - 1]}批",
            _at(date.fromisoformat(day), hour=15),
            f"第{batch}批联络服务重点单位名单",
            {"key_unit": records},
        )
    targets = [target_record(row) for row in TARGETS]
    sent.add("目标", _at(date(2026, 1, 28)), "历年及2026年目标", {"target": targets})


def _quarter(demo: Demo, sent: _Sent, period: Period) -> None:
    """What comes in after a quarter: output, projects, and what changed in registry and roster."""
    year, quarter = period
    changes = [event for event in demo.roster if event.period == period and event.event != "确定"]
    entered = [row for row in demo.enterprises if row.entry == period > (2021, 1)]
    sheets = {
        "output": [output_record(row) for row in demo.output.rows(period)],
        "project": [project_record(row) for row in _latest(demo.projects.get(period, []))],
        "enterprise": [enterprise_record(row) for row in entered],
        "key_unit": [roster_record(event) for event in changes],
    }
    late = Random(f"{SEED}:{period}").randint(14, 19)
    sent.add(
        f"季度报表{year}年{quarter}季度",
        _at(last_day(period) + timedelta(days=late)),
        f"{year}年{quarter}季度报表",
        sheets,
    )


def _latest(rows: list[ProjectRow]) -> list[ProjectRow]:
    """One row a project and enterprise: what is signed and ends in one quarter is reported once."""
    return list({(row.code, row.enterprise.code): row for row in rows}.values())


def _corrections(demo: Demo, sent: _Sent) -> None:
    """Late reports and corrections of what was sent before."""
    output = demo.output
    for period, day, by, note in (
        ((2022, 2), date(2022, 9, 6), STATION, "补报2022年2季度"),
        ((2026, 2), date(2026, 8, 28), STATION, "补报2026年2季度"),
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


def _at(day: date, hour: int = 9, minute: int = 30) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING)


if __name__ == "__main__":
    for submission in write_workbooks(Path(sys.argv[1])):
        print(
            submission.received_at.isoformat(), submission.path.name, submission.by, submission.note, sep="\t"
        )
