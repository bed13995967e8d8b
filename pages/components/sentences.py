"""What a page says in words: the finding over a picture, what needs attention; figures are `analysis`'s."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from analysis import attention, formatting, reference
from analysis.attention import Matter
from analysis.trends import Concentration
from pages.components import links, text
from pages.components.frame import Frame
from pages.components.table import LISTED


def of_concentration(here: Frame, top: Concentration) -> str:
    """Who holds how much of the output outside the home province."""
    if top.share is None:
        return here.translate("No output outside the home province was reported")
    return here.translate("{names} hold {share} of output outside the home province").format(
        names=text.listed([province(here, code) for code in top.province_codes], here),
        share=formatting.percent(top.share),
    )


def of_movers(here: Frame, moved: pd.DataFrame) -> str:
    """Who gained and who lost most on a year before."""
    _ = here.translate
    if moved.empty:
        return _("No province can be compared with a year before")
    best, worst = moved.iloc[0], moved.iloc[-1]
    parts = []
    if best["change_yuan"] > 0:
        parts.append(_("{province} gained most, {amount}").format(**_change(here, best)))
    if worst["change_yuan"] < 0:
        parts.append(_("{province} lost most, {amount}").format(**_change(here, worst)))
    return _("; ").join(parts)


def of_completeness(here: Frame, overview: pd.Series) -> str:
    """How many of the enterprises expected to report have."""
    return here.translate("{reported} of {expected} enterprises have reported, last on {day}").format(
        reported=formatting.count(overview["reported_enterprises"]),
        expected=formatting.count(overview["expected_enterprises"]),
        day=text.day(overview["latest_received_at"], here),
    )


def of_trend(
    here: Frame, who: str, amount_yuan: object, growth: object, unit: str = formatting.HUNDRED_MILLION
) -> str:
    """Where somebody's output stands and which way it goes."""
    _ = here.translate
    if formatting.is_missing(amount_yuan):
        return _("{who} has no report for this period").format(who=who)
    if formatting.is_missing(growth):
        words = _("{who} stands at {amount}, without a year before to compare with")
    elif growth > 0:  # type: ignore[operator]
        words = _("{who} stands at {amount} and is growing, {growth}")
    else:
        words = _("{who} stands at {amount} and is not growing, {growth}")
    decimals = 0 if unit == formatting.TEN_THOUSAND else 2
    amount = formatting.yuan(amount_yuan, unit, here.language, decimals)
    return words.format(who=who, amount=amount, growth=formatting.yoy(growth))


def of_place(here: Frame, code: str) -> str:
    """The national strategies a province is part of, and its neighbours."""
    table = reference.strategies()
    names = table.loc[table["province_code"] == code, "strategy_en" if here.language == "en" else "strategy"]
    return here.translate("National strategies: {strategies}. Neighbours: {neighbours}.").format(
        strategies=text.listed(list(dict.fromkeys(names)), here) or formatting.MISSING,
        neighbours=text.listed([province(here, other) for other in reference.neighbours(code)], here)
        or formatting.MISSING,
    )


def of_span(here: Frame, quarters: float) -> str | None:
    """A warning where a single-quarter figure spans several quarters; None where it is what it says."""
    if formatting.is_missing(quarters) or quarters <= 1:
        return None
    return here.translate("spans {count} quarters").format(count=formatting.count(quarters))


def of_coverage(here: Frame, summary: pd.Series) -> str:
    """How many provinces with business nobody serves, and how much of the output somebody does."""
    if not summary["provinces_gap"]:
        return here.translate("Every province with business is covered")
    return here.translate(
        "{gaps} provinces with business are covered by nobody; {share} of output is covered"
    ).format(
        gaps=formatting.count(summary["provinces_gap"]), share=formatting.percent(summary["share_covered"])
    )


def of_changes(here: Frame, changes: pd.DataFrame, first: date, last: date) -> str:
    """In how many provinces service grew or shrank between two dates."""
    kinds = changes["change"].value_counts()
    return here.translate(
        "From {first} to {last}: served better {gained}, served less {lost}, by other units {service}"
    ).format(
        first=text.day(first, here),
        last=text.day(last, here),
        **{kind: formatting.count(kinds.get(kind, 0)) for kind in ("gained", "lost", "service")},
    )


def of_region(here: Frame, region: pd.Series) -> str:
    """How much of a region is covered, and where it is not."""
    _ = here.translate
    words = _("{region}: {covered} of its {provinces} provinces are covered, {share} of the output there.")
    said = words.format(
        region=reference.strategy_name(region["region_code"], here.language),
        covered=formatting.count(region["provinces_covered"]),
        provinces=formatting.count(region["provinces_total"]),
        share=formatting.percent(region["share_covered"]),
    )
    for column, more in (
        ("gap_codes", _("Gaps: {provinces}.")),
        ("partial_codes", _("Only in part within it, counted whole: {provinces}.")),
    ):
        if len(region[column]):
            names = [province(here, code) for code in region[column]]
            said += " " + more.format(provinces=text.listed(names, here))
    return said


def of_coverage_history(here: Frame, history: pd.DataFrame) -> str:
    """Where the share of output covered came from, where it is, and when it was highest."""
    _ = here.translate
    shares = history["share_covered"].dropna()
    if shares.empty:
        return _("No output has been reported to weigh coverage by")
    best = history.iloc[int(history["share_covered"].argmax())]
    if shares.max() == shares.iloc[-1]:
        words = _("{share} of output is covered; it was never more")
    else:
        words = _("{share} of output is covered; the most was {most}, in {quarter}")
    return words.format(
        share=formatting.percent(shares.iloc[-1]),
        most=formatting.percent(shares.max()),
        quarter=text.single_quarter(int(best["year"]), int(best["quarter"]), here),
    )


def of_proposal(here: Frame, plan: pd.Series) -> str:
    """What the batch would bring."""
    _ = here.translate
    if formatting.is_missing(plan["covered_share"]):
        return _("{seats} seats, chosen by suitability: no output to cover is known").format(
            seats=formatting.count(plan["seats"])
        )
    return _("{seats} seats raise weighted coverage from {before} to {after}").format(
        seats=formatting.count(plan["seats"]),
        before=formatting.percent(plan["covered_before_yuan"] / plan["demand_yuan"]),
        after=formatting.percent(plan["covered_share"]),
    )


def of_curve(here: Frame, curve: pd.DataFrame, fewest: pd.DataFrame) -> str:
    """How many seats it takes to cover all, and how many until nothing more can be gained."""
    return here.translate(
        "{fewest} seats cover every province that can be covered; after {seats} nothing more is gained"
    ).format(
        fewest=formatting.count(fewest[~fewest["with_demand_only"]]["seats"].iloc[0]),
        seats=formatting.count(curve["seats"].iloc[-1]),
    )


def of_roster(here: Frame, summary: pd.Series) -> str:
    """How many key units sit where, and how much of the output is done where they sit."""
    return here.translate(
        "{units} key units sit in {provinces} provinces, where {share} of output is done"
    ).format(
        units=formatting.count(summary["key_unit_count"]),
        provinces=formatting.count(summary["provinces_stationed"]),
        share=formatting.percent(summary["share_stationed"]),
    )


def of_roster_history(here: Frame, changes: pd.DataFrame) -> str:
    """How many units were designated in how many batches since when, and what became of them."""
    _ = here.translate
    if changes.empty:
        return _("No key unit has been designated yet")
    steps = changes["step"].value_counts()
    words = _("{units} units in {batches} batches since {day}: {moved} moved, {left} left, {back} came back")
    return words.format(
        units=formatting.count(changes["enterprise_code"].nunique()),
        batches=formatting.count(changes["batch"].nunique()),
        day=text.day(changes["date"].min(), here),
        moved=formatting.count(steps.get("moved", 0)),
        left=formatting.count(steps.get("withdrawn", 0)),
        back=formatting.count(steps.get("returned", 0)),
    )


def of_unit(here: Frame, unit: pd.Series) -> str:
    """Where a key unit sits and whom it serves, or that it does not any more or yet."""
    _ = here.translate
    told = {
        "enterprise": unit["enterprise"],
        "province": province(here, unit["province_code"]),
        "day": text.day(unit["since"], here),
        "until": text.day(unit["until"], here),
        "count": formatting.count(len(unit["reach_codes"])),
    }
    if unit["active"]:
        return _("{enterprise} sits in {province} since {day}; provinces it reaches: {count}").format(**told)
    if formatting.is_missing(unit["until"]):
        return _("{enterprise} will sit in {province} from {day} on").format(**told)
    return _("{enterprise} sat in {province} from {day} to {until}").format(**told)


def of_seat(here: Frame, unit: pd.Series) -> str:
    """Who a key unit is: office, city, batch, document, the enterprise's register, its office and staff."""
    _ = here.translate
    parts = [unit["office"], unit["city"]]
    if not formatting.is_missing(unit["batch"]):
        parts.append(_("Batch {number}").format(number=formatting.count(unit["batch"])))
    if not formatting.is_missing(unit["document"]):
        parts.append(_("last document {document}").format(document=unit["document"]))
    parts += [reference.city_name(unit["home_city_code"] or "", here.language), unit["grade"]]
    return " · ".join(str(part) for part in parts if part and not formatting.is_missing(part))


def of_office(here: Frame, unit: pd.Series) -> str:
    """Whether a key unit has a fixed office."""
    if formatting.is_missing(unit["has_office"]):
        return here.translate("office not known")
    return (
        here.translate("with a fixed office")
        if unit["has_office"]
        else here.translate("without a fixed office")
    )


def of_unit_output(here: Frame, unit: pd.Series, output: pd.DataFrame) -> str:
    """How much of our output is done where a key unit sits and reaches."""
    demand = output["demand_yuan"]
    return here.translate(
        "{amount} of our output is done where it serves, {station} of it at its station"
    ).format(
        amount=formatting.yuan(demand.sum(), language=here.language),
        station=formatting.yuan(demand.iloc[0], language=here.language),
    )


def of_roster_changes(here: Frame, first: date, last: date) -> str:
    """Between which two dates the roster is compared."""
    return here.translate("Changes of the roster from {first} to {last}").format(
        first=text.day(first, here), last=text.day(last, here)
    )


def of_ratios(here: Frame, ours: pd.DataFrame, nation: pd.DataFrame) -> str:
    """Our outward ratio beside the nation's, each at its latest quarter."""
    _ = here.translate
    mine, theirs = _latest_ratio(here, ours), _latest_ratio(here, nation)
    if theirs is None:
        return _("No national figures to compare with have been imported")
    if mine is None:
        return _("The nation's outward ratio: {nation}").format(nation=theirs)
    return _("Outward ratio: ours {ours}, the nation's {nation}").format(ours=mine, nation=theirs)


def of_search(here: Frame, count: int) -> str:
    """How many enterprises a search found."""
    if count >= LISTED:
        return here.translate("The {count} largest enterprises").format(count=count)
    return here.translate("{count} enterprises found").format(count=count)


def of_register(here: Frame, profile: pd.Series) -> str:
    """Who an enterprise is: code, home city, qualification, founding, and the key unit it runs."""
    _ = here.translate
    parts = [
        profile["enterprise_code"],
        reference.city_name(profile["city_code"] or "", here.language),
        profile["qualification"],
        profile["grade"],
        profile["ownership"],
    ]
    if not formatting.is_missing(profile["founded_date"]):
        parts.append(_("founded {day}").format(day=text.day(profile["founded_date"], here)))
    if not formatting.is_missing(profile["unit_id"]):
        parts.append(
            _("key unit in {province} since {day}").format(
                province=province(here, profile["province_code"]), day=text.day(profile["since"], here)
            )
        )
    return " · ".join(str(part) for part in parts if part and not formatting.is_missing(part))


def _latest_ratio(here: Frame, points: pd.DataFrame) -> str | None:
    known = points[points["ratio"].notna()].sort_values(["year", "quarter"])
    if known.empty:
        return None
    last = known.iloc[-1]
    return here.translate("{value} ({note})").format(
        value=formatting.percent(last["ratio"]), note=text.period(last["year"], last["quarter"], here)
    )


def matters(here: Frame, found: Sequence[Matter]) -> None:
    """What needs attention, each matter with its figure and the way to the page that deals with it."""
    if not found:
        st.markdown(here.translate("Nothing is open."))
    for matter in found:
        rule = attention.rule_of(matter)
        # Columns, not a row: a long sentence would push the link below it, a short one would not.
        told, way = st.columns([4, 1], vertical_alignment="center")
        words = text.literal(_of_matter(here, matter, rule.words))
        told.markdown(f":material/priority_high: {words}")
        with way:
            links.to(here, rule.page, here.translate("See"), icon=":material/arrow_forward:", **rule.choices)


def _of_matter(here: Frame, matter: Matter, words: str) -> str:
    known = matter.province_code
    return here.translate(words).format(
        count=formatting.count(matter.count),
        province=province(here, known) if known else here.translate("those at home"),
        amount=formatting.yuan(matter.amount_yuan, language=here.language),
        growth=formatting.yoy(matter.growth),
        name=matter.name,
        days=formatting.count(matter.days),
    )


def _change(here: Frame, row: pd.Series) -> dict[str, str]:
    amount = formatting.yuan(abs(row["change_yuan"]), language=here.language)
    return {"province": province(here, row["province_code"]), "amount": amount}


def province(here: Frame, code: str) -> str:
    """The province's name in the reader's language."""
    return reference.province_name(code, here.language)
