"""How near the outlook came on a long published series, beside those who only carry last year on.

Every quarter but the fourth of eleven years is an origin: method, landing and interval are what the outlook
would have said there, from what was known then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from analysis.glossary import ENUMS, INDICATORS, NATION_CODE, WHOLE_INDUSTRY
from analysis.intake.submit import accept, prepare
from analysis.outlook import LAST, NAIVE, Forecast, Series, Tried, rolling, tried
from analysis.questions import ask
from analysis.settings import today
from analysis.warehouse import Release, init_home, open_release

FIRST_YEAR, LAST_YEAR = 2010, 2020
_LEAST_HELD, _MOST_HELD = 0.7, 0.9
_OURS = "outlook"


@dataclass(frozen=True)
class Accuracy:
    """Mean absolute error of the year's total over some origins: as a share of it, and in its unit."""

    method: str
    share: float
    amount: float


@dataclass(frozen=True)
class Contest:
    """Ours and the naive methods at the same origins; `held` of them ended within our interval."""

    quarter: int | None  # None: all of them
    origins: int
    ours: Accuracy
    naive: tuple[Accuracy, ...]
    held: int

    @property
    def wins(self) -> bool:
        """Whether ours was nearer than each naive one, by share and by amount."""
        return all(self.ours.share < one.share and self.ours.amount < one.amount for one in self.naive)

    @property
    def holds(self) -> bool:
        """Whether the intervals held as many outcomes as they should."""
        return _LEAST_HELD <= self.held / self.origins <= _MOST_HELD


def national_series(release: Release) -> Series | None:
    """The nation's output in other provinces, in the published unit, year to date; None without any.

    Statistics bureau, whole industry. Of several vintages of a quarter the earliest that came in is taken,
    which is as near as can be to what was known at the time.
    """
    published = ask(
        release,
        "benchmarks",
        region=NATION_CODE,
        caliber="statistics",
        indicator=INDICATORS["out_of_province_output"],
    ).frame
    flows = published[(published["basis"] == "ytd") & (published["scope"] == WHOLE_INDUSTRY)]
    first = flows.sort_values("vintage", kind="stable").drop_duplicates(["year", "quarter"])
    known = first[first["quarter"].notna()]
    if known.empty:
        return None
    return Series(
        {
            (int(year), int(quarter)): float(value)
            for year, quarter, value in zip(known["year"], known["quarter"], known["value"], strict=True)
        }
    )


def imported_series(file: Path) -> Series | None:
    """The same from a file of published figures, read and checked as any import. Refused as one."""
    with TemporaryDirectory(prefix="dashboard-bench-") as name:
        home = Path(name) / "home"
        init_home(home)
        accept(prepare(file.read_bytes(), file.name, home), home)
        return national_series(open_release(home))


def contests(series: Series) -> list[Contest]:
    """Ours beside the naive methods by quarter of origin, and over all of them last; none without origins."""
    said = [one for one in rolling(series) if FIRST_YEAR <= one.year <= LAST_YEAR and one.holds is not None]
    others = [one for one in tried(series) if one.method in NAIVE and FIRST_YEAR <= one.year <= LAST_YEAR]
    choices: list[int | None] = [*range(1, LAST), None]
    found = (_contest(quarter, said, others) for quarter in choices)
    return [contest for contest in found if contest is not None]


def _contest(quarter: int | None, said: Sequence[Forecast], others: Sequence[Tried]) -> Contest | None:
    ours = [one for one in said if quarter in (None, one.quarter)]
    if not ours:
        return None
    at = {(one.year, one.quarter) for one in ours}
    pairs = [(one.landing, one.actual) for one in ours if one.landing is not None and one.actual is not None]
    naive = []
    for method in NAIVE:
        told = [one for one in others if one.method == method and (one.year, one.quarter) in at]
        if len(told) == len(ours):
            naive.append(_accuracy(method, [(one.landing, one.actual) for one in told]))
    return Contest(
        quarter, len(ours), _accuracy(_OURS, pairs), tuple(naive), sum(one.holds is True for one in ours)
    )


def _accuracy(method: str, pairs: Sequence[tuple[float, float]]) -> Accuracy:
    return Accuracy(
        method,
        fmean(abs(landing / actual - 1) for landing, actual in pairs),
        fmean(abs(landing - actual) for landing, actual in pairs),
    )


TITLE = "## Outlook"


def as_markdown(found: Sequence[Contest]) -> str:
    """The section of docs/performance.md: errors by quarter of origin, ours and the naive ones', bounds."""
    naive = [one.method for one in found[-1].naive]
    names = [ENUMS["method"][method][1].lower() for method in naive]
    lines = [
        TITLE,
        "",
        "How near the year's total was foretold from its first, second and third quarters,"
        f" {FIRST_YEAR}\u2013{LAST_YEAR}: the nation's output in other provinces (statistics bureau, whole"
        " industry, year to date, the earliest vintage at hand). Method, landing and interval of an origin"
        " rest on what was known there. Mean absolute error as a share of the year, and in 100 million yuan.",
        "",
        f"Measured on {today():%Y-%m-%d}. Bounds: over all origins nearer than each naive method, by both"
        f" measures; {_LEAST_HELD:.0%} to {_MOST_HELD:.0%} of outcomes within the 80% interval.",
        "",
        f"| origins | number | outlook | {' | '.join(names)} | within the interval | nearer than each |"
        " holds |",
        "| --- | --- | --- |" + " --- |" * len(naive) + " --- | --- | --- |",
        *(_row(one) for one in found),
        "",
        _EXPLAINED,
        "",
    ]
    return "\n".join(lines)


_EXPLAINED = (
    "By last year's share is the same as last year's total times the growth of the year to date; the other"
    " two readings of last year's growth carry it on to the whole year, or only to the quarters that remain."
    " In the first quarter, a sixth of the year, last year's growth alone is nearer than the outlook. The"
    " break of early 2020 is among the outcomes. How methods and interval were fixed:"
    " [decisions](decisions.md)."
)


def _row(one: Contest) -> str:
    name = "all" if one.quarter is None else f"Q{one.quarter}"
    errors = " | ".join(_error(error) for error in (one.ours, *one.naive))
    bounds = "yes" if one.wins and one.holds else "no"
    holds = bounds if one.quarter is None else "\u2013"
    return (
        f"| {name} | {one.origins} | {errors} | {one.held} ({one.held / one.origins:.0%}) |"
        f" {'yes' if one.wins else 'no'} | {holds} |"
    )


def _error(error: Accuracy) -> str:
    return f"{error.share:.2%} \u00b7 {error.amount:,.0f}"


def with_section(document: str, section: str) -> str:
    """A document with its section of that title replaced, or put at its end where it had none."""
    title = section.partition("\n")[0]
    before, found, rest = document.partition(f"{title}\n")
    if not found:
        return f"{document.rstrip()}\n\n{section}"
    _, heading, after = rest.partition("\n## ")
    return before + section + (heading.removeprefix("\n") and f"\n## {after}")


def section_of(document: str, title: str) -> str | None:
    """A section of a document, from its title to the next; None where it has none."""
    _, found, rest = document.partition(f"{title}\n")
    return f"{title}\n{rest.partition(chr(10) + '## ')[0].rstrip()}\n" if found else None
