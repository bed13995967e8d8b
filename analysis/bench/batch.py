"""The next batch at its full size, solved by us and, as plainly as it can be written, by HiGHS alone.

33 provinces, 600 enterprises of which each can sit in every province: 19,800 possible seats, 10 to fill. The
peer maximises coverage and gives one plan; ours proves it in whole numbers, goes on to suitability and finds
the ties.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from time import perf_counter

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from analysis import reference
from analysis.next_batch import Candidate, Instance, Proposal, propose
from analysis.settings import Settings

ENTERPRISES, SEATS, SEEDS, LIMIT_SECONDS = 600, 10, 5, 2.0
_RUNS = 3
PATIENCE_SECONDS = 30.0
_WEIGHT = Fraction(1, 2)

Draw = Callable[[Random], int]


@dataclass(frozen=True)
class Kind:
    """A kind of instance: how demands (yuan) and scores (of 1000) are drawn."""

    name: str
    demand: Draw
    score: Draw


@dataclass(frozen=True)
class Solved:
    """One kind of instance: our seconds of the slowest of several seeds, and of the first beside the peer's.

    `peer` is None where `PATIENCE_SECONDS` were not enough. `ties` and `sets` are the most plans shown and
    the most sets of provinces equal in coverage (21: more than 20) of any seed.
    """

    kind: str
    seats_possible: int
    ours: float
    ours_first: float
    peer: float | None
    ties: int
    sets: int

    @property
    def beside(self) -> str:
        """The first seed: ours, the peer's, and how many times as long it takes."""
        if self.peer is None:
            least = PATIENCE_SECONDS / self.ours_first
            return f"{self.ours_first:.2f} s, HiGHS over {PATIENCE_SECONDS:g} s, over {least:.0f}×"
        return f"{self.ours_first:.2f} s, HiGHS {self.peer:.2f} s, {self.peer / self.ours_first:.1f}×"


KINDS = (
    Kind(
        "demand and scores at random", lambda r: int(r.lognormvariate(23, 1.2)), lambda r: r.randint(0, 1000)
    ),
    Kind(
        "demand at random, scores 0 to 3", lambda r: int(r.lognormvariate(23, 1.2)), lambda r: r.randint(0, 3)
    ),
    Kind("three sizes of demand, equal scores", lambda r: r.randint(1, 3) * 10**9, lambda r: 500),
    Kind("equal demand, equal scores", lambda r: 10**10, lambda r: 500),
    Kind("equal demand, scores at random", lambda r: 10**10, lambda r: r.randint(0, 1000)),
    Kind(
        "demand a yuan apart, scores at random",
        lambda r: 10**11 + r.randint(0, 1),
        lambda r: r.randint(0, 1000),
    ),
)


def solve_all(tell: Callable[[str], None]) -> list[Solved]:
    """Every kind of instance with every seed, the first of them by the peer too.

    Raises AssertionError where the peer covers something else.
    """
    found = []
    for kind in KINDS:
        runs = [_solve(instance(kind, seed)) for seed in range(SEEDS)]
        proposals = [proposal for _, proposal in runs]
        found.append(
            Solved(
                kind=kind.name,
                seats_possible=ENTERPRISES * len(_destinations()),
                ours=max(ours for ours, _ in runs),
                ours_first=runs[0][0],
                peer=_solve_plainly(instance(kind, 0), proposals[0].plans[0].covered_yuan),
                ties=max(len(proposal.plans) for proposal in proposals),
                sets=max(proposal.coverage_ties for proposal in proposals),
            )
        )
        tell(f"next batch, {kind.name}: {found[-1].ours:.2f} s; first seed {found[-1].beside}")
    return found


def instance(kind: Kind, seed: int) -> Instance:
    """An instance of a kind: the real provinces and neighbours, nobody seated yet."""
    random = Random(seed)
    codes = _destinations()
    demand = {code: kind.demand(random) for code in codes}
    candidates = [
        Candidate(f"E{number:03}", f"enterprise {number}", code, 1, 1, kind.score(random))
        for number in range(ENTERPRISES)
        for code in codes
    ]
    return Instance(demand, {code: reference.neighbours(code) for code in codes}, (), tuple(candidates))


def _destinations() -> list[str]:
    home = Settings().home_province
    return [code for code in reference.provinces()["province_code"] if code != home]


def _solve(given: Instance) -> tuple[float, Proposal]:
    """Ours, the best of a few runs: the one that was disturbed least."""
    times = []
    for _ in range(_RUNS):
        begun = perf_counter()
        proposal = propose(given, SEATS, _WEIGHT)
        times.append(perf_counter() - begun)
    return min(times), proposal


def _solve_plainly(given: Instance, covered_yuan: int) -> float | None:
    """The peer's seconds, None where its time was not enough. Raises AssertionError on another answer."""
    begun = perf_counter()
    covered = plain_milp(given)
    taken = perf_counter() - begun
    if covered is None:
        return None
    difference = abs(covered - covered_yuan) / max(1, given.total_yuan)
    assert difference < 1e-6, f"the peer covers {covered}, we {covered_yuan}"
    return taken


def plain_milp(given: Instance) -> float | None:
    """The greatest Σ demand × level in yuan by `scipy.optimize.milp`, the integer programme as it is read.

    Variables, all 0 or 1: a seat of a candidate, a province stationed, a province covered. No gap is
    allowed. None where its time was not enough.
    """
    codes = list(given.demand_yuan)
    at = {code: number for number, code in enumerate(codes)}
    size, pairs = len(codes), given.candidates
    stationed, covered = len(pairs), len(pairs) + size
    rows: list[tuple[int, int, float]] = []
    upper: list[float] = []

    def row(entries: list[tuple[int, float]], limit: float) -> None:
        rows.extend((len(upper), column, value) for column, value in entries)
        upper.append(limit)

    by_enterprise: dict[str, list[int]] = {}
    by_province: dict[str, list[int]] = {}
    for number, pair in enumerate(pairs):
        by_enterprise.setdefault(pair.enterprise_code, []).append(number)
        by_province.setdefault(pair.province_code, []).append(number)
    row([(number, 1) for number in range(len(pairs))], SEATS)
    for held in by_enterprise.values():
        row([(number, 1) for number in held], 1)
    for code in codes:
        row([(stationed + at[code], 1), *((number, -1) for number in by_province.get(code, []))], 0)
        serving = [other for other in codes if other == code or code in given.reach(other)]
        row([(covered + at[code], 1), *((stationed + at[other], -1) for other in serving)], 0)
    demand = np.array([given.demand_yuan[code] for code in codes], dtype=float)
    weight = float(_WEIGHT)
    aim = np.concatenate([np.zeros(len(pairs)), (1 - weight) * demand, weight * demand])
    at_row, at_column, values = zip(*rows, strict=True)
    matrix = csr_array((values, (at_row, at_column)), shape=(len(upper), len(aim)))
    found = milp(
        -aim,
        integrality=np.ones(len(aim)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, ub=np.array(upper)),
        options={"mip_rel_gap": 0, "time_limit": PATIENCE_SECONDS},
    )
    return float(-found.fun) if found.success else None
