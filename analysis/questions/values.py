"""What a parameter's value may be: each check gives the value as questions take it, or says what is known."""

from collections.abc import Callable
from datetime import date

from analysis import reference
from analysis.glossary import ENUMS, NATION, NATION_CODE
from analysis.kinds import KINDS
from analysis.next_batch import TIES_SHOWN, exact_weight
from analysis.problems import Refused
from analysis.questions.suppositions import (
    checked_demands,
    checked_moves,
    checked_units,
    checked_weights,
    checked_wishes,
)
from analysis.warehouse.release import Release

Check = Callable[[Release, str, object], str | int | float | date]
_KNOWN_SHOWN = 40
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_FIRST_DAY, _LAST_DAY = date(_FIRST_YEAR, 1, 1), date(_LAST_YEAR, 12, 31)


def _province(release: Release, name: str, value: object) -> str:
    code = release.province_codes.get(str(value))
    if code is None:
        raise Refused("unknown_province", value=value)
    return code


def _city(release: Release, name: str, value: object) -> str:
    code = release.home_cities.get(str(value))
    if code is None:
        known = [f"{city} {code}" for city, code in release.home_cities.items() if city != code]
        raise Refused("unknown_city", value=value, known=_listed(known[::2]))
    return code


def _enterprise(release: Release, name: str, value: object) -> str:
    code = release.enterprise_code(str(value))
    if code is None:
        raise Refused("unknown_enterprise", value=value)
    return code


def _key_unit(release: Release, name: str, value: object) -> str:
    found = release.ask(
        "SELECT unit_id FROM roster_event WHERE unit_id IN ($1, upper($1)) LIMIT 1", [str(value)]
    )
    if found.empty:
        raise Refused("no_such_key_unit", value=value)
    return str(found["unit_id"].iloc[0])


def _region(release: Release, name: str, value: object) -> str:
    known = release.ask(
        """SELECT ? AS region_code, ? AS region
        UNION SELECT province_code, province FROM province
        UNION SELECT region_code, city FROM benchmark_series JOIN city ON city_code = region_code
        ORDER BY region_code""",
        [NATION_CODE, NATION[0]],
    )
    match = known[(known["region_code"] == str(value)) | (known["region"] == str(value))]
    if match.empty:
        listed = [
            f"{code} {region}" for code, region in zip(known["region_code"], known["region"], strict=True)
        ]
        raise Refused("unknown_region", value=value, known=_listed(listed))
    return str(match["region_code"].iloc[0])


def _strategy(release: Release, name: str, value: object) -> str:
    strategies = reference.strategies()
    for code, *names in strategies[["strategy_code", "strategy", "strategy_en"]].itertuples(index=False):
        if str(value) in (code, *names):
            return str(code)
    known = ", ".join(dict.fromkeys(strategies["strategy_code"]))
    raise Refused("unknown_choice", value=value, name=name, known=known)


def _number(low: int, high: int) -> Check:
    def check(release: Release, name: str, value: object) -> int:
        try:
            number = int(str(value))
        except ValueError:
            raise Refused("malformed_number", value=value, name=name) from None
        if not low <= number <= high:
            raise Refused("unknown_choice", value=value, name=name, known=f"{low}–{high}")
        return number

    return check


def _date(release: Release, name: str, value: object) -> date:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise Refused("malformed_date", value=value, name=name) from None
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise Refused("unknown_choice", value=value, name=name, known=f"{_FIRST_DAY}–{_LAST_DAY}")
    return day


def _text(release: Release, name: str, value: object) -> str:
    return str(value)


def _choice(codes: tuple[str, ...], column: str) -> Check:
    def check(release: Release, name: str, value: object) -> str:
        text = str(value)
        for code in codes:
            if text in (code, *ENUMS.get(column, {}).get(code, ())):
                return code
        raise Refused("unknown_choice", value=value, name=name, known=", ".join(codes))

    return check


def _reach_weight(release: Release, name: str, value: object) -> float:
    return float(exact_weight(str(value)))


def _wishes(release: Release, name: str, value: object) -> str:
    return checked_wishes(release, value, _enterprise)


def _read_by(check: Callable[[Release, object], str]) -> Check:
    return lambda release, name, value: check(release, value)


def _listed(known: list[str]) -> str:
    more = "…" if len(known) > _KNOWN_SHOWN else ""
    return ("、".join(known[:_KNOWN_SHOWN]) or "—") + more


_BIG = 2**31 - 1
_MOST_YUAN = 10**15
CHECKS: dict[str, Check] = {
    "year": _number(_FIRST_YEAR, _LAST_YEAR),
    "quarter": _number(1, 4),
    "integer": _number(0, _BIG),
    "count": _number(0, _BIG),
    "province": _province,
    "city": _city,
    "enterprise": _enterprise,
    "key_unit": _key_unit,
    "region": _region,
    "strategy": _strategy,
    "date": _date,
    "text": _text,
    "yuan": _number(0, _MOST_YUAN),
    "plan": _number(1, TIES_SHOWN),
    "reach_weight": _reach_weight,
    "wishes": _wishes,
    "criterion_weights": _read_by(checked_weights),
    "moves": _read_by(checked_moves),
    "key_units": _read_by(checked_units),
    "demands": _read_by(checked_demands),
    "months": _number(1, 120),
    "kind": _choice(tuple(KINDS), "kind"),
    "change": _choice(("added", "revised", "removed"), "change"),
    **{
        name: _choice(tuple(ENUMS[name]), name)
        for name in (
            "project_status",
            "caliber",
            "severity",
            "request_state",
            "urgency",
            "grouping",
            "dimension",
            "trend_basis",
            "duty",
            "contact_state",
            "form",
            "mechanism",
            "report_state",
            "problem_state",
            "anomaly",
        )
    },
}
