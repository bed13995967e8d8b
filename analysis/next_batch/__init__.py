"""The next batch: where key units should sit next, proven best and explained.

Existing units stay. So many pairs of enterprise and province are chosen that Σ demand × level (stationed 1,
reached the weight) is greatest and then the total suitability; an enterprise holds one seat in all. Pure:
frames in, frames out.
"""

from analysis.next_batch.changes import (
    Change,
    Comparison,
    WeightRange,
    demand_sensitivity,
    weight_range,
    what_if,
)
from analysis.next_batch.instance import (
    DEFAULT_REACH_WEIGHT,
    Candidate,
    Instance,
    Unit,
    Wish,
    exact_weight,
    instance_from_frames,
)
from analysis.next_batch.plans import TIES_SHOWN, Proof, Proposal, possible_candidates, propose
from analysis.next_batch.seat_counts import FewestSeats, curve, fewest_seats
from analysis.next_batch.seats import Alternative, Plan, Seat
from analysis.next_batch.suitability import FACTS, evidence, points, score_text, scores
from analysis.next_batch.wording import (
    alternatives,
    comparison_text,
    plans_frame,
    proof_text,
    proposal_frame,
    reason,
    weight_range_text,
)

__all__ = [
    "DEFAULT_REACH_WEIGHT",
    "FACTS",
    "TIES_SHOWN",
    "Alternative",
    "Candidate",
    "Change",
    "Comparison",
    "FewestSeats",
    "Instance",
    "Plan",
    "Proof",
    "Proposal",
    "Seat",
    "Unit",
    "WeightRange",
    "Wish",
    "alternatives",
    "comparison_text",
    "curve",
    "demand_sensitivity",
    "evidence",
    "exact_weight",
    "fewest_seats",
    "instance_from_frames",
    "plans_frame",
    "points",
    "possible_candidates",
    "proof_text",
    "proposal_frame",
    "propose",
    "reason",
    "score_text",
    "scores",
    "weight_range",
    "weight_range_text",
    "what_if",
]
