"""Which key units to reconsider: each rule at its limits on small ledgers, and the demo once more, slowly."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.questions import Answer, ask
from analysis.reconsider import COLUMNS, RULES, findings, months_after, whole_months
from analysis.settings import Settings
from analysis.warehouse import open_release
from tests.unit.questions.slow_reconsider import Records
from tests.unit.warehouse.books import Books, event, output, project, request

GUANGDONG, HAINAN, TAIWAN, JIANGXI, YUNNAN = "440000", "460000", "710000", "360000", "530000"
DAY = date(2026, 11, 23)
SEATED = date(2022, 1, 1)


def year(enterprise: str, when: int, total: int, place: str = GUANGDONG) -> list[Any]:
    """Four reports of a year that come to a total, a quarter of it each."""
    return [output(enterprise, when, quarter, place, total * quarter // 4) for quarter in (1, 2, 3, 4)]


def seated(**more: Any) -> dict[str, Any]:
    return dict(event("A", GUANGDONG, "designated", SEATED, **more))


def rules(answer: Answer) -> list[str]:
    return answer.frame["rule"].tolist()


def only(answer: Answer, rule: str) -> pd.Series:
    found = answer.frame[answer.frame["rule"] == rule]
    assert len(found) == 1
    return found.iloc[0]


def held(day: date, host: str | None = "Enterprise A") -> dict[str, Any]:
    return {"held_date": day, "form": "round_table", "theme": f"T {day}", "participants": ["Enterprise B"],
            "host": host}  # fmt: skip


# Output fallen


@pytest.mark.parametrize(("now", "speaks"), [(800, True), (804, False), (0, True), (1200, False)])
def test_output_has_fallen_at_the_limit_and_beyond(books: Books, now: int, speaks: bool) -> None:
    books.submit(key_unit=[seated()], output=[*year("A", 2024, 1000), *year("A", 2025, now)])
    answer = books.ask("units_to_reconsider", as_of=DAY)
    assert ("output_fallen" in rules(answer)) == speaks
    if speaks:
        row = only(answer, "output_fallen")
        assert (row["output_four_quarters_yuan"], row["prior_four_quarters_yuan"]) == (now, 1000)
        assert row["growth"] == pytest.approx(now / 1000 - 1)
        assert (row["threshold"], row["since"]) == (0.2, date(2025, 12, 31))


def test_four_quarters_cross_the_year_and_a_fall_is_told_since_it_began(books: Books) -> None:
    books.submit(
        key_unit=[seated()],
        output=[*year("A", 2023, 1000), *year("A", 2024, 1000), *year("A", 2025, 600),
                output("A", 2026, 1, GUANGDONG, 100), output("A", 2026, 2, GUANGDONG, 150)],
    )  # fmt: skip
    row = only(books.ask("units_to_reconsider", as_of=DAY), "output_fallen")
    # 150 + 600 − 300 against 300 + 1000 − 500
    assert (row["output_four_quarters_yuan"], row["prior_four_quarters_yuan"]) == (450, 800)
    assert row["since"] == date(2025, 6, 30)  # 300 + 1000 − 500, on 1000, is exactly 80 %
    earlier = only(books.ask("units_to_reconsider", as_of="2026-03-30"), "output_fallen")
    assert earlier["output_four_quarters_yuan"] == 600  # the first quarter had not ended


def test_what_was_not_reported_is_not_a_fall(books: Books) -> None:
    """No report of the latest quarter, or of one the sums need; nor a base of zero."""
    books.submit(
        key_unit=[event(code, place, "designated", SEATED)
                  for code, place in zip("ABCD", (GUANGDONG, HAINAN, JIANGXI, YUNNAN), strict=True)],
        output=[*year("A", 2024, 1000), *year("A", 2025, 1000)[:3], *year("B", 2025, 0, HAINAN),
                *year("C", 2023, 1000, JIANGXI), *year("C", 2025, 10, JIANGXI),
                *year("D", 2024, 0, YUNNAN), *year("D", 2025, 0, YUNNAN)],
    )  # fmt: skip
    assert "output_fallen" not in rules(books.ask("units_to_reconsider", as_of="2026-02-01"))
    assert "output_fallen" not in rules(books.ask("units_to_reconsider", as_of=DAY))


def test_a_province_that_a_report_does_not_name_has_no_output_of_it(books: Books) -> None:
    books.submit(key_unit=[seated()], output=[*year("A", 2024, 1000), *year("A", 2025, 50, YUNNAN)])
    row = only(books.ask("units_to_reconsider", as_of=DAY), "output_fallen")
    assert row["output_four_quarters_yuan"] == 0


# Projects gone


def ended(day: date, place: str = GUANGDONG) -> dict[str, Any]:
    return dict(
        project("P", "A", place, start_date=date(2023, 1, 1), actual_end_date=day, status="completed",
                stage="completed")
    )  # fmt: skip


@pytest.mark.parametrize(("as_of", "speaks"), [("2026-08-01", True), ("2026-07-31", False)])
def test_projects_are_gone_when_the_months_have_passed(books: Books, as_of: str, speaks: bool) -> None:
    books.submit(
        key_unit=[seated()],
        project=[ended(date(2026, 5, 1)), project("Q", "A", HAINAN), project("R", "B")],
    )
    answer = books.ask("units_to_reconsider", as_of=as_of)
    assert ("projects_gone" in rules(answer)) == speaks
    if speaks:
        row = only(answer, "projects_gone")
        assert (row["since"], row["most_projects"], row["months_since"]) == (date(2026, 5, 1), 1, 3)


def test_a_project_that_never_was_is_not_gone(books: Books) -> None:
    books.submit(key_unit=[seated()], project=[project("Q", "A", HAINAN)])
    assert rules(books.ask("units_to_reconsider", as_of=DAY)) == []


def test_who_is_seated_anew_has_time_to_find_a_project(books: Books) -> None:
    books.submit(
        key_unit=[event("A", GUANGDONG, "designated", date(2026, 8, 24))],
        project=[ended(date(2025, 5, 1))],
    )
    assert "projects_gone" not in rules(books.ask("units_to_reconsider", as_of=DAY))
    assert "projects_gone" in rules(books.ask("units_to_reconsider", as_of="2026-11-24"))


def test_one_project_ends_as_another_begins(books: Books) -> None:
    books.submit(
        key_unit=[seated()],
        project=[ended(date(2026, 5, 1)), project("Q", "A", start_date=date(2026, 5, 1))],
    )
    assert rules(books.ask("units_to_reconsider", as_of=DAY)) == []


# Requests unanswered

RECEIVED = datetime(2026, 10, 12, 9)  # a Monday; 15 working days later is 2 November


def asked(count: int, **more: Any) -> list[Any]:
    return [
        request(
            f"R{number}",
            "B",
            received_at=RECEIVED,
            **({"responded_at": RECEIVED, "resolved_at": None} | more),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "as_of", "late"),
    [(3, "2026-11-03", 3), (3, "2026-11-02", 0), (2, "2026-11-03", 0), (4, "2026-11-03", 4)],
)
def test_requests_are_late_after_their_time(books: Books, count: int, as_of: str, late: int) -> None:
    books.submit(key_unit=[seated()], service_request=asked(count))
    answer = books.ask("units_to_reconsider", as_of=as_of)
    if not late:
        assert rules(answer) == []
        return
    row = only(answer, "requests_unanswered")
    assert (row["late_requests"], row["open_requests"], row["working_days"]) == (late, count, 16)
    assert row["since"] == RECEIVED.date()


def test_requests_without_a_response_are_late_sooner_and_resolved_ones_never(books: Books) -> None:
    books.submit(
        key_unit=[seated()],
        service_request=[
            *asked(3, responded_at=None),
            *(
                request(
                    number, "B", received_at=RECEIVED, responded_at=None, resolved_at=datetime(2026, 11, 20)
                )
                for number in ("S1", "S2")
            ),
        ],
    )
    row = only(books.ask("units_to_reconsider", as_of="2026-10-15"), "requests_unanswered")
    assert (row["late_requests"], row["open_requests"]) == (5, 5)  # two working days have passed
    assert rules(books.ask("units_to_reconsider", as_of="2026-10-14")) == []
    row = only(books.ask("units_to_reconsider", as_of=DAY), "requests_unanswered")
    assert (row["late_requests"], row["open_requests"]) == (3, 3)


def test_a_response_of_tomorrow_is_none_today(books: Books) -> None:
    books.submit(key_unit=[seated()], service_request=asked(3, responded_at=datetime(2026, 11, 20)))
    assert "requests_unanswered" in rules(books.ask("units_to_reconsider", as_of="2026-10-20"))
    listed = books.ask("service_requests", as_of="2026-10-20").frame
    assert listed["response_overdue"].all()


def test_requests_stay_with_the_enterprise_that_hosted_them_and_moved(books: Books) -> None:
    books.submit(
        key_unit=[seated(), event("A", YUNNAN, "adjusted", date(2026, 11, 1))], service_request=asked(3)
    )
    row = only(books.ask("units_to_reconsider", as_of=DAY), "requests_unanswered")
    assert row["unit_id"] == f"A-{YUNNAN}"
    assert rules(books.ask("units_to_reconsider", as_of=DAY, unit=f"A-{GUANGDONG}")) == rules(
        books.ask("units_to_reconsider", as_of=DAY, unit=f"A-{YUNNAN}")
    )


# No activity


def quiet(books: Books, *engagements: dict[str, Any], designated: date = SEATED, **more: Any) -> None:
    books.submit(
        key_unit=[event("A", GUANGDONG, "designated", designated)],
        engagement=[held(date(2024, 1, 1), host=None), *engagements],
        service_request=[
            request("OLD", "B", HAINAN, received_at=datetime(2024, 1, 1)),
            *more.get("asked", []),
        ],
    )


@pytest.mark.parametrize(
    ("last", "speaks"), [(date(2025, 11, 23), True), (date(2025, 11, 24), False), (date(2026, 12, 1), True)]
)
def test_a_unit_is_quiet_when_the_months_have_passed(books: Books, last: date, speaks: bool) -> None:
    quiet(books, held(last))
    answer = books.ask("units_to_reconsider", as_of=DAY)
    assert ("no_activity" in rules(answer)) == speaks
    if speaks:  # what is only planned has not been held
        row = only(answer, "no_activity")
        assert row["since"] == (last if last < DAY else SEATED)
        assert row["months_since"] == (12 if last < DAY else 58)


@pytest.mark.parametrize(("designated", "speaks"), [(date(2025, 11, 23), True), (date(2025, 11, 24), False)])
def test_who_is_seated_too_recently_is_not_called_quiet(books: Books, designated: date, speaks: bool) -> None:
    quiet(books, designated=designated)
    assert ("no_activity" in rules(books.ask("units_to_reconsider", as_of=DAY))) == speaks


def test_a_request_resolved_is_an_activity_of_its_host(books: Books) -> None:
    resolved = request("R", "B", received_at=datetime(2025, 9, 1), resolved_at=datetime(2026, 3, 2))
    quiet(books, asked=[resolved])
    assert "no_activity" not in rules(books.ask("units_to_reconsider", as_of=DAY))
    assert only(books.ask("units_to_reconsider", as_of="2027-03-02"), "no_activity")["since"] == date(
        2026, 3, 2
    )


def test_without_records_nobody_is_called_quiet(books: Books) -> None:
    """Engagements are on record for less than the limit; requests are not at all."""
    books.submit(key_unit=[seated()], engagement=[held(date(2025, 11, 24), host=None)])
    assert rules(books.ask("units_to_reconsider", as_of=DAY)) == []
    books.submit(service_request=[request("OLD", "B", HAINAN, received_at=datetime(2024, 1, 1))])
    assert rules(books.ask("units_to_reconsider", as_of=DAY)) == []
    assert "no_activity" in rules(books.ask("units_to_reconsider", as_of="2026-11-24"))


# Reach nobody uses


def test_a_declared_reach_is_unused_without_output_project_and_request(books: Books) -> None:
    books.submit(
        key_unit=[seated(reach_codes=[HAINAN, TAIWAN, JIANGXI, YUNNAN])],
        output=[*year("A", 2025, 1000), *year("B", 2025, 10, HAINAN)],
        project=[project("P", "B", JIANGXI)],
        service_request=[
            request("R", "B", YUNNAN, received_at=datetime(2025, 12, 1), resolved_at=datetime(2025, 12, 2))
        ],
    )
    row = only(books.ask("units_to_reconsider", as_of=DAY), "reach_unused")
    assert list(row["unused_codes"]) == [TAIWAN]
    assert row["since"] == SEATED
    later = only(books.ask("units_to_reconsider", as_of="2026-12-01"), "reach_unused")
    assert list(later["unused_codes"]) == [YUNNAN, TAIWAN]  # the request lies twelve months back
    before = only(books.ask("units_to_reconsider", as_of="2026-11-30"), "reach_unused")
    assert list(before["unused_codes"]) == [TAIWAN]


def test_reach_by_neighbourhood_is_nobodys_promise(books: Books) -> None:
    books.submit(key_unit=[seated()], output=year("A", 2025, 1000))
    assert rules(books.ask("units_to_reconsider", as_of=DAY)) == []


def test_with_fewer_than_four_reported_quarters_nothing_is_known_of_a_province(books: Books) -> None:
    books.submit(key_unit=[seated(reach_codes=[TAIWAN])], output=year("A", 2025, 1000)[:3])
    assert rules(books.ask("units_to_reconsider", as_of=DAY)) == []
    books.submit(output=year("A", 2025, 1000)[3:])
    assert rules(books.ask("units_to_reconsider", as_of=DAY)) == ["reach_unused"]


def test_a_reach_counts_from_the_day_it_was_declared_whatever_else_was_adjusted(books: Books) -> None:
    books.submit(
        key_unit=[
            seated(reach_codes=[HAINAN]),
            event("A", GUANGDONG, "adjusted", date(2025, 11, 23), reach_codes=[HAINAN, TAIWAN]),
            event("A", GUANGDONG, "adjusted", date(2026, 10, 1), staff=3),
        ],
        output=[*year("A", 2025, 1000), *year("A", 2024, 1000)],
    )
    row = only(books.ask("units_to_reconsider", as_of="2026-11-22"), "reach_unused")
    assert (list(row["unused_codes"]), row["since"]) == ([HAINAN], SEATED)
    row = only(books.ask("units_to_reconsider", as_of="2026-11-23"), "reach_unused")
    assert list(row["unused_codes"]) == [HAINAN, TAIWAN]


# All together


@pytest.fixture
def grave(books: Books) -> Books:
    """A has everything against it, B only its output, and C withdrew."""
    books.submit(
        key_unit=[
            seated(reach_codes=[TAIWAN]), event("B", JIANGXI, "designated", SEATED, batch=2),
            event("C", YUNNAN, "designated", SEATED), event("C", YUNNAN, "withdrawn", date(2026, 11, 23)),
        ],
        output=[row for place, code in ((GUANGDONG, "A"), (JIANGXI, "B"), (YUNNAN, "C"))
                for row in (*year(code, 2024, 10_000, place), *year(code, 2025, 400, place))],
        project=[ended(date(2026, 5, 1))],
        engagement=[held(date(2024, 1, 1)), held(date(2026, 6, 1), host="Enterprise B")],
        service_request=[request(f"R{n}", "B", received_at=datetime(2024, 1, 2)) for n in range(3)],
    )  # fmt: skip
    return books


def test_who_has_most_against_it_comes_first_and_who_left_is_not_listed(grave: Books) -> None:
    answer = grave.ask("units_to_reconsider", as_of=DAY)
    assert rules(answer) == [*RULES, "output_fallen"]
    assert answer.frame["rule_count"].tolist() == [5] * 5 + [1]
    assert answer.frame["enterprise_code"].unique().tolist() == ["A", "B"]
    assert "C" in grave.ask("units_to_reconsider", as_of="2026-11-22").frame["enterprise_code"].tolist()
    assert grave.ask("units_to_reconsider", as_of="2021-12-31").frame.empty
    assert tuple(answer.frame.columns) == COLUMNS


def test_a_list_can_be_of_a_province_a_batch_or_a_unit(grave: Books) -> None:
    for chosen, count in (({"province": JIANGXI}, 1), ({"batch": 1}, 5), ({"unit": f"A-{GUANGDONG}"}, 5)):
        assert len(grave.ask("units_to_reconsider", as_of=DAY, **chosen).frame) == count


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_names_its_figures(grave: Books, language: str) -> None:
    frame = ask(grave.release(), "units_to_reconsider", as_of=DAY, language=language).frame
    told = dict(zip(frame["rule"][:5], frame["why"][:5], strict=True))
    assert "-96.0%" in told["output_fallen"]
    assert "2025-12-31" in told["output_fallen"]
    assert "2026-05-01" in told["projects_gone"]
    assert "3" in told["requests_unanswered"]
    assert "2024-01-01" in told["no_activity"]
    assert ("台湾" if language == "zh" else "Taiwan") in told["reach_unused"]
    assert all(("。" if language == "zh" else ".") in why for why in told.values())


def test_limits_are_the_operators(grave: Books) -> None:
    (grave.home / "settings.toml").write_text(
        "reconsider_output_fall = 0.97\nreconsider_project_months = 7\nreconsider_quiet_months = 36\n"
        "reconsider_late_requests = 4\nreconsider_reach_months = 60\n",
        encoding="utf-8",
    )
    assert rules(grave.ask("units_to_reconsider", as_of=DAY)) == []


# Laws, on facts of all kinds

days = st.dates(date(2020, 1, 1), DAY)
sums = st.none() | st.integers(0, 50)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    late = draw(st.integers(0, 5))
    return {
        "unit_id": "A-440000", "enterprise_code": "A", "enterprise": "A", "province_code": GUANGDONG,
        "province": "广东", "batch": 1, "stationed_since": draw(days),
        "output_series": [
            {"end_date": date(2026 - number, 9, 30), "year": 2026 - number, "quarter": 3,
             "now_yuan": draw(sums), "prior_yuan": draw(sums)}
            for number in range(draw(st.integers(0, 3)))
        ],
        "project_count": draw(st.none() | st.integers(0, 2)), "projects_since": draw(days),
        "most_projects": 3, "open_requests": late + draw(st.integers(0, 3)), "late_requests": late,
        "late_since": draw(days), "working_days": 40, "last_activity": draw(st.none() | days),
        "engagements_from": draw(st.none() | days), "requests_from": draw(st.none() | days),
        "reach": [
            {"province_code": place, "declared_since": draw(days),
             "has_business": draw(st.none() | st.booleans()), "last_request": draw(st.none() | days)}
            for place in draw(st.sampled_from([[], [HAINAN], [HAINAN, TAIWAN]]))
        ],
    }  # fmt: skip


def judged(fact: dict[str, Any], **limits: Any) -> set[str]:
    found = findings(pd.DataFrame([fact], dtype=object), DAY, Settings(**limits), "zh")
    return set(found["rule"])


@given(facts(), st.integers(0, 50), st.integers(0, 3))
def test_what_is_worse_never_takes_a_finding_away(fact: dict[str, Any], less: int, more: int) -> None:
    worse = dict(fact)
    if fact["output_series"] and fact["output_series"][0]["now_yuan"] is not None:
        latest, *rest = fact["output_series"]
        worse["output_series"] = [{**latest, "now_yuan": max(0, latest["now_yuan"] - less)}, *rest]
    worse["late_requests"] = fact["late_requests"] + more
    worse["open_requests"] = fact["open_requests"] + more
    worse["reach"] = [
        {**place, "has_business": False if place["has_business"] else place["has_business"]}
        for place in fact["reach"]
    ]
    assert judged(fact) <= judged(worse)


@given(facts(), st.floats(0.01, 1), st.integers(0, 24), st.integers(1, 6))
def test_a_stricter_limit_never_takes_a_finding_away(
    fact: dict[str, Any], fall: float, months: int, late: int
) -> None:
    loose = judged(
        fact, reconsider_output_fall=1.0, reconsider_project_months=24, reconsider_quiet_months=24,
        reconsider_late_requests=6, reconsider_reach_months=24,
    )  # fmt: skip
    strict = judged(
        fact, reconsider_output_fall=fall, reconsider_project_months=months,
        reconsider_quiet_months=max(months, 1), reconsider_late_requests=late,
        reconsider_reach_months=months,
    )  # fmt: skip
    assert loose <= strict


@given(facts())
def test_what_is_unknown_speaks_against_nobody(fact: dict[str, Any]) -> None:
    unknown = {
        **fact,
        "output_series": [{**period, "now_yuan": None} for period in fact["output_series"]],
        "project_count": None, "late_requests": 0, "engagements_from": None,
        "reach": [{**place, "has_business": None} for place in fact["reach"]],
    }  # fmt: skip
    assert judged(unknown) == set()


@given(days, st.integers(0, 60))
def test_months_have_passed_when_as_many_are_counted(day: date, months: int) -> None:
    after = months_after(day, months)
    assert whole_months(day, after) == months
    assert months == 0 or whole_months(day, after - timedelta(days=1)) == months - 1


@pytest.mark.parametrize(
    ("day", "after"),
    [(date(2025, 11, 30), date(2026, 2, 28)), (date(2025, 10, 31), date(2026, 1, 31))],
)
def test_a_shorter_month_ends_on_its_last_day(day: date, after: date) -> None:
    assert months_after(day, 3) == after


# The demo


@pytest.mark.parametrize("day", [date(2023, 6, 30), date(2025, 9, 30), date(2026, 11, 23)])
def test_the_demo_says_what_its_rows_say_one_by_one(demo_home: Path, day: date) -> None:
    release = open_release(demo_home)
    frame = ask(release, "units_to_reconsider", as_of=day).frame
    expected = Records(release).findings(day)
    assert set(zip(frame["unit_id"], frame["rule"], strict=True)) == set(expected)
    for row in frame.to_dict("records"):
        for name, value in expected[row["unit_id"], row["rule"]].items():
            found = list(row[name]) if isinstance(value, list) else row[name]
            assert found == value, (row["unit_id"], row["rule"], name)


def test_in_the_demo_every_rule_speaks_and_many_units_are_as_they_should(demo_home: Path) -> None:
    release = open_release(demo_home)
    frame = ask(release, "units_to_reconsider", as_of=DAY).frame
    assert set(frame["rule"]) == set(RULES)
    units = ask(release, "key_units", as_of=DAY).frame["unit_id"]
    assert len(units) - frame["unit_id"].nunique() >= 5
