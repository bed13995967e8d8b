"""What a table is: its kind, its header, which column is which and in which unit, which rows are data."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from analysis.intake.amounts import unit_factor
from analysis.intake.headers import FORCED, NEAR, TEMPLATE, Headers, Hit, plain_header, says_unit
from analysis.intake.places import place_names
from analysis.intake.rows import Rows, classify
from analysis.intake.sandbox import RawTable
from analysis.intake.titles import period_of, said_by_title, unit_of
from analysis.intake.values import folded
from analysis.kinds import Kind
from analysis.problems import Problem

HEADER_SEARCH_ROWS = 40
HEADER_DEPTH = 3
FEWEST_MATCHES = 2
FEWEST_ACROSS = 2  # one may be a remark
IDENTITY = ("enterprise_code", "enterprise")
LONGEST_LIST = 300


@dataclass(frozen=True)
class RecognisedColumn:
    """A column of the file.

    Where it stands, what it is read as, in which unit, and how that was recognised.
    """

    column: str
    header: str
    index: int
    unit: str
    how: str


@dataclass
class RecognisedTable:
    """A table with its kind. `columns` by name; `unread` are headers that name no column of the kind.

    `unit` is what the table's own line says; `said` are fields the layout or title says for every row.
    """

    kind: Kind
    table: RawTable
    header_row: int
    header_depth: int
    columns: dict[str, RecognisedColumn]
    unread: list[str]
    unit: str
    unit_column: int | None
    rows: Rows
    said: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class _Candidate:
    kind: Kind
    row: int
    depth: int
    labels: list[tuple[str, ...]]
    hits: dict[int, tuple[Hit, str]]
    worth: int
    complete: bool


def recognise(
    table: RawTable,
    kinds: Mapping[str, Kind],
    headers: Headers,
    forced_kind: str | None = None,
    told: Mapping[str, Mapping[str, object]] | None = None,
) -> RecognisedTable | None:
    """The table with its kind and columns, or None if it looks like no kind's table.

    `told` is what whoever imports it says of all rows, by kind and column; a column of the table goes before.
    """
    best: _Candidate | None = None
    considered = [kinds[forced_kind]] if forced_kind else list(kinds.values())
    for row in range(min(table.height, HEADER_SEARCH_ROWS)):
        if best and best.complete and row >= best.row + HEADER_DEPTH:
            break
        for depth in range(1, min(HEADER_DEPTH, table.height - row) + 1):
            labels = header_labels(table, row, depth)
            for kind in considered:
                candidate = _candidate(table, kind, headers, row, depth, labels)
                if candidate and (best is None or candidate.worth > best.worth):
                    best = candidate
    return _recognised(table, headers, best, (told or {}).get(best.kind.name, {})) if best else None


def header_labels(table: RawTable, row: int, depth: int) -> list[tuple[str, ...]]:
    """Each column's header texts from top to bottom, merged cells filled, blanks and repetitions left out."""
    grid = [[(text or "").strip() for text in table.row(number)] for number in range(row, row + depth)]
    for top, left, bottom, right in table.merged:
        if top >= row + depth or bottom < row:
            continue
        text = (
            (table.columns[left][top] or "").strip()
            if left < len(table.columns) and top < table.height
            else ""
        )
        for number in range(max(top, row), min(bottom, row + depth - 1) + 1):
            for column in range(left, min(right, len(table.columns) - 1) + 1):
                grid[number - row][column] = text
    for upper, lower in pairwise(grid):
        for column in range(1, len(upper)):
            if not upper[column] and lower[column] and not table.merged:
                upper[column] = upper[column - 1]
    return [tuple(dict.fromkeys(text for text in column if text)) for column in zip(*grid, strict=True)]


def _candidate(
    table: RawTable, kind: Kind, headers: Headers, row: int, depth: int, labels: list[tuple[str, ...]]
) -> _Candidate | None:
    hits = {}
    for index, parts in enumerate(labels):
        hit, unit = headers.find(kind.name, parts) if parts else (None, "")
        if hit:
            hits[index] = (hit, unit)
    columns = {hit.column for hit, _ in hits.values() if hit.column}
    if len(columns) < FEWEST_MATCHES or (
        depth > 1 and len(_named(table, kind, headers, row, depth)) >= len(columns)
    ):
        return None  # too little, or the first row adds nothing: a line above the header
    if columns <= set(IDENTITY) and any(headers.only_elsewhere(kind.name, parts) for parts in labels):
        return None  # no more than who it is about; what it says of them is another kind's
    if kind.about and not columns & set(kind.about):
        return None  # a list of people, say
    named = folded(table.sheet)
    bonus = 25 if named == kind.sheet else (5 if kind.sheet in named else 0)
    from_title = {column.name for column in kind.columns if column.from_title}
    lacking = len(missing_columns(kind, columns | from_title, headers_of(labels)))
    # A lower row is worth having if it says units.
    last = table.row(row + depth - 1) if depth > 1 else []
    money = [
        index for index, (hit, _) in hits.items() if hit.column and kind.column(hit.column).type == "money"
    ]
    units = sum(1 for index in money if last and last[index] and says_unit(last[index] or ""))
    worth = 10 * len(columns) - 15 * lacking + bonus + 3 * units - depth
    return _Candidate(kind, row, depth, labels, hits, worth, not lacking)


def _named(table: RawTable, kind: Kind, headers: Headers, row: int, depth: int) -> set[str]:
    """The columns that the rows below the first one name by themselves."""
    found = (headers.find(kind.name, parts)[0] for parts in header_labels(table, row + 1, depth - 1) if parts)
    return {hit.column for hit in found if hit and hit.column}


def headers_of(labels: list[tuple[str, ...]]) -> set[str]:
    """The headers as people see them, in one width."""
    return {plain_header("-".join(parts)) for parts in labels if parts}


def missing_columns(kind: Kind, columns: set[str], headers: set[str]) -> list[str]:
    """Names of the columns without which a table of this kind cannot be read at all."""
    layout = {
        name for rule in kind.layouts if headers >= set(map(plain_header, rule.headers)) for name in rule.set
    }
    have = columns | layout
    have |= {rule.column for rule in kind.derivations if rule.source in have}
    if "enterprise" in have:
        have |= {"enterprise_code"}
    if "enterprise_code" in have:
        have |= {"enterprise"}
    if "project" in have:
        have |= {"project_code"}
    if "period" in have:
        have |= {"year", "quarter"}
    if "region_name" in have:
        have |= {"region_code"}
    have |= {column.name for column in kind.columns if column.fallback}
    return [
        column.name
        for column in kind.columns
        if column.required and column.missing == "error" and column.name not in have
    ]


def _recognised(
    table: RawTable, headers: Headers, best: _Candidate, told: Mapping[str, object]
) -> RecognisedTable:
    kind = best.kind
    columns: dict[str, RecognisedColumn] = {}
    unread: list[str] = []
    across: list[str] = []
    problems: list[Problem] = []
    place: dict[str, Any] = {"sheet": table.sheet, "source_row": table.source_row(best.row)}
    for index, parts in enumerate(best.labels):
        header = "-".join(parts)
        if index not in best.hits:
            unread += [header] if header else []
            across += [header] if parts and folded(parts[-1]) in place_names() else []
            continue
        hit, unit = best.hits[index]
        if not hit.column:
            unread.append(header)
            continue
        found = RecognisedColumn(hit.column, header, index, unit, hit.how)
        known = columns.get(hit.column)
        if known is None or (hit.how in (TEMPLATE, FORCED) and known.how not in (TEMPLATE, FORCED)):
            unread += [known.header] if known else []
            columns[hit.column] = found
        elif known.how in (TEMPLATE, FORCED) and hit.how not in (TEMPLATE, FORCED):
            unread.append(header)
        else:
            problems.append(
                Problem(
                    "header_twice", field=hit.column, header=header, details={"other": known.header}, **place
                )
            )
    _read_near(kind, headers, best, columns, unread, problems, place)
    said: dict[str, object] = {
        name: value
        for rule in kind.layouts
        if headers_of(best.labels) >= set(map(plain_header, rule.headers))
        for name, value in rule.set.items()
        if name not in columns
    }
    lines = [text for number in range(best.row) for text in table.row(number) if text] + table.above
    unit = unit_of(lines)
    title = period_of(lines)
    if title and "period" not in columns and not {"year", "quarter"} & set(columns) and kind.name == "output":
        said |= {"year": title.year, "quarter": title.quarter or 4}
        problems.append(Problem("period_from_title", value=f"{title.year}Q{title.quarter or 4}", **place))
    spoken = _spoken(kind, columns, told, lines, table.letterhead)
    said |= spoken
    problems += _telling(kind, spoken, told, place)
    problems += _against_line(kind, columns, unit, place)
    if len(across) >= FEWEST_ACROSS:
        problems.append(Problem("places_across", value="、".join(across)[:LONGEST_LIST], **place))
    if unread:
        problems.append(Problem("columns_unread", value="、".join(unread)[:LONGEST_LIST], **place))
    rows = classify(table, best.row, best.depth, best.labels, columns, kind, headers, unit, title)
    lacking = missing_columns(kind, set(columns) | set(said), headers_of(best.labels))
    unsaid = [name for name in lacking if kind.column(name).from_title]
    for name in unsaid:
        header = kind.column(name).header
        problems.append(
            Problem("said_nowhere", field=name, value=header, details={"column": header}, **place)
        )
    lacking = [name for name in lacking if name not in unsaid]
    if lacking:
        names = "、".join(kind.column(name).header for name in lacking)
        problems.append(Problem("columns_missing", value=names, details={"kind": kind.sheet}, **place))
    unread_unit = next(
        (
            i
            for i, parts in enumerate(best.labels)
            if parts and plain_header(parts[-1]) in ("单位", "计量单位")
        ),
        None,
    )
    return RecognisedTable(
        kind, table, best.row, best.depth, columns, unread, unit,
        unread_unit if "unit" not in columns else None, rows, said, problems + rows.problems,
    )  # fmt: skip


def _spoken(
    kind: Kind,
    columns: Collection[str],
    told: Mapping[str, object],
    lines: Sequence[str],
    letterhead: Sequence[str],
) -> dict[str, object]:
    """What holds for every row in columns the table lacks: as told when importing it, else by its title."""
    spoken = {name: value for name, value in told.items() if name not in columns}
    for column in kind.columns:
        if column.from_title and column.name not in columns and column.name not in spoken:
            value = said_by_title(column, kind.sheet, lines, letterhead)
            if value is not None:
                spoken[column.name] = value
    return spoken


def _telling(
    kind: Kind, spoken: Mapping[str, object], told: Mapping[str, object], place: Mapping[str, Any]
) -> list[Problem]:
    """A note for each column that was not read from the table, with the value taken."""
    problems = []
    for name, value in spoken.items():
        words = next((word for word, code in kind.column(name).values.items() if code == value), str(value))
        rule = "said_by_reader" if name in told else "said_by_title"
        details = {"column": kind.column(name).header}
        problems.append(Problem(rule, field=name, value=words, details=details, **place))
    return problems


def _read_near(
    kind: Kind,
    headers: Headers,
    best: _Candidate,
    columns: dict[str, RecognisedColumn],
    unread: list[str],
    problems: list[Problem],
    place: dict[str, Any],
) -> None:
    """Headers with one character wrong are read as what they nearly are, and the user is asked."""
    for index, parts in enumerate(best.labels):
        header = "-".join(parts)
        if index in best.hits or not parts:
            continue
        hit = headers.near(kind.name, parts[-1], columns)
        if hit:
            columns[hit.column] = RecognisedColumn(
                hit.column, header, index, headers.find(kind.name, parts)[1], NEAR
            )
            unread.remove(header)
            read_as = kind.column(hit.column).header
            problems.append(
                Problem(
                    "header_read_as",
                    field=hit.column,
                    header=header,
                    value=header,
                    details={"read_as": read_as},
                    **place,
                )
            )


def _against_line(
    kind: Kind, columns: Mapping[str, RecognisedColumn], unit: str, place: Mapping[str, Any]
) -> list[Problem]:
    """Amounts whose header says another unit than the line above the table; the header's is taken."""
    return [
        Problem(
            "unit_of_line_differs", field=name, header=found.header, value=unit,
            details={"unit": found.unit}, **place,
        )
        for name, found in columns.items()
        if kind.column(name).type == "money" and unit_factor(found.unit)
        and unit_factor(unit) not in (None, unit_factor(found.unit))
    ]  # fmt: skip
