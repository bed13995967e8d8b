"""The proposal as frames and sentences, in the reader's language. The rows are the same in each language."""

from collections.abc import Iterable

import pandas as pd

from analysis.formatting import percent, yuan
from analysis.language import DEFAULT_LANGUAGE, N_, Translate, paragraph, translator
from analysis.next_batch.changes import ENTERS, LEAVES, Comparison, WeightRange
from analysis.next_batch.plans import Proposal
from analysis.next_batch.seats import GAP, REACHED, Seat
from analysis.next_batch.suitability import score_text
from analysis.reference import province_name


def proposal_frame(proposal: Proposal, language: str = DEFAULT_LANGUAGE) -> pd.DataFrame:
    """A row a seat, by plan and in the order of gain; plans beyond the first are ties.

    Columns: plan, seat (from 1), province_code, province, enterprise_code, enterprise, gain_yuan (the
    plan's add up to what it adds to Σ demand × level), gain_share (of all demand, 0–1, null without
    demand), score (of 100, one decimal), reason, runner_up (sentences), demand_yuan, before (stationed,
    reached, gap), newly_reached (list of codes), fixed (bool), runner_up_code, runner_up_score,
    swap_province_code, swap_enterprise_code, swap_loss_yuan (null where there is no such alternative).
    """
    rows = [
        _row(proposal, number, position, seat, language)
        for number, plan in enumerate(proposal.plans, start=1)
        for position, seat in enumerate(plan.seats, start=1)
    ]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return frame.astype(_COLUMNS)


_COLUMNS = {
    "plan": "int64",
    "seat": "int64",
    "province_code": "str",
    "province": "str",
    "enterprise_code": "str",
    "enterprise": "str",
    "gain_yuan": "Int64",
    "gain_share": "float64",
    "score": "float64",
    "reason": "str",
    "runner_up": "str",
    "demand_yuan": "Int64",
    "before": "str",
    "newly_reached": "object",
    "fixed": "bool",
    "runner_up_code": "str",
    "runner_up_score": "float64",
    "swap_province_code": "str",
    "swap_enterprise_code": "str",
    "swap_loss_yuan": "Int64",
}


def plans_frame(proposal: Proposal) -> pd.DataFrame:
    """A row a plan, in the same order.

    Columns: plan, seats, gain_yuan, covered_yuan, covered_share (0–1, null without demand), score (a sum, of
    100 each), provinces_stationed, provinces_covered, seated_codes (list), share_stationed and
    share_covered (of demand, each province whole, 0–1, null without demand).
    """
    total = proposal.total_yuan
    rows = [
        {
            "plan": number,
            "seats": len(plan.seats),
            "gain_yuan": plan.gain_yuan,
            "covered_yuan": plan.covered_yuan,
            "covered_share": plan.covered_yuan / total if total else None,
            "score": plan.score / 10,
            "provinces_stationed": len(plan.stationed),
            "provinces_covered": len(plan.stationed | plan.reached),
            "seated_codes": sorted(plan.provinces),
            "share_stationed": _share(proposal, plan.stationed),
            "share_covered": _share(proposal, plan.stationed | plan.reached),
        }
        for number, plan in enumerate(proposal.plans, start=1)
    ]
    shares = dict.fromkeys(["covered_share", "share_stationed", "share_covered"], "float64")
    money = dict.fromkeys(["gain_yuan", "covered_yuan"], "Int64")
    return pd.DataFrame(rows).astype(shares | money)


def proof_text(proposal: Proposal, language: str = DEFAULT_LANGUAGE) -> str:
    """That no plan is better, why that is certain, and whether all that are as good are shown."""
    translate, proof = translator(language), proposal.proof
    said = [
        translate(
            N_(
                "Proven in whole numbers: with {seats} more seats no plan covers more than {bound} of demand"
                " × level, and none that covers as much scores more than {score} points; the gap is {gap}."
            )
        ).format(
            seats=proposal.seats,
            bound=yuan(proof.bound_yuan, language=language),
            score=score_text(proof.score_bound),
            gap=proof.gap_yuan,
        ),
        translate(N_("{cases} cases were decided with {programmes} linear programmes.")).format(
            cases=proof.cases, programmes=proof.programmes
        ),
    ]
    if not proposal.complete:
        ties = N_("{count} plans are shown; there are more that are just as good.")
    elif len(proposal.plans) > 1:
        ties = N_("These {count} plans are equally good; there is no other.")
    else:
        ties = N_("No other plan is as good.")
    said.append(translate(ties).format(count=len(proposal.plans)))
    return paragraph(said, language)


def comparison_text(compared: Comparison, language: str = DEFAULT_LANGUAGE) -> str:
    """What stays of the plan in the changed situation, and what would be covered then."""
    translate = translator(language)
    seats = compared.seats()
    if compared.same:
        said = [translate(N_("The same plan is still one of the best."))]
    else:
        moved = {change: _pairs(seats[seats["change"] == change], language) for change in (LEAVES, ENTERS)}
        said = [
            translate(N_("{stay} of {count} seats stay; out: {leaves}; in: {enters}.")).format(
                stay=(seats["change"] == "stays").sum(),
                count=compared.before.seats,
                leaves=moved[LEAVES],
                enters=moved[ENTERS],
            )
        ]
    before, after = compared.plan_before, compared.plan_after
    said.append(
        translate(
            N_(
                "Covered would be {after} of demand × level instead of {before}, and {provinces} provinces"
                " instead of {provinces_before}."
            )
        ).format(
            after=yuan(after.covered_yuan, language=language),
            before=yuan(before.covered_yuan, language=language),
            provinces=len(after.stationed | after.reached),
            provinces_before=len(before.stationed | before.reached),
        )
    )
    return paragraph(said, language)


def weight_range_text(found: WeightRange, language: str = DEFAULT_LANGUAGE) -> str:
    """How far the weight of reach can move before other provinces do better, and which then."""
    translate = translator(language)
    if found.below is None and found.above is None:
        return translate(N_("Whatever reach counts for, from 0 to 1, these provinces are a best choice."))
    said = [
        translate(
            N_(
                "These provinces are a best choice while reach counts for no less than {low} and no more than"
                " {high}."
            )
        ).format(low=f"{float(found.low):.3g}", high=f"{float(found.high):.3g}")
    ]
    if found.below is not None:
        said.append(
            translate(N_("Below that {provinces} would be better.")).format(
                provinces=_names(found.below, language)
            )
        )
    if found.above is not None:
        said.append(
            translate(N_("Above that {provinces} would be better.")).format(
                provinces=_names(found.above, language)
            )
        )
    return paragraph(said, language)


def reason(proposal: Proposal, seat: Seat, language: str = DEFAULT_LANGUAGE) -> str:
    """Why this seat is in the plan."""
    translate = translator(language)
    said = [_place(proposal, seat, translate, language), _gain(proposal, seat, translate, language)]
    said.append(
        translate(
            N_("{enterprise} scores {score} points, place {rank} of {rivals} who could sit here.")
        ).format(
            enterprise=seat.candidate.enterprise,
            score=score_text(seat.candidate.score),
            rank=seat.rank,
            rivals=seat.rivals,
        )
    )
    if seat.fixed:
        said.append(translate(N_("This seat was asked for, not chosen.")))
    return paragraph(said, language)


def alternatives(seat: Seat, language: str = DEFAULT_LANGUAGE) -> str:
    """Who could have this seat instead, and which seat elsewhere would cost least coverage."""
    translate = translator(language)
    if seat.runner_up is None:
        said = [translate(N_("Nobody else without a seat could sit here."))]
    else:
        said = [
            translate(N_("Runner-up here: {enterprise}, {score} points.")).format(
                enterprise=seat.runner_up.enterprise, score=score_text(seat.runner_up.score)
            )
        ]
    if seat.swap is not None:
        words = {
            "province": province_name(seat.swap.candidate.province_code, language),
            "enterprise": seat.swap.candidate.enterprise,
            "loss": yuan(seat.swap.loss_yuan, language=language),
        }
        if seat.swap.loss_yuan:
            elsewhere = N_("Best seat elsewhere instead: {province} with {enterprise}, covering {loss} less.")
        else:
            elsewhere = N_("A seat in {province} with {enterprise} instead would cover as much.")
        said.append(translate(elsewhere).format(**words))
    return paragraph(said, language)


def _row(proposal: Proposal, number: int, position: int, seat: Seat, language: str) -> dict[str, object]:
    chosen, total = seat.candidate, proposal.total_yuan
    runner_up, swap = seat.runner_up, seat.swap
    return {
        "plan": number,
        "seat": position,
        "province_code": chosen.province_code,
        "province": province_name(chosen.province_code, language),
        "enterprise_code": chosen.enterprise_code,
        "enterprise": chosen.enterprise,
        "gain_yuan": seat.gain_yuan,
        "gain_share": seat.gain_yuan / total if total else None,
        "score": chosen.score / 10,
        "reason": reason(proposal, seat, language),
        "runner_up": alternatives(seat, language),
        "demand_yuan": _demand(proposal, chosen.province_code),
        "before": seat.before,
        "newly_reached": list(seat.newly_reached),
        "fixed": seat.fixed,
        "runner_up_code": runner_up.enterprise_code if runner_up else None,
        "runner_up_score": runner_up.score / 10 if runner_up else None,
        "swap_province_code": swap.candidate.province_code if swap else None,
        "swap_enterprise_code": swap.candidate.enterprise_code if swap else None,
        "swap_loss_yuan": swap.loss_yuan if swap else None,
    }


def _share(proposal: Proposal, codes: Iterable[str]) -> float | None:
    demand, total = proposal.instance.demand_yuan, proposal.total_yuan
    return sum(demand[code] for code in codes) / total if total else None


def _demand(proposal: Proposal, code: str) -> int | None:
    return None if code in proposal.instance.unknown else proposal.instance.demand_yuan[code]


def _place(proposal: Proposal, seat: Seat, translate: Translate, language: str) -> str:
    code = seat.candidate.province_code
    words = {
        "province": province_name(code, language),
        "demand": yuan(_demand(proposal, code), language=language),
    }
    if code in proposal.instance.unknown:
        said = N_("What our output in {province} was over the last four quarters is not known.")
    elif seat.before == GAP:
        said = N_("No unit serves {province} yet, where our output over the last four quarters is {demand}.")
    elif seat.before == REACHED:
        said = N_(
            "{province}, where our output over the last four quarters is {demand}, is so far only within"
            " reach of a unit elsewhere."
        )
    else:
        said = N_("{province} has a unit already; our output there over the last four quarters is {demand}.")
    return translate(said).format(**words)


def _gain(proposal: Proposal, seat: Seat, translate: Translate, language: str) -> str:
    if not seat.gain_yuan and not seat.newly_reached:
        return translate(N_("It adds nothing to coverage; suitability decided."))
    said = []
    if seat.newly_reached:
        said.append(
            translate(N_("It brings {provinces} within reach.")).format(
                provinces=_names(seat.newly_reached, language)
            )
        )
    if seat.gain_yuan:
        share = percent(seat.gain_yuan / proposal.total_yuan)
        said.append(
            translate(
                N_("Added to the seats before it, it covers {gain} more, {share} of all demand.")
            ).format(gain=yuan(seat.gain_yuan, language=language), share=share)
        )
    return paragraph(said, language)


def _names(codes: Iterable[str], language: str) -> str:
    names = [province_name(code, language) for code in sorted(codes)]
    return translator(language)(N_(", ")).join(names)


def _pairs(seats: pd.DataFrame, language: str) -> str:
    translate = translator(language)
    named = [
        translate(N_("{province} ({enterprise})")).format(
            province=province_name(code, language), enterprise=enterprise
        )
        for code, enterprise in zip(seats["province_code"], seats["enterprise"], strict=True)
    ]
    return translate(N_(", ")).join(named)
