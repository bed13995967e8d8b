"""The records the benchmark runs on: made in SQL, the same at every run, no file of anybody's."""

from pathlib import Path

import duckdb

PROVINCES = 34
QUARTERS = 31
FIRST_YEAR = 2019
# What the peers read of a record: its figure, and all it is a figure of.
OUTPUT = "output_ytd_yuan"
CELL = ["enterprise_code", "province_code"]
COLUMNS = [*CELL, "year", "quarter", OUTPUT]

# Every enterprise reports every province in every quarter: the densest ledger there can be, so that the
# number of rows says the number of enterprises. Year-to-date figures rise within a year.
_FACTS = """
WITH quarters AS (
    SELECT $first_year + i // 4 AS year, i % 4 + 1 AS quarter, i + 1 AS submission_id
    FROM range($quarters) AS r(i)
),
provinces AS (
    SELECT province_code, row_number() OVER (ORDER BY province_code) AS p
    FROM read_csv($provinces_csv, all_varchar = true)
),
enterprises AS (
    SELECT i AS e, '91990000' || lpad(i::VARCHAR, 9, '0') || '0' AS enterprise_code
    FROM range($enterprises) AS r(i)
)
SELECT enterprise_code, 'Enterprise ' || e AS enterprise, year::INTEGER AS year, quarter::INTEGER AS quarter,
       province_code,
       ((1 + hash(e, p) % 100000) * 1000 * (40 + (year - $first_year) * 5 + hash(e, year) % 20)
           * quarter // 4)::BIGINT AS output_ytd_yuan,
       ((1 + hash(p, e) % 100000) * 1500 * quarter)::BIGINT AS contract_ytd_yuan,
       (10 + hash(e, p, 7) % 500)::INTEGER AS employees,
       submission_id::INTEGER AS submission_id, 'Output' AS sheet, (e * 34 + p + 1)::INTEGER AS source_row
FROM enterprises CROSS JOIN provinces CROSS JOIN quarters
ORDER BY submission_id, source_row
"""


def enterprises_for(rows: int) -> int:
    """How many enterprises make about this many rows."""
    return max(1, round(rows / (PROVINCES * QUARTERS)))


def write_facts(path: Path, rows: int, provinces_csv: Path) -> int:
    """Write about `rows` year-to-date records to a parquet file in the order they were submitted.

    Returns the number written: enterprises × 34 provinces × 31 quarters.
    """
    with duckdb.connect() as connection:
        parameters = {
            "first_year": FIRST_YEAR,
            "quarters": QUARTERS,
            "enterprises": enterprises_for(rows),
            "provinces_csv": str(provinces_csv),
        }
        connection.execute("SET preserve_insertion_order = true")
        relation = connection.execute(
            f"COPY ({_FACTS}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)", parameters
        )
        written = relation.fetchone()
        assert written is not None
        return int(written[0])
