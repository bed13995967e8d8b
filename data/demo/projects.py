"""Four thousand fictional projects, with a row in the quarters they are signed, start and end."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from analysis.reference import cities, neighbours, province_name
from data.demo.enterprises import VOCABULARY, WORDS, Enterprise, choose
from data.demo.output import Output
from data.demo.story import HOME, LATEST, SEED, Period

COUNT = 4_000
CANDIDATES, SEVERAL, UNKNOWN, OVERSEAS = 16, 10, 6, 14
CATEGORIES: dict[str, tuple[list[str], float]] = VOCABULARY["categories"]


@dataclass(frozen=True)
class ProjectRow:
    """One row of the sheet 项目; money in 万元, empty text or None where nothing is known."""

    code: str
    name: str
    enterprise: Enterprise
    place: str
    city: str
    category: str
    contract: int
    own_share: int
    amount_scope: str
    role: str
    stage: str
    status: str
    signed: date
    start: date | None
    planned_end: date | None
    actual_end: date | None


def make_projects(output: Output) -> dict[Period, list[ProjectRow]]:
    """The rows by the quarter in which they are reported; a later row of a project replaces the earlier."""
    random = Random(f"{SEED}:projects")
    cities_of = _cities_of()
    places = ["several"] * SEVERAL + ["unknown"] * UNKNOWN + ["overseas"] * OVERSEAS
    places += ["one"] * (COUNT - len(places))
    random.shuffle(places)
    candidates = set(random.sample(range(COUNT - 300, COUNT), CANDIDATES))
    days = sorted(random.randrange((last_day(LATEST) - date(2019, 1, 2)).days) for _ in range(COUNT))
    reported: dict[Period, list[ProjectRow]] = defaultdict(list)
    for number, (place, day) in enumerate(zip(places, days, strict=True)):
        signed = date(2019, 1, 2) + timedelta(days=day)
        row = _signed(random, output, cities_of, number, place, signed)
        if number in candidates:
            reported[period_of(signed)].append(replace(row, stage="候选", start=None, planned_end=None))
            continue
        for period, later in _story(random, row):
            reported[period] += _shares(output, later)
    return dict(sorted(reported.items()))


def last_day(period: Period) -> date:
    """The last day of a quarter."""
    year, quarter = period
    return date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(days=1)


def period_of(day: date) -> Period:
    """The quarter of a day."""
    return day.year, (day.month + 2) // 3


def _signed(
    random: Random, output: Output, cities_of: dict[str, list[str]], number: int, place: str, signed: date
) -> ProjectRow:
    enterprise, province = _who_and_where(random, output, period_of(signed))
    category = choose(random, [(name, weight) for name, (_, weight) in CATEGORIES.items()])
    contract = round(random.lognormvariate(9.2, 0.95) * (2.2 if enterprise.rank < 36 else 1.0))
    start = signed + timedelta(days=random.randint(10, 75))
    planned_end = start + timedelta(
        days=round(300 + min(contract, 120_000) ** 0.5 * random.uniform(1.6, 3.2))
    )
    city = random.choice(cities_of.get(province, [""]))
    where = {
        "one": city or province_name(province, "zh"),
        "several": "跨省",
        "unknown": "",
        "overseas": "海外",
    }[place]
    return ProjectRow(
        code=f"SL{signed.year}{number + 1:05d}",
        name=f"{where}{random.choice(WORDS)}{random.choice(CATEGORIES[category][0])}示例项目",
        enterprise=enterprise,
        place=_place(province, place),
        city=city if place == "one" else "",
        category=category,
        contract=contract,
        own_share=contract,
        amount_scope="本企业",
        role="分包" if random.random() < 0.05 else "独立",
        stage="在建" if period_of(start) == period_of(signed) else "合同",
        status="在建",
        signed=signed,
        start=start,
        planned_end=planned_end,
        actual_end=None,
    )


def _who_and_where(random: Random, output: Output, period: Period) -> tuple[Enterprise, str]:
    """An enterprise and a province where it had output then; mostly outside, the large more often."""
    cells = output.final[period]
    outside = [(cell, ytd**0.5) for cell, ytd in cells.items() if cell[1] != HOME]
    home = [(cell, ytd**0.5) for cell, ytd in cells.items() if cell[1] == HOME]
    chosen = outside if random.random() < 0.86 else home
    (code, province), _ = random.choices(chosen, [value for _, value in chosen])[0]
    return output.enterprises[code], province


def _place(province: str, place: str) -> str:
    if place == "several":
        other = next((code for code in neighbours(province) if code != HOME), "410000")
        return f"{province_name(province, 'zh')}、{province_name(other, 'zh')}"
    return {"unknown": "不明", "overseas": "境外"}.get(place, province_name(province, "zh"))


def _story(random: Random, row: ProjectRow) -> list[tuple[Period, ProjectRow]]:
    """The rows of one project: when it is signed, starts, and ends or stops, as far as that has happened."""
    assert row.start is not None
    assert row.planned_end is not None
    start, planned_end, now = row.start, row.planned_end, last_day(LATEST)
    if row.stage == "在建":
        rows = [(period_of(row.signed), row)]
    else:
        rows = [(period_of(row.signed), replace(row, start=None))]
        if start <= now:
            row = replace(row, stage="在建")
            rows.append((period_of(start), row))
    if random.random() < 0.035:
        stopped = start + timedelta(days=random.randint(120, 400))
        if stopped <= now:
            rows.append((period_of(stopped), replace(row, status="停工")))
        return rows
    end = start + (planned_end - start) * random.uniform(0.9, 1.3)
    if end <= now:
        rows.append((period_of(end), replace(row, stage="竣工", status="竣工", actual_end=end)))
    return rows


def _shares(output: Output, row: ProjectRow) -> list[ProjectRow]:
    """One row, or two where the project is a joint venture: the same contract, each with its own share."""
    partner = Random(f"{SEED}:{row.code}")
    if row.role != "独立" or partner.random() > 0.08:
        return [row]
    others = [
        enterprise
        for enterprise in output.enterprises.values()
        if enterprise.rank < 200 and enterprise != row.enterprise and enterprise.active(period_of(row.signed))
    ]
    own = round(row.contract * partner.uniform(0.5, 0.8))
    lead = replace(row, role="牵头", amount_scope="联合体合计", own_share=own)
    return [lead, replace(lead, role="成员", own_share=row.contract - own, enterprise=partner.choice(others))]


def _cities_of() -> dict[str, list[str]]:
    current = cities().query("status == 'current'")
    named: dict[str, list[str]] = defaultdict(list)
    for province, city in zip(current["province_code"], current["city"], strict=True):
        named[province].append(city)
    return named
