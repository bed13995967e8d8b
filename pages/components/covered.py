"""How coverage is told: the numbers on top, beside those of another date, and the gaps with their reasons."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis import formatting
from analysis.formatting import count, percent
from pages.components import links, sentences, text
from pages.components.frame import Frame
from pages.components.text import Headline


def headlines(here: Frame, summary: pd.Series, before: pd.Series | None, day: date | None) -> None:
    """Provinces and output covered; with another date's summary, what changed since that day."""
    _ = here.translate

    def number(label: str, value: str, column: str, against: str) -> Headline:
        if before is None:
            return Headline(label, value, against=against)
        difference = _difference(summary[column], before[column])
        if column.startswith("share_"):
            change = formatting.points(difference, here.language)
        else:
            change = formatting.change(difference)
        return Headline(
            label, value, change, difference, _("against {day}").format(day=text.day(day, here)), help=against
        )

    text.headlines(
        here,
        [
            number(
                _("Provinces covered"),
                text.of(summary["provinces_covered"], summary["provinces_total"]),
                "provinces_covered",
                _("{stationed} stationed, {reached} reached").format(
                    stationed=count(summary["provinces_stationed"]),
                    reached=count(summary["provinces_reached"]),
                ),
            ),
            number(
                _("Of those with business"),
                text.of(summary["provinces_covered_with_business"], summary["provinces_with_business"]),
                "provinces_covered_with_business",
                _("{gaps} gaps").format(gaps=count(summary["provinces_gap"])),
            ),
            number(
                _("Output where a key unit sits"),
                percent(summary["share_stationed"]),
                "share_stationed",
                _("of four quarters' output outside the home province"),
            ),
            number(
                _("Output covered"),
                percent(summary["share_covered"]),
                "share_covered",
                _("{share} is not").format(share=percent(summary["share_uncovered"])),
            ),
        ],
    )


def gaps(here: Frame, coverage: pd.DataFrame) -> None:
    """Every gap with the reason it is one, the way to its province and to who could sit there, by output."""
    found = coverage[coverage["status"] == "gap"].sort_values("demand_yuan", ascending=False, kind="stable")
    if found.empty:
        return
    text.finding(here.translate("Why each gap is one"))
    for _number, gap in found.iterrows():
        name, reason, candidates = st.columns([2, 12, 3])
        with name:
            province = gap["province_code"]
            links.to(here, "province", sentences.province(here, province), province=province)
        reason.markdown(text.literal(gap["why"]))
        with candidates:
            links.to_candidates(here, province)


def _difference(now: Any, then: Any) -> Any:
    return None if formatting.is_missing(now) or formatting.is_missing(then) else now - then
