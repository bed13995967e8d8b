"""Provinces, cities and places as people write them -> GB/T 2260 codes.

The names and their forms are data.
"""

import csv
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from analysis import reference
from analysis.intake.values import Parsed, folded, refused

NATION = "000000"
OVERSEAS, UNKNOWN = "overseas", "unknown"
_ALIASES = reference.REFERENCE / "province_aliases.csv"
_PATH = re.compile(r"[-—–·>/|_]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)$")
_COUNTY = re.compile(r".*(?:市|县|区|州|盟|旗|划)$")
_LIST = re.compile(r"[、,;/|+\n]|\\n|和|及|与")
_SEVERAL = re.compile(r"(?:多省|跨省|多地)\((?P<provinces>.+)\)")
_ENDING = re.compile(r"(?:省|市|自治区|特别行政区|地区|自治州|盟)$")


@dataclass(frozen=True)
class Place:
    """Where a project lies: one province (its code), several, overseas or unknown; `text` as written."""

    place: str
    province_code: str | None
    text: str


@cache
def _aliases() -> dict[str, tuple[str, str]]:
    with _ALIASES.open(encoding="utf-8") as table:
        return {row["alias"]: (row["code"], row["rule"]) for row in csv.DictReader(table)}


@cache
def _province_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for province in reference.provinces().to_dict("records"):
        for form in ("province", "province_full", "abbr", "province_code"):
            names[str(province[form])] = str(province["province_code"])
    return names | {
        alias: code for alias, (code, _) in _aliases().items() if code.isdigit() and code != NATION
    }


@cache
def _city_names() -> dict[str, tuple[str, ...]]:
    """Names of cities, full and without their ending, with the codes that have them."""
    names: dict[str, set[str]] = {}
    for city in reference.cities().to_dict("records"):
        short, full = str(city["city"]), str(city["city_full"])
        for name in {short, full, _ENDING.sub("", full)}:
            if len(name) > 1:
                names.setdefault(name, set()).add(str(city["city_code"]))
    return {name: tuple(sorted(codes)) for name, codes in names.items()}


@cache
def place_names() -> frozenset[str]:
    """The names of provinces and cities, in all forms of two characters and more."""
    return frozenset(name for name in (*_province_names(), *_city_names()) if len(name) > 1)


def parse_province(text: str) -> Parsed:
    """The code of the province the text names, in any of its forms; a city or path gives its province."""
    plain = folded(text)
    if plain in _province_names():
        return Parsed(_province_names()[plain], _aliases().get(plain, ("", ""))[1])
    if re.fullmatch(r"\d{6}", plain):
        code = f"{plain[:2]}0000"
        return Parsed(code) if code in _province_names() else _unknown(text)
    return _province_of_path(plain) or _unknown(text)


def _province_of_path(plain: str) -> Parsed | None:
    bare = _IN_BRACKETS.sub("", plain)
    first = _PATH.split(bare)[0]
    for name in (bare, first):
        if name in _province_names():
            return Parsed(_province_names()[name], _aliases().get(name, ("", ""))[1])
    cities = _city_names().get(first, ())
    provinces = {f"{code[:2]}0000" for code in cities}
    if len(provinces) == 1:
        return Parsed(provinces.pop(), "province_from_city", {"city": first})
    for length in range(len(first) - 1, 1, -1):
        code = _province_names().get(first[:length])
        if code and _is_within(first[length:], code):
            return Parsed(code)
    return None


def _is_within(rest: str, province_code: str) -> bool:
    """Whether what follows a province's name can be a place in it (and not a firm's name)."""
    if any(code[:2] == province_code[:2] for code in _city_names().get(rest, ())):
        return True
    return bool(_COUNTY.fullmatch(rest)) and len(rest) > 1


def _unknown(text: str) -> Parsed:
    return refused("province_unknown", near="、".join(near_names(text, _province_names())) or "—")


def near_names(text: str, names: Iterable[str]) -> list[str]:
    """Up to three known names that look like the text."""
    candidates = [name for name in names if len(name) > 1 and not name.isdigit()]
    return difflib.get_close_matches(folded(text), candidates, n=3, cutoff=0.5)


def parse_provinces(text: str) -> Parsed:
    """The codes of a list of provinces, each once, sorted; one unknown name refuses the whole list."""
    parsed = [parse_province(name) for name in _LIST.split(folded(text)) if name]
    for province in parsed:
        if province.value is None:
            return province
    return Parsed(sorted({str(province.value) for province in parsed}))


def parse_place(text: str) -> Parsed:
    """A `Place`: one province, several, overseas or unknown. What names no province at all is refused."""
    plain = folded(text)
    alias = _aliases().get(plain, ("", ""))[0]
    if alias in (OVERSEAS, UNKNOWN):
        return Parsed(Place(alias, None, text), "place_overseas" if alias == OVERSEAS else "place_unknown")
    if plain.startswith(("境外", "海外", "国外")):
        return Parsed(Place(OVERSEAS, None, text), "place_overseas")
    one = parse_province(plain)
    if one.value is not None:
        return Parsed(Place("one", str(one.value), text), one.rule, one.details)
    named = _SEVERAL.fullmatch(plain)
    several = parse_provinces(named["provinces"] if named else plain)
    if several.value is None:
        return one if not named else several
    codes = list(map(str, several.value)) if isinstance(several.value, list) else []
    if len(codes) == 1:
        return Parsed(Place("one", codes[0], text))
    return Parsed(Place("several", None, text), "place_several") if codes else one


def parse_region(text: str) -> Parsed:
    """The nation (000000), a province's code, or the code of a city where the text names one."""
    plain = folded(text)
    if plain in ("0", NATION) or _aliases().get(plain, ("", ""))[0] == NATION:
        return Parsed(NATION)
    if plain in _known_cities():
        return Parsed(plain)
    parsed = parse_province(text)
    if parsed.rule != "province_from_city":
        return parsed
    cities = _city_names().get(plain, ())
    return Parsed(cities[0]) if len(cities) == 1 else refused("province_unknown", near=plain)


def parse_home_city(text: str, home_province: str) -> Parsed:
    """The code of a city of the home province; a city elsewhere gives no value and the rule city_not_home.

    An abolished city is the one it was merged into, with a note.
    """
    plain = _IN_BRACKETS.sub("", folded(text))
    codes = (plain,) if re.fullmatch(r"\d{6}", plain) else _city_codes(plain)
    home = sorted({_prefecture(code) for code in codes if code[:2] == home_province[:2]} & _known_cities())
    if len(home) == 1:
        today = reference.current_city(home[0])
        return Parsed(today, "city_abolished" if today != home[0] else "")
    if codes and any(f"{code[:2]}0000" in _province_names() for code in codes):
        return refused("city_not_home")
    if parse_province(plain).value not in (None, home_province):
        return refused("city_not_home")
    at_home = {name: code for name, code in _city_names().items() if code[0][:2] == home_province[:2]}
    return refused("city_unknown", near="、".join(near_names(plain, at_home)) or "—")


def parse_home_cities(text: str, home_province: str) -> Parsed:
    """The codes of a list of home cities, each once, sorted; one unknown name refuses the whole list."""
    parsed = [parse_home_city(name, home_province) for name in _LIST.split(folded(text)) if name]
    for city in parsed:
        if city.value is None:
            return city
    notes = [city for city in parsed if city.rule]
    codes = sorted({str(city.value) for city in parsed})
    return Parsed(codes, notes[0].rule, notes[0].details) if notes else Parsed(codes)


def _city_codes(plain: str) -> tuple[str, ...]:
    """The codes of the cities a name or path may mean."""
    for part in [plain, *_PATH.split(plain)[1:], *_PATH.split(plain)[:1]]:
        if part in _city_names():
            return _city_names()[part]
    for length in range(len(plain) - 1, 1, -1):
        if plain[:length] in _city_names() and _COUNTY.fullmatch(plain[length:]):
            return _city_names()[plain[:length]]
        code = _province_names().get(plain[:length])
        if not code:
            continue
        for name, codes in _city_names().items():
            found = tuple(city for city in codes if city[:2] == code[:2])
            if found and plain[length:].startswith(name):
                return found
    return ()


def _prefecture(code: str) -> str:
    return f"{code[:4]}00" if code not in _known_cities() else code


@cache
def _known_cities() -> frozenset[str]:
    return frozenset(reference.cities()["city_code"])


def parse_scope(text: str, home_province: str) -> Parsed:
    """What a target is for: the whole province (its own code), a destination province or a home city."""
    plain = folded(text)
    if plain in ("全省", "本省", "全区", "全市合计", "省外", home_province):
        return Parsed(home_province)
    province = parse_province(text)
    if province.value is not None and province.rule != "province_from_city":
        return province
    return parse_home_city(text, home_province)
