"""What an operator may set: one TOML file in the home, everything else has a default here."""

import csv
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from analysis.problems import Refused

BEIJING = ZoneInfo("Asia/Shanghai")
SETTINGS_FILE = "settings.toml"
_PROVINCES = Path(__file__).parents[1] / "data" / "reference" / "provinces.csv"


@dataclass(frozen=True)
class Settings:
    """The operator's choices. Money in yuan, shares 0–1, provinces by GB/T 2260 code."""

    home_province: str = "370000"
    output_thresholds_yuan: tuple[int, int] = (10_000_000_000, 30_000_000_000)
    reach_weight: float = 0.5
    report_due_days: int = 20
    rise_is_red: bool = True
    map_approval_number: str = ""
    upload_limit_mb: int = 50


def load_settings(home: Path) -> Settings:
    """The settings of a home; defaults where file or key is missing. Unknown or mistyped keys are refused."""
    path = home / SETTINGS_FILE
    if not path.exists():
        return Settings()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("settings_unreadable", file=SETTINGS_FILE, reason=error) from error
    known = {field.name: field for field in fields(Settings)}
    for name, value in given.items():
        expected = type(known[name].default) if name in known else None
        if expected is tuple and isinstance(value, list):
            given[name] = tuple(value)
        elif expected is float and isinstance(value, int):
            given[name] = float(value)
        elif expected is None or type(value) is not expected:
            raise Refused("setting_unknown", file=SETTINGS_FILE, name=name, value=value)
    settings = Settings(**given)
    for name, allowed in _ALLOWED.items():
        if not allowed(getattr(settings, name)):
            raise Refused(
                "setting_out_of_range", file=SETTINGS_FILE, name=name, value=getattr(settings, name)
            )
    return settings


def _is_ladder(thresholds: tuple[object, ...]) -> bool:
    match thresholds:
        case (int(first), int(second)):
            return 0 < first < second
    return False


@cache
def _provinces() -> frozenset[str]:
    with _PROVINCES.open(encoding="utf-8-sig", newline="") as table:
        return frozenset(row["province_code"] for row in csv.DictReader(table))


_ALLOWED: dict[str, Callable[[Any], bool]] = {
    "home_province": lambda code: code in _provinces(),
    "output_thresholds_yuan": _is_ladder,
    "reach_weight": lambda weight: 0 <= weight <= 1,
    "report_due_days": lambda days: 0 <= days <= 366,
    "upload_limit_mb": lambda size: size > 0,
}


def now() -> datetime:
    """The moment, in Beijing time, to the second."""
    return datetime.now(BEIJING).replace(microsecond=0)


def today() -> date:
    """Today's date in Beijing."""
    return now().date()
