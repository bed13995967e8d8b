"""What the page about trends lets choose, says and draws: a view of a dimension, basis and period."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analysis import formatting, glossary, trends
from analysis.formatting import MISSING, count, percent, points, yoy
from analysis.language import paragraph
from analysis.questions import Answer
from analysis.reports.presentation import group_name
from pages.components import charts, choosing, filters, links, sentences, text, trend_charts
from pages.components.frame import Frame
from pages.components.table import LISTED, table
from pages.components.text import Headline

PROJECTS, PEOPLE = "category", "enterprise"
_PICTURE = "trend_course"
_GROUPS = ["group_name", "amount_yuan", "prior_yuan", "yoy", "like_for_like_yoy", "qoq", "share",
           "share_change_pp", "contribution_pp", "rank", "rank_change", "enterprise_count",
           "spans_quarters"]  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """A dimension, a basis, a period, and a group of the dimension (choosing.ALL for the total)."""

    by: str
    basis: str
    year: int
    quarter: int
    group: str
    name: str

    @property
    def period(self) -> dict[str, Any]:
        """The parameters of a question about the period."""
        return {"by": self.by, "basis": self.basis, "year": self.year, "quarter": self.quarter}


def choices(here: Frame) -> tuple[Chosen, Answer]:
    """What is chosen, and the breakdown of that dimension and period; the page ends where there is none."""
    _ = here.translate
    with filters.row():
        by = choosing.one_of(
            here, "by", _("By"), list(glossary.ENUMS["dimension"]), show=_words(here, "dimension"),
            drops=["group"],
        )  # fmt: skip
        basis = choosing.one_of(
            here, "basis", _("Figure"), list(glossary.ENUMS["trend_basis"]), show=_words(here, "trend_basis"),
            drops=["period"],
        )  # fmt: skip
        year, quarter = filters.period(here, whole_years=basis == "annual")
        if year is None or quarter is None:
            st.stop()
        limit = LISTED if by == PEOPLE else None
        breakdown = here.ask("trend_breakdown", by=by, basis=basis, year=year, quarter=quarter, limit=limit)
        codes, own = breakdown.frame["group_code"], breakdown.frame["group_name"]
        names = {
            str(code): group_name(code, name, here.language) for code, name in zip(codes, own, strict=True)
        }
        asked = st.query_params.get("group", "")
        if by == PEOPLE and asked and asked not in names:  # it is not among the largest
            names[asked] = here.ask("enterprise_profile", enterprise=asked).frame["enterprise"].iloc[0]
        group = choosing.one_of(
            here, "group", glossary.enum_label("dimension", by, here.language), [choosing.ALL, *names],
            show=lambda code: str(names.get(code) or _("All together")),
        )  # fmt: skip
    whole = _("Contracts signed elsewhere") if by == PROJECTS else _("Output outside the home province")
    return Chosen(by, basis, year, quarter, group, str(names[group]) if group else whole), breakdown


def point(series: pd.DataFrame, chosen: Chosen) -> pd.Series:
    """The row of the chosen period. Takes `trend_series`."""
    at = (series["year"] == chosen.year) & (series["quarter"] == chosen.quarter)
    return series[at].iloc[0]


def headlines(here: Frame, chosen: Chosen, said: pd.Series, breakdown: pd.DataFrame) -> list[Headline]:
    """The amount with its growth, like for like, the single quarter, the share or who moved growth most."""
    _ = here.translate
    return [
        text.money(
            here, _when(here, chosen), said["amount_yuan"], said["yoy"], _("year on year"),
            help=sentences.of_span(here, said["spans_quarters"]) if chosen.basis == "quarter" else None,
        ),
        Headline(
            _("Like for like"), yoy(said["like_for_like_yoy"]),
            against=_("enterprises reporting in both years"),
        ),
        text.money(
            here,
            _("Single quarter, {quarter}").format(
                quarter=text.single_quarter(chosen.year, chosen.quarter, here)
            ),
            said["quarter_yuan"], said["qoq"], _("quarter on quarter"),
            help=sentences.of_span(here, said["spans_quarters"]),
        ),
        _of_share(here, said) if chosen.group else _of_mover(here, breakdown),
    ]  # fmt: skip


def course(here: Frame, chosen: Chosen, series: Answer, breakdown: Answer) -> None:
    """The course by quarter, each point of which can be opened; the groups of the dimension in the period."""
    _ = here.translate
    said = point(series.frame, chosen)
    title = _of_course(here, chosen, said)
    text.finding(title)
    at = f"{chosen.year}Q{chosen.quarter}"
    _draw(here, trend_charts.course(series.frame, here, at, single=chosen.basis == "quarter"), title)
    st.caption(_gaps(here, series.frame))
    if chosen.group:
        _components(here, chosen)
    text.finding(_by_words(here, chosen))
    table(here, breakdown, _GROUPS, title=title, opens=_choose_group)


def contributions(here: Frame, chosen: Chosen, series: Answer, breakdown: Answer) -> None:
    """Who moved the total, in percentage points that add up to its growth."""
    _ = here.translate
    whole = here.ask("trend_breakdown", **chosen.period)
    found = trends.contributors(whole.frame)
    total = point(here.ask("trend_series", by=chosen.by, basis=chosen.basis).frame, chosen)
    title = _of_contributions(here, total["yoy"], found)
    text.finding(title)
    names = [
        group_name(code, name, here.language) or _("all others")
        for code, name in zip(found["group_code"], found["group_name"], strict=True)
    ]
    charts.draw(trend_charts.contributions(found["contribution_pp"], names, here), title)
    if chosen.by == "strategy":
        st.caption(
            _(
                "A province may be of several strategies: their contributions do not add up. One that belongs"
                " only in part is counted whole."
            )
        )
    table(here, breakdown, _GROUPS, title=title, opens=_choose_group)


def concentration(here: Frame, chosen: Chosen, series: Answer, breakdown: Answer) -> None:
    """How much the largest five hold, and the concentration index, over time."""
    _ = here.translate
    found = here.ask("concentration", by=chosen.by, basis=chosen.basis)
    if found.frame["hhi"].isna().all():
        st.info(_("Strategies overlap: there is no concentration to be told of them."))
        return
    said = point(found.frame, chosen)
    title = _("{by}: the largest five hold {share}, HHI {index}").format(
        by=glossary.enum_label("dimension", chosen.by, here.language),
        share=percent(said["top_five_share"]),
        index=formatting.number(said["hhi"], 0),
    )
    text.finding(title)
    charts.draw(trend_charts.concentration(found.frame, here), title)
    columns = ["year", "quarter", "top_five_share", "hhi", "group_count", "total_yuan", "largest_groups"]
    table(here, found, columns, title=title, newest_first=True)


def movements(here: Frame, chosen: Chosen, series: Answer, breakdown: Answer) -> None:
    """Who came and who went against a year before."""
    _ = here.translate
    found = here.ask("entries_and_exits", **chosen.period)
    kinds = found.frame["movement"].value_counts()
    words = _("{entered} entered, {left} left; {silent} have not reported now, {first} had not a year before")
    title = words.format(
        entered=count(kinds.get("entered", 0)), left=count(kinds.get("left", 0)),
        silent=count(kinds.get("silent", 0)), first=count(kinds.get("first_report", 0)),
    )  # fmt: skip
    text.finding(title)
    largest = trends.changed(found.frame)
    names = [
        str(group_name(code, name, here.language))
        for code, name in zip(largest["group_code"], largest["group_name"], strict=True)
    ]
    charts.draw(trend_charts.changes(largest, names, here), title)
    columns = ["group_name", "movement", "amount_yuan", "prior_yuan", "share", "contribution_pp"]
    table(here, found, columns, title=title, opens=_choose_group)


def thresholds(here: Frame, chosen: Chosen, series: Answer, breakdown: Answer) -> None:
    """In how many provinces output is above the thresholds, over time."""
    _ = here.translate
    found = here.ask("thresholds", basis=chosen.basis)
    said = point(found.frame, chosen)
    title = _("{first_count} provinces above {first}, {second_count} above {second}").format(
        first_count=count(said["provinces_above_first"]), second_count=count(said["provinces_above_second"]),
        **text.thresholds(here),
    )  # fmt: skip
    text.finding(title)
    charts.draw(trend_charts.above_thresholds(found.frame, here), title)
    columns = ["year", "quarter", "provinces_with_output", "provinces_above_first", "provinces_above_second",
               "above_first_codes", "above_second_codes"]  # fmt: skip
    table(here, found, columns, title=title, newest_first=True)


View = Callable[[Frame, Chosen, Answer, Answer], None]
VIEWS: Mapping[str, View] = {
    "course": course,
    "contributions": contributions,
    "concentration": concentration,
    "movements": movements,
    "thresholds": thresholds,
}


def view(here: Frame) -> View:
    """A switch between the views; the chosen one."""
    _ = here.translate
    titles = {
        "course": _("Course"),
        "contributions": _("Contributions to growth"),
        "concentration": _("Concentration"),
        "movements": _("Came and went"),
        "thresholds": _("Above the thresholds"),
    }
    return VIEWS[choosing.switch(here, "view", _("Show"), titles)]


def _components(here: Frame, chosen: Chosen) -> None:
    """What the chosen point is made of; a click opens the province or enterprise."""
    parts = here.ask("trend_components", **chosen.period, group=chosen.group, limit=LISTED)
    title = here.translate("What {name} is made of: {when}").format(
        name=chosen.name, when=text.within(_when(here, chosen))
    )
    text.finding(title)
    columns = ["group_name", "amount_yuan", "prior_yuan", "yoy", "share", "contribution_pp", "spans_quarters"]
    table(here, parts, columns, title=title, opens=None if chosen.by == PROJECTS else _open_component(here))


def _open_component(here: Frame) -> Callable[[pd.Series], None]:
    return lambda row: links.go(here, row["component"], **{row["component"]: row["group_code"]})


def _choose_group(row: pd.Series) -> None:
    st.query_params["group"] = row["group_code"]
    st.query_params.pop("view", None)


def _draw(here: Frame, figure: Any, title: str) -> None:
    """The picture of the course: a click on a quarter chooses it."""

    def choose_period() -> None:
        clicked = st.session_state[_PICTURE].selection.points
        if clicked:
            st.query_params["period"] = str(clicked[0]["x"])

    st.plotly_chart(
        figure,
        key=_PICTURE,
        on_select=choose_period,
        selection_mode="points",
        config=charts.CONFIG,
        alt=title,
    )


def _gaps(here: Frame, series: pd.DataFrame) -> str:
    """How many quarters are without a figure, and what a click does."""
    _ = here.translate
    said = [_("Click a quarter to choose it.")]
    gaps = int(series["amount_yuan"].isna().sum())
    if gaps:
        said.append(
            _("× marks the {count} quarters without a figure: nothing is filled in.").format(count=gaps)
        )
    return paragraph(said, here.language)


def _of_share(here: Frame, said: pd.Series) -> Headline:
    _ = here.translate
    rank = _("rank {rank}, {change}").format(
        rank=count(said["rank"]), change=formatting.change(said["rank_change"])
    )
    return Headline(
        _("Share"),
        percent(said["share"]),
        points(said["share_change_pp"], here.language),
        said["share_change_pp"],
        rank,
    )


def _of_mover(here: Frame, breakdown: pd.DataFrame) -> Headline:
    _ = here.translate
    label = _("Moved growth most")
    known = breakdown.dropna(subset=["contribution_pp"])
    if known.empty:
        return Headline(label, MISSING)
    row = known.sort_values("contribution_pp", key=abs).iloc[-1]
    return Headline(
        label,
        str(group_name(row["group_code"], row["group_name"], here.language)),
        points(row["contribution_pp"], here.language),
        row["contribution_pp"],
        _("of the total's growth"),
    )


def _of_contributions(here: Frame, growth: Any, found: pd.DataFrame) -> str:
    _ = here.translate
    named = found[found["group_code"].notna()]
    if formatting.is_missing(growth) or named.empty:
        return _("There is no growth to be explained: a year before is missing")
    ordered = named.sort_values("contribution_pp", kind="stable")
    best, worst = ordered.iloc[-1], ordered.iloc[0]
    return _("Growth {growth}: most from {best} ({gain}), least from {worst} ({loss})").format(
        growth=yoy(growth),
        best=group_name(best["group_code"], best["group_name"], here.language),
        gain=points(best["contribution_pp"], here.language),
        worst=group_name(worst["group_code"], worst["group_name"], here.language),
        loss=points(worst["contribution_pp"], here.language),
    )


def _by_words(here: Frame, chosen: Chosen) -> str:
    return here.translate("By {by}: {when}").format(
        by=text.within(glossary.enum_label("dimension", chosen.by, here.language)),
        when=text.within(_when(here, chosen)),
    )


def _when(here: Frame, chosen: Chosen) -> str:
    """The basis with its time, as a reader names it."""
    basis = glossary.enum_label("trend_basis", chosen.basis, here.language)
    if chosen.basis == "annual":
        return here.translate("Full year {year:d}").format(year=chosen.year)
    if chosen.basis == "ytd":
        return f"{basis} · {text.period(chosen.year, chosen.quarter, here)}"
    return f"{basis} · {text.single_quarter(chosen.year, chosen.quarter, here)}"


def _of_course(here: Frame, chosen: Chosen, said: pd.Series) -> str:
    """What the chosen figure is and how it compares with a year before."""
    _ = here.translate
    told = {"name": chosen.name, "when": text.within(_when(here, chosen))}
    if formatting.is_missing(said["amount_yuan"]):
        return _("{name}, {when}: no figure").format(**told)
    amount = formatting.yuan(said["amount_yuan"], language=here.language)
    if formatting.is_missing(said["yoy"]):
        return _("{name}, {when}: {amount}, nothing comparable a year before").format(**told, amount=amount)
    return _("{name}, {when}: {amount}, {growth} on a year before").format(
        **told, amount=amount, growth=yoy(said["yoy"])
    )


def _words(here: Frame, enumeration: str) -> Callable[[str], str]:
    return lambda code: glossary.enum_label(enumeration, code, here.language)
