"""The covering problem in whole numbers: which provinces to seat, ahead of who sits there.

What a set of seated provinces is worth depends on the set alone: its own worth of each province seated, and
the reach worth of each province covered, both counted once. Enterprises matter in two ways: each may sit
once, so not every set can be filled, and among sets of the same worth the most suitable enterprises decide.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd

from analysis.next_batch.instance import Candidate, Instance

Worth = Callable[[str], tuple[int, int]]


@dataclass(frozen=True)
class Covering:
    """Provinces are positions in `codes`, sets of them are bit masks, enterprises are positions too.

    own[q] is earned by a seat in q, reach[p] once if any seat covers p; covers[q] is q and whom it reaches.
    All worths are divided by their greatest common divisor, which is `unit`. `able[q]` lists the
    enterprises that can sit in q with their scores, most suitable first. `seats` are to be filled, exactly;
    `required` provinces must have one.
    """

    codes: tuple[str, ...]
    own: tuple[int, ...]
    reach: tuple[int, ...]
    covers: tuple[int, ...]
    unit: int
    enterprises: tuple[str, ...]
    able: tuple[tuple[tuple[int, int], ...], ...]
    seats: int
    required: int
    short: tuple[tuple[tuple[int, int], ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        # A seat beyond the first `seats` of a province could always be given to one of those, who is free.
        object.__setattr__(self, "short", tuple(able[: self.seats] for able in self.able))

    @property
    def open(self) -> int:
        """The provinces where somebody can sit."""
        return mask(q for q, able in enumerate(self.able) if able)

    def covered(self, seated: int) -> int:
        """The provinces that seats in `seated` cover."""
        found = 0
        for q in bits(seated):
            found |= self.covers[q]
        return found

    def worth(self, seated: int) -> int:
        """What seats in `seated` earn, in multiples of `unit`."""
        return sum(self.own[q] for q in bits(seated)) + sum(self.reach[p] for p in bits(self.covered(seated)))

    def scarce(self, q: int) -> bool:
        """Whether other provinces' seats could use up all who can sit in q."""
        return len(self.able[q]) < self.seats


def bits(provinces: int) -> Iterator[int]:
    """The positions in a mask, smallest first."""
    while provinces:
        lowest = provinces & -provinces
        yield lowest.bit_length() - 1
        provinces ^= lowest


def mask(positions: Iterator[int]) -> int:
    """The mask of some positions."""
    found = 0
    for position in positions:
        found |= 1 << position
    return found


def demand_worth(instance: Instance, weight: Fraction) -> Worth:
    """The gain in demand × level over the units there are, in yuan times the weight's denominator.

    A province that is reached already gains only by a station of its own.
    """
    stationed, reached = instance.stationed(), instance.reached()

    def worth(code: str) -> tuple[int, int]:
        demand = instance.demand_yuan[code]
        own = (weight.denominator - weight.numerator) * demand
        reach = weight.numerator * demand
        return (0 if code in stationed else own), (0 if code in stationed | reached else reach)

    return worth


def covering(
    instance: Instance,
    candidates: tuple[Candidate, ...],
    seats: int,
    worth: Worth,
    required: frozenset[str] = frozenset(),
) -> Covering:
    """The problem of filling `seats` from `candidates`, where a province is worth what `worth` says."""
    codes = tuple(instance.demand_yuan)
    at = {code: position for position, code in enumerate(codes)}
    worths = [worth(code) for code in codes]
    unit = gcd(*(part for both in worths for part in both)) or 1
    enterprises = tuple(sorted({candidate.enterprise_code for candidate in candidates}))
    return Covering(
        codes=codes,
        own=tuple(own // unit for own, _ in worths),
        reach=tuple(reach // unit for _, reach in worths),
        covers=tuple(mask(at[near] for near in (code, *instance.reach(code))) for code in codes),
        unit=unit,
        enterprises=enterprises,
        able=_able(candidates, at, {code: position for position, code in enumerate(enterprises)}),
        seats=seats,
        required=mask(at[code] for code in required),
    )


def _able(
    candidates: tuple[Candidate, ...], provinces: Mapping[str, int], enterprises: Mapping[str, int]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    able: list[list[tuple[int, int]]] = [[] for _ in provinces]
    for candidate in candidates:
        seat = (enterprises[candidate.enterprise_code], candidate.score)
        able[provinces[candidate.province_code]].append(seat)
    return tuple(tuple(sorted(seats, key=lambda seat: (-seat[1], seat[0]))) for seats in able)
