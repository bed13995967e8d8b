"""Where should key units sit next, with whom, why, and what would change the choice?"""

import streamlit as st

from pages.components import (
    charts,
    china,
    choosing,
    coverage_charts,
    frame,
    notes,
    proposal,
    sentences,
    shades,
    supposing,
    text,
)
from pages.components.table import table

here = frame.enter()
_ = here.translate

asked = proposal.conditions(here)
with st.spinner(_("Looking for the best plans and proving that none is better…"), show_time=True):
    plans = here.ask("next_batch_plans", **asked)
plan = proposal.choice(here, plans.frame)
chosen = {**asked, "plan": plan}
figures = plans.frame.iloc[plan - 1]
fewest = here.ask("next_batch_fewest", **proposal.without_seats(asked))
text.headlines(here, proposal.headlines(here, figures, fewest.frame, len(plans.frame)))
proposal.caveats(here, figures)

title = sentences.of_proposal(here, figures)
text.finding(title)
china.picture(here, *shades.of_batch(here.ask("next_batch_coverage", **chosen).frame, here), title)
st.markdown(text.literal(figures["proof"]))

sections = {
    "seats": _("Seats"),
    "plans": _("Plans"),
    "curve": _("More or fewer seats"),
    "suppose": _("What if"),
    "stability": _("How stable"),
    "candidates": _("Candidates"),
}
section = choosing.switch(here, "show", _("Show"), sections)
if section == "seats":
    proposal.seats(here, here.ask("next_batch", **chosen), asked, title)
elif section == "plans":
    table(
        here,
        plans,
        ["plan", "seated_codes", "gain_yuan", "covered_yuan", "covered_share", "score",
         "provinces_stationed", "provinces_covered"],
        title=sections["plans"],
    )  # fmt: skip
elif section == "curve":
    curve = here.ask("next_batch_curve", **proposal.of_curve(asked))
    finding = sentences.of_curve(here, curve.frame, fewest.frame)
    text.finding(finding)
    charts.draw(coverage_charts.coverage_curve(curve.frame, int(figures["seats"]), here), finding)
    table(
        here,
        curve,
        ["seats", "covered_yuan", "covered_share", "gain_yuan", "provinces_covered", "all_covered"],
        title=finding,
    )
elif section == "suppose":
    supposing.show(here, asked)
elif section == "stability":
    proposal.stability(here, asked, plan)
else:
    proposal.candidates(here, asked)
text.note(here, notes.BATCH, notes.CANDIDATE, notes.SCORE, notes.COVERED, notes.DEMAND)
