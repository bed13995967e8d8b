"""Branch and bound over the provinces that get a seat: complete, and exact whatever HiGHS says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Protocol

from analysis.next_batch.covering import Covering, bits
from analysis.next_batch.prices import Programme, Solution, bound
from analysis.next_batch.seating import Seating

_WHOLE = 1e-6
_OUT_OF_REACH = -(10**30)


@dataclass
class Effort:
    """How much was looked at for a proof: cases (provinces decided one way) and linear programmes."""

    cases: int = 0
    programmes: int = 0


class Aim(Protocol):
    """What is maximised over sets of provinces."""

    problem: Covering
    effort: Effort

    def value(self, seated: int) -> int | None:
        """What seats in exactly these provinces reach; None if they are no plan."""

    def bound(self, solution: Solution, seated: int, undecided: int) -> int:
        """A number that no plan with `seated` and within `undecided` exceeds."""

    def solve(self, seated: int, undecided: int) -> Solution:
        """New prices for a case."""

    def possible(self, seated: int, undecided: int) -> bool:
        """False only if no plan has `seated` and keeps within `undecided`."""


@dataclass
class Value:
    """The first aim: the worth of the provinces seated and covered."""

    problem: Covering
    seating: Seating
    effort: Effort = field(default_factory=Effort)
    _programme: Programme = field(init=False)

    def __post_init__(self) -> None:
        self._programme = Programme(self.problem)

    def value(self, seated: int) -> int | None:
        """The worth, where everybody finds a seat of their own."""
        if seated.bit_count() > self.problem.seats or self.seating.score(seated) is None:
            return None
        return self.problem.worth(seated)

    def bound(self, solution: Solution, seated: int, undecided: int) -> int:
        """By the prices."""
        return bound(self.problem, solution.prices, seated, undecided)

    def solve(self, seated: int, undecided: int) -> Solution:
        """The linear programme of worth; without any prices where HiGHS fails on a case that has plans."""
        self.effort.programmes += 1
        solution = self._programme.solve(seated, undecided)
        return solution or Solution(self._programme.free(), self._programme.nobody())

    def possible(self, seated: int, undecided: int) -> bool:
        """Whether seats can be filled at all: those required, each by another, and enough for the rest."""
        return self.seating.fillable(seated) and self.seating.enough(seated | undecided)


@dataclass
class Score:
    """The second aim: the suitability of who sits there, among the sets of the best worth."""

    first: Value
    best_worth: int
    problem: Covering = field(init=False)
    effort: Effort = field(init=False)
    _programme: Programme = field(init=False)

    def __post_init__(self) -> None:
        self.effort = self.first.effort
        self.problem = _narrowed(self.first, self.best_worth)
        self._programme = Programme(self.problem, floor=self.best_worth)

    def value(self, seated: int) -> int | None:
        """The best total score, for sets of the best worth."""
        return self.first.seating.score(seated) if self.first.value(seated) == self.best_worth else None

    def bound(self, solution: Solution, seated: int, undecided: int) -> int:
        """By the prices of the score; less than any score where those of worth put it out of reach."""
        if solution.worth and bound(self.problem, solution.worth, seated, undecided) < self.best_worth:
            return _OUT_OF_REACH
        return bound(self.problem, solution.prices, seated, undecided)

    def solve(self, seated: int, undecided: int) -> Solution:
        """The linear programme of the score, and that of worth where the first overlooks what is missing."""
        self.effort.programmes += 1
        solution = self._programme.solve(seated, undecided)
        if solution and self._holds(solution, seated, undecided):
            return solution
        by_worth = self.first.solve(seated, undecided)
        if solution:
            return replace(solution, worth=by_worth.prices)
        return Solution(self._programme.free(), by_worth.seated, by_worth.prices)

    def _holds(self, solution: Solution, seated: int, undecided: int) -> bool:
        """Whether the programme's plan, where it is whole, has the worth it was told to have."""
        if any(_WHOLE < share < 1 - _WHOLE for share in solution.seated):
            return True
        plan = _rounded(solution, seated, undecided, self.problem.seats)
        return self.problem.worth(plan) >= self.best_worth

    def possible(self, seated: int, undecided: int) -> bool:
        """As for worth."""
        return self.first.possible(seated, undecided)


def _narrowed(aim: Value, worth: int) -> Covering:
    """The problem without the provinces that no set of this worth has, and requiring those that all have.

    What differs by a yuan in 10¹² is decided here, exactly; a linear programme could not see it.
    """
    problem = aim.problem
    required, undecided = problem.required, problem.open & ~problem.required
    solution = aim.solve(required, undecided)
    for q in bits(undecided):
        rest = undecided & ~(1 << q)
        if aim.bound(solution, required | 1 << q, rest) < worth:
            undecided = rest
        elif aim.bound(solution, required, rest) < worth:
            required, undecided = required | 1 << q, rest
    able = tuple(who if (required | undecided) >> q & 1 else () for q, who in enumerate(problem.able))
    return replace(problem, able=able, required=required)


def best(aim: Aim, above: int | None = None) -> tuple[int, int] | None:
    """The greatest value (above a known one, if given) and a set that has it; None if there is none.

    Complete: every case was looked at, or its bound was no greater than what was found.
    """
    found: tuple[int, int] | None = None
    floor = above

    def beaten(most: int) -> bool:
        return floor is not None and most <= floor

    for value, seated in _sets(aim, beaten):
        if floor is None or value > floor:
            floor, found = value, (value, seated)
    return found


def all_of(aim: Aim, value: int, limit: int) -> list[int]:
    """Sets of exactly this value, the greatest there is: all of them, or `limit` if there are more."""
    ties = (seated for reached, seated in _sets(aim, lambda most: most < value) if reached == value)
    return list(islice(ties, limit))


def _sets(aim: Aim, beaten: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Every plan that is not beaten, once, and some more; `beaten` may grow stricter as they come."""
    problem = aim.problem
    seen: set[int] = set()
    cases: list[tuple[int, int, Solution | None, bool]] = [
        (problem.required, problem.open & ~problem.required, None, False)
    ]
    while cases:
        seated, undecided, solution, holds = cases.pop()
        aim.effort.cases += 1
        if seated.bit_count() == problem.seats:
            undecided = 0
        if seated.bit_count() > problem.seats or not aim.possible(seated, undecided):
            continue
        if solution and beaten(aim.bound(solution, seated, undecided)):
            continue
        if undecided and not holds:
            solution = aim.solve(seated, undecided)
            if beaten(aim.bound(solution, seated, undecided)):
                continue
        plan = _rounded(solution, seated, undecided, problem.seats) if solution else seated
        if plan not in seen:
            seen.add(plan)
            value = aim.value(plan)
            if value is not None:
                yield value, plan
        if solution is None or not undecided:
            continue
        if beaten(aim.bound(solution, seated, undecided)):
            continue
        q = _branch(solution, undecided)
        rest = undecided & ~(1 << q)
        share = solution.seated[q]
        cases.append((seated, rest, solution, share < _WHOLE))
        cases.append((seated | 1 << q, rest, solution, share > 1 - _WHOLE))


def _branch(solution: Solution, undecided: int) -> int:
    """The province to decide on: the one least decided by the programme, else one it seats, else any."""
    return max(
        bits(undecided),
        key=lambda q: (min(solution.seated[q], 1 - solution.seated[q]), solution.seated[q], -q),
    )


def _rounded(solution: Solution, seated: int, undecided: int, seats: int) -> int:
    """The set nearest to the programme's: its greatest shares first, as many as there are seats."""
    shares = sorted(bits(undecided), key=lambda q: (-solution.seated[q], q))
    for q in shares[: seats - seated.bit_count()]:
        if solution.seated[q] > _WHOLE:
            seated |= 1 << q
    return seated
