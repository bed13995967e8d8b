"""What is doubtful in a whole release: the checks in `sql/quality`, each a query for the rows it doubts."""

import re
from functools import cache
from pathlib import Path

import duckdb

from analysis.kinds import KINDS
from analysis.warehouse.identity import matching_name

_CHECKS = Path(__file__).parents[1] / "sql" / "quality"
_RULE = re.compile(r"^-- rule: (.+)$", re.MULTILINE)
_COLUMNS = """rule VARCHAR, kind VARCHAR, submission_id INTEGER, sheet VARCHAR, source_row INTEGER,
    enterprise_id INTEGER, year INTEGER, quarter INTEGER, province_code VARCHAR, field VARCHAR, value VARCHAR,
    details VARCHAR, subject VARCHAR"""


@cache
def quality_checks() -> tuple[tuple[str, str], ...]:
    """The checks of a whole release as (rule, SQL), in the order of their files."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_CHECKS.glob("*.sql"))]
    return tuple((_RULE.findall(text)[0], text) for text in texts)


def find_problems(connection: duckdb.DuckDBPyConnection) -> None:
    """finding: one row a place a check of the whole release doubts. searched_rule: the rules looked for so.

    A finding is known again by its row, or by its `subject` where a check names one.

    record_place: where the records of the problems stand that files were read with, and whether they do.
    """
    connection.create_function("matching_name", matching_name, ["VARCHAR"], "VARCHAR")
    connection.execute(f"CREATE TEMP TABLE finding ({_COLUMNS})")
    connection.execute("CREATE TEMP TABLE searched_rule (rule VARCHAR)")
    for rule, sql in quality_checks():
        connection.execute(f"INSERT INTO finding BY NAME SELECT '{rule}' AS rule, * FROM ({sql})")
        connection.execute("INSERT INTO searched_rule SELECT ?", [rule])
    connection.execute(f"CREATE TEMP TABLE record_place AS {' UNION ALL '.join(map(_places, KINDS))}")


def _places(kind: str) -> str:
    fields = KINDS[kind].fields
    numbered = kind == "output"  # its rows hold numbers for the enterprise and the province
    identified = numbered or "enterprise_code" in fields
    key = "enterprise_id" if numbered else "enterprise_code"
    province = (
        "province.province_code" if numbered else "province_code" if "province_code" in fields else "NULL"
    )
    year, quarter = (name if name in fields else "NULL" for name in ("year", "quarter"))
    both = " UNION ALL ".join(
        f"""SELECT submission_id, sheet, source_row, {year}::INTEGER AS year, {quarter}::INTEGER AS quarter,
            {"identity.enterprise_id" if identified else "NULL::INTEGER"} AS enterprise_id,
            {province}::VARCHAR AS province_code, {superseded} AS superseded
        FROM (FROM "{kind}{suffix}" SEMI JOIN problem USING (submission_id, sheet, source_row)) AS record
        {"JOIN province USING (province_no)" if numbered else ""}
        {f"LEFT JOIN enterprise_identity AS identity USING ({key})" if identified else ""}"""
        for suffix, superseded in (("", "false"), ("_superseded", "true"))
    )
    return f"""(SELECT submission_id, sheet, source_row, '{kind}' AS kind,
        any_value(enterprise_id) AS enterprise_id, any_value(year) AS year, any_value(quarter) AS quarter,
        any_value(province_code) AS province_code, bool_and(superseded) AS superseded
    FROM ({both}) GROUP BY submission_id, sheet, source_row)"""
