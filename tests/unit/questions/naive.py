"""The statistics once more, slow and plain: loops over rows, whole numbers, fractions, no warehouse.

Written from the definitions alone, to be compared with what the releases say.
"""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

HOME = "370000"
Period = tuple[int, int]


class Row(NamedTuple):
    enterprise: str
    year: int
    quarter: int
    province: str
    ytd: int


class Statistics:
    """Figures of the rows that count, for all enterprises or those of a city."""

    def __init__(self, submissions: list[list[Row]], withdrawn: set[int], city_of: dict[str, str]) -> None:
        self.city_of = city_of
        self.ytd: dict[tuple[str, str, int, int], int] = {}
        for number, rows in enumerate(submissions, 1):
            if number not in withdrawn:
                for row in rows:
                    self.ytd[row.enterprise, row.province, row.year, row.quarter] = row.ytd
        self.single: dict[tuple[str, str, int, int], int] = {}
        self.spans: dict[tuple[str, str, int, int], int] = {}
        for (enterprise, province, year, quarter), value in self.ytd.items():
            before, since = 0, 0
            for earlier in range(1, quarter):
                if (enterprise, province, year, earlier) in self.ytd:
                    before, since = self.ytd[enterprise, province, year, earlier], earlier
            self.single[enterprise, province, year, quarter] = value - before
            self.spans[enterprise, province, year, quarter] = quarter - since

    def periods(self) -> list[Period]:
        return sorted({(year, quarter) for _, _, year, quarter in self.ytd})

    def reporters(self, period: Period, city: str | None = None) -> set[str]:
        return {
            enterprise
            for enterprise, _, year, quarter in self.ytd
            if (year, quarter) == period and (city is None or self.city_of.get(enterprise) == city)
        }

    def keys(
        self, period: Period, place: str, city: str | None = None, among: set[str] | None = None
    ) -> list:
        found = []
        for key in self.ytd:
            enterprise, province, year, quarter = key
            if (year, quarter) != period or (city is not None and self.city_of.get(enterprise) != city):
                continue
            if among is not None and enterprise not in among:
                continue
            if place == "all" or province == place or (place == "out" and province != HOME):
                found.append(key)
        return found

    def total(
        self, period: Period, place: str, city: str | None = None, among: set[str] | None = None
    ) -> int | None:
        keys = self.keys(period, place, city, among)
        return sum(self.ytd[key] for key in keys) if keys else None

    def quarter_total(self, period: Period, place: str, city: str | None = None) -> int | None:
        keys = self.keys(period, place, city)
        return sum(self.single[key] for key in keys) if keys else None

    def group_spans(self, period: Period, place: str, city: str | None = None) -> int | None:
        if not self.keys(period, place, city):
            return None
        year, quarter = period
        earlier = [q for q in range(1, quarter) if self.keys((year, q), place, city)]
        return quarter - max(earlier, default=0)

    def spanning(self, period: Period, place: str, city: str | None = None) -> int:
        return len({key[0] for key in self.keys(period, place, city) if self.spans[key] > 1})

    def yoy(self, period: Period, place: str, city: str | None = None) -> Fraction | None:
        return growth(self.total(period, place, city), self.total(a_year_before(period), place, city))

    def like_for_like(self, period: Period, place: str, city: str | None = None) -> Fraction | None:
        both = self.reporters(period, city) & self.reporters(a_year_before(period), city)
        return growth(
            self.total(period, place, city, both), self.total(a_year_before(period), place, city, both)
        )

    def active(self, period: Period, place: str, city: str | None = None) -> int:
        """Enterprises whose output there is above zero."""
        sums: dict[str, int] = defaultdict(int)
        for key in self.keys(period, place, city):
            sums[key[0]] += self.ytd[key]
        return sum(value > 0 for value in sums.values())

    def share(self, period: Period, place: str, city: str | None = None) -> Fraction | None:
        part, whole = self.total(period, place, city), self.total(period, "out", city)
        return None if part is None or whole is None or whole <= 0 else Fraction(part, whole)

    def rank(self, period: Period, place: str, places: list[str], city: str | None = None) -> int | None:
        mine = self.total(period, place, city)
        if mine is None:
            return None
        others = [self.total(period, other, city) for other in places]
        return 1 + sum(other is not None and other > mine for other in others)

    def demand(self, period: Period, place: str) -> int | None:
        """Output over the four quarters up to a period: its year to date, and the rest of the year before."""
        year, quarter = period
        now = self.total(period, place)
        if quarter == 4:
            return now
        if not self.reporters((year - 1, 4)) or not self.reporters((year - 1, quarter)):
            return None
        full, before = self.total((year - 1, 4), place), self.total((year - 1, quarter), place)
        if now is None and full is None and before is None:
            return None
        return (now or 0) + (full or 0) - (before or 0)


def a_year_before(period: Period) -> Period:
    return period[0] - 1, period[1]


def growth(now: int | None, before: int | None) -> Fraction | None:
    return None if now is None or before is None or before <= 0 else Fraction(now, before) - 1
