"""How do our builders stand outside the home province this morning, and what needs attention?"""

import streamlit as st

from analysis import attention, reference, trends
from analysis.formatting import count, percent, points, yoy
from analysis.settings import today
from pages.components import (
    charts,
    china,
    filters,
    frame,
    links,
    notes,
    sentences,
    shades,
    text,
    trend_charts,
)
from pages.components.table import table
from pages.components.text import Headline

here = frame.enter()
_ = here.translate

with filters.row():
    year, quarter = filters.period(here)
    measure = filters.colour(here)
if year is None:
    st.stop()

overview = here.ask("overview", year=year, quarter=quarter).frame.iloc[0]
provinces = here.ask("output_by_province", year=year, quarter=quarter)
completeness = here.ask("completeness", year=year, quarter=quarter)
summary = here.ask("coverage_summary").frame.iloc[0]

text.headlines(
    here,
    [
        text.money(
            here,
            _("Out-of-province output, {months}").format(months=text.period(year, quarter, here)),
            overview["out_of_province_ytd_yuan"],
            overview["yoy"],
            _("year on year; {share} of target").format(share=percent(overview["target_share"])),
            help=_("Like for like, enterprises that reported in both years: {growth}").format(
                growth=yoy(overview["like_for_like_yoy"])
            ),
        ),
        Headline(
            _("Outward ratio"),
            percent(overview["outward_ratio"], 2),
            points(overview["outward_ratio_change_pp"], here.language),
            overview["outward_ratio_change_pp"],
            _("on a year before"),
        ),
        Headline(
            _("Above {first} and {second}").format(**text.thresholds(here)),
            f"{count(overview['provinces_above_first'])} · {count(overview['provinces_above_second'])}",
            against=_("provinces, of {count} with output").format(
                count=count(overview["provinces_with_output"])
            ),
        ),
        Headline(
            _("Provinces covered by key units"),
            text.of(summary["provinces_covered"], summary["provinces_total"]),
            against=_("{share} of output; {gaps} gaps").format(
                share=percent(summary["share_covered"]), gaps=count(summary["provinces_gap"])
            ),
        ),
    ],
)

links.source(here)

title = sentences.of_concentration(here, trends.concentration(provinces.frame))
text.finding(title)
china.picture(here, *shades.of_output(provinces.frame, measure, here), title)
table(
    here,
    provinces,
    ["province", "output_ytd_yuan", "output_yuan", "yoy", "like_for_like_yoy", "share", "rank", "rank_change",
     "enterprise_count", "project_count"],
    title=title,
    opens=links.open_province(here),
)  # fmt: skip

left, right = st.columns([3, 2], gap="medium")
with left:
    moved = trends.movers(provinces.frame)
    title = sentences.of_movers(here, moved)
    text.finding(title)
    names = [reference.province_name(code, here.language) for code in moved["province_code"]]
    charts.draw(trend_charts.changes(moved, names, here), title)
with right:
    text.finding(_("What needs attention"))
    latest, coverage = here.ask("overview").frame.iloc[0], here.ask("coverage").frame
    reconsider, desk = here.ask("units_to_reconsider").frame, here.ask("desk_matters").frame
    unclear = len(here.ask("projects_to_check").frame)
    open_matters = attention.matters(
        latest, coverage, reconsider, desk, unclear, today(), here.settings.report_due_days
    )
    sentences.matters(here, open_matters)

title = sentences.of_completeness(here, overview)
text.finding(title)
table(here, completeness, ["city", "expected", "reported", "missing", "revised"], title=title)
text.note(here, notes.OUTPUT, notes.MISSING, notes.OUTWARD_RATIO, notes.REPORTS)
