"""Who is this key unit, what speaks for it, what is done where it serves, and what happened to it?"""

import streamlit as st

from analysis.formatting import HUNDRED_MILLION, count, percent, short_yuan
from pages.components import charts, filters, frame, links, lists, notes, reviewing, sentences, text
from pages.components.lists import List
from pages.components.table import LISTED
from pages.components.text import Headline

here = frame.enter()
_ = here.translate

with filters.row():
    unit = filters.unit(here)
    as_of = filters.as_of(here)
if not unit:
    links.to(here, "key_units", _("All key units"), icon=":material/apartment:")
    st.stop()

seat = here.ask("unit_profile", unit=unit, as_of=as_of).frame.iloc[0]
output = here.ask("unit_output", unit=unit, as_of=as_of).frame
station, reached = output.iloc[0], output.iloc[1:]

text.finding(sentences.of_unit(here, seat))
st.markdown(text.literal(sentences.of_seat(here, seat)))
text.headlines(
    here,
    [
        text.money(
            here,
            _("Own output at the station, four quarters"),
            station["output_four_quarters_yuan"],
            station["growth"],
            _("against the four before"),
        ),
        Headline(
            _("Share of our output there"),
            percent(station["own_share"]),
            against=_("of {amount}").format(
                amount=short_yuan(station["demand_yuan"], language=here.language)
            ),
        ),
        Headline(
            _("Provinces reached"),
            count(len(reached)),
            against=_("declared") if seat["reach_declared"] else _("the station's neighbours"),
        ),
        Headline(
            _("Resident staff"),
            count(seat["staff"]),
            against=sentences.of_office(here, seat),
        ),
    ],
)
if seat["active"]:
    reviewing.of_unit(here, unit=unit, as_of=as_of)
title = sentences.of_unit_output(here, seat, output)
text.finding(title)
charts.draw(
    charts.part_of_whole(
        [sentences.province(here, code) for code in output["province_code"]],
        (_("all our enterprises"), output["demand_yuan"]),
        (_("its own"), output["output_four_quarters_yuan"]),
        here,
    ),
    title,
)

lists.show(
    here,
    "of_unit",
    {
        "criteria": List(
            _("What speaks for it"),
            "unit_criteria",
            ["criterion", "points", "evidence"],
            {"unit": unit, "as_of": as_of},
        ),
        "output": List(
            _("Where it serves"),
            "unit_output",
            ["province", "service", "demand_yuan", "rank", "output_four_quarters_yuan", "growth", "own_share",
             "first_year", "project_count"],
            {"unit": unit, "as_of": as_of},
            unit=HUNDRED_MILLION,
            opens=links.open_province(here),
        ),
        "requests": List(
            _("Requests it hosts"),
            "service_requests",
            ["request_id", "enterprise", "province", "category", "received_at", "state", "working_days",
             "overdue", "owner", "host_coverage"],
            {"unit": seat["unit_id"], "as_of": as_of, "limit": LISTED},
        ),
        "engagements": List(
            _("Engagements, hosted or joined"),
            "engagements",
            ["date", "form", "province", "city", "host", "theme", "participant_count", "problem_count",
             "follow_up_count"],
            {"enterprise": seat["enterprise_code"], "to": as_of, "limit": LISTED},
        ),
        "history": List(
            _("History"),
            "unit_history",
            ["date", "step", "province", "from_province", "batch", "reason", "document", "reach_before_codes",
             "reach_after_codes", "staff", "file", "sheet", "source_row", "submission_id"],
            {"unit": unit},
        ),
        "source": List(
            _("All rows ever sent"),
            "provenance",
            ["file", "sheet", "source_row", "submission_id", "received_at", "by", "superseded",
             "superseded_by", "record"],
            {"kind": "key_unit", "enterprise": seat["enterprise_code"], "limit": LISTED},
        ),
    },
    str(seat["enterprise"]),
)  # fmt: skip
links.to(
    here, "enterprise", _("The enterprise"), icon=":material/domain:", enterprise=seat["enterprise_code"]
)
links.to(here, "key_units", _("All key units"), icon=":material/apartment:")
text.note(here, notes.ROSTER, notes.ROSTER_TIMES, notes.CRITERIA, notes.DEMAND, *reviewing.NOTES)
