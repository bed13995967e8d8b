"""What needs attention, on records made for each case."""

from datetime import date

import pandas as pd
import pytest

from analysis.attention import RULES, Matter, matters, quarters_late, rule_of
from tests.conftest import PROJECT

QUIET = {
    "year": 2026,
    "quarter": 3,
    "expected_enterprises": 5,
    "reported_enterprises": 5,
    "open_questions": 0,
}
IN_TIME = date(2026, 11, 1)


def coverage(*rows: tuple[str, str, int | None, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["province_code", "status", "demand_yuan", "yoy"])


def to_reconsider(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["unit_id", "enterprise", "province_code"])


def at_desk(*rows: tuple[str, int, str | None, str | None, int | None]) -> pd.DataFrame:
    columns = ["matter", "matter_count", "name", "province_code", "matter_days"]
    return pd.DataFrame(rows, columns=columns)


NOBODY, NO_DESK = to_reconsider(), at_desk()


def test_nothing_open_is_nothing_told():
    assert (
        matters(pd.Series(QUIET), coverage(("110000", "gap", 5, -0.1)), NOBODY, NO_DESK, 0, IN_TIME, 20) == []
    )


def test_units_to_reconsider_are_counted_once_and_the_gravest_is_named():
    found = matters(
        pd.Series(QUIET),
        coverage(),
        to_reconsider(("A-1", "A", "420000"), ("A-1", "A", "420000"), ("B-1", "B", "410000")),
        NO_DESK,
        0,
        IN_TIME,
        20,
    )
    assert found == [Matter("units_to_reconsider", 2, "420000", name="A")]


def test_a_gap_counts_when_its_output_rises():
    found = matters(
        pd.Series(QUIET),
        coverage(
            ("110000", "gap", 5, 0.1),
            ("120000", "gap", 9, 0.2),
            ("130000", "gap", 99, None),
            ("140000", "stationed", 99, 0.5),
        ),
        NOBODY,
        NO_DESK,
        0,
        IN_TIME,
        20,
    )
    assert found == [Matter("rising_gap", 2, "120000", 9, 0.2)]


def test_every_kind_of_matter_is_told_in_its_order():
    overview = pd.Series({**QUIET, "reported_enterprises": 3, "open_questions": 7})
    reconsider = to_reconsider(("A-1", "A", "420000"))
    desk = at_desk(
        ("expiring_agreements", 1, None, "440000", 5),
        ("vacancies", 2, None, None, None),
        ("requests_due_soon", 0, None, None, None),
        ("overdue_requests", 3, "R", "440000", 9),
    )
    gap = coverage(("110000", "gap", None, 0.1))
    found = matters(overview, gap, reconsider, desk, 4, date(2027, 3, 1), 20)
    assert found[0] == Matter("overdue_requests", 3, "440000", name="R", days=9)
    assert [(matter.kind, matter.count) for matter in found] == [
        ("overdue_requests", 3),
        ("rising_gap", 1),
        ("vacancies", 2),
        ("units_to_reconsider", 1),
        ("expiring_agreements", 1),
        ("late_quarters", 1),
        ("missing_reports", 2),
        ("open_questions", 7),
        ("projects_to_check", 4),
    ]


@pytest.mark.parametrize(
    ("today", "late"),
    [
        (date(2026, 10, 1), 0),
        (date(2027, 1, 20), 0),
        (date(2027, 1, 21), 1),
        (date(2027, 4, 20), 1),
        (date(2027, 4, 21), 2),
        (date(2026, 1, 1), 0),
    ],
)
def test_a_quarter_is_late_when_its_report_was_due(today, late):
    assert quarters_late(2026, 3, today, report_due_days=20) == late


def test_each_rule_leads_to_a_page_that_exists():
    for rule in RULES:
        assert (PROJECT / "pages" / f"{rule.page}.py").exists()
        assert rule_of(Matter(rule.kind, 1)) is rule
