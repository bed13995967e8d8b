"""A form for rows of any kind, made of the kind's own columns; what is typed comes in as a file does.

All state of forms is here: what is typed, and what was entered last, to undo it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import streamlit as st

from analysis import reference
from analysis.glossary import enum_label
from analysis.intake.entry import prepare_rows
from analysis.intake.submit import Accepted, Prepared, accept, withdraw
from analysis.kinds import KINDS, Column
from analysis.problems import ERROR, QUESTION, Problem, Refused
from analysis.settings import now, today
from pages.components import text, viewing
from pages.components.frame import Frame

Row = dict[str, str]
_ROUND, _DONE, _WHO = "entry_round", "entry_done", "entry_who"
_MOMENT = "%Y-%m-%d %H:%M"
_LONGEST = {"prose": 2000, "names": 2000}


def _as_typed(typed: Row) -> list[Row]:
    return [typed]


@dataclass(frozen=True)
class Entry:
    """A form: the kind, the columns asked, what stands in them at first, and the rows made of what is typed.

    `fixed` are columns of the row that nobody is asked for; `optional` ones say nothing if left empty, and
    empty nothing. `offered` are, for a column, values to choose from with their words, where another may be
    typed. `objection` says, as a message in the reader's language, why what is typed cannot be meant, or
    nothing.
    """

    kind: str
    label: str
    icon: str
    asked: Sequence[str]
    usual: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    optional: Sequence[str] = ()
    offered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rows: Callable[[Row], list[Row]] = _as_typed
    objection: Callable[[Row], str] = lambda typed: ""


def form(here: Frame, name: str, entry: Entry) -> None:
    """The form, closed until it is opened; none for those who may not edit."""
    if not here.viewer.edits:
        return
    with st.expander(entry.label, icon=entry.icon):
        fields(here, name, entry)


def fields(here: Frame, name: str, entry: Entry) -> None:
    """The form's fields. Problems stand below them, with everything typed still there."""
    _ = here.translate
    kind = KINDS[entry.kind]
    number = st.session_state.setdefault(_ROUND, 0)
    about = {*kind.about} & {*entry.asked}
    with st.form(f"entry_{name}_{number}", border=False):
        typed = dict(entry.fixed)
        for column in (kind.column(asked) for asked in entry.asked):
            key = f"entry_{name}_{number}_{column.name}"
            # What stood there at first stays: a field whose first value changes forgets what was typed.
            usual = st.session_state.setdefault(f"{key}_usual", entry.usual.get(column.name, ""))
            required = column.required and column.missing == ERROR and column.name not in entry.optional
            required |= about == {column.name}
            choices = entry.offered.get(column.name)
            typed[column.name] = (
                _field(here, column, key, usual, required=required)
                if choices is None
                else _offered(here, column, key, choices, required=required)
            )
        left, right = st.columns(2)
        with left:
            who = signature(here, _("Entered by"), key=f"entry_{name}_{number}_who")
        note = right.text_input(_("Note"), key=f"entry_{name}_{number}_note", max_chars=200)
        if st.form_submit_button(_("Submit"), type="primary", icon=":material/send:"):
            _enter(here, entry, typed, who, (note or "").strip())


def signature(here: Frame, label: str, *, key: str) -> str:
    """A field for the name of who enters something, not to be changed where it is known who they are."""
    known = here.viewer.name
    typed = st.text_input(
        label, known or st.session_state.get(_WHO, ""), key=key, max_chars=60, disabled=bool(known)
    )
    return known or (typed or "").strip()


def done(here: Frame) -> None:
    """What was entered last in this session, with what was asked about it, and the way to undo it.

    To those who may not edit: that there are no forms, and why.
    """
    _ = here.translate
    entered: tuple[Accepted, Prepared, str] | None = st.session_state.get(_DONE)
    if not viewing.may_edit(here) or entered is None:
        return
    accepted, prepared, who = entered
    st.success(
        _("Entered as submission {number}. Everybody now sees release {release}.").format(
            number=accepted.submission_id, release=accepted.release_id
        ),
        icon=":material/check_circle:",
    )
    for problem in prepared.problems:
        if problem.severity == QUESTION:
            st.warning(_told(here, problem))
    st.button(
        _("Undo"),
        key="entry_undo",
        icon=":material/undo:",
        on_click=_undo,
        args=(here, accepted.submission_id, who),
    )


def _enter(here: Frame, entry: Entry, typed: Row, who: str, note: str) -> None:
    _ = here.translate
    if not who:
        st.error(_("Say who you are: every entry names who made it."))
        return
    st.session_state[_WHO] = who
    objection = entry.objection(typed)
    if objection:
        st.error(text.literal(objection))
        return
    told = {name: value for name, value in typed.items() if value or name not in entry.optional}
    entered = take(here, entry.kind, entry.rows(told), by=who, note=note)
    if entered is None:
        return
    st.session_state[_DONE] = (*entered, who)
    st.session_state[_ROUND] += 1  # fields of another key are empty ones
    st.rerun()


def take(
    here: Frame, kind: str, rows: Sequence[Row], *, by: str, note: str = ""
) -> tuple[Accepted, Prepared] | None:
    """Submit rows of a kind; what that did, or None where they are refused, with the reasons on the page."""
    try:
        prepared = prepare_rows(KINDS[kind], rows, here.home)
        if not prepared.errors:
            return accept(prepared, here.home, by=by, note=note, viewer=here.viewer), prepared
        problems: Sequence[Problem] = prepared.errors
    except Refused as refusal:
        st.error(text.literal(refusal.message(here.language)))
        problems = refusal.problems
    for problem in problems:
        st.error(_told(here, problem))
    return None


def take_back(here: Frame, submission_id: int, *, by: str = "", note: str = "") -> bool:
    """Withdraw a submission, erasing nothing; whether it was, with the reason on the page if not."""
    try:
        withdraw(submission_id, here.home, by=by, note=note, viewer=here.viewer)
    except Refused as refusal:
        st.error(text.literal(refusal.message(here.language)))
        return False
    return True


def _undo(here: Frame, submission_id: int, who: str) -> None:
    if take_back(here, submission_id, by=who, note=here.translate("undone in the browser")):
        st.session_state.pop(_DONE)
        st.toast(here.translate("Undone: it counts no longer."), icon=":material/undo:")


def _told(here: Frame, problem: Problem) -> str:
    column = text.column(here, problem.field, problem.header) if problem.field else ""
    words = f"{column}: {problem.message(here.language)}" if column else problem.message(here.language)
    return text.literal(words)


def _offered(here: Frame, column: Column, key: str, choices: Mapping[str, str], *, required: bool) -> str:
    """Two fields, to choose something or to type another; what was typed, else the value chosen."""
    _ = here.translate
    words = text.column(here, column.name, column.header)
    left, right = st.columns(2)
    chosen = left.selectbox(
        f"{words} *" if required else words,
        list(choices),
        index=None,
        key=key,
        format_func=choices.__getitem__,
        placeholder=_("Choose"),
    )
    typed = right.text_input(
        _("{column}, if not in the list").format(column=words),
        key=f"{key}_typed",
        max_chars=200,
        help=column.note_in(here.language) or None,
    )
    return (typed or "").strip() or chosen or ""


def _field(here: Frame, column: Column, key: str, usual: str, *, required: bool) -> str:
    """A field for a column by its type; what is in it, as a cell of a file would have it."""
    choices = _choices(here, column)
    # What is chosen by its name is not called a code.
    named = column.name.removesuffix("_code") if choices else column.name
    words = text.column(here, named, column.header)
    label = f"{words} *" if required else words
    help = column.note_in(here.language) or None
    if choices:
        chosen = st.selectbox(
            label,
            list(choices),
            index=list(choices).index(usual) if usual in choices else None,
            key=key,
            format_func=choices.__getitem__,
            placeholder=here.translate("Choose"),
            help=help,
        )
        return chosen or ""
    if column.type == "date":
        first = date.fromisoformat(usual) if usual else None
        day = st.date_input(label, first, key=key, format="YYYY-MM-DD", help=help)
        return day.isoformat() if isinstance(day, date) else ""
    if column.type == "moment":
        at = datetime.strptime(usual, _MOMENT) if usual else None
        moment = st.datetime_input(label, at, key=key, format="YYYY-MM-DD", step=60, help=help)
        return moment.strftime(_MOMENT) if moment else ""
    if column.type in _LONGEST:
        written = st.text_area(
            label, usual, key=key, max_chars=_LONGEST[column.type], help=help, height="content"
        )
    else:
        written = st.text_input(label, usual, key=key, max_chars=200, help=help)
    return (written or "").strip()


def _choices(here: Frame, column: Column) -> dict[str, str]:
    """What a field is chosen from, as a file writes it, each with its words; empty for any other field."""
    if column.type == "enum":
        return {word: enum_label(column.name, code, here.language) for word, code in column.values.items()}
    home = here.settings.home_province
    if column.type in ("province", "each_province"):
        codes = reference.provinces()["province_code"]
        return {code: reference.province_name(code, here.language) for code in codes if code != home}
    if column.type == "each_home_city":
        cities = reference.cities()
        ours = cities[(cities["province_code"] == home) & (cities["status"] == "current")]
        return {code: reference.city_name(code, here.language) for code in ours["city_code"]}
    return {}


def this_moment() -> str:
    """Now, as a field of a moment has it at first."""
    return now().strftime(_MOMENT)


def this_day() -> str:
    """Today, as a field of a date has it at first."""
    return today().isoformat()
