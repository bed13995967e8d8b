"""Who is responsible, who was met, what is agreed: through the real ledger, against plain loops."""

import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import reference
from analysis.glossary import ENUMS
from analysis.problems import Problem
from analysis.questions import ask
from analysis.reports.download import download
from tests.unit.warehouse.books import Books, enterprise, output, request

HOME = "370000"
PROVINCES = [code for code in reference.provinces()["province_code"] if code != HOME]


def region(province: str, officer: str, since: date, until: date | None = None, **more: Any) -> dict:
    return {
        "province_code": province, "officer": officer, "since": since, "until": until,
        "phone": "13800001234", "liaison_region": "区", **more,
    }  # fmt: skip


def test_the_directory_is_who_was_responsible_that_day(books: Books) -> None:
    chance = random.Random(3)
    told: dict[tuple[str, date], dict] = {}
    for _ in range(120):
        since = date(2023, 1, 1) + timedelta(days=chance.randrange(1000))
        until = since + timedelta(days=chance.randrange(400)) if chance.random() < 0.6 else None
        row = region(chance.choice(PROVINCES[:8]), chance.choice("王李赵"), since, until)
        told[row["province_code"], since] = row
    rows = list(told.values())
    books.submit(region_liaison=rows[:60])
    books.submit(region_liaison=rows[60:])
    release = books.release()
    for day in (date(2022, 12, 31), date(2024, 3, 1), date(2025, 7, 1), date(2026, 11, 23)):
        frame = ask(release, "liaison_directory", as_of=day, duty="province").frame
        assert set(frame["province_code"]) == set(PROVINCES)
        for province in PROVINCES:
            mine = [row for row in told.values() if row["province_code"] == province]
            officers = {
                row["officer"]
                for row in mine
                if row["since"] <= day and (row["until"] is None or row["until"] >= day)
            }
            shown = frame[frame["province_code"] == province]
            assert set(shown["officer"].dropna()) == officers
            assert len(shown) == max(len(officers), 1)
            assert set(shown["overlapping"]) == {len(officers) > 1}
            assert set(shown["vacant"]) == {not officers}
            gone = [row["until"] for row in mine if row["until"] and row["until"] < day]
            since_when = max(gone) + timedelta(days=1) if gone and not officers else None
            assert (shown["vacant_since"].iloc[0] or None) == since_when


def test_a_city_and_a_headquarters_in_it_are_two_responsibilities(books: Books) -> None:
    books.submit(
        enterprise=[enterprise("A", "370100")],
        city_liaison=[
            {"city_code": "370100", "officer": "王", "since": date(2024, 1, 1)},
            {"city_code": None, "enterprise_code": "A", "enterprise": "Enterprise A", "officer": "李",
             "since": date(2024, 1, 1), "until": date(2025, 12, 31)},
        ],
    )  # fmt: skip
    release = books.release()
    frame = ask(release, "liaison_directory", as_of="2025-06-01", city="370100").frame
    assert frame[["duty", "officer"]].values.tolist() == [["city", "王"], ["headquarters", "李"]]
    assert not frame["overlapping"].any()
    later = ask(release, "liaison_directory", as_of="2026-06-01", city="370100").frame
    assert later["vacant"].tolist() == [False, True]
    assert later["vacant_since"].iloc[1] == date(2026, 1, 1)
    cities = ask(release, "liaison_directory", duty="city").frame
    assert len(cities) == 16
    assert cities["vacant"].sum() == 15


def test_the_headquarters_of_a_key_unit_that_has_nobody_is_vacant_while_the_unit_has_its_seat(
    books: Books,
) -> None:
    def seat(code: str, event: str, day: date) -> dict:
        return {
            "enterprise_code": code, "enterprise": f"Enterprise {code}", "station_province_code": "440000",
            "event": event, "effective_date": day, "batch": 1,
        }  # fmt: skip

    books.submit(
        enterprise=[enterprise(code, "370100") for code in "ABC"],
        key_unit=[
            seat("A", "designated", date(2024, 1, 1)),
            seat("A", "withdrawn", date(2026, 1, 1)),
            seat("B", "designated", date(2024, 1, 1)),
        ],
        city_liaison=[
            {"city_code": None, "enterprise_code": "B", "enterprise": "Enterprise B", "officer": "李",
             "since": date(2025, 1, 1)},
        ],
    )  # fmt: skip
    release = books.release()
    for day, told in (
        ("2023-12-31", [["B", None, True]]),
        ("2024-06-01", [["A", None, True], ["B", None, True]]),
        ("2025-06-01", [["A", None, True], ["B", "李", False]]),
        ("2026-06-01", [["B", "李", False]]),
    ):
        frame = ask(release, "liaison_directory", as_of=day, duty="headquarters").frame
        found = frame[["enterprise_code", "officer", "vacant"]].astype(object)
        assert found.where(found.notna(), None).values.tolist() == told
        waiting = ask(release, "desk_matters", as_of=day).frame.set_index("matter")["matter_count"]
        vacant = ask(release, "liaison_directory", as_of=day).frame.query("coverage != 'idle'")["vacant"]
        assert waiting["vacancies"] == vacant.sum()


def test_a_later_row_about_one_province_leaves_the_rest_of_its_region(books: Books) -> None:
    start = date(2024, 1, 1)
    books.submit(region_liaison=[region("440000", "王", start), region("450000", "王", start)])
    books.submit(region_liaison=[region("440000", "王", start, date(2025, 12, 31))])
    frame = books.ask("liaison_directory", duty="province").frame.set_index("province_code")
    assert bool(frame.loc["440000", "vacant"])
    assert frame.loc["450000", "officer"] == "王"


def test_no_answer_shows_a_whole_telephone_number(books: Books) -> None:
    problem = Problem("code_lost_digits", "a.xlsx", "s", 2, "phone", "电话", "13800001234")
    books.submit([problem], region_liaison=[region("440000", "王", date(2024, 1, 1))])
    release = books.release()
    for question, given in (
        ("liaison_directory", {}), ("provenance", {"kind": "region_liaison"}), ("problems", {}),
    ):  # fmt: skip
        answer = ask(release, question, **given)
        for format, wishes in (("csv", {}), ("csv", {"raw": True}), ("json", {})):
            content = download(answer, format, **wishes).content.decode()
            assert "13800001234" not in content
            assert "138****1234" in content


NAMES = {code: f"Enterprise {code}" for code in "ABCDEFGH"}


@pytest.fixture
def met(books: Books) -> tuple[Books, list[dict], dict[str, int]]:
    chance = random.Random(8)
    sizes = {code: 1000 // (number + 1) for number, code in enumerate(NAMES)}
    rows = []
    for number in range(25):
        there = chance.sample(list(NAMES)[:6], chance.randrange(1, 4))
        names = [NAMES[code] for code in there]
        rows.append(
            {
                "held_date": date(2024, 6, 1) + timedelta(days=40 * number),
                "form": chance.choice(list(ENUMS["form"])), "province_code": chance.choice(PROVINCES[:5]),
                "participants": [*names[1:], "无名公司"], "host": names[0], "theme": f"主题{number}",
                "problem_count": chance.choice([None, 0, 3]),
            }
        )  # fmt: skip
    books.submit(
        enterprise=[enterprise(code, "370100" if code < "E" else "370200") for code in NAMES],
        output=[output(code, 2025, 4, "440000", size) for code, size in sizes.items()]
        + [output("H", 2025, 4, HOME, 10**9)],
        engagement=rows,
    )
    return books, rows, sizes


def test_contacts_are_who_was_there(met) -> None:
    books, rows, sizes = met
    release = books.release()
    total, backbone, so_far = sum(sizes.values()), set(), 0
    for code, size in sorted(sizes.items(), key=lambda item: -item[1]):
        if so_far < 0.8 * total:
            backbone.add(code)
        so_far += size
    for day, months in ((date(2025, 6, 30), 12), (date(2026, 11, 23), 6)):
        month = (day.year * 12 + day.month - 1) - months
        begin = date(month // 12, month % 12 + 1, min(day.day, 28))
        meetings: dict[str, list[date]] = defaultdict(list)
        for row in rows:
            for code, name in NAMES.items():
                if name in (row["host"], *row["participants"]) and row["held_date"] <= day:
                    meetings[code].append(row["held_date"])
        frame = ask(release, "contacts", as_of=day, months=months).frame.set_index("enterprise_code")
        assert set(frame.index) == set(sizes)
        for code, row in frame.iterrows():
            recent = [held for held in meetings[code] if held > begin]
            assert row["backbone"] == (code in backbone)
            assert (row["last_contact_date"] or None) == max(meetings[code], default=None)
            assert row["contact_count"] == len(recent)
            assert row["contact_state"] == ("recent" if recent else "lapsed" if meetings[code] else "never")
        summary = ask(release, "contact_summary", as_of=day, months=months).frame.iloc[0]
        assert summary["contacted_share"] == pytest.approx((frame["contact_state"] == "recent").mean())
        core = frame[frame["backbone"]]
        assert summary["backbone_contacted_share"] == pytest.approx(
            (core["contact_state"] == "recent").mean()
        )
        assert summary["never_count"] == (frame["contact_state"] == "never").sum()
        within = [row for row in rows if begin < row["held_date"] <= day]
        assert summary["engagement_count"] == len(within)


def test_engagements_of_a_range_a_city_an_enterprise(met) -> None:
    books, rows, _ = met
    release = books.release()
    between = {"from": "2025-01-01", "to": "2025-12-31"}
    frame = ask(release, "engagements", **between).frame
    wanted = [row for row in rows if row["held_date"].year == 2025]
    assert frame["date"].tolist() == sorted((row["held_date"] for row in wanted), reverse=True)
    ours = ask(release, "engagements", enterprise="A").frame
    assert set(ours["theme"]) == {r["theme"] for r in rows if NAMES["A"] in (r["host"], *r["participants"])}
    city = ask(release, "engagements", city="370200").frame
    there = {NAMES["E"], NAMES["F"], NAMES["G"], NAMES["H"]}
    assert set(city["theme"]) == {r["theme"] for r in rows if there & {r["host"], *r["participants"]}}
    assert (frame["participant_count"] - frame["known_count"] == 1).all(), "one name is nobody's"


def test_problems_raised_are_followed_by_requests_within_thirty_days(books: Books) -> None:
    books.submit(
        enterprise=[enterprise("A"), enterprise("B")],
        engagement=[
            {"held_date": date(2026, 1, 5), "form": "visit", "theme": "t", "participants": ["Enterprise A"]}
        ],
        service_request=[
            request("ON-THE-DAY", "A"),
            request("LAST-DAY", "A", received_at=datetime(2026, 2, 4, 17)),
            request("TOO-LATE", "A", received_at=datetime(2026, 2, 5)),
            request("ANOTHERS", "B"),
        ],
    )
    row = books.ask("engagements").frame.iloc[0]
    assert list(row["follow_up_ids"]) == ["LAST-DAY", "ON-THE-DAY"]
    assert row["follow_up_count"] == 2


def test_agreements_stand_expire_and_are_renewed(books: Books) -> None:
    def signed(day: date, expires: date | None, mechanism: str = "cooperation") -> dict:
        return {
            "province_code": "440000", "mechanism": mechanism, "signed_date": day, "expires_date": expires,
            "document": f"{day}",
        }  # fmt: skip

    books.submit(
        agreement=[
            signed(date(2023, 1, 1), date(2025, 12, 31)),
            signed(date(2026, 3, 1), date(2027, 2, 28)),
            signed(date(2024, 5, 1), None, "market_access"),
        ]
    )
    release = books.release()

    def stands(day: str) -> dict[str, tuple]:
        frame = ask(release, "agreements", as_of=day, province="440000").frame.set_index("mechanism")
        return {
            name: (row["agreement_state"], row["document"] if isinstance(row["document"], str) else None)
            for name, row in frame.iterrows()
        }

    assert len(ask(release, "agreements").frame) == 4 * len(PROVINCES)
    assert stands("2025-06-30")["cooperation"] == ("in_force", "2023-01-01")
    assert stands("2025-10-02")["cooperation"] == ("expiring", "2023-01-01")
    assert stands("2025-12-31")["cooperation"] == ("expiring", "2023-01-01")
    assert stands("2026-01-01")["cooperation"] == ("expired", "2023-01-01")
    assert stands("2026-03-01")["cooperation"] == ("in_force", "2026-03-01")
    assert stands("2024-04-30")["market_access"] == ("none", None)
    assert stands("2030-01-01")["market_access"] == ("in_force", "2024-05-01")
    left = ask(release, "agreements", as_of="2025-12-01", province="440000").frame.set_index("mechanism")
    assert left.loc["cooperation", "days_left"] == 30
    assert pd.isna(left.loc["market_access", "days_left"])


def test_the_limits_of_a_home_hold(books: Books) -> None:
    Path(books.home / "settings.toml").write_text("agreement_warning_days = 5\nbackbone_share = 1.0\n")
    books.submit(
        agreement=[
            {"province_code": "440000", "mechanism": "cooperation", "signed_date": date(2024, 1, 1),
             "expires_date": date(2026, 12, 1)}
        ]
    )  # fmt: skip
    frame = books.ask("agreements", as_of="2026-11-20", mechanism="cooperation", province="440000").frame
    assert frame["agreement_state"].tolist() == ["in_force"]
