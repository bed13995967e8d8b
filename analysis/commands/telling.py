"""What a command leaves behind: lines about what it did, and files."""

import getpass
import sys
from pathlib import Path

import pandas as pd

from analysis.formatting import count, is_missing, place_name, yuan
from analysis.glossary import TERMS, enum_label, label
from analysis.kinds import KINDS
from analysis.language import N_, translator
from analysis.warehouse.home import replace_file


def current_user() -> str:
    """Who is at the keyboard, as far as the system knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def hand_out(path: Path | None, content: bytes) -> None:
    """Write to the file named, or to standard output where none is."""
    if path is not None:
        write_file(path, content)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; what is no file, such as /dev/stdout, is written to."""
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            device.write(content)
    else:
        replace_file(path, content)


def tell_arrived(arrived: pd.DataFrame, language: str) -> None:
    """Rows that came in: a line for each kind and period, with the provinces and how many of each."""
    translate = translator(language)
    print(translate(N_("Arrived:")))
    for (kind, year, quarter), rows in arrived.groupby(["kind", "year", "quarter"], dropna=False, sort=True):
        where = [
            f"{place_name(row['province_code'], language)} {row['rows']}"
            for row in rows.to_dict("records")
            if not is_missing(row["province_code"])
        ]
        print(
            translate(N_("  {kind} {period}: {rows} rows{places}")).format(
                kind=enum_label("kind", str(kind), language),
                period=_period(year, quarter),
                rows=count(int(rows["rows"].sum())),
                places=translate(N_(" ({names})")).format(names=translate(N_(", ")).join(where))
                if where
                else "",
            )
        )


def tell_changes(changes: pd.DataFrame, language: str) -> None:
    """What the release says otherwise than the one before: a line for each kind and period."""
    translate = translator(language)
    if changes.empty:
        print(translate(N_("Nothing is different from the release before.")))
        return
    print(translate(N_("Different from the release before:")))
    for change in changes.to_dict("records"):
        money = change["measure"].endswith("_yuan")
        before, after = (
            yuan(change[name], language=language) if money else count(change[name])
            for name in ("before", "after")
        )
        print(
            translate(
                N_(
                    "  {kind} {period}: {added} added, {revised} revised, {removed} removed;"
                    " {measure} {before} -> {after}"
                )
            ).format(
                kind=enum_label("kind", change["kind"], language),
                period=_period(change["year"], change["quarter"]),
                added=count(change["rows_added"]),
                revised=count(change["rows_revised"]),
                removed=count(change["rows_removed"]),
                measure=_measure_name(change["kind"], change["measure"], language),
                before=before,
                after=after,
            )
        )


def _measure_name(kind: str, measure: str, language: str) -> str:
    # A kind that is only described has no words in the glossary, but its own headings.
    return label(measure, language) if measure in TERMS else KINDS[kind].column(measure).bare_header


def _period(year: object, quarter: object) -> str:
    if is_missing(year):
        return ""
    return f"{year}" if is_missing(quarter) else f"{year}Q{quarter}"
