"""What a proposal is reckoned from: demand, units that stay, candidates, and who reaches whom.

Money is whole yuan, provinces are six-digit codes, scores are whole points of 1000.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.formatting import is_missing
from analysis.problems import Refused

DEFAULT_REACH_WEIGHT = Fraction(1, 2)
FULL_SCORE = 1000


@dataclass(frozen=True)
class Unit:
    """An active key unit: the enterprise, where it sits, and the provinces beyond that it serves."""

    unit_id: str
    enterprise_code: str
    province_code: str
    reach: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """An enterprise that could take a seat in a province, and how suitable it is (whole points of 1000)."""

    enterprise_code: str
    enterprise: str
    province_code: str
    output_yuan: int
    output_four_quarters_yuan: int
    score: int


@dataclass(frozen=True)
class Wish:
    """A seat asked for or ruled out; None stands for any province or any enterprise."""

    province_code: str | None = None
    enterprise_code: str | None = None

    def matches(self, candidate: Candidate) -> bool:
        """Whether the candidate's seat is one of those meant."""
        return self.province_code in (None, candidate.province_code) and self.enterprise_code in (
            None,
            candidate.enterprise_code,
        )


@dataclass(frozen=True)
class Instance:
    """One date's situation. The destinations are the keys of `demand_yuan`: the home province is not one.

    `neighbours` says whom a new seat reaches. Demand below zero (a correction larger than the year) counts as
    none; so does what is not known, which `unknown` names, since nothing can be gained for certain there.
    `candidates` may hold more than are eligible: `eligible` decides.
    """

    demand_yuan: Mapping[str, int]
    neighbours: Mapping[str, tuple[str, ...]]
    units: tuple[Unit, ...]
    candidates: tuple[Candidate, ...]
    unknown: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        demand = {code: max(0, int(self.demand_yuan[code])) for code in sorted(self.demand_yuan)}
        ordered = sorted(self.candidates, key=lambda seat: (seat.province_code, seat.enterprise_code))
        pairs = {(seat.province_code, seat.enterprise_code) for seat in ordered}
        if len(pairs) < len(ordered):
            raise ValueError("an enterprise stands twice in a province")
        # One order for all that follows: the answer must not depend on the order of the rows.
        object.__setattr__(self, "demand_yuan", demand)
        object.__setattr__(self, "candidates", tuple(ordered))
        object.__setattr__(self, "units", tuple(sorted(self.units, key=lambda unit: unit.unit_id)))

    @property
    def total_yuan(self) -> int:
        """The demand of all destinations."""
        return sum(self.demand_yuan.values())

    def reach(self, province_code: str) -> tuple[str, ...]:
        """The destinations that a new seat in the province reaches, by code."""
        reached = {code for code in self.neighbours.get(province_code, ()) if code in self.demand_yuan}
        return tuple(sorted(reached - {province_code}))

    def stationed(self) -> set[str]:
        """The destinations where a unit sits."""
        return {unit.province_code for unit in self.units} & self.demand_yuan.keys()

    def reached(self) -> set[str]:
        """The destinations within reach of a unit and without one of their own."""
        within = {code for unit in self.units for code in unit.reach}
        return (within & self.demand_yuan.keys()) - self.stationed()

    def eligible(self, min_output_yuan: int = 0) -> tuple[Candidate, ...]:
        """The candidates, by codes: with output in the last reported quarter and enough over the last four.

        An enterprise that holds a unit anywhere is none: it has its one seat.
        """
        seated = {unit.enterprise_code for unit in self.units}
        return tuple(
            candidate
            for candidate in self.candidates
            if candidate.province_code in self.demand_yuan
            and candidate.enterprise_code not in seated
            and candidate.output_yuan > 0
            and candidate.output_four_quarters_yuan >= min_output_yuan
        )

    def with_units(self, units: Iterable[Unit]) -> "Instance":
        """The same situation with another roster."""
        return replace(self, units=tuple(units))

    def with_demand(self, factors: Mapping[str, Fraction]) -> "Instance":
        """The same situation with some demands multiplied, rounded to whole yuan."""
        changed = {
            code: round(yuan * factors.get(code, Fraction(1))) for code, yuan in self.demand_yuan.items()
        }
        return replace(self, demand_yuan=changed)


def instance_from_frames(
    provinces: pd.DataFrame,
    units: pd.DataFrame,
    candidates: pd.DataFrame,
    neighbours: Mapping[str, tuple[str, ...]],
) -> Instance:
    """An instance from frames: nothing else is needed, other columns are ignored.

    `provinces`: province_code, demand_yuan (missing: unknown), a row a destination. `units`: unit_id,
    enterprise_code, province_code, reach_codes (a list), a row an active unit. `candidates`: enterprise_code,
    enterprise, province_code, output_yuan (of the last reported quarter; missing counts as none),
    output_four_quarters_yuan, score (whole points of 1000), a row an enterprise and province.
    """
    return Instance(
        demand_yuan={row["province_code"]: _whole(row["demand_yuan"]) for row in _rows(provinces)},
        neighbours=neighbours,
        units=tuple(
            Unit(str(row["unit_id"]), row["enterprise_code"], row["province_code"], tuple(row["reach_codes"]))
            for row in _rows(units)
        ),
        candidates=tuple(map(Candidate, *_columns(candidates))),
        unknown=frozenset(provinces.loc[provinces["demand_yuan"].isna(), "province_code"]),
    )


def exact_weight(reach_weight: Fraction | float | str) -> Fraction:
    """The weight of reach as the fraction that was meant: 0.1 is one tenth. Refused outside 0–1."""
    try:
        # The shortest decimal of a float is what somebody typed.
        weight = Fraction(str(reach_weight))
    except (ValueError, ZeroDivisionError) as error:
        raise Refused("reach_weight_out_of_range", value=reach_weight) from error
    if not 0 <= weight <= 1:
        raise Refused("reach_weight_out_of_range", value=reach_weight)
    return weight


def level_value(
    demand_yuan: Mapping[str, int], stationed: Collection[str], reached: Collection[str], weight: Fraction
) -> Fraction:
    """Σ demand × level in yuan, which everything here maximises. `reached` may hold stationed provinces."""
    full = sum(demand_yuan[code] for code in stationed)
    return full + weight * sum(demand_yuan[code] for code in set(reached) - set(stationed))


def _columns(candidates: pd.DataFrame) -> list[list[Any]]:
    """The columns of candidates in the order of their fields; there may be hundreds of thousands of rows."""
    texts, numbers = (
        ("enterprise_code", "enterprise", "province_code"),
        (
            "output_yuan",
            "output_four_quarters_yuan",
            "score",
        ),
    )
    whole = (candidates[name].astype("Int64").fillna(0).astype("int64") for name in numbers)
    return [*(candidates[name].tolist() for name in texts), *(values.tolist() for values in whole)]


def _rows(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


def _whole(value: Any) -> int:
    return 0 if is_missing(value) else int(value)
