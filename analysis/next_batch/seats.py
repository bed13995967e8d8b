"""The seats of a plan in the order of gain, with who else could have had each and what else would do."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from analysis.next_batch.instance import Candidate, Instance, level_value

STATIONED, REACHED, GAP = "stationed", "reached", "gap"


@dataclass(frozen=True)
class Alternative:
    """Another seat instead of one of a plan, and what it would cost in coverage (yuan, never below zero)."""

    candidate: Candidate
    loss_yuan: int


@dataclass(frozen=True)
class Seat:
    """One seat of a plan.

    `gain_yuan` is what it adds to Σ demand × level after the seats before it; over a plan the gains add up
    to the plan's. `before` says how the province was served until then: stationed, reached or gap, for
    where a seat can be enterprises of ours have output.
    `newly_reached` are the provinces it brings within reach. `rank` is the candidate's place by score among
    the `rivals` for the province, itself included. `runner_up` is the most suitable other enterprise for
    the province that has no seat in the plan, `swap` the seat in another province that would cost least
    coverage; None where there is none.
    """

    candidate: Candidate
    gain_yuan: int
    before: str
    newly_reached: tuple[str, ...]
    fixed: bool
    rank: int
    rivals: int
    runner_up: Candidate | None
    swap: Alternative | None


@dataclass(frozen=True)
class Plan:
    """Seats in the order of gain, and what the roster with them covers; `score` is the sum of theirs."""

    seats: tuple[Seat, ...]
    gain_yuan: int
    covered_yuan: int
    score: int
    stationed: frozenset[str]
    reached: frozenset[str]

    @property
    def provinces(self) -> frozenset[str]:
        """Where it puts seats."""
        return frozenset(seat.candidate.province_code for seat in self.seats)

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Its seats as province and enterprise codes: two plans with the same pairs are the same plan."""
        return frozenset(
            (seat.candidate.province_code, seat.candidate.enterprise_code) for seat in self.seats
        )


class Describer:
    """Makes plans of chosen candidates. `rivals` are all who could be, `kept` the seats that were fixed."""

    def __init__(
        self, instance: Instance, weight: Fraction, rivals: tuple[Candidate, ...], kept: Iterable[Candidate]
    ) -> None:
        self._instance = instance
        self._weight = weight
        # Most suitable first, by province: for every seat of every plan there may be thousands.
        self._able: dict[str, list[Candidate]] = {}
        for rival in sorted(rivals, key=_by_score):
            self._able.setdefault(rival.province_code, []).append(rival)
        self._reach = {code: frozenset(instance.reach(code)) for code in instance.demand_yuan}
        self._kept = frozenset(kept)
        self._stationed = frozenset(instance.stationed())
        self._reached = frozenset(instance.reached())

    def plan(self, chosen: Iterable[Candidate]) -> Plan:
        """The plan of these candidates: the seat that adds most first, then what adds most to it."""
        left = sorted(chosen, key=_by_place)
        whole = tuple(left)
        stationed, reached = set(self._stationed), set(self._reached)
        start = value = self._value(stationed, reached)
        seats = []
        while left:
            following = {seat: self._with(stationed, reached, seat) for seat in left}
            taken = max(left, key=lambda seat: (self._value(*following[seat]), seat.score, *_backwards(seat)))
            after = following[taken]
            gained = self._value(*after)
            # What is covered is rounded, not the part, so that the gains add up to the yuan.
            gain = rounded(gained) - rounded(value)
            seats.append(self._seat(taken, whole, gain, (stationed, reached), after))
            left.remove(taken)
            (stationed, reached), value = after, gained
        return Plan(
            seats=tuple(seats),
            gain_yuan=rounded(value) - rounded(start),
            covered_yuan=rounded(value),
            score=sum(seat.score for seat in whole),
            stationed=frozenset(stationed),
            reached=frozenset(reached - stationed),
        )

    def _seat(
        self,
        taken: Candidate,
        whole: tuple[Candidate, ...],
        gain_yuan: int,
        before: tuple[set[str], set[str]],
        after: tuple[set[str], set[str]],
    ) -> Seat:
        here = taken.province_code
        stationed, reached = before
        able = self._able[here]
        busy = {seat.enterprise_code for seat in whole}
        served = STATIONED if here in stationed else REACHED if here in reached else GAP
        return Seat(
            candidate=taken,
            gain_yuan=gain_yuan,
            before=served,
            newly_reached=tuple(sorted(after[1] - reached - after[0])),
            fixed=taken in self._kept,
            rank=able.index(taken) + 1,
            rivals=len(able),
            runner_up=next((rival for rival in able if rival.enterprise_code not in busy), None),
            swap=self._swap(taken, whole),
        )

    def _swap(self, taken: Candidate, whole: tuple[Candidate, ...]) -> Alternative | None:
        others = [seat for seat in whole if seat != taken]
        busy = {seat.enterprise_code for seat in others}
        rest = self._all(others)
        found: tuple[Fraction, Candidate] | None = None
        free = (
            next((rival for rival in able if rival.enterprise_code not in busy), None)
            for code, able in self._able.items()
            if code != taken.province_code
        )
        for rival in sorted((rival for rival in free if rival), key=_by_score):
            value = self._value(*self._with(*rest, rival))
            if found is None or value > found[0]:
                found = value, rival
        if found is None:
            return None
        return Alternative(found[1], max(0, rounded(self._value(*self._all(whole)) - found[0])))

    def _all(self, seats: Iterable[Candidate]) -> tuple[set[str], set[str]]:
        state = set(self._stationed), set(self._reached)
        for seat in seats:
            state = self._with(*state, seat)
        return state

    def _with(self, stationed: set[str], reached: set[str], seat: Candidate) -> tuple[set[str], set[str]]:
        here = seat.province_code
        return stationed | {here}, reached | self._reach[here]

    def _value(self, stationed: set[str], reached: set[str]) -> Fraction:
        return level_value(self._instance.demand_yuan, stationed, reached, self._weight)


def rounded(yuan: Fraction) -> int:
    """Whole yuan, a half up."""
    return floor(yuan + Fraction(1, 2))


def _by_score(seat: Candidate) -> tuple[int, str, str]:
    return -seat.score, seat.province_code, seat.enterprise_code


def _by_place(seat: Candidate) -> tuple[str, str]:
    return seat.province_code, seat.enterprise_code


def _backwards(seat: Candidate) -> tuple[int, ...]:
    """Makes the smaller province code win where the greatest is asked for."""
    return tuple(-ord(character) for character in seat.province_code)
