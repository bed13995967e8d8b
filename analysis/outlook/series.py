"""A series of year-to-date figures with gaps: what was known when."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

Origin = tuple[int, int]  # year, quarter
LAST = 4


@dataclass(frozen=True)
class Series:
    """Year-to-date figures by (year, quarter), in any one unit; a quarter that is missing is not there."""

    ytd: Mapping[Origin, float]

    def total(self, year: int) -> float | None:
        """The whole year's figure; None where its fourth quarter is missing."""
        return self.ytd.get((year, LAST))

    def rest(self, year: int, quarter: int) -> float | None:
        """What the year added after the quarter; None unless both ends are known."""
        whole, part = self.total(year), self.ytd.get((year, quarter))
        return None if whole is None or part is None else whole - part

    def single(self, year: int, quarter: int) -> float | None:
        """A single quarter; None where it or the one before is missing, for a span is not a quarter."""
        this, before = self.ytd.get((year, quarter)), self.ytd.get((year, quarter - 1))
        if quarter == 1 or this is None:
            return this
        return None if before is None else this - before

    def known_at(self, year: int, quarter: int) -> "Series":
        """What of it was known once that quarter had been reported."""
        return Series({at: value for at, value in self.ytd.items() if at <= (year, quarter)})


def series_from_frame(figures: pd.DataFrame) -> Series:
    """The series in a frame with year, quarter and output_ytd_yuan; rows without a figure are gaps."""
    known = figures[figures["output_ytd_yuan"].notna() & figures["quarter"].notna()]
    return Series(
        {
            (int(year), int(quarter)): float(value)
            for year, quarter, value in zip(
                known["year"], known["quarter"], known["output_ytd_yuan"], strict=True
            )
        }
    )


def needed(target: int, so_far: int, quarter: int) -> tuple[int, int | None]:
    """What the rest of the year has to bring for the target: in all, and in each of its quarters.

    Whole yuan, rounded up, so that it suffices; 0 where the target is reached. None where no quarter is left.
    """
    missing, left = max(0, target - so_far), LAST - quarter
    return missing, -(-missing // left) if left else None
