"""What do our builders do in this one province, and who serves them there?"""

import streamlit as st

from analysis import reference
from pages.components import (
    charts,
    china,
    filters,
    frame,
    links,
    lists,
    notes,
    of_province,
    sentences,
    text,
    trend_charts,
)

here = frame.enter()
_ = here.translate

links.to(here, "overview", _("Back to the overview"), icon=":material/arrow_back:")
with filters.row():
    province = filters.province(here, optional=False)
    year, quarter = filters.period(here)
asked = {"year": year, "quarter": quarter}
provinces = here.ask("output_by_province", **asked)
if not province:
    china.chooser(here, provinces.frame)
    st.stop()

name = reference.province_name(province, here.language)
figures = text.row_of(provinces.frame, province)
coverage = text.row_of(here.ask("coverage").frame, province)
trend = here.ask("output_trend", province=province)

text.headlines(here, of_province.numbers(here, figures, coverage, text.period(year, quarter, here)))
links.source(here, province=province)

title = sentences.of_trend(here, name, figures["output_ytd_yuan"], figures["yoy"])
text.finding(title)
charts.draw(trend_charts.quarters(trend.frame, here), title)
if coverage["why"]:
    st.markdown(text.literal(coverage["why"]))
st.caption(sentences.of_place(here, province))
links.to_candidates(here, province)

lists.show(here, "of_province", of_province.lists(here, asked), name, province=province)
text.note(here, notes.OUTPUT, notes.SINGLE_QUARTER, notes.COVERED, notes.UNCOVERED, notes.REPORTS)
