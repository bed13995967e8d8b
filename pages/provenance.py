"""Where does this figure come from: which enterprises, which rows of which files, who sent them and when?"""

from pages.components import filters, frame, lineage, links, notes, text
from pages.components.table import LISTED, table

here = frame.enter()
_ = here.translate

with filters.row():
    figure = lineage.figure(here)
if figure.enterprise:
    links.without("enterprise", _("All enterprises of this figure"))

text.finding(lineage.title(here, figure))
lineage.headlines(here, figure)

if figure.is_a_sum:
    contributors = here.ask("output_by_enterprise", **figure.asked, limit=LISTED)
    title = _("Enterprises it is the sum of; open one for its rows")
    text.finding(title)
    table(
        here,
        contributors,
        ["enterprise", "city", "output_ytd_yuan", "share", "rank", "prior_ytd_yuan", "yoy"],
        title=title,
        opens=links.narrow("enterprise", "enterprise_code"),
    )
else:
    rows = here.ask("provenance", kind=figure.kind, **figure.rows, limit=LISTED)
    title = _("Rows of files it comes from, and those they superseded")
    text.finding(title)
    table(
        here,
        rows,
        ["file", "sheet", "source_row", "record", "superseded", "superseded_by", "submission_id",
         "received_at", "by"],
        title=title,
        opens=links.open_submission(here),
    )  # fmt: skip
text.note(here, notes.PROVENANCE, notes.REVISIONS, notes.OUTPUT)
