"""A file from the user's hands to the ledger.

`prepare` looks and changes nothing, `accept` takes what is good.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePath

import pandas as pd

from analysis import warehouse
from analysis.access import OWNER, Viewer
from analysis.glossary import PROVISIONAL
from analysis.intake.across import unfolded
from analysis.intake.amounts import unit_factor, units
from analysis.intake.cells import Reading, parse_cell
from analysis.intake.check import check_sets
from analysis.intake.headers import Headers, remember
from analysis.intake.history import check_history, hold_to_history
from analysis.intake.recognise import RecognisedTable, recognise
from analysis.intake.sandbox import Limits, RawTable, read_in_child
from analysis.intake.staged import StagedTable, Surroundings, stage
from analysis.kinds import INSTRUCTIONS_SHEET, KINDS
from analysis.language import LANGUAGES, N_, translator
from analysis.problems import ERROR, NOTE, QUESTION, Problem, Refused
from analysis.settings import load_settings, now, today
from analysis.warehouse.home import release_path
from analysis.warehouse.identity import matching_name
from analysis.warehouse.storage import storage_refusal

_FIRST_ROWS = 5
STEPS = (N_("Reading"), N_("Checking"), N_("Saving"), N_("Building"), N_("Comparing"))
PROBLEM_COLUMNS = (
    "submission_id",
    "file",
    "sheet",
    "source_row",
    "field",
    "value",
    "rule",
    "severity",
    "message",
)

Progress = Callable[[str, float], None]


@dataclass
class Prepared:
    """What a file would bring. Nothing has been changed; `accept` takes it."""

    file: str
    sha256: str
    content: bytes
    tables: list[StagedTable]
    problems: list[Problem]
    mapping: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep rows, or the file, out."""
        return [problem for problem in self.problems if problem.severity == ERROR]

    @property
    def recognised(self) -> list[RecognisedTable]:
        """The tables as they were recognised, in the order of the file."""
        return [table.recognised for table in self.tables]

    def summary(self) -> pd.DataFrame:
        """One row a table: sheet, kind, header_row, rows (to be taken), refused, errors, questions, notes."""
        rows = []
        for table in self.tables:
            own = [problem for problem in self.problems if problem.sheet == table.sheet]
            counts = {
                level: sum(problem.severity == level for problem in own) for level in (ERROR, QUESTION, NOTE)
            }
            rows.append(
                {
                    "sheet": table.sheet, "kind": table.kind.name,
                    "header_row": table.recognised.table.source_row(table.recognised.header_row),
                    "rows": len(table.good), "refused": int(table.failed.sum()), "errors": counts[ERROR],
                    "questions": counts[QUESTION], "notes": counts[NOTE],
                }
            )  # fmt: skip
        columns = ["sheet", "kind", "header_row", "rows", "refused", "errors", "questions", "notes"]
        return pd.DataFrame(rows, columns=columns)

    def columns(self, table: StagedTable) -> pd.DataFrame:
        """A table's columns in the order of the file.

        Header, column, column_header, unit, how ("" if unread).
        """
        recognised = table.recognised
        rows = []
        for found in sorted(recognised.columns.values(), key=lambda found: found.index):
            column = table.kind.column(found.column)
            unit = (found.unit or recognised.unit) if column.type == "money" else ""
            rows.append((found.header, column.name, column.header, unit, found.how))
        rows += [(header, "", "", "", "") for header in recognised.unread]
        return pd.DataFrame(rows, columns=["header", "column", "column_header", "unit", "how"])

    def first_rows(self, table: StagedTable) -> pd.DataFrame:
        """The first rows of data as the file has them, under the file's headers, with their row numbers."""
        recognised = table.recognised
        rows = recognised.rows.data[:_FIRST_ROWS]
        frame: dict[str, list[int] | list[str | None]] = {
            "source_row": [recognised.table.source_row(int(row)) for row in rows]
        }
        for found in sorted(recognised.columns.values(), key=lambda found: found.index):
            column = recognised.table.columns[found.index]
            frame[found.header] = [column[row] for row in rows]
        return pd.DataFrame(frame)


@dataclass(frozen=True)
class Accepted:
    """What an import did. `unchanged`: these very bytes were already in and shown, and nothing was done.

    `arrived`: kind, year, quarter, province_code, rows. `changes`: what the release says otherwise than
    before.
    """

    submission_id: int
    release_id: str
    arrived: pd.DataFrame
    changes: pd.DataFrame
    unchanged: bool = False


def prepare(
    content: bytes,
    file_name: str,
    home: Path,
    *,
    kind: str | None = None,
    unit: str | None = None,
    mapping: Mapping[str, Mapping[str, str]] | None = None,
    said: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Prepared:
    """Read and check a file against a home; nothing is changed.

    `kind` forces the kind of every table, `unit` holds for money that says none, `mapping` is sheet ->
    header -> column ("column|unit" to say the unit, "" to leave a column unread), `said` is column (its name
    or header) -> what holds for every row of tables without it. Refused with the reason if nothing in the
    file can be read.
    """
    _check_choices(kind, unit, mapping)
    file = PurePath(file_name.replace("\\", "/")).name[:200] or "?"
    settings = load_settings(home)
    told = _told(said or {}, settings.home_province)
    _tell(progress, 0, 0.0)
    raw = read_in_child(content, file, Limits(size_mb=settings.upload_limit_mb))
    _tell(progress, 1, 0.4)
    around = _surroundings(home, settings.home_province)
    headers = Headers(KINDS.values(), home)
    problems: list[Problem] = []
    tables: list[StagedTable] = []
    for found in raw:
        table = replace(found, sheet=found.sheet or _sheet_of(file))
        if table.errors:
            problems.append(Problem("cells_with_errors", file, value=str(table.errors)))
        recognised = _recognise(table, headers, kind, (mapping or {}).get(table.sheet, {}), told)
        if recognised is None:
            if table.height and table.sheet not in _instructions():
                problems.append(Problem("sheet_not_read", file, table.sheet, value=table.sheet))
            continue
        if table.hidden:
            problems.append(Problem("sheet_hidden", file, table.sheet, value=table.sheet))
        tables.append(stage(recognised, file, around, unit))
    if not tables:
        kinds = KINDS[kind].sheet if kind else "、".join(known.sheet for known in KINDS.values())
        raise Refused("file_not_recognised", tuple(problems), file=file, kinds=kinds)
    problems += [problem for staged in tables for problem in staged.problems]
    problems += check_sets([staged for staged in tables if len(staged.good)], file, around)
    problems += check_history(tables, file, home)
    sha256 = hashlib.sha256(content).hexdigest()
    return Prepared(file, sha256, content, tables, problems, mapping or {})


def _instructions() -> set[str]:
    return {translator(language)(INSTRUCTIONS_SHEET) for language in LANGUAGES}


def _check_choices(
    kind: str | None, unit: str | None, mapping: Mapping[str, Mapping[str, str]] | None
) -> None:
    if kind is not None and kind not in KINDS:
        raise Refused("unknown_kind", value=kind, kinds="、".join(KINDS))
    if unit is not None and unit_factor(unit) is None:
        raise Refused("unknown_unit", value=unit, units="、".join(units()))
    columns = {column.name for known in KINDS.values() for column in known.columns}
    for target in (target for own in (mapping or {}).values() for target in own.values()):
        column, _, said = target.partition("|")
        if column and column not in columns:
            raise Refused("unknown_column", value=column, kind=kind or "", columns="、".join(sorted(columns)))
        if said and unit_factor(said) is None:
            raise Refused("unknown_unit", value=said, units="、".join(units()))


def _told(said: Mapping[str, str], home_province: str) -> dict[str, dict[str, object]]:
    """What whoever imports the file says of all rows, read as cells of the columns it is about, by kind.

    Refused for a column no kind has and for a value that means nothing in it.
    """
    told: dict[str, dict[str, object]] = {}
    for name, words in said.items():
        columns = [
            (kind.name, column)
            for kind in KINDS.values()
            for column in kind.columns
            if name in (column.name, column.header) and len(column.fields) == 1
        ]
        if not columns:
            known = "、".join(
                dict.fromkeys(
                    column.header for kind in KINDS.values() for column in kind.columns if column.from_title
                )
            )
            raise Refused("unknown_column", value=name, kind="", columns=known)
        values = {kind: parse_cell(words, Reading(column, home_province)).value for kind, column in columns}
        if all(value is None for value in values.values()):
            raise Refused("said_unreadable", column=columns[0][1].header, value=words, name=name)
        for kind, value in values.items():
            if value is not None:
                told.setdefault(kind, {})[columns[0][1].name] = value
    return told


def _sheet_of(file: str) -> str:
    """A file without sheets is its own sheet."""
    return PurePath(file).stem or file


def _recognise(
    table: RawTable,
    headers: Headers,
    kind: str | None,
    mapping: Mapping[str, str],
    told: Mapping[str, Mapping[str, object]],
) -> RecognisedTable | None:
    if kind in (None, "benchmark"):
        long = unfolded(table)
        if long is not None:
            return recognise(long, KINDS, headers, "benchmark")
    own = headers.with_mapping([kind] if kind else KINDS, mapping) if mapping else headers
    return recognise(table, KINDS, own, kind, told)


def _surroundings(home: Path, home_province: str) -> Surroundings:
    if warehouse.current_release_id(home) is None:
        return Surroundings(home_province, today())
    release = warehouse.open_release(home)
    names = release.ask("SELECT enterprise_code, enterprise FROM enterprise_identity")
    names = names[~names["enterprise_code"].str.startswith(PROVISIONAL)]
    matching = names["enterprise"].map(matching_name)
    once = ~matching.duplicated(keep=False)
    known = dict(zip(matching[once], names["enterprise_code"][once], strict=True))
    return Surroundings(home_province, today(), release_path(home, release.id), known)


def accept(
    prepared: Prepared,
    home: Path,
    *,
    accept_valid: bool = False,
    note: str = "",
    by: str = "",
    received_at: datetime | None = None,
    demo: bool = False,
    progress: Progress | None = None,
    viewer: Viewer = OWNER,
) -> Accepted:
    """Take a prepared file: append it to the ledger, build the release, say what arrived and what changed.

    Refused with its problems if it has errors, unless `accept_valid` says to take the rows without, and to a
    viewer who may not edit. The same bytes once more change nothing.
    """
    viewer.hold_to_rights()
    if prepared.errors and not accept_valid:
        raise Refused(
            "file_has_errors", tuple(prepared.errors), file=prepared.file, count=len(prepared.errors)
        )  # fmt: skip
    taken = [table for table in prepared.tables if len(table.good)]
    good = [(table.kind.name, table.good) for table in taken]
    if not good:
        raise Refused("file_without_rows", tuple(prepared.errors), file=prepared.file)
    before = warehouse.shown_release_id(home)
    _tell(progress, 2, 0.5)
    with warehouse.ledger(home) as ledger:
        known = ledger.find(prepared.sha256)
        if known is None:
            hold_to_history(ledger, prepared.file, good)
            submission_id = ledger.append(
                file_name=prepared.file, sha256=prepared.sha256, content=prepared.content, by=by, note=note,
                received_at=received_at or now(), demo=demo, problems=prepared.problems,
                tables=[(table.kind.name, table.told) for table in taken],
            )  # fmt: skip
    if known is not None:
        # Whoever was cut off before the release was built sends the file once more.
        with _kept(known):
            finished = warehouse.finish_interrupted(home)
            release_id = warehouse.shown_release_id(home) or warehouse.build_release(home)
        changes = warehouse.compare(home, before if finished else release_id, release_id)
        return Accepted(known, release_id, arrived(good if finished else []), changes, unchanged=not finished)
    for table in prepared.tables:
        own = prepared.mapping.get(table.sheet)
        if own:
            remember(home, table.kind.name, own)
    _tell(progress, 3, 0.6)
    with _kept(submission_id):
        release_id = warehouse.build_release(home)
    _tell(progress, 4, 0.95)
    return Accepted(submission_id, release_id, arrived(good), warehouse.compare(home, before, release_id))


def withdraw(
    submission_id: int, home: Path, *, by: str = "", note: str = "", viewer: Viewer = OWNER
) -> tuple[int, str]:
    """Make a submission count no longer: the number of the withdrawal, and the release shown now.

    Refused where it cannot be withdrawn (see the ledger), and to a viewer who may not edit.
    """
    viewer.hold_to_rights()
    with warehouse.ledger(home) as ledger:
        withdrawal = ledger.withdraw(submission_id, received_at=now(), by=by, note=note)
    with _kept(withdrawal):
        return withdrawal, warehouse.build_release(home)


@contextmanager
def _kept(submission_id: int) -> Iterator[None]:
    """Around a build: want of room is refused in words that say that the submission is in the ledger."""
    try:
        yield
    except Exception as error:
        reason = storage_refusal(error)
        if reason is None or reason.rule != "disk_full":
            raise
        raise Refused("kept_not_shown", value=submission_id) from error


def arrived(tables: Iterable[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    """How many rows came, by kind, year, quarter and province; missing where the kind has none."""
    parts = []
    for kind, rows in tables:
        place = next(
            (
                name
                for name in ("province_code", "station_province_code", "region_code")
                if name in rows.columns
            ),
            None,
        )
        keys = {
            "year": rows.get("year"), "quarter": rows.get("quarter"),
            "province_code": rows[place] if place else None,
        }  # fmt: skip
        frame = pd.DataFrame(
            {name: value for name, value in keys.items() if value is not None}, index=rows.index
        )
        if frame.columns.empty:
            counted = pd.DataFrame({"rows": [len(rows)]})
        else:
            counted = (
                frame.groupby(list(frame.columns), dropna=False, sort=True).size().reset_index(name="rows")
            )
        counted.insert(0, "kind", kind)
        parts.append(counted)
    columns = ["kind", "year", "quarter", "province_code", "rows"]
    if not parts:
        return pd.DataFrame(columns=columns)
    whole = pd.concat(parts, ignore_index=True).reindex(columns=columns)
    added = whole.groupby(columns[:-1], dropna=False, sort=True)["rows"].sum().reset_index()
    return added.astype({"year": "Int64", "quarter": "Int64", "rows": "Int64"})


def problems_frame(problems: Iterable[Problem], language: str) -> pd.DataFrame:
    """Problems as a table to read or download, errors first, in the order of the file.

    The contract's columns; there is no submission yet.
    """
    ranks = {ERROR: 0, QUESTION: 1, NOTE: 2}
    ordered = sorted(problems, key=lambda problem: ranks[problem.severity])
    rows = [
        (
            None, problem.file, problem.sheet, problem.source_row, problem.header or problem.field,
            problem.value, problem.rule, problem.severity, problem.message(language),
        )
        for problem in ordered
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(PROBLEM_COLUMNS))
    return frame.astype({"submission_id": "Int64", "source_row": "Int64"})


def _tell(progress: Progress | None, step: int, fraction: float) -> None:
    if progress is not None:
        progress(STEPS[step], fraction)
