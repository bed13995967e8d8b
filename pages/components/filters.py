"""What a reader chooses. The address is the truth: a choice is written into it, a link opens the same view.

Values in the address are codes, not words, so that a link means the same in either language. (Streamlit's own
binding writes the words of an option, which change with the language.)
"""

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import reference
from analysis.glossary import enum_label
from analysis.settings import today
from pages.components import text
from pages.components.frame import Frame

ALL = ""
WIDTH = 260  # pixels: as wide as a choice needs, so that several stand side by side
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)  # of a calendar to choose from


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
    drops: Sequence[str] = (),
) -> str:
    """A select box; the chosen option (a code). The first one is the default unless another is named.

    Another choice here takes those named by `drops` out of the address: they belonged to the old one.
    """
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
            args=(name, key, default, drops),
            width=WIDTH,
        )
    )


def switch(
    here: Frame,
    name: str,
    label: str,
    options: Sequence[str],
    *,
    show: Callable[[str], str] = str,
    default: str | None = None,
) -> str:
    """A few options side by side; the chosen one. The first one is the default unless another is named."""
    default = options[0] if default is None else default
    key = _take_from_address(here, name, options, default)
    return str(
        st.segmented_control(
            label,
            options,
            key=key,
            format_func=show,
            required=True,
            on_change=_write_to_address,
            args=(name, key, default),
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


def day(here: Frame, name: str, label: str, default: date | None, *, help: str | None = None) -> date | None:
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
        help=help,
        on_change=_write_day_to_address,
        args=(name, key, usual),
        width=WIDTH,
    )
    return given if isinstance(given, date) else default


def as_of(here: Frame, name: str = "as_of", label: str | None = None) -> date:
    """The date a page looks at: today unless another is chosen."""
    chosen = day(here, name, label or here.translate("As of"), today())
    assert chosen is not None, "today stands where nothing is chosen"
    return chosen


def region(here: Frame, regions: pd.DataFrame) -> str:
    """A region to look at, by its code; ALL where none is chosen. Takes `coverage_by_region`."""
    _ = here.translate
    kinds = dict(zip(regions["region_code"], regions["region_kind"], strict=True))

    def show(code: str) -> str:
        if not code:
            return _("None outlined")
        kind = enum_label("region_kind", kinds[code], here.language)
        return f"{kind}: {reference.strategy_name(code, here.language)}"

    return one_of(here, "region", _("Region"), [ALL, *kinds], show=show)


def between(here: Frame) -> tuple[date, date]:
    """Two dates, from and to: the year up to today unless others are chosen."""
    last = today()
    first = day(here, "from", here.translate("From"), last.replace(year=last.year - 1, day=min(last.day, 28)))
    to = day(here, "to", here.translate("To"), last)
    assert first is not None, "a year ago stands where nothing is chosen"
    return first, to or last


def unit(here: Frame) -> str:
    """A key unit by its id, of all there ever were; ALL where none is chosen."""
    stays = here.ask("roster_stays").frame.drop_duplicates("unit_id")
    named = {
        str(code): f"{enterprise} · {reference.province_name(province_code, here.language)}"
        for code, enterprise, province_code in zip(
            stays["unit_id"], stays["enterprise"], stays["province_code"], strict=True
        )
    }
    return one_of(
        here,
        "unit",
        here.translate("Enterprise and station"),
        [ALL, *named],
        show=lambda code: named.get(code, here.translate("Choose a key unit")),
    )


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
        on_change=_write_number_to_address,
        args=(name, key, default),
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
    help: str | None = None,
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
        help=help,
        on_change=_write_several_to_address,
        args=(name, key),
    )


def period(here: Frame, *, whole_years: bool = False) -> tuple[int, int] | tuple[None, None]:
    """The reported quarter to look at: the latest unless another is chosen, None where none was reported.

    Of whole years only the fourth quarters are offered.
    """
    reported = here.ask("periods").frame
    if whole_years:
        reported = reported[reported["quarter"] == 4]
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


def any_province(here: Frame) -> str:
    """A province by code, our own among them; ALL where none is chosen."""
    codes = list(reference.provinces()["province_code"])
    return one_of(
        here,
        "province",
        here.translate("Province"),
        [ALL, *codes],
        show=lambda code: (
            reference.province_name(code, here.language) if code else here.translate("All provinces")
        ),
    )


def submission(here: Frame) -> int:
    """A submission by its number, the latest one unless another is chosen."""
    known = here.ask("submissions").frame
    named = {
        str(number): f"{number} · {file}"
        for number, file in zip(known["submission_id"], known["file"], strict=True)
    }
    chosen = one_of(
        here, "submission", here.translate("Submission"), list(named), show=lambda code: named.get(code, code)
    )
    return int(chosen)


def change(here: Frame) -> str:
    """One thing that was done to records, or ALL."""
    return switch(
        here,
        "change",
        here.translate("What was done"),
        [ALL, "revised", "removed", "added"],
        show=lambda code: (
            enum_label("change", code, here.language) if code else here.translate("All changes")
        ),
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


def batch(here: Frame, as_of: date) -> int | None:
    """A batch of the key units of a date; None where none is chosen."""
    found = here.ask("key_units", as_of=as_of).frame["batch"].dropna().astype(int)
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
        _tell_unknown(here, asked)
        asked = default
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


def _write_number_to_address(name: str, key: str, usual: float) -> None:
    chosen = st.session_state[key]
    if chosen is None or chosen == usual:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = f"{chosen:.10g}"


def _write_several_to_address(name: str, key: str) -> None:
    if st.session_state[key]:
        st.query_params[name] = ",".join(st.session_state[key])
    else:
        st.query_params.pop(name, None)


def _write_day_to_address(name: str, key: str, usual: str) -> None:
    chosen = st.session_state[key]
    if chosen is None or chosen.isoformat() == usual:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen.isoformat()


def _write_to_address(name: str, key: str, default: str, drops: Sequence[str] = ()) -> None:
    chosen = st.session_state[key]
    for other in drops:
        st.query_params.pop(other, None)
    if chosen == default or chosen is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
