"""What a report is made from: the days it is about, and the questions asked of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis.problems import Refused
from analysis.questions import Answer

Ask = Callable[..., Answer]


@dataclass(frozen=True)
class Answers:
    """What a report is made from; `before` is coverage in figures on the day of the last report."""

    coverage: Answer
    summary: Answer
    before: Answer
    units: Answer
    roster_changes: Answer
    coverage_changes: Answer
    proposal: Answer
    plans: Answer
    curve: Answer
    submissions: Answer


def last_report(as_of: date) -> date:
    """The last day of the quarter before the one a date is in."""
    return date(as_of.year, (as_of.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)


def check_dates(ask: Ask, as_of: date, since: date | None) -> None:
    """Whether there can be a report of these days: Refused as `coverage_report`, in one cheap question.

    A department that has not designated anyone yet may well ask for one; a day before it did is a slip.
    """
    if since is not None and since >= as_of:
        raise Refused("report_since_not_before", since=since, as_of=as_of)
    days = ask("roster_changes").frame["date"].dropna()
    if len(days) and as_of < (first := min(map(_as_date, days))):
        raise Refused("report_before_roster", as_of=as_of, first=first)


def ask_all(ask: Ask, as_of: date, since: date) -> Answers:
    """Every question a report needs, of its day and against the day of the last one."""
    return Answers(
        coverage=ask("coverage", as_of=as_of),
        summary=ask("coverage_summary", as_of=as_of),
        before=ask("coverage_summary", as_of=since),
        units=ask("key_units", as_of=as_of),
        # The last report had what happened on its own day.
        roster_changes=ask("roster_changes", **{"from": since + timedelta(days=1), "to": as_of}),
        coverage_changes=ask("coverage_changes", **{"from": since, "to": as_of}),
        proposal=ask("next_batch", as_of=as_of),
        plans=ask("next_batch_plans", as_of=as_of),
        curve=ask("next_batch_curve", as_of=as_of),
        submissions=ask("submissions"),
    )


def _as_date(value: object) -> date:
    return pd.Timestamp(value).date()  # type: ignore[arg-type]
