"""Words and numbers on a page: periods, headline numbers, the closed note at its end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import streamlit as st

from analysis import formatting, glossary

if TYPE_CHECKING:  # the frame writes a date itself
    from pages.components.frame import Frame

_MARKUP = re.compile(r"[\\`*_~\[\]$<>#|&]")
# :red[…], :material/home:, :smile:, https://…, www.…: an invisible joiner ends them.
_SHORTCODE = re.compile(r":(?=[a-z+/])|(?<=www)(?=\.)", re.IGNORECASE)


@dataclass(frozen=True)
class Headline:
    """One of a page's few numbers: what, how much, and its comparison.

    `change` is the written comparison ("▲ +3.2%"), `rising` the difference it stands for (its sign chooses
    the colour; None is grey), `against` what it is compared with.
    """

    label: str
    value: str
    change: str = ""
    rising: Any = None
    against: str = ""
    help: str | None = None


def money(
    here: "Frame",
    label: str,
    value_yuan: Any,
    growth: Any = None,
    against: str = "",
    *,
    unit: str = formatting.HUNDRED_MILLION,
    decimals: int = 2,
    help: str | None = None,
) -> Headline:
    """The headline of an amount with its growth."""
    value = formatting.yuan(value_yuan, unit, here.language, decimals)
    compared = growth is not None or against
    return Headline(label, value, formatting.yoy(growth) if compared else "", growth, against, help)


def headlines(here: "Frame", numbers: Sequence[Headline]) -> None:
    """The answer in at most four numbers, side by side, below each other on a narrow screen."""
    with st.grid(len(numbers), min_column_width=200, gap="small"):
        for number in numbers:
            st.metric(
                number.label,
                number.value,
                number.change or number.against or None,
                delta_color=colour_of_change(number.rising, rise_is_red=here.settings.rise_is_red),
                delta_arrow="off",
                delta_description=(number.change and number.against) or None,
                help=number.help,
                border=True,
                height="stretch",
            )


def colour_of_change(change: float | None, *, rise_is_red: bool) -> Literal["red", "green", "gray"]:
    """Red or green as the reader expects a rise; grey where nothing changed or nothing is known."""
    if change is None or formatting.is_missing(change) or change == 0:
        return "gray"
    return "red" if (change > 0) == rise_is_red else "green"


def period(year: int | None, quarter: int | None, here: "Frame") -> str:
    """The quarters a year-to-date figure covers: "2026 Q1–Q3", in Chinese "2026年1—3季度"; "—" for none."""
    if year is None or quarter is None or formatting.is_missing(year):
        return formatting.MISSING
    words = (
        here.translate("{year:d} Q1–Q{quarter:d}") if quarter > 1 else here.translate("{year:d} Q{quarter:d}")
    )
    return words.format(year=int(year), quarter=int(quarter))


def single_quarter(year: int, quarter: int, here: "Frame") -> str:
    """One quarter: "2026 Q3", in Chinese "2026年3季度"."""
    return here.translate("{year:d} Q{quarter:d}").format(year=int(year), quarter=int(quarter))


def day(value: date | None, here: "Frame") -> str:
    """A date as it is written: "2026-09-30", in Chinese "2026年9月30日"; "—" where there is none."""
    if formatting.is_missing(value) or value is None:
        return formatting.MISSING
    return here.translate("{year:d}-{month:02d}-{day:02d}").format(
        year=value.year, month=value.month, day=value.day
    )


def moment(value: datetime) -> str:
    """A moment to the minute: "2026-09-30 17:45", in either language."""
    return f"{value:%Y-%m-%d %H:%M}"


def row_of(frame: pd.DataFrame, province_code: str) -> pd.Series:
    """The row of a frame about one province."""
    return frame[frame["province_code"] == province_code].iloc[0]


def column(here: "Frame", name: str, header: str) -> str:
    """A column of a kind in the reader's language; in Chinese its header, as on paper."""
    if here.language == "en" and name in glossary.TERMS:
        return glossary.label(name, here.language)
    return header


def quarter_end(year: int | None, quarter: int | None, here: "Frame") -> str:
    """The last day of a quarter, which is what its figures are as of; "—" where nothing was reported."""
    if year is None or quarter is None:
        return formatting.MISSING
    return day(date(year, quarter * 3, 31 if quarter in (1, 4) else 30), here)


def thresholds(here: "Frame") -> dict[str, str]:
    """The two amounts of output that the settings single out: first, second."""
    first, second = (
        formatting.yuan(edge, language=here.language, decimals=0)
        for edge in here.settings.output_thresholds_yuan
    )
    return {"first": first, "second": second}


def listed(names: Sequence[str], here: "Frame") -> str:
    """Names in a row: "A, B, C", in Chinese "A、B、C"."""
    return here.translate(", ").join(names)


def sources(here: "Frame", *named: pd.Series) -> str:
    """Where published figures were taken from, each source once."""
    known = {source for series in named for source in series.dropna()}
    return here.translate("Source: {names}").format(names="; ".join(sorted(known)) or formatting.MISSING)


def within(words: str) -> str:
    """Words that can stand alone, as they stand within a sentence: "Year to date" is "year to date"."""
    return words[:1].lower() + words[1:]


def of(part: object, whole: object) -> str:
    """So many of so many: "12 / 33"."""
    return f"{formatting.count(part)} / {formatting.count(whole)}"


def finding(words: str) -> None:
    """The heading over a picture: what it shows, said in words."""
    st.header(literal(words), anchor=False)


def literal(words: str) -> str:
    """Words as they are: a name may hold what a page would take for a link, a formula or an icon."""
    return _SHORTCODE.sub("\\g<0>\u2060", _MARKUP.sub(r"\\\g<0>", words))


def note(here: "Frame", *paragraphs: str) -> None:
    """What stands closed at the end of a page: definition, source, caveats (message ids or texts)."""
    with st.expander(here.translate("Definitions, source and caveats"), icon=":material/menu_book:"):
        for paragraph in paragraphs:
            st.markdown(here.translate(paragraph))
