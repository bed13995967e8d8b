"""What the lines around a table say of all its rows: the unit of money, the period, batch and document."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from analysis.intake.amounts import unit_factor
from analysis.intake.chinese_numbers import whole_number
from analysis.intake.periods import Period, parse_date, parse_period
from analysis.intake.values import folded
from analysis.kinds import Column

_UNIT_LINE = re.compile(r"(?:计量)?单位[:：]?(?P<words>.+)$")
_TITLE_UNIT = re.compile(r"\((?P<words>[^()]*)\)")
_TITLE_DAY = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_BATCH = re.compile(r"第(\d{1,3}|[一二三四五六七八九十]{1,3})批")
_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[(]\d{4}[〕\])]第?\d{1,5}号")
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


def said_by_title(column: Column, sheet: str, above: Sequence[str], letterhead: Sequence[str]) -> object:
    """What the lines around a table say of all its rows in a column it lacks; None if nothing or several.

    A title is a line that names the kind of table (`sheet`). Date and number of a document also stand
    alone on a line of its letterhead or under its text.
    """
    titles = [folded(line) for line in above if sheet in line]
    if column.title_words:
        spoken = column.title_words.items()
        return _only(code for code, words in spoken for word in words for line in titles if word in line)
    if column.type == "batch":
        return _only(whole_batch(match) for line in titles for match in _BATCH.findall(line))
    if column.type == "date":
        alone = [line for line in letterhead if _TITLE_DAY.fullmatch(folded(line))]
        return day_of(above) or day_of(alone)
    near = [match for line in above for match in _DOCUMENT.findall(folded(line))]
    return _only(near or (folded(line) for line in letterhead if _DOCUMENT.fullmatch(folded(line))))


def whole_batch(words: str) -> int | None:
    """The number of a batch from its digits or Chinese numerals."""
    return int(words) if words.isdigit() else whole_number(words)


def _only(found: Iterable[object]) -> object:
    distinct = set(found)
    return distinct.pop() if len(distinct) == 1 else None
