"""What an operator may set: one TOML file in the home, everything else has a default here."""

import csv
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from analysis.problems import Refused

BEIJING = ZoneInfo("Asia/Shanghai")
SETTINGS_FILE = "settings.toml"
_LONGEST_LIMIT = 1_000
_PROVINCES = Path(__file__).parents[1] / "data" / "reference" / "provinces.csv"


@dataclass(frozen=True)
class CriterionWeights:
    """How much each criterion counts against the others when candidates for a seat are compared.

    Whole numbers of any sum; 0 leaves a criterion out. Refused where they are none or all are 0.
    """

    record: int = 30
    years: int = 10
    growth: int = 10
    projects: int = 15
    grade: int = 10
    presence: int = 15
    conduct: int = 5
    willingness: int = 5

    def __post_init__(self) -> None:
        given = vars(self)
        for name, weight in given.items():
            if isinstance(weight, bool) or not isinstance(weight, int) or not 0 <= weight <= _HEAVIEST:
                raise Refused("criterion_weight", name=name, value=weight)
        if not any(given.values()):
            raise Refused("criterion_weight", name="record", value=0)


@dataclass(frozen=True)
class Viewers:
    """How it is known who looks, and the role of each by name.

    `identity`: "none", "header" (`header`, set by a gateway) or "login" (`claim`, told by the provider).
    """

    identity: str = "none"
    header: str = "X-Remote-User"
    claim: str = "email"
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = {
            "identity": self.identity in ("none", "header", "login"),
            "header": isinstance(self.header, str) and _HEADER.fullmatch(self.header),
            "claim": isinstance(self.claim, str) and self.claim,
            "names": isinstance(self.names, dict),
        }
        for name, right in known.items():
            if not right:
                raise Refused(
                    "setting_out_of_range",
                    file=SETTINGS_FILE,
                    name=f"viewers.{name}",
                    value=getattr(self, name),
                )
        for name, role in self.names.items():
            if role not in NAMED_ROLES:
                known_roles = ", ".join(NAMED_ROLES)
                raise Refused("unknown_role", file=SETTINGS_FILE, name=name, value=role, known=known_roles)


_HEAVIEST = 10_000
_HEADER = re.compile("[A-Za-z0-9-]+")
NAMED_ROLES = ("leader", "liaison")
CRITERIA = tuple(field.name for field in fields(CriterionWeights))


@dataclass(frozen=True)
class Settings:
    """The operator's choices. Money in yuan, shares 0–1, provinces by GB/T 2260 code.

    Service limits are working days until the response and until the resolution; `service_limits` has both of
    a category of requests that has its own.
    """

    home_province: str = "370000"
    output_thresholds_yuan: tuple[int, int] = (10_000_000_000, 30_000_000_000)
    reach_weight: float = 0.5
    criterion_weights: CriterionWeights = CriterionWeights()
    batch_seats: int = 10
    report_due_days: int = 20
    rise_is_red: bool = True
    map_approval_number: str = ""
    upload_limit_mb: int = 50
    service_response_days: int = 2
    service_resolution_days: int = 15
    service_limits: dict[str, list[int]] = field(default_factory=dict)
    due_soon_days: int = 3
    agreement_warning_days: int = 90
    backbone_share: float = 0.8
    contact_months: int = 12
    reconsider_output_fall: float = 0.2
    reconsider_project_months: int = 3
    reconsider_quiet_months: int = 12
    reconsider_late_requests: int = 3
    reconsider_reach_months: int = 12
    viewers: Viewers = Viewers()


def load_settings(home: Path) -> Settings:
    """The settings of a home; defaults where file or key is missing. Unknown or mistyped keys are refused."""
    path = home / SETTINGS_FILE
    if not path.exists():
        return Settings()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("settings_unreadable", file=SETTINGS_FILE, reason=error) from error
    known = {name: type(value) for name, value in vars(Settings()).items()}
    for name, value in given.items():
        expected = known.get(name)
        if expected is tuple and isinstance(value, list):
            given[name] = tuple(value)
        elif expected is float and type(value) is int:
            given[name] = float(value)
        elif expected in (CriterionWeights, Viewers) and isinstance(value, dict):
            given[name] = _table(name, expected, value)
        elif expected is None or type(value) is not expected:
            raise Refused("setting_unknown", file=SETTINGS_FILE, name=name, value=value)
    settings = Settings(**given)
    for name, allowed in _ALLOWED.items():
        if not allowed(getattr(settings, name)):
            raise Refused(
                "setting_out_of_range", file=SETTINGS_FILE, name=name, value=getattr(settings, name)
            )
    return settings


def _table(setting: str, made_of: type[Any], given: dict[str, Any]) -> Any:
    known = {described.name for described in fields(made_of)}
    for name, value in given.items():
        if name not in known:
            raise Refused("setting_unknown", file=SETTINGS_FILE, name=f"{setting}.{name}", value=value)
    return made_of(**given)


def _is_ladder(thresholds: tuple[object, ...]) -> bool:
    match thresholds:
        case (int(first), int(second)):
            return 0 < first < second
    return False


def _are_limits(limits: dict[str, object]) -> bool:
    """Whether each category has two whole numbers of days, the response not after the resolution."""
    for days in limits.values():
        match days:
            case [int(response), int(resolution)] if 0 <= response <= resolution <= _LONGEST_LIMIT:
                continue
        return False
    return True


@cache
def _provinces() -> frozenset[str]:
    with _PROVINCES.open(encoding="utf-8-sig", newline="") as table:
        return frozenset(row["province_code"] for row in csv.DictReader(table))


_ALLOWED: dict[str, Callable[[Any], bool]] = {
    "home_province": lambda code: code in _provinces(),
    "output_thresholds_yuan": _is_ladder,
    "reach_weight": lambda weight: 0 <= weight <= 1,
    "batch_seats": lambda seats: 0 <= seats <= 100,
    "report_due_days": lambda days: 0 <= days <= 366,
    "upload_limit_mb": lambda size: size > 0,
    "service_response_days": lambda days: 0 <= days <= _LONGEST_LIMIT,
    "service_resolution_days": lambda days: 0 <= days <= _LONGEST_LIMIT,
    "service_limits": _are_limits,
    "due_soon_days": lambda days: 0 <= days <= _LONGEST_LIMIT,
    "agreement_warning_days": lambda days: 0 <= days <= 3660,
    "backbone_share": lambda share: 0 < share <= 1,
    "contact_months": lambda months: 1 <= months <= 120,
    "reconsider_output_fall": lambda share: 0 < share <= 1,
    "reconsider_project_months": lambda months: 0 <= months <= 120,
    "reconsider_quiet_months": lambda months: 1 <= months <= 120,
    "reconsider_late_requests": lambda requests: 1 <= requests <= 1_000,
    "reconsider_reach_months": lambda months: 0 <= months <= 120,
}


def now() -> datetime:
    """The moment, in Beijing time, to the second."""
    return datetime.now(BEIJING).replace(microsecond=0)


def today() -> date:
    """Today's date in Beijing."""
    return now().date()
