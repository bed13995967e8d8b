"""The ledger keeps everything, whatever happens meanwhile."""

import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import threading
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from analysis import warehouse
from analysis.kinds import KINDS
from analysis.problems import Problem, Refused
from analysis.warehouse import home as home_files
from analysis.warehouse.ledger import SQL
from tests.unit.warehouse.books import Books, enterprise, output

PROJECT = Path(__file__).parents[3]


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_the_ledger_has_the_fields_of_its_kind(kind: str) -> None:
    connection = duckdb.connect()
    connection.execute((SQL / "tables" / f"{kind}.sql").read_text(encoding="utf-8"))
    columns = connection.execute(f'SELECT column_name, column_type FROM (DESCRIBE "{kind}")').fetchall()
    origin = {"submission_id": "INTEGER", "sheet": "VARCHAR", "source_row": "INTEGER"}
    assert dict(columns) == origin | KINDS[kind].fields


def test_rows_come_back_as_they_went_in(books: Books) -> None:
    row = {
        "region_code": "000000",
        "year": 2022,
        "quarter": None,
        "basis": "annual",
        "indicator": "x",
        "value": Decimal("12345.678901"),
        "unit": "亿元",
        "caliber": "statistics",
        "derived": None,
        "published_yoy": 0.0577,
    }
    event = {
        "enterprise_code": "A",
        "enterprise": "甲",
        "station_province_code": "440000",
        "event": "designated",
        "effective_date": date(2021, 3, 8),
        "reach_codes": ["450000", "460000"],
        "has_office": True,
        "staff": 12,
    }
    books.submit(benchmark=[row], key_unit=[event])
    connection = duckdb.connect(books.home / "ledger.duckdb", read_only=True)
    assert connection.execute("SELECT value, quarter, derived, published_yoy FROM benchmark").fetchall() == [
        (Decimal("12345.678901"), None, None, 0.0577)
    ]
    assert connection.execute(
        "SELECT reach_codes, effective_date, batch, sheet, source_row FROM key_unit"
    ).fetchall() == [(["450000", "460000"], date(2021, 3, 8), None, "key_unit", 2)]


def test_the_original_bytes_are_kept_under_their_hash(books: Books) -> None:
    books.submit(output=[output("A", 2026, 1, "440000", 1)])
    (original,) = (books.home / "originals").iterdir()
    assert hashlib.sha256(original.read_bytes()).hexdigest() == original.name


def test_the_same_bytes_are_found_until_they_are_withdrawn(books: Books) -> None:
    submission = books.submit(output=[output("A", 2026, 1, "440000", 1)])
    (original,) = (books.home / "originals").iterdir()
    with warehouse.ledger(books.home) as ledger:
        assert ledger.find(original.name) == submission
        assert ledger.find("0" * 64) is None
    books.withdraw(submission)
    with warehouse.ledger(books.home) as ledger:
        assert ledger.find(original.name) is None


def test_a_withdrawal_names_what_can_be_withdrawn(books: Books) -> None:
    submission = books.submit(output=[output("A", 2026, 1, "440000", 1)])
    withdrawal = books.withdraw(submission)
    for wrong, rule in (
        (submission, "already_withdrawn"),
        (withdrawal, "withdrawal_stands"),
        (99, "unknown_submission"),
    ):
        with pytest.raises(Refused) as refused:
            books.withdraw(wrong)
        assert refused.value.rule == rule


def test_what_cannot_be_stored_whole_is_not_stored(books: Books) -> None:
    good, bad = output("A", 2026, 1, "440000", 1), output("A", 2026, 9, "440000", 1)
    with pytest.raises(duckdb.ConstraintException):
        books.submit(enterprise=[enterprise("A")], output=[good, bad])
    with warehouse.ledger(books.home) as ledger:
        assert ledger.last_submission_id() == 0
    assert books.ask("submissions").frame.empty
    assert books.ask("enterprises").frame.empty


def test_a_field_no_kind_has_is_a_mistake_of_ours(books: Books) -> None:
    with pytest.raises(ValueError, match="no field"):
        books.submit(output=[output("A", 2026, 1, "440000", 1) | {"colour": "red"}])


def test_problems_are_kept_with_their_submission(books: Books) -> None:
    problem = Problem(
        "unknown_province", file="1.xlsx", sheet="产值", source_row=7, header="施工省份", value="山东北"
    )
    books.submit(problems=[problem], output=[output("A", 2026, 1, "440000", 1)])
    row = books.ask("problems").frame.iloc[0]
    assert (row["source_row"], row["value"], row["severity"]) == (7, "山东北", "error")
    assert row["message"] == problem.message("zh")


def test_no_ledger_without_a_home(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused, warehouse.ledger(tmp_path / "nowhere"):
        pass
    assert refused.value.rule == "home_missing"


def test_a_home_cannot_be_made_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(Refused) as refused:
        warehouse.init_home(tmp_path / "taken" / "home")
    assert refused.value.rule == "home_not_writable"


def test_a_second_writer_is_told_to_wait(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home_files, "LOCK_WAIT_SECONDS", 0.1)
    with (books.home / "ledger.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Refused) as refused, home_files.exclusive(books.home, 0.1):
            pass
    assert refused.value.rule == "ledger_busy"


def test_writers_in_several_threads_take_turns(books: Books) -> None:
    def write(number: int) -> None:
        content = str(number).encode()
        frame = pd.DataFrame([output("A", 2026, number % 4 + 1, "440000", number)])
        frame["sheet"], frame["source_row"] = "s", 1
        with warehouse.ledger(books.home) as ledger:
            ledger.append(
                file_name=f"{number}.csv",
                sha256=hashlib.sha256(content).hexdigest(),
                content=content,
                tables=[("output", frame)],
                received_at=datetime(2026, 10, 1),
            )

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(books.ask("submissions").frame["submission_id"]) == list(range(1, 9))


_WRITE_UNTIL_KILLED = """
import hashlib, sys
from datetime import datetime
from pathlib import Path
import pandas as pd
from analysis import warehouse
number = 0
while True:
    number += 1
    content = str(number).encode()
    rows = [(f"E{i}", "E", 2026, 3, "440000", number, "s", i) for i in range(2000)]
    columns = "enterprise_code enterprise year quarter province_code output_ytd_yuan sheet source_row".split()
    with warehouse.ledger(Path(sys.argv[1])) as ledger:
        ledger.append(file_name="x", sha256=hashlib.sha256(content).hexdigest(), content=content,
            tables=[("output", pd.DataFrame(rows, columns=columns))], received_at=datetime(2026, 10, 1))
    print(number, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 3])
def test_killed_at_any_moment_the_ledger_opens_with_whole_submissions(books: Books, lines: int) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITE_UNTIL_KILLED, books.home], cwd=PROJECT, stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    for _ in range(lines):
        last = int(writer.stdout.readline())
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    frame = books.ask("submissions").frame
    assert len(frame) >= last
    assert set(frame["rows"]) == {2000}
    stored = books.release().ask("SELECT count(*) AS n FROM output_superseded")["n"].iloc[0]
    assert stored == 2000 * (len(frame) - 1)
