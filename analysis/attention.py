"""What needs somebody's attention this morning, from answers already asked: plain functions over frames."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pandas as pd

from analysis.language import N_


@dataclass(frozen=True)
class Rule:
    """A kind of matter: its words (a message id), and the page that deals with it, with what is chosen there.

    The words may use count, province, amount, growth, name and days of the gravest one.
    """

    kind: str
    words: str
    page: str
    choices: Mapping[str, str] = field(default_factory=dict)


# In the order in which they are urgent
RULES = (
    Rule(
        "overdue_requests",
        N_("{count} service requests are overdue, {name} by {days} working days"),
        "service",
        {"urgency": "overdue"},
    ),
    Rule(
        "requests_due_soon",
        N_("{count} service requests are due soon, {name} in {days} working days"),
        "service",
        {"urgency": "due_soon"},
    ),
    Rule(
        "rising_gap",
        N_("{count} gaps with rising output, the largest {province}: {amount}, {growth}"),
        "coverage",
    ),
    Rule("vacancies", N_("{count} places have no liaison officer, first of all {province}"), "liaison"),
    Rule(
        "units_to_reconsider",
        N_("{count} key units to reconsider, first of all {name} in {province}"),
        "key_units",
    ),
    Rule(
        "expiring_agreements",
        N_("{count} agreements are about to expire, {province} in {days} days"),
        "agreements",
    ),
    Rule("late_quarters", N_("The data are {count} quarters behind"), "data_intake", {"open": "missing"}),
    Rule(
        "missing_reports",
        N_("{count} enterprises have not reported the latest quarter"),
        "data_intake",
        {"open": "missing"},
    ),
    Rule(
        "open_questions",
        N_("{count} questions about the records are open"),
        "quality",
        {"work": "questions"},
    ),
    Rule(
        "projects_to_check",
        N_("{count} projects lie in several provinces, abroad or nowhere known"),
        "data_intake",
        {"open": "projects"},
    ),
)


@dataclass(frozen=True)
class Matter:
    """One matter: its kind, how many, and of the gravest one its province, amount, growth, name or days."""

    kind: str  # of a rule
    count: int
    province_code: str = ""
    amount_yuan: int | None = None
    growth: float | None = None
    name: str = ""
    days: int | None = None


def matters(
    overview: pd.Series,
    coverage: pd.DataFrame,
    to_reconsider: pd.DataFrame,
    desk: pd.DataFrame,
    projects_to_check: int,
    today: date,
    report_due_days: int,
) -> list[Matter]:
    """The matters that are open, in the order of the rules; none is an empty list.

    Takes the row of `overview` (of the latest quarter), `coverage`, `units_to_reconsider`, `desk_matters`,
    the number of `projects_to_check`, and after how many days of the next quarter a report is due.
    """
    late = quarters_late(int(overview["year"]), int(overview["quarter"]), today, report_due_days)
    found = [
        _rising_gaps(coverage),
        _to_reconsider(to_reconsider),
        *map(_at_desk, desk.to_dict("records")),
        Matter("late_quarters", late),
        Matter("missing_reports", missing_reports(overview)),
        Matter("open_questions", int(overview["open_questions"])),
        Matter("projects_to_check", projects_to_check),
    ]
    order = [rule.kind for rule in RULES]
    return sorted(
        (matter for matter in found if matter.count > 0), key=lambda matter: order.index(matter.kind)
    )


def rule_of(matter: Matter) -> Rule:
    """The rule a matter is told by."""
    return next(rule for rule in RULES if rule.kind == matter.kind)


def quarters_late(year: int, quarter: int, today: date, report_due_days: int) -> int:
    """How many quarters after the given one should have been reported by `today`."""
    due = today - timedelta(days=report_due_days)
    ended = due.year * 4 + (due.month - 1) // 3  # quarters that had ended by then
    return max(0, ended - (year * 4 + quarter))


def missing_reports(told: pd.Series) -> int:
    """How many enterprises of those expected have not reported; 0 where nothing was expected."""
    expected, reported = told["expected_enterprises"], told["reported_enterprises"]
    return 0 if pd.isna(expected) or pd.isna(reported) else int(expected) - int(reported)


def _rising_gaps(coverage: pd.DataFrame) -> Matter:
    rising = coverage[(coverage["status"] == "gap") & (coverage["yoy"].astype(float) > 0)]
    if rising.empty:
        return Matter("rising_gap", 0)
    largest = rising.sort_values("demand_yuan", ascending=False, kind="stable").iloc[0]
    demand = largest["demand_yuan"]
    return Matter(
        "rising_gap",
        len(rising),
        province_code=str(largest["province_code"]),
        amount_yuan=None if pd.isna(demand) else int(demand),
        growth=float(largest["yoy"]),
    )


def _to_reconsider(found: pd.DataFrame) -> Matter:
    """How many units, not findings; the gravest is the first."""
    if found.empty:
        return Matter("units_to_reconsider", 0)
    first = found.iloc[0]
    return Matter(
        "units_to_reconsider",
        int(found["unit_id"].nunique()),
        province_code=str(first["province_code"]),
        name=str(first["enterprise"]),
    )


def _at_desk(row: Mapping[Any, Any]) -> Matter:
    return Matter(
        str(row["matter"]),
        int(row["matter_count"]),
        province_code="" if pd.isna(row["province_code"]) else str(row["province_code"]),
        name="" if pd.isna(row["name"]) else str(row["name"]),
        days=None if pd.isna(row["matter_days"]) else int(row["matter_days"]),
    )
