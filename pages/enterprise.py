"""What does this enterprise do outside the home province, and where do its figures come from?"""

import streamlit as st

from analysis.formatting import TEN_THOUSAND
from pages.components import (
    charts,
    frame,
    links,
    lists,
    notes,
    of_enterprise,
    search,
    sentences,
    text,
    trend_charts,
)

here = frame.enter()
_ = here.translate

code = st.query_params.get("enterprise")
if not code:
    search.enterprises(here)
    st.stop()

links.without("enterprise", _("All enterprises"))
profile = here.ask("enterprise_profile", enterprise=code).frame.iloc[0]
trend = here.ask("output_trend", enterprise=code)
name = profile["enterprise"]

text.finding(name)
st.markdown(text.literal(sentences.of_register(here, profile)))
text.headlines(here, of_enterprise.numbers(here, profile))
links.source(here, enterprise=code, period=links.quarter(profile["year"], profile["quarter"]))
title = sentences.of_trend(here, name, profile["output_ytd_yuan"], profile["yoy"], TEN_THOUSAND)
text.finding(title)
charts.draw(trend_charts.quarters(trend.frame, here, TEN_THOUSAND), title)

lists.show(here, "of_enterprise", of_enterprise.lists(here, profile), name, enterprise=code)
links.to(
    here,
    "service",
    _("File a request for it"),
    icon=":material/add_comment:",
    enterprise=profile["enterprise_code"],
)
text.note(here, notes.OUTPUT, notes.SINGLE_QUARTER, notes.OWN_SHARE, notes.REPORTS)
