"""What a proposal is asked under, as one text each: seats fixed or ruled out, weights, and what is supposed.

A text is a list of items with commas between. A seat is `province:enterprise`, `province` or `enterprise`; a
weight `criterion=number`; a move `unit:province`; a demand `province=per cent` or `region=per cent`. The
checks take names as people write them and give codes; the readers take what the checks gave.
"""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from analysis import reference
from analysis.next_batch import Wish
from analysis.problems import Refused
from analysis.settings import CRITERIA, CriterionWeights
from analysis.warehouse.release import Release

_BETWEEN = re.compile(r"\s*[,，、;；]\s*")
_CODE = re.compile(r"\d{6}")
_LEAST_PER_CENT, _MOST_PER_CENT = -100, 1000

EnterpriseCheck = Callable[[Release, str, object], str]


def checked_wishes(release: Release, value: object, enterprise: EnterpriseCheck) -> str:
    """Seats by codes, each once, in their order. Refused for a province or an enterprise nobody knows."""
    return ",".join(dict.fromkeys(_checked_wish(release, item, enterprise) for item in _items(value)))


def _checked_wish(release: Release, item: str, enterprise: EnterpriseCheck) -> str:
    if item in release.province_codes:
        return release.province_codes[item]
    province, colon, name = item.replace("：", ":").partition(":")
    if colon and province in release.province_codes:
        return f"{release.province_codes[province]}:{enterprise(release, 'enterprise', name)}"
    return enterprise(release, "enterprise", item)


def read_wishes(text: str | None) -> tuple[Wish, ...]:
    """The seats meant."""
    return tuple(_wish(item) for item in (text or "").split(",") if item)


def _wish(item: str) -> Wish:
    head, colon, tail = item.partition(":")
    if not _CODE.fullmatch(head):  # the code of an enterprise without one holds a colon too
        return Wish(None, item)
    return Wish(head, tail if colon else None)


def checked_weights(release: Release, value: object) -> str:
    """All weights, those not given as the settings have them. Refused for what is no criterion's weight."""
    weights = vars(release.settings.criterion_weights).copy()
    for name, number in _pairs(value):
        if name not in CRITERIA or not (number.isascii() and number.isdigit()):
            raise Refused("criterion_weight", name=name, value=number)
        weights[name] = int(number)
    return weights_text(CriterionWeights(**weights))


def weights_text(weights: CriterionWeights) -> str:
    """Weights as `read_weights` takes them."""
    return ",".join(f"{name}={weight}" for name, weight in vars(weights).items())


def read_weights(text: str | None) -> CriterionWeights:
    """The weights of the criteria; the usual ones where nothing is said."""
    return CriterionWeights(**{name: int(number) for name, number in _pairs(text or "")})


def checked_demands(release: Release, value: object) -> str:
    """Changes of demand in per cent by province code or region. Refused for another place or number."""
    checked = []
    for name, number in _pairs(value):
        place = release.province_codes.get(name, name)
        if place not in (*release.province_codes.values(), *reference.regions()):
            raise Refused("unknown_province", value=name)
        if place == release.meta.home_province:
            raise Refused("not_a_destination", value=place)
        try:
            change = Fraction(number.rstrip("%％").lstrip("+"))
        except (ValueError, ZeroDivisionError):
            raise Refused("malformed_number", value=number, name="demand") from None
        if not _LEAST_PER_CENT <= change <= _MOST_PER_CENT:
            known = f"{_LEAST_PER_CENT}–{_MOST_PER_CENT}"
            raise Refused("unknown_choice", value=number, name="demand", known=known)
        checked.append(f"{place}={float(change):g}")
    return ",".join(checked)


def read_demands(text: str | None) -> dict[str, Fraction]:
    """By what the demand of each province is multiplied."""
    factors: dict[str, Fraction] = {}
    for place, number in _pairs(text or ""):
        for code in reference.regions().get(place, (place,)):
            factors[code] = factors.get(code, Fraction(1)) * (1 + Fraction(number) / 100)
    return factors


def checked_moves(release: Release, value: object) -> str:
    """Units with the province each is supposed to move to. Refused for a province nobody knows."""
    moves = []
    for item in _items(value):
        unit, _, province = item.replace("：", ":").rpartition(":")
        if province not in release.province_codes:
            raise Refused("unknown_province", value=province)
        moves.append(f"{unit}:{release.province_codes[province]}")
    return ",".join(moves)


def read_moves(text: str | None) -> dict[str, str]:
    """Where each unit is supposed to sit."""
    moves = (item.rpartition(":") for item in (text or "").split(",") if item)
    return {unit: province for unit, _, province in moves}


def checked_units(release: Release, value: object) -> str:
    """Units by their ids. Which of them are active depends on the date, so the model says."""
    return ",".join(dict.fromkeys(_items(value)))


def read_units(text: str | None) -> tuple[str, ...]:
    """The units meant."""
    return tuple(unit for unit in (text or "").split(",") if unit)


def _items(value: object) -> list[str]:
    return [item for item in _BETWEEN.split(str(value).strip()) if item]


def _pairs(value: object) -> Iterator[tuple[str, str]]:
    for item in _items(value):
        name, _, number = item.replace("：", "=").replace(":", "=").partition("=")
        yield name.strip(), number.strip()
