"""Numbers as people read them: the one place where yuan become 亿元 or 万元 and a ratio becomes per cent.

Rounding is half-up on the exact decimal value, as the statistical tables round; what is missing reads "—".
"""

from decimal import ROUND_HALF_UP, Decimal
from numbers import Integral
from typing import Any

import pandas as pd

from analysis.glossary import NATION, NATION_CODE, UNITS
from analysis.language import DEFAULT_LANGUAGE, N_, translator
from analysis.reference import city_name, province_name

MISSING = "—"
HUNDRED_MILLION, TEN_THOUSAND, YUAN = "亿元", "万元", "元"
BILLION, MILLION = "bn", "m"
YUAN_IN = {HUNDRED_MILLION: 10**8, TEN_THOUSAND: 10**4, YUAN: 1, BILLION: 10**9, MILLION: 10**6}
# Pages in English count as English does; downloads keep the units figures are handed in and published in.
_IN_ENGLISH = {HUNDRED_MILLION: BILLION, TEN_THOUSAND: MILLION}
_UP, _DOWN = "▲", "▼"


def unit_name(unit: str, language: str = DEFAULT_LANGUAGE) -> str:
    """The unit's name as it stands in a header or on an axis: "亿元", "CNY 100 million", "CNY bn"."""
    zh, en = UNITS[unit]
    return zh if language == "zh" else en


def shown_unit(unit: str, language: str) -> str:
    """The unit in which a page shows amounts of `unit`: itself, in English billions or millions of yuan."""
    return _IN_ENGLISH.get(unit, unit) if language == "en" else unit


def in_unit(value_yuan: Any, unit: str) -> Decimal | None:
    """The exact amount in `unit`, every yuan kept; None where it is missing."""
    return None if is_missing(value_yuan) else Decimal(int(value_yuan)) / YUAN_IN[unit]


def amount(value_yuan: Any, unit: str = HUNDRED_MILLION, decimals: int = 2) -> str:
    """Yuan in `unit` without its name, for a cell whose header names it: "1,234.57"."""
    value = in_unit(value_yuan, unit)
    return MISSING if value is None else _grouped(value, decimals)


def short_amount(
    value_yuan: Any, unit: str = HUNDRED_MILLION, language: str = DEFAULT_LANGUAGE, decimals: int = 1
) -> str:
    """Yuan in the unit a page shows, without its name; billions have a decimal more than 亿元."""
    shown = shown_unit(unit, language)
    return amount(value_yuan, shown, decimals + (shown == BILLION))


def yuan(
    value_yuan: Any, unit: str = HUNDRED_MILLION, language: str = DEFAULT_LANGUAGE, decimals: int = 2
) -> str:
    """Yuan with the unit: "1,234.57 亿元"; in English "CNY 123.46 bn", below a billion "CNY 75 m".

    万元 are always millions in English, as exactly: "12,345.00 万元", "CNY 123.45 m".
    """
    if is_missing(value_yuan):
        return MISSING
    if language == "zh":
        return f"{amount(value_yuan, unit, decimals)} {unit_name(unit)}"
    if unit == YUAN:
        return f"CNY {amount(value_yuan, unit, decimals)}"
    if unit == HUNDRED_MILLION and abs(value_yuan) >= YUAN_IN[BILLION]:
        return f"CNY {amount(value_yuan, BILLION, decimals)} {BILLION}"
    if unit == HUNDRED_MILLION:
        return f"CNY {amount(value_yuan, MILLION, max(decimals - 2, 0))} {MILLION}"
    return f"CNY {amount(value_yuan, MILLION, decimals + 2).rstrip('0').rstrip('.')} {MILLION}"


def count(value: Any) -> str:
    """A number of things: "12,345"."""
    return MISSING if is_missing(value) else _grouped(_exact(value), 0)


def number(value: Any, decimals: int = 2) -> str:
    """A number of some other unit: "1,234.57"."""
    return MISSING if is_missing(value) else _grouped(_exact(value), decimals)


def percent(ratio: Any, decimals: int = 1) -> str:
    """A ratio (0–1) in per cent: "12.3%"."""
    return MISSING if is_missing(ratio) else f"{_grouped(_exact(ratio) * 100, decimals)}%"


def yoy(ratio: Any, decimals: int = 1) -> str:
    """Growth with its direction and sign: "▲ +12.3%", "▼ -4.5%", "0.0%"."""
    return MISSING if is_missing(ratio) else f"{_signed(_exact(ratio) * 100, decimals)}%"


def points(difference: Any, language: str = DEFAULT_LANGUAGE) -> str:
    """A difference of two ratios in percentage points: "▲ +1.20 个百分点", "▲ +1.20 pp"."""
    if is_missing(difference):
        return MISSING
    return f"{_signed(_exact(difference) * 100, 2)} {translator(language)(N_('pp'))}"


def change(value: Any) -> str:
    """A change in a count or a rank: "▲ +3", "▼ -2", "0"."""
    return MISSING if is_missing(value) else _signed(_exact(value), 0)


def percent_value(ratio: Any) -> Decimal | None:
    """A ratio as the number that stands under a header in per cent: 0.12345 -> 12.35; None where missing."""
    return None if is_missing(ratio) else _rounded(_exact(ratio) * 100, 2)


def is_missing(value: Any) -> bool:
    """Whether there is no value; a list always is one."""
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _exact(value: Any) -> Decimal:
    # repr is the shortest decimal that is this float: 0.285 rounds as people see it, not as it is stored.
    if isinstance(value, Decimal):
        return value
    return Decimal(int(value)) if isinstance(value, Integral) else Decimal(repr(float(value)))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded  # no "-0.00"


def _grouped(value: Decimal, decimals: int) -> str:
    return f"{_rounded(value, decimals):,}"


def _signed(value: Decimal, decimals: int) -> str:
    rounded = _rounded(value, decimals)
    if rounded == 0:
        return f"{rounded}"
    return f"{_UP if rounded > 0 else _DOWN} {rounded:+,}"


def place_name(code: str, language: str) -> str:
    """The nation, a province or a city by its code, in the reader's language; another code as it is."""
    if code == NATION_CODE:
        zh, en = NATION
        return zh if language == "zh" else en
    name = province_name(code, language)
    return city_name(code, language) if name == code else name
