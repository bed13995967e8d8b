"""Answers as questions give them, small enough to read."""

from datetime import date, datetime

import pandas as pd
import pytest

from analysis.questions import QUESTIONS, Answer

PROVINCES = pd.DataFrame(
    {
        "province_code": ["440000", "110000", "650000"],
        "province": ["广东", "北京", "新疆"],
        "output_ytd_yuan": pd.array([123_456_789_012, 20_000, None], dtype="Int64"),
        "yoy": [0.12345, -0.5, None],
        "rank": pd.array([1, 2, None], dtype="Int64"),
    }
)


def answer_to(name: str, frame: pd.DataFrame, demo: bool = False, **parameters: object) -> Answer:
    return Answer(
        frame=frame,
        question=QUESTIONS[name],
        parameters=parameters,
        release_id="0012-abcd1234",
        as_of=date(2026, 9, 30),
        demo=demo,
    )


@pytest.fixture
def by_province() -> Answer:
    return answer_to("output_by_province", PROVINCES, year=2026, quarter=3, city="370200")


@pytest.fixture
def on_demo() -> Answer:
    return answer_to("output_by_province", PROVINCES, demo=True, year=2026, quarter=3, city=None)


@pytest.fixture
def empty() -> Answer:
    return answer_to("output_by_province", PROVINCES.iloc[:0], year=2026, quarter=3, city=None)


@pytest.fixture
def key_units() -> Answer:
    frame = pd.DataFrame(
        {
            "enterprise_code": ["913700000000000000"],
            "enterprise": ["示例建工"],
            "since": [date(2021, 3, 8)],
            "reach_codes": [["450000", "460000"]],
            "reach_declared": [True],
            "has_office": pd.array([None], dtype="boolean"),
        }
    )
    return answer_to("key_units", frame, as_of=date(2026, 9, 30), province=None, batch=None)


@pytest.fixture
def submissions() -> Answer:
    frame = pd.DataFrame(
        {
            "submission_id": [1],
            "received_at": [datetime(2026, 10, 9, 8, 30)],
            "by": ["@SUM(A1)"],
            "file": ["=2+5.xlsx"],
            "kinds": [["output", "project"]],
            "note": ["\t-1"],
        }
    )
    return answer_to("submissions", frame)
