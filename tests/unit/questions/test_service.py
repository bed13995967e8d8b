"""Requests and their clocks: through the real ledger, against a second implementation, day by day."""

import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest

from analysis.questions import ask
from analysis.warehouse import open_release
from tests.unit.questions import slow_service as slow
from tests.unit.warehouse.books import FIRST_DAY, Books, enterprise, event, output, request

LIMITS = {"甲类": 5, "乙类": 30}
SETTINGS = 'service_resolution_days = 10\n[service_limits]\n"甲类" = [1, 5]\n"乙类" = [3, 30]\n'
RATES = ("responded_rate", "resolved_rate", "on_time_rate", "median_working_days", "satisfaction")


def history(chance: random.Random, number: int) -> list[dict[str, Any]]:
    """What the submissions said of a request: received, perhaps responded, resolved, reopened, resolved."""
    received = datetime(2026, 1, 1, 9) + timedelta(days=chance.randrange(250), hours=chance.randrange(8))
    row: dict[str, Any] = {
        "received_at": received,
        "category": chance.choice(["甲类", "乙类", "丙类"]),
        "owner": chance.choice(["王", "李", None]),
    }
    rows = [dict(row)]
    if chance.random() < 0.8:
        row["responded_at"] = received + timedelta(days=chance.randrange(4), hours=1)
        rows.append(dict(row))
    if chance.random() < 0.7:
        row["resolved_at"] = received + timedelta(days=4 + chance.randrange(40), hours=2)
        row["satisfaction"] = chance.choice([None, 1, 3, 5])
        rows.append(dict(row))
        if chance.random() < 0.4:
            rows.append({**row, "resolved_at": None, "satisfaction": None})
            if chance.random() < 0.6:
                rows.append({**row, "resolved_at": datetime(2026, 10, 20, 9)})
    return [
        request(f"R{number:03d}", "AB"[number % 2], chance.choice(["440000", "530000"]), **told)
        for told in rows
    ]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Books, dict[str, list[slow.Telling]]]:
    books = Books(tmp_path_factory.mktemp("service") / "home")
    (books.home / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    chance = random.Random(5)
    histories = [history(chance, number) for number in range(60)]
    tellings: dict[str, list[slow.Telling]] = defaultdict(list)
    for turn in range(max(map(len, histories))):
        rows = [rows[turn] for rows in histories if len(rows) > turn]
        number = books.submit(service_request=rows)
        day = (FIRST_DAY + timedelta(days=number)).date()
        for row in rows:
            tellings[row["request_id"]].append(
                slow.Telling(
                    day, row["request_id"], row["province_code"], row["category"], row["owner"],
                    row["received_at"], row.get("responded_at"), row.get("resolved_at"),
                    row.get("satisfaction"),
                )
            )  # fmt: skip
    books.release()
    return books, tellings


DAYS = [
    *(date(2026, 1, 20), date(2026, 2, 24), date(2026, 6, 30)),
    *(date(2026, 10, 3), date(2026, 10, 9), date(2026, 11, 23)),
]


@pytest.mark.parametrize("day", DAYS)
def test_each_request_stands_as_counted_day_by_day(told, day: date) -> None:
    books, tellings = told
    expected = {
        number: found
        for number, rows in tellings.items()
        if (found := slow.standing(rows, day, LIMITS, 10)) is not None
    }
    frame = ask(open_release(books.home), "service_requests", as_of=day).frame
    assert len(frame) == len(expected)
    for row in frame.to_dict("records"):
        one = expected[row["request_id"]]
        assert (row["state"], row["working_days"], bool(row["overdue"]), row["times_reopened"]) == (
            one.state, one.working_days, one.overdue, one.reopened,
        ), row["request_id"]  # fmt: skip
        assert row["limit_days"] == one.limit
        assert pd.isna(row["on_time"]) == one.open
        if not one.open:
            assert bool(row["on_time"]) == (one.working_days <= one.limit)
        due = row["due_date"]
        assert slow.works(due)
        assert slow.working_days(one.received.date(), due) == one.limit


@pytest.mark.parametrize("by", ["province", "category", "owner", "month"])
@pytest.mark.parametrize("day", DAYS[2:])
def test_groups_fare_as_counted_one_by_one(told, by: str, day: date) -> None:
    books, tellings = told
    first, last = date(2026, 2, 1), date(2026, 8, 31)
    groups: dict[object, list[slow.Standing]] = defaultdict(list)
    for rows in tellings.values():
        one = slow.standing(rows, day, LIMITS, 10)
        if one is not None and first <= one.received.date() <= last:
            code = {"province": one.province, "category": one.category, "owner": one.owner}.get(
                by, one.received.strftime("%Y-%m")
            )
            groups[code].append(one)
    parameters = {"from": first, "to": last, "by": by, "as_of": day}
    frame = ask(open_release(books.home), "service_performance", **parameters).frame
    assert {None if pd.isna(code) else code for code in frame["group_code"]} == set(groups)
    for row in frame.to_dict("records"):
        code = None if pd.isna(row["group_code"]) else row["group_code"]
        for name, value in slow.performance(groups[code]).items():
            found = None if pd.isna(row[name]) else row[name]
            assert found == (pytest.approx(value) if name in RATES and value is not None else value), (
                code,
                name,
            )


def test_the_open_ones_come_first_and_the_most_overdue_before_all(told) -> None:
    frame = ask(open_release(told[0].home), "service_requests").frame
    still_open = frame["state"] != "resolved"
    assert still_open.tolist() == sorted(still_open, reverse=True)
    left = frame.loc[still_open, "days_left"].tolist()
    assert left == sorted(left)
    assert frame.loc[still_open, "overdue"].tolist() == [days < 0 for days in left]


def test_the_history_of_a_request_is_what_its_submissions_said(books: Books) -> None:
    received = datetime(2026, 9, 28, 10)
    told = [
        request("R", "A", received_at=received),
        request("R", "A", received_at=received, responded_at=received),
        request("R", "A", received_at=received, responded_at=received, resolved_at=datetime(2026, 9, 30)),
        request("R", "A", received_at=received, responded_at=received, resolved_at=None),
        request("R", "A", received_at=received, responded_at=received, resolved_at=None, owner="王"),
        request("R", "A", received_at=received, responded_at=received, resolved_at=datetime(2026, 10, 20)),
    ]
    numbers = [books.submit(service_request=[row]) for row in told]
    release = books.release()
    frame = ask(release, "service_request_history", request="R").frame
    steps = ["received", "responded", "resolved", "reopened", "revised", "resolved"]
    assert frame["request_step"].tolist() == steps
    assert frame["submission_id"].tolist() == numbers
    assert frame["superseded"].tolist() == [True] * 5 + [False]
    at = {
        day: ask(release, "service_requests", as_of=day).frame.iloc[0]
        for day in ("2026-09-28", "2026-09-30", "2026-10-05", "2026-10-19", "2026-10-20")
    }
    # Submissions come a day apart from 2 October: the fourth, which opened it again, on the 5th.
    assert [row["state"] for row in at.values()] == [
        "responded",
        "resolved",
        "reopened",
        "reopened",
        "resolved",
    ]
    assert at["2026-09-30"]["working_days"] == 2
    # 1 to 7 October are a holiday; Saturday the 10th is worked.
    assert at["2026-10-05"]["working_days"] == 2
    assert at["2026-10-20"]["working_days"] == 2 + 2 + 1 + 5 + 2
    books.withdraw(numbers[3])
    steps = books.ask("service_request_history", request="R").frame["request_step"].tolist()
    assert steps == ["received", "responded", "resolved", "reopened", "resolved"]


def test_the_host_is_the_unit_stationed_there_on_the_day_else_one_that_reaches_it(books: Books) -> None:
    books.submit(
        enterprise=[enterprise("A", "370100")],
        output=[output("A", 2026, 1, "440000", 5)],
        key_unit=[
            event("S", "440000", "designated", date(2024, 1, 1)),
            event("S", "440000", "withdrawn", date(2026, 3, 1)),
            event("N", "450000", "designated", date(2025, 1, 1), batch=2, reach_codes=["440000"]),
        ],
        service_request=[
            request("R1", "A", received_at=datetime(2026, 2, 27)),
            request("R2", "A", received_at=datetime(2026, 3, 2)),
            request("R3", "A", "650000", received_at=datetime(2026, 3, 2)),
        ],
    )
    release = books.release()
    frame = ask(release, "service_requests").frame.set_index("request_id")
    assert frame["unit_id"].dropna().to_dict() == {"R1": "S-440000", "R2": "N-450000"}
    assert frame["host_coverage"].to_dict() == {"R1": "stationed", "R2": "reached", "R3": "gap"}
    by_unit = ask(release, "service_performance", by="unit").frame
    assert by_unit.set_index("group_code")["requests"].to_dict()["S-440000"] == 1
    assert by_unit["group_code"].isna().sum() == 1
    by_province = ask(release, "service_performance", as_of="2026-06-30").frame.set_index("group_code")
    assert by_province.loc["440000", "requests_per_100"] == 200
    assert by_province.loc["440000", "coverage"] == "reached"
    # Nobody has output in 650000: there is nothing to count by, which is not zero.
    assert pd.isna(by_province.loc["650000", "requests_per_100"])


def test_filters_narrow_the_list(told) -> None:
    release = open_release(told[0].home)
    whole = ask(release, "service_requests").frame
    for name, column in (
        ("province", "province_code"),
        ("state", "state"),
        ("category", "category"),
        ("owner", "owner"),
        ("enterprise", "enterprise_code"),
    ):
        value = whole[column].dropna().iloc[0]
        part = ask(release, "service_requests", **{name: value}).frame
        assert part["request_id"].tolist() == whole.loc[whole[column] == value, "request_id"].tolist()
    assert len(ask(release, "service_requests", limit=3).frame) == 3
    one = ask(release, "service_requests", request=whole["request_id"].iloc[0]).frame
    assert one["request_id"].tolist() == [whole["request_id"].iloc[0]]
    for urgency, wanted in (
        ("open", whole["state"] != "resolved"),
        ("overdue", whole["overdue"]),
        ("due_soon", whole["due_soon"]),
    ):
        part = ask(release, "service_requests", urgency=urgency).frame
        assert part["request_id"].tolist() == whole.loc[wanted.astype(bool), "request_id"].tolist()


def test_all_groups_together_are_one(told) -> None:
    release = open_release(told[0].home)
    whole = ask(release, "service_performance", by="all").frame
    by_category = ask(release, "service_performance", by="category").frame
    assert whole["group_code"].tolist() == ["all"]
    for name in ("requests", "open", "overdue", "reopened"):
        assert whole[name].iloc[0] == by_category[name].sum()


def test_a_clock_in_years_without_published_holidays_says_so(books: Books) -> None:
    books.submit(service_request=[request("R", "A", received_at=datetime(2026, 12, 30))])
    release = books.release()
    far = ask(release, "service_requests", as_of="2030-01-04").frame.iloc[0]
    assert bool(far["calendar_estimated"])
    assert far["working_days"] == slow.working_days(date(2026, 12, 30), date(2030, 1, 4))
    beyond = ask(release, "service_requests", as_of="2150-01-04").frame.iloc[0]
    assert pd.isna(beyond["working_days"])
    near = ask(release, "service_requests", as_of="2026-12-31").frame.iloc[0]
    assert not near["calendar_estimated"]


def test_what_waits_is_what_the_lists_say(told) -> None:
    release = open_release(told[0].home)
    for day in ("2026-02-01", "2026-06-30"):
        waiting = ask(release, "desk_matters", as_of=day).frame.set_index("matter")
        overdue = ask(release, "service_requests", as_of=day, urgency="overdue").frame
        due_soon = ask(release, "service_requests", as_of=day, urgency="due_soon").frame
        for matter, listed in (("overdue_requests", overdue), ("requests_due_soon", due_soon)):
            assert waiting.loc[matter, "matter_count"] == len(listed)
            if len(listed):
                assert waiting.loc[matter, "name"] == listed["request_id"].iloc[0]
        if len(overdue):
            assert waiting.loc["overdue_requests", "matter_days"] == -overdue["days_left"].iloc[0]
        directory = ask(release, "liaison_directory", as_of=day).frame
        vacant = directory["vacant"] & (directory["coverage"] != "idle")
        assert waiting.loc["vacancies", "matter_count"] == vacant.sum()


def test_an_agreement_waits_when_it_is_about_to_expire(books: Books) -> None:
    def agreed(province: str, until: date) -> dict:
        return {
            "province_code": province, "mechanism": "cooperation", "signed_date": date(2024, 1, 1),
            "expires_date": until,
        }  # fmt: skip

    books.submit(agreement=[agreed("440000", date(2026, 7, 9)), agreed("320000", date(2026, 7, 1))])
    waiting = ask(books.release(), "desk_matters", as_of="2026-06-30").frame.set_index("matter")
    assert waiting.loc["expiring_agreements", ["matter_count", "province_code", "matter_days"]].tolist() == [
        2, "320000", 1,
    ]  # fmt: skip
    assert waiting.loc["overdue_requests", "matter_count"] == 0
    assert pd.isna(waiting.loc["overdue_requests", "name"])
    later = ask(books.release(), "desk_matters", as_of="2026-07-02").frame.set_index("matter")
    assert later.loc["expiring_agreements", ["matter_count", "province_code"]].tolist() == [1, "440000"]
