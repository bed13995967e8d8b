"""Which way does our output elsewhere go, and how does our outward ratio compare with the nation's?"""

import streamlit as st

from analysis import reference, trends
from analysis.formatting import percent, yoy
from analysis.glossary import INDICATORS, NATION_CODE, WHOLE_INDUSTRY
from pages.components import charts, filters, frame, links, notes, sentences, text
from pages.components.table import table
from pages.components.text import Headline

here = frame.enter()
_ = here.translate

with filters.row():
    province = filters.province(here, optional=True)
    city = filters.city(here)

trend = here.ask("output_trend", province=province, city=city)
if trend.frame.empty:
    st.info(_("Nothing was reported for this choice."))
    st.stop()
latest = trend.frame.sort_values(["year", "quarter"]).iloc[-1]
months = text.period(latest["year"], latest["quarter"], here)
who = sentences.province(here, province) if province else _("Output outside the home province")
if city:
    who = f"{reference.city_name(city, here.language)} · {who}"

text.headlines(
    here,
    [
        text.money(
            here,
            _("Output, {months}").format(months=months),
            latest["output_ytd_yuan"],
            latest["yoy"],
            _("year on year"),
        ),
        text.money(
            here,
            _("Single quarter, {quarter}").format(
                quarter=text.single_quarter(latest["year"], latest["quarter"], here)
            ),
            latest["output_yuan"],
            help=sentences.of_span(here, latest["spans_quarters"]),
        ),
        Headline(
            _("Like for like"),
            yoy(latest["like_for_like_yoy"]),
            against=_("enterprises that reported in both years"),
        ),
        Headline(
            _("Outward ratio"),
            percent(latest["outward_ratio"], 2),
            against=_("of gross output, year to date"),
        ),
    ],
)
links.source(here, province=province, city=city)
title = sentences.of_trend(here, who, latest["output_ytd_yuan"], latest["yoy"])
text.finding(title)
charts.draw(charts.quarters(trend.frame, here), title)
table(
    here,
    trend,
    ["year", "quarter", "output_ytd_yuan", "output_yuan", "spans_quarters", "yoy", "like_for_like_yoy",
     "gross_output_ytd_yuan", "outward_ratio"],
    title=title,
    newest_first=True,
)  # fmt: skip

ours = here.ask("output_trend", city=city).frame.rename(columns={"outward_ratio": "ratio"})
part, whole = (
    here.ask("benchmarks", region=NATION_CODE, caliber="statistics", indicator=INDICATORS[name])
    for name in ("out_of_province_output", "gross_output")
)
nation = trends.ratio_over_time(part.frame, whole.frame, WHOLE_INDUSTRY)
title = sentences.of_ratios(here, ours, nation)
text.finding(title)
lines = {_("our enterprises' reports"): ours, _("the nation, statistics bureau"): nation}
charts.draw(charts.ratios(lines, here), title)
table(
    here,
    part,
    ["period", "indicator", "scope", "value", "unit", "discrete_value", "derived_yoy", "published_yoy",
     "caliber", "vintage", "flag", "source"],
    title=title,
    newest_first=True,
)  # fmt: skip
text.note(
    here,
    notes.SINGLE_QUARTER,
    notes.LIKE_FOR_LIKE,
    notes.CALIBERS,
    notes.OUTWARD_RATIO,
    text.sources(here, nation["source"]),
)
