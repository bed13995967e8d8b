"""What came in, what is wrong with it, and how does a workbook become what everybody sees?"""

import streamlit as st

from pages.components import frame, links, lists, notes, text, upload, withdrawing
from pages.components.lists import List
from pages.components.table import LISTED

here = frame.enter(needs_data=False)
_ = here.translate

text.finding(_("Import a workbook"))
upload.template(here)
upload.take_a_file(here)
if here.is_empty:
    st.stop()

text.finding(_("What is open"))
withdrawing.done(here)
shown = lists.show(
    here,
    "open",
    {
        "questions": List(
            _("Questions about the records"),
            "problems",
            ["file", "sheet", "source_row", "header", "value", "message"],
            {"severity": "question", "limit": LISTED},
        ),
        "missing": List(
            _("Enterprises that have not reported"),
            "missing_reports",
            ["enterprise", "city", "last_year", "last_quarter", "last_ytd_yuan"],
            {"limit": LISTED},
            opens=links.open_enterprise(here),
        ),
        "projects": List(
            _("Projects whose province is unclear"),
            "projects_to_check",
            ["project", "enterprise", "reason", "province_text", "project_city", "contract_yuan",
             "own_share_yuan", "stage", "file", "sheet", "source_row"],
            {"limit": LISTED},
            opens=links.open_enterprise(here),
        ),
        "submissions": List(
            _("What came in"),
            "submissions",
            ["file", "received_at", "kinds", "rows", "question_count", "by", "note", "submission_id",
             "withdrawn_by"],
            {"limit": LISTED},
            opens=links.open_submission(here),
        ),
    },
)  # fmt: skip

if shown == "submissions":
    withdrawing.offer(here)

text.finding(_("Releases"))
upload.roll_back(here)
text.note(here, notes.INTAKE, notes.REVISIONS, notes.RELEASES)
