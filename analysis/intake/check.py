"""Rules over whole sets of rows: SQL files that return the bad ones."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.intake.amounts import parse_money
from analysis.intake.staged import ARROW, StagedTable, Surroundings
from analysis.intake.staging import SHOWN_PER_RULE
from analysis.kinds import Kind
from analysis.problems import ERROR, Problem
from analysis.rules import RULES
from analysis.warehouse.identity import matching_name

CHECKS = Path(__file__).parents[1] / "sql" / "checks"
_HEADER = re.compile(r"^-- (rule|kind): (.+)$", re.MULTILINE)
_PLACE_COLUMNS = ("sheet", "source_row", "field", "value")


@dataclass(frozen=True)
class SetCheck:
    """A rule over rows: the SQL returns the failing ones with sheet, source_row, field, value and details."""

    rule: str
    kinds: tuple[str, ...]
    sql: str


@cache
def set_checks() -> tuple[SetCheck, ...]:
    """All set checks, in the order of their file names."""
    checks = []
    for path in sorted(CHECKS.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        said = dict(_HEADER.findall(sql))
        checks.append(SetCheck(said["rule"], tuple(said["kind"].split(", ")), sql))
    return tuple(checks)


def check_sets(tables: list[StagedTable], file: str, around: Surroundings) -> list[Problem]:
    """The problems of all rules over sets, and in `failed` of the tables what their errors make unusable.

    Rows that failed by themselves take no part.
    """
    problems: list[Problem] = []
    for kind in dict.fromkeys(table.kind.name for table in tables):
        own = [table for table in tables if table.kind.name == kind and len(table.rows)]
        if own:
            problems += _check_kind(own, file, around, _named_beside(tables, kind))
    return problems


def _named_beside(tables: list[StagedTable], kind: str) -> pa.Table:
    """The enterprises that the file's tables of other kinds name: enterprise_code, enterprise."""
    both = ["enterprise_code", "enterprise"]
    others = [
        arrow_rows(table).select(both)
        for table in tables
        if table.kind.name != kind and set(both) <= set(table.kind.fields)
    ]
    schema = pa.schema([(name, pa.string()) for name in both])
    return pa.concat_tables([schema.empty_table(), *others])


def _check_kind(
    tables: list[StagedTable], file: str, around: Surroundings, beside: pa.Table
) -> list[Problem]:
    kind = tables[0].kind
    connection = duckdb.connect(":memory:")
    connection.register("staged", pa.concat_tables([arrow_rows(table) for table in tables]))
    connection.register("named_beside", beside)
    connection.execute(_repeated(kind))
    _attach_known(connection, kind.name, around.release)
    subtotals = _subtotals(tables)
    connection.register("subtotal", subtotals)
    parameters = {"today": around.today, "home_province": around.home_province}
    problems: list[Problem] = []
    for check in set_checks():
        if kind.name not in check.kinds and "*" not in check.kinds:
            continue
        sql = _for_kind(check.sql, kind)
        if sql is None or ("FROM subtotal" in sql and not subtotals.num_rows):
            continue
        if "matching_name(" in sql:
            connection.create_function("matching_name", matching_name, ["VARCHAR"], "VARCHAR")
        needed = {name: value for name, value in parameters.items() if f"${name}" in sql}
        found = connection.execute(sql, needed).df()
        problems += _problems(check.rule, found, tables, file)
    return problems


def _for_kind(sql: str, kind: Kind) -> str | None:
    """A check's SQL with a kind's own columns in it.

    None if the kind has no money and the check is about money.
    """
    money = [column.name for column in kind.columns if column.type == "money" and column.stored]
    if "{money}" in sql and not money:
        return None
    fill = {
        "{key}": ", ".join(_key(kind)),
        "{same}": " AND ".join(f"staged.{name} IS NOT DISTINCT FROM twice.{name}" for name in _key(kind)),
        "{values}": ", ".join(f"staged.{name}" for name in kind.fields),
        "{money}": ", ".join(money),
    }
    for name, columns in fill.items():
        sql = sql.replace(name, columns)
    return sql


def _key(kind: Kind) -> list[str]:
    """What tells a file's rows of a kind apart."""
    return [*kind.key, *([kind.stages] if kind.stages else [])]


def _repeated(kind: Kind) -> str:
    """SQL that makes `repeated`: the rows whose key comes more than once, and maybe a few others.

    Found by one number a row, since nearly every file repeats nothing.
    """
    number = f"hash({', '.join(_key(kind))})"
    return f"""CREATE TEMP TABLE repeated AS
        SELECT * FROM staged
        WHERE {number} IN (SELECT {number} FROM staged GROUP BY ALL HAVING count(*) > 1)"""


def arrow_rows(table: StagedTable) -> pa.Table:
    """The rows that have not failed, as DuckDB reads them without copying."""
    good = table.good
    types = {**table.kind.fields, "sheet": "VARCHAR", "source_row": "INTEGER"}
    arrays = {}
    for name, sql_type in types.items():
        values = pa.array(good[name], from_pandas=True)
        values = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
        arrays[name] = values if values.type == ARROW[sql_type] else values.cast(ARROW[sql_type])
    return pa.table(arrays)


def _attach_known(connection: duckdb.DuckDBPyConnection, kind: str, release: Path | None) -> None:
    """`known`: what the current release has of this kind, empty where there is none.

    `known_enterprise`: the enterprises it has or the file names elsewhere. `known_problem`: what it doubts.
    """
    if release is None:
        connection.execute("CREATE TEMP VIEW known_problem AS SELECT '' AS problem_id LIMIT 0")
        connection.execute("CREATE TEMP VIEW known AS SELECT * FROM staged LIMIT 0")
        connection.execute("CREATE TEMP VIEW known_enterprise AS SELECT * FROM named_beside")
        return
    quoted = str(release).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS release (READ_ONLY)")
    own = CHECKS / "known" / f"{kind}.sql"
    sql = own.read_text(encoding="utf-8") if own.exists() else f'SELECT * FROM release."{kind}"'
    connection.execute(f"CREATE TEMP VIEW known AS {sql}")
    connection.execute("CREATE TEMP VIEW known_problem AS SELECT problem_id FROM release.quality_problem")
    connection.execute(
        """CREATE TEMP VIEW known_enterprise AS
        SELECT enterprise_code, enterprise FROM release.enterprise_identity
        UNION SELECT enterprise_code, enterprise FROM named_beside"""
    )


def _problems(rule: str, found: pd.DataFrame, tables: list[StagedTable], file: str) -> list[Problem]:
    if RULES[rule].severity == ERROR:
        for table in tables:
            rows = set(found.loc[found["sheet"] == table.sheet, "source_row"])
            table.failed |= table.rows["source_row"].isin(rows).to_numpy(dtype=bool)
    problems = []
    for row in found.head(SHOWN_PER_RULE).to_dict("records"):
        details = {str(name): str(value) for name, value in row.items() if name not in _PLACE_COLUMNS}
        header = _header(tables, str(row["sheet"]), str(row["field"]))
        problems.append(
            Problem(
                rule, file, str(row["sheet"]), int(row["source_row"]), str(row["field"]), header,
                str(row["value"]), details,
            )
        )  # fmt: skip
    if len(found) > SHOWN_PER_RULE:
        left = str(len(found) - SHOWN_PER_RULE)
        severity = RULES[rule].severity
        problems.append(
            Problem("more_of_the_same", file, value=left, details={"rule": rule}, severity=severity)
        )
    return problems


def _header(tables: list[StagedTable], sheet: str, field: str) -> str:
    for table in tables:
        if table.sheet == sheet and field in table.recognised.columns:
            return table.recognised.columns[field].header
    return ""


def _subtotals(tables: list[StagedTable]) -> pa.Table:
    """What the files' own subtotal rows say.

    Sheet, source_row, the rows each covers, field and amount in yuan.
    """
    rows = [row for table in tables for row in _subtotals_of(table)]
    schema = {
        "sheet": pa.string(), "source_row": pa.int32(), "first_row": pa.int32(), "last_row": pa.int32(),
        "field": pa.string(), "value": pa.string(), "yuan": pa.int64(), "step_yuan": pa.int64(),
    }  # fmt: skip
    return pa.Table.from_pylist(rows, schema=pa.schema(list(schema.items())))


def _subtotals_of(table: StagedTable) -> list[dict]:
    recognised = table.recognised
    raw = recognised.table
    data, totals = recognised.rows.data, recognised.rows.subtotals
    found: list[dict[str, object]] = []
    if table.failed.any():
        return found  # a sum over some of the rows would say nothing
    for position, row in enumerate(totals):
        label = "".join(text for text in raw.row(row)[:4] if text)
        if "省外" in label or "省内" in label:
            continue  # of a part of the rows that the table does not mark
        # All rows above, or those since the last subtotal, or, where the total stands first, all below.
        since, here = np.searchsorted(data, [totals[position - 1] if position else -1, row])
        covers = [data[:here], data[since:here], data[here:]]
        covers = [covered for covered in covers if len(covered)]
        for name, column in recognised.columns.items():
            if table.kind.column(name).type != "money":
                continue
            text = raw.columns[column.index][row]
            unit = column.unit or recognised.unit
            read = parse_money(text, unit) if text else None
            if text and read is not None and isinstance(read.value, int):
                decimals = len(text.split(".")[1]) if "." in text else 0
                step = parse_money("1", unit).value
                found += [
                    {
                        "sheet": raw.sheet, "source_row": raw.source_row(row), "field": name, "value": text,
                        "first_row": raw.source_row(int(covered[0])),
                        "last_row": raw.source_row(int(covered[-1])),
                        "yuan": read.value, "step_yuan": int(str(step or 1)) // 10**decimals + 1,
                    }
                    for covered in covers
                ]  # fmt: skip
    return found
