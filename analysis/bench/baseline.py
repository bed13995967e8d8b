"""What a bare DuckDB script would do with the same rows: load, sort, sum up at the grains pages read.

It knows no corrections, no missing quarters and no names; it keeps every column our release keeps.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd

_LOAD = """
CREATE TABLE output AS
SELECT enterprise_id, province_code[1:2]::UTINYINT AS province_no, year::USMALLINT AS year,
    quarter::UTINYINT AS quarter, output_ytd_yuan, contract_ytd_yuan, employees,
    submission_id, sheet, source_row
FROM read_parquet($facts) JOIN enterprise USING (enterprise_code)
ORDER BY enterprise_id, province_no, year, quarter
"""
_CUBES = (
    """CREATE TABLE enterprise_quarter AS
    SELECT enterprise_id, year, quarter,
        (sum(output_ytd_yuan) FILTER (province_no <> $home))::BIGINT AS output_ytd_yuan,
        (sum(contract_ytd_yuan) FILTER (province_no <> $home))::BIGINT AS contract_ytd_yuan,
        sum(output_ytd_yuan)::BIGINT AS gross_output_ytd_yuan,
        sum(contract_ytd_yuan)::BIGINT AS gross_contract_ytd_yuan,
        sum(employees)::BIGINT AS employees,
        count(*) FILTER (province_no <> $home AND output_ytd_yuan > 0) AS province_count
    FROM output GROUP BY ALL ORDER BY enterprise_id, year, quarter""",
    """CREATE TABLE output_cube AS
    SELECT province_no, city_code, year, quarter, sum(output_ytd_yuan)::BIGINT AS output_ytd_yuan,
        sum(contract_ytd_yuan)::BIGINT AS contract_ytd_yuan,
        count(*) FILTER (output_ytd_yuan > 0) AS enterprise_count
    FROM output JOIN enterprise USING (enterprise_id)
    GROUP BY CUBE (province_no, city_code), year, quarter ORDER BY ALL""",
    """CREATE TABLE enterprise_ranking AS
    SELECT 0::UTINYINT AS province_no, year, quarter, enterprise_id, output_ytd_yuan FROM enterprise_quarter
    UNION ALL
    SELECT province_no, year, quarter, enterprise_id, output_ytd_yuan FROM output
    ORDER BY province_no, year, quarter, output_ytd_yuan DESC, enterprise_id""",
)


def load_and_sort(target: Path, facts: Path, registry: pd.DataFrame) -> None:
    """Write a new DuckDB file at `target` with the sorted facts, safe on the disk."""
    with _open(target) as connection:
        connection.register("arriving", registry)
        connection.execute(
            """CREATE TABLE enterprise AS
            SELECT row_number() OVER (ORDER BY enterprise_code)::UINTEGER AS enterprise_id, * FROM arriving"""
        )
        connection.execute(_LOAD, {"facts": str(facts)})


def sum_up(target: Path, home_no: int) -> None:
    """Add the plainest sums at the grains pages read to what `load_and_sort` wrote."""
    with _open(target) as connection:
        for cube in _CUBES:
            connection.execute(cube, {"home": home_no} if "$home" in cube else {})


@contextmanager
def _open(target: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(target)
    try:
        yield connection
    finally:
        connection.close()
    with target.open("rb") as written:
        os.fsync(written.fileno())
