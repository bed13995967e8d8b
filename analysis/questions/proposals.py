"""The proposal that several questions are about, under its conditions; kept, so that it is reckoned once."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from analysis import next_batch as model
from analysis.next_batch import Instance, Plan, Proposal, Wish
from analysis.problems import Refused
from analysis.questions.candidates import situation
from analysis.questions.suppositions import read_wishes
from analysis.warehouse.release import Release

PROPOSALS_KEPT = 16


@dataclass(frozen=True)
class Asked:
    """The conditions of a proposal, as the parameters give them."""

    as_of: date
    seats: int | None
    reach_weight: float
    min_output_yuan: int
    fixed: str | None
    forbidden: str | None
    weights: str | None


@lru_cache(PROPOSALS_KEPT)
def proposed(release: Release, asked: Asked) -> Proposal:
    """The proposal under these conditions. Refused where there is none."""
    instance = situation(release, asked.as_of, asked.weights).instance
    fixed, forbidden = read_wishes(asked.fixed), read_wishes(asked.forbidden)
    return model.propose(
        instance,
        _seats(release, asked, instance, fixed, forbidden),
        asked.reach_weight,
        asked.min_output_yuan,
        fixed,
        forbidden,
    )


def _seats(
    release: Release, asked: Asked, instance: Instance, fixed: tuple[Wish, ...], forbidden: tuple[Wish, ...]
) -> int:
    if asked.seats is not None:
        return asked.seats
    possible = model.possible_candidates(instance, asked.min_output_yuan, forbidden)
    holders = {candidate.enterprise_code for candidate in possible}
    return max(len(fixed), min(release.settings.batch_seats, len(holders)))


def plan_number(proposal: Proposal, number: int) -> int:
    """The number of a plan. Refused where the proposal has no such plan."""
    if not 1 <= number <= len(proposal.plans):
        raise Refused("unknown_plan", value=number, count=len(proposal.plans))
    return number


def plan_of(proposal: Proposal, number: int | None) -> Plan:
    """A proposal's plan by its number, the first unless one is named. Refused where there is none."""
    return proposal.plans[plan_number(proposal, number or 1) - 1]
