"""Tables with years across (exports of the national statistics site) -> one row a figure."""

import re

import numpy as np

from analysis.intake.headers import plain_header, split_unit
from analysis.intake.periods import Period, parse_period
from analysis.intake.sandbox import RawColumn, RawTable
from analysis.intake.values import folded, says_nothing

HEADERS = ("地区", "时期", "基础", "指标", "数值", "单位", "来源")
_SEARCH_ROWS = 12
_FIRST_CELLS = {"地区", "指标", "省份", "省市", "region", "indicator"}
_PREAMBLE = re.compile(r"(?P<name>数据库|指标|时间|单位|地区)[:：](?P<value>.+)")
_SOURCE = re.compile(r"(?:数据|资料)来源[:：](?P<value>.+)")
_FOOTNOTE = re.compile(r"(?:注|数据来源|资料来源|说明)")
_YTD = re.compile(r"[_-]?(?:累计值|累计)$")
_SINGLE = re.compile(r"[_-]?(?:当期值|当季值|当期)$")
_ANY_UNIT = re.compile(r"\((?P<unit>[^()]+)\)$")


def unfolded(table: RawTable) -> RawTable | None:
    """The table with one row a figure, or None if its header is not a row of periods.

    Rows keep the row number of the line they came from. The unit stands in the indicator's brackets or in the
    preamble; the basis is said by the indicator (累计值, 当期值), by the years, or left open.
    """
    header = _header_row(table)
    if header is None:
        return None
    periods = {
        index: text for index, text in enumerate(table.row(header)) if index and text and _is_period(text)
    }  # fmt: skip
    said = _preamble(table, header)
    by_region = plain_header(table.row(header)[0] or "") in {"地区", "省份", "省市", "region"}
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    for number in range(header + 1, table.height):
        first = table.row(number)[0]
        if not first or _FOOTNOTE.match(folded(first)):
            continue
        indicator, unit, basis = _described(
            said.get("指标", "") if by_region else first, said.get("单位", "")
        )
        region = first if by_region else said.get("地区", "全国")
        for index, period in periods.items():
            value = table.columns[index][number]
            if value is None or says_nothing(value):
                continue
            quarter = parse_period(period).value
            own = basis or ("年度" if isinstance(quarter, Period) and quarter.quarter is None else None)
            rows.append([region, period, own, indicator, value, unit, said.get("来源")])
            numbers.append(table.source_row(number))
    return _table(table, rows, numbers) if rows else None


def _header_row(table: RawTable) -> int | None:
    for number in range(min(table.height, _SEARCH_ROWS)):
        first, *others = table.row(number)
        filled = [text for text in others if text]
        if not first or plain_header(first) not in _FIRST_CELLS or len(filled) < 2:
            continue
        if all(_is_period(text) for text in filled):
            return number
    return None


def _is_period(text: str) -> bool:
    period = parse_period(text).value
    return isinstance(period, Period) and period.year is not None


def _preamble(table: RawTable, header: int) -> dict[str, str]:
    """What the lines above (and the source line below) say.

    A database named above is the statistics bureau's.
    """
    said: dict[str, str] = {}
    for number in range(header):
        for text in table.row(number):
            match = _PREAMBLE.match(folded(text)) if text else None
            if match:
                said.setdefault(match["name"], match["value"])
    for number in range(header + 1, table.height):
        match = _SOURCE.match(folded(table.row(number)[0] or ""))
        if match:
            said["来源"] = match["value"]
    if "数据库" in said:
        said["来源"] = " ".join(filter(None, [said.get("来源", "国家统计局"), said["数据库"]]))
    return said


def _described(indicator: str, unit: str) -> tuple[str, str | None, str | None]:
    """An indicator's own name, its unit and its basis as its words say."""
    plain = folded(indicator)
    bracket = _ANY_UNIT.search(plain)
    name = plain[: bracket.start()] if bracket else split_unit(plain)[0]
    found = bracket["unit"] if bracket else unit
    for pattern, basis in ((_YTD, "累计"), (_SINGLE, "当期")):
        if pattern.search(name):
            return pattern.sub("", name), found or None, basis
    return name, found or None, None


def _table(table: RawTable, rows: list[list[str | None]], numbers: list[int]) -> RawTable:
    columns = []
    for index, header in enumerate(HEADERS):
        texts: dict[str | None, int] = {header: 0}
        codes = [0, *(texts.setdefault(row[index], len(texts)) for row in rows)]
        columns.append(RawColumn(list(texts), np.array(codes, dtype=np.uint32)))
    return RawTable(
        table.sheet, columns, len(rows) + 1, table.first_row, hidden=table.hidden,
        numbers=np.array([table.first_row, *numbers], dtype=np.int32),
    )  # fmt: skip
