"""The roster's history as the ledger has it, and what in it could not have happened, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from analysis import reference
from analysis.glossary import PROVISIONAL
from analysis.kinds import KINDS
from analysis.problems import Problem
from analysis.roster import Conflict, Event, conflicts, latest_by_key
from analysis.warehouse.home import exclusive, ledger_path
from analysis.warehouse.identity import merges

Names = list[tuple[str, str]]
SHOWN = 5

_ROWS = """
    SELECT enterprise_code, enterprise, station_province_code, event, effective_date,
        file_name, sheet, source_row, submission_id
    FROM key_unit JOIN submission USING (submission_id)
    WHERE submission_id NOT IN (SELECT withdraws FROM submission WHERE withdraws IS NOT NULL)
        AND submission_id IS DISTINCT FROM ?
    ORDER BY ALL
"""


@dataclass(frozen=True)
class Roster:
    """Every row of the roster that was not withdrawn, and the names enterprises go by.

    `names` are pairs of code and name; they are only looked up where a row has a name without a code, since
    nothing else needs them.
    """

    rows: list[Event] = field(default_factory=list)
    names: Names = field(default_factory=list)

    def history(self) -> list[Event]:
        """The events that count, each under the code its enterprise has by now."""
        same = merges(self.names)
        named = (
            replace(row, enterprise_code=same.get(row.enterprise_code, row.enterprise_code))
            for row in self.rows
        )
        return latest_by_key(named)

    def with_more(self, rows: Iterable[Event], names: Names) -> "Roster":
        """The roster with further rows and names."""
        return Roster([*self.rows, *rows], [*self.names, *names])


def read_roster(connection: duckdb.DuckDBPyConnection, *, without: int | None = None) -> Roster:
    """The roster of an open ledger, as it would be without a submission."""
    rows = [Event(*row) for row in connection.execute(_ROWS, [without]).fetchall()]
    if not any(row.enterprise_code.startswith(PROVISIONAL) for row in rows):
        return Roster(rows)
    return Roster(rows, _names(connection, without))


def roster_of(home: Path) -> Roster:
    """The roster of a home's ledger; nothing is changed. Empty where there is none yet.

    Refused while another writes.
    """
    if not ledger_path(home).is_file():
        return Roster()
    with exclusive(home):
        connection = duckdb.connect(ledger_path(home), read_only=True)
        try:
            known = connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'key_unit'")
            return read_roster(connection) if known.fetchone() != (0,) else Roster()
        finally:
            connection.close()


def new_conflicts(before: Roster, after: Roster) -> list[Conflict]:
    """The conflicts of a roster that it did not have before."""
    known = {_place(conflict.event) for conflict in conflicts(before.history())}
    return [conflict for conflict in conflicts(after.history()) if _place(conflict.event) not in known]


def problem_of(conflict: Conflict) -> Problem:
    """A conflict as a problem of its event's row, with the row that rules it out."""
    event, other = conflict.event, conflict.other
    details = {"province": _province(event), "date": event.effective_date.isoformat(), "other": "—"}
    if other is not None:
        details |= {
            "other": place(other), "since": other.effective_date.isoformat(), "there": _province(other)
        }  # fmt: skip
    header = KINDS["key_unit"].column("event").header
    written = (event.file, event.sheet, event.source_row, "event", header, event.enterprise)
    return Problem(conflict.rule, *written, details)


def place(event: Event) -> str:
    """Where an event is written: file, sheet and row, with the submission's number once it has one."""
    words = ":".join((event.file, event.sheet, str(event.source_row)))
    return words if event.submission_id is None else f"#{event.submission_id} {words}"


def places(found: Iterable[Conflict]) -> str:
    """The rows of the first few conflicts, each with the one that rules it out."""
    shown = list(found)
    pairs = ["–".join(place(event) for event in (one.event, one.other) if event) for one in shown[:SHOWN]]
    return "; ".join(pairs) + ("; …" if len(shown) > SHOWN else "")


def _place(event: Event) -> tuple[int | None, str, int]:
    return event.submission_id, event.sheet, event.source_row


def _province(event: Event) -> str:
    return reference.province_name(event.station_province_code, "zh")


def _names(connection: duckdb.DuckDBPyConnection, without: int | None) -> Names:
    named = [name for name, kind in KINDS.items() if {"enterprise_code", "enterprise"} <= set(kind.fields)]
    seen = " UNION ".join(
        f"""SELECT enterprise_code, enterprise FROM "{name}"
        WHERE enterprise_code IS NOT NULL AND submission_id IS DISTINCT FROM $without
            AND submission_id NOT IN (SELECT withdraws FROM submission WHERE withdraws IS NOT NULL)"""
        for name in named
    )
    return connection.execute(seen, {"without": without}).fetchall()
