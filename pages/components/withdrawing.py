"""Making a submission count no longer: what it would change, the reason, and what it changed.

All state of it is here: what was withdrawn last in this session.
"""

import pandas as pd
import streamlit as st

from analysis import formatting, warehouse
from analysis.glossary import enum_label
from analysis.intake.submit import withdraw
from analysis.problems import Refused
from pages.components import entry, text, upload
from pages.components.frame import Frame

_DONE, _ROUND = "withdrawing_done", "withdrawing_round"


def offer(here: Frame) -> None:
    """Choose a submission that counts, read what would change without it, and withdraw it."""
    _ = here.translate
    known = here.ask("submissions").frame
    standing = known[known["withdraws"].isna() & known["withdrawn_by"].isna()]
    if standing.empty or not here.viewer.edits:
        return
    files = dict(zip(standing["submission_id"].astype(int), standing["file"], strict=True))
    number = st.session_state.setdefault(_ROUND, 0)
    with st.expander(_("Withdraw a submission"), icon=":material/undo:"):
        chosen = st.selectbox(
            _("Submission"),
            list(files),
            index=None,
            key=f"withdrawing_{number}_submission",
            format_func=lambda submission: f"{submission} · {files[submission]}",
            placeholder=_("Choose"),
        )
        if chosen is None:
            return
        for sentence in _would_change(here, chosen):
            st.markdown(f"- {text.literal(sentence)}")
        left, right = st.columns(2)
        with left:
            by = entry.signature(here, _("Withdrawn by"), key=f"withdrawing_{number}_who")
        reason = right.text_input(_("Reason"), key=f"withdrawing_{number}_reason", max_chars=200)
        sure = st.checkbox(
            _("Withdraw submission {number} for everybody").format(number=chosen),
            key=f"withdrawing_{number}_sure_{chosen}",
        )
        if st.button(
            _("Withdraw"), key="withdrawing", type="primary", icon=":material/undo:", disabled=not sure
        ):
            _withdraw(here, chosen, by, (reason or "").strip())


def done(here: Frame) -> None:
    """What the last withdrawal of this session changed."""
    _ = here.translate
    last: tuple[int, int, str, pd.DataFrame] | None = st.session_state.get(_DONE)
    if last is None:
        return
    withdrawn, withdrawal, release, changes = last
    st.success(
        _(
            "Submission {submission} was withdrawn by submission {withdrawal}; release {release} is"
            " shown now."
        ).format(submission=withdrawn, withdrawal=withdrawal, release=release),
        icon=":material/check_circle:",
    )
    upload.changed(here, changes)


def _would_change(here: Frame, submission: int) -> list[str]:
    """What a withdrawal would do to the records of each kind, a sentence each."""
    _ = here.translate
    effects = here.ask("withdrawal_effects", submission=submission).frame
    return [
        _(
            "{kind}: {removed} records would count no longer, {revised} would say again what was told before,"
            " {unchanged} would stay as they are."
        ).format(
            kind=enum_label("kind", row["kind"], here.language),
            removed=formatting.count(row["rows_removed"]),
            revised=formatting.count(row["rows_revised"]),
            unchanged=formatting.count(row["rows_unchanged"]),
        )
        for row in effects.to_dict("records")
    ]


def _withdraw(here: Frame, submission: int, by: str, reason: str) -> None:
    _ = here.translate
    if not (by and reason):
        st.error(_("Say who you are and why: both are kept with the withdrawal."))
        return
    before = warehouse.shown_release_id(here.home)
    try:
        with st.spinner(_("Saving")):
            withdrawal, release = withdraw(submission, here.home, by=by, note=reason, viewer=here.viewer)
    except Refused as refusal:
        st.error(text.literal(refusal.message(here.language)))
        return
    changes = warehouse.compare(here.home, before, release)
    st.session_state[_DONE] = (submission, withdrawal, release, changes)
    st.session_state[_ROUND] += 1  # fields of another key are empty ones
    st.rerun()
