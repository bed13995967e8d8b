"""What a reader looks at: a date, a period, a place, a key unit. Each choice is in the address."""

from datetime import date

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import reference
from analysis.glossary import enum_label
from analysis.settings import today
from pages.components import choosing, text
from pages.components.frame import Frame


def row() -> DeltaGenerator:
    """Where a page's filters stand: beside each other while there is room."""
    return st.container(horizontal=True, vertical_alignment="bottom")


def as_of(here: Frame) -> date:
    """The date a page looks at: today unless another is chosen."""
    chosen = choosing.day(here, "as_of", here.translate("As of"), today())
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

    return choosing.one_of(here, "region", _("Region"), [choosing.ALL, *kinds], show=show)


def between(here: Frame) -> tuple[date, date]:
    """Two dates, from and to: the year up to today unless others are chosen."""
    last = today()
    first = choosing.day(
        here, "from", here.translate("From"), last.replace(year=last.year - 1, day=min(last.day, 28))
    )
    to = choosing.day(here, "to", here.translate("To"), last)
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
    return choosing.one_of(
        here,
        "unit",
        here.translate("Enterprise and station"),
        [choosing.ALL, *named],
        show=lambda code: named.get(code, here.translate("Choose a key unit")),
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
    chosen = choosing.one_of(
        here, "period", here.translate("Period"), options, show=lambda code: text.period(*_period(code), here)
    )
    return _period(chosen)


def province(here: Frame, *, optional: bool) -> str:
    """A destination province by code; ALL where none is chosen, which only an optional one may be."""
    nothing = here.translate("All provinces") if optional else here.translate("Choose a province")
    return _province(here, _other_provinces(here), nothing)


def destination(here: Frame) -> str:
    """Where the enterprises of a list build, by code; ALL where none is chosen.

    It has a name of its own in the address: whoever comes back to an enterprise from a province brings
    `province` along, which would narrow the list without having been asked to.
    """
    return _province(here, _other_provinces(here), here.translate("All provinces"), name="destination")


def any_province(here: Frame) -> str:
    """A province by code, our own among them; ALL where none is chosen."""
    return _province(here, list(reference.provinces()["province_code"]), here.translate("All provinces"))


def _other_provinces(here: Frame) -> list[str]:
    codes = reference.provinces()["province_code"]
    return [code for code in codes if code != here.settings.home_province]


def _province(here: Frame, codes: list[str], nothing: str, *, name: str = "province") -> str:
    return choosing.one_of(
        here,
        name,
        here.translate("Province"),
        [choosing.ALL, *codes],
        show=lambda code: reference.province_name(code, here.language) if code else nothing,
    )


def submission(here: Frame) -> int:
    """A submission by its number, the latest one unless another is chosen."""
    known = here.ask("submissions").frame
    named = {
        str(number): f"{number} · {file}"
        for number, file in zip(known["submission_id"], known["file"], strict=True)
    }
    chosen = choosing.one_of(
        here, "submission", here.translate("Submission"), list(named), show=lambda code: named.get(code, code)
    )
    return int(chosen)


def change(here: Frame) -> str:
    """One thing that was done to records, or ALL."""
    return choosing.switch(
        here,
        "change",
        here.translate("What was done"),
        [choosing.ALL, "revised", "removed", "added"],
        show=lambda code: (
            enum_label("change", code, here.language) if code else here.translate("All changes")
        ),
    )


def city(here: Frame) -> str:
    """A city of the home province by code; ALL where none is chosen."""
    cities = reference.cities()
    ours = cities[(cities["province_code"] == here.settings.home_province) & (cities["status"] == "current")]
    return choosing.one_of(
        here,
        "city",
        here.translate("Home city"),
        [choosing.ALL, *ours["city_code"]],
        show=lambda code: reference.city_name(code, here.language) if code else here.translate("All cities"),
    )


def batch(here: Frame, as_of: date) -> int | None:
    """A batch of the key units of a date; None where none is chosen."""
    found = here.ask("key_units", as_of=as_of).frame["batch"].dropna().astype(int)
    _ = here.translate
    chosen = choosing.one_of(
        here,
        "batch",
        _("Batch"),
        [choosing.ALL, *map(str, sorted(set(found)))],
        show=lambda number: _("Batch {number}").format(number=number) if number else _("All batches"),
    )
    return int(chosen) if chosen else None


def colour(here: Frame) -> str:
    """What the map's colours tell: "amount" (the default) or "growth"."""
    _ = here.translate
    words = {"amount": _("Output"), "growth": _("Growth")}
    return choosing.switch(here, "colour", _("Colour"), words)


def _period(code: str) -> tuple[int, int]:
    year, quarter = code.split("Q")
    return int(year), int(quarter)
