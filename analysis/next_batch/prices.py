"""Prices from a linear programme, and the bound in whole numbers that any prices give.

HiGHS reckons in floating point, where plans that differ by a yuan in 10¹² look alike. Its word is therefore
never taken for a bound: its dual prices are rounded to whole numbers, and Lagrangian duality makes of any
non-negative whole prices a bound that holds exactly. Bad prices cost time, not truth.
"""

from dataclasses import dataclass

import numpy as np

from analysis.next_batch.covering import Covering, bits

_LP_TOTAL = 1e6  # what all worth adds up to in the linear programme, so that its tolerances mean little
_FINE = 2**20  # parts of a point that prices of the score are rounded to
_PARTS = 12  # halves, thirds and quarters of a worth are exact
_EXACT = 10**12  # a float tells numbers up to here apart, with some digits to spare


@dataclass(frozen=True)
class Prices:
    """Multipliers in `scale` parts of what is maximised, all whole numbers.

    One multiple of worth counts `worth`; covering p is priced `cover[p]`; a seat in q brings at most
    `seat[q]` by who takes it; `fixed` is there in any case. A seat that `may_stay_empty` need
    not be given to anybody.
    """

    scale: int
    worth: int
    cover: tuple[int, ...]
    seat: tuple[int, ...]
    fixed: int
    may_stay_empty: bool


@dataclass(frozen=True)
class Solution:
    """Prices, and for each province how much of a seat the linear programme gives it (0–1).

    `worth` are prices of worth besides those of the score, where these could not show what is out of reach.
    """

    prices: Prices
    seated: tuple[float, ...]
    worth: Prices | None = None


def bound(problem: Covering, prices: Prices, seated: int, undecided: int) -> int:
    """The most that can be reached with seats in all of `seated` and none beyond `undecided`; exact.

    Whoever covers p earns its worth at most once, so taking the price off there and paying it to each seat
    that covers p never lowers the total; what is left is to pick the best seats one by one.
    """
    covered = problem.covered(seated)
    total = prices.fixed
    for p, reach in enumerate(problem.reach):
        earned = prices.worth * reach
        total += earned if covered >> p & 1 else max(0, earned - prices.cover[p])
    for q in bits(seated):
        total += prices.worth * problem.own[q] + prices.seat[q]
    again = max((prices.seat[q] for q in bits(seated | undecided)), default=0)
    gains = [
        prices.worth * problem.own[q]
        + prices.seat[q]
        + sum(prices.cover[p] for p in bits(problem.covers[q] & ~covered))
        for q in bits(undecided)
    ]
    left = max(0, problem.seats - seated.bit_count())
    gains += [0 if prices.may_stay_empty else again] * left
    total += sum(sorted(gains, reverse=True)[:left])
    return total // prices.scale


class Programme:
    """The linear programme of a covering problem, solved for any choice of provinces decided so far.

    Maximises worth; or, given `floor`, the score with at least that worth. Variables: a seat in q, p covered,
    enterprise e in q.
    """

    def __init__(self, problem: Covering, floor: int | None = None) -> None:
        self._problem = problem
        self._floor = floor
        size = len(problem.codes)
        # Where nobody's seats can use up those who could sit in q, who sits there does not matter to worth.
        self._pairs = [
            (q, enterprise, score)
            for q, able in enumerate(problem.short)
            if floor is not None or problem.scarce(q)
            for enterprise, score in able
        ]
        self._priced = sorted({enterprise for _, enterprise, _ in self._pairs})
        self._total = sum(problem.own) + sum(problem.reach)
        self._per_worth = _LP_TOTAL / max(1, self._total)
        self._first_pair = 2 * size
        self._variables = self._first_pair + len(self._pairs)
        self._limits, self._rights = self._rows()

    def solve(self, seated: int, undecided: int) -> Solution | None:
        """The best fractional plan with all of `seated` and none beyond `undecided`, and its prices.

        None if HiGHS finds none: which proves nothing, since it does not reckon exactly.
        """
        from scipy.optimize import linprog  # type: ignore[import-untyped]  # slow to import

        upper = np.ones(self._variables)
        lower = np.zeros(self._variables)
        for q in range(len(self._problem.codes)):
            lower[q] = seated >> q & 1
            upper[q] = (seated | undecided) >> q & 1
        for position, (q, _, _) in enumerate(self._pairs, start=self._first_pair):
            # That an enterprise sits once is said by its row alone, so that the row gets the whole price.
            upper[position] = np.inf if upper[q] else 0
        found = linprog(
            -self._aim(),
            A_ub=self._limits,
            b_ub=self._rights,
            bounds=np.column_stack([lower, upper]),
            method="highs-ds",
        )
        if not found.success:
            return None
        return Solution(self._prices(-found.ineqlin.marginals), self._seats(found.x))

    def free(self) -> Prices:
        """Prices of nothing: a bound all the same, and the only one where HiGHS gives none."""
        return self._prices(np.zeros(len(self._rights)))

    def nobody(self) -> tuple[float, ...]:
        """A plan without seats."""
        return (0.0,) * len(self._problem.codes)

    def _aim(self) -> np.ndarray:
        aim = np.zeros(self._variables)
        if self._floor is None:
            self._fill_worth(aim)
        else:
            aim[self._first_pair :] = [score for _, _, score in self._pairs]
        return aim

    def _fill_worth(self, row: np.ndarray) -> None:
        size = len(self._problem.codes)
        row[:size] = [own * self._per_worth for own in self._problem.own]
        row[size : 2 * size] = [reach * self._per_worth for reach in self._problem.reach]

    def _rows(self) -> tuple[np.ndarray, np.ndarray]:
        """Both sides of: covered by a seat, seat taken by somebody, one seat each, all seats, the floor."""
        problem, size = self._problem, len(self._problem.codes)
        rows = np.zeros((2 * size + len(self._priced) + 2, self._variables))
        rights = np.zeros(len(rows))
        for p in range(size):
            rows[p, size + p] = 1
        for q, covers in enumerate(problem.covers):
            rows[list(bits(covers)), q] = -1
            if self._taken(q):
                rows[size + q, q] = 1
        column = {enterprise: 2 * size + at for at, enterprise in enumerate(self._priced)}
        for position, (q, enterprise, _) in enumerate(self._pairs, start=self._first_pair):
            rows[size + q, position] = -1
            rows[column[enterprise], position] = 1
        rights[2 * size : -2] = 1
        rows[-2, : size if self._floor is None else 0] = 1
        if self._floor is not None:
            rows[-2, self._first_pair :] = 1
            self._fill_worth(rows[-1])
            rows[-1] *= -1
            rights[-1] = -self._floor * self._per_worth
        rights[-2] = problem.seats
        return rows, rights

    def _taken(self, q: int) -> bool:
        """Whether a seat in q needs a named enterprise in the programme."""
        return self._floor is not None or self._problem.scarce(q)

    def _seats(self, values: np.ndarray) -> tuple[float, ...]:
        size = len(self._problem.codes)
        given = values[:size]
        if self._floor is None:
            return tuple(given.tolist())
        # Where a seat earns no worth none need be declared, though somebody sits there.
        taken = np.zeros(size)
        for position, (q, _, _) in enumerate(self._pairs, start=self._first_pair):
            taken[q] += values[position]
        return tuple(np.maximum(given, np.minimum(1, taken)).tolist())

    def _prices(self, duals: np.ndarray) -> Prices:
        size = len(self._problem.codes)
        by_enterprise = dict(zip(self._priced, duals[2 * size : -2], strict=True))
        if self._floor is None:
            # The programme maximises worth × _per_worth; prices are wanted in parts of worth. They are
            # differences of worths or simple parts of one: a grain as coarse as that rounds errors off.
            grain = _PARTS * max(1, _EXACT // max(1, self._total))
            scale, worth, of_score = grain, grain, 0
            part = grain / self._per_worth
        else:
            scale = _FINE * max(1, self._total)
            worth, of_score = max(0, round(duals[-1] * self._per_worth * scale)), scale
            part = float(scale)
        fee = {enterprise: max(0, round(dual * part)) for enterprise, dual in by_enterprise.items()}
        return Prices(
            scale=scale,
            worth=worth,
            cover=tuple(
                min(max(0, round(dual * part)), worth * reach)
                for dual, reach in zip(duals[:size], self._problem.reach, strict=True)
            ),
            seat=tuple(
                max((of_score * score - fee[who] for who, score in able), default=0) if self._taken(q) else 0
                for q, able in enumerate(self._problem.short)
            ),
            fixed=sum(fee.values()) - worth * (self._floor or 0),
            may_stay_empty=self._floor is None,
        )
