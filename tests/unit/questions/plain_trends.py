"""Trends once more, in plain pandas: written from the definitions alone, a frame of rows in, figures out."""

from functools import cache

import numpy as np
import pandas as pd

HOME = "370000"
BASES = ("ytd", "quarter", "four_quarters")


class PlainTrends:
    """Figures of the rows that count: enterprise, year, quarter, province, ytd.

    `places` are the groups of provinces (dimension, code, provinces), `people` those of enterprises
    (dimension, code, enterprises).
    """

    def __init__(
        self,
        rows: pd.DataFrame,
        places: dict[tuple[str, str], set[str]],
        people: dict[tuple[str, str], set[str]],
    ) -> None:
        rows = rows.sort_values(["enterprise", "province", "year", "quarter"]).reset_index(drop=True)
        series = rows.groupby(["enterprise", "province", "year"])
        rows["single"] = rows["ytd"] - series["ytd"].shift(fill_value=0)
        rows["number"] = rows["year"] * 4 + rows["quarter"] - 1
        self.reports = set(zip(rows["enterprise"], rows["number"], strict=True))
        self.rows = rows[rows["province"] != HOME]
        self.reported = set(rows["number"])
        self.places, self.people = places, people
        # It is asked the same over and over; answers are kept, the way they are found stays plain.
        self.of = cache(self.of)  # type: ignore[method-assign]
        self.amount = cache(self.amount)  # type: ignore[method-assign]
        self.span = cache(self.span)  # type: ignore[method-assign]

    def of(self, dimension: str, code: str) -> pd.DataFrame:
        """The rows of a group."""
        if dimension == "total":
            return self.rows
        if (dimension, code) in self.places:
            return self.rows[self.rows["province"].isin(self.places[dimension, code])]
        return self.rows[self.rows["enterprise"].isin(self.people[dimension, code])]

    def is_reported(self, dimension: str, code: str, number: int) -> bool:
        """Whether somebody of the group reported a quarter; of a place: anybody."""
        if (dimension, code) in self.people:
            return any((one, number) in self.reports for one in self.people[dimension, code])
        return number in self.reported

    def summed(self, rows: pd.DataFrame, number: int, column: str = "ytd") -> int | None:
        found = rows.loc[rows["number"] == number, column]
        return int(found.sum()) if len(found) else None

    def needed(self, basis: str, number: int) -> list[int]:
        """The quarters whose reports an amount is made of."""
        quarter = number % 4 + 1
        if basis == "ytd":
            return [number]
        if basis == "quarter":
            return [number] if quarter == 1 else [number, number - 1]
        return [number] if quarter == 4 else [number, number - 4, number - quarter]

    def part(self, rows: pd.DataFrame, basis: str, number: int) -> int | None:
        """What the rows tell of an amount, complete or not."""
        if basis == "quarter":
            return self.summed(rows, number, "single")
        now = self.summed(rows, number)
        if basis == "ytd" or number % 4 == 3:
            return now
        full, prior = self.summed(rows, number - number % 4 - 1), self.summed(rows, number - 4)
        if now is None and full is None and prior is None:
            return None
        return (now or 0) + (full or 0) - (prior or 0)

    def amount(self, dimension: str, code: str, basis: str, number: int) -> int | None:
        if basis == "four_quarters" and not all(
            self.is_reported(dimension, code, one) for one in self.needed(basis, number)
        ):
            return None
        return self.part(self.of(dimension, code), basis, number)

    def span(self, dimension: str, code: str, number: int) -> int | None:
        numbers = set(self.of(dimension, code)["number"])
        if number not in numbers:
            return None
        earlier = [one for one in range(number - number % 4, number) if one in numbers]
        return number - max(earlier) if earlier else number % 4 + 1

    def yoy(self, dimension: str, code: str, basis: str, number: int) -> float | None:
        if basis == "quarter" and self.span(dimension, code, number) != self.span(
            dimension, code, number - 4
        ):
            return None
        return growth(
            self.amount(dimension, code, basis, number), self.amount(dimension, code, basis, number - 4)
        )

    def qoq(self, dimension: str, code: str, number: int) -> float | None:
        if self.span(dimension, code, number) != 1 or self.span(dimension, code, number - 1) != 1:
            return None
        rows = self.of(dimension, code)
        return growth(self.summed(rows, number, "single"), self.summed(rows, number - 1, "single"))

    def like_for_like(self, dimension: str, code: str, basis: str, number: int) -> float | None:
        quarters = [*self.needed(basis, number), *(one - 4 for one in self.needed(basis, number))]
        if basis == "four_quarters" and number % 4 == 3:
            quarters = [number, number - 4]
        whole = {
            one for one, _ in self.reports if all((one, quarter) in self.reports for quarter in quarters)
        }
        rows = self.of(dimension, code)
        rows = rows[rows["enterprise"].isin(whole)]
        now, before = self.part(rows, basis, number), self.part(rows, basis, number - 4)
        if basis == "four_quarters" and number % 4 < 3:  # whoever handed in every report had at least nothing
            now = now or 0
        return growth(now, before)

    def share(self, dimension: str, code: str, basis: str, number: int) -> float | None:
        mine, whole = self.amount(dimension, code, basis, number), self.amount("total", "", basis, number)
        return None if mine is None or whole is None or whole <= 0 else mine / whole

    def contribution(self, dimension: str, code: str, basis: str, number: int) -> float | None:
        if self.yoy("total", "", basis, number) is None:
            return None
        rows = self.of(dimension, code)
        now, before = self.part(rows, basis, number), self.part(rows, basis, number - 4)
        whole = self.amount("total", "", basis, number - 4)
        if (now is None and before is None) or whole is None:
            return None
        return ((now or 0) - (before or 0)) / whole

    def ranks(self, dimension: str, codes: list[str], basis: str, number: int) -> dict[str, int]:
        amounts = {code: self.amount(dimension, code, basis, number) for code in codes}
        known = {code: amount for code, amount in amounts.items() if amount is not None}
        return {code: 1 + sum(other > mine for other in known.values()) for code, mine in known.items()}

    def concentration(
        self, dimension: str, codes: list[str], basis: str, number: int
    ) -> tuple[float, float] | None:
        amounts = [self.amount(dimension, code, basis, number) for code in codes]
        sizes = np.array(sorted((one for one in amounts if one is not None and one > 0), reverse=True), float)
        if not len(sizes):
            return None
        shares = sizes / sizes.sum()
        return float(shares[:5].sum()), float((shares**2).sum() * 10000)

    def movement(self, dimension: str, code: str, basis: str, number: int) -> str | None:
        now = self.amount(dimension, code, basis, number) or 0
        before = self.amount(dimension, code, basis, number - 4) or 0
        if (now > 0) == (before > 0) or number - 4 not in self.reported:
            return None
        at = number - 4 if now > 0 else number
        quarters = self.needed(basis, at) if basis == "four_quarters" else [at]
        known = all(self.is_reported(dimension, code, quarter) for quarter in quarters)
        if now > 0:
            return "entered" if known else "first_report"
        return "left" if known else "silent"


def growth(now: int | None, before: int | None) -> float | None:
    return None if now is None or before is None or before <= 0 else now / before - 1
