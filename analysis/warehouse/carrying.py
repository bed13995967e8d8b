"""What a later file has no column for: the value an earlier file gave stays.

A cell that is left empty says that there is no value; a file without the column says nothing.
"""

import duckdb

from analysis.kinds import KINDS, Kind

# Its many rows are ranked only where some came twice: `views/output.sql` carries on by itself.
_BY_ITSELF = "output"


def read_ledger(connection: duckdb.DuckDBPyConnection) -> None:
    """Show the attached ledger `kept` under the name `ledger`, for fuller tables to take a place in it."""
    tables = ("submission", "problem", "absent_column", *KINDS)
    connection.execute("ATTACH ':memory:' AS ledger")
    connection.execute(
        "; ".join(f'CREATE VIEW ledger."{name}" AS SELECT * FROM kept."{name}"' for name in tables)
    )


def carry_on(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill what a row's sheet had no column for with what the row before it of the same key says.

    In `ledger`, for the kinds that need it, among the submissions that count. Needs `absent_column`,
    `active_submission` and `identity_of`.
    """
    lacking = connection.execute(
        "SELECT kind, list(DISTINCT field ORDER BY field) FROM absent_column GROUP BY kind ORDER BY kind"
    ).fetchall()
    for kind, fields in lacking:
        if kind in KINDS and kind != _BY_ITSELF:
            connection.execute(f'DROP VIEW ledger."{kind}"')
            connection.execute(_filled(KINDS[kind], fields))


def _filled(kind: Kind, lacking: list[str]) -> str:
    told = ", ".join(_carried(name) if name in lacking else f'r."{name}"' for name in kind.fields)
    by_enterprise = "enterprise_code" in kind.fields
    key = ", ".join(
        "coalesce(enterprise_id::VARCHAR, r.enterprise_code)" if name == "enterprise_code" else f'r."{name}"'
        for name in kind.key
    )
    return f"""
    CREATE TABLE ledger."{kind.name}" AS
    SELECT r.submission_id, r.sheet, r.source_row, {told}
    FROM kept."{kind.name}" AS r
    SEMI JOIN active_submission USING (submission_id)
    LEFT JOIN (
        SELECT submission_id, sheet, list(field) AS fields
        FROM absent_column WHERE kind = '{kind.name}' GROUP BY ALL
    ) AS absent USING (submission_id, sheet)
    {"LEFT JOIN identity_of USING (enterprise_code)" if by_enterprise else ""}
    WINDOW earlier AS (
        PARTITION BY {key} ORDER BY r.submission_id, r.source_row, r.sheet
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
    """


def _carried(name: str) -> str:
    # In a struct, for a value that an earlier row left empty on purpose is one as well.
    absent = f"coalesce(list_contains(absent.fields, '{name}'), false)"
    before = f'last_value(CASE WHEN NOT {absent} THEN {{v: r."{name}"}} END IGNORE NULLS) OVER earlier'
    return f'CASE WHEN {absent} THEN ({before}).v ELSE r."{name}" END AS "{name}"'
