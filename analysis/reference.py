"""What is known about China's provinces and cities: names, neighbours, strategies, places on the map.

Read once from `data/reference`, whose README names the source of each file. Codes are GB/T 2260 as text.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

REFERENCE = Path(__file__).parents[1] / "data" / "reference"
PROVINCE_MAP = REFERENCE / "map" / "china_provinces.geojson"
TEN_DASH_LINE = REFERENCE / "map" / "ten_dash_line.geojson"


def cached_table(load: Callable[[], pd.DataFrame]) -> Callable[[], pd.DataFrame]:
    """Read a table once; hand out copies, so that a caller's edit stays with the caller."""
    cached = cache(load)
    return lambda: cached().copy()


def read_table(name: str) -> pd.DataFrame:
    """A reference file as text columns; an empty cell is an empty text."""
    return pd.read_csv(REFERENCE / name, dtype=str, keep_default_na=False, encoding="utf-8")


@cached_table
def provinces() -> pd.DataFrame:
    """The 34 province-level units, by code: province_code, province (short name), province_full, abbr.

    With them province_en, region6 and region7 (of 6, of 7), region4 (the statistics bureau's, may be "").
    """
    return read_table("provinces.csv")


@cached_table
def cities() -> pd.DataFrame:
    """The units right below a province, by code: city_code, city (short name), city_full, province_code.

    With them city_en, level (prefecture, or county where a province governs it directly), status (current,
    abolished) and merged_into ("" while current).
    """
    return read_table("cities.csv")


@cached_table
def adjacency() -> pd.DataFrame:
    """Pairs of neighbours, each once: province_a, province_b, kind (land, sea), reach (bool).

    `reach` says whether a key unit that declared no reach serves the neighbour.
    """
    table = read_table("adjacency.csv")
    table["reach"] = table["reach"].eq("yes")
    return table


@cached_table
def strategies() -> pd.DataFrame:
    """Which province belongs to which national strategy, in the order of the file.

    Columns: strategy_code, strategy, strategy_en, province_code, whole_province (bool), extent, document,
    document_date, source, confidence, note.
    """
    table = read_table("strategies.csv")
    table["whole_province"] = table["whole_province"].eq("yes")
    return table


@cached_table
def tile_grid() -> pd.DataFrame:
    """Each province's square on the tile grid: province_code, row (0 = north), col (0 = west)."""
    return read_table("tile_grid.csv").astype({"row": int, "col": int})


class OfficialFont(NamedTuple):
    """A font by its name, and those a machine may take in its place, with commas between."""

    font: str
    instead: str


@cache
def official_fonts() -> dict[str, OfficialFont]:
    """The fonts of an official document by role: title, heading, subheading, text, number (of pages)."""
    table = read_table("official_fonts.csv")
    return {
        str(role): OfficialFont(str(font), str(instead))
        for role, font, instead in table.itertuples(index=False)
    }


@cache
def neighbours(province_code: str) -> tuple[str, ...]:
    """The provinces a unit stationed here serves unless it declared its reach, by code; none if unknown."""
    pairs = adjacency().query("reach")
    found = [
        *pairs.loc[pairs["province_a"] == province_code, "province_b"],
        *pairs.loc[pairs["province_b"] == province_code, "province_a"],
    ]
    return tuple(sorted(found))


@cache
def regions() -> Mapping[str, tuple[str, ...]]:
    """The seven regions (and the one beyond the mainland) by name, each with its provinces by code."""
    table = provinces()
    return {str(name): tuple(rows) for name, rows in table.groupby("region7", sort=False)["province_code"]}


def province_name(province_code: str, language: str) -> str:
    """The short name in the reader's language ("zh" or "en"); the code itself if it is not a province's."""
    return _names("provinces.csv", "province", language).get(province_code, province_code)


def province_full_name(province_code: str, language: str) -> str:
    """The official name, as 某省 or 某自治区; in English the short name. The code itself if it is not one."""
    return _names("provinces.csv", "province", language, "_full").get(province_code, province_code)


def city_name(city_code: str, language: str) -> str:
    """The short name in the reader's language ("zh" or "en"); the code itself if it is not a city's."""
    return _names("cities.csv", "city", language).get(city_code, city_code)


def strategy_name(strategy_code: str, language: str) -> str:
    """The strategy's name in the reader's language ("zh" or "en"); the code itself if it is none's."""
    return _names("strategies.csv", "strategy", language).get(strategy_code, strategy_code)


def current_city(city_code: str) -> str:
    """The city a code means today: the one an abolished city was merged into, else the code itself."""
    return _successors().get(city_code, city_code)


@cache
def _names(file: str, column: str, language: str, chinese: str = "") -> dict[str, str]:
    table = read_table(file)
    name = f"{column}_en" if language == "en" else f"{column}{chinese}"
    return dict(zip(table[f"{column}_code"], table[name], strict=True))


@cache
def _successors() -> dict[str, str]:
    abolished = cities().query("status == 'abolished'")
    return dict(zip(abolished["city_code"], abolished["merged_into"], strict=True))
