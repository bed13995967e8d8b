"""What has been published about us and others, how was it revised, and where does it disagree with itself?"""

from analysis import anomalies
from analysis.formatting import count
from analysis.glossary import NATION_CODE
from pages.components import (
    charts,
    filters,
    frame,
    links,
    notes,
    peers,
    published,
    quality_charts,
    text,
    trend_charts,
)
from pages.components.table import LISTED, table

here = frame.enter()
_ = here.translate

with filters.row():
    region, indicator, caliber = published.choices(here)

figures = here.ask("benchmarks", region=region, indicator=indicator, caliber=caliber)
found = here.ask("benchmark_anomalies", region=region, limit=LISTED)
revised = here.ask("benchmark_revisions", region=region, indicator=indicator)
line = anomalies.one_line(figures.frame)
changed = int((revised.frame["first_value"] != revised.frame["last_value"]).sum())

text.headlines(here, published.headlines(here, line, found.frame, changed))
of_area = {} if region == NATION_CODE else {"province": region}
links.source(here, kind="benchmark", **of_area)
title = _("Growth as published beside growth derived from the published levels")
text.finding(title)
derived, told = anomalies.growth_lines(line)
charts.draw(trend_charts.ratios({_("derived"): derived, _("published"): told}, here), title)
table(
    here,
    figures,
    ["period", "basis", "scope", "value", "unit", "derived_yoy", "published_yoy", "vintage", "flag",
     "source"],
    title=title,
    newest_first=True,
)  # fmt: skip

if len(revised.frame):
    title = _("{count} of {all} figures in several vintages were revised").format(
        count=count(changed), all=count(len(revised.frame))
    )
    text.finding(title)
    charts.draw(quality_charts.revisions(anomalies.of_line(revised.frame, line), here), title)
    table(
        here,
        revised,
        ["period", "scope", "first_vintage", "first_value", "last_vintage", "last_value", "revision", "unit"],
        title=title,
    )

peers.beside_ours(here, caliber)

title = _("What disagrees, and why")
text.finding(title)
table(
    here,
    here.ask("benchmark_anomalies", region=region, anomaly=published.anomaly(here), limit=LISTED),
    ["period", "indicator", "anomaly", "why", "value", "compared_value", "difference", "unit", "scope",
     "vintage"],
    title=title,
)  # fmt: skip
text.note(here, notes.PUBLISHED, notes.DISAGREEMENTS, notes.CALIBERS)
