"""What do enterprises ask of the liaison station, what is overdue, and how well is it answered?"""

import streamlit as st

from pages.components import (
    charts,
    desk,
    desk_charts,
    desk_forms,
    entry,
    filters,
    frame,
    links,
    lists,
    notes,
    text,
)
from pages.components.lists import List
from pages.components.table import LISTED, table

here = frame.enter()
_ = here.translate

number = st.query_params.get("request")
if number:
    entry.done(here)
    found = desk.request(here, number)
    if found is not None:
        desk_forms.steps(here, found)
    told = here.ask("service_request_history", request=number)
    table(
        here,
        told,
        ["request_step", "told_at", "received_at", "responded_at", "resolved_at", "owner", "result",
         "satisfaction", "by", "file", "sheet", "source_row", "submission_id"],
        title=_("What was told of it"),
    )  # fmt: skip
    text.note(here, notes.CLOCK, notes.TELLINGS)
    st.stop()

entry.done(here)
desk_forms.file_request(here)
with filters.row():
    first, last = filters.between(here)
    province = filters.province(here, optional=True)
    city = filters.city(here)
with filters.row():
    states = ["received", "responded", "reopened", "resolved"]
    state = desk.of_enumeration(here, "state", _("State"), "state", states, _("All states"))
    urgencies = ["overdue", "due_soon", "open"]
    urgency = desk.of_enumeration(here, "urgency", _("Urgency"), "urgency", urgencies, _("All"))
    owners = here.ask("service_performance", by="owner").frame
    owner = desk.named(here, "owner", _("Owner"), owners, _("All owners"))
    categories = here.ask("service_performance", by="category").frame
    category = desk.named(here, "category", _("Category"), categories, _("All categories"))

ranged = here.ask("service_performance", by="all", **{"from": first, "to": last}).frame
text.headlines(here, desk.of_requests(here, owners, ranged))

requests = {
    "province": province,
    "city": city,
    "state": state,
    "urgency": urgency,
    "owner": owner,
    "category": category,
    "limit": LISTED,
}
asked = here.ask("service_requests", **requests)
title = desk.requests_finding(here, asked.frame)
text.finding(title)
shown = lists.choose(here, "view", {"board": _("Board"), "list": _("List")})
if shown == "board":
    desk.board(here, asked.frame)
else:
    listed = List(
        title,
        "service_requests",
        ["request_id", "enterprise", "province", "category", "received_at", "state", "working_days",
         "limit_days", "due_date", "days_left", "overdue", "due_soon", "owner", "host", "times_reopened",
         "satisfaction"],
        requests,
        opens=links.open_request(here),
    )  # fmt: skip
    lists.table_of(here, listed)

text.finding(_("How well requests are served"))
by = desk.grouping(here)
performance = here.ask("service_performance", by=by, **{"from": first, "to": last})
charts.draw(desk_charts.requests(performance.frame, by, here), _("How well requests are served"))
table(
    here,
    performance,
    ["group_name", "requests", "responded_rate", "resolved_rate", "on_time_rate", "median_working_days",
     "satisfaction", "open", "overdue", "reopened",
     *(["requests_per_100", "coverage"] if by == "province" else [])],
    title=_("How well requests are served"),
)  # fmt: skip
text.note(here, notes.CLOCK, notes.RATES, notes.HOSTS, notes.TELLINGS)
