"""Ways to choose. The address is the truth: a choice is written into it, a link opens the same view.

Values in the address are codes, not words, so that a link means the same in either language. (Streamlit's own
binding writes the words of an option, which change with the language.)
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from pages.components import text
from pages.components.frame import Frame

ALL = ""
WIDTH = 260  # pixels: as wide as a choice needs, so that several stand side by side
# Codes, each shown as `show` says; or codes with their words.
Options = Sequence[str] | Mapping[str, str]
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)  # of a calendar to choose from


def one_of(
    here: Frame,
    name: str,
    label: str,
    options: Options,
    *,
    show: Callable[[str], str] = str,
    drops: Sequence[str] = (),
) -> str:
    """A select box; the chosen option (a code), the first one unless another was.

    Another choice here takes those named by `drops` out of the address: they belonged to the old one.
    """
    codes = list(options)
    key = _take_from_address(here, name, codes)
    return str(
        st.selectbox(
            label,
            codes,
            key=key,
            format_func=options.__getitem__ if isinstance(options, Mapping) else show,
            placeholder=here.translate("Choose"),
            on_change=_write_to_address,
            args=(name, key, codes[0], drops),
            width=WIDTH,
        )
    )


def switch(
    here: Frame,
    name: str,
    label: str,
    options: Options,
    *,
    show: Callable[[str], str] = str,
) -> str:
    """A few options side by side; the chosen one (a code), the first one unless another was."""
    codes = list(options)
    key = _take_from_address(here, name, codes)
    return str(
        st.segmented_control(
            label,
            codes,
            key=key,
            format_func=options.__getitem__ if isinstance(options, Mapping) else show,
            required=True,
            on_change=_write_to_address,
            args=(name, key, codes[0]),
        )
    )


def words(here: Frame, name: str, label: str, *, placeholder: str) -> str:
    """A search box; what was typed, without blanks around it."""
    key = f"filter_{name}"
    st.session_state[key] = st.query_params.get(name, "")
    typed = st.text_input(
        label,
        key=key,
        type="search",
        placeholder=placeholder,
        max_chars=60,
        width=WIDTH,
        on_change=_write_to_address,
        args=(name, key, ""),
    )
    return (typed or "").strip()


def day(here: Frame, name: str, label: str, default: date | None) -> date | None:
    """A date; `default` unless another is chosen, None only where that is the default."""
    key = f"filter_{name}"
    usual = default.isoformat() if default else ""
    asked = st.query_params.get(name, usual)
    chosen = _day(asked)
    if chosen is None and asked:
        _tell_unknown(here, asked)
        chosen = default
    st.session_state[key] = chosen
    given = st.date_input(
        label,
        key=key,
        format="YYYY-MM-DD",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        on_change=_write_to_address,
        args=(name, key, usual, (), date.isoformat),
        width=WIDTH,
    )
    return given if isinstance(given, date) else default


def number(
    here: Frame,
    name: str,
    label: str,
    default: float,
    *,
    low: float,
    high: float,
    step: float,
    help: str | None = None,
    width: int = WIDTH,
) -> float:
    """A number within bounds; whole where all of them are. One beyond them is told and not taken."""
    key, whole = f"filter_{name}", isinstance(step, int)
    asked = st.query_params.get(name, "")
    chosen = _number(asked, whole) if asked else default
    if chosen is None or not low <= chosen <= high:
        _tell_unknown(here, asked)
        chosen = default
    st.session_state[key] = chosen
    given = st.number_input(
        label,
        min_value=low,
        max_value=high,
        step=step,
        key=key,
        format="%d" if whole else "%.2f",
        help=help,
        on_change=_write_to_address,
        args=(name, key, _in_digits(default), (), _in_digits),
        width=width,
    )
    return default if given is None else given


def several(
    here: Frame,
    name: str,
    label: str,
    options: Sequence[str],
    *,
    show: Callable[[str], str] = str,
) -> list[str]:
    """Any of some options (codes without a comma), in the order they were chosen."""
    key = f"filter_{name}"
    asked = [code for code in st.query_params.get(name, "").split(",") if code]
    for code in asked:
        if code not in options:
            _tell_unknown(here, code)
    st.session_state[key] = [code for code in asked if code in options]
    return st.multiselect(
        label,
        options,
        key=key,
        format_func=show,
        placeholder=here.translate("Choose"),
        on_change=_write_to_address,
        args=(name, key, "", (), ",".join),
    )


def _take_from_address(here: Frame, name: str, codes: Sequence[str]) -> str:
    key = f"filter_{name}"
    asked = st.query_params.get(name, codes[0])
    if asked not in codes:
        _tell_unknown(here, asked)
        asked = codes[0]
    st.session_state[key] = asked
    return key


def _tell_unknown(here: Frame, asked: str) -> None:
    words = here.translate("The link asks for “{value}”, which is not among the choices here.")
    st.info(text.literal(words.format(value=asked)))


def _day(written: str) -> date | None:
    try:
        chosen = date.fromisoformat(written)
    except ValueError:
        return None
    return chosen if FIRST_DAY <= chosen <= LAST_DAY else None


def _number(written: str, whole: bool) -> float | None:
    try:
        return int(written) if whole else float(written)
    except ValueError:
        return None


def _in_digits(value: float) -> str:
    return f"{value:.10g}"


def _write_to_address(
    name: str, key: str, usual: str, drops: Sequence[str] = (), written: Callable[[Any], str] = str
) -> None:
    """What was chosen goes into the address as it is written there; what is usual, or nothing, out of it."""
    chosen = st.session_state[key]
    for other in drops:
        st.query_params.pop(other, None)
    asked = usual if chosen is None else written(chosen)
    if asked == usual:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = asked
