"""What is agreed with other provinces, what expires, and where is most of our output without?"""

from pages.components import charts, desk, desk_charts, desk_forms, entry, filters, frame, links, notes, text
from pages.components.table import table

here = frame.enter()
_ = here.translate

entry.done(here)
with filters.row():
    as_of = filters.as_of(here)
    province = filters.province(here, optional=True)
    kinds = ["market_access", "award_recognition", "information_sharing", "cooperation"]
    mechanism = desk.of_enumeration(
        here, "mechanism", _("Kind of agreement"), "mechanism", kinds, _("All kinds")
    )

agreements = here.ask("agreements", as_of=as_of).frame
text.headlines(here, desk.of_agreements(here, agreements))

title = desk.agreements_finding(here, agreements)
text.finding(title)
charts.draw(desk_charts.matrix(agreements, here), title)
desk.expiries(here, agreements)
desk_forms.add_agreement(here)
desk_forms.extend_agreement(here, agreements)

table(
    here,
    here.ask("agreements", as_of=as_of, province=province, mechanism=mechanism),
    ["province", "mechanism", "agreement_state", "document", "signed_date", "expires_date", "days_left",
     "local_authority", "demand_yuan", "enterprise_count", "request_count"],
    title=title,
    opens=links.open_province(here),
)  # fmt: skip
text.note(here, notes.AGREEMENTS, notes.DEMAND)
