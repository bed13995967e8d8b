"""Small edits in a browser: a file of one row, taken in by the same door as any workbook; and taken back."""

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from analysis import warehouse
from analysis.intake.submit import Accepted, accept, prepare
from analysis.kinds import KINDS
from analysis.settings import now


def take_row(kind: str, values: Mapping[str, str], home: Path, *, by: str = "", note: str = "") -> Accepted:
    """Submit one record of a kind, its values by column name as a person would write them.

    Refused with its problems as any file is.
    """
    columns = [column for column in KINDS[kind].columns if column.name in values]
    written = StringIO()
    lines = csv.writer(written)
    lines.writerow([column.header for column in columns])
    lines.writerow([values[column.name] for column in columns])
    name = f"{KINDS[kind].sheet} {values[KINDS[kind].key[0]]}.csv"
    prepared = prepare(written.getvalue().encode("utf-8-sig"), name, home, kind=kind)
    return accept(prepared, home, by=by, note=note)


def take_back(submission_id: int, home: Path, *, by: str = "", note: str = "") -> str:
    """Withdraw a submission and show what stands without it; the release. Refused as any withdrawal is."""
    with warehouse.ledger(home) as books:
        books.withdraw(submission_id, received_at=now(), by=by, note=note)
    return warehouse.build_release(home)
