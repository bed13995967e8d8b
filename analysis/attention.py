"""What needs somebody's attention this morning, from answers already asked: plain functions over frames."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd


@dataclass(frozen=True)
class Matter:
    """One matter: its kind, how many, and of the gravest one its province, amount, growth or name."""

    kind: str  # rising_gap, units_to_reconsider, late_quarters, missing_reports, open_questions, …
    count: int
    province_code: str = ""
    amount_yuan: int | None = None
    growth: float | None = None
    name: str = ""


def matters(
    overview: pd.Series,
    coverage: pd.DataFrame,
    to_reconsider: pd.DataFrame,
    projects_to_check: int,
    today: date,
    report_due_days: int,
) -> list[Matter]:
    """The matters that are open, in the order in which they are urgent; none is an empty list.

    Takes the row of `overview` (of the latest quarter), `coverage`, `units_to_reconsider`, the number of
    `projects_to_check`, and after how many days of the next quarter a report is due.
    """
    late = quarters_late(int(overview["year"]), int(overview["quarter"]), today, report_due_days)
    found = [
        _rising_gaps(coverage),
        _to_reconsider(to_reconsider),
        Matter("late_quarters", late),
        Matter("missing_reports", _missing(overview)),
        Matter("open_questions", int(overview["open_questions"])),
        Matter("projects_to_check", projects_to_check),
    ]
    return [matter for matter in found if matter.count > 0]


def quarters_late(year: int, quarter: int, today: date, report_due_days: int) -> int:
    """How many quarters after the given one should have been reported by `today`."""
    due = today - timedelta(days=report_due_days)
    ended = due.year * 4 + (due.month - 1) // 3  # quarters that had ended by then
    return max(0, ended - (year * 4 + quarter))


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


def _missing(overview: pd.Series) -> int:
    expected, reported = overview["expected_enterprises"], overview["reported_enterprises"]
    return 0 if pd.isna(expected) or pd.isna(reported) else int(expected) - int(reported)
