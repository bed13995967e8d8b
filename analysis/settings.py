"""What an operator may set: one TOML file in the home, everything else has a default here."""

import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from analysis.problems import Refused

BEIJING = ZoneInfo("Asia/Shanghai")
SETTINGS_FILE = "settings.toml"


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
        elif expected is None or not isinstance(value, expected):
            raise Refused("setting_unknown", file=SETTINGS_FILE, name=name, value=value)
    return Settings(**given)


def now() -> datetime:
    """The moment, in Beijing time, to the second."""
    return datetime.now(BEIJING).replace(microsecond=0)


def today() -> date:
    """Today's date in Beijing."""
    return now().date()
