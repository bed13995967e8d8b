"""What would change the proposal: another roster, weight or demand, and how far they can move before."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import pandas as pd

from analysis.next_batch.covering import covering, demand_worth
from analysis.next_batch.instance import Instance, Unit, exact_weight, level_value
from analysis.next_batch.plans import Proposal, Task, prepare, propose
from analysis.next_batch.search import Value, best
from analysis.next_batch.seating import Seating
from analysis.next_batch.seats import Plan, rounded
from analysis.problems import Refused

STAYS, LEAVES, ENTERS = "stays", "leaves", "enters"


@dataclass(frozen=True)
class Change:
    """What is supposed: units moved (unit_id to province) or dropped, another weight, demands multiplied.

    A moved unit reaches the neighbours of its new station; a dropped one frees its enterprise for a seat.
    """

    moved: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    reach_weight: Fraction | float | str | None = None
    demand_factors: Mapping[str, Fraction] = field(default_factory=dict)

    def apply(self, instance: Instance) -> Instance:
        """The situation as supposed. Refused for a unit or a province that it does not have."""
        known = {unit.unit_id for unit in instance.units}
        for unit_id in (*self.moved, *self.dropped):
            if unit_id not in known:
                raise Refused("unknown_key_unit", value=unit_id)
        for code in (*self.moved.values(), *self.demand_factors):
            if code not in instance.demand_yuan:
                raise Refused("not_a_destination", value=code)
        units = (self._unit(instance, unit) for unit in instance.units if unit.unit_id not in self.dropped)
        return instance.with_units(units).with_demand(self.demand_factors)

    def _unit(self, instance: Instance, unit: Unit) -> Unit:
        if unit.unit_id not in self.moved:
            return unit
        station = self.moved[unit.unit_id]
        return replace(unit, province_code=station, reach=instance.reach(station))


@dataclass(frozen=True)
class Comparison:
    """Two proposals for as many seats, and the two of their plans that are most alike.

    `same` says whether the plan proposed before is still one of the best. Nothing is compared that ties
    beyond those shown.
    """

    before: Proposal
    after: Proposal
    plan_before: Plan
    plan_after: Plan

    @property
    def same(self) -> bool:
        """Whether the plan stays."""
        return self.plan_before.pairs == self.plan_after.pairs

    def seats(self) -> pd.DataFrame:
        """The seats of both plans, by codes.

        Columns: change (stays, leaves, enters), province_code, enterprise_code, enterprise, score (of 100).
        """
        old = {seat.candidate for seat in self.plan_before.seats}
        new = {seat.candidate for seat in self.plan_after.seats}
        rows = [
            {
                "change": STAYS if (pair in old and pair in new) else LEAVES if pair in old else ENTERS,
                "province_code": pair.province_code,
                "enterprise_code": pair.enterprise_code,
                "enterprise": pair.enterprise,
                "score": pair.score / 10,
            }
            for pair in sorted(old | new, key=lambda seat: (seat.province_code, seat.enterprise_code))
        ]
        columns = ["change", "province_code", "enterprise_code", "enterprise", "score"]
        return pd.DataFrame(rows, columns=columns)

    def figures(self) -> pd.DataFrame:
        """One row before, one after.

        Columns: case (before, after), units, covered_before_yuan, covered_yuan, covered_share (0–1, null
        without demand), gain_yuan, provinces_stationed, provinces_covered, score (a sum, of 100 each).
        """
        return pd.DataFrame(
            [
                _figures("before", self.before, self.plan_before),
                _figures("after", self.after, self.plan_after),
            ]
        ).astype(
            {"covered_share": "float64", "score": "float64"}
            | dict.fromkeys(["covered_before_yuan", "covered_yuan", "gain_yuan"], "Int64")
        )


@dataclass(frozen=True)
class WeightRange:
    """The weights of reach (0–1) for which the plan's provinces are a best choice, both ends included.

    `below` and `above` are the provinces that take over beyond an end, None where the end is 0 or 1.
    """

    low: Fraction
    high: Fraction
    below: frozenset[str] | None
    above: frozenset[str] | None


def what_if(proposal: Proposal, change: Change) -> Comparison:
    """The same question of a changed situation. Refused where the change leaves it without an answer."""
    weight = proposal.reach_weight if change.reach_weight is None else exact_weight(change.reach_weight)
    after = propose(
        change.apply(proposal.instance),
        proposal.seats,
        weight,
        proposal.min_output_yuan,
        proposal.fixed,
        proposal.forbidden,
    )
    first = proposal.plans[0]
    nearest = max(after.plans, key=lambda plan: len(plan.pairs & first.pairs))
    return Comparison(proposal, after, first, nearest)


def weight_range(proposal: Proposal, plan: Plan | None = None) -> WeightRange:
    """How far the weight of reach can move before other provinces do better than those of the (first) plan.

    Exact: coverage is a straight line in the weight for every set of provinces, so the end is where the
    plan's line meets another's, and each try either proves that or finds a higher line.
    """
    chosen = (plan or proposal.plans[0]).provinces
    high, above = _limit(proposal, chosen, Fraction(1))
    low, below = _limit(proposal, chosen, Fraction(0))
    return WeightRange(low, high, below, above)


def demand_sensitivity(proposal: Proposal, change: Fraction = Fraction(1, 10)) -> pd.DataFrame:
    """For each province alone: would other provinces be seated if its demand were so much higher or lower?

    Two rows a province with demand, lower first: province_code, change (a ratio, −0.1 or 0.1), changes
    (bool), leaves, enters (lists of province codes, of one best choice), shortfall_yuan (what the first
    plan would then lack). Demand that moves alike everywhere changes no plan, since all coverage moves with
    it.
    """
    plan, weight = proposal.plans[0], proposal.reach_weight
    rows = []
    for code, yuan in proposal.instance.demand_yuan.items():
        for sign in (-1, 1) if yuan else ():
            changed = proposal.instance.with_demand({code: 1 + sign * change})
            leaves: frozenset[str] = frozenset()
            enters: frozenset[str] = frozenset()
            shortfall = Fraction(0)
            if not _keeps(plan, code, sign):
                value, provinces = _best_choice(changed, proposal, weight)
                shortfall = value - _value(changed, plan.provinces, weight)
            if shortfall:
                leaves, enters = plan.provinces - provinces, provinces - plan.provinces
            rows.append(
                {
                    "province_code": code,
                    "change": float(sign * change),
                    "changes": bool(shortfall),
                    "leaves": sorted(leaves),
                    "enters": sorted(enters),
                    "shortfall_yuan": rounded(shortfall),
                }
            )
    columns = ["province_code", "change", "changes", "leaves", "enters", "shortfall_yuan"]
    return pd.DataFrame(rows, columns=columns).astype({"shortfall_yuan": "Int64", "change": "float64"})


def _keeps(plan: Plan, code: str, sign: int) -> bool:
    """Whether no other plan can gain more, or lose less, by a change of this province's demand alone."""
    if sign > 0:
        return code in plan.stationed
    return code not in plan.stationed | plan.reached


def _limit(
    proposal: Proposal, chosen: frozenset[str], end: Fraction
) -> tuple[Fraction, frozenset[str] | None]:
    """The weight towards `end` up to which the chosen provinces stay best, and what takes over there."""
    instance = proposal.instance
    weight, rival = end, None
    while True:
        value, provinces = _best_choice(instance, proposal, weight)
        if value == _value(instance, chosen, weight):
            return weight, rival
        rival = provinces
        weight = _meeting(instance, chosen, provinces)


def _meeting(instance: Instance, one: frozenset[str], other: frozenset[str]) -> Fraction:
    """The weight at which two choices cover the same."""
    at_zero = _value(instance, one, Fraction(0)) - _value(instance, other, Fraction(0))
    at_one = _value(instance, one, Fraction(1)) - _value(instance, other, Fraction(1))
    return at_zero / (at_zero - at_one)


def _best_choice(instance: Instance, proposal: Proposal, weight: Fraction) -> tuple[Fraction, frozenset[str]]:
    """The greatest Σ demand × level under the proposal's conditions, and provinces that reach it."""
    task: Task = prepare(
        instance, proposal.seats, proposal.min_output_yuan, proposal.fixed, proposal.forbidden
    )
    problem = covering(
        task.instance, task.candidates, task.seats, demand_worth(task.instance, weight), task.required
    )
    found = best(Value(problem, Seating(problem)))
    if found is None:
        raise Refused("fixed_seats_conflict")
    seated = {seat.province_code for seat in task.kept}
    seated |= {code for at, code in enumerate(problem.codes) if found[1] >> at & 1}
    return _value(instance, frozenset(seated), weight), frozenset(seated)


def _value(instance: Instance, seated: frozenset[str], weight: Fraction) -> Fraction:
    """Σ demand × level with the units there are and seats in these provinces."""
    reached = instance.reached().union(*(instance.reach(code) for code in seated))
    return level_value(instance.demand_yuan, instance.stationed() | seated, reached, weight)


def _figures(case: str, proposal: Proposal, plan: Plan) -> dict[str, object]:
    total = proposal.total_yuan
    return {
        "case": case,
        "units": len(proposal.instance.units),
        "covered_before_yuan": proposal.covered_before_yuan,
        "covered_yuan": plan.covered_yuan,
        "covered_share": plan.covered_yuan / total if total else None,
        "gain_yuan": plan.gain_yuan,
        "provinces_stationed": len(plan.stationed),
        "provinces_covered": len(plan.stationed | plan.reached),
        "score": plan.score / 10,
    }
