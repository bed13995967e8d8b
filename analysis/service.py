"""Service clocks: which days are working days, and what a request's time is measured by. No SQL.

Working days follow the calendar of the State Council's holiday notices, with the days made up for, as the
library `chinesecalendar` has them. It knows only published years; beyond them Monday to Friday stand in,
marked `estimated`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from chinese_calendar import holidays, workdays

# What a calendar at build has; a clock that leaves it has no value.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2050, 12, 31)


@dataclass(frozen=True)
class Limits:
    """How many working days may pass until a response and a resolution: in general, and by category."""

    response_days: int
    resolution_days: int
    by_category: Mapping[str, Sequence[int]]

    def parameters(self) -> dict[str, object]:
        """The limits as a statement takes them: lists side by side, and what holds for any other category."""
        return {
            "categories": list(self.by_category),
            "response_limits": [limits[0] for limits in self.by_category.values()],
            "resolution_limits": [limits[1] for limits in self.by_category.values()],
            "response_days": self.response_days,
            "resolution_days": self.resolution_days,
        }


def published_years() -> tuple[int, int]:
    """The first and the last year whose holidays the calendar knows."""
    return min(holidays).year, max(holidays).year


def working_calendar(first: date = FIRST_DAY, last: date = LAST_DAY) -> pd.DataFrame:
    """Every day from `first` to `last`, in order: day, working, number, estimated.

    `number` counts the working days up to and including the day, so that the working days after one day, up
    to and including another,
    are the difference of their numbers. `estimated`: the year's holidays are not known.
    """
    days = pd.date_range(first, last, freq="D")
    working = np.asarray(days.day_of_week < 5).copy()
    working[days.isin(pd.DatetimeIndex(list(holidays)))] = False
    working[days.isin(pd.DatetimeIndex(list(workdays)))] = True
    known_from, known_to = published_years()
    return pd.DataFrame(
        {
            "day": days.date,
            "working": working,
            "number": working.cumsum().astype(np.int32),
            "estimated": np.asarray((days.year < known_from) | (days.year > known_to)),
        }
    )


class WorkingDays:
    """A calendar as `working_calendar` gives it, to look days and their numbers up in."""

    def __init__(self, calendar: pd.DataFrame) -> None:
        self._known = {
            day: (int(number), bool(estimated))
            for day, number, estimated in zip(
                calendar["day"], calendar["number"], calendar["estimated"], strict=True
            )
        }
        self._days: list[date] = calendar.loc[calendar["working"].astype(bool), "day"].tolist()

    def number(self, day: date) -> tuple[int | None, bool]:
        """The working days up to a day, and whether they are estimated; None beyond the calendar."""
        return self._known.get(day, (None, False))

    def take(self, numbers: Iterable[int | None]) -> list[date | None]:
        """The working days of these numbers; None for none and beyond the calendar."""
        return [
            self._days[number - 1] if not pd.isna(number) and 0 < number <= len(self._days) else None
            for number in numbers
        ]
