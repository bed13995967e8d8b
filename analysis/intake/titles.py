"""What the lines around a table say of all its rows: the unit of money, the period."""

import re
from collections.abc import Iterable
from datetime import date

from analysis.intake.amounts import unit_factor
from analysis.intake.periods import Period, parse_date, parse_period
from analysis.intake.values import folded

_UNIT_LINE = re.compile(r"(?:计量)?单位[:：]?(?P<words>.+)$")
_TITLE_UNIT = re.compile(r"\((?P<words>[^()]*)\)")
_TITLE_DAY = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_TITLE_PERIOD = re.compile(
    r"\d{4}年(?:度?(?:第?[一二三四1-4]季度|[1一][-—–至]\d{1,2}(?:月|季度)|上半年|前三季度|全年)|度)"
)


def unit_of(lines: Iterable[str]) -> str:
    """The unit of money that a 单位 line names, or a title in its brackets; "" if none or several."""
    plain = [folded(line) for line in lines]
    for pattern in (_UNIT_LINE, _TITLE_UNIT):
        said = {
            word
            for line in plain
            for match in pattern.finditer(line)
            for word in re.split(r"[、,;/和()]", match["words"])
            if unit_factor(word)
        }
        if len({unit_factor(word) for word in said}) == 1:
            return said.pop()
    return ""


def day_of(lines: Iterable[str]) -> date | None:
    """The one day that the lines name."""
    found = {parse_date(match).value for line in lines for match in _TITLE_DAY.findall(folded(line))}
    days = [day for day in found if isinstance(day, date)]
    return days[0] if len(days) == 1 else None


def period_of(lines: Iterable[str]) -> Period | None:
    """The one period that the lines name."""
    found = {parse_period(match).value for line in lines for match in _TITLE_PERIOD.findall(folded(line))}
    periods = [period for period in found if isinstance(period, Period)]
    return periods[0] if len(periods) == 1 else None
