"""The output of every enterprise by destination and quarter, year-to-date in 万元, and what was reported.

Everything is made as it truly was, then told with the slips of real reporting: enterprises that miss a
quarter, report late, enter 元 for 万元, or revise their year.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import exp
from random import Random

from analysis.reference import neighbours
from data.demo.enterprises import Enterprise
from data.demo.story import (
    DESTINATIONS,
    GROSS_YTD,
    HOME,
    LAST_YEAR_IN,
    LATEST,
    OUT_OF_PROVINCE_YTD,
    PERIODS,
    PUBLISHED,
    SEED,
    Period,
    weight,
)

WAN_PER_YI = 10_000
# Output of a year per person employed, in 万元.
OUTPUT_PER_PERSON = 62
LATE = (2026, 2)
SLIP = (2024, 2)
REVISED = (2024, 4)

Cell = tuple[str, str]


@dataclass(frozen=True)
class OutputRow:
    """One row of the sheet 产值, in 万元."""

    enterprise: Enterprise
    period: Period
    province_code: str
    output_ytd: int
    contract_ytd: int
    employees: int


@dataclass
class Output:
    """`final` is what stands in the end; `first` what was said at first where that was something else.

    Both by period, then (enterprise code, province). `late` holds those who reported after everybody else.
    """

    enterprises: dict[str, Enterprise]
    final: dict[Period, dict[Cell, int]]
    contract_factor: dict[str, float]
    first: dict[tuple[Period, Cell], int] = field(default_factory=dict)
    late: dict[Period, frozenset[str]] = field(default_factory=dict)

    def rows(self, period: Period, *, final: bool = False) -> Iterator[OutputRow]:
        """The rows of a period, as first reported (latecomers left out) or as they stand in the end."""
        late = self.late.get(period, frozenset())
        for cell, ytd in self.final[period].items():
            if final or cell[0] not in late:
                yield self.row(period, cell, ytd if final else self.first.get((period, cell), ytd))

    def rows_of(self, period: Period, codes: frozenset[str]) -> Iterator[OutputRow]:
        """The rows of these enterprises as they stand in the end."""
        return (row for row in self.rows(period, final=True) if row.enterprise.code in codes)

    def corrected(self, period: Period) -> Iterator[OutputRow]:
        """The rows of a period that were something else at first, as they stand in the end."""
        return (
            row
            for row in self.rows(period, final=True)
            if (period, (row.enterprise.code, row.province_code)) in self.first
        )

    def row(self, period: Period, cell: Cell, ytd: int) -> OutputRow:
        """One row with its new contracts and its people, which follow from what was really built."""
        real = self.final[period][cell]
        return OutputRow(
            enterprise=self.enterprises[cell[0]],
            period=period,
            province_code=cell[1],
            output_ytd=ytd,
            contract_ytd=round(real * self.contract_factor[cell[0]]),
            employees=round(real / period[1] * 4 / OUTPUT_PER_PERSON),
        )


def make_output(enterprises: list[Enterprise]) -> Output:
    """What 570 builders put in place in 31 quarters."""
    random = Random(f"{SEED}:output")
    builders = [enterprise for enterprise in enterprises if enterprise.builds]
    raw = _relative_increments(random, builders)
    ytd = _year_to_date(_scaled(random, raw, builders))
    made = Output(
        enterprises={enterprise.code: enterprise for enterprise in builders},
        final=ytd,
        contract_factor={enterprise.code: random.uniform(0.9, 1.6) for enterprise in builders},
    )
    _lose_reports(random, made)
    _fall(random, made)
    _slip(made)
    _revise(random, made)
    return made


def _relative_increments(random: Random, builders: list[Enterprise]) -> dict[Period, dict[Cell, float]]:
    """How much each enterprise would do where in a single quarter, in no unit yet."""
    increments: dict[Period, dict[Cell, float]] = {period: {} for period in PERIODS}
    for enterprise in builders:
        markets = _markets(random, enterprise)
        size = enterprise.size
        for year in range(PERIODS[0][0], LATEST[0] + 1):
            size *= exp(random.gauss(0, 0.13))
            markets = _moved(random, enterprise, markets, year)
            trend = {province: exp(random.gauss(0, 0.18)) for province in markets}
            for period in PERIODS:
                if period[0] == year and enterprise.active(period):
                    for province, share in markets.items():
                        noise = trend[province] * exp(random.gauss(0, 0.16))
                        increments[period][enterprise.code, province] = size * share * noise
    return increments


def _markets(random: Random, enterprise: Enterprise) -> dict[str, float]:
    """The provinces an enterprise works in, home always among them; the shares add to 1."""
    if enterprise.rank < 36:
        count = random.randint(8, 19)
    elif enterprise.rank < 140:
        count = random.randint(2, 8)
    elif enterprise.rank < 340:
        count = max(0, round(random.gauss(1.2, 1.5)))
    else:
        count = 1 if random.random() < 0.2 else 0
    outside = random.uniform(0.25, 0.6) if enterprise.rank < 36 else random.uniform(0.05, 0.45)
    markets = {HOME: 1 - outside if count else 1.0}
    chosen = [_destination(random, 2019.0) for _ in range(count)]
    appetite = {province: random.lognormvariate(0, 0.7) for province in chosen}
    total = sum(appetite.values())
    return markets | {province: outside * value / total for province, value in appetite.items()}


def _destination(random: Random, year: float) -> str:
    """One province, the larger markets and the neighbours more often."""
    near = neighbours(HOME)
    weights = [
        (code, weight(path, year) ** 0.75 * (1.5 if code in near else 1.0))
        for code, path in DESTINATIONS.items()
    ]
    point = random.random() * sum(value for _, value in weights)
    for code, value in weights:
        point -= value
        if point <= 0:
            return code
    return weights[-1][0]


def _moved(random: Random, enterprise: Enterprise, markets: dict[str, float], year: int) -> dict[str, float]:
    """Next year's markets: now and then one more, now and then one less."""
    moved = {code: share for code, share in markets.items() if year <= LAST_YEAR_IN.get(code, year)}
    outside = [code for code in moved if code != HOME]
    if year > PERIODS[0][0] and outside:
        if len(outside) > 2 and random.random() < 0.3:
            moved.pop(random.choice(outside))
        if random.random() < 0.35:
            new = _destination(random, year)
            if year <= LAST_YEAR_IN.get(new, year):
                moved.setdefault(new, min(moved[code] for code in moved) * random.uniform(0.5, 1.5))
    return moved


def _scaled(
    random: Random, increments: dict[Period, dict[Cell, float]], builders: list[Enterprise]
) -> dict[Period, dict[Cell, float]]:
    """The increments in 万元, so that each province gets its part of the quarter's total."""
    by_code = {enterprise.code: enterprise for enterprise in builders}
    large = [enterprise.code for enterprise in builders[:36]]
    wobble = {code: {year: exp(random.gauss(0, 0.05)) for year in GROSS_YTD} for code in DESTINATIONS}
    scaled: dict[Period, dict[Cell, float]] = {}
    for period, cells in increments.items():
        year, quarter = period
        moment = year + (quarter - 1) / 4
        parts = {code: weight(path, moment) * wobble[code][year] for code, path in DESTINATIONS.items()}
        parts = {
            code: part for code, part in parts.items() if part > 0 and year <= LAST_YEAR_IN.get(code, year)
        }
        out = _increment(OUT_OF_PROVINCE_YTD, period)
        target = {code: out * part / sum(parts.values()) for code, part in parts.items()}
        target[HOME] = _increment(GROSS_YTD, period) - out
        for position, code in enumerate(target):
            if not any(province == code for _, province in cells):
                # Nobody chose this province: two of the large ones take it.
                for pick in (position, position + 7):
                    cells[large[pick % len(large)], code] = by_code[large[pick % len(large)]].size * 0.01
        sums: dict[str, float] = defaultdict(float)
        for (_, province), value in cells.items():
            sums[province] += value
        scaled[period] = {
            cell: value * target[cell[1]] / sums[cell[1]]
            for cell, value in cells.items()
            if cell[1] in target
        }
    return scaled


def _increment(table: dict[int, tuple[float, ...]], period: Period) -> float:
    year, quarter = period
    before = table[year][quarter - 2] if quarter > 1 else 0.0
    return (table[year][quarter - 1] - before) * WAN_PER_YI


def _year_to_date(increments: dict[Period, dict[Cell, float]]) -> dict[Period, dict[Cell, int]]:
    """Whole 万元, never falling within a year; the totals are the story's, the largest takes the rounding."""
    ytd: dict[Period, dict[Cell, int]] = {}
    running: dict[Cell, float] = {}
    for period, cells in increments.items():
        if period[1] == 1:
            running = {}
        for cell, value in cells.items():
            running[cell] = running.get(cell, 0.0) + value
        whole = {cell: max(1, round(value)) for cell, value in running.items()}
        out = round(OUT_OF_PROVINCE_YTD[period[0]][period[1] - 1] * WAN_PER_YI)
        home = round(GROSS_YTD[period[0]][period[1] - 1] * WAN_PER_YI) - out
        for total, is_home in ((home, True), (out, False)):
            part = [cell for cell in whole if (cell[1] == HOME) == is_home]
            largest = max(part, key=whole.__getitem__)
            whole[largest] += total - sum(whole[cell] for cell in part)
        ytd[period] = dict(sorted(whole.items()))
    return ytd


def _lose_reports(random: Random, made: Output) -> None:
    """Some never report a quarter, some report it late; nobody is missing where the total was published."""
    for period in PERIODS:
        if period in PUBLISHED:
            continue
        smaller = [code for code in _reporting(made, period) if made.enterprises[code].rank >= 60]
        count = 11 if period == LATEST else random.choice((0, 2, 3, 5, 6))
        missing = set(random.sample(smaller, count))
        if period == LATEST:
            missing.add(next(code for code in _reporting(made, period) if made.enterprises[code].rank == 41))
        made.final[period] = {cell: ytd for cell, ytd in made.final[period].items() if cell[0] not in missing}
        if period == LATE:
            made.late[period] = frozenset(random.sample(sorted(set(smaller) - missing), 5))
    made.late[LATEST] = frozenset(
        code for code in _reporting(made, LATEST) if made.enterprises[code].city == "威海"
    )


def _reporting(made: Output, period: Period) -> list[str]:
    return sorted({code for code, _ in made.final[period]})


def _fall(random: Random, made: Output) -> None:
    """A few year-to-date values stand below the quarter before: questions nobody has answered yet."""
    for period in ((2023, 4), (2025, 2), (2025, 3), LATEST, LATEST):
        before = made.final[period[0], period[1] - 1]
        cells = [
            cell
            for cell, ytd in made.final[period].items()
            if cell[1] != HOME
            and made.enterprises[cell[0]].rank >= 60
            and ytd > 2_000
            and before.get(cell, 0) > 1_000
        ]
        cell = random.choice(cells)
        made.final[period][cell] = round(before[cell] * random.uniform(0.82, 0.95))


def _slip(made: Output) -> None:
    """An enterprise enters 元 into a column of 万元; the correction follows a month later."""
    period = SLIP
    cell = next(
        cell
        for cell, ytd in made.final[period].items()
        if cell[1] == "340000" and made.enterprises[cell[0]].rank > 80 and 500 < ytd < 20_000
    )
    made.first[period, cell] = made.final[period][cell] * 10_000


def _revise(random: Random, made: Output) -> None:
    """The annual statistics of 2024 correct thirty enterprises by a few per cent."""
    period, before = REVISED, made.final[REVISED[0], 3]
    revised = set(random.sample(_reporting(made, period), 30))
    for cell, ytd in made.final[period].items():
        if cell[0] in revised:
            said = max(round(ytd * random.uniform(0.96, 1.03)), before.get(cell, 0))
            if said != ytd:
                made.first[period, cell] = said
