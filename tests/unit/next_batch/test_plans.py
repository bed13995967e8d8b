"""The proposal equals what trying every plan gives: value, score, ties, refusals; and its figures agree."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analysis.next_batch import TIES_SHOWN, Candidate, Instance, Unit, Wish, propose
from analysis.problems import Refused
from tests.unit.next_batch import slowly

thorough = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
brief = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.data())
@thorough
def test_a_proposal_is_what_trying_everything_gives(data):
    instance = data.draw(slowly.instances())
    seats, weight = data.draw(st.integers(0, 4)), data.draw(slowly.WEIGHTS)
    least = data.draw(st.sampled_from([0, 0, 5]))
    forbidden = tuple(data.draw(st.lists(slowly.wishes(instance), max_size=1)))
    asked = data.draw(st.lists(slowly.wishes(instance), max_size=2))
    fixed = tuple(wish for wish in asked if wish.province_code)
    plans = slowly.every_plan(instance, seats, least, fixed, forbidden)
    if not plans:
        with pytest.raises(Refused):
            propose(instance, seats, weight, least, fixed, forbidden)
        return
    value, score, ties, sets = slowly.best_plans(instance, plans, weight)

    proposal = propose(instance, seats, weight, least, fixed, forbidden)

    found = {plan.pairs for plan in proposal.plans}
    assert len(found) == len(proposal.plans) == min(len(ties), TIES_SHOWN)
    assert found <= ties
    assert proposal.complete == (len(ties) <= TIES_SHOWN)
    assert {plan.score for plan in proposal.plans} == {score}
    assert {plan.covered_yuan for plan in proposal.plans} == {int(value + Fraction(1, 2))}
    if not any(wish.enterprise_code for wish in fixed):
        assert proposal.coverage_ties == min(sets, TIES_SHOWN + 1)
    assert (proposal.proof.gap_yuan, proposal.proof.score_gap) == (0, 0)


@given(slowly.instances(), st.integers(0, 3), slowly.WEIGHTS)
@brief
def test_the_gains_of_a_plan_add_up_and_fall(instance, seats, weight):
    assume(slowly.every_plan(instance, seats))
    proposal = propose(instance, seats, weight)
    for plan in proposal.plans:
        gains = [seat.gain_yuan for seat in plan.seats]
        assert sum(gains) == plan.gain_yuan == plan.covered_yuan - proposal.covered_before_yuan
        # The next seat could have come first: it never adds more than the one before it, but for half a yuan.
        assert all(later <= earlier + 1 for earlier, later in pairwise(gains))


@given(slowly.instances(), slowly.WEIGHTS)
@brief
def test_a_seat_more_never_covers_less(instance, weight):
    values = []
    for seats in range(4):
        if not slowly.every_plan(instance, seats):
            break
        values.append(propose(instance, seats, weight).plans[0].covered_yuan)
    assert values == sorted(values)


@given(slowly.instances(), st.integers(1, 3), slowly.WEIGHTS, st.randoms())
@brief
def test_the_order_of_the_rows_does_not_matter(instance, seats, weight, random):
    assume(slowly.every_plan(instance, seats))
    mixed = list(instance.candidates)
    random.shuffle(mixed)
    other = Instance(instance.demand_yuan, instance.neighbours, instance.units[::-1], tuple(mixed))
    assert propose(other, seats, weight).plans == propose(instance, seats, weight).plans


@given(slowly.instances(), st.integers(1, 3), slowly.WEIGHTS)
@brief
def test_a_runner_up_and_a_swap_are_the_best_there_are(instance, seats, weight):
    assume(slowly.every_plan(instance, seats))
    plan = propose(instance, seats, weight).plans[0]
    chosen = tuple(seat.candidate for seat in plan.seats)
    possible = [one for (one,) in slowly.every_plan(instance, 1)]
    taken = {seat.enterprise_code for seat in chosen}
    whole = slowly.covered(instance, chosen, weight)
    for seat in plan.seats:
        here = seat.candidate.province_code
        others = [one for one in possible if one.province_code == here and one.enterprise_code not in taken]
        assert (seat.runner_up is None) == (not others)
        assert seat.runner_up is None or seat.runner_up.score == max(one.score for one in others)
        rest = tuple(one for one in chosen if one != seat.candidate)
        busy = {one.enterprise_code for one in rest}
        losses = [
            whole - slowly.covered(instance, (*rest, one), weight)
            for one in possible
            if one.province_code != here and one.enterprise_code not in busy
        ]
        assert (seat.swap is None) == (not losses)
        assert seat.swap is None or seat.swap.loss_yuan == int(min(losses) + Fraction(1, 2))


def chain(*demands: int, units: tuple[Unit, ...] = ()) -> Instance:
    """Provinces in a row, each the neighbour of the next, with a candidate of its own."""
    codes = [f"{number:06d}" for number in range(1, len(demands) + 1)]
    near = {code: tuple(other for other in codes if abs(int(other) - int(code)) == 1) for code in codes}
    candidates = [Candidate(f"E{code}", f"builder of {code}", code, 1, 1, 500) for code in codes]
    return Instance(dict(zip(codes, demands, strict=True)), near, units, tuple(candidates))


def test_a_yuan_in_hundreds_of_billions_decides():
    big = 500_000_000_000
    proposal = propose(chain(big, 0, big + 1, 0, big), 1, 0)
    assert [plan.provinces for plan in proposal.plans] == [{"000003"}]
    assert proposal.coverage_ties == 1


def test_what_is_reached_already_gains_only_by_a_station():
    unit = Unit("U", "other", "000001", ("000002",))
    proposal = propose(chain(100, 40, 10, units=(unit,)), 1)
    assert proposal.covered_before_yuan == 120
    [plan] = proposal.plans
    [seat] = plan.seats
    assert (seat.candidate.province_code, seat.gain_yuan, seat.before) == ("000002", 25, "reached")
    assert seat.newly_reached == ("000003",)


def test_half_a_yuan_is_rounded_once():
    [plan] = propose(chain(1, 0, 0, 0, 1), 2, "0.5", fixed=[Wish("000002"), Wish("000004")]).plans
    assert [seat.gain_yuan for seat in plan.seats] == [1, 0]
    assert plan.covered_yuan == 1


def test_thousands_of_equal_plans_stop_at_twenty():
    codes = [f"{number:06d}" for number in range(1, 31)]
    candidates = [Candidate(f"E{n}", "", code, 1, 1, 500) for code in codes for n in range(30)]
    proposal = propose(Instance(dict.fromkeys(codes, 10**11), {}, (), tuple(candidates)), 10)
    assert len(proposal.plans) == TIES_SHOWN
    assert not proposal.complete
    assert proposal.coverage_ties == TIES_SHOWN + 1
    assert len({plan.provinces for plan in proposal.plans}) == TIES_SHOWN, "provinces before names"


@pytest.mark.parametrize(
    ("seats", "options", "rule"),
    [
        (4, {}, "seats_exceed_candidates"),
        (-1, {}, "seats_too_few"),
        (1, {"fixed": [Wish("000001"), Wish("000002")]}, "seats_too_few"),
        (1, {"fixed": [Wish(None, "E000001")]}, "fixed_seat_needs_province"),
        (1, {"fixed": [Wish("000002", "E000001")]}, "seat_not_eligible"),
        (1, {"fixed": [Wish("000001")], "forbidden": [Wish("000001")]}, "province_has_no_candidate"),
        (1, {"reach_weight": 1.5}, "reach_weight_out_of_range"),
        (1, {"reach_weight": "much"}, "reach_weight_out_of_range"),
        (1, {"min_output_yuan": 2}, "seats_exceed_candidates"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(seats, options, rule):
    with pytest.raises(Refused) as refused:
        propose(chain(1, 2, 3), seats, **options)
    assert refused.value.rule == rule
    assert "?" not in refused.value.message("en")


def test_two_fixed_provinces_that_only_one_enterprise_could_take_are_refused():
    only = [Candidate("E", "", code, 1, 1, 1) for code in ("000001", "000002")]
    other = Candidate("F", "", "000003", 1, 1, 1)
    instance = Instance(dict.fromkeys(["000001", "000002", "000003"], 1), {}, (), (*only, other))
    with pytest.raises(Refused) as refused:
        propose(instance, 2, fixed=[Wish("000001"), Wish("000002")])
    assert refused.value.rule == "fixed_seats_conflict"


def test_an_enterprise_is_asked_once_in_a_province():
    twice = Candidate("E", "", "000001", 1, 1, 1)
    with pytest.raises(ValueError, match="twice"):
        Instance({"000001": 1}, {}, (), (twice, twice))
