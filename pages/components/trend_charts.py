"""Charts of output over time and of what moves it, as pure functions from frames; amounts come in yuan."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import formatting
from analysis.formatting import HUNDRED_MILLION
from pages.components import charts, text
from pages.components.drawing import Drawing
from pages.components.frame import Frame

_RISE_AND_FALL = (("#b3261e", "#1b7a3d"), ("#ff8a80", "#6fce8c"))  # red, green
_PALER = ("#7fa4cd", "#45709b")  # the first colour, for what stands on top of it
_WHISKER = ("#1f2a33", "#f2f5f7")
_MOST_YEARS_MARKED = 10


def quarters(trend: pd.DataFrame, here: Frame, unit: str = HUNDRED_MILLION) -> go.Figure:
    """Single quarters as bars, growth of the year to date as a line; a missing quarter stays a gap.

    A bar that spans several quarters, because reports were missing, is hatched.
    """
    _ = here.translate
    ordered = trend.sort_values(["year", "quarter"])
    labels = charts.quarter_labels(ordered)
    spans = ordered["spans_quarters"].fillna(1).to_numpy() > 1
    bars = go.Bar(
        x=labels,
        y=charts.numbers(ordered["output_yuan"]) / charts.yuan_in(unit, here),
        name=_("single quarter"),
        marker={"pattern": {"shape": np.where(spans, "/", "")}},
        customdata=charts.amounts(ordered["output_yuan"], unit, here),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )
    line = go.Scatter(
        x=labels,
        y=charts.numbers(ordered["yoy"]) * 100,
        name=_("year on year, year to date (right)"),
        yaxis="y2",
        mode="lines+markers",
        marker={"size": 5},
        customdata=np.array([formatting.yoy(value) for value in ordered["yoy"]]),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )
    return charts.two_axes([bars, line], here, charts.unit_name(unit, here))


def course(series: pd.DataFrame, here: Frame, chosen: str = "", *, single: bool = False) -> go.Figure:
    """Amounts of one basis as bars, growth on a year before as a line; quarters without a figure are marked.

    Takes `trend_series`; of `single` quarters those that span several are hatched. The chosen one is framed.
    """
    _ = here.translate
    labels = charts.quarter_labels(series)
    amounts = charts.numbers(series["amount_yuan"]) / charts.yuan_in(HUNDRED_MILLION, here)
    missing = np.isnan(amounts)
    spans = single & (series["spans_quarters"].fillna(1).to_numpy() > 1)
    bars = go.Bar(
        x=labels,
        y=amounts,
        name=_("amount"),
        marker={
            "pattern": {"shape": np.where(spans, "/", "")},
            "line": {"color": charts.INK[here.dark], "width": np.where(labels == chosen, 2.5, 0)},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        customdata=charts.amounts(series["amount_yuan"], HUNDRED_MILLION, here),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )
    gaps = go.Scatter(
        x=labels[missing],
        y=np.zeros(int(missing.sum())),
        name=_("no figure"),
        mode="markers",
        marker={"symbol": "x", "size": 9, "color": charts.COLOURWAYS[here.dark][5]},
        cliponaxis=False,
        hovertemplate="%{x}<extra>%{fullData.name}</extra>",
        showlegend=bool(missing.any()),
    )
    line = go.Scatter(
        x=labels,
        y=charts.numbers(series["yoy"]) * 100,
        name=_("year on year (right)"),
        yaxis="y2",
        mode="lines+markers",
        marker={"size": 5, "color": charts.COLOURWAYS[here.dark][1]},
        unselected={"marker": {"opacity": 1}},
        customdata=np.array([formatting.yoy(value) for value in series["yoy"]]),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
        connectgaps=False,
    )
    unit = charts.unit_name(HUNDRED_MILLION, here)
    return charts.two_axes([bars, gaps, line], here, unit)


def concentration(rows: pd.DataFrame, here: Frame) -> go.Figure:
    """The share of the largest five as bars, the concentration index as a line (right)."""
    _ = here.translate
    labels = charts.quarter_labels(rows)
    bars = go.Bar(
        x=labels,
        y=charts.numbers(rows["top_five_share"]) * 100,
        name=_("share of the largest five"),
        hovertemplate="%{x}: %{y:.1f}%<extra></extra>",
    )
    line = go.Scatter(
        x=labels,
        y=charts.numbers(rows["hhi"]),
        name=_("HHI (right)"),
        yaxis="y2",
        mode="lines+markers",
        marker={"size": 5},
        connectgaps=False,
        hovertemplate="%{x}: %{y:,.0f}<extra>HHI</extra>",
    )
    figure = charts.two_axes([bars, line], here, "%")
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
            x=charts.quarter_labels(rows),
            y=charts.numbers(rows[column]),
            name=name,
            width=width,
            hovertemplate="%{x}: %{y}<extra>%{fullData.name}</extra>",
        )
        for (column, name), width in zip(words.items(), (0.85, 0.6, 0.35), strict=True)
    ]
    axes = {"xaxis": {"type": "category", "nticks": 12}, "yaxis": {"tickformat": "d"}, "barmode": "overlay"}
    return go.Figure(bars, {**charts.layout(here, charts.HEIGHT), **axes})


def contributions(values: pd.Series, names: Sequence[str], here: Frame) -> Drawing:
    """What each one adds to or takes from growth, in percentage points, in the order given."""
    points = charts.numbers(values) * 100
    words = [f"{value:+.2f}" for value in points]
    return _either_way(names, points, words, 1.4, here, unit="百分点")


def changes(rows: pd.DataFrame, names: Sequence[str], here: Frame) -> Drawing:
    """What each one added or took away (`change_yuan`), as bars to the right and left, in the order given."""
    values = charts.numbers(rows["change_yuan"]) / charts.yuan_in(HUNDRED_MILLION, here)
    words = [
        f"{change:+,.{1 + (here.language == 'en')}f} · {formatting.yoy(growth)}"
        for change, growth in zip(values, rows["yoy"], strict=True)
    ]
    return _either_way(names, values, words, 1.9, here, unit=HUNDRED_MILLION)


def _either_way(
    names: Sequence[str], values: np.ndarray, words: Sequence[str], room: float, here: Frame, *, unit: str
) -> Drawing:
    """Bars to the right and left in the colours of rise and fall, with room for their words beyond them."""
    red, green = _RISE_AND_FALL[here.dark]
    up, down = (red, green) if here.settings.rise_is_red else (green, red)
    reach = float(np.abs(values).max()) * room if len(values) else 1.0
    span = (-reach if (values < 0).any() else 0.0, reach if (values > 0).any() else 0.0)
    colours = np.where(values > 0, up, down).tolist()
    return charts.across(names, values, words, span, here, unit=unit, colours=colours)


def ratios(series: dict[str, pd.DataFrame], here: Frame) -> go.Figure:
    """Ratios over time as lines, a name and a frame (year, quarter, ratio) each; a missing one is a break."""
    lines = [
        go.Scatter(
            x=points["year"].to_numpy(float) + (points["quarter"].to_numpy(float) - 0.5) / 4,
            y=charts.numbers(points["ratio"]) * 100,
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
    return go.Figure(lines, {**charts.layout(here, charts.HEIGHT), **axes})


def _whole_years(moments: np.ndarray) -> dict[str, object]:
    """Marks at the beginning of years; between them, Plotly would write a year twice, or the wrong one."""
    if not len(moments):
        return {"tickformat": "d"}
    first, last = int(np.floor(moments.min())), int(np.ceil(moments.max()))
    step = 1 + (last - first) // _MOST_YEARS_MARKED
    return {"tickformat": "d", "tickvals": np.arange(first, last + 1, step)}


def landing(years: pd.DataFrame, foretold: pd.Series, here: Frame) -> go.Figure:
    """Years as bars: what came by the quarter, what came after it, and hatched what is only foretold.

    Takes year, part_yuan, rest_yuan of each year, and a row of `outlook`: the hatched bar ends at its
    landing, with the interval as a whisker; its target is a line across its year.
    """
    _ = here.translate
    year = str(int(foretold["year"]))
    labels = years["year"].astype(str).to_numpy(str)
    colour, beside = charts.COLOURWAYS[here.dark][:2]
    paler = _PALER[here.dark]
    solid = [
        go.Bar(
            x=labels,
            y=charts.numbers(years[column]) / charts.yuan_in(HUNDRED_MILLION, here),
            name=name,
            marker={"color": shade},
            customdata=charts.amounts(years[column], HUNDRED_MILLION, here),
            hovertemplate="%{x}: %{customdata}<extra>%{fullData.name}</extra>",
        )
        for column, name, shade in (
            ("part_yuan", _("reported by this quarter of the year"), colour),
            ("rest_yuan", _("reported after it"), paler),
        )
    ]
    layout = {
        **charts.layout(here, charts.HEIGHT),
        "barmode": "stack",
        "xaxis": {"type": "category"},
        "yaxis": {
            "title": {"text": charts.unit_name(HUNDRED_MILLION, here)},
            "rangemode": "tozero",
            "tickformat": ",",
        },
    }
    traces = [*solid]
    if not formatting.is_missing(foretold["landing_yuan"]):
        traces.append(_foretold(year, foretold, here))
    if not formatting.is_missing(foretold["target_yuan"]):
        target = pd.Series([foretold["target_yuan"]])
        traces.append(
            go.Scatter(
                x=[year],
                y=charts.numbers(target) / charts.yuan_in(HUNDRED_MILLION, here),
                name=_("target"),
                mode="markers",
                marker={"symbol": "line-ew", "size": 26, "line": {"width": 3, "color": beside}},
                customdata=charts.amounts(target, HUNDRED_MILLION, here),
                hovertemplate="%{x}: %{customdata}<extra>%{fullData.name}</extra>",
            )
        )
    return go.Figure(traces, layout)


def _foretold(year: str, foretold: pd.Series, here: Frame) -> go.Bar:
    so_far, landing, low, high = (
        int(foretold[name]) / charts.yuan_in(HUNDRED_MILLION, here)
        for name in ("output_ytd_yuan", "landing_yuan", "low_yuan", "high_yuan")
    )
    within = " – ".join(
        formatting.yuan(foretold[name], language=here.language, decimals=0)
        for name in ("low_yuan", "high_yuan")
    )
    words = formatting.yuan(foretold["landing_yuan"], HUNDRED_MILLION, here.language)
    return go.Bar(
        x=[year],
        y=np.array([landing - so_far]),
        base=np.array([so_far]),
        name=here.translate("foretold, with its interval"),
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"color": charts.COLOURWAYS[here.dark][0], "width": 1.5},
            "pattern": {"shape": "/", "fgcolor": charts.COLOURWAYS[here.dark][0], "size": 7},
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
        customdata=np.array([here.translate("{value} ({note})").format(value=words, note=within)]),
        hovertemplate="%{x}: %{customdata}<extra>%{fullData.name}</extra>",
    )


def beside_ours(regions: pd.DataFrame, here: Frame) -> Drawing:
    """Published outward ratios as bars, the largest first, and hatched what our enterprises reported.

    Takes `peer_regions` of one quarter, scope and caliber. Our province has a colour of its own; the nation
    stands last. Where no ratio was published, the provinces' gross output instead.
    """
    if regions["outward_ratio"].isna().all():
        provinces = regions[regions["gross_rank"].notna()].sort_values("gross_rank", kind="stable")
        return charts.ranked(_region_names(provinces, here), provinces["gross_output_ytd_yuan"], here)
    known = regions[regions["outward_ratio"].notna()].sort_values(
        "ratio_rank", na_position="last", kind="stable"
    )
    names = _region_names(known, here)
    values = list(charts.numbers(known["outward_ratio"]) * 100)
    plain, other = charts.COLOURWAYS[here.dark][:2]
    colours = [other if code == here.settings.home_province else plain for code in known["region_code"]]
    ours = regions["our_ratio"].iloc[0]
    if not formatting.is_missing(ours):
        names.append(here.translate("ours, as reported"))
        values.append(float(ours) * 100)
        colours.append(other)
    words = [formatting.percent(value / 100) for value in values]
    span = (0.0, max(values) * 1.2)
    figure = charts.across(names, np.array(values), words, span, here, unit="%", colours=colours)
    hatched = [""] * len(known) + ["/"] * (len(names) - len(known))
    figure.traces[0]["marker"]["pattern"] = {"shape": hatched}
    return figure


def _region_names(regions: pd.DataFrame, here: Frame) -> list[str]:
    return [formatting.place_name(code, here.language) for code in regions["region_code"]]
