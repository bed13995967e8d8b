"""Who are our key units on a date, where do they sit, whom do they serve, and how much work is done there?"""

from analysis.formatting import count, percent
from pages.components import charts, filters, frame, links, notes, sentences, text
from pages.components.table import table
from pages.components.text import Headline

here = frame.enter()
_ = here.translate

with filters.row():
    as_of = filters.as_of(here)
    province = filters.province(here, optional=True)
    batch = filters.batch(here, as_of)

units = here.ask("key_units", as_of=as_of, province=province, batch=batch)
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

title = sentences.of_roster(here, summary)
text.finding(title)
stations = units.frame.drop_duplicates("province_code").sort_values("demand_yuan", ascending=False)
charts.draw(
    charts.ranked(
        [sentences.province(here, code) for code in stations["province_code"]], stations["demand_yuan"], here
    ),
    title,
)
table(
    here,
    units,
    ["enterprise", "office", "province", "city", "batch", "since", "reach_codes", "reach_declared",
     "has_office", "staff", "demand_yuan", "reach_demand_yuan", "own_demand_yuan"],
    title=title,
    opens=links.open_enterprise(here),
)  # fmt: skip
links.to(here, "coverage", _("Which provinces they cover, and the gaps"), icon=":material/grid_view:")
text.note(here, notes.ROSTER, notes.COVERED, notes.DEMAND)
