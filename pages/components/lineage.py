"""From a figure to its rows and from a submission to what it changed: what is chosen, and its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analysis import reference
from analysis.formatting import HUNDRED_MILLION, TEN_THOUSAND, count, is_missing
from analysis.glossary import enum_label
from analysis.kinds import KINDS
from pages.components import choosing, filters, links, sentences, text
from pages.components.frame import Frame
from pages.components.text import Headline

_OUTPUT = "output"


@dataclass(frozen=True)
class Figure:
    """A figure to trace: output of a quarter, a place, a city or an enterprise; or the records of a kind."""

    kind: str
    year: int | None
    quarter: int | None
    province: str
    city: str
    enterprise: str
    project: str

    @property
    def is_a_sum(self) -> bool:
        """Whether it adds up enterprises, which lead on to their rows."""
        return self.kind == _OUTPUT and not self.enterprise

    @property
    def asked(self) -> dict[str, Any]:
        """What chooses the figure among those of all enterprises."""
        return {"year": self.year, "quarter": self.quarter, "province": self.province, "city": self.city}

    @property
    def rows(self) -> dict[str, Any]:
        """What chooses its rows."""
        return {
            "enterprise": self.enterprise,
            "year": self.year,
            "quarter": self.quarter,
            "province": self.province,
            "project": self.project,
        }


def figure(here: Frame) -> Figure:
    """The figure the address names, its kind, quarter and place to be chosen otherwise."""
    kind = choosing.one_of(
        here,
        "kind",
        here.translate("Kind of record"),
        [_OUTPUT, *(name for name in KINDS if name != _OUTPUT)],
        show=lambda name: enum_label("kind", name, here.language),
    )
    year, quarter = filters.period(here) if kind == _OUTPUT else (None, None)
    province = filters.any_province(here)
    enterprise = st.query_params.get("enterprise", "")
    return Figure(
        kind,
        year,
        quarter,
        province,
        filters.city(here) if kind == _OUTPUT and not enterprise else "",
        enterprise,
        st.query_params.get("project", "") if kind == "project" else "",
    )


def title(here: Frame, figure: Figure) -> str:
    """What is traced, in words: "Output, 2026 Q1–Q3: Guangdong, Enterprise A"."""
    what = enum_label("kind", figure.kind, here.language)
    if figure.kind == _OUTPUT:
        what = here.translate("Output, {months}").format(
            months=text.period(figure.year, figure.quarter, here)
        )
    where = [
        reference.province_name(figure.province, here.language) if figure.province else "",
        reference.city_name(figure.city, here.language) if figure.city else "",
        _enterprise(here, figure.enterprise),
        figure.project,
    ]
    named = text.listed([name for name in where if name], here)
    return here.translate("{what}: {where}").format(what=what, where=named) if named else what


def headlines(here: Frame, figure: Figure) -> None:
    """The figure itself with those it is of; of other kinds of record there is none."""
    if figure.kind != _OUTPUT:
        return
    _ = here.translate
    trend = here.ask(
        "output_trend", province=figure.province, city=figure.city, enterprise=figure.enterprise
    ).frame
    found = trend[(trend["year"] == figure.year) & (trend["quarter"] == figure.quarter)]
    if found.empty:
        return
    row = found.iloc[0]
    unit = TEN_THOUSAND if figure.enterprise else HUNDRED_MILLION
    text.headlines(
        here,
        [
            text.money(here, _("The figure, year to date"), row["output_ytd_yuan"], row["yoy"],
                       _("year on year"), unit=unit),
            text.money(here, _("In the quarter alone"), row["output_yuan"],
                       help=sentences.of_span(here, row["spans_quarters"]),
                       unit=unit),
            Headline(_("Enterprises with output"), count(row["enterprise_count"])),
        ],
    )  # fmt: skip


def submission(here: Frame, number: int) -> pd.Series:
    """What is known of a submission."""
    known = here.ask("submissions").frame
    return known[known["submission_id"] == number].iloc[0]


def submission_title(here: Frame, row: pd.Series) -> str:
    """A submission by number and file, or what it withdrew."""
    _ = here.translate
    if not is_missing(row["withdraws"]):
        return _("Submission {number} withdraws submission {withdrawn}").format(
            number=row["submission_id"], withdrawn=row["withdraws"]
        )
    return _("Submission {number}: {file}").format(number=row["submission_id"], file=row["file"])


def of_submission(here: Frame, row: pd.Series) -> str:
    """When a submission came, from whom and with which note; whether it was withdrawn since."""
    _ = here.translate
    received = _("Received {moment}").format(moment=text.moment(row["received_at"]))
    parts = [received, row["by"], row["note"]]
    if not is_missing(row["withdrawn_by"]):
        parts.append(_("withdrawn by submission {number}").format(number=row["withdrawn_by"]))
    return " · ".join(part for part in parts if part)


def effect_headlines(here: Frame, row: pd.Series, effects: pd.DataFrame) -> list[Headline]:
    """How many records a submission added, revised, removed, and repeated."""
    _ = here.translate
    return [
        Headline(label, count(effects[column].sum()), against=against)
        for label, column, against in (
            (_("Added"), "rows_added", _("of {count} rows").format(count=count(row["rows"]))),
            (_("Revised"), "rows_revised", _("the earlier value stays readable")),
            (_("Removed"), "rows_removed", _("by a withdrawal")),
            (_("Unchanged"), "rows_unchanged", _("said the same as before")),
        )
    ]


def open_record(here: Frame) -> Callable[[pd.Series], None]:
    """What a click on a changed record does: to its rows, those before and after among them."""

    def go(row: pd.Series) -> None:
        chosen = {"kind": row["kind"], "enterprise": row["enterprise_code"], "province": row["province_code"]}
        known = {name: value for name, value in chosen.items() if not is_missing(value)}
        period = links.quarter(row["year"], row["quarter"]) if row["kind"] == _OUTPUT else ""
        links.go(here, "provenance", period=period, **known)

    return go


def _enterprise(here: Frame, code: str) -> str:
    if not code:
        return ""
    return str(here.ask("enterprise_profile", enterprise=code).frame["enterprise"].iloc[0])
