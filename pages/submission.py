"""What did this submission bring: which records did it add, revise or remove, and what is doubted in it?"""

import streamlit as st

from pages.components import filters, frame, lineage, links, notes, text
from pages.components.table import LISTED, table

here = frame.enter()
_ = here.translate

links.to(here, "data_intake", _("All submissions"), icon=":material/arrow_back:", open="submissions")
with filters.row():
    submission = filters.submission(here)
    change = filters.change(here)

row = lineage.submission(here, submission)
text.finding(lineage.submission_title(here, row))
st.markdown(text.literal(lineage.of_submission(here, row)))
effects = here.ask("submission_effects", submission=submission)
text.headlines(here, lineage.effect_headlines(here, row, effects.frame))

changes = here.ask("submission_changes", submission=submission, change=change, limit=LISTED)
title = _("What it changed, revisions first")
text.finding(title)
table(
    here,
    changes,
    ["change", "kind", "enterprise", "year", "quarter", "province", "difference", "record", "sheet",
     "source_row"],
    title=title,
    opens=lineage.open_record(here),
)  # fmt: skip

title = _("Problems found when it was read")
text.finding(title)
table(
    here,
    here.ask("problems", submission=submission, limit=LISTED),
    ["severity", "sheet", "source_row", "header", "value", "message"],
    title=title,
)
text.note(here, notes.SUBMISSION, notes.REVISIONS)
