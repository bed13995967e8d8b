"""Who is responsible, where is nobody, who was met, on records made for each case."""

from datetime import date

import pandas as pd

from analysis import liaison
from analysis.liaison import Served


def directory(*rows: dict) -> pd.DataFrame:
    usual = {
        "city_code": None, "city": None, "enterprise_code": None, "enterprise": None, "province_code": None,
        "officer": None, "vacant": False, "vacant_since": None, "overlapping": False, "coverage": None,
        "demand_yuan": None,
    }  # fmt: skip
    return pd.DataFrame([usual | row for row in rows])


DIRECTORY = directory(
    {"duty": "city", "city_code": "1", "city": "A", "officer": "X"},
    {"duty": "city", "city_code": "2", "city": "B", "vacant": True, "vacant_since": date(2026, 1, 1)},
    {"duty": "headquarters", "city_code": "1", "enterprise_code": "E", "enterprise": "Firm", "officer": "X"},
    {"duty": "province", "province_code": "11", "vacant": True, "coverage": "gap", "demand_yuan": 5},
    {"duty": "province", "province_code": "12", "officer": "X", "overlapping": True, "demand_yuan": 9},
    {"duty": "province", "province_code": "12", "officer": "Y", "overlapping": True, "demand_yuan": 9},
    {"duty": "province", "province_code": "71", "vacant": True, "coverage": "idle"},
)


def test_a_place_with_two_officers_is_one_place() -> None:
    assert liaison.served(DIRECTORY, "city") == Served(2, 1)
    assert liaison.served(DIRECTORY, "headquarters") == Served(1, 1)
    assert liaison.served(DIRECTORY, "province") == Served(3, 1)


def test_each_province_is_held_by_one_by_several_or_by_nobody() -> None:
    assert liaison.provinces(DIRECTORY).to_dict("records") == [
        {"province_code": "11", "officers": [], "held": "vacant"},
        {"province_code": "12", "officers": ["X", "Y"], "held": "overlapping"},
        {"province_code": "71", "officers": [], "held": "vacant"},
    ]


def test_what_is_unsettled_stands_in_the_order_of_output_and_idle_provinces_wait_for_nobody() -> None:
    found = liaison.unsettled(DIRECTORY)
    assert found["province_code"].fillna("").tolist() == ["12", "11", "", "71"]
    assert found["officers"].tolist() == [["X", "Y"], [], [], []]
    assert found["waiting"].tolist() == [True, True, True, False]
    assert found["vacant_since"].iloc[2] == date(2026, 1, 1)


def test_nothing_unsettled_is_an_empty_frame() -> None:
    assert liaison.unsettled(DIRECTORY.head(1)).empty


def test_months_without_engagements_are_there_with_nothing() -> None:
    held = pd.DataFrame(
        {
            "date": [date(2026, 3, 9), date(2026, 1, 2), date(2026, 1, 30)],
            "form": ["visit", "visit", "round_table"],
        }
    )
    counted = liaison.by_month(held)
    assert counted["month"].unique().tolist() == ["2026-01", "2026-02", "2026-03"]
    assert counted.set_index(["month", "form"])["count"].to_dict() == {
        ("2026-01", "round_table"): 1,
        ("2026-01", "visit"): 1,
        ("2026-02", "round_table"): 0,
        ("2026-02", "visit"): 0,
        ("2026-03", "round_table"): 0,
        ("2026-03", "visit"): 1,
    }
    assert liaison.by_month(held.head(0)).empty


def test_an_agreement_about_to_expire_still_stands() -> None:
    states = ["in_force", "expiring", "expired", "none"]
    told = pd.DataFrame({"mechanism": ["market_access"] * 4, "agreement_state": states})
    assert liaison.agreed(told).to_dict("records") == [
        {"mechanism": "market_access", "standing": 2, "expiring": 1}
    ]
