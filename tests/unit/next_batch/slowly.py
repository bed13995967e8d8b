"""The next batch reckoned slowly, straight from its definition; and instances nobody thought of."""

from collections import defaultdict
from fractions import Fraction
from itertools import combinations

from hypothesis import strategies as st

from analysis.next_batch import Candidate, Instance, Unit, Wish

WEIGHTS = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1), Fraction(1, 3), Fraction(9, 10)])

Pairs = frozenset[tuple[str, str]]


def covered(instance: Instance, chosen: tuple[Candidate, ...], weight: Fraction) -> Fraction:
    """Σ demand × level with these seats besides the units there are."""
    stations = {unit.province_code for unit in instance.units} | {seat.province_code for seat in chosen}
    reached = {code for unit in instance.units for code in unit.reach}
    reached |= {code for seat in chosen for code in instance.neighbours.get(seat.province_code, ())}
    return sum(
        (
            demand * (1 if code in stations else weight if code in reached else 0)
            for code, demand in instance.demand_yuan.items()
        ),
        start=Fraction(0),
    )


def every_plan(
    instance: Instance,
    seats: int,
    min_output_yuan: int = 0,
    fixed: tuple[Wish, ...] = (),
    forbidden: tuple[Wish, ...] = (),
) -> list[tuple[Candidate, ...]]:
    """All that may be chosen."""
    seated = {unit.enterprise_code for unit in instance.units}
    possible = [
        candidate
        for candidate in instance.candidates
        if candidate.output_yuan > 0
        and candidate.output_four_quarters_yuan >= min_output_yuan
        and candidate.enterprise_code not in seated
        and not any(wish.matches(candidate) for wish in forbidden)
    ]
    return [
        chosen
        for chosen in combinations(possible, seats)
        if len({seat.enterprise_code for seat in chosen}) == seats
        and all(any(wish.matches(seat) for seat in chosen) for wish in fixed)
    ]


def best_plans(
    instance: Instance, plans: list[tuple[Candidate, ...]], weight: Fraction
) -> tuple[Fraction, int, set[Pairs], int]:
    """Best coverage, best score with it, the plans with both, and how many sets of provinces cover it."""
    by_value = defaultdict(list)
    for chosen in plans:
        by_value[covered(instance, chosen, weight), sum(seat.score for seat in chosen)].append(chosen)
    value, score = max(by_value)
    sets = {
        frozenset(seat.province_code for seat in chosen)
        for (reached, _), equal in by_value.items()
        if reached == value
        for chosen in equal
    }
    ties = {
        frozenset((seat.province_code, seat.enterprise_code) for seat in chosen)
        for chosen in by_value[value, score]
    }
    return value, score, ties, len(sets)


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    """Up to 10 provinces, some enterprises in several; demands that tie, nearly tie, differ or are none."""
    provinces = [f"{number:06d}" for number in range(1, draw(st.integers(1, 10)) + 1)]
    amount = draw(
        st.sampled_from(
            [
                st.just(7),
                st.integers(0, 2),
                st.integers(10**11, 10**11 + 1),
                st.integers(0, 5 * 10**11),
                st.just(0),
            ]
        )
    )
    score = draw(st.sampled_from([st.just(500), st.integers(0, 3), st.integers(0, 1000)]))
    few = st.sets(st.sampled_from(provinces), max_size=4)
    candidates = [
        Candidate(
            f"E{enterprise}",
            f"enterprise {enterprise}",
            province,
            draw(st.integers(0, 4)),
            draw(st.integers(0, 9)),
            draw(score),
        )
        for enterprise in range(draw(st.integers(1, 6)))
        for province in sorted(draw(few))
    ]
    units = [
        Unit(f"U{number}", f"E{draw(st.integers(0, 9))}", draw(st.sampled_from(provinces)), tuple(draw(few)))
        for number in range(draw(st.integers(0, 2)))
    ]
    return Instance(
        demand_yuan={province: draw(amount) for province in provinces},
        neighbours={province: tuple(sorted(draw(few) - {province})) for province in provinces},
        units=tuple(units),
        candidates=tuple(candidates),
    )


def wishes(instance: Instance) -> st.SearchStrategy[Wish]:
    """A candidate's seat, its province or its enterprise."""
    if not instance.candidates:
        return st.just(Wish("000001"))
    return st.builds(
        lambda seat, kind: Wish(
            None if kind == "enterprise" else seat.province_code,
            None if kind == "province" else seat.enterprise_code,
        ),
        st.sampled_from(instance.candidates),
        st.sampled_from(["province", "enterprise", "both"]),
    )
