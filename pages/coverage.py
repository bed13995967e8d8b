"""Which provinces do our key units serve on a date, which does nobody and why, and what changed?"""

import streamlit as st

from pages.components import (
    charts,
    china,
    choosing,
    coverage_charts,
    coverage_report,
    covered,
    filters,
    frame,
    links,
    notes,
    sentences,
    shades,
    text,
)
from pages.components.table import table

here = frame.enter()
_ = here.translate

with filters.row():
    as_of = filters.as_of(here)
    other = choosing.day(here, "compare", _("Compare with"), None)
    regions = here.ask("coverage_by_region", as_of=as_of)
    chosen = filters.region(here, regions.frame)

coverage = here.ask("coverage", as_of=as_of)
summary = here.ask("coverage_summary", as_of=as_of).frame.iloc[0]
before = here.ask("coverage_summary", as_of=other).frame.iloc[0] if other else None
covered.headlines(here, summary, before, other)

title = sentences.of_coverage(here, summary)
region = regions.frame[regions.frame["region_code"] == chosen]
outlined = frozenset(region["province_codes"].explode()) if chosen else china.NOBODY
text.finding(title)
for _number, row in region.iterrows():
    st.markdown(text.literal(sentences.of_region(here, row)))
if other is None:
    china.picture(here, *shades.by_coverage(coverage.frame, here), title, outlined=outlined)
else:
    first, last = sorted([other, as_of])
    pictures = {
        text.day(day, here): shades.by_coverage(here.ask("coverage", as_of=day).frame, here)
        for day in (first, last)
    }
    china.compared(here, pictures, title, outlined=outlined)
    changes = here.ask("coverage_changes", **{"from": first, "to": last})
    changed = sentences.of_changes(here, changes.frame, first, last)
    text.finding(changed)
    table(
        here,
        changes,
        ["province", "change", "status_before", "status_after", "demand_before_yuan", "demand_after_yuan",
         "came", "left", "why"],
        title=changed,
        opens=links.open_province(here),
    )  # fmt: skip

with filters.row():
    links.source(here, _("Source of the output"))
    links.source(here, _("Source of the roster"), kind="key_unit")

coverage_report.downloads(here, coverage, other)

covered.gaps(here, coverage.frame)

history = here.ask("coverage_history", as_of=as_of)
course = sentences.of_coverage_history(here, history.frame)
text.finding(course)
charts.draw(coverage_charts.coverage_history(history.frame, here), course)

text.finding(_("All provinces"))
table(
    here,
    coverage,
    ["province", "status", "demand_yuan", "demand_share", "yoy", "enterprise_count", "project_count",
     "stationed_units", "reaching_units", "stationed_by", "reached_by", "uncovered_since"],
    title=title,
    opens=links.open_province(here),
)  # fmt: skip
text.finding(_("Regions"))
table(
    here,
    regions,
    ["region", "region_kind", "provinces_covered", "provinces_total", "provinces_with_business",
     "share_stationed", "share_covered", "demand_yuan", "gap_codes", "partial_codes"],
    title=_("Regions"),
)  # fmt: skip
text.note(here, notes.COVERED, notes.UNCOVERED, notes.DEMAND, notes.REGIONS, notes.COVERAGE_HISTORY)
