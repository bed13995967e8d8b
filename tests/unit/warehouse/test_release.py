"""A release is a pure function of the ledger, seen whole or not at all."""

import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest

from analysis import warehouse
from analysis.problems import Refused
from analysis.questions import ask
from analysis.warehouse import build
from analysis.warehouse.home import release_path
from tests.unit.warehouse.books import Books, enterprise, event, output, project, whole

ROWS = [output(code, year, quarter, province, 100 * quarter * year % 977 + quarter)
        for code in "ABC" for year in (2024, 2025) for quarter in (1, 2, 3, 4)
        for province in ("370000", "440000", "110000")]  # fmt: skip


def fill(books: Books) -> int:
    books.submit(enterprise=[enterprise("A", "370100"), enterprise("B", "370200")], output=ROWS)
    books.submit(
        key_unit=[event("A", "440000", "designated", date(2021, 3, 8))],
        project=[project("P1", "A"), project("P2", "B", None)],
    )
    return books.submit(output=[output("A", 2025, 4, "440000", 7), output("A", 2025, 3, "440000", 6)])


def test_the_same_ledger_gives_the_same_release(books: Books, tmp_path: Path) -> None:
    fill(books)
    first = books.release()
    copy = tmp_path / "copy"
    shutil.copytree(books.home, copy, ignore=shutil.ignore_patterns("releases", "CURRENT"))
    (copy / "releases").mkdir()
    again = warehouse.open_release(copy, warehouse.build_release(copy))
    assert again.id == first.id
    assert whole(again) == whole(first)


def test_withdrawing_a_submission_restores_the_figures_before(books: Books) -> None:
    fill(books)
    before = whole(books.release())
    books.withdraw(books.submit(
        enterprise=[enterprise("D", "370300")],
        output=[output("A", 2025, 4, "440000", 1), output("D", 2026, 1, "650000", 9)],
        key_unit=[event("A", "440000", "withdrawn", date(2022, 1, 1))],
        project=[project("P1", "A", "650000")],
    ))  # fmt: skip
    after = whole(books.release())
    # What tells of the submissions themselves, the rows of the one withdrawn among it.
    told = {"submission", "meta", "arrived", "withdrawn_absent_column"}
    told |= {name for name in after if name.endswith("_withdrawn")}
    assert {name: rows for name, rows in after.items() if name not in told} == {
        name: rows for name, rows in before.items() if name not in told
    }


def test_building_again_only_shows_what_is_there(books: Books) -> None:
    fill(books)
    release_id = warehouse.build_release(books.home)
    made = release_path(books.home, release_id).stat().st_mtime_ns
    assert warehouse.build_release(books.home) == release_id
    assert release_path(books.home, release_id).stat().st_mtime_ns == made


def test_rolling_back_shows_an_older_release_until_the_next_import(books: Books) -> None:
    books.submit(output=[output("A", 2026, 1, "440000", 1)])
    old = warehouse.build_release(books.home)
    books.submit(output=[output("A", 2026, 2, "440000", 2)])
    new = warehouse.build_release(books.home)
    warehouse.roll_back(books.home, old)
    assert warehouse.open_release(books.home).meta.latest_quarter == 1
    assert not warehouse.finish_interrupted(books.home)
    assert warehouse.current_release_id(books.home) == old
    assert list(warehouse.releases(books.home)["release_id"]) == [new, old]
    books.submit(output=[output("A", 2026, 3, "440000", 3)])
    assert books.ask("output_trend").frame["output_ytd_yuan"].tolist() == [1, 2, 3]


def test_only_a_release_can_be_shown(books: Books) -> None:
    fill(books)
    shown = warehouse.build_release(books.home)
    for wrong in ("0009-00000000", "../ledger", "", "CURRENT"):
        with pytest.raises(Refused) as refused:
            warehouse.roll_back(books.home, wrong)
        assert refused.value.rule == "unknown_release"
    assert warehouse.current_release_id(books.home) == shown


def test_what_was_accepted_but_never_shown_is_shown_at_the_next_chance(books: Books) -> None:
    books.submit(output=[output("A", 2026, 1, "440000", 1)])
    warehouse.build_release(books.home)
    books.submit(output=[output("A", 2026, 2, "440000", 2)])
    assert warehouse.finish_interrupted(books.home)
    assert warehouse.open_release(books.home).meta.submission_id == 2


def test_a_release_of_another_version_is_built_anew(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(books)
    old = books.release().id
    monkeypatch.setattr(build, "SCHEMA_VERSION", 99)
    monkeypatch.setattr("analysis.warehouse.release.SCHEMA_VERSION", 99)
    release = warehouse.open_release(books.home)
    assert release.id != old
    assert release.meta.schema_version == 99
    with pytest.raises(Refused) as refused:
        warehouse.open_release(books.home, old)
    assert refused.value.rule == "release_of_other_version"


def test_a_release_that_fails_its_checks_is_not_shown(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(books)
    shown = warehouse.build_release(books.home)
    run = build._run

    def lose_a_row(connection: duckdb.DuckDBPyConnection, directory: str, name: str) -> None:
        run(connection, directory, name)
        if (directory, name) == ("views", "output"):
            connection.execute("DELETE FROM output WHERE rowid = 3")

    monkeypatch.setattr(build, "_run", lose_a_row)
    books.submit(output=[output("A", 2026, 1, "440000", 1)])
    with pytest.raises(Refused) as refused:
        warehouse.build_release(books.home)
    assert refused.value.rule == "release_check_failed"
    assert warehouse.current_release_id(books.home) == shown
    assert [path.name for path in (books.home / "releases").iterdir()] == [f"{shown}.duckdb"]


def test_an_old_release_stays_readable_while_others_are_built(books: Books) -> None:
    fill(books)
    old = books.release()
    before = ask(old, "output_by_province").frame
    for quarter in (1, 2):
        books.submit(output=[output("A", 2026, quarter, "440000", quarter)])
        assert books.release().meta.latest_quarter == quarter
    assert ask(old, "output_by_province").frame.equals(before)


def test_readers_see_a_whole_release_while_it_is_swapped(books: Books) -> None:
    books.submit(output=[output("A", 2026, 1, "440000", 1)])
    warehouse.build_release(books.home)
    done, seen = threading.Event(), []

    def read() -> None:
        while not done.is_set():
            release = warehouse.open_release(books.home)
            value = ask(release, "output_by_province", year=2026, quarter=1).frame["output_ytd_yuan"].iloc[0]
            seen.append(int(value) == release.meta.submission_id)
            time.sleep(0.02)  # the builder has to get on as well

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        for number in range(2, 6):
            books.submit(output=[output("A", 2026, 1, "440000", number)])
            warehouse.build_release(books.home)
        done.set()
        for reader in readers:
            reader.result()
    assert seen
    assert all(seen)


def test_threads_share_a_release_and_get_their_own_answers(books: Books) -> None:
    fill(books)
    release = books.release()
    expected = {
        year: ask(release, "output_by_enterprise", year=year, quarter=4).frame for year in (2024, 2025)
    }

    def right(number: int) -> bool:
        year = 2024 + number % 2
        return bool(ask(release, "output_by_enterprise", year=year, quarter=4).frame.equals(expected[year]))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(right, range(200)))


def test_a_reader_reaches_nothing_but_its_release(books: Books) -> None:
    fill(books)
    release = books.release()
    for statement in (
        f"ATTACH '{books.home}/ledger.duckdb' AS ledger",
        "SELECT * FROM read_csv('/etc/passwd')",
        f"COPY (SELECT 1) TO '{books.home}/x.csv'",
        "SET memory_limit = '8GB'",
        "DELETE FROM output",
        "CREATE TABLE x AS SELECT 1 AS one",
    ):
        with pytest.raises(duckdb.Error):
            release.ask(statement)


def test_a_question_that_takes_too_long_is_stopped(books: Books) -> None:
    fill(books)
    release = books.release()
    with pytest.raises(Refused) as refused:
        release.ask("SELECT count(*) AS n FROM range(100000000) AS a, range(1000) AS b", seconds=0.2)
    assert refused.value.rule == "question_too_slow"
    assert release.ask("SELECT 1 AS one")["one"].tolist() == [1]


def test_an_empty_home_has_a_release_without_figures(books: Books) -> None:
    release = books.release()
    assert release.id.startswith("0000-")
    assert release.meta.latest_year is None
    assert len(ask(release, "output_by_province").frame) == 33
    assert set(ask(release, "coverage").frame["status"]) == {"idle"}
