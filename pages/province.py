"""What do our builders do in this one province, and who serves them there?"""

import streamlit as st

from analysis import glossary, reference
from analysis.formatting import HUNDRED_MILLION, TEN_THOUSAND, change, count, yoy, yuan
from pages.components import charts, china, filters, frame, links, notes, sentences, shades, text
from pages.components.table import LISTED, table
from pages.components.text import Headline

here = frame.enter()
_ = here.translate

links.to(here, "overview", _("Back to the overview"), icon=":material/arrow_back:")
with st.container(horizontal=True):
    province = filters.province(here, optional=False)
    year, quarter = filters.period(here)
asked = {"year": year, "quarter": quarter}
provinces = here.ask("output_by_province", **asked)
if not province:
    title = _("Choose a province: in the list, on the map or in the grid")
    text.finding(title)
    china.picture(here, *shades.of_output(provinces.frame, "amount", here), title)
    st.stop()

name = reference.province_name(province, here.language)
figures = provinces.frame.set_index("province_code").loc[province]
coverage = here.ask("coverage").frame.set_index("province_code").loc[province]
trend = here.ask("output_trend", province=province)

text.headlines(
    here,
    [
        Headline(
            _("Output, {months}").format(months=text.period(year, quarter, here)),
            yuan(figures["output_ytd_yuan"], language=here.language),
            yoy(figures["yoy"]),
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
            against=_("{amount} in four quarters").format(
                amount=yuan(coverage["demand_yuan"], language=here.language)
            ),
        ),
    ],
)

title = sentences.of_trend(here, name, figures["output_ytd_yuan"], figures["yoy"])
text.finding(title)
st.plotly_chart(charts.quarters(trend.frame, here), key="trend", config=charts.CONFIG, alt=title)
if coverage["why"]:
    st.markdown(coverage["why"])

lists = {
    "enterprises": _("Enterprises"),
    "projects": _("Projects"),
    "key_units": _("Key units"),
    "quarters": _("Quarters"),
}
shown = filters.switch(here, "of_province", _("Show"), list(lists), show=lists.__getitem__)
question, parameters, columns = {
    "enterprises": (
        "output_by_enterprise",
        {**asked, "limit": LISTED},
        ["enterprise", "city", "output_ytd_yuan", "prior_ytd_yuan", "yoy", "share", "rank"],
    ),
    "projects": (
        "projects",
        {"limit": LISTED},
        ["project", "enterprise", "category", "contract_yuan", "own_share_yuan", "signed_date", "status"],
    ),
    "key_units": (
        "key_units",
        {},
        ["enterprise", "office", "city", "batch", "since", "staff", "has_office", "demand_yuan"],
    ),
    "quarters": (
        "output_trend",
        {},
        ["year", "quarter", "output_ytd_yuan", "output_yuan", "spans_quarters", "yoy", "enterprise_count"],
    ),
}[shown]
table(
    here,
    here.ask(question, province=province, **parameters),
    columns,
    title=f"{name}: {lists[shown]}",
    unit=HUNDRED_MILLION if shown == "quarters" else TEN_THOUSAND,
    opens=None if shown == "quarters" else links.open_enterprise(here),
)
text.note(here, notes.OUTPUT, notes.SINGLE_QUARTER, notes.COVERED, notes.UNCOVERED, notes.REPORTS)
