"""Which enterprises did the station meet, how, and whom not yet?"""

from analysis import liaison
from pages.components import (
    charts,
    choosing,
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
from pages.components.table import LISTED

here = frame.enter()
_ = here.translate

entry.done(here)
desk_forms.add_engagement(here)
with filters.row():
    as_of = filters.as_of(here)
    usual = here.settings.contact_months
    months = int(choosing.number(here, "months", _("Months back"), usual, low=1, high=120, step=1))
    city = filters.city(here)
    forms = ["round_table", "visit", "field_study", "assistance", "other"]
    form = desk.of_enumeration(here, "form", _("Form"), "form", forms, _("All forms"))

recent = {"as_of": as_of, "months": months, "city": city}
summary = here.ask("contact_summary", **recent).frame.iloc[0]
text.headlines(here, desk.of_contacts(here, summary))

title = desk.contacts_finding(here, summary, months)
text.finding(title)
held = {**desk.held(as_of, months), "city": city, "form": form}
calendar = here.ask("engagements", **held).frame
charts.draw(desk_charts.meetings(liaison.by_month(calendar), here), title)

who = ["enterprise", "city", "backbone", "contact_state", "last_contact_date", "last_form", "contact_count",
       "demand_yuan"]  # fmt: skip
lists.show(
    here,
    "of_contacts",
    {
        "never": List(
            _("Never contacted"),
            "contacts",
            who,
            {**recent, "contact_state": "never", "limit": LISTED},
            opens=links.open_enterprise(here),
        ),
        "all": List(
            _("All enterprises"),
            "contacts",
            who,
            {**recent, "limit": LISTED},
            opens=links.open_enterprise(here),
        ),
        "held": List(
            _("Engagements and what followed"),
            "engagements",
            ["date", "form", "province", "city", "host", "theme", "participant_count", "problem_count",
             "follow_up_count", "follow_up_ids", "minutes"],
            held,
        ),
    },
)  # fmt: skip
text.note(here, notes.CONTACTS, notes.BACKBONE, notes.FOLLOW_UPS)
