"""Amounts of money as people write them -> whole yuan, exact.

What is not one amount is refused with the reason.
"""

import csv
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache, lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.intake.chinese_numbers import CHARACTERS, capital_amount, whole_number
from analysis.intake.values import Parsed, folded, refused
from analysis.reference import REFERENCE

UNITS_FILE = REFERENCE / "units.csv"
LARGEST_YUAN = 10**15  # a thousand trillion: above it, digits were lost or a unit is wrong
SMALLEST_LIKELY_YUAN = 1_000

_PLAIN = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d+")
_SPACED_DIGITS = re.compile(r"\d[\s\u2000-\u200a\u202f\u00a0\u3000]+\d")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[\s\u2000-\u200a\u202f\u00a0\u3000]\d{3})+(?![\d])")
_FOOTNOTE = re.compile(r"(?<=[\d元])注\d*$|(?<=[\d元])[①-⑳*]+$")
_RATE = re.compile(r"[%‰％]|率|系数|折扣|下浮|上浮|费率|/|每|单价|(?<=\d)折")
_FOREIGN = re.compile(
    r"美元|美金|欧元|日元|港元|港币|英镑|卢布|第纳尔|澳元|加元|新元|韩元|法郎|先令|比索|[$€£₽]|USD|EUR|HKD"
)
_CONVERTED = re.compile(r"折?合(?:人民币|RMB)(?P<rest>.+)$")
_ABOUT = re.compile(r"^(?:大约|大概|约合|约为|约|接近|近|暂定约|暂定|预计)(?:为)?|(?:左右|上下)$")
_BOUND = re.compile(
    r"不超过|不高于|不低于|不少于|不足|超过|超|至少|最高|最低|以上|以下|以内|大于|小于|[<>≤≥]|余|多"
)
_LABEL = re.compile(
    r"^(?P<label>(?:中标|成交|合同|工程|投标|项目)?(?:总|含税)?(?:价款|金额|价格|造价|总价|总额|总金额|报价|总报价|价|额))"
    r"(?P<sum>合计|总计|共计)?(?:为|是|[::])?"
)
_OTHER_AMOUNT = re.compile(r"投资|估算|概算|其中|份额|限价|保证金")
_TAX = re.compile(r"\((?:含税|不含税|税前|税后|大写|小写)\)$")
_CURRENCY = re.compile(r"^(?:人民币|RMB|CNY|[¥￥])+|(?:人民币|RMB|CNY)$")


@cache
def units() -> dict[str, int]:
    """The units of money and how many yuan each is; the words are data."""
    with UNITS_FILE.open(encoding="utf-8") as table:
        return {row["unit"]: int(row["factor"]) for row in csv.DictReader(table)}


@cache
def _amount_pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(units(), key=len, reverse=True)))
    return re.compile(rf"(?P<number>-?[\d.,]+|[{CHARACTERS}几]+?)(?P<unit>{names})?")


@lru_cache(maxsize=10_000)
def unit_factor(unit: str | None) -> int | None:
    """How many yuan a unit is; None if it is no unit of money."""
    if not unit:
        return None
    plain = _CURRENCY.sub("", folded(unit)) or folded(unit)
    return units().get(plain) or units().get(folded(unit))


def parse_money(text: str, unit: str | None = None) -> Parsed:
    """One amount as whole yuan, rounded half up.

    `unit` is what header, column or table say; a unit within the text goes first, and a note says so
    where they differ. Without any unit: rule unit_missing. Approximate and converted amounts are read
    with a question.
    """
    if _PLAIN.fullmatch(text):  # most cells of most files
        return _in_yuan(Decimal(text.replace(",", "")), unit_factor(unit), None)
    if _SCIENTIFIC.fullmatch(text):
        return refused("amount_too_large")
    if _SPACED_DIGITS.search(text):
        closed = _SPACED_THOUSANDS.sub(lambda match: folded(match.group()), text)
        if _SPACED_DIGITS.search(closed):
            return refused("amount_several")
        text = closed
    plain = folded(text).rstrip("。;,、")
    footnoteless = _FOOTNOTE.sub("", plain)
    if footnoteless != plain:
        return _with_rule(_parse_words(footnoteless, unit), "amount_with_footnote")
    return _parse_words(plain, unit)


def plain_amounts(texts: list[str | None], unit: str | None) -> tuple[np.ndarray, np.ndarray]:
    """Which texts are plain numbers of a likely size, and these in whole yuan: `parse_money`, all at once.

    Decimal throughout, so exact; what is out of the ordinary in any way is left to `parse_money`.
    """
    factor = unit_factor(unit)
    column = pa.array(texts, pa.string())
    plain = pc.fill_null(pc.match_substring_regex(column, r"^\d{1,12}(\.\d{1,6})?$"), False)
    if factor is None or not pc.any(plain).as_py():
        return np.zeros(len(texts), dtype=bool), np.zeros(len(texts), dtype=np.int64)
    number = pc.if_else(plain, column, "0").cast(pa.decimal128(20, 6))
    yuan = pc.multiply(number, pa.scalar(Decimal(factor), pa.decimal128(13, 0)))
    whole = pc.round(yuan, ndigits=0, round_mode="half_towards_infinity").cast(
        pa.decimal128(38, 0), safe=False
    )
    likely = pc.and_(
        pc.less_equal(whole, pa.scalar(Decimal(LARGEST_YUAN), pa.decimal128(38, 0))),
        pc.and_(
            pc.greater_equal(whole, pa.scalar(Decimal(SMALLEST_LIKELY_YUAN), pa.decimal128(38, 0))),
            pc.greater_equal(number, pa.scalar(Decimal(1), pa.decimal128(20, 6))),
        ),
    )
    taken = pc.and_(plain, likely)
    values = pc.if_else(taken, whole, pa.scalar(Decimal(0), pa.decimal128(38, 0))).cast(pa.int64())
    return np.asarray(taken), np.asarray(values)


def _parse_words(text: str, unit: str | None) -> Parsed:
    if _FOREIGN.search(text):
        converted = _CONVERTED.search(text)
        if not converted or "," in re.sub(r"\d,\d{3}", "", converted["rest"]):
            return refused("amount_foreign")
        return _with_rule(_parse_words(converted["rest"], unit), "amount_converted")
    capital = _capital_with_digits(text, unit)
    if capital:
        return capital
    if "%" in text:
        return refused("amount_is_rate")
    if _OTHER_AMOUNT.search(text) and "(" not in text:
        return refused("amount_of_other")
    bare = _CURRENCY.sub("", text)
    labelled = _LABEL.match(bare)
    rule = ""
    if labelled:
        bare = bare[labelled.end() :]
        rule = "amount_is_total" if labelled["sum"] else "amount_in_words"
    whole = _total_with_parts(bare, unit)
    if whole:
        return whole
    if _RATE.search(text):
        return refused("amount_is_rate")
    taxed = _TAX.sub("", bare)
    if taxed != bare:
        bare, rule = taxed, rule or "amount_in_words"
    approximate = _ABOUT.sub("", _CURRENCY.sub("", bare))
    if approximate != _CURRENCY.sub("", bare):
        rule = "amount_approximate"
    if _BOUND.search(approximate):
        return refused("amount_bound")
    parsed = _one_amount(_CURRENCY.sub("", approximate), _signed_unit(text, unit))
    return _with_rule(parsed, rule) if rule else parsed


def _signed_unit(text: str, unit: str | None) -> str | None:
    """A currency sign says yuan where nothing else names a unit."""
    return "元" if unit is None and "¥" in text else unit


def _one_amount(text: str, unit: str | None) -> Parsed:
    match = _amount_pattern().fullmatch(_CURRENCY.sub("", text))
    if not match:
        several = len(re.findall(r"\d+(?:[.,]\d+)*", text)) > 1
        return refused("amount_several" if several else "amount_unreadable")
    number = _number(match["number"])
    if number is None:
        return refused("amount_unreadable")
    return _in_yuan(
        number, unit_factor(match["unit"]), unit_factor(unit), unit_in_cell=match["unit"] is not None
    )


def _number(text: str) -> Decimal | None:
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    counted = whole_number(text)
    return None if counted is None else Decimal(counted)


def _in_yuan(number: Decimal, factor: int | None, fallback: int | None, unit_in_cell: bool = False) -> Parsed:
    used = factor or fallback
    if used is None:
        return refused("unit_missing")
    try:
        yuan = int((number * used).to_integral_value(ROUND_HALF_UP))
    except InvalidOperation:
        return refused("amount_too_large")
    if yuan < 0:
        return refused("amount_negative")
    if yuan > LARGEST_YUAN:
        return refused("amount_too_large")
    if unit_in_cell and fallback is not None and factor != fallback:
        return Parsed(yuan, "unit_in_cell_differs", {"yuan": f"{yuan:,}"})
    if 0 < yuan < SMALLEST_LIKELY_YUAN or (0 < number < 1 and not unit_in_cell):
        return Parsed(yuan, "amount_small", {"yuan": f"{yuan:,}"})
    return Parsed(yuan)


def _capital_with_digits(text: str, unit: str | None) -> Parsed | None:
    """An amount in capital characters, alone or with the same amount in digits beside it."""
    if not re.search(r"[壹贰叁肆伍陆柒捌玖拾佰仟]|元整|角|[一二三四五六七八九]分", text):
        return None
    parts = [part for part in re.split(r"[()/]|大写:?|小写:?", text) if part]
    read = []
    for part in parts:
        capital = capital_amount(part)
        if capital is not None:
            yuan = Parsed(int(capital.to_integral_value(ROUND_HALF_UP)))
        else:
            yuan = _one_amount(_CURRENCY.sub("", part), _signed_unit(part, unit))
        if yuan.rule and yuan.rule != "amount_small":
            return refused("amount_unreadable") if len(parts) == 1 else refused("amount_conflict")
        read.append(yuan.value)
    if len(set(read)) != 1:
        return refused("amount_conflict")
    return Parsed(read[0])


def _total_with_parts(text: str, unit: str | None) -> Parsed | None:
    """A total with its parts in brackets, taken if the parts add up to it exactly."""
    match = re.fullmatch(r"(?P<total>[^()]+)\((?P<parts>[^()]*\d[^()]*)\)", text)
    if not match or _RATE.search(text):
        return None
    total = _one_amount(_CURRENCY.sub("", match["total"]), unit)
    if total.rule:
        return total if total.rule == "unit_missing" else None
    written = _amount_pattern().fullmatch(_CURRENCY.sub("", match["total"]))
    parts = [
        _scaled(number, named or (written and written["unit"]) or unit)
        for number, named in re.findall(r"(\d[\d,.]*\d|\d)(万元|亿元|元)?", match["parts"])
    ]
    whole = _scaled(written["number"], written["unit"] or unit) if written else None
    if whole is not None and len(parts) > 1 and None not in parts and sum(filter(None, parts)) == whole:
        return Parsed(total.value, "amount_with_parts", {"yuan": f"{total.value:,}"})
    return refused("amount_several")


def _scaled(number: str, unit: str | None) -> Decimal | None:
    value, factor = _number(number), unit_factor(unit)
    return None if value is None or factor is None else value * factor


def _with_rule(parsed: Parsed, rule: str) -> Parsed:
    """The parsed amount with a further reason to look at it; what was refused stays refused."""
    if parsed.value is None:
        return parsed
    return Parsed(parsed.value, rule, {"yuan": f"{parsed.value:,}"})
