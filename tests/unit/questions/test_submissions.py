"""What each submission changed, and when reports came, against a replay of the ledger in plain Python."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.questions import ask
from analysis.warehouse import Release
from tests.unit.questions.slow_records import OUTPUT_KEY, Receipts, Step, changes, state
from tests.unit.warehouse.books import Books, agreement, enterprise, output, project

CITY_OF = {"A": "370100", "B": "370200", "C": "370100"}
REGISTER = {"enterprise": [enterprise(code, city) for code, city in CITY_OF.items()]}
FIRST_DAY, PACE = datetime(2026, 1, 3, 9), timedelta(days=29)


@st.composite
def submissions(draw: st.DrawFn) -> dict[str, list[Any]]:
    """Rows of output; a file has contracts in all of them or has no such column."""
    with_contracts = draw(st.booleans())
    keys = st.tuples(
        st.sampled_from("ABCD"), st.sampled_from([(2025, 3), (2025, 4), (2026, 1), (2026, 2)]),
        st.sampled_from(["370000", "440000", "110000"]),
    )  # fmt: skip
    rows = []
    for code, (year, quarter), province in draw(st.lists(keys, min_size=1, max_size=12, unique=True)):
        row = dict(output(code, year, quarter, province, draw(st.integers(0, 3))))
        if with_contracts:
            row["contract_ytd_yuan"] = draw(st.sampled_from([None, 1, 2]))
        else:
            del row["contract_ytd_yuan"]
        rows.append(row)
    return {"output": rows}


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """The register, then files and withdrawals of files in any order."""
    steps: list[Step] = [REGISTER]
    for _ in range(draw(st.integers(2, 6))):
        standing = [
            number
            for number, step in enumerate(steps, 1)
            if number > 1 and not isinstance(step, int) and number not in steps
        ]
        if standing and draw(st.integers(0, 3)) == 0:
            steps.append(draw(st.sampled_from(standing)))
        else:
            steps.append(draw(submissions()))
    return steps


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories())
def test_what_submissions_did_and_when_reports_came_is_what_a_replay_says(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        books = Books(Path(folder) / "home", FIRST_DAY, PACE)
        books.replay(steps)
        release = books.release()
        for number in range(2, len(steps) + 1):
            check_changes(release, steps, number)
        check_receipts(release, steps)
        check_what_a_withdrawal_would_do(release, steps)


def check_changes(release: Release, steps: list[Step], number: int) -> None:
    expected = changes(steps, number)
    frame = ask(release, "submission_changes", submission=number).frame
    told = {
        tuple(row[name] for name in OUTPUT_KEY): (
            row["change"],
            *(None if pd.isna(row[name]) else row[name] for name in ("before_yuan", "after_yuan")),
        )
        for row in frame.to_dict("records")
    }
    assert told == {key: done for key, done in expected.items() if done[0] != "unchanged"}
    first = ask(release, "submission_changes", submission=number, limit=3).frame
    assert_frame_equal(first, frame.head(3), check_dtype=False)
    after = state(steps, number)
    for row in frame.to_dict("records"):
        stands = after.get(tuple(row[name] for name in OUTPUT_KEY))
        record = json.loads(row["row_after"]) if isinstance(row["row_after"], str) else None
        assert (record and record["contract_ytd_yuan"]) == (stands and stands.get("contract_ytd_yuan"))
    (effects,) = ask(release, "submission_effects", submission=number).frame.to_dict("records")
    for name in ("added", "revised", "removed", "unchanged"):
        assert effects[f"rows_{name}"] == sum(done[0] == name for done in expected.values())


def check_what_a_withdrawal_would_do(release: Release, steps: list[Step]) -> None:
    for number, step in enumerate(steps, 1):
        told = ask(release, "withdrawal_effects", submission=number).frame
        if isinstance(step, int) or number in steps:
            assert told.empty
            continue
        if "output" not in step:
            continue
        expected = changes([*steps, number], len(steps) + 1)
        (effects,) = told.to_dict("records")
        for name in ("revised", "removed", "unchanged"):
            assert effects[f"rows_{name}"] == sum(done[0] == name for done in expected.values())


def check_receipts(release: Release, steps: list[Step]) -> None:
    moments = [FIRST_DAY + PACE * number for number in range(1, len(steps) + 1)]
    slow = Receipts(steps, moments, release.settings.report_due_days)
    trend = ask(release, "quality_trend").frame.set_index(["year", "quarter"])
    for year, quarter in release.reported_periods:
        number = year * 4 + quarter - 1
        frame = ask(release, "timeliness", year=year, quarter=quarter).frame
        states = dict(zip(frame["enterprise_code"], frame["state"], strict=True))
        assert states == {code: slow.state(code, number) for code in slow.expected(number)}
        for row in frame.to_dict("records"):
            on_time = slow.first_was_on_time(row["enterprise_code"], number)
            assert (None if pd.isna(row["on_time"]) else row["on_time"]) == on_time
            first = slow.first.get((row["enterprise_code"], number))
            assert (None if pd.isna(row["received_at"]) else row["received_at"]) == first
            assert row["due_date"] == slow.due(number)
        check_counts(trend.loc[(year, quarter)], slow, number, slow.expected(number))
        for row in ask(release, "quality_by_city", year=year, quarter=quarter).frame.to_dict("records"):
            city = None if pd.isna(row["city_code"]) else row["city_code"]
            own = {code for code in slow.expected(number) if CITY_OF.get(code) == city}
            check_counts(row, slow, number, own)


def check_counts(row: Any, slow: Receipts, number: int, codes: set[str]) -> None:
    first = [slow.first_was_on_time(code, number) for code in codes]
    reported = [code for code in codes if (code, number) in slow.first]
    assert row["expected"] == len(codes)
    assert row["reported"] == len(reported)
    assert row["on_time_count"] == first.count(True)
    assert row["late_count"] == first.count(False)
    assert row["loaded_count"] == (len(reported) if slow.loaded(number) else 0)
    assert row["revised"] == sum((code, number) in slow.revised for code in codes)
    assert row["expected"] == row["reported"] + row["missing"]
    assert row["reported"] == row["on_time_count"] + row["late_count"] + row["loaded_count"]


def test_a_project_is_revised_when_its_stage_moves_on(books: Books) -> None:
    books.submit(project=[project("P", "A", stage="won", contract_yuan=5)])
    books.submit(
        project=[project("P", "A", stage="completed", contract_yuan=5), project("P", "A", stage="under_way")]
    )
    (row,) = books.ask("submission_changes", submission=2).frame.to_dict("records")
    assert (row["change"], row["kind"], row["enterprise"]) == ("revised", "project", "Enterprise A")
    assert row["difference"] == "阶段 中标 → 竣工"


def test_the_first_rows_of_a_long_file_are_the_first_of_all_its_rows(books: Books) -> None:
    long = [output(f"E{number:03}", 2026, 1, "440000", number) for number in range(300)]
    books.submit(output=long)
    books.submit(output=long[20:40] + long[280:])
    release = books.release()
    for number, added in ((1, 300), (2, 0)):
        whole = ask(release, "submission_changes", submission=number, change="added").frame
        assert len(whole) == added
        for limit in (1, 50, 100, 101):
            first = ask(release, "submission_changes", submission=number, change="added", limit=limit).frame
            assert_frame_equal(first, whole.head(limit))
    effects = ask(release, "submission_effects", submission=1).frame
    assert effects["rows_added"].tolist() == [300]


def test_a_withdrawal_tells_what_stands_again(books: Books) -> None:
    books.submit(output=[output("A", 2026, 1, "440000", 100_000_000)])
    books.submit(output=[output("A", 2026, 1, "440000", 300_000_000), output("A", 2026, 1, "110000", 7)])
    books.withdraw(2)
    frame = books.ask("submission_changes", submission=3, language="en").frame
    assert frame["change"].tolist() == ["revised", "removed"]
    assert frame["difference"].tolist()[0] == ("Output, year to date CNY 300 m → CNY 100 m")
    assert frame["after_yuan"].isna().tolist() == [False, True]
    assert books.ask("submission_changes", submission=2).frame["change"].tolist() == ["revised", "added"]


def test_a_kind_without_enterprises_is_told_by_its_own_words(books: Books) -> None:
    books.submit(agreement=[agreement("440000", document="甲")])
    books.submit(agreement=[agreement("440000", document="乙")])
    (row,) = books.ask("submission_changes").frame.to_dict("records")
    assert (row["difference"], row["province"]) == ("文件 甲 → 乙", "广东")
    (row,) = books.ask("submission_changes", submission=1, change="added").frame.to_dict("records")
    assert row["record"].startswith("文件 甲；省份 广东；类别 合作互利共赢；签订日期 2024-01-01")


def test_provenance_names_who_took_a_row_s_place(books: Books) -> None:
    for amount in (1, 2, 3):
        books.submit(output=[output("A", 2026, 1, "440000", amount)])
    frame = books.ask("provenance", enterprise="A", year=2026, quarter=1).frame
    assert frame["submission_id"].tolist() == [3, 2, 1]
    assert frame["superseded"].tolist() == [False, True, True]
    assert frame["superseded_by"].fillna(0).tolist() == [0, 3, 2]


def test_telephone_numbers_are_masked_in_records_written_out(books: Books) -> None:
    row = {"city_code": "370100", "officer": "王", "since": datetime(2024, 1, 1).date()}
    books.submit(city_liaison=[{**row, "phone": "13812345678"}])
    books.submit(city_liaison=[{**row, "phone": "13887654321"}])
    for number in (1, 2):
        text = books.ask("submission_changes", submission=number).frame.to_csv()
        assert "138****" in text
        assert "12345678" not in text
        assert "87654321" not in text
