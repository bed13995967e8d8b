"""Events of the roster against its history: what could not have happened is not taken."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.intake.staged import StagedTable
from analysis.problems import Problem, Refused
from analysis.roster import Conflict, Event, refusals
from analysis.warehouse import Ledger
from analysis.warehouse.identity import merges
from analysis.warehouse.roster import new_conflicts, places, problem_of, roster_of

KIND = "key_unit"
_TOLD = ("enterprise_code", "enterprise", "station_province_code", "event", "effective_date")


def check_history(tables: list[StagedTable], file: str, home: Path) -> list[Problem]:
    """What the roster's history rules out, and in `failed` of the tables the rows that cannot be taken."""
    own = [table for table in tables if table.kind.name == KIND and len(table.rows)]
    if not own:
        return []
    known = roster_of(home)
    arriving = [event for table in own for event in _events(table.good, file)]
    names = [(event.enterprise_code, event.enterprise) for event in (*known.rows, *arriving)]
    same = merges([*known.names, *names])

    def identified(event: Event) -> Event:
        return replace(event, enterprise_code=same.get(event.enterprise_code, event.enterprise_code))

    whole = known.with_more([], names).history()
    found = refusals(whole, map(identified, arriving))
    unreadable = [identified(event) for table in own for event in _events(table.rows[table.failed], file)]
    found += _resting(map(identified, arriving), unreadable, {conflict.event for conflict in found})
    _fail(own, found)
    problems = [problem_of(conflict) for conflict in found]
    return sorted(problems, key=lambda problem: (problem.sheet, problem.source_row or 0))


def hold_to_history(ledger: Ledger, file: str, tables: Iterable[tuple[str, pd.DataFrame]]) -> None:
    """Refused if the roster with these rows could not have happened, where without them it could.

    They were checked when the file was read; the books may have changed since, and a name may by now mean an
    enterprise that has a seat already.
    """
    frames = list(tables)
    arriving = [event for kind, rows in frames if kind == KIND for event in _events(rows, file)]
    before = ledger.roster()
    if not arriving and not before.names:
        return
    names = [
        pair
        for _, rows in frames
        if {"enterprise_code", "enterprise"} <= set(rows.columns)
        for pair in rows[["enterprise_code", "enterprise"]]
        .dropna()
        .drop_duplicates()
        .itertuples(index=False, name=None)
    ]
    number = ledger.last_submission_id() + 1
    found = new_conflicts(
        before, before.with_more((replace(event, submission_id=number) for event in arriving), names)
    )
    if found:
        raise Refused("roster_impossible", tuple(map(problem_of, found)), file=file, rows=places(found))


def _events(rows: pd.DataFrame, file: str) -> list[Event]:
    """The rows as events: one without whose, where or what is left out, one without a day is first."""
    told = rows[[*_TOLD, "sheet", "source_row"]]
    told = told[told[["enterprise_code", "station_province_code", "event"]].notna().all(axis=1)]
    return [
        Event(
            enterprise_code=row["enterprise_code"],
            enterprise=str(row["enterprise"]),
            station_province_code=row["station_province_code"],
            event=row["event"],
            effective_date=date.min if pd.isna(row["effective_date"]) else row["effective_date"],
            file=file,
            sheet=row["sheet"],
            source_row=int(row["source_row"]),
        )
        for row in told.to_dict("records")
    ]


def _resting(arriving: Iterable[Event], failed: list[Event], refused: set[Event]) -> list[Conflict]:
    """The events of an enterprise after a row that cannot be read: alone they would tell something else."""
    found = []
    for event in arriving:
        before = [
            row
            for row in failed
            if row.enterprise_code == event.enterprise_code and row.effective_date <= event.effective_date
        ]
        if before and event not in refused:
            found.append(Conflict("rests_on_refused", event, before[0]))
    return found


def _fail(tables: list[StagedTable], found: Iterable[Conflict]) -> None:
    places_of = {(conflict.event.sheet, conflict.event.source_row) for conflict in found}
    for table in tables:
        rows = {row for sheet, row in places_of if sheet == table.sheet}
        table.failed |= table.rows["source_row"].isin(rows).to_numpy(dtype=bool)
