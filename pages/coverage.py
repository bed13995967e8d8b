"""Which provinces do our key units serve today, which does nobody serve, and why is each gap one?"""

import streamlit as st

from analysis.formatting import count, percent
from pages.components import china, frame, links, notes, sentences, shades, text
from pages.components.table import table
from pages.components.text import Headline

here = frame.enter()
_ = here.translate

coverage = here.ask("coverage")
summary = here.ask("coverage_summary").frame.iloc[0]
text.headlines(
    here,
    [
        Headline(
            _("Provinces covered"),
            text.of(summary["provinces_covered"], summary["provinces_total"]),
            against=_("{stationed} stationed, {reached} reached").format(
                stationed=count(summary["provinces_stationed"]), reached=count(summary["provinces_reached"])
            ),
        ),
        Headline(
            _("Of those with business"),
            text.of(summary["provinces_covered_with_business"], summary["provinces_with_business"]),
            against=_("{gaps} gaps").format(gaps=count(summary["provinces_gap"])),
        ),
        Headline(
            _("Output where a key unit sits"),
            percent(summary["share_stationed"]),
            against=_("of four quarters' output outside the home province"),
        ),
        Headline(
            _("Output covered"),
            percent(summary["share_covered"]),
            against=_("{share} is not").format(share=percent(summary["share_uncovered"])),
        ),
    ],
)

title = sentences.of_coverage(here, summary)
text.finding(title)
china.picture(here, *shades.by_coverage(coverage.frame, here), title)

gaps = coverage.frame[coverage.frame["status"] == "gap"].sort_values("demand_yuan", ascending=False)
if len(gaps):
    text.finding(_("Why each gap is one"))
for _number, gap in gaps.iterrows():
    name, reason = st.columns([1, 8])
    with name:
        links.to(
            here, "province", sentences.province(here, gap["province_code"]), province=gap["province_code"]
        )
    reason.markdown(text.literal(gap["why"]))

text.finding(_("All provinces"))
table(
    here,
    coverage,
    ["province", "status", "demand_yuan", "demand_share", "yoy", "enterprise_count", "project_count",
     "stationed_units", "reaching_units", "stationed_by", "reached_by", "uncovered_since"],
    title=title,
    opens=links.open_province(here),
)  # fmt: skip
text.note(here, notes.COVERED, notes.UNCOVERED, notes.DEMAND)
