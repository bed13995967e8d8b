"""Where will this year's output elsewhere land, how sure is that, and what does the target still need?"""

import streamlit as st

from analysis import reference
from pages.components import charts, filters, foretelling, frame, notes, sentences, text, trend_charts
from pages.components.table import table

here = frame.enter()
_ = here.translate

with filters.row():
    year, quarter = filters.period(here)
    province = filters.province(here, optional=True)
    city = filters.city(here)
if year is None or quarter is None:
    st.stop()

outlook = here.ask("outlook", year=year, quarter=quarter, province=province, city=city)
if outlook.frame.empty:
    st.info(_("Nothing was reported for this choice."))
    st.stop()
said = outlook.frame.iloc[0]
trend = here.ask("output_trend", province=province, city=city).frame
who = sentences.province(here, province) if province else _("Output outside the home province")
if city:
    who = f"{reference.city_name(city, here.language)} · {who}"

text.headlines(here, foretelling.headlines(here, said))
title = foretelling.finding(here, who, said)
text.finding(title)
charts.draw(trend_charts.landing(foretelling.years(trend, quarter, year), said, here), title)
for paragraph in foretelling.because(here, said):
    st.markdown(text.literal(paragraph))
table(
    here,
    outlook,
    ["year", "quarter", "output_ytd_yuan", "landing_yuan", "low_yuan", "high_yuan", "target_yuan",
     "needed_per_quarter_yuan", "prior_total_yuan", "method", "past_error", "origins"],
    title=title,
)  # fmt: skip

tried = here.ask("outlook_evaluation", province=province, city=city)
title = _("How the methods would have done in earlier years")
text.finding(title)
table(
    here,
    tried,
    ["year", "quarter", "method", "chosen", "landing_yuan", "low_yuan", "high_yuan", "actual_yuan", "error",
     "within"],
    title=title,
    newest_first=True,
)  # fmt: skip
text.note(here, notes.OUTLOOK, notes.OUTLOOK_INTERVAL, notes.OUTLOOK_LIMITS, notes.OUTPUT)
