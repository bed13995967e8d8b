"""Provinces' published output beside ours: of one caliber, one scope and one quarter at a time."""

import pandas as pd
import streamlit as st

from analysis import formatting, glossary, peers, reference
from analysis.formatting import count, percent
from analysis.language import paragraph
from pages.components import charts, choosing, text, trend_charts
from pages.components.frame import Frame
from pages.components.table import table

_NO_SCOPE = "-"
_COLUMNS = ["region", "basis", "out_of_province_ytd_yuan", "gross_output_ytd_yuan", "outward_ratio",
            "published_ratio", "difference_pp", "nation_share", "ratio_rank", "output_rank", "gross_rank",
            "vintage", "source"]  # fmt: skip


def beside_ours(here: Frame, caliber: str) -> None:
    """A choice of quarter and scope, its provinces ranked, and what our enterprises reported beside them."""
    _ = here.translate
    groups = peers.usual_first(peers.together(here.ask("peer_regions", caliber=caliber).frame))
    if groups.empty:
        st.info(_("No province's output of this caliber has been imported to compare with."))
        return
    codes = [_code(group) for group in groups.to_dict("records")]
    position = choosing.one_of(
        here, "beside", _("Provinces of"), codes,
        show=lambda code: _words(here, groups.iloc[codes.index(code)]),
    )  # fmt: skip
    group = groups.iloc[codes.index(position)]
    found = here.ask(
        "peer_regions", caliber=caliber, scope=group["scope"] or _NO_SCOPE,
        year=int(group["year"]), quarter=int(group["quarter"]),
    )  # fmt: skip
    title = _of_peers(here, found.frame)
    text.finding(title)
    charts.draw(trend_charts.beside_ours(found.frame, here), title)
    st.caption(_of_calibers(here, caliber, group, found.frame))
    table(here, found, _COLUMNS, title=title)


def _code(group: dict) -> str:
    return f"{group['year']}Q{group['quarter']}~{group['scope']}"


def _words(here: Frame, group: pd.Series) -> str:
    when = text.period(group["year"], group["quarter"], here)
    return " · ".join(
        part for part in (when, glossary.enum_label("scope", group["scope"], here.language)) if part
    )


def _of_peers(here: Frame, regions: pd.DataFrame) -> str:
    """Where our province stands among those published; without it, who is first and what ours reported."""
    _ = here.translate
    ours = regions[regions["region_code"] == here.settings.home_province]
    when = text.period(regions["year"].iloc[0], regions["quarter"].iloc[0], here)
    ranked = regions.dropna(subset=["ratio_rank"])
    if len(ours.dropna(subset=["ratio_rank"])):
        row = ours.iloc[0]
        return _("{when}: {name} is number {rank} of {count} provinces by outward ratio, {ratio}").format(
            when=when, name=_name(here, row), rank=count(row["ratio_rank"]),
            count=count(row["ratio_rank_of"]), ratio=percent(row["outward_ratio"]),
        )  # fmt: skip
    if len(ranked):
        row = ranked.iloc[0]
        words = _("{when}: {name} is first of {count} provinces, {ratio}; ours, as reported, {ours}")
        return words.format(
            when=when, name=_name(here, row), count=count(row["ratio_rank_of"]),
            ratio=percent(row["outward_ratio"]), ours=percent(row["our_ratio"]),
        )  # fmt: skip
    if len(ours.dropna(subset=["gross_rank"])):
        row = ours.iloc[0]
        return _("{when}: {name} is number {rank} of {count} provinces by gross output, {amount}").format(
            when=when, name=_name(here, row), rank=count(row["gross_rank"]),
            count=count(row["gross_rank_of"]),
            amount=formatting.yuan(row["gross_output_ytd_yuan"], language=here.language),
        )  # fmt: skip
    return _("{when}: no outward ratio was published of any province").format(when=when)


def _of_calibers(here: Frame, caliber: str, group: pd.Series, regions: pd.DataFrame) -> str:
    """Of what caliber and scope the bars are, and that ours is of another."""
    _ = here.translate
    said = [
        _("All published figures here: {caliber}, {scope}.").format(
            caliber=glossary.enum_label("caliber", caliber, here.language),
            scope=glossary.enum_label("scope", group["scope"], here.language) or _("scope not stated"),
        )
    ]
    ours = regions.iloc[0]
    if not formatting.is_missing(ours["our_ratio"]) and regions["outward_ratio"].notna().any():
        said.append(_("The hatched bar is what our enterprises reported, another caliber: it has no rank."))
        if not formatting.is_missing(ours["our_nation_share"]):
            said.append(
                _("It would be {share} of the nation's output in other provinces.").format(
                    share=percent(ours["our_nation_share"])
                )
            )
    return paragraph(said, here.language)


def _name(here: Frame, row: pd.Series) -> str:
    return reference.province_name(row["region_code"], here.language)
