"""What came in, what is wrong with it, and how does a workbook become what everybody sees?"""

import streamlit as st

from analysis import formatting
from pages.components import filters, frame, links, notes, text, upload
from pages.components.table import LISTED, table

here = frame.enter(needs_data=False)
_ = here.translate

text.finding(_("Import a workbook"))
upload.template(here)
upload.take_a_file(here)
if here.is_empty:
    st.stop()

text.finding(_("What is open"))
lists = {
    "questions": _("Questions about the records"),
    "missing": _("Enterprises that have not reported"),
    "projects": _("Projects whose province is unclear"),
    "submissions": _("What came in"),
}
with st.container(horizontal=True):
    shown = filters.switch(here, "open", _("Show"), list(lists), show=lists.__getitem__)
    city = filters.city(here) if shown == "missing" else ""
if shown == "questions":
    table(
        here,
        here.ask("problems", severity="question", limit=LISTED),
        ["message", "submission_id", "file", "sheet", "source_row", "header", "value"],
        title=lists[shown],
    )
elif shown == "missing":
    table(
        here,
        here.ask("missing_reports", city=city, limit=LISTED),
        ["enterprise", "city", "last_year", "last_quarter", "last_ytd_yuan"],
        title=lists[shown],
        unit=formatting.TEN_THOUSAND,
        opens=links.open_enterprise(here),
    )
elif shown == "projects":
    table(
        here,
        here.ask("projects_to_check", limit=LISTED),
        ["project", "enterprise", "reason", "province_text", "project_city", "contract_yuan",
         "own_share_yuan", "stage", "file", "sheet", "source_row"],
        title=lists[shown],
        unit=formatting.TEN_THOUSAND,
        opens=links.open_enterprise(here),
    )  # fmt: skip
else:
    table(
        here,
        here.ask("submissions", limit=LISTED),
        [
            "file",
            "received_at",
            "kinds",
            "rows",
            "question_count",
            "by",
            "note",
            "submission_id",
            "withdrawn_by",
        ],
        title=lists[shown],
    )

text.finding(_("Releases"))
upload.roll_back(here)
text.note(here, notes.INTAKE, notes.REVISIONS, notes.RELEASES)
