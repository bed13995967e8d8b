"""Who are our key units on a date, where do they sit, whom do they serve, and what became of the batches?"""

from analysis.formatting import HUNDRED_MILLION, count, percent
from pages.components import charts, filters, frame, links, lists, notes, reviewing, sentences, text, timeline
from pages.components.lists import List
from pages.components.text import Headline

here = frame.enter()
_ = here.translate

with filters.row():
    as_of = filters.as_of(here)
    province = filters.province(here, optional=True)
    batch = filters.batch(here, as_of)

summary = here.ask("coverage_summary", as_of=as_of).frame.iloc[0]
text.headlines(
    here,
    [
        Headline(
            _("Key units"),
            count(summary["key_unit_count"]),
            against=_("in {count} batches").format(count=count(summary["batch_count"])),
        ),
        Headline(
            _("Provinces where one sits"),
            text.of(summary["provinces_stationed"], summary["provinces_total"]),
            against=_("{count} more are reached").format(count=count(summary["provinces_reached"])),
        ),
        Headline(
            _("Output where one sits"),
            percent(summary["share_stationed"]),
            against=_("of four quarters' output outside the home province"),
        ),
        Headline(
            _("Output covered"),
            percent(summary["share_covered"]),
            against=_("{gaps} gaps").format(gaps=count(summary["provinces_gap"])),
        ),
    ],
)

changes = here.ask("roster_changes", province=province, batch=batch).frame
title = sentences.of_roster_history(here, changes)
text.finding(title)
stays = here.ask("roster_stays", province=province, batch=batch).frame
charts.draw(timeline.of_roster(stays, changes, as_of, here), title)

chosen = lists.choose(here, "of_roster", {"units": _("The roster"), "changes": _("What changed")})
if chosen == "units":
    listed = List(
        sentences.of_roster(here, summary),
        "key_units",
        ["enterprise", "office", "province", "city", "batch", "since", "reach_codes", "reach_declared",
         "has_office", "staff", "demand_yuan", "reach_demand_yuan", "own_demand_yuan", "document"],
        {"as_of": as_of, "province": province, "batch": batch},
        unit=HUNDRED_MILLION,
        opens=links.open_unit(here),
    )  # fmt: skip
else:
    with filters.row():
        first, last = filters.between(here)
    listed = List(
        sentences.of_roster_changes(here, first, last),
        "roster_changes",
        ["enterprise", "date", "step", "province", "from_province", "batch", "reason", "document",
         "reach_before_codes", "reach_after_codes", "staff_before", "staff", "file", "sheet", "source_row"],
        {"from": first, "to": last, "province": province, "batch": batch},
        opens=links.open_unit(here),
    )  # fmt: skip
lists.table_of(here, listed)
reviewing.of_roster(here, as_of=as_of, province=province, batch=batch)
links.source(here, kind="key_unit", province=province)
links.to(here, "coverage", _("Which provinces they cover, and the gaps"), icon=":material/grid_view:")
text.note(here, notes.ROSTER, notes.ROSTER_TIMES, notes.COVERED, notes.DEMAND, *reviewing.NOTES)
