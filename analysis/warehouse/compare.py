"""What changed from one release to another: by kind and period, in rows and in money."""

from pathlib import Path

import duckdb
import pandas as pd

from analysis.kinds import KINDS, Kind
from analysis.problems import Refused
from analysis.warehouse.home import quoted, release_path

_COLUMNS = [
    "kind",
    "year",
    "quarter",
    "measure",
    "before",
    "after",
    "rows_added",
    "rows_revised",
    "rows_removed",
]

_OUTPUT = """
WITH changed AS (
    SELECT year, quarter FROM old.fingerprint FULL JOIN new.fingerprint USING (year, quarter)
    WHERE old.fingerprint.digest IS DISTINCT FROM new.fingerprint.digest
        OR old.fingerprint.rows IS DISTINCT FROM new.fingerprint.rows
),
old_row AS (
    SELECT enterprise_code, year, quarter, province_no, output_ytd_yuan, contract_ytd_yuan, employees
    FROM old.output JOIN old.enterprise_identity USING (enterprise_id) SEMI JOIN changed USING (year, quarter)
),
new_row AS (
    SELECT enterprise_code, year, quarter, province_no, output_ytd_yuan, contract_ytd_yuan, employees
    FROM new.output JOIN new.enterprise_identity USING (enterprise_id) SEMI JOIN changed USING (year, quarter)
)
SELECT 'output' AS kind, year::INTEGER AS year, quarter::INTEGER AS quarter, 'output_ytd_yuan' AS measure,
    sum(old_row.output_ytd_yuan)::BIGINT AS before,
    sum(new_row.output_ytd_yuan)::BIGINT AS after,
    (count(*) FILTER (old_row.output_ytd_yuan IS NULL))::INTEGER AS rows_added,
    (count(*) FILTER (
        old_row.output_ytd_yuan IS NOT NULL AND new_row.output_ytd_yuan IS NOT NULL
        AND (old_row.output_ytd_yuan, old_row.contract_ytd_yuan, old_row.employees)
            IS DISTINCT FROM (new_row.output_ytd_yuan, new_row.contract_ytd_yuan, new_row.employees)
    ))::INTEGER AS rows_revised,
    (count(*) FILTER (new_row.output_ytd_yuan IS NULL))::INTEGER AS rows_removed
FROM old_row FULL JOIN new_row USING (enterprise_code, year, quarter, province_no)
GROUP BY year, quarter
HAVING rows_added + rows_revised + rows_removed > 0
"""


def compare(home: Path, old_id: str | None, new_id: str) -> pd.DataFrame:
    """What the new release says otherwise than the old one, None being nothing at all.

    One row per kind and, for kinds with periods, per year and quarter with any change: kind, year, quarter,
    measure (the money column added up, or "rows"), before, after, rows_added, rows_revised, rows_removed.
    Ordered by kind, year, quarter. Refused where a release is unknown.
    """
    integers = dict.fromkeys(_COLUMNS, "Int64") | {"kind": "str", "measure": "str"}
    if old_id == new_id:
        return pd.DataFrame(columns=_COLUMNS).astype(integers)
    connection = duckdb.connect(":memory:")
    for name, release_id in (("old", old_id), ("new", new_id)):
        if release_id is None:
            continue
        path = release_path(home, release_id)
        if not path.exists():
            raise Refused("unknown_release", value=release_id)
        connection.execute(f"ATTACH {quoted(path)} AS {name} (READ_ONLY)")
    kinds = _with_rows(connection, ["new"] if old_id is None else ["old", "new"])
    if not kinds:
        return pd.DataFrame(columns=_COLUMNS).astype(integers)
    if old_id is None:
        _attach_nothing(connection, kinds)
    parts = [_OUTPUT if name == "output" else _statement(KINDS[name]) for name in kinds]
    statement = " UNION ALL ".join(f"({part})" for part in parts)
    rows = connection.execute(f"SELECT * FROM ({statement}) ORDER BY kind, year, quarter").fetchall()
    return pd.DataFrame(rows, columns=_COLUMNS).astype(integers)


def _with_rows(connection: duckdb.DuckDBPyConnection, releases: list[str]) -> list[str]:
    """The kinds any of them ever had a row of: most are not worth a comparison of nothing with nothing."""
    arrived = " UNION ".join(f"SELECT kind FROM {name}.arrived" for name in releases)
    found = {kind for (kind,) in connection.execute(arrived).fetchall()}
    return [kind for kind in KINDS if kind in found]


def _attach_nothing(connection: duckdb.DuckDBPyConnection, kinds: list[str]) -> None:
    """An old release without a row, so that a first one is compared as any other."""
    connection.execute("ATTACH ':memory:' AS old")
    for name in ("fingerprint", "enterprise_identity", *kinds):
        connection.execute(f'CREATE TABLE old."{name}" AS SELECT * FROM new."{name}" LIMIT 0')


def _statement(kind: Kind) -> str:
    """The comparison of a kind by its key; money is added up where the kind has any that may be."""
    measure, amount = _added_up(kind)
    total = "sum({0}.amount)::BIGINT" if amount else "count({0}.there)"
    told = ", ".join(name for name in kind.fields if name not in kind.key)
    row = f"""SELECT {", ".join(kind.key)}, {amount or "NULL::BIGINT"} AS amount, ({told}, true) AS told,
        true AS there"""
    year, quarter = (name if name in kind.key else f"NULL::INTEGER AS {name}" for name in ("year", "quarter"))
    periods = ", ".join(name for name in ("year", "quarter") if name in kind.key)
    matched = " AND ".join(f"old_row.{name} IS NOT DISTINCT FROM new_row.{name}" for name in kind.key)
    either = ", ".join(f"coalesce(old_row.{name}, new_row.{name}) AS {name}" for name in kind.key)
    return f"""
    WITH old_row AS ({row} FROM old."{kind.name}"),
    new_row AS ({row} FROM new."{kind.name}"),
    pair AS (SELECT {either}, old_row, new_row FROM old_row FULL JOIN new_row ON {matched})
    SELECT '{kind.name}' AS kind, {year}, {quarter}, '{measure}' AS measure,
        {total.format("old_row")} AS before, {total.format("new_row")} AS after,
        (count(*) FILTER (old_row.there IS NULL))::INTEGER AS rows_added,
        (count(*) FILTER (
            old_row.there AND new_row.there AND old_row.told IS DISTINCT FROM new_row.told
        ))::INTEGER AS rows_revised,
        (count(*) FILTER (new_row.there IS NULL))::INTEGER AS rows_removed
    FROM pair {f"GROUP BY {periods}" if periods else ""}
    HAVING rows_added + rows_revised + rows_removed > 0
    """


def _added_up(kind: Kind) -> tuple[str, str]:
    """The name of what is added up, and how it is found in a row; rows are counted where it is nothing."""
    if kind.name == "project":  # a contract may be a consortium's: only the own share of what counts adds up
        return "own_share_yuan", "CASE WHEN counts THEN own_yuan END"
    money = [column.name for column in kind.columns if column.type == "money" and column.stored]
    return (money[0], money[0]) if money else ("rows", "")
