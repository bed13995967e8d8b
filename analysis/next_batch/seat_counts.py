"""How far more seats would go: the best of each number, and the fewest that cover everything."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from analysis.next_batch.covering import Covering, Worth, bits, covering, demand_worth
from analysis.next_batch.instance import DEFAULT_REACH_WEIGHT, Instance, Wish, exact_weight
from analysis.next_batch.plans import Task, best_sets, prepare, value_of
from analysis.next_batch.search import Value, best
from analysis.next_batch.seating import Seating
from analysis.next_batch.seats import Describer, Plan, rounded


@dataclass(frozen=True)
class FewestSeats:
    """The fewest further seats that cover everything that can be covered.

    `plan` is one of the best with so few (by demand × level, then score). `uncoverable` are the provinces
    that no candidate's seat would cover, `contested` those left because whoever could cover them is needed
    elsewhere.
    """

    seats: int
    plan: Plan
    uncoverable: tuple[str, ...]
    contested: tuple[str, ...]


def curve(
    instance: Instance,
    reach_weight: Fraction | float | str = DEFAULT_REACH_WEIGHT,
    min_output_yuan: int = 0,
    forbidden: Iterable[Wish] = (),
) -> pd.DataFrame:
    """The best coverage by every number of further seats, from none until no more can be covered; proven.

    Columns: seats, covered_yuan (Σ demand × level), covered_share (of all demand, null where there is
    none), provinces_covered (stationed or reached: the most that a plan of this coverage can have),
    gain_yuan (over one seat less, 0 in the first row), all_covered (whether no coverable province is left).
    """
    weight = exact_weight(reach_weight)
    task = prepare(instance, 0, min_output_yuan, forbidden=tuple(forbidden))
    # Provinces are counted after coverage: one province is worth less than the least unit of coverage.
    base = len(instance.demand_yuan) + 1
    by_demand, by_count = demand_worth(instance, weight), _count_worth(instance)

    def worth(code: str) -> tuple[int, int]:
        own, reach = by_demand(code)
        return base * own, base * reach + by_count(code)[1]

    before, served = value_of(instance, weight), len(instance.stationed() | instance.reached())
    most = _most(instance, task, worth)
    coverable = served + _most(instance, task, by_count)
    rows: list[dict[str, object]] = []
    covered, seats = rounded(before), 0
    while True:
        total = _best_worth(instance, task, seats, worth)
        gained, count = divmod(total, base)
        last, covered = covered, rounded(before + Fraction(gained, weight.denominator))
        rows.append(
            {
                "seats": seats,
                "covered_yuan": covered,
                "covered_share": covered / instance.total_yuan if instance.total_yuan else None,
                "provinces_covered": served + count,
                "gain_yuan": covered - last,
                "all_covered": served + count == coverable,
            }
        )
        if total == most:
            types = {"covered_yuan": "Int64", "covered_share": "float64", "gain_yuan": "Int64"}
            return pd.DataFrame(rows).astype(types)
        seats += 1


def fewest_seats(
    instance: Instance,
    reach_weight: Fraction | float | str = DEFAULT_REACH_WEIGHT,
    min_output_yuan: int = 0,
    forbidden: Iterable[Wish] = (),
    with_demand_only: bool = False,
) -> FewestSeats:
    """The fewest further seats with every coverable province stationed or reached, proven.

    `with_demand_only` leaves aside the provinces where our enterprises have no output.
    """
    weight = exact_weight(reach_weight)
    task = prepare(instance, 0, min_output_yuan, forbidden=tuple(forbidden))
    wanted = {code for code, yuan in instance.demand_yuan.items() if yuan or not with_demand_only}
    by_count, by_demand = _count_worth(instance, wanted), demand_worth(instance, weight)
    most = _most(instance, task, by_count)
    few, enough = 0, _useful(task)
    while few < enough:
        half = (few + enough) // 2
        if _best_worth(instance, task, half, by_count) == most:
            enough = half
        else:
            few = half + 1
    # A province more is worth more than all demand.
    above = weight.denominator * instance.total_yuan + 1

    def worth(code: str) -> tuple[int, int]:
        own, reach = by_demand(code)
        return own, reach + above * by_count(code)[1]

    problem = covering(instance, task.candidates, few, worth)
    outcome = best_sets(problem)
    pairs = next(Seating(problem).seatings(outcome.sets[0]))
    by_pair = {(seat.province_code, seat.enterprise_code): seat for seat in task.candidates}
    chosen = [by_pair[problem.codes[q], problem.enterprises[who]] for q, who in pairs]
    plan = Describer(instance, weight, task.candidates, ()).plan(chosen)
    left = wanted - plan.stationed - plan.reached
    hopeless = left - _coverable(problem)
    return FewestSeats(few, plan, tuple(sorted(hopeless)), tuple(sorted(left - hopeless)))


def _count_worth(instance: Instance, wanted: Iterable[str] | None = None) -> Worth:
    """One for each wanted province that is not served yet."""
    served = instance.stationed() | instance.reached()
    missing = set(instance.demand_yuan if wanted is None else wanted) - served
    return lambda code: (0, int(code in missing))


def _useful(task: Task) -> int:
    """A number of seats beyond which no province is added: each needs a candidate, each candidate has one."""
    provinces = {seat.province_code for seat in task.candidates}
    return min(len(provinces), len({seat.enterprise_code for seat in task.candidates}))


def _most(instance: Instance, task: Task, worth: Worth) -> int:
    return _best_worth(instance, task, _useful(task), worth)


def _best_worth(instance: Instance, task: Task, seats: int, worth: Worth) -> int:
    problem = covering(instance, task.candidates, seats, worth)
    found = best(Value(problem, Seating(problem)))
    if found is None:
        raise AssertionError("without conditions there is always a plan")
    return found[0] * problem.unit


def _coverable(problem: Covering) -> set[str]:
    covered = problem.covered(problem.open)
    return {problem.codes[at] for at in bits(covered)}
