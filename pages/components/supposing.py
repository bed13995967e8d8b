"""What would the proposal be if a unit moved or left, reach counted otherwise, or demand changed?"""

from typing import Any

import streamlit as st

from analysis import glossary, reference
from pages.components import charts, choosing, coverage_charts, filters, sentences, text
from pages.components.choosing import ALL
from pages.components.frame import Frame
from pages.components.table import table

_NARROW = 170
_LEAST, _MOST = -100, 1000


def show(here: Frame, asked: dict[str, Any]) -> None:
    """The suppositions to choose, and both proposals compared in words and figures."""
    _ = here.translate
    supposed = _supposed(here, asked)
    if not any(value is not None for value in supposed.values()):
        st.markdown(_("Suppose something above: a unit elsewhere or gone, another weight, other output."))
        return
    with st.spinner(_("Looking for the best plans and proving that none is better…"), show_time=True):
        compared = here.ask("next_batch_what_if", **asked, **supposed)
    conclusion = str(compared.frame["conclusion"].iloc[0])
    text.finding(_("What would change"))
    st.markdown(text.literal(conclusion))
    charts.draw(coverage_charts.before_and_after(compared.frame, here), conclusion)
    table(
        here,
        compared,
        ["case", "units", "covered_before_yuan", "covered_yuan", "covered_share", "gain_yuan",
         "provinces_stationed", "provinces_covered", "score"],
        title=conclusion,
    )  # fmt: skip
    table(
        here,
        here.ask("next_batch_what_if_seats", **asked, **supposed),
        ["province", "seat_change", "enterprise", "score"],
        title=_("Seats that would change"),
    )


def _supposed(here: Frame, asked: dict[str, Any]) -> dict[str, Any]:
    _ = here.translate
    units = here.ask("key_units", as_of=asked["as_of"]).frame.to_dict("records")
    named = {
        row["unit_id"]: f"{sentences.province(here, row['province_code'])} · {row['enterprise']}"
        for row in units
    }
    nobody = {ALL: _("None")}
    known = nobody | named
    provinces = {
        code: sentences.province(here, code)
        for code in reference.provinces()["province_code"]
        if code != here.settings.home_province
    }
    regions = {name: glossary.enum_label("region7", name, here.language) for name in reference.regions()}
    places = nobody | regions | provinces
    with filters.row():
        gone = choosing.one_of(here, "drop", _("A unit leaves"), known)
        moved = choosing.one_of(here, "move", _("A unit moves"), known)
        target = choosing.one_of(here, "to", _("to"), provinces)
    with filters.row():
        weight = choosing.number(
            here,
            "supposed_weight",
            _("Weight of reach instead"),
            asked["reach_weight"],
            low=0.0,
            high=1.0,
            step=0.05,
            width=_NARROW,
        )
        where = choosing.one_of(here, "demand_in", _("Output changes in"), places)
        change = choosing.number(
            here, "demand_by", _("by, per cent"), 10, low=_LEAST, high=_MOST, step=5, width=_NARROW
        )
    return {
        "drop": gone or None,
        "move": f"{moved}:{target}" if moved else None,
        "supposed_weight": weight if weight != asked["reach_weight"] else None,
        "demand": f"{where}={change:g}" if where else None,
    }
