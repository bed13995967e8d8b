"""Who is this key unit, what speaks for it, what is done where it serves, and what happened to it?"""

import streamlit as st

from pages.components import (
    charts,
    filters,
    frame,
    links,
    lists,
    notes,
    of_key_unit,
    reviewing,
    sentences,
    text,
)

here = frame.enter()
_ = here.translate

with filters.row():
    unit = filters.unit(here)
    as_of = filters.as_of(here)
if not unit:
    links.to(here, "key_units", _("All key units"), icon=":material/apartment:")
    st.stop()

seat = here.ask("unit_profile", unit=unit, as_of=as_of).frame.iloc[0]
output = here.ask("unit_output", unit=unit, as_of=as_of).frame

text.finding(sentences.of_unit(here, seat))
st.markdown(text.literal(sentences.of_seat(here, seat)))
text.headlines(here, of_key_unit.numbers(here, seat, output))
if seat["active"]:
    reviewing.of_unit(here, unit=unit, as_of=as_of)
title = sentences.of_unit_output(here, seat, output)
text.finding(title)
charts.draw(
    charts.part_of_whole(
        [sentences.province(here, code) for code in output["province_code"]],
        (_("all our enterprises"), output["demand_yuan"]),
        (_("its own"), output["output_four_quarters_yuan"]),
        here,
    ),
    title,
)

lists.show(here, "of_unit", of_key_unit.lists(here, unit, seat, as_of), str(seat["enterprise"]))
links.to(
    here, "enterprise", _("The enterprise"), icon=":material/domain:", enterprise=seat["enterprise_code"]
)
links.to(here, "key_units", _("All key units"), icon=":material/apartment:")
text.note(here, notes.ROSTER, notes.ROSTER_TIMES, notes.CRITERIA, notes.DEMAND, *reviewing.NOTES)
