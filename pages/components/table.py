"""The table behind a picture, and its downloads: the very frame of the answer, in the reader's words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st

from analysis import formatting
from analysis.questions import Answer
from analysis.reports.download import MIME_TYPES, download
from analysis.reports.presentation import Column, file_name, present
from pages.components.frame import Frame

ROW_HEIGHT, MOST_ROWS_SHOWN = 35, 12
LISTED = 100  # how many rows a page asks for where there may be thousands; the downloads hold all
SENTENCES = frozenset(
    {"message", "why", "evidence", "reason", "runner_up", "record", "difference", "explanation", "answer"}
)
# How a number is written in a cell, by the form of its column; it stays a number, so that it sorts as one.
_NUMBERS = {
    "yuan": "%,.2f",
    "ratio": "%.1f%%",
    "yoy": "%+.1f%%",
    "pp": "%+.2f",
    "count": "%,d",
    "integer": "%d",
    "year": "%d",
    "quarter": "%d",
    "decimal": "%,.2f",
}
_PER_CENT = ("ratio", "yoy", "pp")
Opens = Callable[[pd.Series], None]


def table(
    here: Frame,
    answer: Answer,
    columns: Sequence[str],
    *,
    title: str,
    unit: str = formatting.HUNDRED_MILLION,
    opens: Opens | None = None,
    newest_first: bool = False,
    key: str = "",
) -> None:
    """Some columns of an answer; below them downloads of all its columns, and of all rows if it was limited.

    `opens` is called with the row whose box, or whose cell in the first column, was clicked. `newest_first`
    puts the last row on top, of the table only. A question shown twice on a page needs a `key`.
    """
    _ = here.translate
    if answer.frame.empty:
        st.markdown(_("Nothing to list."))
        return
    unit = formatting.shown_unit(unit, here.language)
    key = f"table_{key or answer.question.name}"
    shown = replace(answer, frame=answer.frame.iloc[::-1]) if newest_first else answer

    def open_clicked() -> None:
        clicked = st.session_state[key].selection
        positions = [*clicked.rows, *(row for row, column in clicked.cells if column == columns[0])]
        if opens and positions:
            opens(shown.frame.iloc[positions[0]])

    clickable: Callable[[], None] | Literal["ignore"] = open_clicked if opens else "ignore"
    presented = {column.name: column for column in present(shown, here.language, unit, columns).columns}
    st.dataframe(
        pd.DataFrame({name: _cells(presented[name], unit) for name in columns}),
        key=key,
        hide_index=True,
        height=ROW_HEIGHT * (min(len(answer.frame), MOST_ROWS_SHOWN) + 1) + 3,
        column_config={
            name: _configured(presented[name], unit, first=name == columns[0]) for name in columns
        },
        placeholder=formatting.MISSING,
        alt=title,
        on_select=clickable,
        selection_mode=("single-row", "single-cell"),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        _downloads(here, answer, key)
        if opens:
            st.caption(_("Click a name, or tick a row, to open it."), width="content")
        if len(answer.frame) == answer.parameters.get("limit"):
            st.caption(
                _("The first {count} rows are shown; the files hold all.").format(count=len(answer.frame)),
                width="content",
            )


def _downloads(here: Frame, answer: Answer, key: str) -> None:
    """CSV and XLSX, made when clicked: the bytes `python -m analysis ask` writes for the same question."""
    parameters = {name: value for name, value in answer.parameters.items() if name != "limit"}
    named = replace(answer, parameters=parameters)

    def content(suffix: str) -> bytes:
        limited = answer.parameters.get("limit") is not None
        whole = here.ask(answer.question.name, **parameters) if limited else answer
        return download(whole, suffix, language=here.language).content

    for suffix in ("csv", "xlsx"):
        st.download_button(
            here.translate("Download {format}").format(format=suffix.upper()),
            partial(content, suffix),
            file_name=file_name(named, here.language, f".{suffix}"),
            mime=MIME_TYPES[suffix],
            key=f"{key}_{suffix}",
            icon=":material/download:",
            on_click="ignore",
        )


def _cells(column: Column, unit: str) -> pd.Series:
    if column.form == "yuan":
        return pd.Series(column.values, dtype="Float64") / formatting.YUAN_IN[unit]
    if column.form in _PER_CENT:
        return pd.Series(column.values, dtype="Float64") * 100
    if column.form in ("count", "integer", "year", "quarter"):
        return pd.Series(column.values, dtype="Int64")
    return pd.Series(column.values)


def _format(column: Column, unit: str) -> str:
    # A billion has a decimal more, so that it is told as exactly as in 亿元.
    return "%,.3f" if column.form == "yuan" and unit == formatting.BILLION else _NUMBERS[column.form]


def _configured(column: Column, unit: str, *, first: bool) -> Any:
    help = column.definition or None
    if column.form in _NUMBERS:
        return st.column_config.NumberColumn(
            column.heading_with_unit, format=_format(column, unit), help=help, pinned=first
        )
    if column.form == "date":
        return st.column_config.DateColumn(column.heading, format="YYYY-MM-DD", help=help, pinned=first)
    if column.form == "datetime":
        return st.column_config.DatetimeColumn(
            column.heading, format="YYYY-MM-DD HH:mm", help=help, pinned=first
        )
    return st.column_config.TextColumn(
        column.heading, help=help, pinned=first, width="large" if column.name in SENTENCES else None
    )
