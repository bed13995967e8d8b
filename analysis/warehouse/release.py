"""Reading a release: attached read-only, with nothing outside it in reach and a cursor for each question."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from analysis.access import OWNER, Viewer
from analysis.problems import Refused
from analysis.service import WorkingDays
from analysis.settings import Settings, load_settings
from analysis.warehouse.build import SCHEMA_VERSION, build_release
from analysis.warehouse.deadline import time_limit
from analysis.warehouse.home import (
    current_release_id,
    exclusive,
    ledger_path,
    point_to,
    quoted,
    release_path,
)

QUESTION_SECONDS = 30.0
_MEMORY_LIMIT = "1GiB"
_THREADS = 4
_RELEASES = "[!.]*.duckdb"
# What the engine says of a file that ends too early, is none of its own, or fails a block's checksum.
_DAMAGE = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException)
_PANDAS_TYPES = {
    pa.int8(): pd.Int8Dtype(),
    pa.int16(): pd.Int16Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.uint8(): pd.UInt8Dtype(),
    pa.uint16(): pd.UInt16Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}


@dataclass(frozen=True)
class Meta:
    """What a release is. `latest_year` and `latest_quarter` are None where no output was ever reported."""

    release_id: str
    submission_id: int
    made_at: datetime | None
    demo: bool
    home_province: str
    schema_version: int
    latest_year: int | None
    latest_quarter: int | None


class Release:
    """One release, open for reading by any number of threads. It stays readable when another one is shown."""

    def __init__(self, home: Path, release_id: str) -> None:
        self.id = release_id
        self.settings: Settings = load_settings(home)
        self._home = home
        try:
            self._connection = _attach(release_path(home, release_id))
            row = self._connection.execute("SELECT * FROM release.meta").fetchone()
        except _DAMAGE as error:
            raise _damaged(home, release_id) from error
        assert row is not None
        self.meta = Meta(*row)

    @cached_property
    def province_codes(self) -> dict[str, str]:
        """Every name a province goes by, its code among them, with the code."""
        names = self.ask("SELECT province_code, province, province_full, province_en FROM province")
        return {
            spelling: str(code)
            for code, *others in names.itertuples(index=False)
            for name in (code, *others)
            for spelling in (str(name), str(name).lower())
        }

    @cached_property
    def home_cities(self) -> dict[str, str]:
        """Every name a city of the home province goes by, its code first, with the code.

        With the places elsewhere that enterprises are registered in, and none that has been abolished.
        """
        names = self.ask(
            """SELECT city_code, city, city_full FROM city
            WHERE (province_code = ? AND status = 'current')
                OR city_code IN (SELECT city_code FROM enterprise_identity) ORDER BY city_code""",
            [self.meta.home_province],
        )
        return {str(name): str(row[0]) for row in names.itertuples(index=False) for name in row}

    @cached_property
    def enterprise_ids(self) -> dict[str, int]:
        """Every enterprise's code with its number in the tables."""
        known = self.ask("SELECT enterprise_code, enterprise_id FROM enterprise_identity")
        return dict(zip(known["enterprise_code"].tolist(), known["enterprise_id"].tolist(), strict=True))

    def enterprise_code(self, spelling: str) -> str | None:
        """The code of the enterprise of that code or name; None where there is none or more than one."""
        for code in (spelling, spelling.upper()):
            if code in self.enterprise_ids:
                return code
        found = self.ask(
            "SELECT enterprise_code FROM enterprise_identity WHERE enterprise = $1 LIMIT 2", [spelling]
        )
        return str(found["enterprise_code"].iloc[0]) if len(found) == 1 else None

    @cached_property
    def working_days(self) -> WorkingDays:
        """The calendar of working days that this release's clocks run by."""
        return WorkingDays(
            self.ask("SELECT day, working, number, estimated FROM working_calendar ORDER BY day")
        )

    @cached_property
    def reported_periods(self) -> list[tuple[int, int]]:
        """The (year, quarter) anyone reported, earliest first."""
        found = self.ask(
            "SELECT year, quarter FROM period WHERE reported_enterprises > 0 ORDER BY year, quarter"
        )
        return [(int(year), int(quarter)) for year, quarter in found.itertuples(index=False)]

    def ask(
        self,
        sql: str,
        parameters: Sequence[object] | Mapping[str, object] = (),
        seconds: float = QUESTION_SECONDS,
    ) -> pd.DataFrame:
        """The rows of one statement. Whole numbers with gaps stay whole numbers (Int64), dates are dates.

        Refused when it takes longer than `seconds`.
        """
        cursor = self._connection.cursor()
        cursor.execute("USE release")  # a cursor starts in its connection's own, empty database
        try:
            with time_limit(cursor.interrupt, seconds):
                table = cursor.execute(sql, parameters).to_arrow_reader().read_all()
        except duckdb.InterruptException as error:
            raise Refused("question_too_slow", seconds=seconds) from error
        except _DAMAGE as error:
            raise _damaged(self._home, self.id) from error
        # Answers are small: threads to convert them cost more than they save.
        return table.to_pandas(types_mapper=_PANDAS_TYPES.get, use_threads=False)


def row_limit(limit: int | None) -> int:
    """A limit for `LIMIT $limit`, None meaning all: a plain number, or the engine sorts everything first."""
    return 2**62 if limit is None else limit


def open_release(home: Path, release_id: str | None = None) -> Release:
    """A release of a home, the one that is shown if none is named.

    The one that is shown is built anew from the ledger if its file is gone or damaged, or another version of
    the software built it. Refused where there is none and no ledger to build it from.
    """
    if release_id is not None:
        return _of_this_version(_open(home, release_id))
    shown = current_release_id(home)
    if shown is None:
        if not ledger_path(home).exists():
            raise Refused("home_missing", home=home)
    else:
        try:
            return _of_this_version(_open(home, shown))
        except Refused:
            if not _is_release_id(shown) or not ledger_path(home).exists():
                raise
    return _open(home, build_release(home))


def shown_release_id(home: Path) -> str | None:
    """The release that is shown, made sure that it can be read; None in a home that never had one."""
    return None if current_release_id(home) is None else open_release(home).id


def _open(home: Path, release_id: str) -> Release:
    if not _is_release_id(release_id) or not release_path(home, release_id).exists():
        any_left = next((home / "releases").glob(_RELEASES), None) is not None
        raise Refused("unknown_release" if any_left else "no_release_left", value=release_id, home=home)
    return Release(home, release_id)


def _of_this_version(release: Release) -> Release:
    if release.meta.schema_version != SCHEMA_VERSION:
        raise Refused("release_of_other_version", value=release.id)
    return release


def _damaged(home: Path, release_id: str) -> Refused:
    """The refusal of a file that cannot be read, which is set aside where it can be built anew."""
    path = release_path(home, release_id)
    if ledger_path(home).exists():
        with suppress(FileNotFoundError):  # another reader was faster
            path.replace(path.with_name(f"{path.name}.damaged"))
    return Refused("release_damaged", value=release_id)


def releases(home: Path) -> pd.DataFrame:
    """The releases of a home that can be read, newest first.

    Columns: release_id, submission_id, made_at, demo, current.
    """
    current = current_release_id(home)
    columns = ["release_id", "submission_id", "made_at", "demo", "current"]
    rows = []
    connection = duckdb.connect(":memory:")
    for path in (home / "releases").glob(_RELEASES):
        try:
            connection.execute(f"ATTACH {quoted(path)} AS release (READ_ONLY)")
            row = connection.execute(
                "SELECT release_id, submission_id, made_at, demo FROM release.meta"
            ).fetchone()
            connection.execute("DETACH release")
        except _DAMAGE:
            continue  # nothing that could be shown; whoever opens it is told
        assert row is not None
        rows.append((*row, row[0] == current))
    frame = pd.DataFrame(rows, columns=columns).sort_values(
        ["submission_id", "release_id"], ascending=[False, True], ignore_index=True
    )
    return frame.astype({"made_at": "datetime64[s]"})


def roll_back(home: Path, release_id: str, *, viewer: Viewer = OWNER) -> None:
    """Show another release from now on. Nothing is lost: the next import builds from the whole ledger again.

    Refused where there is no such release or another version of the software built it, and to a viewer who
    may not edit.
    """
    viewer.hold_to_rights()
    _of_this_version(_open(home, release_id))
    with exclusive(home):
        point_to(home, release_id)


def _is_release_id(text: str) -> bool:
    # It becomes a file name: nothing that leads elsewhere.
    return text.replace("-", "").isalnum()


def _attach(path: Path) -> duckdb.DuckDBPyConnection:
    # Never duckdb.connect(path): the process would be handed an instance of the file that was there before.
    limits: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY_LIMIT,
        "threads": min(_THREADS, os.cpu_count() or 1),
    }
    connection = duckdb.connect(":memory:", config=limits)
    connection.execute(f"ATTACH {quoted(path)} AS release (READ_ONLY)")
    # It would scan a whole table again for the few rows of a LIMIT, and our tables are sorted for scans.
    connection.execute("SET disabled_optimizers = 'late_materialization'")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
