"""What every release takes along of provinces, cities, borders, units, indicators and working days."""

from collections import deque
from functools import cache

import duckdb
import pandas as pd
import pyarrow as pa

from analysis import reference
from analysis.service import working_calendar


def take_reference(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the reference tables in the database in use."""
    for name, table in _tables().items():
        connection.register("arriving", table)
        columns = "*"
        if name == "province":
            # Small numbers stand for provinces where there are many rows: the first two digits of the code.
            columns = """*, province_code[1:2]::UTINYINT AS province_no,
                (row_number() OVER (ORDER BY province_code) - 1)::UTINYINT AS slot"""
        connection.execute(f'CREATE TABLE "{name}" AS SELECT {columns} FROM arriving ORDER BY ALL')
        connection.unregister("arriving")


@cache
def _tables() -> dict[str, pa.Table]:
    """The tables by name, as the engine reads them without converting: every build asks for all of them."""
    pairs = reference.adjacency()
    both_ways = pd.concat(
        [
            pairs.rename(columns={"province_a": "province_code", "province_b": "neighbour_code"}),
            pairs.rename(columns={"province_b": "province_code", "province_a": "neighbour_code"}),
        ]
    )
    frames = {
        "province": reference.provinces(),
        "city": reference.cities(),
        "adjacency": both_ways,
        "province_distance": _distances(both_ways),
        "strategy": reference.strategies().reset_index(names="position"),
        "money_unit": reference.read_table("units.csv"),
        "indicator_spelling": reference.read_table("indicators.csv"),
        "identity": reference.read_table("identities.csv"),
        "working_calendar": working_calendar(),
    }
    return {name: pa.Table.from_pandas(frame, preserve_index=False) for name, frame in frames.items()}


def _distances(borders: pd.DataFrame) -> pd.DataFrame:
    """Borders to cross between any two provinces, by land or sea."""
    neighbours: dict[str, list[str]] = {}
    for start, end in zip(borders["province_code"], borders["neighbour_code"], strict=True):
        neighbours.setdefault(start, []).append(end)
    rows = []
    for origin in neighbours:
        steps = {origin: 0}
        queue = deque([origin])
        while queue:
            here = queue.popleft()
            for there in neighbours[here]:
                if there not in steps:
                    steps[there] = steps[here] + 1
                    queue.append(there)
        rows += [(origin, there, count) for there, count in steps.items()]
    return pd.DataFrame(rows, columns=["province_code", "other_code", "borders"])
