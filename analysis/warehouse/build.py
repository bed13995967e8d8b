"""A release: the ledger as it stands, worked out once and written to a file that never changes again."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from analysis.kinds import KINDS
from analysis.problems import Refused
from analysis.roster import states
from analysis.service import published_years
from analysis.settings import load_settings
from analysis.warehouse.carrying import carry_on, read_ledger
from analysis.warehouse.home import (
    current_release_id,
    exclusive,
    ledger_path,
    point_to,
    quoted,
    release_path,
    require_home,
    sync_directory,
    sync_file,
)
from analysis.warehouse.identity import matching_name, merges
from analysis.warehouse.ledger import SQL, create_tables
from analysis.warehouse.quality import find_problems
from analysis.warehouse.reference_tables import take_reference

# Part of a release's name: raise it when a release holds something else or differently.
SCHEMA_VERSION = 4

# Tables that are worked out, in the order they need each other.
CUBES = (
    "quality_problem",
    "told",
    "period",
    "enterprise_quarter",
    "project_span",
    "project_state",
    "output_cube",
    "city_output",
    "enterprise_ranking",
    "standing",
    "trend",
    "completeness",
    "receipt",
    "glance",
    "seat",
    "roster_event",
    "leader",
    "business",
    "service_change",
    "roster_state",
    "coverage_state",
    "region_member",
    "seat_demand",
    "seat_output",
    "unit_state",
    "enterprise_summary",
    "service_version",
    "service_fact",
    "engagement_part",
    "unit_review",
    "liaison_state",
    "agreement_state",
    "enterprise_standing",
    "benchmark_series",
    "benchmark_anomaly",
    "peer_region",
    "target_attained",
    "reconciliation",
    "fingerprint",
)
_MEMORY_SHARE = 0.5
# Up to so many rows in the ledger a build waits for its threads and fills blocks with air.
_SMALL_LEDGER_ROWS = 200_000

Progress = Callable[[str, float], None]


def build_release(home: Path, progress: Progress | None = None) -> str:
    """Make the release of the whole ledger and show it from now on; its id.

    The same ledger gives the same release: one that is there already is only shown. Nothing changes for
    readers until it is complete, checked and on the disk. Refused when a check fails or another writer keeps
    the ledger.
    """
    require_home(home)
    with exclusive(home):
        release_id = _release_id(home)
        path = release_path(home, release_id)
        if not path.exists():
            _write(home, release_id, path, progress or (lambda step, share: None))
        if current_release_id(home) != release_id:
            point_to(home, release_id)
    return release_id


def finish_interrupted(home: Path) -> bool:
    """Build what was accepted but never shown, for a process ended in between; whether there was any.

    A home that was rolled back on purpose has the later release in its files and is left alone.
    """
    require_home(home)
    with exclusive(home):
        built = release_path(home, _release_id(home)).exists()
    if not built:
        build_release(home)
    return not built


def _release_id(home: Path) -> str:
    """The number of the last submission and a digest of all: the same for the same ledger, on any machine."""
    # A new edition of the holidays changes the clocks of the same ledger.
    edition = f"{SCHEMA_VERSION} {load_settings(home).home_province} {published_years()}"
    digest = hashlib.sha256(edition.encode())
    connection = duckdb.connect(ledger_path(home))
    try:
        create_tables(connection)
        rows = connection.execute("SELECT * FROM submission ORDER BY submission_id").fetchall()
    finally:
        connection.close()
    for row in rows:
        digest.update(repr(row).encode())
    return f"{rows[-1][0] if rows else 0:04d}-{digest.hexdigest()[:8]}"


def _write(home: Path, release_id: str, path: Path, progress: Progress) -> None:
    path.parent.mkdir(exist_ok=True)
    for stale in path.parent.glob(".building-*"):
        stale.unlink()
    temporary = path.parent / f".building-{release_id}.duckdb"
    try:
        _build(home, release_id, temporary, progress)
        sync_file(temporary)
        temporary.chmod(0o444)
        os.replace(temporary, path)
        sync_directory(path.parent)
    finally:
        for left in path.parent.glob(".building-*"):
            left.unlink()


def _build(home: Path, release_id: str, target: Path, progress: Progress) -> None:
    connection = duckdb.connect(":memory:", config=_limits(target.parent))
    try:
        connection.execute(f"ATTACH {quoted(ledger_path(home))} AS kept (READ_ONLY)")
        read_ledger(connection)
        connection.execute(f"ATTACH {quoted(target)} AS release ({_storage(connection)})")
        connection.execute("USE release")
        home_province = load_settings(home).home_province
        connection.execute("SET VARIABLE home_province = ?", [home_province])
        connection.execute("SET VARIABLE home_no = ?", [int(home_province[:2])])
        take_reference(connection)
        _run(connection, "cubes", "records")
        _count_arrived(connection)
        _identify(connection)
        carry_on(connection)
        for number, kind in enumerate(KINDS):
            progress(kind, 0.6 * number / len(KINDS))
            _run(connection, "views", kind)
        _keep_withdrawn(connection)
        _name_participants(connection)
        find_problems(connection)
        _replay_roster(connection)
        for number, cube in enumerate(CUBES):
            progress(cube, 0.6 + 0.35 * number / len(CUBES))
            _run(connection, "cubes", cube)
        connection.execute("SET VARIABLE release_id = ?", [release_id])
        connection.execute("SET VARIABLE schema_version = ?", [SCHEMA_VERSION])
        _run(connection, "cubes", "meta")
        progress("check", 0.95)
        _check(connection)
        connection.execute("USE memory")
        connection.execute("DETACH release")
    finally:
        connection.close()


def _limits(directory: Path) -> dict[str, str | bool | int | float | list[str]]:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "memory_limit": f"{int(total * _MEMORY_SHARE) >> 20}MiB",
        "temp_directory": str(directory / ".building-spill"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


def _storage(connection: duckdb.DuckDBPyConnection) -> str:
    """How the release is written, by the size of the ledger; what it holds is the same."""
    rows = connection.execute("SELECT coalesce(sum(row_count), 0) FROM ledger.submission").fetchone()
    # A file that is thrown away if the build does not end well needs no log to recover it from. The engine's
    # newer format takes a fifth of the room of its oldest, which it writes unless told.
    written = "RECOVERY_MODE no_wal_writes, STORAGE_VERSION 'v1.5.0'"
    if rows is None or rows[0] > _SMALL_LEDGER_ROWS:
        return written
    connection.execute("SET threads = 1")
    return f"{written}, BLOCK_SIZE 16384"


def _count_arrived(connection: duckdb.DuckDBPyConnection) -> None:
    """arrived: one row a submission and kind it had rows of."""
    counts = " UNION ALL ".join(
        f"""SELECT submission_id, '{kind}' AS kind, count(*)::INTEGER AS rows
        FROM ledger."{kind}" GROUP BY ALL"""
        for kind in KINDS
    )
    connection.execute(f"CREATE TABLE arrived AS {counts} ORDER BY ALL")


def _identify(connection: duckdb.DuckDBPyConnection) -> None:
    named = [name for name, kind in KINDS.items() if {"enterprise_code", "enterprise"} <= set(kind.fields)]
    seen = " UNION ALL ".join(
        f"""SELECT enterprise_code AS given_code, enterprise, max(submission_id) AS submission_id
        FROM ledger."{name}" SEMI JOIN active_submission USING (submission_id)
        WHERE enterprise_code IS NOT NULL GROUP BY ALL"""
        for name in named
    )
    connection.execute(f"CREATE TEMP TABLE seen AS {seen}")
    pairs = connection.execute("SELECT DISTINCT given_code, enterprise FROM seen").fetchall()
    same = pd.DataFrame(merges(pairs).items(), columns=["given_code", "enterprise_code"], dtype="str")
    connection.register("arriving", same)
    connection.execute("CREATE TEMP TABLE same_enterprise AS SELECT * FROM arriving")
    connection.unregister("arriving")
    _run(connection, "cubes", "identity")


def _keep_withdrawn(connection: duckdb.DuckDBPyConnection) -> None:
    """<kind>_withdrawn: the rows that no longer count, so that a release can tell what each file changed."""
    withdrawn = connection.execute(
        "SELECT list(withdraws) FROM ledger.submission WHERE withdraws IS NOT NULL"
    ).fetchone()
    numbers = ", ".join(map(str, withdrawn[0])) if withdrawn and withdrawn[0] else ""
    for name, kind in KINDS.items():
        # An enterprise that came under a provisional code is known by its real one since.
        merged = "enterprise_code" in kind.fields
        told = "r.*"
        if merged:
            told += " REPLACE (coalesce(merged_code, enterprise_code) AS enterprise_code), enterprise_id"
        if name == "output":  # its rows that count hold numbers for the province, too
            told += ", province_no"
        connection.execute(
            f"""CREATE TABLE "{name}_withdrawn" AS
            SELECT {told} FROM kept."{name}" AS r
            {"JOIN province USING (province_code)" if name == "output" else ""}
            {"LEFT JOIN identity_of USING (enterprise_code)" if merged else ""}
            WHERE {f"submission_id IN ({numbers})" if numbers else "false"}
            ORDER BY submission_id, sheet, source_row"""
        )


def _name_participants(connection: duckdb.DuckDBPyConnection) -> None:
    """participant_name: one row a name or code that engagements mention, and the one enterprise it is of."""
    mentioned = connection.execute(
        "SELECT DISTINCT unnest(list_append(participants, host)) AS name FROM engagement ORDER BY name"
    ).fetchall()
    known = (
        connection.execute(
            "SELECT enterprise_id, enterprise_code, enterprise FROM enterprise_identity"
        ).fetchall()
        if mentioned
        else []
    )
    by_name: dict[str, set[int]] = {}
    for number, code, enterprise in known:
        by_name.setdefault(matching_name(enterprise), set()).add(number)
        by_name.setdefault(matching_name(code), set()).add(number)
    rows = [
        (name, *found)
        for (name,) in mentioned
        if name is not None and len(found := by_name.get(matching_name(name), set())) == 1
    ]
    connection.execute("CREATE TEMP TABLE participant_name (name VARCHAR, enterprise_id INTEGER)")
    if rows:
        connection.executemany("INSERT INTO participant_name VALUES (?, ?)", rows)


def _replay_roster(connection: duckdb.DuckDBPyConnection) -> None:
    events = connection.execute("SELECT * FROM key_unit").to_arrow_table()
    told = pa.Table.from_pylist(states(events.to_pylist()), schema=_seat_schema(events.schema))
    connection.register("arriving", told)
    connection.execute("CREATE TEMP TABLE seat_state AS SELECT * FROM arriving")
    connection.unregister("arriving")


def _seat_schema(events: pa.Schema) -> pa.Schema:
    """What is told of a seat has the type of the event that told it."""
    days = [pa.field(name, pa.date32()) for name in ("since", "first_day", "end_day")]
    return pa.schema([*events, *days])


def _run(connection: duckdb.DuckDBPyConnection, directory: str, name: str) -> None:
    connection.execute((SQL / directory / f"{name}.sql").read_text(encoding="utf-8"))


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    for path in sorted((SQL / "build_checks").glob("*.sql")):
        failing = connection.execute(path.read_text(encoding="utf-8")).fetchone()
        if failing is not None:
            raise Refused("release_check_failed", check=path.stem, example=failing)
