"""What came in: every accepted submission, its bytes and typed rows. Nothing is ever changed or deleted."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from analysis.kinds import KINDS, Kind
from analysis.problems import Problem, Refused
from analysis.settings import BEIJING
from analysis.warehouse.home import (
    create_home,
    exclusive,
    ledger_path,
    original_path,
    replace_file,
    require_home,
)
from analysis.warehouse.roster import Roster, new_conflicts, places, problem_of, read_roster

SQL = Path(__file__).parents[1] / "sql"
_ARROW_TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "DECIMAL(24,6)": pa.decimal128(24, 6),
    "VARCHAR[]": pa.list_(pa.string()),
    "TIMESTAMP": pa.timestamp("us"),
}


def init_home(home: Path) -> bool:
    """Make a home with an empty ledger; whether there was none before. Refused where it cannot be written."""
    create_home(home)
    with exclusive(home):
        new = not ledger_path(home).exists()
        duckdb.connect(ledger_path(home)).close()
    return new


@contextmanager
def ledger(home: Path) -> Iterator["Ledger"]:
    """The ledger of a home, for this caller alone. Refused without a home or while another writes."""
    require_home(home)
    with exclusive(home):
        connection = duckdb.connect(ledger_path(home))
        try:
            create_tables(connection)
            yield Ledger(home, connection)
        finally:
            connection.close()


class Ledger:
    """The open ledger: find, append, withdraw. Each append or withdrawal is one transaction."""

    def __init__(self, home: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self._home = home
        self._connection = connection

    def find(self, sha256: str) -> int | None:
        """The latest submission of a file with these bytes that was not withdrawn, None if there is none."""
        found = self._connection.execute(
            """SELECT max(submission_id) FROM submission
            WHERE sha256 = ? AND submission_id NOT IN (
                SELECT withdraws FROM submission WHERE withdraws IS NOT NULL)""",
            [sha256],
        ).fetchone()
        return found[0] if found else None

    def last_submission_id(self) -> int:
        """The number of the last submission, 0 in an empty ledger."""
        return self._scalar("SELECT coalesce(max(submission_id), 0) FROM submission")

    def roster(self, *, without: int | None = None) -> Roster:
        """The rows of the roster that count, as they would be without a submission."""
        return read_roster(self._connection, without=without)

    def append(
        self,
        *,
        file_name: str,
        sha256: str,
        content: bytes,
        tables: Iterable[tuple[str, pd.DataFrame]],
        received_at: datetime,
        by: str = "",
        note: str = "",
        demo: bool = False,
        problems: Iterable[Problem] = (),
    ) -> int:
        """Keep a file's bytes, typed rows and problems; its submission number.

        A table is (kind, frame): the frame has the kind's fields, `sheet` and `source_row`; a field it lacks
        was not in the file, and an earlier value of the same key stays. The bytes are on the disk before the
        first row is.
        """
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError("the sha256 is not that of the content")
        tables = list(tables)
        staged = [(kind, _arrow(KINDS[kind], frame)) for kind, frame in tables]
        absent = sorted({row for kind, frame in tables for row in _absent(KINDS[kind], frame)})
        original = original_path(self._home, sha256)
        if not original.exists():
            original.parent.mkdir(exist_ok=True)  # whoever cleared the originals does not stop what comes in
            replace_file(original, content)
        submission_id = self.last_submission_id() + 1
        with self._transaction():
            self._insert_submission(
                submission_id,
                received_at,
                by,
                file_name,
                sha256,
                len(content),
                note,
                demo,
                None,
                sum(table.num_rows for _, table in staged),
                _digest(staged, absent),
            )
            self._insert_absent(submission_id, absent)
            for kind, table in staged:
                self._insert_rows(submission_id, kind, table)
            self._insert_problems(submission_id, problems)
        return submission_id

    def withdraw(self, submission_id: int, *, received_at: datetime, by: str = "", note: str = "") -> int:
        """Make a submission count no longer, which is itself a submission; its number.

        Refused where there is no such submission, it is a withdrawal, it was withdrawn before, or later
        events of the roster rest on it: those are to be withdrawn first.
        """
        found = self._connection.execute(
            """SELECT file_name, demo, withdraws,
                (SELECT max(submission_id) FROM submission WHERE withdraws = s.submission_id)
            FROM submission AS s WHERE submission_id = ?""",
            [submission_id],
        ).fetchone()
        if found is None:
            raise Refused("unknown_submission", value=submission_id)
        file_name, demo, withdraws, withdrawn_by = found
        if withdraws is not None:
            raise Refused("withdrawal_stands", value=submission_id)
        if withdrawn_by is not None:
            raise Refused("already_withdrawn", value=submission_id, by=withdrawn_by)
        broken = new_conflicts(self.roster(), self.roster(without=submission_id))
        if broken:
            problems = tuple(map(problem_of, broken))
            raise Refused("withdrawal_breaks_roster", problems, value=submission_id, rows=places(broken))
        withdrawal = self.last_submission_id() + 1
        with self._transaction():
            self._insert_submission(
                withdrawal, received_at, by, file_name, "", 0, note, demo, submission_id, 0, ""
            )
        return withdrawal

    def _insert_submission(self, submission_id: int, received_at: datetime, *values: object) -> None:
        at = received_at.astimezone(BEIJING).replace(tzinfo=None) if received_at.tzinfo else received_at
        self._connection.execute(
            "INSERT INTO submission VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [submission_id, at, *values]
        )

    def _insert_rows(self, submission_id: int, kind: str, table: pa.Table) -> None:
        self._connection.register("arriving", table)
        self._connection.execute(
            f'INSERT INTO "{kind}" BY NAME SELECT ?::INTEGER AS submission_id, * FROM arriving',
            [submission_id],
        )
        self._connection.unregister("arriving")

    def _insert_absent(self, submission_id: int, absent: list[tuple[str, str, str]]) -> None:
        if absent:
            rows = [(submission_id, *row) for row in absent]
            self._connection.executemany("INSERT INTO absent_column VALUES (?, ?, ?, ?)", rows)

    def _insert_problems(self, submission_id: int, problems: Iterable[Problem]) -> None:
        rows = [
            (
                submission_id, p.file, p.sheet, p.source_row, p.field, p.header, p.value, p.rule, p.severity,
                json.dumps(dict(p.details), ensure_ascii=False, sort_keys=True),
            )
            for p in problems
        ]  # fmt: skip
        if not rows:
            return
        columns = ("submission_id file sheet source_row field header value rule severity details").split()
        frame = pd.DataFrame(rows, columns=columns).astype({"source_row": "Int64"})
        self._connection.register("arriving", pa.Table.from_pandas(frame, preserve_index=False))
        self._connection.execute("INSERT INTO problem BY NAME SELECT * FROM arriving")
        self._connection.unregister("arriving")

    def _scalar(self, sql: str) -> int:
        row = self._connection.execute(sql).fetchone()
        assert row is not None
        return int(row[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.begin()
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.commit()


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables a ledger lacks: of a new home, or of a kind that came with a new version."""
    there = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    for name in [name for name in ("submission", "problem", "absent_column", *KINDS) if name not in there]:
        connection.execute((SQL / "tables" / f"{name}.sql").read_text(encoding="utf-8"))


def _absent(kind: Kind, frame: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """The kind, sheet and field of what a frame has no column for."""
    for field in kind.fields:
        if field not in frame and field not in kind.key:
            yield from ((kind.name, str(sheet), field) for sheet in frame["sheet"].unique())


def _arrow(kind: Kind, frame: pd.DataFrame) -> pa.Table:
    types = {"sheet": "VARCHAR", "source_row": "INTEGER", **kind.fields}
    unknown = set(frame.columns) - set(types)
    if unknown:
        raise ValueError(f"{kind.name} has no field {sorted(unknown)}")
    return pa.table({name: _column(frame, name, _ARROW_TYPES[types[name]]) for name in types})


def _column(frame: pd.DataFrame, name: str, arrow_type: pa.DataType) -> pa.Array:
    if name not in frame:
        return pa.nulls(len(frame), arrow_type)
    values = pa.array(frame[name], from_pandas=True)
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    if pa.types.is_decimal(arrow_type) and pa.types.is_integer(values.type):
        values = values.cast(
            pa.decimal128(19, 0)
        )  # as wide as any whole number; the next cast adds the places
    return values if values.type == arrow_type else values.cast(arrow_type)


def _digest(staged: list[tuple[str, pa.Table]], absent: list[tuple[str, str, str]]) -> str:
    digest = hashlib.sha256(repr(absent).encode())
    for kind, table in staged:
        digest.update(kind.encode())
        for batch in table.to_batches():
            digest.update(batch.serialize())
    return digest.hexdigest()
