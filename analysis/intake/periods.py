"""Dates, years, quarters and periods as people write them.

What leaves the day or the year open is not filled in.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from analysis.intake.chinese_numbers import digits, whole_number
from analysis.intake.values import Parsed, folded, refused
from analysis.settings import BEIJING

FIRST_YEAR, LAST_YEAR = 1900, 2100
SERIAL_DAYS = range(20_000, 60_001)  # 1954-10-03 to 2064-04-08, in a spreadsheet's count of days
_SERIAL_START = date(1899, 12, 30)
_EPOCH_MILLISECONDS = re.compile(r"[1-9]\d{11,12}")
_TIME = r"(?:[T]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DAY = re.compile(
    rf"(?P<year>\d{{4}})(?:(?P<sign>[-./])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})"
    rf"|年(?P<month_cn>\d{{1,2}})月(?P<day_cn>\d{{1,2}})[日号]?){_TIME}"
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})[:时点](?P<minute>\d{2})(?:分|:(?P<second>\d{2})(?:\.\d+)?)?$")
_COMPACT_DAY = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_MONTH = re.compile(
    r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})|\.(?P<dotted>\d{2})|年(?P<month_cn>\d{1,2})月份?)"
)
_COMPACT_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])")
_PART_OF_DAY = re.compile(r"(?:晚间?|午间|上午|下午|收盘后)$")
_WORDS = re.compile(
    r"近|日前|今[日天]|昨[日天]|明[日天]|当[日天]|本[月周]|上[月周]|[初末底]$|[上中下]旬|午间|晚间"
)
_CHINESE_DATE = re.compile(
    r"(?P<year>[〇○零一二三四五六七八九]{4})年(?:(?P<month>[一二三四五六七八九十]{1,3})月(?:(?P<day>[一二三四五六七八九十]{1,3})[日号])?)?"
)

_QUARTER_MONTHS = {3: 1, 6: 2, 9: 3, 12: 4}
_RANGE = r"1[-—–~至到](?P<{0}>\d{{1,2}})"
_QUARTER = re.compile(
    r"(?:第?(?P<single>[1-4一二三四])季度?|Q(?P<q>[1-4])|(?P<letter>[A-D])"
    r"|第?1[-—–~至到](?P<range>[1-4])季度?|第?一至(?P<range_cn>[二三四])季度"
    r"|1[-—–~至到](?P<months>\d{1,2})月份?|(?P<half>上半年)|(?P<three>前三季度?|前3季度?)|(?P<two>前二季度|前两季度|前2季度)"
    r"|(?P<whole>全年|年度))",
    re.IGNORECASE,
)
_CHINESE_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "A": 1, "B": 2, "C": 3, "D": 4}


class Period(NamedTuple):
    """A year and a quarter; a quarter of None is the whole year.

    `ytd` if the words say that it is cumulative.
    """

    year: int | None
    quarter: int | None
    ytd: bool = False


def parse_date(text: str) -> Parsed:
    """A day. A month alone is its first day, with a note.

    A year alone, a day without year or "recently" is refused.
    """
    plain = _PART_OF_DAY.sub("", _arabic(folded(text)))
    for pattern in (_DAY, _COMPACT_DAY):
        if match := pattern.fullmatch(plain):
            year, month, day = (int(part) for part in match.groupdict().values() if part and part.isdigit())
            return _day(year, month, day)
    for pattern in (_MONTH, _COMPACT_MONTH):
        if match := pattern.fullmatch(plain):
            year, month = (int(part) for part in match.groupdict().values() if part)
            first = _day(year, month, 1)
            return (
                Parsed(first.value, "date_month_only", {"read": str(first.value)}) if first.value else first
            )
    if _EPOCH_MILLISECONDS.fullmatch(plain):
        moment = datetime.fromtimestamp(int(plain) / 1000, UTC).astimezone(BEIJING)
        return _day(moment.year, moment.month, moment.day)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain) and int(plain[:5]) in SERIAL_DAYS:
        return Parsed(_SERIAL_START + timedelta(days=int(plain[:5])))
    return _refused_date(plain)


def parse_moment(text: str) -> Parsed:
    """A day with the time of day where one is said; midnight stands for a day alone."""
    clock = _CLOCK.search(unicodedata.normalize("NFKC", text).strip())
    plain = folded(text)
    if re.fullmatch(r"\d{5}\.\d+", plain) and int(plain[:5]) in SERIAL_DAYS:
        seconds = round(float(plain) % 1 * 86_400)
        return Parsed(
            datetime.combine(_SERIAL_START + timedelta(days=int(plain[:5])), time())
            + timedelta(seconds=seconds)
        )
    day = parse_date(clock.string[: clock.start()].removesuffix("T") if clock else plain)
    if not isinstance(day.value, date):
        return day
    if clock is None:
        return Parsed(datetime.combine(day.value, time()), day.rule, day.details)
    hour, minute, second = (int(clock[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        return refused("date_impossible")
    return Parsed(datetime.combine(day.value, time(hour, minute, second)), day.rule, day.details)


def _refused_date(plain: str) -> Parsed:
    if re.fullmatch(r"\d{4}\.\d", plain):
        return refused("date_month_unclear")  # 2020.10 stored as a number shows as 2020.1
    if re.fullmatch(r"\d{4}年?", plain):
        return refused("date_year_only")
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", plain):
        return refused("date_order_unclear")
    if re.fullmatch(r"(?:\d{1,2}月)?\d{1,2}[日号]?|\d{1,2}月.*", plain):
        return refused("date_without_year")
    return refused("date_relative" if _WORDS.search(plain) else "date_unreadable")


def _day(year: int, month: int, day: int) -> Parsed:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return refused("date_impossible")
    try:
        return Parsed(date(year, month, day))
    except ValueError:
        return refused("date_impossible")


def _arabic(text: str) -> str:
    """A date in Chinese digits with Arabic ones; any other text as it is."""
    match = _CHINESE_DATE.fullmatch(text)
    if not match:
        return text
    year = digits(match["year"])
    month, day = (whole_number(match[part]) if match[part] else None for part in ("month", "day"))
    return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")


def parse_year(text: str) -> Parsed:
    """A year of four digits."""
    match = re.fullmatch(r"(\d{4})(?:年度?)?", _arabic(folded(text)))
    if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return refused("year_unreadable")
    return Parsed(int(match[1]))


def parse_period(text: str) -> Parsed:
    """A `Period`: a year with a quarter in any spelling, a year alone, or a quarter alone."""
    plain = folded(text).replace("—", "-").replace("–", "-")
    match = re.fullmatch(r"(?:(?P<year>\d{4})(?:年度?)?)?(?P<rest>.*)", plain)
    year = int(match["year"]) if match and match["year"] else None
    rest = match["rest"].strip("-_.") if match else plain
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return refused("period_unreadable")
    if not rest:
        return Parsed(Period(year, None)) if year else refused("period_unreadable")
    bare = re.sub(r"\(?累计\)?$", "", rest)
    found = _QUARTER.fullmatch(bare)
    if not found:
        month = re.fullmatch(r"\d{1,2}月份?", rest)
        return refused("period_not_quarter" if month else "period_unreadable")
    parsed = _period(year, found)
    if bare != rest and isinstance(parsed.value, Period) and parsed.value.quarter:
        return Parsed(parsed.value._replace(ytd=True))
    return parsed


def _period(year: int | None, found: re.Match[str]) -> Parsed:
    if found["whole"]:
        return Parsed(Period(year, None))
    if found["months"]:
        quarter = _QUARTER_MONTHS.get(int(found["months"]))
        return Parsed(Period(year, quarter, ytd=True)) if quarter else refused("period_not_quarter")
    if found["half"] or found["two"]:
        return Parsed(Period(year, 2, ytd=True))
    if found["three"]:
        return Parsed(Period(year, 3, ytd=True))
    spelled = found["range"] or found["range_cn"]
    single = spelled or found["single"] or found["q"] or found["letter"].upper()
    quarter = _CHINESE_QUARTERS.get(single) or int(single)
    return Parsed(Period(year, quarter, ytd=bool(spelled)))


def parse_quarter(text: str) -> Parsed:
    """The quarter 1–4 up to whose end a cumulative figure runs; 全年 is the fourth."""
    plain = folded(text)
    if re.fullmatch(r"[1-4](?:\.0)?", plain):
        return Parsed(int(plain[0]))
    if plain in _CHINESE_QUARTERS:
        return Parsed(_CHINESE_QUARTERS[plain])
    parsed = parse_period(plain)
    if not isinstance(parsed.value, Period) or parsed.value.year is not None:
        return refused("quarter_unreadable")
    return Parsed(parsed.value.quarter or 4)
