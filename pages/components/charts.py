"""Charts as pure functions from frames: amounts in yuan come in, figures in the reader's unit come out."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import formatting
from analysis.formatting import HUNDRED_MILLION
from pages.components import text
from pages.components.frame import Frame

# `go` traces do not know the theme's colours. Light theme, dark theme; as in .streamlit/config.toml.
COLOURWAYS = (
    ("#12579b", "#c8641b", "#0f7b6c", "#7a4fa3", "#9a7b00", "#5b6670"),
    ("#6db3f2", "#f0a066", "#5cc8b6", "#bf9be0", "#d8bd4d", "#a6b0ba"),
)
_RISE_AND_FALL = (("#b3261e", "#1b7a3d"), ("#ff8a80", "#6fce8c"))  # red, green
CONFIG = {"displayModeBar": False, "scrollZoom": False}


def quarters(trend: pd.DataFrame, here: Frame, unit: str = HUNDRED_MILLION) -> go.Figure:
    """Single quarters as bars, growth of the year to date as a line; a missing quarter stays a gap.

    A bar that spans several quarters, because reports were missing, is hatched.
    """
    _ = here.translate
    ordered = trend.sort_values(["year", "quarter"])
    labels = [f"{year}Q{quarter}" for year, quarter in zip(ordered["year"], ordered["quarter"], strict=True)]
    spans = ordered["spans_quarters"].fillna(1).to_numpy() > 1
    figure = go.Figure(
        [
            go.Bar(
                x=labels,
                y=_numbers(ordered["output_yuan"]) / formatting.YUAN_IN[unit],
                name=_("single quarter"),
                marker={"pattern": {"shape": ["/" if several else "" for several in spans]}},
                customdata=np.array(
                    [formatting.yuan(value, unit, here.language) for value in ordered["output_yuan"]]
                ),
                hovertemplate="%{x}: %{customdata}<extra></extra>",
            ),
            go.Scatter(
                x=labels,
                y=_numbers(ordered["yoy"]) * 100,
                name=_("year on year, year to date (right)"),
                yaxis="y2",
                mode="lines+markers",
                marker={"size": 5},
                customdata=np.array([formatting.yoy(value) for value in ordered["yoy"]]),
                hovertemplate="%{x}: %{customdata}<extra></extra>",
            ),
        ]
    )
    figure.update_layout(
        **_layout(here, 340),
        yaxis={"title": {"text": formatting.unit_name(unit, here.language)}, "rangemode": "tozero"},
        yaxis2={
            "overlaying": "y",
            "side": "right",
            "ticksuffix": "%",
            "tickmode": "auto",
            "nticks": 6,
            "showgrid": False,
            "zeroline": False,
        },
        xaxis={"type": "category", "nticks": 12},
    )
    return figure


def changes(rows: pd.DataFrame, names: Sequence[str], here: Frame) -> go.Figure:
    """What each one added or took away (`change_yuan`), as bars to the right and left, in the order given."""
    red, green = _RISE_AND_FALL[here.dark]
    up, down = (red, green) if here.settings.rise_is_red else (green, red)
    values = _numbers(rows["change_yuan"]) / formatting.YUAN_IN[HUNDRED_MILLION]
    words = [
        f"{'▲' if change > 0 else '▼'} {change:+,.1f} ({formatting.percent(growth)})"
        for change, growth in zip(values, rows["yoy"], strict=True)
    ]
    figure = go.Figure(
        go.Bar(
            x=values,
            y=list(names),
            orientation="h",
            marker={"color": [up if change > 0 else down for change in values]},
            text=words,
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    reach = float(np.abs(values).max()) * 1.5 if len(values) else 1.0
    figure.update_layout(
        **_layout(here, 60 + 30 * len(rows)),
        xaxis={
            "title": {"text": formatting.unit_name(HUNDRED_MILLION, here.language)},
            "range": [-reach if (values < 0).any() else 0, reach],
        },
        yaxis={"autorange": "reversed", "type": "category"},
    )
    return figure


def ranked(names: Sequence[str], values: pd.Series, here: Frame, unit: str = HUNDRED_MILLION) -> go.Figure:
    """Amounts as horizontal bars, in the order given, each with its figure."""
    amounts = _numbers(values) / formatting.YUAN_IN[unit]
    figure = go.Figure(
        go.Bar(
            x=amounts,
            y=list(names),
            orientation="h",
            text=[formatting.amount(value, unit, 1) for value in values],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    figure.update_layout(
        **_layout(here, 60 + 28 * len(amounts)),
        xaxis={
            "title": {"text": formatting.unit_name(unit, here.language)},
            "range": [0, (np.nanmax(amounts) if len(amounts) else 1) * 1.2],
        },
        yaxis={"autorange": "reversed", "type": "category"},
    )
    return figure


def ratios(series: dict[str, pd.DataFrame], here: Frame) -> go.Figure:
    """Ratios over time as lines, a name and a frame (year, quarter, ratio) each; a missing one is a break."""
    figure = go.Figure(
        [
            go.Scatter(
                x=_middle_of_quarter(points),
                y=_numbers(points["ratio"]) * 100,
                name=name,
                mode="lines",
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
    )
    figure.update_layout(
        **_layout(here, 340), yaxis={"ticksuffix": "%", "rangemode": "tozero"}, xaxis={"tickformat": "d"}
    )
    return figure


def _middle_of_quarter(points: pd.DataFrame) -> np.ndarray:
    return points["year"].to_numpy(float) + (points["quarter"].to_numpy(float) - 0.5) / 4


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
