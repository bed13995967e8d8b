"""The proposal: the best plans for a number of seats, with the proof that none is better.

A plan is a set of seats, each an enterprise in a province. The best have the greatest Σ demand × level and,
among these, the greatest total score. **Ties** are the plans that equal each other in both: whoever chooses
one of them loses neither coverage nor suitability. How many sets of provinces equal each other in coverage
alone is told beside them (`coverage_ties`): that is how much room suitability had to decide.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from analysis.next_batch.covering import Covering, covering, demand_worth
from analysis.next_batch.instance import (
    DEFAULT_REACH_WEIGHT,
    Candidate,
    Instance,
    Unit,
    Wish,
    exact_weight,
    level_value,
)
from analysis.next_batch.search import Score, Value, all_of, best
from analysis.next_batch.seating import Seating
from analysis.next_batch.seats import Describer, Plan, rounded
from analysis.problems import Refused

TIES_SHOWN = 20


@dataclass(frozen=True)
class Proof:
    """Why no plan is better: every case was looked at, or bounded in whole numbers by what was found.

    `bound_yuan` is the greatest Σ demand × level of any plan, `score_bound` the greatest score of any plan
    that reaches it; the gaps are what the plans proposed fall short of them. Cases are sets of provinces
    decided alike, programmes the linear programmes solved for prices.
    """

    bound_yuan: int
    gap_yuan: int
    score_bound: int
    score_gap: int
    cases: int
    programmes: int


@dataclass(frozen=True)
class Proposal:
    """What was asked, and the best plans: at most `TIES_SHOWN`, and `complete` says whether that is all.

    `coverage_ties` counts the sets of provinces that equal them in coverage, `TIES_SHOWN` + 1 meaning more
    than are shown. Money in yuan: Σ demand × level of the units there are, and the demand of all
    destinations.
    """

    instance: Instance
    seats: int
    reach_weight: Fraction
    min_output_yuan: int
    fixed: tuple[Wish, ...]
    forbidden: tuple[Wish, ...]
    plans: tuple[Plan, ...]
    complete: bool
    coverage_ties: int
    covered_before_yuan: int
    total_yuan: int
    proof: Proof


@dataclass(frozen=True)
class Task:
    """What is to be decided once the fixed seats are taken for given.

    `instance` holds `kept`, the fixed seats with a named enterprise, as units; `required` provinces must
    have one of the `seats` still to be filled from `candidates`.
    """

    instance: Instance
    kept: tuple[Candidate, ...]
    required: frozenset[str]
    candidates: tuple[Candidate, ...]
    seats: int


@dataclass(frozen=True)
class Outcome:
    """Sets of provinces of the best worth and, of these, the best score: all, or one more than shown."""

    worth: int
    score: int
    sets: tuple[int, ...]
    coverage_ties: int
    cases: int
    programmes: int


def propose(
    instance: Instance,
    seats: int,
    reach_weight: Fraction | float | str = DEFAULT_REACH_WEIGHT,
    min_output_yuan: int = 0,
    fixed: Iterable[Wish] = (),
    forbidden: Iterable[Wish] = (),
) -> Proposal:
    """The best plans for exactly `seats` more seats; the same instance gives the same answer.

    A seat may be fixed for an enterprise in a province or for a province, and forbidden for either or both.
    Two enterprises may share a province: the second adds suitability, not coverage. Plans come by the
    number of provinces they cover, then by province and enterprise codes. Refused, with the condition,
    where there is none.
    """
    weight = exact_weight(reach_weight)
    wished, barred = tuple(fixed), tuple(forbidden)
    task = prepare(instance, seats, min_output_yuan, wished, barred)
    problem = covering(
        task.instance, task.candidates, task.seats, demand_worth(task.instance, weight), task.required
    )
    outcome = best_sets(problem)
    describer = Describer(instance, weight, (*task.kept, *task.candidates), task.kept)
    found = list(islice(_plans(problem, outcome, task, describer), TIES_SHOWN + 1))
    plans = sorted(found[:TIES_SHOWN], key=_order)
    most = value_of(task.instance, weight) + Fraction(outcome.worth * problem.unit, weight.denominator)
    best_score = outcome.score + sum(seat.score for seat in task.kept)
    return Proposal(
        instance=instance,
        seats=seats,
        reach_weight=weight,
        min_output_yuan=min_output_yuan,
        fixed=wished,
        forbidden=barred,
        plans=tuple(plans),
        complete=len(found) <= TIES_SHOWN,
        coverage_ties=outcome.coverage_ties,
        covered_before_yuan=rounded(value_of(instance, weight)),
        total_yuan=instance.total_yuan,
        proof=Proof(
            bound_yuan=rounded(most),
            gap_yuan=rounded(most) - min(plan.covered_yuan for plan in plans),
            score_bound=best_score,
            score_gap=best_score - min(plan.score for plan in plans),
            cases=outcome.cases,
            programmes=outcome.programmes,
        ),
    )


def prepare(
    instance: Instance,
    seats: int,
    min_output_yuan: int = 0,
    fixed: tuple[Wish, ...] = (),
    forbidden: tuple[Wish, ...] = (),
) -> Task:
    """What remains to be decided after the fixed seats; refused where conditions contradict each other."""
    possible = possible_candidates(instance, min_output_yuan, forbidden)
    kept = tuple(dict.fromkeys(_fixed_seat(wish, possible) for wish in fixed if wish.enterprise_code))
    holders = {seat.enterprise_code for seat in kept}
    if len(holders) < len(kept):
        raise Refused("fixed_seats_conflict")
    asked = frozenset(_fixed_province(wish, possible) for wish in fixed if not wish.enterprise_code)
    task = Task(
        instance=instance.with_units([*instance.units, *(_as_unit(instance, seat) for seat in kept)]),
        kept=kept,
        required=asked - {seat.province_code for seat in kept},
        candidates=tuple(seat for seat in possible if seat.enterprise_code not in holders),
        seats=seats - len(kept),
    )
    if seats < 0 or task.seats < len(task.required):
        raise Refused("seats_too_few", value=seats, needed=len(kept) + len(task.required))
    most = len(kept) + len({seat.enterprise_code for seat in task.candidates})
    if seats > most:
        raise Refused("seats_exceed_candidates", value=seats, possible=most)
    return task


def possible_candidates(
    instance: Instance, min_output_yuan: int = 0, forbidden: tuple[Wish, ...] = ()
) -> tuple[Candidate, ...]:
    """The candidates, by codes, that are eligible and not ruled out."""
    return tuple(
        seat
        for seat in instance.eligible(min_output_yuan)
        if not any(wish.matches(seat) for wish in forbidden)
    )


def best_sets(problem: Covering) -> Outcome:
    """The sets of provinces of the best worth and score. Refused if required ones cannot all be filled."""
    seating = Seating(problem)
    first = Value(problem, seating)
    found = best(first)
    if found is None:
        raise Refused("fixed_seats_conflict")
    worth = found[0]
    equal = all_of(first, worth, TIES_SHOWN + 1)
    score = max(seating.scores(equal))
    if len(equal) > TIES_SHOWN:
        second = Score(first, worth)
        better = best(second, above=score)
        score = better[0] if better else score
        known = [provinces for provinces in equal if seating.score(provinces) == score]
        sets = known if len(known) > TIES_SHOWN else all_of(second, score, TIES_SHOWN + 1)
    else:
        sets = [provinces for provinces in equal if seating.score(provinces) == score]
    return Outcome(
        worth=worth,
        score=score,
        sets=tuple(sorted(sets)),
        coverage_ties=len(equal),
        cases=first.effort.cases,
        programmes=first.effort.programmes,
    )


def value_of(instance: Instance, weight: Fraction) -> Fraction:
    """Σ demand × level of the units there are, in yuan."""
    return level_value(instance.demand_yuan, instance.stationed(), instance.reached(), weight)


def _plans(problem: Covering, outcome: Outcome, task: Task, describer: Describer) -> Iterator[Plan]:
    """The plans, one of each set of provinces before a second of any: sets differ more than names do."""
    candidates = {(seat.province_code, seat.enterprise_code): seat for seat in task.candidates}
    seating = Seating(problem)
    open_sets = [seating.seatings(provinces) for provinces in outcome.sets]
    while open_sets:
        for seatings in list(open_sets):
            pairs = next(seatings, None)
            if pairs is None:
                open_sets.remove(seatings)
                continue
            named = [candidates[problem.codes[q], problem.enterprises[who]] for q, who in pairs]
            yield describer.plan((*task.kept, *named))


def _order(plan: Plan) -> tuple[int, list[tuple[str, str]]]:
    return -len(plan.stationed | plan.reached), sorted(plan.pairs)


def _fixed_seat(wish: Wish, possible: tuple[Candidate, ...]) -> Candidate:
    if wish.province_code is None:
        raise Refused("fixed_seat_needs_province", value=wish.enterprise_code)
    found = next((seat for seat in possible if wish.matches(seat)), None)
    if found is None:
        raise Refused("seat_not_eligible", value=wish.enterprise_code, province=wish.province_code)
    return found


def _fixed_province(wish: Wish, possible: tuple[Candidate, ...]) -> str:
    if wish.province_code is None or not any(wish.matches(seat) for seat in possible):
        raise Refused("province_has_no_candidate", value=wish.province_code)
    return wish.province_code


def _as_unit(instance: Instance, seat: Candidate) -> Unit:
    reach = instance.reach(seat.province_code)
    return Unit(
        f"{seat.province_code}/{seat.enterprise_code}", seat.enterprise_code, seat.province_code, reach
    )
