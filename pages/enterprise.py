"""What does this enterprise do outside the home province, and where do its figures come from?"""

import streamlit as st

from analysis.formatting import TEN_THOUSAND, count, percent, yoy, yuan
from pages.components import charts, filters, frame, links, notes, sentences, text
from pages.components.table import LISTED, table
from pages.components.text import Headline

here = frame.enter()
_ = here.translate

code = st.query_params.get("enterprise")
if not code:
    with st.container(horizontal=True):
        searched = filters.words(here, "q", _("Search"), placeholder=_("Part of the name or code"))
        city = filters.city(here)
        province = filters.province(here, optional=True)
    found = here.ask("enterprises", q=searched, city=city, province=province, limit=LISTED)
    title = sentences.of_search(here, len(found.frame))
    text.finding(title)
    table(
        here,
        found,
        [
            "enterprise",
            "enterprise_code",
            "city",
            "qualification",
            "grade",
            "output_ytd_yuan",
            "province_count",
        ],
        title=title,
        unit=TEN_THOUSAND,
        opens=links.open_enterprise(here),
    )
    st.stop()

links.to(here, "enterprise", _("All enterprises"), icon=":material/arrow_back:")
profile = here.ask("enterprise_profile", enterprise=code).frame.iloc[0]
trend = here.ask("output_trend", enterprise=code)
name = profile["enterprise"]

text.finding(name)
st.markdown(sentences.of_register(here, profile))
text.headlines(
    here,
    [
        Headline(
            _("Output outside the home province, {months}").format(
                months=text.period(profile["year"], profile["quarter"], here)
            ),
            yuan(profile["output_ytd_yuan"], TEN_THOUSAND, here.language, 0),
            yoy(profile["yoy"]),
            profile["yoy"],
            _("year on year"),
        ),
        Headline(
            _("Outward ratio"),
            percent(profile["outward_ratio"]),
            against=_("of {amount}").format(
                amount=yuan(profile["gross_output_ytd_yuan"], TEN_THOUSAND, here.language, 0)
            ),
        ),
        Headline(
            _("Rank among the enterprises"),
            count(profile["rank"]),
            against=_("by output outside the home province"),
        ),
        Headline(
            _("Provinces"),
            count(profile["province_count"]),
            against=_("{count} projects under way").format(count=count(profile["project_count"])),
        ),
    ],
)
title = sentences.of_trend(here, name, profile["output_ytd_yuan"], profile["yoy"])
text.finding(title)
st.plotly_chart(
    charts.quarters(trend.frame, here, TEN_THOUSAND), key="trend", config=charts.CONFIG, alt=title
)

lists = {
    "destinations": _("Destination provinces"),
    "projects": _("Projects"),
    "quarters": _("Quarters"),
    "source": _("Where the figures come from"),
}
shown = filters.switch(here, "of_enterprise", _("Show"), list(lists), show=lists.__getitem__)
question, parameters, columns = {
    "destinations": (
        "output_of_enterprise",
        {},
        ["province", "output_ytd_yuan", "output_yuan", "spans_quarters", "prior_ytd_yuan", "yoy", "share"],
    ),
    "projects": (
        "projects",
        {"limit": LISTED},
        [
            "project",
            "province",
            "category",
            "contract_yuan",
            "own_share_yuan",
            "signed_date",
            "status",
            "role",
        ],
    ),
    "quarters": (
        "output_trend",
        {},
        ["year", "quarter", "output_ytd_yuan", "output_yuan", "spans_quarters", "yoy", "outward_ratio"],
    ),
    "source": (
        "provenance",
        {"kind": "output", "year": profile["year"], "quarter": profile["quarter"], "limit": LISTED},
        ["file", "sheet", "source_row", "submission_id", "received_at", "by", "superseded", "row"],
    ),
}[shown]
table(
    here,
    here.ask(question, enterprise=code, **parameters),
    columns,
    title=f"{name}: {lists[shown]}",
    unit=TEN_THOUSAND,
    opens=links.open_province(here) if shown == "destinations" else None,
)
text.note(here, notes.OUTPUT, notes.SINGLE_QUARTER, notes.OWN_SHARE, notes.REPORTS)
