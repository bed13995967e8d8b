"""What-if and sensitivity: the same as asking the changed question, and exact at the ends."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analysis.next_batch import Change, Unit, demand_sensitivity, propose, weight_range, what_if
from analysis.problems import Refused
from tests.unit.next_batch import slowly
from tests.unit.next_batch.test_plans import chain

brief = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def best_value(instance, seats, weight):
    return max(slowly.covered(instance, plan, weight) for plan in slowly.every_plan(instance, seats))


@given(slowly.instances(), st.integers(1, 3), slowly.WEIGHTS)
@brief
def test_within_its_range_the_plan_is_best_and_outside_it_is_not(instance, seats, weight):
    assume(slowly.every_plan(instance, seats))
    proposal = propose(instance, seats, weight)
    chosen = tuple(seat.candidate for seat in proposal.plans[0].seats)
    found = weight_range(proposal)
    assert found.low <= weight <= found.high
    for inside in (found.low, (found.low + found.high) / 2, found.high):
        assert slowly.covered(instance, chosen, inside) == best_value(instance, seats, inside)
    for outside, rival in ((found.low / 2, found.below), ((found.high + 1) / 2, found.above)):
        if rival is not None:
            assert slowly.covered(instance, chosen, outside) < best_value(instance, seats, outside)


@given(slowly.instances(), st.integers(1, 3), slowly.WEIGHTS)
@brief
def test_a_demand_that_moves_changes_the_plan_exactly_where_said(instance, seats, weight):
    assume(slowly.every_plan(instance, seats))
    proposal = propose(instance, seats, weight)
    chosen = tuple(seat.candidate for seat in proposal.plans[0].seats)
    for row in demand_sensitivity(proposal, Fraction(1, 2)).to_dict("records"):
        moved = instance.with_demand({row["province_code"]: 1 + Fraction(row["change"])})
        lacks = best_value(moved, seats, weight) - slowly.covered(moved, chosen, weight)
        assert row["changes"] == (lacks > 0)
        assert row["shortfall_yuan"] == int(lacks + Fraction(1, 2))
        assert row["changes"] or not row["leaves"] + row["enters"]


def test_a_weight_where_the_plan_turns_is_told_exactly():
    # The middle earns 6 + 2 × 10 × weight, an end 10 + 6 × weight: they meet at 4/14.
    proposal = propose(chain(10, 6, 10), 1, "0.5")
    assert proposal.plans[0].provinces == {"000002"}
    found = weight_range(proposal)
    assert (found.low, found.high) == (Fraction(2, 7), Fraction(1))
    assert found.below in ({"000001"}, {"000003"})
    assert found.above is None


def test_moving_and_dropping_a_unit():
    units = (Unit("A", "one", "000001", ("000002",)), Unit("B", "E000005", "000005", ("000004",)))
    proposal = propose(chain(50, 10, 20, 10, 40, units=units), 1)
    assert proposal.plans[0].provinces == {"000003"}
    moved = what_if(proposal, Change(moved={"A": "000003"}))
    assert not moved.same
    assert moved.plan_after.provinces == {"000001"}
    assert moved.seats()[["change", "province_code"]].to_numpy().tolist() == [
        ["enters", "000001"],
        ["leaves", "000003"],
    ]
    dropped = what_if(proposal, Change(dropped=("B",)))
    assert [seat.candidate.enterprise_code for seat in dropped.plan_after.seats] == ["E000005"]
    figures = dropped.figures()
    assert figures["case"].tolist() == ["before", "after"]
    assert figures["units"].tolist() == [2, 1]
    assert figures["covered_before_yuan"].tolist() == [100, 55]
    assert figures["covered_yuan"].tolist() == [120, 100]


def test_another_weight_and_demand():
    proposal = propose(chain(10, 6, 10), 1, "0.5")
    assert what_if(proposal, Change(reach_weight="0.3")).same
    assert not what_if(proposal, Change(reach_weight="0.2")).same
    assert not what_if(proposal, Change(demand_factors={"000001": Fraction(10)})).same
    assert what_if(
        proposal, Change(demand_factors=dict.fromkeys(proposal.instance.demand_yuan, Fraction(2)))
    ).same


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (Change(dropped=("X",)), "unknown_key_unit"),
        (Change(moved={"A": "999999"}), "not_a_destination"),
        (Change(demand_factors={"999999": Fraction(2)}), "not_a_destination"),
    ],
)
def test_what_is_not_there_cannot_change(change, rule):
    proposal = propose(chain(10, 6, units=(Unit("A", "one", "000001", ()),)), 1)
    with pytest.raises(Refused) as refused:
        what_if(proposal, change)
    assert refused.value.rule == rule
