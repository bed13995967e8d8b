"""A home of a given size, made through the ledger's own door and built as any other."""

import hashlib
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pandas as pd

from analysis import reference
from analysis.bench.facts import FIRST_YEAR, QUARTERS
from analysis.settings import BEIJING, Settings
from analysis.warehouse import Ledger, init_home, ledger

_SEATS = 24
_FIRST_DAY = datetime(2026, 10, 1, 9, tzinfo=BEIJING)


def registry(facts: Path) -> pd.DataFrame:
    """The enterprises of the facts, spread evenly over home cities: enterprise_code, city_code."""
    cities = reference.cities()
    home = cities[(cities.province_code == Settings().home_province) & (cities.status == "current")]
    codes = duckdb.execute(
        "SELECT DISTINCT enterprise_code FROM read_parquet(?) ORDER BY 1", [str(facts)]
    ).df()
    codes["city_code"] = [home.city_code.iloc[i % len(home)] for i in range(len(codes))]
    return codes


def seats(enterprises: pd.DataFrame) -> pd.DataFrame:
    """A roster: the first enterprises seated in one destination each, a row an event."""
    provinces = reference.provinces()["province_code"]
    stations = provinces[provinces != Settings().home_province].head(_SEATS).reset_index(drop=True)
    seated = enterprises.head(len(stations)).reset_index(drop=True)
    return seated[["enterprise_code", "enterprise"]].assign(
        station_province_code=stations,
        batch=1,
        event="designated",
        effective_date=date(FIRST_YEAR, 1, 1),
        sheet="Roster",
        source_row=range(2, len(seated) + 2),
    )


def first_unit(enterprises: pd.DataFrame) -> str:
    """The id of the first key unit of the roster."""
    first = seats(enterprises.assign(enterprise="")).iloc[0]
    return f"{first.enterprise_code}-{first.station_province_code}"


def fill_home(home: Path, facts: Path) -> None:
    """A home whose ledger holds the facts: a submission for the registry and one a quarter. Not yet built."""
    init_home(home)
    enterprises = registry(facts).assign(sheet="Enterprises")
    enterprises["enterprise"] = "Enterprise " + enterprises.enterprise_code.str[-10:]
    enterprises["source_row"] = range(2, len(enterprises) + 2)
    with ledger(home) as books:
        _append(books, "registry.csv", 0, "enterprise", enterprises)
        _append(books, "roster.csv", 0, "key_unit", seats(enterprises))
        for number in range(1, QUARTERS + 1):
            rows = duckdb.execute(
                "SELECT * EXCLUDE (submission_id) FROM read_parquet(?) WHERE submission_id = ?",
                [str(facts), number],
            ).df()
            year, quarter = FIRST_YEAR + (number - 1) // 4, (number - 1) % 4 + 1
            _append(books, f"{year}Q{quarter}.csv", number, "output", rows)


def _append(books: Ledger, name: str, day: int, kind: str, rows: pd.DataFrame) -> None:
    content = name.encode()
    books.append(
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        tables=[(kind, rows)],
        received_at=_FIRST_DAY + timedelta(days=day),
    )
