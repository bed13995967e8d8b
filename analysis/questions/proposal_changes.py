"""What would change a proposal for the next batch: suppositions, another weight of reach, demand that moves.

Money in yuan, coverage as Σ demand × level, provinces by code, as in `analysis.questions.next_batch`.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from analysis import next_batch as model
from analysis.language import DEFAULT_LANGUAGE
from analysis.next_batch import Change, Comparison
from analysis.questions.contract import QUESTIONS
from analysis.questions.proposals import PROPOSALS_KEPT, Asked, plan_of, proposed
from analysis.questions.suppositions import read_demands, read_moves, read_units
from analysis.reference import province_name
from analysis.warehouse.release import Release


@dataclass(frozen=True)
class Supposed:
    """What is supposed besides, as the parameters give it."""

    move: str | None
    drop: str | None
    supposed_weight: float | None
    demand: str | None


def next_batch_what_if(
    release: Release,
    *,
    as_of: date,
    seats: int | None,
    reach_weight: float,
    min_output_yuan: int,
    fixed: str | None,
    forbidden: str | None,
    weights: str | None,
    move: str | None,
    drop: str | None,
    supposed_weight: float | None,
    demand: str | None,
    language: str = DEFAULT_LANGUAGE,
) -> pd.DataFrame:
    """The proposal as it is and as it would be: a row before, a row after, each of the plans most alike.

    Supposed are key units elsewhere (they reach the new station's neighbours) or gone, another weight of
    reach, demand that changes. `conclusion` says in words what stays and what the difference is. Refused for
    a unit that is not active, and where the change leaves no plan.
    """
    compared = _compared(
        release,
        Asked(as_of, seats, reach_weight, min_output_yuan, fixed, forbidden, weights),
        Supposed(move, drop, supposed_weight, demand),
    )
    frame = compared.figures().assign(conclusion=model.comparison_text(compared, language))
    return frame[list(QUESTIONS["next_batch_what_if"].columns)]


def next_batch_what_if_seats(
    release: Release,
    *,
    as_of: date,
    seats: int | None,
    reach_weight: float,
    min_output_yuan: int,
    fixed: str | None,
    forbidden: str | None,
    weights: str | None,
    move: str | None,
    drop: str | None,
    supposed_weight: float | None,
    demand: str | None,
) -> pd.DataFrame:
    """The seats of the plan as it is and as it would be: a row a seat, by codes; stays, leaves or enters."""
    compared = _compared(
        release,
        Asked(as_of, seats, reach_weight, min_output_yuan, fixed, forbidden, weights),
        Supposed(move, drop, supposed_weight, demand),
    )
    return _named(compared.seats().rename(columns={"change": "seat_change"}))[
        list(QUESTIONS["next_batch_what_if_seats"].columns)
    ]


def next_batch_weight_range(
    release: Release,
    *,
    as_of: date,
    seats: int | None,
    reach_weight: float,
    min_output_yuan: int,
    fixed: str | None,
    forbidden: str | None,
    weights: str | None,
    plan: int | None,
    language: str = DEFAULT_LANGUAGE,
) -> pd.DataFrame:
    """The weights of reach for which the plan's provinces stay a best choice: one row, both ends included.

    `below_codes` and `above_codes` are the provinces that take over beyond an end, null where the end is 0
    or 1.
    """
    proposal = proposed(
        release, Asked(as_of, seats, reach_weight, min_output_yuan, fixed, forbidden, weights)
    )
    found = model.weight_range(proposal, plan_of(proposal, plan))
    row = {
        "low": float(found.low),
        "high": float(found.high),
        "below_codes": None if found.below is None else sorted(found.below),
        "above_codes": None if found.above is None else sorted(found.above),
        "conclusion": model.weight_range_text(found, language),
    }
    return pd.DataFrame([row])


def next_batch_sensitivity(
    release: Release,
    *,
    as_of: date,
    seats: int | None,
    reach_weight: float,
    min_output_yuan: int,
    fixed: str | None,
    forbidden: str | None,
    weights: str | None,
) -> pd.DataFrame:
    """Would other provinces be seated if the demand of one were a tenth lower or higher? Two rows each.

    `leaves_codes` and `enters_codes` are of one best choice then, `shortfall_yuan` what the first plan would
    lack. Demand that moves alike everywhere changes nothing.
    """
    proposal = proposed(
        release, Asked(as_of, seats, reach_weight, min_output_yuan, fixed, forbidden, weights)
    )
    names = {"change": "demand_change", "leaves": "leaves_codes", "enters": "enters_codes"}
    frame = _named(model.demand_sensitivity(proposal).rename(columns=names))
    return frame[list(QUESTIONS["next_batch_sensitivity"].columns)]


@lru_cache(PROPOSALS_KEPT)
def _compared(release: Release, asked: Asked, supposed: Supposed) -> Comparison:
    proposal = proposed(release, asked)
    factors = read_demands(supposed.demand)
    change = Change(
        moved=read_moves(supposed.move),
        dropped=read_units(supposed.drop),
        reach_weight=supposed.supposed_weight,
        # A region may hold our own province, which is no destination.
        demand_factors={code: factors[code] for code in factors if code in proposal.instance.demand_yuan},
    )
    return model.what_if(proposal, change)


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(province=[province_name(code, DEFAULT_LANGUAGE) for code in frame["province_code"]])
