"""Damped exponential smoothing of single quarters with a season (Holt and Winters, additive in logarithms).

Level, trend and season are carried through the quarters once; the constants that would have foretold the
quarters so far best, one at a time, foretell the rest. What is missing is passed over: the state goes on by
its own trend. Source: Gardner and McKenzie, Forecasting trends in time series, 1985.
"""

from itertools import product
from math import exp, log

import numpy as np

from analysis.outlook.series import LAST, Origin, Series

# How fast level, trend and season follow the latest quarter, and how much of the trend is left a quarter on.
_LEVEL, _TREND, _SEASON, _DAMPING = (0.2, 0.35, 0.5, 0.65), (0.1, 0.2), (0.2, 0.35, 0.5), (0.9, 0.95)
_CONSTANTS = np.array(list(product(_LEVEL, _TREND, _SEASON, _DAMPING))).T
_FIRST_YEARS = 2  # whole years that the state begins with


def seasonal_smoothing(series: Series) -> dict[Origin, float]:
    """The year's total from each origin after the first two whole years in a row; earlier ones have none."""
    quarters = {at: value for at in series.ytd if (value := series.single(*at)) is not None and value > 0}
    first = _first_whole_years(quarters)
    if first is None:
        return {}
    last = max(series.ytd)
    times = [at for at in product(range(first, last[0] + 1), range(1, LAST + 1)) if at <= last]
    told: dict[Origin, float] = {}
    state = _State([log(quarters[at]) for at in times[: _FIRST_YEARS * LAST]])
    for at in times[LAST:]:
        state.move(log(quarters[at]) if at in quarters else None)
        so_far = series.ytd.get(at)
        if at[0] >= first + _FIRST_YEARS and at[1] < LAST and so_far is not None and so_far > 0:
            told[at] = so_far + state.ahead(LAST - at[1])
    return told


def _first_whole_years(quarters: dict[Origin, float]) -> int | None:
    def whole(year: int) -> bool:
        return all((year, quarter) in quarters for quarter in range(1, LAST + 1))

    starts = (year for year in sorted({year for year, _ in quarters}) if whole(year) and whole(year + 1))
    return next(starts, None)


class _State:
    """Level, trend and season under every choice of constants, and how they move from quarter to quarter."""

    def __init__(self, two_years: list[float]) -> None:
        first, second = two_years[:LAST], two_years[LAST:]
        slope = (sum(second) - sum(first)) / LAST**2
        middle = sum(first) / LAST
        count = _CONSTANTS.shape[1]
        self.level = np.full(count, middle + slope * (LAST - 1) / 2)
        self.trend = np.full(count, slope)
        self.season = [
            np.full(count, value - middle - slope * (number - (LAST - 1) / 2))
            for number, value in enumerate(first)
        ]
        self.squares = np.zeros(count)  # of how far off the next quarter was foretold
        self.moved = 0

    def move(self, quarter: float | None) -> None:
        """On by one quarter: its logarithm, or None where it is missing."""
        follow_level, follow_trend, follow_season, damping = _CONSTANTS
        now = self.moved % LAST
        self.trend = damping * self.trend
        self.level = self.level + self.trend
        if quarter is not None:
            off = quarter - self.level - self.season[now]
            self.squares = self.squares + off * off
            self.level = self.level + follow_level * off
            self.trend = self.trend + follow_level * follow_trend * off
            self.season[now] = self.season[now] + follow_season * (1 - follow_level) * off
        self.moved += 1

    def ahead(self, count: int) -> float:
        """The sum of the next `count` quarters, by the constants that have done best so far."""
        best = int(np.argmin(self.squares))
        damping = _CONSTANTS[3, best]
        level, trend, foretold = self.level[best], self.trend[best], 0.0
        for step in range(count):
            trend = damping * trend
            level = level + trend
            foretold += exp(level + self.season[(self.moved + step) % LAST][best])
        return foretold
