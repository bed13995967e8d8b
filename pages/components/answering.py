"""Answering one question about the records: what is doubted, the form for an answer, and taking it back."""

import pandas as pd
import streamlit as st

from analysis import glossary
from analysis.formatting import MISSING, is_missing
from analysis.kinds import KINDS
from analysis.settings import now
from pages.components import entry, links, text, viewing
from pages.components.frame import Frame

_KIND = "problem_answer"


def one(here: Frame, problem_id: str) -> None:
    """One problem as it stands, the way to its rows, and what can be done about it."""
    _ = here.translate
    found = here.ask("quality_problems", problem=problem_id).frame
    if found.empty:
        st.info(text.literal(_("There is no problem {value} any more.").format(value=problem_id)))
        return
    row = found.iloc[0]
    with st.container(border=True):
        st.markdown(f"**{text.literal(_heading(here, row))}**")
        st.markdown(text.literal(row["message"]))
        st.caption(text.literal(_place(here, row)))
        _ways(here, row)
        if not is_missing(row["answer_submission_id"]):
            _answered(here, row)
        elif row["problem_state"] == "open" and viewing.may_edit(here):
            _form(here, problem_id)


def _heading(here: Frame, row: pd.Series) -> str:
    state = glossary.enum_label("problem_state", row["problem_state"], here.language)
    who = [row[name] for name in ("enterprise", "problem_id") if not is_missing(row[name])]
    return here.translate("{state}: {who}").format(state=state, who=" · ".join(who))


def _place(here: Frame, row: pd.Series) -> str:
    """Where the row stands in its file and who sent it; a finding about something missing has no row."""
    _ = here.translate
    if is_missing(row["submission_id"]):
        return _("Found in the records as a whole; no single row is to blame.")
    return _("{file}, sheet {sheet}, row {row}; submission {number}, received {moment} from {by}").format(
        file=row["file"],
        sheet=row["sheet"],
        row=MISSING if is_missing(row["source_row"]) else row["source_row"],
        number=row["submission_id"],
        moment=text.moment(row["received_at"]),
        by=row["by"] or MISSING,
    )


def _ways(here: Frame, row: pd.Series) -> None:
    with st.container(horizontal=True):
        known = {
            name: row[column]
            for name, column in (("enterprise", "enterprise_code"), ("province", "province_code"))
            if not is_missing(row[column])
        }
        if known:
            period = links.quarter(row["year"], row["quarter"]) if row["kind"] == "output" else ""
            kind = row["kind"] if row["kind"] in KINDS else "output"
            links.source(here, kind=kind, period=period, **known)
        if not is_missing(row["submission_id"]):
            links.to(
                here,
                "submission",
                here.translate("Open the submission"),
                icon=":material/move_to_inbox:",
                submission=row["submission_id"],
            )
        if "enterprise" in known:
            links.to(
                here,
                "enterprise",
                here.translate("Open the enterprise"),
                icon=":material/domain:",
                enterprise=known["enterprise"],
            )


def _form(here: Frame, problem_id: str) -> None:
    _ = here.translate
    choices = {code: words for words, code in KINDS[_KIND].column("answer_state").values.items()}
    with st.form("answer", border=False):
        state = st.radio(
            _("What came of it"),
            list(choices),
            format_func=lambda code: glossary.enum_label("answer_state", code, here.language),
            horizontal=True,
        )
        answer = st.text_area(
            _("Why the figure is as it is, or where it was corrected"),
            max_chars=500,
            height=80,
            placeholder="",
        )
        by = entry.signature(here, _("Your name"), key="answer_by")
        sent = st.form_submit_button(_("Save the answer"), type="primary", icon=":material/task_alt:")
    st.caption(
        _("A wrong figure is corrected by a file with the right one; then the question closes by itself.")
    )
    if not sent:
        return
    values = {
        "problem_id": problem_id,
        "answer_state": choices[str(state)],
        "answer": answer.strip(),
        "answered_by": by,
        "answered_at": f"{now():%Y-%m-%d %H:%M:%S}",
    }
    with st.spinner(_("Saving")):
        taken = entry.take(here, _KIND, [values], by=by)
    if taken:
        st.rerun()


def _answered(here: Frame, row: pd.Series) -> None:
    _ = here.translate
    said = [row[name] for name in ("answer", "answered_by") if not is_missing(row[name]) and row[name]]
    if not is_missing(row["answered_at"]):
        said.append(text.moment(row["answered_at"]))
    st.markdown(text.literal(" · ".join(said)))
    if here.viewer.edits and st.button(_("Take the answer back"), icon=":material/undo:"):
        with st.spinner(_("Saving")):
            withdrawn = entry.take_back(here, int(row["answer_submission_id"]), by=here.viewer.name)
        if withdrawn:
            st.rerun()
