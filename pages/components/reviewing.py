"""Which key units to reconsider, in words, figures and links: of the roster, and of one unit."""

from datetime import date

import pandas as pd
import streamlit as st

from analysis.formatting import HUNDRED_MILLION, count, percent
from analysis.glossary import enum_label
from pages.components import links, notes, sentences, text
from pages.components.frame import Frame
from pages.components.table import table

NOTES = (notes.RECONSIDER, notes.RECONSIDER_MARKET, notes.RECONSIDER_WILL)
_SHOWN = 3
_QUESTION = "units_to_reconsider"


def of_roster(here: Frame, *, as_of: date, province: str, batch: int | None) -> None:
    """The units to reconsider on a date: the gravest in words with ways to them, then all with figures."""
    answer = here.ask(_QUESTION, as_of=as_of, province=province, batch=batch)
    found = answer.frame
    title = _title(here, found)
    text.finding(title)
    _limits(here)
    if found.empty:
        return
    for _, unit in list(found.groupby("unit_id", sort=False))[:_SHOWN]:
        with st.container(border=True):
            _unit(here, unit)
    table(
        here,
        answer,
        ["enterprise", "province", "batch", "rule_count", "rule", "why", "since",
         "output_four_quarters_yuan", "prior_four_quarters_yuan", "growth", "most_projects", "open_requests",
         "late_requests", "working_days", "months_since", "unused_codes", "threshold"],
        title=title,
        unit=HUNDRED_MILLION,
        opens=links.open_unit(here),
    )  # fmt: skip


def of_unit(here: Frame, *, unit: str, as_of: date) -> None:
    """What speaks for reconsidering one unit, in words; that nothing does where it is so."""
    found = here.ask(_QUESTION, unit=unit, as_of=as_of).frame
    with st.container(border=True):
        if found.empty:
            st.markdown(here.translate("By the figures, nothing speaks for reconsidering this unit."))
        else:
            st.markdown(f"**{here.translate('What speaks for reconsidering this unit')}**")
            _reasons(here, found)
        _limits(here)


def _title(here: Frame, found: pd.DataFrame) -> str:
    if found.empty:
        return here.translate("By the figures, no key unit is to be reconsidered")
    return here.translate("To reconsider: {units} key units, for {findings} reasons").format(
        units=count(found["unit_id"].nunique()), findings=count(len(found))
    )


def _unit(here: Frame, found: pd.DataFrame) -> None:
    """One unit: who and where, why, and the ways to its file, its enterprise and its province."""
    _ = here.translate
    first = found.iloc[0]
    province = sentences.province(here, first["province_code"])
    st.markdown(f"**{text.literal(first['enterprise'])}** · {province}")
    _reasons(here, found)
    with st.container(horizontal=True):
        links.to(here, "key_unit", _("Its file"), icon=":material/folder_open:", unit=first["unit_id"])
        links.to(
            here, "enterprise", _("The enterprise"), icon=":material/domain:",
            enterprise=first["enterprise_code"],
        )  # fmt: skip
        links.to(here, "province", province, icon=":material/map:", province=first["province_code"])


def _reasons(here: Frame, found: pd.DataFrame) -> None:
    words = here.translate("**{rule}**: {why}")
    told = [
        words.format(rule=enum_label("rule", rule, here.language), why=text.literal(why))
        for rule, why in found[["rule", "why"]].itertuples(index=False)
    ]
    st.markdown("\n".join(f"- {reason}" for reason in told))


def _limits(here: Frame) -> None:
    """From where on the rules speak, and what a finding is not."""
    settings = here.settings
    st.caption(
        here.translate(
            "A prompt for a review, never a removal. The rules speak from a fall of {fall} in four quarters,"
            " {projects} months without a project, {requests} late requests, {quiet} months without activity,"
            " {reach} months of unused reach on; the limits are in the settings."
        ).format(
            fall=percent(settings.reconsider_output_fall, 0),
            projects=settings.reconsider_project_months,
            requests=settings.reconsider_late_requests,
            quiet=settings.reconsider_quiet_months,
            reach=settings.reconsider_reach_months,
        )
    )
