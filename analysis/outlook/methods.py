"""How a year's total may be foretold: each method from what was known at the origin and nothing later.

A method returns None where it lacks what it rests on. T is a year's total, Y its year-to-date figure at the
origin's quarter, R = T - Y what came after; 1 and 2 count the years back.
"""

from collections.abc import Callable
from math import exp, log

from analysis.outlook.series import LAST, Origin, Series
from analysis.outlook.smoothing import seasonal_smoothing

Landing = float | None
Method = Callable[[Series, int, int], Landing]

COMBINATION = "combination"


def share_of_last_year(known: Series, year: int, quarter: int) -> Landing:
    """Y divided by last year's share of the year: Y / (Y1 / T1).

    The same figure as last year's total grown as the year to date has: T1 x Y / Y1.
    """
    so_far, before, whole = _to_date(known, year, quarter)
    return so_far * whole / before if so_far and before and whole else None


def total_with_last_growth(known: Series, year: int, quarter: int) -> Landing:
    """Last year's total grown as last year grew: T1 x T1 / T2, whatever this year has shown."""
    last, growth = known.total(year - 1), _last_growth(known, year)
    return None if last is None or growth is None else last * exp(growth)


def rest_with_last_growth(known: Series, year: int, quarter: int) -> Landing:
    """The seasonal naive: last year's remaining quarters, grown as last year grew: Y + R1 x T1 / T2."""
    growth = _last_growth(known, year)
    return None if growth is None else _carried(known, year, quarter, growth)


def rest_with_credible_growth(known: Series, year: int, quarter: int) -> Landing:
    """Last year's remaining quarters, grown between as last year and as this year to date.

    This year's growth weighs what the year to date made up of last year: little at first, most at the end.
    """
    so_far, before, whole = _to_date(known, year, quarter)
    growth = _last_growth(known, year)
    if growth is None or not (so_far and before and whole):
        return None
    weight = min(1.0, before / whole)
    return _carried(known, year, quarter, weight * log(so_far / before) + (1 - weight) * growth)


def rest_with_latest_growth(known: Series, year: int, quarter: int) -> Landing:
    """Last year's remaining quarters, grown half as last year and half as the latest quarter did.

    Where the quarter before is missing in either year, what came since an earlier one that neither misses.
    """
    growth = _last_growth(known, year)
    latest = _latest_growth(known, year, quarter)
    return None if growth is None or latest is None else _carried(known, year, quarter, (latest + growth) / 2)


NAIVE: dict[str, Method] = {
    "share_of_last_year": share_of_last_year,
    "total_with_last_growth": total_with_last_growth,
    "rest_with_last_growth": rest_with_last_growth,
}
_SINGLE: dict[str, Method] = {
    "share_of_last_year": share_of_last_year,
    "rest_with_credible_growth": rest_with_credible_growth,
    "rest_with_latest_growth": rest_with_latest_growth,
}
_COMBINED = ("rest_with_credible_growth", "rest_with_latest_growth", "seasonal_smoothing")
# Those that compete; the combination speaks unless one of them has been clearly better.
METHODS = (*_SINGLE, "seasonal_smoothing", COMBINATION)


def landings(series: Series) -> dict[str, dict[Origin, float]]:
    """Each method's year total from each origin it can tell it from: every known quarter but the fourth.

    An origin's figures rest on what `series.known_at` it holds. The combination is the geometric mean of
    those of its members that say anything.
    """
    origins = sorted(at for at, value in series.ytd.items() if at[1] < LAST and value > 0)
    told = {
        name: {at: value for at in origins if (value := method(series, *at)) is not None and value > 0}
        for name, method in (NAIVE | _SINGLE).items()
    }
    told["seasonal_smoothing"] = seasonal_smoothing(series)
    told[COMBINATION] = {}
    for at in origins:
        members = [told[name][at] for name in _COMBINED if at in told[name]]
        if members:
            told[COMBINATION][at] = exp(sum(map(log, members)) / len(members))
    return told


def _carried(known: Series, year: int, quarter: int, growth: float) -> Landing:
    so_far, rest = known.ytd.get((year, quarter)), known.rest(year - 1, quarter)
    return None if so_far is None or rest is None else so_far + rest * exp(growth)


def _last_growth(known: Series, year: int) -> float | None:
    last, before = _positive(known.total(year - 1)), _positive(known.total(year - 2))
    return log(last / before) if last and before else None


def _latest_growth(known: Series, year: int, quarter: int) -> float | None:
    for since in range(quarter - 1, -1, -1):
        now, then = (_since(known, one, since, quarter) for one in (year, year - 1))
        if now is not None and then is not None:
            return log(now / then) if now > 0 and then > 0 else None
    return None


def _since(known: Series, year: int, since: int, quarter: int) -> float | None:
    until, begun = known.ytd.get((year, quarter)), known.ytd.get((year, since)) if since else 0.0
    return None if until is None or begun is None else until - begun


def _to_date(known: Series, year: int, quarter: int) -> tuple[float | None, float | None, float | None]:
    """Y, Y1 and T1; None where one is missing or not above zero, which has no ratio."""
    return (
        _positive(known.ytd.get((year, quarter))),
        _positive(known.ytd.get((year - 1, quarter))),
        _positive(known.total(year - 1)),
    )


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None
