"""Charts as pure functions from frames: amounts in yuan come in, figures in the reader's unit come out."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis import formatting
from analysis.formatting import HUNDRED_MILLION
from analysis.glossary import WHOLE_INDUSTRY, enum_label, label
from pages.components import shades, text
from pages.components.frame import Frame

# `go` traces do not know the theme's colours. Light theme, dark theme; as in .streamlit/config.toml.
COLOURWAYS = (
    ("#12579b", "#c8641b", "#0f7b6c", "#7a4fa3", "#9a7b00", "#5b6670"),
    ("#6db3f2", "#f0a066", "#5cc8b6", "#bf9be0", "#d8bd4d", "#a6b0ba"),
)
_RISE_AND_FALL = (("#b3261e", "#1b7a3d"), ("#ff8a80", "#6fce8c"))  # red, green
_PALER = ("#7fa4cd", "#45709b")  # the first colour, for what stands on top of it
_WHISKER = ("#1f2a33", "#f2f5f7")
_INK = ("#14191f", "#f2f4f6")
_LATE_TO_TIMELY = (("#c8641b", "#e3edf7"), ("#c8641b", "#22303d"))  # from nobody in time to everybody
HEIGHT = 340
MOST_YEARS_MARKED = 10
CONFIG = {"displayModeBar": False, "scrollZoom": False}


def quarters(trend: pd.DataFrame, here: Frame, unit: str = HUNDRED_MILLION) -> go.Figure:
    """Single quarters as bars, growth of the year to date as a line; a missing quarter stays a gap.

    A bar that spans several quarters, because reports were missing, is hatched.
    """
    _ = here.translate
    ordered = trend.sort_values(["year", "quarter"])
    labels = (ordered["year"].astype(str) + "Q" + ordered["quarter"].astype(str)).to_numpy(str)
    spans = ordered["spans_quarters"].fillna(1).to_numpy() > 1
    bars = go.Bar(
        x=labels,
        y=_numbers(ordered["output_yuan"]) / formatting.YUAN_IN[unit],
        name=_("single quarter"),
        marker={"pattern": {"shape": np.where(spans, "/", "")}},
        customdata=np.array(
            [formatting.yuan(value, unit, here.language) for value in ordered["output_yuan"]]
        ),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )
    line = go.Scatter(
        x=labels,
        y=_numbers(ordered["yoy"]) * 100,
        name=_("year on year, year to date (right)"),
        yaxis="y2",
        mode="lines+markers",
        marker={"size": 5},
        customdata=np.array([formatting.yoy(value) for value in ordered["yoy"]]),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )
    growth = {"overlaying": "y", "side": "right", "ticksuffix": "%", "tickmode": "auto", "nticks": 6}
    return go.Figure(
        [bars, line],
        {
            **_layout(here, HEIGHT),
            "xaxis": {"type": "category", "nticks": 12},
            "yaxis": {
                "title": {"text": formatting.unit_name(unit, here.language)},
                "rangemode": "tozero",
                "tickformat": ",",
            },
            "yaxis2": {**growth, "showgrid": False, "zeroline": False},
        },
    )


def reports(trend: pd.DataFrame, here: Frame) -> go.Figure:
    """Enterprises whose report is missing, came late, or was revised later, by quarter, as stacked bars."""
    labels = (trend["year"].astype(str) + "Q" + trend["quarter"].astype(str)).to_numpy(str)
    bars = [
        go.Bar(
            x=labels,
            y=_numbers(trend[column]),
            name=enum_label("report_state", state, here.language),
            marker={"pattern": {"shape": shape}},
            hovertemplate="%{x}: %{y}<extra>%{fullData.name}</extra>",
        )
        for state, column, shape in (
            ("missing", "missing", ""),
            ("late", "late_count", "/"),
            ("revised", "revised", "."),
        )
    ]
    return go.Figure(
        bars,
        {
            **_layout(here, HEIGHT),
            "barmode": "stack",
            "xaxis": {"type": "category", "nticks": 12},
            "yaxis": {"title": {"text": here.translate("number of enterprises")}, "rangemode": "tozero"},
        },
    )


def cities_in_time(cities: pd.DataFrame, here: Frame) -> go.Figure:
    """The share reported in time by city and quarter as a field of colours with figures, oldest on the left.

    Takes `quality_by_city`; a quarter loaded as history is empty.
    """
    by_code = cities.assign(
        label=cities["year"].astype(str) + "Q" + cities["quarter"].astype(str),
        rate=pd.to_numeric(cities["on_time_rate"]) * 100,
        city_code=cities["city_code"].fillna(""),
    )
    field = by_code.pivot_table(
        index="city_code", columns="label", values="rate", dropna=False, observed=False
    )
    names = [
        formatting.place_name(code, here.language) if code else formatting.MISSING for code in field.index
    ]
    rates = field.to_numpy(float, na_value=np.nan)
    tiles = go.Heatmap(
        x=field.columns.to_numpy(str),
        y=np.array(names),
        z=rates,
        text=np.array([[formatting.MISSING if np.isnan(v) else f"{v:.0f}" for v in row] for row in rates]),
        texttemplate="%{text}",
        zmin=0,
        zmax=100,
        colorscale=[[0, _LATE_TO_TIMELY[here.dark][0]], [1, _LATE_TO_TIMELY[here.dark][1]]],
        showscale=False,
        xgap=2,
        ygap=2,
        hovertemplate="%{y} %{x}: %{z:.1f}%<extra></extra>",
    )
    return go.Figure(
        tiles,
        {
            **_layout(here, 90 + 22 * len(names)),
            "xaxis": {"type": "category", "nticks": 12},
            "yaxis": {"type": "category", "autorange": "reversed"},
        },
    )


def reconciled(held: pd.DataFrame, here: Frame) -> go.Figure:
    """Our sum beside what was reported, a pair of bars a published figure, oldest first; calibers named."""
    ordered = held.iloc[::-1]
    labels = [
        " · ".join(
            part
            for part in (
                f"{row['year']}Q{row['quarter']}",
                formatting.place_name(row["region_code"], here.language),
                enum_label("caliber", row["caliber"], here.language),
                str(row["scope"] or "") if row["scope"] != WHOLE_INDUSTRY else "",
                row["vintage"] or "",
            )
            if part
        )
        for row in ordered.to_dict("records")
    ]
    bars = [
        go.Bar(
            x=np.array(labels),
            y=_numbers(ordered[column]) / formatting.YUAN_IN[HUNDRED_MILLION],
            name=name,
            marker={"pattern": {"shape": shape}},
            customdata=_amounts(ordered[column], HUNDRED_MILLION, here),
            hovertemplate="%{x}: %{customdata}<extra>%{fullData.name}</extra>",
        )
        for column, name, shape in (
            ("ours_yuan", label("ours_yuan", here.language), ""),
            ("reported_yuan", label("reported_yuan", here.language), "/"),
        )
    ]
    return go.Figure(
        bars,
        {
            **_layout(here, HEIGHT),
            "barmode": "group",
            "xaxis": {"type": "category", "nticks": 12},
            "yaxis": {
                "title": {"text": formatting.unit_name(HUNDRED_MILLION, here.language)},
                "tickformat": ",",
            },
        },
    )


def course(series: pd.DataFrame, here: Frame, chosen: str = "", *, single: bool = False) -> go.Figure:
    """Amounts of one basis as bars, growth on a year before as a line; quarters without a figure are marked.

    Takes `trend_series`; of `single` quarters those that span several are hatched. The chosen one is framed.
    """
    _ = here.translate
    labels = quarter_labels(series)
    amounts = _numbers(series["amount_yuan"]) / formatting.YUAN_IN[HUNDRED_MILLION]
    missing = np.isnan(amounts)
    spans = single & (series["spans_quarters"].fillna(1).to_numpy() > 1)
    bars = go.Bar(
        x=labels,
        y=amounts,
        name=_("amount"),
        marker={
            "pattern": {"shape": np.where(spans, "/", "")},
            "line": {"color": _INK[here.dark], "width": np.where(labels == chosen, 2.5, 0)},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        customdata=_amounts(series["amount_yuan"], HUNDRED_MILLION, here),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )
    gaps = go.Scatter(
        x=labels[missing],
        y=np.zeros(int(missing.sum())),
        name=_("no figure"),
        mode="markers",
        marker={"symbol": "x", "size": 9, "color": COLOURWAYS[here.dark][5]},
        cliponaxis=False,
        hovertemplate="%{x}<extra>%{fullData.name}</extra>",
        showlegend=bool(missing.any()),
    )
    line = go.Scatter(
        x=labels,
        y=_numbers(series["yoy"]) * 100,
        name=_("year on year (right)"),
        yaxis="y2",
        mode="lines+markers",
        marker={"size": 5, "color": COLOURWAYS[here.dark][1]},
        unselected={"marker": {"opacity": 1}},
        customdata=np.array([formatting.yoy(value) for value in series["yoy"]]),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
        connectgaps=False,
    )
    unit = formatting.unit_name(HUNDRED_MILLION, here.language)
    return _two_axes([bars, gaps, line], here, unit)


def concentration(rows: pd.DataFrame, here: Frame) -> go.Figure:
    """The share of the largest five as bars, the concentration index as a line (right)."""
    _ = here.translate
    labels = quarter_labels(rows)
    bars = go.Bar(
        x=labels,
        y=_numbers(rows["top_five_share"]) * 100,
        name=_("share of the largest five"),
        hovertemplate="%{x}: %{y:.1f}%<extra></extra>",
    )
    line = go.Scatter(
        x=labels,
        y=_numbers(rows["hhi"]),
        name=_("HHI (right)"),
        yaxis="y2",
        mode="lines+markers",
        marker={"size": 5},
        connectgaps=False,
        hovertemplate="%{x}: %{y:,.0f}<extra>HHI</extra>",
    )
    figure = _two_axes([bars, line], here, "%")
    figure.layout.yaxis2.update(ticksuffix="", rangemode="tozero")
    return figure


def above_thresholds(rows: pd.DataFrame, here: Frame) -> go.Figure:
    """How many provinces have output, and more than either threshold, one within the other."""
    names = text.thresholds(here)
    words = {
        "provinces_with_output": here.translate("with output"),
        "provinces_above_first": here.translate("above {amount}").format(amount=names["first"]),
        "provinces_above_second": here.translate("above {amount}").format(amount=names["second"]),
    }
    bars = [
        go.Bar(
            x=quarter_labels(rows),
            y=_numbers(rows[column]),
            name=name,
            width=width,
            hovertemplate="%{x}: %{y}<extra>%{fullData.name}</extra>",
        )
        for (column, name), width in zip(words.items(), (0.85, 0.6, 0.35), strict=True)
    ]
    axes = {"xaxis": {"type": "category", "nticks": 12}, "yaxis": {"tickformat": "d"}, "barmode": "overlay"}
    return go.Figure(bars, {**_layout(here, HEIGHT), **axes})


def contributions(values: pd.Series, names: Sequence[str], here: Frame) -> go.Figure:
    """What each one adds to or takes from growth, in percentage points, in the order given."""
    red, green = _RISE_AND_FALL[here.dark]
    up, down = (red, green) if here.settings.rise_is_red else (green, red)
    points = _numbers(values) * 100
    reach = float(np.abs(points).max()) * 1.4 if len(points) else 1.0
    span = (-reach if (points < 0).any() else 0.0, reach if (points > 0).any() else 0.0)
    words = [f"{value:+.2f}" for value in points]
    figure = _across(names, points, words, span, here, colours=np.where(points > 0, up, down))
    figure.layout.xaxis.title.text = formatting.unit_name("百分点", here.language)
    return figure


def quarter_labels(rows: pd.DataFrame) -> np.ndarray:
    """Quarters as an axis and an address write them: "2026Q3"."""
    return (rows["year"].astype(str) + "Q" + rows["quarter"].astype(str)).to_numpy(str)


def _two_axes(traces: Sequence[go.Bar | go.Scatter], here: Frame, unit: str) -> go.Figure:
    return go.Figure(
        list(traces),
        {
            **_layout(here, HEIGHT),
            "xaxis": {"type": "category", "nticks": 12},
            "yaxis": {"title": {"text": unit}, "rangemode": "tozero", "tickformat": ","},
            "yaxis2": {
                "overlaying": "y", "side": "right", "ticksuffix": "%", "tickmode": "auto", "nticks": 6,
                "showgrid": False, "zeroline": False,
            },
        },
    )  # fmt: skip


def coverage_history(history: pd.DataFrame, here: Frame) -> go.Figure:
    """Provinces by status as stacked bars, the strict and the inclusive share of output as lines (right)."""
    _ = here.translate
    labels = (history["year"].astype(str) + "Q" + history["quarter"].astype(str)).to_numpy(str)
    bars = [
        go.Bar(
            x=labels,
            y=_numbers(history[f"provinces_{status}"]),
            name=enum_label("coverage", status, here.language),
            marker={"color": colour},
            hovertemplate="%{x}: %{y}<extra>%{fullData.name}</extra>",
        )
        for status, colour in shades.coverage_colours(here).items()
    ]
    shares = {
        "share_stationed": (_("output where a unit sits (right)"), "dot"),
        "share_covered": (_("output covered (right)"), "solid"),
    }
    lines = [
        go.Scatter(
            x=labels,
            y=_numbers(history[column]) * 100,
            name=name,
            yaxis="y2",
            mode="lines+markers",
            marker={"size": 5},
            line={"dash": dash, "color": _INK[here.dark]},
            connectgaps=False,
            hovertemplate="%{x}: %{y:.1f}%<extra>%{fullData.name}</extra>",
        )
        for column, (name, dash) in shares.items()
    ]
    return go.Figure(
        [*bars, *lines],
        {
            **_layout(here, HEIGHT),
            "barmode": "stack",
            "xaxis": {"type": "category", "nticks": 12},
            "yaxis": {"title": {"text": _("number of provinces")}, "rangemode": "tozero"},
            "yaxis2": {
                "overlaying": "y", "side": "right", "ticksuffix": "%", "tickmode": "linear", "dtick": 25,
                "range": [0, 105],
                "showgrid": False, "zeroline": False,
            },
        },
    )  # fmt: skip


def draw(figure: go.Figure, title: str) -> None:
    """Put a chart on the page, `title` being what a screen reader says of it; one without data stays away."""
    if any(len(trace.x) for trace in figure.data):
        st.plotly_chart(figure, config=CONFIG, alt=title)


def changes(rows: pd.DataFrame, names: Sequence[str], here: Frame) -> go.Figure:
    """What each one added or took away (`change_yuan`), as bars to the right and left, in the order given."""
    red, green = _RISE_AND_FALL[here.dark]
    up, down = (red, green) if here.settings.rise_is_red else (green, red)
    values = _numbers(rows["change_yuan"]) / formatting.YUAN_IN[HUNDRED_MILLION]
    words = [
        f"{change:+,.1f} · {formatting.yoy(growth)}"
        for change, growth in zip(values, rows["yoy"], strict=True)
    ]
    reach = float(np.abs(values).max()) * 1.9 if len(values) else 1.0
    span = (-reach if (values < 0).any() else 0.0, reach if (values > 0).any() else 0.0)
    return _across(names, values, words, span, here, colours=np.where(values > 0, up, down))


def ranked(names: Sequence[str], values: pd.Series, here: Frame) -> go.Figure:
    """Amounts as horizontal bars, in the order given, each with its figure."""
    amounts = _numbers(values) / formatting.YUAN_IN[HUNDRED_MILLION]
    words = [formatting.amount(value, decimals=1) for value in values]
    longest = float(np.nanmax(amounts)) if np.isfinite(amounts).any() else 1.0
    return _across(names, amounts, words, (0.0, longest * 1.2), here)


def part_of_whole(
    names: Sequence[str], whole: tuple[str, pd.Series], part: tuple[str, pd.Series], here: Frame
) -> go.Figure:
    """A part within its whole as bars one on the other, each a name and amounts, in the order given."""
    bars = [
        go.Bar(
            x=_numbers(values) / formatting.YUAN_IN[HUNDRED_MILLION],
            y=np.array(names),
            name=name,
            orientation="h",
            width=width,
            text=np.array([formatting.amount(value, decimals=1) for value in values]),
            textposition=position,
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra>%{fullData.name}</extra>",
        )
        for (name, values), width, position in ((whole, 0.75, "outside"), (part, 0.35, "none"))
    ]
    longest = float(np.nanmax(bars[0].x)) if np.isfinite(bars[0].x).any() else 1.0
    return go.Figure(
        bars,
        {
            **_layout(here, 90 + 34 * len(names)),
            "barmode": "overlay",
            "xaxis": {
                "title": {"text": formatting.unit_name(HUNDRED_MILLION, here.language)},
                "range": [0.0, longest * 1.2],
            },
            "yaxis": {"autorange": "reversed", "type": "category"},
        },
    )


def coverage_curve(curve: pd.DataFrame, seats: int, here: Frame) -> go.Figure:
    """The best weighted coverage by number of seats as a line, the number looked at marked."""
    _ = here.translate
    shares = _numbers(curve["covered_share"]) * 100
    words = np.array(
        [
            _("{seats} seats: {share}, {provinces} provinces").format(
                seats=row["seats"],
                share=formatting.percent(row["covered_share"]),
                provinces=row["provinces_covered"],
            )
            for row in curve.to_dict("records")
        ]
    )
    here_at = curve["seats"].to_numpy() == seats
    line = go.Scatter(
        x=curve["seats"].to_numpy(),
        y=shares,
        mode="lines+markers",
        marker={"size": np.where(here_at, 14, 6), "symbol": np.where(here_at, "diamond", "circle")},
        customdata=words,
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    return go.Figure(
        line,
        {
            **_layout(here, HEIGHT),
            "xaxis": {"title": {"text": _("seats")}, "tickformat": "d"},
            "yaxis": {"title": {"text": _("weighted coverage")}, "ticksuffix": "%"},
        },
    )


def before_and_after(compared: pd.DataFrame, here: Frame) -> go.Figure:
    """Weighted coverage as it is and as supposed, as two bars."""
    names = [enum_label("case", case, here.language) for case in compared["case"]]
    return ranked(names, compared["covered_yuan"], here)


def ratios(series: dict[str, pd.DataFrame], here: Frame) -> go.Figure:
    """Ratios over time as lines, a name and a frame (year, quarter, ratio) each; a missing one is a break."""
    lines = [
        go.Scatter(
            x=points["year"].to_numpy(float) + (points["quarter"].to_numpy(float) - 0.5) / 4,
            y=_numbers(points["ratio"]) * 100,
            name=name,
            mode="lines+markers",
            marker={"size": 4},
            connectgaps=False,
            customdata=np.array(
                [
                    text.period(year, quarter, here)
                    for year, quarter in zip(points["year"], points["quarter"], strict=True)
                ]
            ),
            hovertemplate="%{customdata}: %{y:.1f}%<extra>%{fullData.name}</extra>",
        )
        for name, points in series.items()
    ]
    moments = np.concatenate([line.x for line in lines]) if lines else np.array([])
    axes = {"yaxis": {"ticksuffix": "%", "rangemode": "tozero"}, "xaxis": _whole_years(moments)}
    return go.Figure(lines, {**_layout(here, HEIGHT), **axes})


def _whole_years(moments: np.ndarray) -> dict[str, object]:
    """Marks at the beginning of years; between them, Plotly would write a year twice, or the wrong one."""
    if not len(moments):
        return {"tickformat": "d"}
    first, last = int(np.floor(moments.min())), int(np.ceil(moments.max()))
    step = 1 + (last - first) // MOST_YEARS_MARKED
    return {"tickformat": "d", "tickvals": np.arange(first, last + 1, step)}


def landing(years: pd.DataFrame, foretold: pd.Series, here: Frame, unit: str = HUNDRED_MILLION) -> go.Figure:
    """Years as bars: what came by the quarter, what came after it, and hatched what is only foretold.

    Takes year, part_yuan, rest_yuan of each year, and a row of `outlook`: the hatched bar ends at its
    landing, with the interval as a whisker; its target is a line across its year.
    """
    _ = here.translate
    year = str(int(foretold["year"]))
    labels = years["year"].astype(str).to_numpy(str)
    colour, beside = COLOURWAYS[here.dark][:2]
    paler = _PALER[here.dark]
    solid = [
        go.Bar(
            x=labels,
            y=_numbers(years[column]) / formatting.YUAN_IN[unit],
            name=name,
            marker={"color": shade},
            customdata=_amounts(years[column], unit, here),
            hovertemplate="%{x}: %{customdata}<extra>%{fullData.name}</extra>",
        )
        for column, name, shade in (
            ("part_yuan", _("reported by this quarter of the year"), colour),
            ("rest_yuan", _("reported after it"), paler),
        )
    ]
    layout = {
        **_layout(here, HEIGHT),
        "barmode": "stack",
        "xaxis": {"type": "category"},
        "yaxis": {
            "title": {"text": formatting.unit_name(unit, here.language)},
            "rangemode": "tozero",
            "tickformat": ",",
        },
    }
    traces = [*solid]
    if not formatting.is_missing(foretold["landing_yuan"]):
        traces.append(_foretold(year, foretold, here, unit))
    if not formatting.is_missing(foretold["target_yuan"]):
        target = pd.Series([foretold["target_yuan"]])
        traces.append(
            go.Scatter(
                x=[year],
                y=_numbers(target) / formatting.YUAN_IN[unit],
                name=_("target"),
                mode="markers",
                marker={"symbol": "line-ew", "size": 26, "line": {"width": 3, "color": beside}},
                customdata=_amounts(target, unit, here),
                hovertemplate="%{x}: %{customdata}<extra>%{fullData.name}</extra>",
            )
        )
    return go.Figure(traces, layout)


def _foretold(year: str, foretold: pd.Series, here: Frame, unit: str) -> go.Bar:
    so_far, landing, low, high = (
        int(foretold[name]) / formatting.YUAN_IN[unit]
        for name in ("output_ytd_yuan", "landing_yuan", "low_yuan", "high_yuan")
    )
    words = " – ".join(
        formatting.amount(foretold[name], unit, decimals=0) for name in ("low_yuan", "high_yuan")
    )
    return go.Bar(
        x=[year],
        y=np.array([landing - so_far]),
        base=np.array([so_far]),
        name=here.translate("foretold, with its interval"),
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"color": COLOURWAYS[here.dark][0], "width": 1.5},
            "pattern": {"shape": "/", "fgcolor": COLOURWAYS[here.dark][0], "size": 7},
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [high - landing],
            "arrayminus": [landing - low],
            "color": _WHISKER[here.dark],
            "thickness": 2,
            "width": 10,
        },
        customdata=np.array([f"{formatting.yuan(foretold['landing_yuan'], unit, here.language)} ({words})"]),
        hovertemplate="%{x}: %{customdata}<extra>%{fullData.name}</extra>",
    )


def _amounts(values: pd.Series, unit: str, here: Frame) -> np.ndarray:
    return np.array([formatting.yuan(value, unit, here.language) for value in values])


def revisions(rows: pd.DataFrame, here: Frame) -> go.Figure:
    """By how much each published figure was revised, oldest first; the first and last value on hovering.

    Takes `benchmark_revisions` of one indicator; figures that stayed are bars of no height.
    """
    ordered = rows.sort_values(["year", "quarter", "basis", "scope"], na_position="last")
    words = [
        f"{row.first_vintage}: {formatting.number(row.first_value)} → "
        f"{row.last_vintage}: {formatting.number(row.last_value)} {row.unit}"
        for row in ordered.itertuples()
    ]
    bars = go.Bar(
        x=ordered["period"].to_numpy(str),
        y=_numbers(ordered["revision"]) * 100,
        name=here.translate("last to first published"),
        customdata=np.array(words),
        hovertemplate="%{x}: %{customdata} (%{y:+.3f}%)<extra></extra>",
    )
    axes = {"yaxis": {"ticksuffix": "%"}, "xaxis": {"type": "category", "nticks": 12}}
    return go.Figure([bars], {**_layout(here, HEIGHT), **axes})


def _across(
    names: Sequence[str],
    values: np.ndarray,
    words: Sequence[str],
    span: tuple[float, float],
    here: Frame,
    colours: np.ndarray | None = None,
) -> go.Figure:
    bars = {
        "type": "bar",
        "x": values,
        "y": np.array(names),
        "orientation": "h",
        "marker": {"color": colours},
        "text": np.array(words),
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }
    return go.Figure(
        [bars],
        {
            **_layout(here, 60 + 30 * len(values)),
            "xaxis": {
                "title": {"text": formatting.unit_name(HUNDRED_MILLION, here.language)},
                "range": list(span),
            },
            "yaxis": {"autorange": "reversed", "type": "category"},
        },
    )


def _numbers(values: pd.Series) -> np.ndarray:
    return pd.to_numeric(values).astype("Float64").to_numpy(float, na_value=np.nan)


def _layout(here: Frame, height: int) -> dict[str, object]:
    return {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 8, "b": 0},
        "colorway": list(COLOURWAYS[here.dark]),
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "bargap": 0.25,
        "dragmode": False,
        "hoverlabel": {"align": "left"},
    }
