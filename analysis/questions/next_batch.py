"""The proposal for the next batch, asked of a release: whom to seat where, and how far seats go.

The model is `analysis.next_batch`; here it is given a date's situation, and its answers become frames. Money
in yuan, coverage as Σ demand × level (stationed 1, reached the weight), shares 0–1 of all demand, scores of
100, provinces by code.
"""

from datetime import date

import pandas as pd

from analysis import next_batch as model
from analysis.language import DEFAULT_LANGUAGE
from analysis.questions.candidates import said_of, situation
from analysis.questions.contract import QUESTIONS
from analysis.questions.proposals import Asked, plan_number, plan_of, proposed
from analysis.questions.suppositions import read_wishes
from analysis.warehouse.release import Release


def next_batch(
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
    """The best plans for a number of seats: one row a seat, by plan and in the order of gain.

    Plans beyond the first are ties, at most twenty; all of them unless one is named. `gain_yuan` is what a
    seat adds to coverage after those
    before it, `score` the candidate's suitability and `known` how much of its weight rests on evidence.
    Without `seats` as many as the settings say, or as can be filled. Refused, with the condition, where there
    is no plan. Definitions: design §3.
    """
    asked = Asked(as_of, seats, reach_weight, min_output_yuan, fixed, forbidden, weights)
    proposal = proposed(release, asked)
    frame = model.proposal_frame(proposal, language)
    if plan is not None:
        frame = frame[frame["plan"] == plan_number(proposal, plan)]
    facts = situation(release, as_of, weights).facts
    pair = ["province_code", "enterprise_code"]
    chosen = facts.merge(frame[pair].drop_duplicates(), on=pair)
    chosen["evidence"] = said_of(chosen, weights, language)
    frame = frame.merge(chosen[[*pair, "known", "evidence"]], on=pair, how="left")
    return frame[list(QUESTIONS["next_batch"].columns)]


def next_batch_plans(
    release: Release,
    *,
    as_of: date,
    seats: int | None,
    reach_weight: float,
    min_output_yuan: int,
    fixed: str | None,
    forbidden: str | None,
    weights: str | None,
    language: str = DEFAULT_LANGUAGE,
) -> pd.DataFrame:
    """The plans equally good, compared: one row a plan, in the same order as `next_batch`.

    `covered_before_yuan` is what the units there are cover, `demand_yuan` all demand, `unknown_codes` the
    provinces whose demand is not known and counts as none. `bound_yuan` is what no plan exceeds, `gap_yuan`
    what the plans fall short of it, `complete` whether there are no further ties, `coverage_ties` how many
    sets of provinces cover as much (21: more than 20). `proof` says so in words.
    """
    proposal = proposed(
        release, Asked(as_of, seats, reach_weight, min_output_yuan, fixed, forbidden, weights)
    )
    frame = model.plans_frame(proposal).assign(
        covered_before_yuan=proposal.covered_before_yuan,
        demand_yuan=proposal.total_yuan,
        bound_yuan=proposal.proof.bound_yuan,
        gap_yuan=proposal.proof.gap_yuan,
        complete=proposal.complete,
        coverage_ties=proposal.coverage_ties,
        proof=model.proof_text(proposal, language),
    )
    frame["unknown_codes"] = [sorted(proposal.instance.unknown) for _ in range(len(frame))]
    money = dict.fromkeys(["covered_before_yuan", "demand_yuan", "bound_yuan", "gap_yuan"], "Int64")
    return frame.astype(money)[list(QUESTIONS["next_batch_plans"].columns)]


def next_batch_coverage(
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
) -> pd.DataFrame:
    """Coverage with a plan's seats taken: one row for each province but our own, as `coverage` orders them.

    `status_before` is that of the roster there is; `seat` says how many of the plan's seats are there.
    """
    chosen = plan_of(
        proposed(release, Asked(as_of, seats, reach_weight, min_output_yuan, fixed, forbidden, weights)), plan
    )
    coverage = QUESTIONS["coverage"].function(release, as_of=as_of, language=DEFAULT_LANGUAGE)
    frame = coverage[["province_code", "province", "demand_yuan"]].assign(status_before=coverage["status"])
    seated = [seat.candidate.province_code for seat in chosen.seats]
    frame["seats"] = pd.Series([seated.count(code) for code in frame["province_code"]], dtype="int64")
    frame["status"] = [
        "stationed" if code in chosen.stationed else "reached" if code in chosen.reached else before
        for code, before in zip(frame["province_code"], frame["status_before"], strict=True)
    ]
    return frame[list(QUESTIONS["next_batch_coverage"].columns)]


def next_batch_curve(
    release: Release, *, as_of: date, reach_weight: float, min_output_yuan: int, forbidden: str | None
) -> pd.DataFrame:
    """The best coverage by every number of further seats, from none until no more can be covered; proven.

    `gain_yuan` is over one seat less, `provinces_covered` the most that a plan of this coverage can have,
    `all_covered` whether no province is left that a candidate could cover.
    """
    instance = situation(release, as_of, None).instance
    return model.curve(instance, reach_weight, min_output_yuan, read_wishes(forbidden))


def next_batch_fewest(
    release: Release,
    *,
    as_of: date,
    reach_weight: float,
    min_output_yuan: int,
    forbidden: str | None,
    weights: str | None,
) -> pd.DataFrame:
    """The fewest further seats that cover everything, proven: a row for all provinces, one with demand only.

    `seated_codes` are those of a best plan with so few. `uncoverable_codes` are provinces no candidate's
    seat would cover, `contested_codes` those left because who could cover them is needed elsewhere.
    """
    instance = situation(release, as_of, weights).instance
    rows = []
    for with_demand_only in (False, True):
        found = model.fewest_seats(
            instance, reach_weight, min_output_yuan, read_wishes(forbidden), with_demand_only
        )
        total = instance.total_yuan
        rows.append(
            {
                "with_demand_only": with_demand_only,
                "seats": found.seats,
                "covered_yuan": found.plan.covered_yuan,
                "covered_share": found.plan.covered_yuan / total if total else None,
                "provinces_covered": len(found.plan.stationed | found.plan.reached),
                "seated_codes": sorted(found.plan.provinces),
                "uncoverable_codes": list(found.uncoverable),
                "contested_codes": list(found.contested),
            }
        )
    return pd.DataFrame(rows).astype({"covered_yuan": "Int64", "covered_share": "float64"})


def batch_events(
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
    batch: int | None,
    effective_date: date | None,
    document: str | None,
) -> pd.DataFrame:
    """A plan as events of the roster: one designation a seat, in the order of gain.

    The batch is the next one unless numbered; what is not given (day, document, office, contacts) is left to
    fill in. The reach is left undeclared, which means the neighbours of the station, as the plan reckoned.
    """
    chosen = plan_of(
        proposed(release, Asked(as_of, seats, reach_weight, min_output_yuan, fixed, forbidden, weights)), plan
    )
    number = batch if batch is not None else _next_batch(release)
    names = list(QUESTIONS["batch_events"].columns)
    rows = [
        {
            "enterprise_code": seat.candidate.enterprise_code,
            "enterprise": seat.candidate.enterprise,
            "station_province_code": seat.candidate.province_code,
            "batch": number,
            "event": "designated",
            "effective_date": effective_date,
            "document": document,
        }
        for seat in chosen.seats
    ]
    return pd.DataFrame(rows, columns=names).astype(
        {"batch": "Int64", "staff": "Int64", "has_office": "boolean"}
    )


def _next_batch(release: Release) -> int:
    known = release.ask("SELECT coalesce(max(batch), 0) AS batch FROM key_unit")
    return int(known["batch"].iloc[0]) + 1
