"""What a reader chooses. The address is the truth: a choice is written into it, a link opens the same view.

Values in the address are codes, not words, so that a link means the same in either language. (Streamlit's own
binding writes the words of an option, which change with the language.)
"""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import reference
from pages.components import text
from pages.components.frame import Frame

ALL = ""
WIDTH = 260  # pixels: as wide as a choice needs, so that several stand side by side


def row() -> DeltaGenerator:
    """Where a page's filters stand: beside each other while there is room."""
    return st.container(horizontal=True, vertical_alignment="bottom")


def one_of(
    here: Frame,
    name: str,
    label: str,
    options: Sequence[str],
    *,
    show: Callable[[str], str] = str,
    default: str | None = None,
) -> str:
    """A select box; the chosen option (a code). The first one is the default unless another is named."""
    default = options[0] if default is None else default
    key = _take_from_address(here, name, options, default)
    return str(
        st.selectbox(
            label,
            options,
            key=key,
            format_func=show,
            placeholder=here.translate("Choose"),
            on_change=_write_to_address,
            args=(name, key, default),
            width=WIDTH,
        )
    )


def switch(
    here: Frame, name: str, label: str, options: Sequence[str], *, show: Callable[[str], str] = str
) -> str:
    """Two or three options side by side; the chosen one. The first is the default."""
    key = _take_from_address(here, name, options, options[0])
    return str(
        st.segmented_control(
            label,
            options,
            key=key,
            format_func=show,
            required=True,
            on_change=_write_to_address,
            args=(name, key, options[0]),
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


def period(here: Frame) -> tuple[int, int] | tuple[None, None]:
    """The reported quarter to look at: the latest unless another is chosen, None where none was reported."""
    reported = here.ask("periods").frame
    if reported.empty:
        st.info(here.translate("No quarter has been reported yet. Import a workbook with output."))
        return None, None
    options = (reported["year"].astype(str) + "Q" + reported["quarter"].astype(str)).to_list()
    chosen = one_of(
        here, "period", here.translate("Period"), options, show=lambda code: text.period(*_period(code), here)
    )
    return _period(chosen)


def province(here: Frame, *, optional: bool) -> str:
    """A destination province by code; ALL where none is chosen, which only an optional one may be."""
    nothing = here.translate("All provinces") if optional else here.translate("Choose a province")
    codes = [code for code in reference.provinces()["province_code"] if code != here.settings.home_province]
    return one_of(
        here,
        "province",
        here.translate("Province"),
        [ALL, *codes],
        show=lambda code: reference.province_name(code, here.language) if code else nothing,
    )


def city(here: Frame) -> str:
    """A city of the home province by code; ALL where none is chosen."""
    cities = reference.cities()
    ours = cities[(cities["province_code"] == here.settings.home_province) & (cities["status"] == "current")]
    return one_of(
        here,
        "city",
        here.translate("Home city"),
        [ALL, *ours["city_code"]],
        show=lambda code: reference.city_name(code, here.language) if code else here.translate("All cities"),
    )


def batch(here: Frame) -> int | None:
    """A batch of key units; None where none is chosen."""
    found = here.ask("key_units").frame["batch"].dropna().astype(int)
    _ = here.translate
    chosen = one_of(
        here,
        "batch",
        _("Batch"),
        [ALL, *map(str, sorted(set(found)))],
        show=lambda number: _("Batch {number}").format(number=number) if number else _("All batches"),
    )
    return int(chosen) if chosen else None


def colour(here: Frame) -> str:
    """What the map's colours tell: "amount" (the default) or "growth"."""
    _ = here.translate
    words = {"amount": _("Output"), "growth": _("Growth")}
    return switch(here, "colour", _("Colour"), list(words), show=words.__getitem__)


def _period(code: str) -> tuple[int, int]:
    year, quarter = code.split("Q")
    return int(year), int(quarter)


def _take_from_address(here: Frame, name: str, options: Sequence[str], default: str) -> str:
    key = f"filter_{name}"
    asked = st.query_params.get(name, default)
    if asked not in options:
        st.info(
            here.translate("The link asks for “{value}”, which is not among the choices here.").format(
                value=asked
            )
        )
        asked = default
    st.session_state[key] = asked
    return key


def _write_to_address(name: str, key: str, default: str) -> None:
    chosen = st.session_state[key]
    if chosen == default or chosen is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
