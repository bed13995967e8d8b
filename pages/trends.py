"""Which way does our output elsewhere go, who moves it, and how does our outward ratio compare?"""

from analysis import trends
from analysis.glossary import INDICATORS, NATION_CODE, WHOLE_INDUSTRY
from analysis.reports.presentation import UNKNOWN
from pages.components import charts, frame, links, notes, sentences, text, trend_charts, trending
from pages.components.table import table

here = frame.enter()
_ = here.translate

chosen, breakdown = trending.choices(here)
series = here.ask("trend_series", by=chosen.by, basis=chosen.basis, group=chosen.group)
said = trending.point(series.frame, chosen)
text.headlines(here, trending.headlines(here, chosen, said, breakdown.frame))
traced = chosen.by in ("province", "city", "enterprise") and chosen.group != UNKNOWN
links.source(here, **({chosen.by: chosen.group} if traced else {}))
show = trending.view(here)
show(here, chosen, series, breakdown)

city = chosen.group if chosen.by == "city" and chosen.group != UNKNOWN else ""
ours = here.ask("output_trend", city=city).frame.rename(columns={"outward_ratio": "ratio"})
part, whole = (
    here.ask("benchmarks", region=NATION_CODE, caliber="statistics", indicator=INDICATORS[name])
    for name in ("out_of_province_output", "gross_output")
)
nation = trends.ratio_over_time(part.frame, whole.frame, WHOLE_INDUSTRY)
home = here.settings.home_province
told = here.ask("peer_regions", region=home, caliber="statistics", scope=WHOLE_INDUSTRY).frame
title = sentences.of_ratios(here, ours, nation)
text.finding(title)
lines = {
    _("our enterprises' reports"): ours,
    _("the nation, statistics bureau"): nation,
    _("{province} as published, statistics bureau").format(province=sentences.province(here, home)): (
        told.rename(columns={"outward_ratio": "ratio"})
    ),
}
charts.draw(trend_charts.ratios(lines, here), title)
links.to(here, "benchmarks", _("Other provinces as published"), icon=":material/leaderboard:")
table(
    here,
    part,
    ["period", "indicator", "scope", "value", "unit", "discrete_value", "derived_yoy", "published_yoy",
     "caliber", "vintage", "flag", "source"],
    title=title,
    newest_first=True,
)  # fmt: skip
text.note(
    here,
    notes.SINGLE_QUARTER,
    notes.FOUR_QUARTERS,
    notes.COMPARED,
    notes.CONTRIBUTION,
    notes.CONCENTRATION,
    notes.MOVEMENTS,
    notes.KIND_OF_WORK,
    notes.CALIBERS,
    notes.OUTWARD_RATIO,
    text.sources(here, nation["source"], told["source"]),
)
