"""Answers of the release this rerun shows. Keys hold the release's id, so nothing is ever invalidated."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from analysis import questions, warehouse
from analysis.access import Viewer
from analysis.problems import Refused
from analysis.questions import Answer
from analysis.settings import today
from analysis.warehouse import Release

# A page asks about ten questions; this holds some fifty views of it, a few hundred KB at most.
ANSWERS_KEPT = 512
RELEASES_KEPT = 4


def current_release(home: Path) -> Release | None:
    """The release on show, open for reading; None in a home that has none yet."""
    shown = warehouse.current_release_id(home)
    if shown is None:
        return None
    release = _current_release(home, shown)
    if release.id != shown:  # it was built anew, under another name
        _current_release.clear(home, shown)
    return release


def answer(release: Release, name: str, viewer: Viewer, language: str, parameters: dict[str, Any]) -> Answer:
    """The answer to a question, kept per release, question, role and plain parameters.

    Its frame is free to change. A dated question without a date is asked as of today, so that the key tells
    two days apart; one that answers in sentences is asked for them in `language`.
    """
    question = questions.QUESTIONS[name]
    if "as_of" in question.parameters and parameters.get("as_of") is None:
        parameters = {**parameters, "as_of": today()}
    if question.speaks:
        parameters = {**parameters, "language": language}
    given = tuple(sorted((key, value) for key, value in parameters.items() if value not in (None, "")))
    try:
        kept = _answer(release, release.id, name, viewer.role, given)
    except Refused as refusal:
        if refusal.rule == "release_damaged":  # its file was set aside; the next rerun builds it anew
            _current_release.clear()
        raise
    return replace(kept, frame=kept.frame.copy(deep=False))


@st.cache_resource(show_spinner=False, max_entries=RELEASES_KEPT)
def _current_release(home: Path, shown: str) -> Release:
    # Shared by all sessions; one left behind is dropped, never closed. Not named when opened: what is shown
    # but cannot be read is built anew from the ledger.
    return warehouse.open_release(home)


# As a resource, for data would be pickled for each reader; copies on write keep the frames apart as well.
@st.cache_resource(show_spinner=False, max_entries=ANSWERS_KEPT)
def _answer(
    _release: Release, release_id: str, name: str, role: str, parameters: tuple[tuple[str, Any], ...]
) -> Answer:
    # Asked for the role alone, which is in the key: what one may see cannot reach another by the cache.
    return questions.ask(_release, name, viewer=Viewer(role=role), **dict(parameters))
