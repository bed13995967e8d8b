"""What is doubtful in a whole ledger, once more: loops over rows, fractions, no warehouse.

Written from what each rule says of itself, to be compared with what the releases say. A row is what
`tests.unit.warehouse.books` submits; rows are those that count.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]
Doubt = tuple[Any, ...]
LEAST, MOST = 2_000, 50_000  # what counts as some ten thousand times
OUT, GROSS, RATIO = "在外省完成的产值", "建筑业总产值", "外向度"
ALIKE = ("region_code", "year", "quarter", "basis", "scope", "caliber", "vintage")
ROUNDING = Fraction(1, 10)  # of a percentage point


def slips(rows: Iterable[Row]) -> set[Doubt]:
    """Figures some ten thousand times both neighbours in time, or a ten-thousandth, by the pace a quarter.

    Neighbours are those of the enterprise in the province with output above zero; at either end of a series
    the two nearest, of a series of two the other one.
    """
    series: dict[tuple[str, str], list[tuple[int, int, Fraction]]] = defaultdict(list)
    for row in rows:
        if row["output_ytd_yuan"] > 0:
            pace = Fraction(row["output_ytd_yuan"], row["quarter"])
            series[row["enterprise_code"], row["province_code"]].append((row["year"], row["quarter"], pace))
    found: set[Doubt] = set()
    for (enterprise, province), figures in series.items():
        figures.sort()
        for place, (year, quarter, pace) in enumerate(figures):
            inside = 0 < place < len(figures) - 1
            beside = [place - 1, place + 1] if inside else [1, 2] if place == 0 else [-2, -3]
            near = [figures[one][2] for one in beside if -len(figures) <= one < len(figures)]
            above = [LEAST <= pace / one <= MOST for one in near]
            below = [LEAST <= one / pace <= MOST for one in near]
            if near and (all(above) or all(below)):
                found.add((enterprise, year, quarter, province, "×10⁴" if all(above) else "÷10⁴"))
    return found


def names_under_two_codes(names: Mapping[str, str]) -> dict[str, set[str]]:
    """The other codes under which an enterprise's name stands; width, case and spaces aside."""
    alike = {
        code: "".join(unicodedata.normalize("NFKC", name).split()).upper() for code, name in names.items()
    }
    found = {
        code: {other for other, theirs in alike.items() if theirs == name and other != code}
        for code, name in alike.items()
    }
    return {code: others for code, others in found.items() if others}


def current_projects(submissions: Iterable[Iterable[Row]], stages: list[str]) -> list[Row]:
    """Each project's row that counts: of the latest file the latest stage, there the last row."""
    current: dict[tuple[str, str], Row] = {}
    for rows in submissions:
        here: dict[tuple[str, str], Row] = {}
        for row in rows:
            key = (row["project_code"], row["enterprise_code"])
            before = here.get(key)
            if before is None or stages.index(row["stage"]) >= stages.index(before["stage"]):
                here[key] = row
        current |= here
    return list(current.values())


def doubted_projects(projects: Iterable[Row]) -> set[Doubt]:
    """Projects whose own share is above the contract, and those that count in no province."""
    found: set[Doubt] = set()
    for row in projects:
        who = (row["project_code"], row["enterprise_code"])
        share, contract = row.get("own_share_yuan"), row.get("contract_yuan")
        if share is not None and contract is not None and share > contract:
            found.add(("part_above_whole", *who))
        if row["stage"] != "candidate" and row["place"] in ("several", "unknown"):
            found.add((f"place_{row['place']}", *who))
    return found


def doubted_figures(rows: Iterable[Row]) -> set[Doubt]:
    """Published parts above their whole, and published ratios that part and whole beside them do not make."""
    beside: dict[tuple[Any, ...], dict[str, Row]] = defaultdict(dict)
    for row in rows:
        key = tuple(
            row[name] for name in ("region_code", "year", "quarter", "basis", "scope", "caliber", "vintage")
        )
        beside[key][row["indicator"]] = row
    found: set[Doubt] = set()
    for key, known in beside.items():
        part, whole, ratio = (known.get(name) for name in (OUT, GROSS, RATIO))
        if part is None or whole is None or part["unit"] != whole["unit"]:
            continue
        if part["value"] > whole["value"]:
            found.add(("part_above_whole", *key))
        if ratio is not None and whole["value"] > 0:
            told = Fraction(str(ratio["value"])) * (1 if ratio["unit"] == "%" else 100)
            made = Fraction(str(part["value"])) / Fraction(str(whole["value"])) * 100
            if abs(told - made) > ROUNDING:
                found.add(("ratio_contradicted", *key))
    return found
