"""From a file in the reader's hands to a release: preview, correct, import; and back to an earlier release.

All state of the intake page is here: what was corrected about the file, and what the last import did.
"""

import hashlib
from collections.abc import Iterable
from json import dumps

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import formatting, glossary, warehouse
from analysis.intake.amounts import units
from analysis.intake.staged import StagedTable
from analysis.intake.submit import Accepted, Prepared, accept, prepare, problems_frame
from analysis.kinds import KINDS
from analysis.problems import Problem, Refused
from analysis.questions import QUESTIONS, Answer
from analysis.reports.template import template_workbook
from analysis.settings import today
from pages.components import table, text, viewing
from pages.components.frame import Frame

FILE_TYPES = ["xlsx", "xls", "csv", "docx"]
AS_WRITTEN, UNREAD = "", ""
_PREPARED, _MAPPING, _DONE, _ROUND = "intake_prepared", "intake_mapping", "intake_done", "intake_round"
_SAID = "intake_said"
_Mapping = dict[str, dict[str, str]]


def template(here: Frame) -> None:
    """The workbook to fill in, to download."""
    st.download_button(
        here.translate("Download the workbook to fill in"),
        lambda: template_workbook(here.language),
        file_name="template.xlsx",
        mime=table.MIME_TYPES["xlsx"],
        icon=":material/table_view:",
        on_click="ignore",
    )


def _put_words(here: Frame) -> None:
    """The reader's words within the uploader, in place of those Streamlit writes, which are English only."""
    _ = here.translate
    words = {
        '[data-testid="stBaseButton-secondary"] p': _("Choose a file"),
        '[data-testid="stFileUploaderDropzoneInstructions"] span': _("Up to {size} MB: {kinds}").format(
            size=here.settings.upload_limit_mb, kinds=" · ".join(FILE_TYPES)
        ),
    }
    box = '[data-testid="stFileUploaderDropzone"]'
    style = "".join(
        f"{box} {place} {{font-size: 0}} {box} {place}::after {{font-size: 0.875rem; content: {quoted}}}"
        for place, quoted in ((place, dumps(word, ensure_ascii=False)) for place, word in words.items())
    )
    st.html(f"<style>{style}</style>")


def take_a_file(here: Frame) -> None:
    """Upload, preview with corrections, problems, import; then what the import did."""
    if not viewing.may_edit(here):
        return
    _ = here.translate
    _put_words(here)
    uploaded = st.file_uploader(
        _("Choose a workbook, or drop it here"),
        type=FILE_TYPES,
        help=_("xlsx, xls, csv or docx, up to {size} MB. Nothing is changed until you press Import.").format(
            size=here.settings.upload_limit_mb
        ),
        max_upload_size=here.settings.upload_limit_mb,
        key=f"intake_file_{st.session_state.setdefault(_ROUND, 0)}",
    )
    if uploaded is None:
        _forget_file()
        _tell_done(here)
        return
    content = uploaded.getvalue()
    with st.container(horizontal=True):
        kind = st.selectbox(
            _("What it contains"),
            [AS_WRITTEN, *KINDS],
            key="intake_kind",
            format_func=lambda name: _kind(here, name) if name else _("as recognised"),
            width=260,
        )
        unit = st.selectbox(
            _("Unit of money where the file names none"),
            [AS_WRITTEN, *units()],
            key="intake_unit",
            format_func=lambda name: name or _("ask me"),
            width=260,
        )
    try:
        prepared = _prepared(here, content, uploaded.name, kind, unit)
    except Refused as refusal:
        st.error(text.literal(refusal.message(here.language)))
        if refusal.rule != "said_unreadable":
            if refusal.problems:
                _problems(here, refusal.problems)
            return
        _unsay(refusal.details["name"])
        prepared = _prepared(here, content, uploaded.name, kind, unit)
    for staged in prepared.tables:
        _preview(here, prepared, staged)
    _ask_for_the_unsaid(here, prepared)
    _problems(here, prepared.problems)
    _import(here, prepared)


def roll_back(here: Frame) -> None:
    """The releases of this home, and the way back to one of them."""
    _ = here.translate
    releases = warehouse.releases(here.home)
    shown = releases.assign(made_at=releases["made_at"].dt.strftime("%Y-%m-%d %H:%M"))
    st.dataframe(
        shown,
        hide_index=True,
        column_config={name: glossary.label(name, here.language) for name in shown.columns},
        placeholder=formatting.MISSING,
        alt=_("Releases"),
    )
    others = releases.loc[~releases["current"], "release_id"].to_list()
    if not (others and here.viewer.edits):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(_("Earlier or later release"), others, key="intake_release", width=260)
        if st.button(_("Show this release to everybody"), icon=":material/history:"):
            warehouse.roll_back(here.home, str(chosen), viewer=here.viewer)
            st.rerun()
    st.caption(_("Nothing is lost: the next import builds a release from everything that ever came in."))


def _prepared(here: Frame, content: bytes, name: str, kind: str | None, unit: str | None) -> Prepared:
    """The file as it would come in; read again only when the file, a correction or the release changes."""
    sha256 = hashlib.sha256(content).hexdigest()
    release = here.release.id if here.release else ""
    mapping: _Mapping = st.session_state.setdefault(_MAPPING, {})
    said: dict[str, str] = st.session_state.setdefault(_SAID, {})
    key = (sha256, name, kind, unit, release, repr(mapping), repr(said))
    known = st.session_state.get(_PREPARED)
    if known and known[0] == key:
        return known[1]
    progress = st.progress(0.0, here.translate("Reading"))
    try:
        prepared = prepare(
            content,
            name,
            here.home,
            kind=kind or None,
            unit=unit or None,
            mapping=mapping,
            said=said,
            progress=lambda step, done: _move(progress, done, here.translate(step)),
        )
    finally:
        progress.empty()
    st.session_state[_PREPARED] = (key, prepared)
    return prepared


def _preview(here: Frame, prepared: Prepared, staged: StagedTable) -> None:
    _ = here.translate
    with st.expander(
        _("{sheet}: {kind}, {count} rows can be taken").format(
            sheet=text.literal(staged.sheet),
            kind=_kind(here, staged.kind.name),
            count=formatting.count(len(staged.good)),
        ),
        expanded=True,
        icon=":material/table:",
    ):
        columns = prepared.columns(staged)
        own = {column.name: text.column(here, column.name, column.header) for column in staged.kind.columns}
        names = {words: name for name, words in own.items()}
        shown = pd.DataFrame(
            {
                "header": columns["header"],
                "column": columns["column"].map(lambda name: own.get(name, _("not read"))),
                "unit": columns["unit"],
            }
        )
        key = f"intake_columns_{staged.sheet}_{len(repr(st.session_state[_MAPPING]))}"
        st.data_editor(
            shown,
            key=key,
            hide_index=True,
            disabled=["header"],
            column_config={
                "header": st.column_config.TextColumn(_("In the file")),
                "column": st.column_config.SelectboxColumn(
                    _("Read as"), options=[_("not read"), *names], required=True
                ),
                "unit": st.column_config.SelectboxColumn(_("Unit"), options=["", *units()]),
            },
            on_change=lambda: _correct(staged.sheet, key, columns, names),
            placeholder="",
            alt=_("Columns of {sheet} and what they are read as; both can be corrected").format(
                sheet=staged.sheet
            ),
        )
        st.caption(_("First rows, as the file has them"))
        st.dataframe(
            prepared.first_rows(staged).astype(str),
            hide_index=True,
            column_config={"source_row": _("Row")},
            placeholder="",
            alt=_("First rows of {sheet}").format(sheet=staged.sheet),
        )


def _ask_for_the_unsaid(here: Frame, prepared: Prepared) -> None:
    """Fields for what holds for every row and stands in no column: in the title, given here, or nowhere."""
    _ = here.translate
    found = {
        problem.field: problem
        for problem in prepared.problems
        if problem.rule in ("said_nowhere", "said_by_title", "said_by_reader")
    }
    if not found:
        return
    columns = {column.name: column for staged in prepared.tables for column in staged.kind.columns}
    st.caption(_("Not in the table; what holds for every row of it:"))
    with st.container(horizontal=True):
        for name, problem in found.items():
            key = f"{_SAID}_{name}"
            st.session_state.setdefault(key, "")
            st.text_input(
                text.column(here, name, columns[name].header),
                key=key,
                max_chars=60,
                placeholder="" if problem.rule == "said_nowhere" else problem.value,
                on_change=_say,
                args=(name, key),
                width=260,
            )


def _say(name: str, key: str) -> None:
    """Note what the reader said of all rows; the file is then read again with it."""
    said: dict[str, str] = dict(st.session_state[_SAID])
    said.pop(name, None)
    if st.session_state[key].strip():
        said[name] = st.session_state[key].strip()
    st.session_state[_SAID] = said


def _unsay(name: str) -> None:
    """Forget what means nothing, so that the file is read and the field is there to be filled again."""
    st.session_state[_SAID] = {key: value for key, value in st.session_state[_SAID].items() if key != name}
    st.session_state[f"{_SAID}_{name}"] = ""


def _correct(sheet: str, key: str, columns: pd.DataFrame, names: dict[str, str]) -> None:
    """Note what the reader corrected; the file is then read again with it, and remembered when imported."""
    mapping: _Mapping = {name: dict(own) for name, own in st.session_state[_MAPPING].items()}
    for position, changed in st.session_state[key]["edited_rows"].items():
        row = columns.iloc[int(position)]
        column = names.get(changed["column"], UNREAD) if "column" in changed else row["column"]
        unit = changed.get("unit", "")
        mapping.setdefault(sheet, {})[row["header"]] = f"{column}|{unit}" if column and unit else column
    st.session_state[_MAPPING] = mapping


def _problems(here: Frame, problems: Iterable[Problem]) -> None:
    _ = here.translate
    frame = problems_frame(problems, here.language)
    if frame.empty:
        st.success(_("No problems found."), icon=":material/check_circle:")
        return
    release = here.release.id if here.release else ""
    answer = Answer(frame, QUESTIONS["problems"], {}, release, today(), demo=False)
    st.markdown(
        _("{errors} errors, {questions} questions, {notes} notes").format(
            errors=(frame["severity"] == "error").sum(),
            questions=(frame["severity"] == "question").sum(),
            notes=(frame["severity"] == "note").sum(),
        )
    )
    table.table(
        here,
        answer,
        ["severity", "sheet", "source_row", "field", "value", "message"],
        title=_("Problems of the file"),
        key="file_problems",
    )


def _import(here: Frame, prepared: Prepared) -> None:
    _ = here.translate
    partly = bool(prepared.errors) and st.checkbox(
        _("Take the rows without errors; the others stay out and are listed"), key="intake_partly"
    )
    note = st.text_input(
        _("Note"), key="intake_note", max_chars=200, placeholder=_("for instance: third quarter, corrected")
    )
    good = any(len(staged.good) for staged in prepared.tables)
    ready = good and (partly or not prepared.errors)
    if not st.button(_("Import"), type="primary", icon=":material/download_done:", disabled=not ready):
        return
    progress = st.progress(0.5, _("Saving"))
    warehouse.init_home(here.home)
    try:
        done = accept(
            prepared,
            here.home,
            accept_valid=partly,
            note=note or "",
            by=here.viewer.name,
            viewer=here.viewer,
            progress=lambda step, done: _move(progress, done, _(step)),
        )
    except Refused as refusal:
        progress.empty()
        st.error(text.literal(refusal.message(here.language)))
        return
    st.session_state[_DONE] = done
    st.session_state[_ROUND] += 1  # an uploader of another key is an empty one
    _forget_file()
    st.rerun()


def _move(bar: DeltaGenerator, done: float, step: str) -> None:
    bar.progress(done, step)


def _forget_file() -> None:
    fields = [key for key in st.session_state if str(key).startswith(f"{_SAID}_")]
    for key in (_PREPARED, _MAPPING, _SAID, *fields):
        st.session_state.pop(key, None)


def _tell_done(here: Frame) -> None:
    """What the last import of this session did."""
    _ = here.translate
    done: Accepted | None = st.session_state.get(_DONE)
    if done is None:
        return
    if done.unchanged:
        st.info(
            _("This very file is in already, as submission {number}: nothing was changed.").format(
                number=done.submission_id
            )
        )
        return
    st.success(
        _("Imported as submission {number}. Everybody now sees release {release}.").format(
            number=done.submission_id, release=done.release_id
        ),
        icon=":material/check_circle:",
    )
    arrived = done.arrived.assign(
        province_code=done.arrived["province_code"].map(
            lambda code: None if formatting.is_missing(code) else formatting.place_name(code, here.language)
        )
    )
    with st.container(horizontal=True):
        _listing(here, _("What arrived"), arrived.rename(columns={"province_code": "province"}))
        changed(here, done.changes)


def changed(here: Frame, changes: pd.DataFrame) -> None:
    """What a release says otherwise than the one before."""
    unit = formatting.shown_unit(formatting.TEN_THOUSAND, here.language)
    for column in ("before", "after"):
        in_yuan = changes["measure"].str.endswith("_yuan")
        changes = changes.assign(**{column: changes[column].astype("Float64")})
        changes.loc[in_yuan, column] /= formatting.YUAN_IN[unit]
    title = here.translate("What changed against the release before; money in CNY m")
    _listing(here, title, changes)


def _listing(here: Frame, title: str, frame: pd.DataFrame) -> None:
    shown = frame.assign(
        **{
            name: frame[name].map(lambda code, name=name: glossary.enum_label(name, code, here.language))
            for name in ("kind", "measure")
            if name in frame
        }
    )
    with st.container():
        st.markdown(f"**{title}**")
        if frame.empty:
            st.markdown(here.translate("Nothing to list."))
            return
        st.dataframe(
            shown,
            hide_index=True,
            column_config={name: glossary.label(name, here.language) for name in shown.columns},
            placeholder=formatting.MISSING,
            alt=title,
        )


def _kind(here: Frame, name: str) -> str:
    return glossary.enum_label("kind", name, here.language)
