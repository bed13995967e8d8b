"""What do our builders do in this one province, and who serves them there?"""

import streamlit as st

from analysis import glossary, reference
from analysis.formatting import change, count, percent
from pages.components import charts, china, filters, frame, links, lists, notes, sentences, text, trend_charts
from pages.components.lists import List
from pages.components.table import LISTED
from pages.components.text import Headline

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

text.headlines(
    here,
    [
        text.money(
            here,
            _("Output, {months}").format(months=text.period(year, quarter, here)),
            figures["output_ytd_yuan"],
            figures["yoy"],
            _("year on year"),
        ),
        Headline(
            _("Rank among the provinces"),
            count(figures["rank"]),
            change(figures["rank_change"]),
            figures["rank_change"],
            _("places on a year before"),
        ),
        Headline(
            _("Enterprises at work"),
            count(figures["enterprise_count"]),
            against=_("{count} projects under way").format(count=count(figures["project_count"])),
        ),
        Headline(
            _("Coverage"),
            glossary.enum_label("coverage", coverage["status"], here.language),
            against=_("{share} of four-quarter output").format(share=percent(coverage["demand_share"])),
        ),
    ],
)

links.source(here, province=province)

title = sentences.of_trend(here, name, figures["output_ytd_yuan"], figures["yoy"])
text.finding(title)
charts.draw(trend_charts.quarters(trend.frame, here), title)
if coverage["why"]:
    st.markdown(text.literal(coverage["why"]))
st.caption(sentences.of_place(here, province))
links.to_candidates(here, province)

opens = links.open_enterprise(here)
lists.show(
    here,
    "of_province",
    {
        "enterprises": List(
            _("Enterprises"),
            "output_by_enterprise",
            ["enterprise", "city", "output_ytd_yuan", "prior_ytd_yuan", "yoy", "share", "rank"],
            {**asked, "limit": LISTED},
            opens=opens,
        ),
        "projects": List(
            _("Projects"),
            "projects",
            ["project", "enterprise", "category", "contract_yuan", "own_share_yuan", "signed_date", "status"],
            {"limit": LISTED},
            opens=opens,
        ),
        "key_units": List(
            _("Key units"),
            "key_units",
            ["enterprise", "office", "city", "batch", "since", "staff", "has_office", "own_demand_yuan"],
            {},
            opens=opens,
        ),
        "coverage": List(
            _("Coverage by quarter"),
            "coverage_of_province",
            ["date", "status", "demand_yuan", "demand_share", "rank", "stationed_by", "reached_by"],
            {},
        ),
        "people": List(
            _("Liaison officers"),
            "liaison_directory",
            ["officer", "post", "phone", "since", "until", "liaison_region", "local_authority", "overlapping",
             "vacant_since"],
            {},
        ),
        "requests": List(
            _("Service requests"),
            "service_requests",
            ["request_id", "enterprise", "category", "received_at", "state", "working_days", "days_left",
             "overdue", "owner", "host"],
            {"limit": LISTED},
            opens=links.open_request(here),
        ),
        "agreements": List(
            _("Agreements"),
            "agreements",
            ["mechanism", "agreement_state", "document", "signed_date", "expires_date", "days_left",
             "local_authority"],
            {},
        ),
        "quarters": List(
            _("Quarters"),
            "output_trend",
            ["year", "quarter", "output_ytd_yuan", "output_yuan", "spans_quarters", "yoy"],
            {},
        ),
    },
    name,
    province=province,
)  # fmt: skip
text.note(here, notes.OUTPUT, notes.SINGLE_QUARTER, notes.COVERED, notes.UNCOVERED, notes.REPORTS)
