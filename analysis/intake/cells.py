"""One text of a column of a given type -> its value: which parser reads which type."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from analysis.intake import identifiers, periods, places
from analysis.intake.amounts import parse_money
from analysis.intake.chinese_numbers import whole_number
from analysis.intake.headers import split_unit
from analysis.intake.values import Parsed, folded, is_dash, refused, says_nothing
from analysis.kinds import Column
from analysis.reference import REFERENCE

LONGEST_TEXT = 500
LONGEST_PROSE = 5_000
_MILLIONTH = Decimal("0.000001")
_NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_COUNT_UNITS = re.compile(r"(?:人|名|个|家|项)$")
_MARK = re.compile(r"^(?:其中[:：]?|#|\d{1,2}[.、]|[①-⑳])+")
_YES = frozenset("是 有 y yes true 1 1.0".split())
_NO = frozenset("否 无 没有 n no false 0 0.0".split())
_QUALIFICATIONS = re.compile(r"[。;；、,，\n]|\\n")


@dataclass(frozen=True)
class Reading:
    """What parsing may depend on beside the text.

    The column, the home province, the unit that holds for it.
    """

    column: Column
    home_province: str
    unit: str | None = None


def parse_cell(text: str, reading: Reading) -> Parsed:
    """The value of one text in a column; "nothing" words are empty, with a note unless they are dashes."""
    parse = PARSERS[reading.column.type]
    if says_nothing(text):
        parsed = parse(text, reading) if reading.column.type in ("enum", "yes_no") else Parsed()
        if parsed.value is not None:
            return parsed
        return Parsed() if is_dash(text) else Parsed(None, "read_as_nothing")
    return parse(text, reading)


def _text(text: str, reading: Reading) -> Parsed:
    plain = " ".join(text.replace("\\n", " ").split())
    return Parsed(plain) if len(plain) <= LONGEST_TEXT else refused("text_too_long", limit=LONGEST_TEXT)


def _prose(text: str, reading: Reading) -> Parsed:
    """What somebody reported, at any length a cell is read at, line by line."""
    lines = [" ".join(line.split()) for line in text.replace("\\n", "\n").splitlines()]
    plain = "\n".join(line for line in lines if line)
    return Parsed(plain) if len(plain) <= LONGEST_PROSE else refused("text_too_long", limit=LONGEST_PROSE)


def _enum(text: str, reading: Reading) -> Parsed:
    code = choices(reading.column).get(folded(text).lower())
    return Parsed(code) if code else refused("choice_unknown", choices="、".join(reading.column.values))


def choices(column: Column) -> dict[str, str]:
    """Every spelling of a column's choices, in one width and lower case, with its code."""
    spelled = {spelling: code for code, spellings in column.spellings.items() for spelling in spellings}
    given = column.values | spelled | {code: code for code in column.values.values()}
    return {folded(spelling).lower(): code for spelling, code in given.items()}


def _yes_no(text: str, reading: Reading) -> Parsed:
    plain = folded(text).lower()
    if plain in _YES or plain in _NO:
        return Parsed(plain in _YES)
    return refused("choice_unknown", choices="是、否")


def _integer(text: str, reading: Reading) -> Parsed:
    plain = _COUNT_UNITS.sub("", folded(text))
    number = Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None
    if number is None or number != number.to_integral_value():
        return refused("integer_unreadable")
    if number < 0:
        return refused("integer_negative")
    return Parsed(int(number)) if number < 2**31 else refused("integer_unreadable")


def _decimal(text: str, reading: Reading) -> Parsed:
    plain = folded(text)
    if not _NUMBER.fullmatch(plain):
        return refused("number_unreadable")
    number = Decimal(plain.replace(",", ""))
    if abs(number) >= Decimal(10) ** 17:
        return refused("number_unreadable")
    return Parsed(number.quantize(_MILLIONTH, ROUND_HALF_EVEN))


def _percent(text: str, reading: Reading) -> Parsed:
    parsed = _decimal(folded(text).removesuffix("%"), reading)
    return Parsed(float(parsed.value) / 100) if isinstance(parsed.value, Decimal) else parsed


def _batch(text: str, reading: Reading) -> Parsed:
    match = re.fullmatch(r"第?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})批?(?:次)?", folded(text))
    number = None
    if match:
        number = int(match["number"]) if match["number"].isdigit() else whole_number(match["number"])
    return Parsed(number) if number else refused("batch_unreadable")


@cache
def _grades() -> dict[str, str]:
    with (REFERENCE / "grade_aliases.csv").open(encoding="utf-8") as table:
        return {row["alias"]: row["grade"] for row in csv.DictReader(table)}


def _grade(text: str, reading: Reading) -> Parsed:
    parts = [part for part in _QUALIFICATIONS.split(folded(text)) if part]
    return Parsed("、".join(dict.fromkeys(_grades().get(part, part) for part in parts)))


def _qualification(text: str, reading: Reading) -> Parsed:
    """Several qualifications of a cell, joined alike, grades in one spelling."""
    parts = [part.strip() for part in _QUALIFICATIONS.split(text) if part.strip()]
    for alias, grade in _grades().items():
        parts = [re.sub(rf"(?<![一二三四五六七八九十I]){alias}$", grade, part) for part in parts]
    joined = "、".join(dict.fromkeys(parts))
    return Parsed(joined) if len(joined) <= LONGEST_TEXT else refused("text_too_long", limit=LONGEST_TEXT)


def _indicator(text: str, reading: Reading) -> Parsed:
    plain = _MARK.sub("", folded(text))
    return Parsed(split_unit(plain)[0] if plain.endswith(")") and split_unit(plain)[1] else plain)


def _unit(text: str, reading: Reading) -> Parsed:
    return Parsed(folded(text))


def _region(text: str, reading: Reading) -> Parsed:
    return places.parse_region(text)


def _home_only(text: str, reading: Reading) -> Parsed:
    """The province an enterprise is registered in; only enterprises of the home province are ours to list."""
    plain = folded(text)
    if re.search(r"[;,、]", plain):
        return Parsed()  # several enterprises: their own rule says so
    province = places.parse_province(plain)
    if province.value is None:
        return refused("enterprise_home_unknown")
    return (
        Parsed(province.value) if province.value == reading.home_province else refused("enterprise_not_home")
    )


PARSERS: dict[str, Callable[[str, Reading], Parsed]] = {
    "text": _text,
    "prose": _prose,
    "name": lambda text, reading: identifiers.parse_enterprise(text),
    "code": lambda text, reading: identifiers.parse_code(text),
    "identifier": lambda text, reading: identifiers.parse_identifier(text),
    "money": lambda text, reading: parse_money(text, reading.unit),
    "integer": _integer,
    "decimal": _decimal,
    "percent": _percent,
    "year": lambda text, reading: periods.parse_year(text),
    "quarter": lambda text, reading: periods.parse_quarter(text),
    "period": lambda text, reading: periods.parse_period(text),
    "date": lambda text, reading: periods.parse_date(text),
    "moment": lambda text, reading: periods.parse_moment(text),
    "province": lambda text, reading: places.parse_province(text),
    "provinces": lambda text, reading: places.parse_provinces(text),
    "each_province": lambda text, reading: places.parse_provinces(text),
    "names": lambda text, reading: identifiers.parse_enterprises(text),
    "place": lambda text, reading: places.parse_place(text),
    "region": _region,
    "home_city": lambda text, reading: places.parse_home_city(text, reading.home_province),
    "each_home_city": lambda text, reading: places.parse_home_cities(text, reading.home_province),
    "scope": lambda text, reading: places.parse_scope(text, reading.home_province),
    "home_only": _home_only,
    "enum": _enum,
    "yes_no": _yes_no,
    "batch": _batch,
    "grade": _grade,
    "qualification": _qualification,
    "indicator": _indicator,
    "unit": _unit,
}
