"""Which method speaks, with what interval: from its errors at earlier origins, as each could be known then.

Nested: the choice and the interval of an origin rest on the years that had landed before it. Errors are those
of what was chosen at the time, so they hold the price of choosing.
"""

from dataclasses import dataclass
from math import ceil, exp, log
from statistics import fmean

from analysis.outlook.methods import COMBINATION, METHODS, NAIVE, landings
from analysis.outlook.series import LAST, Origin, Series

LEVEL = 0.8
MIN_ORIGINS = 4  # with fewer, no error is rare enough to bound 80 per cent
_WINDOW = 10  # origins that an interval rests on: the business of twenty years ago says little
_COMPARED = 5  # origins a method must have shown before it may speak in the combination's place
_LEAD = 0.3  # and by how much its mean error must be smaller

Told = dict[str, dict[Origin, float]]


@dataclass(frozen=True)
class Tried:
    """What one method said at one origin of a year that has landed; `error` is landing / actual - 1."""

    year: int
    quarter: int
    method: str
    landing: float
    actual: float

    @property
    def error(self) -> float:
        """How far off, as a share of what came."""
        return self.landing / self.actual - 1


@dataclass(frozen=True)
class Forecast:
    """What is said at an origin by the method chosen there.

    `low` and `high` bound it at LEVEL; `landing`, `low` and `high` are None where fewer than MIN_ORIGINS
    earlier years can vouch for them. `past_error` is the mean absolute error of what was chosen at those
    `origins`, as a share of what came; `naive_errors` those of the naive methods at the same ones.
    """

    year: int
    quarter: int
    ytd: float
    method: str | None
    landing: float | None
    low: float | None
    high: float | None
    origins: int
    past_error: float | None
    naive_errors: dict[str, float]
    actual: float | None

    @property
    def holds(self) -> bool | None:
        """Whether the year landed within the interval; None where either is not known."""
        if self.low is None or self.high is None or self.actual is None:
            return None
        return self.low <= self.actual <= self.high


def rolling(series: Series) -> list[Forecast]:
    """A forecast from every origin of the series: every known quarter but the fourth; earliest first."""
    told = landings(series)
    chosen: dict[Origin, float] = {}
    said: list[Forecast] = []
    for year, quarter in sorted(at for at in series.ytd if at[1] < LAST):
        method = _choice(series, told, year, quarter)
        if method is not None:
            chosen[year, quarter] = told[method][year, quarter]
        said.append(_forecast(series, told, chosen, (year, quarter), method))
    return said


def latest(series: Series, year: int, quarter: int) -> Forecast | None:
    """The forecast at one origin, from what was known then; None where it is missing or a fourth quarter."""
    known = rolling(series.known_at(year, quarter))
    return next((said for said in known if (said.year, said.quarter) == (year, quarter)), None)


def tried(series: Series) -> list[Tried]:
    """What every method, the naive ones too, would have said of landed years; by origin, then method."""
    return sorted(
        (
            Tried(*at, method, landing, actual)
            for method, by_origin in landings(series).items()
            for at, landing in by_origin.items()
            if (actual := _landed(series, at)) is not None
        ),
        key=lambda one: (one.year, one.quarter, one.method),
    )


def _choice(series: Series, told: Told, year: int, quarter: int) -> str | None:
    """The combination, or the single method whose past errors were clearly the smallest."""
    speaking = [method for method in METHODS if (year, quarter) in told[method]]
    if COMBINATION not in speaking:
        return None
    best, smallest = COMBINATION, 1 - _LEAD
    for method in speaking:
        both = [at for at in _past(series, told[method], year, quarter) if at in told[COMBINATION]]
        if len(both) < _COMPARED:
            continue
        own, combined = (fmean(_off(series, told[name], at) for at in both) for name in (method, COMBINATION))
        if own < smallest * combined:
            best, smallest = method, own / combined
    return best


def _forecast(
    series: Series, told: Told, chosen: dict[Origin, float], at: Origin, method: str | None
) -> Forecast:
    past = _past(series, chosen, *at)
    landing = chosen.get(at)
    vouched = landing is not None and len(past) >= MIN_ORIGINS
    ytd = series.ytd[at]
    half = _half_width([_off(series, chosen, earlier) for earlier in past[-_WINDOW:]]) if vouched else 0.0
    return Forecast(
        *at,
        ytd=ytd,
        method=method if vouched else None,
        landing=landing if vouched else None,
        low=max(ytd, landing * exp(-half)) if vouched and landing is not None else None,
        high=landing * exp(half) if vouched and landing is not None else None,
        origins=len(past),
        past_error=fmean(_relative(series, chosen, earlier) for earlier in past) if past else None,
        naive_errors=_naive_errors(series, told, past),
        actual=_landed(series, at),
    )


def _naive_errors(series: Series, told: Told, past: list[Origin]) -> dict[str, float]:
    return {
        name: fmean(_relative(series, told[name], earlier) for earlier in past)
        for name in NAIVE
        if past and all(earlier in told[name] for earlier in past)
    }


def _half_width(errors: list[float]) -> float:
    """The error that LEVEL of those to come stay within, if they are like those past (split conformal)."""
    rank = ceil(LEVEL * (len(errors) + 1))
    return sorted(errors)[min(rank, len(errors)) - 1]


def _past(series: Series, told: dict[Origin, float], year: int, quarter: int) -> list[Origin]:
    """The origins at the same quarter of earlier years that have landed, earliest first."""
    return sorted(at for at in told if at[1] == quarter and at[0] < year and _landed(series, at) is not None)


def _landed(series: Series, at: Origin) -> float | None:
    whole = series.total(at[0])
    return whole if whole is not None and whole > 0 else None


def _off(series: Series, told: dict[Origin, float], at: Origin) -> float:
    actual = _landed(series, at)
    assert actual is not None, "an error needs a year that has landed"
    return abs(log(told[at] / actual))


def _relative(series: Series, told: dict[Origin, float], at: Origin) -> float:
    actual = _landed(series, at)
    assert actual is not None, "an error needs a year that has landed"
    return abs(told[at] / actual - 1)
