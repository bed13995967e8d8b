"""The curve and the fewest seats, against trying everything."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings

from analysis.next_batch import Candidate, Instance, curve, fewest_seats
from tests.unit.next_batch import slowly

brief = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def served(instance: Instance, chosen: tuple[Candidate, ...]) -> set[str]:
    stations = {unit.province_code for unit in instance.units} | {seat.province_code for seat in chosen}
    reached = {code for unit in instance.units for code in unit.reach}
    return stations | reached | {code for seat in chosen for code in instance.neighbours[seat.province_code]}


@given(slowly.instances(), slowly.WEIGHTS)
@brief
def test_each_row_of_the_curve_is_the_best_of_so_many_seats(instance, weight):
    rows = curve(instance, weight).to_dict("records")
    assert [row["seats"] for row in rows] == list(range(len(rows)))
    for row in rows[:4]:
        # The same number of seats, or fewer where more cannot be filled.
        plans = [plan for seats in range(row["seats"] + 1) for plan in slowly.every_plan(instance, seats)]
        best = max((slowly.covered(instance, plan, weight), len(served(instance, plan))) for plan in plans)
        assert row["covered_yuan"] == int(best[0] + Fraction(1, 2))
        assert row["provinces_covered"] == best[1]
    covered = [row["covered_yuan"] for row in rows]
    assert covered == sorted(covered)
    assert sum(row["gain_yuan"] for row in rows) == covered[-1] - covered[0]


@given(slowly.instances(), slowly.WEIGHTS)
@brief
def test_no_fewer_seats_cover_everything(instance, weight):
    found = fewest_seats(instance, weight)
    assert len(found.plan.seats) == found.seats
    chosen = tuple(seat.candidate for seat in found.plan.seats)
    reach = served(instance, chosen)
    assert reach == set(found.plan.stationed | found.plan.reached)
    assert set(instance.demand_yuan) - reach == {*found.uncoverable, *found.contested}
    anybody = [served(instance, plan) for plan in slowly.every_plan(instance, 1)]
    assert not any(set(found.uncoverable) & alone for alone in anybody)
    if found.seats and found.seats <= 4:
        fewer = slowly.every_plan(instance, found.seats - 1)
        assert all(len(served(instance, plan)) < len(reach) for plan in fewer)
        same = slowly.every_plan(instance, found.seats)
        full = [plan for plan in same if len(served(instance, plan)) == len(reach)]
        assert max(slowly.covered(instance, plan, weight) for plan in full) == slowly.covered(
            instance, chosen, weight
        )


def test_provinces_without_output_can_be_left_aside():
    candidates = tuple(Candidate(f"E{n}", "", f"00000{n}", 1, 1, 1) for n in (1, 2, 3))
    instance = Instance({"000001": 5, "000002": 0, "000003": 7, "000004": 9}, {}, (), candidates)
    assert fewest_seats(instance).seats == 3
    found = fewest_seats(instance, with_demand_only=True)
    assert (found.seats, found.uncoverable, found.contested) == (2, ("000004",), ())


def test_one_enterprise_wanted_in_two_places_leaves_one():
    candidates = tuple(Candidate("E", "", code, 1, 1, 1) for code in ("000001", "000002"))
    found = fewest_seats(Instance({"000001": 5, "000002": 7}, {}, (), candidates))
    assert (found.seats, found.uncoverable, found.contested) == (1, (), ("000001",))


def test_without_demand_there_is_no_share():
    rows = curve(Instance({"000001": 0}, {}, (), (Candidate("E", "", "000001", 1, 1, 1),)))
    assert rows["covered_share"].isna().all()
    assert rows["provinces_covered"].tolist() == [0, 1]
    assert rows["all_covered"].tolist() == [False, True]
