"""The picture of the roster as a function: a line a unit, a stroke a stay, a mark an event."""

from datetime import date
from pathlib import Path

import pandas as pd

from analysis.access import OWNER
from analysis.settings import Settings
from pages.components import timeline
from pages.components.frame import Frame

HERE = Frame(OWNER, "zh", False, Path("home"), Settings(home_province="370000"), None)
AS_OF = date(2024, 1, 1)


def stay(code: str, province: str, first: date, last: date | None, batch: int = 1) -> dict[str, object]:
    return {
        "enterprise_code": code, "enterprise": f"某{code}建工集团有限公司",
        "province_code": province, "batch": batch, "first_day": first, "last_day": last,
    }  # fmt: skip


def change(code: str, step: str, day: date, province: str = "650000") -> dict[str, object]:
    return {
        "enterprise_code": code, "enterprise": f"某{code}建工集团有限公司",
        "province_code": province, "step": step, "date": day, "reason": None, "batch": 1,
    }  # fmt: skip


STAYS = pd.DataFrame(
    [
        stay("A", "440000", date(2021, 3, 8), date(2022, 12, 31)),
        stay("A", "650000", date(2023, 1, 1), None),
        stay("B", "320000", date(2022, 9, 15), None, batch=2),
    ]
)
CHANGES = pd.DataFrame(
    [
        change("A", "designated", date(2021, 3, 8), "440000"),
        change("B", "designated", date(2022, 9, 15), "320000"),
        change("A", "moved", date(2023, 1, 1)),
    ]
)


def traces(as_of: date = AS_OF) -> dict[str, object]:
    figure = timeline.of_roster(STAYS, CHANGES, as_of, HERE)
    return {trace.name or "": trace for trace in figure.data}


def test_a_unit_that_moved_stays_on_its_line() -> None:
    strokes = traces()["第1批"]
    assert list(strokes.x) == [
        date(2021, 3, 8), date(2022, 12, 31), None, date(2023, 1, 1), AS_OF, None,
    ]  # fmt: skip
    assert [row for row in strokes.y if row is not None] == [0, 0, 0, 0]
    assert list(traces()["第2批"].y[:2]) == [1, 1]


def test_what_happened_is_marked_on_its_day() -> None:
    moved = traces()["迁移驻地"]
    assert [str(day)[:10] for day in moved.x] == ["2023-01-01"]
    assert "新疆" in moved.text[0]
    assert "退出" not in traces()


def test_a_stay_that_lasts_ends_at_the_date_or_the_last_event() -> None:
    assert traces(date(2022, 1, 1))["第1批"].x[4] == date(2023, 1, 1)


def test_each_line_names_its_enterprise_shortly() -> None:
    figure = timeline.of_roster(STAYS, CHANGES, AS_OF, HERE)
    assert list(figure.layout.yaxis.ticktext) == ["某A建工集团有限…", "某B建工集团有限…"]
