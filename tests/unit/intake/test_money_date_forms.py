"""Every string of real notices is read right or refused, held against a second, independent reading.

The second reading is deliberately narrow: it knows whole patterns, not a grammar, and what it does not
know must be refused.
"""

import csv
import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from analysis.intake.amounts import parse_money
from analysis.intake.periods import parse_date

FORMS = "money_date_forms.csv"
FACTORS = {"元": 1, "万元": 10**4, "亿元": 10**8, "亿": 10**8}
NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
LABELS = (
    r"(?:中标价|中标金额|合同价款|合同额|合同金额|合同总金额|金额)?(?:合计)?(?:为)?"
    r"(?:约合|约为|约|接近)?(?:为)?(?:人民币)?"
)
# One amount, alone or after a label; one amount with its parts, which must add up; a converted amount.
ONE = re.compile(rf"{LABELS}{NUMBER} ?(元|万元|亿元|亿)(?:人民币)?(?:\(税前\))?")
SIGNED = re.compile(rf"￥{NUMBER}(?:元\(税前\))?")
WITH_PARTS = re.compile(rf"(?:投标总价|投标总报价)?:?{NUMBER}元\([^()]*?{NUMBER}元[^()\d]*{NUMBER}元\)")
CONVERTED = re.compile(rf".*美元,约?折合人民币{NUMBER}万元")
DIFFICULT = {"柒亿伍仟叁佰壹拾柒万零贰元(￥753,170,002.00)": 753_170_002}


def forms(shared: Path) -> list[dict[str, str]]:
    with (shared / "real" / FORMS).open(encoding="utf-8-sig") as table:
        return list(csv.DictReader(table))


def decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def expected_yuan(text: str) -> int | None:
    """Whole yuan, or None where the text says no one amount."""
    if text in DIFFICULT:
        return DIFFICULT[text]
    plain = text.replace("，", ",").replace("（", "(").replace("）", ")").replace("：", ":")
    if found := SIGNED.fullmatch(plain):
        exact = decimal(found[1])
    elif found := ONE.fullmatch(plain.replace("币 ", "币")):
        exact = decimal(found[1]) * FACTORS[found[2]]
    elif (found := WITH_PARTS.fullmatch(plain)) and decimal(found[2]) + decimal(found[3]) == decimal(
        found[1]
    ):
        exact = decimal(found[1])
    elif found := CONVERTED.fullmatch(plain):
        exact = decimal(found[1]) * 10**4
    else:
        return None
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def expected_date(text: str) -> datetime.date | None:
    """The day, or None where the text leaves the year or the day open; a month alone is its first day."""
    plain = re.sub(r"\\n|\s", "", text)
    if plain == "二〇二〇年七月十六日":
        return datetime.date(2020, 7, 16)
    found = re.fullmatch(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?", plain)
    return datetime.date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None


def test_every_amount(shared: Path) -> None:
    amounts = [row["text"] for row in forms(shared) if "日期" not in row["kind"]]
    read = {text: parse_money(text).value for text in amounts}
    wrong = {
        text: (value, expected_yuan(text)) for text, value in read.items() if value != expected_yuan(text)
    }
    assert wrong == {}
    assert len(amounts) > 300
    assert sum(value is not None for value in read.values()) > 150


def test_every_date(shared: Path) -> None:
    dates = [row["text"] for row in forms(shared) if "日期" in row["kind"]]
    read = {text: parse_date(text).value for text in dates}
    assert {text: value for text, value in read.items() if value != expected_date(text)} == {}
    assert len(dates) > 100


def test_what_is_not_exact_says_so(shared: Path) -> None:
    for row in forms(shared):
        parsed = parse_money(row["text"])
        if re.search(r"约|接近", row["text"]) and parsed.value is not None:
            assert parsed.rule in ("amount_approximate", "amount_converted"), row["text"]
        if re.search(r"%|率|超|不超过|/", row["text"]) and "日期" not in row["kind"]:
            assert parsed.value is None, row["text"]
        assert parsed.value is not None or parsed.rule, row["text"]


def test_two_amounts_that_differ_are_refused() -> None:
    assert parse_money("￥19815.85738万元 / 叁元肆角捌分").rule == "amount_conflict"
    assert parse_money("壹佰元整(￥101.00)").rule == "amount_conflict"


@pytest.mark.parametrize(
    "text", ["近日", "今日", "25日午间", "近一个月来", "7月7日", "5月中旬", "9月初", "二○惊○年七月十六日"]
)
def test_a_day_that_is_not_said_is_not_made_up(text: str) -> None:
    assert parse_date(text).value is None
