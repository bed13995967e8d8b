"""What came of the questions about the demo's records: some were looked into and found right.

A question has its number only once the records are in, so this workbook is made last, from what was asked.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from data.demo.workbooks import Record, write_workbook

ANSWERED = "核实无误"
CAME = datetime(2026, 10, 31, 10, 0)
NAME, NOTE = "问题核实回复", "2026年10月集中核实"
REVIEWERS = ("郑示例", "冯示例", "蒋示例")
# By rule: how many of the oldest open questions were looked into, and what was found.
LOOKED_INTO = {
    "ytd_fall": (
        2,
        (
            "按竣工结算审定值核减已报产值，企业已提供结算书，数据无误。",
            "项目部分工程量退回业主另行发包，已报产值相应核减，企业已提供协议，数据无误。",
        ),
    ),
    "place_several": (
        6,
        (
            "跨省线性工程，合同未按省分列，企业书面说明已存档，暂不计入任何一省。",
            "企业确认为跨省标段，分省产值已在产值表中分别填报，项目金额不拆分。",
        ),
    ),
    "place_unknown": (
        2,
        ("框架协议项目，施工地点随订单确定，签订时无法填写省份，已与企业核对。",),
    ),
}


@dataclass(frozen=True)
class Answer:
    """One question looked into: its number, what was found, by whom and when."""

    problem_id: str
    words: str
    by: str
    moment: datetime


def make_answers(problems: Iterable[Mapping[Any, Any]]) -> list[Answer]:
    """Answers to some of the questions (problem_id, problem_state, rule, received_at), oldest first."""
    asked = sorted(problems, key=lambda problem: (problem["received_at"], problem["problem_id"]))
    told: list[tuple[str, str]] = []
    done: Counter[str] = Counter()
    for problem in asked:
        rule = str(problem["rule"])
        most, findings = LOOKED_INTO.get(rule, (0, ()))
        if problem["problem_state"] == "open" and done[rule] < most:
            told.append((str(problem["problem_id"]), findings[done[rule] % len(findings)]))
            done[rule] += 1
    return [
        Answer(
            number, words, REVIEWERS[place % len(REVIEWERS)],
            CAME - timedelta(days=len(told) - place, minutes=7 * place),
        )
        for place, (number, words) in enumerate(told)
    ]  # fmt: skip


def answer_record(row: Answer) -> Record:
    """A row of the sheet 核实."""
    return {
        "problem_id": row.problem_id,
        "answer_state": ANSWERED,
        "answer": row.words,
        "answered_by": row.by,
        "answered_at": row.moment,
    }


def write_answers(folder: Path, problems: Iterable[Mapping[Any, Any]]) -> Path:
    """The workbook with the answers, in a folder; the same bytes for the same questions."""
    path = folder / f"{NAME}.xlsx"
    write_workbook(path, {"problem_answer": [answer_record(row) for row in make_answers(problems)]})
    return path
