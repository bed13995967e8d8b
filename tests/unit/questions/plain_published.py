"""Published figures once more, slow and plain: loops over the rows imported, decimals, no warehouse.

Written from the definitions alone. A row is a dict with the columns of the kind `benchmark`; of rows with one
key the last one counts. Vintages are compared as they are written.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any

from analysis import reference

Row = dict[str, Any]
NATION = "000000"
KEY = ("region_code", "year", "quarter", "basis", "scope", "indicator", "caliber", "vintage")
YUAN = {"元": 1, "万元": 10**4, "亿元": 10**8}
_TABLES = {name: reference.read_table(f"{name}.csv") for name in ("identities", "indicators")}
MEASURE = dict(zip(_TABLES["indicators"]["spelling"], _TABLES["indicators"]["measure"], strict=True))
PROVINCES = set(reference.provinces()["province_code"])


def standing(rows: Iterable[Row]) -> list[Row]:
    """The rows that count: the last of each key."""
    return list({tuple(row[name] for name in KEY): row for row in rows}.values())


def alike(row: Row, others: Iterable[Row], *but: str) -> list[Row]:
    """The other rows that agree with a row in its key and unit, but for some of it."""
    same = [name for name in (*KEY, "unit") if name not in but]
    return [other for other in others if other is not row and all(row[name] == other[name] for name in same)]


def earlier_in_year(row: Row, rows: list[Row]) -> Row | None:
    """The row of the last quarter before it in its year and series."""
    if row["quarter"] is None:
        return None
    found = [
        o for o in alike(row, rows, "quarter") if o["quarter"] is not None and o["quarter"] < row["quarter"]
    ]
    return max(found, key=lambda other: other["quarter"], default=None)


def series(rows: list[Row]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Of each figure its single quarter, what it spans, growth of the levels and flags."""
    told = {}
    for row in rows:
        before = earlier_in_year(row, rows)
        flow = row["nature"] == "flow"
        to_date = flow and row["basis"] == "ytd" and row["quarter"] is not None
        spans = row["quarter"] - (before["quarter"] if before else 0) if to_date else None
        single = row["value"] if flow and row["basis"] == "quarter" else None
        if to_date:
            single = row["value"] - (before["value"] if before else 0)
        prior = [o for o in alike(row, rows, "year") if o["year"] == row["year"] - 1]
        growth = None
        if prior and prior[0]["value"] > 0 and row["nature"] != "ratio":
            growth = float(row["value"]) / float(prior[0]["value"]) - 1
        vintages = [row, *alike(row, rows, "vintage")]
        differ = len({o["value"] for o in vintages}) > 1
        flags = []
        if spans is not None and spans > 1:
            flags.append("spans_quarters")
        if differ and row["vintage"] < max(o["vintage"] for o in vintages):
            flags.append("revised")
        if to_date and before and row["value"] < before["value"]:
            flags.append("falls")
        told[tuple(row[name] for name in KEY)] = {
            "discrete_value": single, "spans_quarters": spans, "derived_yoy": growth,
            "flag": ";".join(flags) or None,
        }  # fmt: skip
    return told


def revisions(rows: list[Row]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """First and last vintage and value, how many, of the figures in several named vintages."""
    told = {}
    for row in rows:
        same = sorted([row, *alike(row, rows, "vintage")], key=lambda other: other["vintage"])
        same = [other for other in same if other["vintage"]]
        if len(same) > 1:
            key = tuple(row[name] for name in KEY if name != "vintage")
            first, last = same[0], same[-1]
            told[key] = (first["vintage"], first["value"], last["vintage"], last["value"], len(same))
    return told


def anomalies(rows: list[Row]) -> set[tuple[Any, ...]]:
    """The kind, the key and what each figure that disagrees is held against; a kind may find several."""
    finders: dict[str, Callable[[Row, list[Row]], list[Decimal]]] = {
        "revised": _revised, "parts_differ": _parts, "regions_differ": _regions, "opening_moves": _opening,
        "annual_differs": _annual, "falls": _falls,
    }  # fmt: skip
    return {
        (kind, *(row[name] for name in KEY), compared)
        for row in rows
        for kind, find in finders.items()
        for compared in find(row, rows)
    }


def disordered(submissions: list[list[Row]]) -> set[tuple[Any, ...]]:
    """The first quarter that stands after a later one, of the latest mixed year of each series of flows."""
    found: dict[tuple[Any, ...], tuple[int, int, tuple[Any, ...]]] = {}
    standing_keys = {id(row) for row in standing(row for rows in submissions for row in rows)}
    for rows in submissions:
        years: dict[tuple[Any, ...], list[Row]] = {}
        for row in rows:
            if (
                id(row) in standing_keys
                and row["nature"] == "flow"
                and row["basis"] == "ytd"
                and row["quarter"]
            ):
                years.setdefault((*(row[n] for n in KEY if n != "quarter"), row["unit"]), []).append(row)
        for listed in years.values():
            pairs = list(pairwise(listed))
            falls = [(one, two) for one, two in pairs if two["quarter"] < one["quarter"]]
            if not falls or len(falls) == len(pairs):
                continue
            before, row = min(falls, key=lambda pair: pair[1]["quarter"])
            key = tuple(row[name] for name in KEY if name not in ("year", "quarter"))
            told = ("out_of_order", *(row[name] for name in KEY), before["value"])
            if key not in found or row["year"] > found[key][0]:
                found[key] = (row["year"], row["quarter"], told)
    return {told for _, _, told in found.values()}


def rebased(rows: list[Row]) -> set[tuple[Any, ...]]:
    """The keys of figures whose published growth is not that of the levels published."""
    found = set()
    for row in rows:
        growth = row.get("published_yoy")
        before = [
            o for o in alike(row, rows, "year", "vintage") if o["year"] == row["year"] - 1 and o["value"] > 0
        ]
        if growth is None or growth <= -1 or row["nature"] == "ratio" or not before:
            continue
        own = [other for other in before if other["vintage"] == row["vintage"]]
        base = own[0] if own else max(before, key=lambda other: other["vintage"])
        if abs(float(row["value"]) / float(base["value"]) - 1 - growth) > 0.00055:
            found.add(tuple(row[name] for name in KEY))
    return found


def _revised(row: Row, rows: list[Row]) -> list[Decimal]:
    earlier = [other for other in alike(row, rows, "vintage") if other["vintage"] < row["vintage"]]
    last = max(earlier, key=lambda other: other["vintage"], default=None)
    return [last["value"]] if last and last["value"] != row["value"] else []


def _apart(value: Decimal, other: Decimal, least: str, share: str) -> bool:
    return abs(value - other) > max(Decimal(least), abs(value) * Decimal(share))


def _parts(row: Row, rows: list[Row]) -> list[Decimal]:
    table = _TABLES["identities"]
    known = {other["indicator"]: other["value"] for other in alike(row, rows, "indicator")}
    totals = [
        sum((known[part] for part in terms["part"]), Decimal(0))
        for _, terms in table[table["whole"] == row["indicator"]].groupby("identity")
        if set(terms["part"]) <= set(known)
    ]
    return [total for total in totals if _apart(row["value"], total, "0.02", "0.00001")]


def _regions(row: Row, rows: list[Row]) -> list[Decimal]:
    if row["region_code"] != NATION or row["nature"] in ("ratio", "average"):
        return []
    parts = [other["value"] for other in alike(row, rows, "region_code") if other["region_code"] in PROVINCES]
    total = sum(parts, Decimal(0))
    return [total] if len(parts) >= 31 and _apart(row["value"], total, "0.5", "0.0005") else []


def _opening(row: Row, rows: list[Row]) -> list[Decimal]:
    if "上年结转" not in row["indicator"] or row["quarter"] is None:
        return []
    year = [row, *(other for other in alike(row, rows, "quarter") if other["quarter"] is not None)]
    first = min(year, key=lambda other: other["quarter"])
    moved = [other for other in year if other["value"] != first["value"]]
    last = max(moved, key=lambda other: other["quarter"], default=None)
    return [first["value"]] if row is last else []


def _annual(row: Row, rows: list[Row]) -> list[Decimal]:
    if row["basis"] != "annual" or row["nature"] != "flow":
        return []
    differing = [
        other
        for other in alike(row, rows, "basis", "quarter", "vintage")
        if other["basis"] == "ytd" and other["quarter"] == 4
        and _apart(row["value"], other["value"], "0.02", "0.00001")
    ]  # fmt: skip
    differing.sort(key=lambda other: (other["vintage"] == row["vintage"], other["vintage"]))
    return [differing[-1]["value"]] if differing else []


def _falls(row: Row, rows: list[Row]) -> list[Decimal]:
    if row["nature"] != "flow" or row["basis"] != "ytd" or row["quarter"] is None:
        return []
    before = earlier_in_year(row, rows)
    return [before["value"]] if before and row["value"] < before["value"] else []


def peers(rows: list[Row], ours: dict[tuple[int, int], tuple[int, int]]) -> dict[tuple[Any, ...], Row]:
    """What was published by region, year, quarter, scope, caliber; `ours` are output elsewhere and gross."""
    chosen: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        if row["basis"] not in ("annual", "ytd") or (row["basis"] == "ytd" and row["quarter"] is None):
            continue
        if row["region_code"] != NATION and row["region_code"] not in PROVINCES:
            continue
        cell = _cell(row, rows)
        if cell is None:
            continue
        key = (row["region_code"], row["year"], row["quarter"] or 4, row["scope"], row["caliber"])
        if key not in chosen or _better(cell) > _better(chosen[key]):
            chosen[key] = cell
    for key, cell in chosen.items():
        group = {k[0]: other for k, other in chosen.items() if k[1:] == key[1:]}
        nation = group.get(NATION, {}).get("out_of_province_ytd_yuan")
        ratio, out = cell["outward_ratio"], cell["out_of_province_ytd_yuan"]
        cell["nation_share"] = out / nation if out is not None and nation else None
        for rank, name in (
            ("ratio", "outward_ratio"),
            ("output", "out_of_province_ytd_yuan"),
            ("gross", "gross_output_ytd_yuan"),
        ):
            others = [o[name] for code, o in group.items() if code != NATION and o[name] is not None]
            told = key[0] != NATION and cell[name] is not None
            cell[f"{rank}_rank"] = 1 + sum(other > cell[name] for other in others) if told else None
            cell[f"{rank}_rank_of"] = len(others) if told else None
        elsewhere, gross = ours.get(key[1:3], (None, None))
        cell["our_output_ytd_yuan"] = elsewhere
        cell["our_ratio"] = elsewhere / gross if elsewhere is not None and gross else None
        cell["our_nation_share"] = elsewhere / nation if elsewhere is not None and nation else None
        known = ratio is not None and cell["our_ratio"] is not None
        cell["difference_pp"] = ratio - cell["our_ratio"] if known else None
    return chosen


def _cell(row: Row, rows: list[Row]) -> Row | None:
    same = [other for other in rows if all(other[name] == row[name] for name in KEY if name != "indicator")]
    amount = {
        measure: max(
            (int((o["value"] * YUAN[o["unit"]]).to_integral_value("ROUND_HALF_UP"))
             for o in same if MEASURE.get(o["indicator"]) == measure and o["unit"] in YUAN),
            default=None,
        )
        for measure in ("gross_output", "out_of_province_output")
    }  # fmt: skip
    said = max(
        (
            float(o["value"]) / (100 if o["unit"] == "%" else 1)
            for o in same
            if MEASURE.get(o["indicator"]) == "outward_ratio"
        ),
        default=None,
    )
    gross, out = amount["gross_output"], amount["out_of_province_output"]
    if gross is None and out is None and said is None:
        return None
    ratio = out / gross if gross and out is not None else said
    return {
        "basis": row["basis"], "vintage": row["vintage"], "gross_output_ytd_yuan": gross,
        "out_of_province_ytd_yuan": out, "outward_ratio": ratio, "published_ratio": said,
    }  # fmt: skip


def _better(cell: Row) -> tuple[bool, bool, bool, str]:
    gross, out = cell["gross_output_ytd_yuan"], cell["out_of_province_ytd_yuan"]
    return (
        gross is not None and out is not None,
        gross is not None,
        cell["basis"] == "annual",
        cell["vintage"],
    )
