"""How complete, timely and free of doubt are the reports, and what is to be asked of whom?"""

import streamlit as st

from pages.components import (
    answering,
    charts,
    filters,
    frame,
    links,
    lists,
    notes,
    quality_charts,
    reporting,
    text,
)
from pages.components.table import table

here = frame.enter()
_ = here.translate

with filters.row():
    year, quarter = filters.period(here)
    city = filters.city(here)
if year is None:
    st.stop()

trend = here.ask("quality_trend", city=city)
now, before = reporting.of_quarter(trend.frame, year, quarter)
text.headlines(here, reporting.headlines(here, now, before))

title = reporting.finding(here, now)
text.finding(title)
charts.draw(quality_charts.reports(trend.frame, here), title)
cities = here.ask("quality_by_city", year=year, quarter=quarter)
table(
    here,
    cities,
    ["city", "expected", "reported", "missing", "reported_rate", "on_time_rate", "on_time_count",
     "late_count", "revised", "problem_count", "open_problem_count"],
    title=_("By home city"),
)  # fmt: skip
title = _("Share reported in time by city, last eight quarters (%)")
text.finding(title)
charts.draw(quality_charts.cities_in_time(reporting.lately(here.ask("quality_by_city").frame), here), title)

problem = st.query_params.get("problem", "")
if problem:
    text.finding(_("One question"))
    links.without("problem", _("Back to the list"))
    answering.one(here, problem)

text.finding(_("What is to be done"))
shown = lists.choose(
    here,
    "work",
    {
        "questions": _("Questions about the records"),
        "answered": _("Answered or corrected"),
        "reports": _("Who reported, late, missing, revised"),
        "gaps": _("Quarters left out"),
    },
)
lists.table_of(here, reporting.work(here, shown, year, quarter, city))

held = here.ask("reconciliation")
if len(held.frame):
    title = reporting.agreement(here, held.frame)
    text.finding(title)
    charts.draw(quality_charts.reconciled(held.frame, here), title)
    table(
        here,
        held,
        ["year", "quarter", "region", "caliber", "scope", "ours_yuan", "reported_yuan", "difference_yuan",
         "difference_share", "explanation", "basis", "vintage"],
        title=title,
    )  # fmt: skip
text.note(here, notes.DOUBTS, notes.ANSWERS, notes.TIMELINESS, notes.LOADED, notes.RECONCILED)
