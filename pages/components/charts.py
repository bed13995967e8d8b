"""What charts share: colours, axes, and the plainest of them; and how one is put on a page.

A chart is a pure function from a frame: amounts in yuan come in, a figure in the reader's unit comes out.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis import formatting
from analysis.formatting import HUNDRED_MILLION
from pages.components.drawing import Drawing
from pages.components.frame import Frame

# `go` traces do not know the theme's colours. Light theme, dark theme; as in .streamlit/config.toml.
COLOURWAYS = (
    ("#12579b", "#c8641b", "#0f7b6c", "#7a4fa3", "#9a7b00", "#5b6670"),
    ("#6db3f2", "#f0a066", "#5cc8b6", "#bf9be0", "#d8bd4d", "#a6b0ba"),
)
INK = ("#14191f", "#f2f4f6")
HEIGHT = 340
# Shares of a whole on the right, from nothing to all.
SHARES_AXIS = {
    "overlaying": "y", "side": "right", "ticksuffix": "%", "tickmode": "linear", "dtick": 25,
    "range": [0, 105], "showgrid": False, "zeroline": False,
}  # fmt: skip
CONFIG = {"displayModeBar": False, "scrollZoom": False}


def draw(figure: go.Figure | Drawing, title: str) -> None:
    """Put a chart on the page, `title` being what a screen reader says of it; one without data stays away."""
    traces = figure.traces if isinstance(figure, Drawing) else figure.data
    if any(len(trace["x"]) for trace in traces):
        st.plotly_chart(figure, config=CONFIG, alt=title)


def ranked(names: Sequence[str], values: pd.Series, here: Frame) -> Drawing:
    """Amounts as horizontal bars, in the order given, each with its figure."""
    drawn = numbers(values) / yuan_in(HUNDRED_MILLION, here)
    words = [formatting.short_amount(value, language=here.language) for value in values]
    longest = float(np.nanmax(drawn)) if np.isfinite(drawn).any() else 1.0
    return across(names, drawn, words, (0.0, longest * 1.2), here)


def part_of_whole(
    names: Sequence[str], whole: tuple[str, pd.Series], part: tuple[str, pd.Series], here: Frame
) -> go.Figure:
    """A part within its whole as bars one on the other, each a name and amounts, in the order given."""
    bars = [
        go.Bar(
            x=numbers(values) / yuan_in(HUNDRED_MILLION, here),
            y=np.array(names),
            name=name,
            orientation="h",
            width=width,
            text=np.array([formatting.short_amount(value, language=here.language) for value in values]),
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
            **layout(here, 90 + 34 * len(names)),
            "barmode": "overlay",
            "xaxis": {
                "title": {"text": unit_name(HUNDRED_MILLION, here)},
                "range": [0.0, longest * 1.2],
            },
            "yaxis": {"autorange": "reversed", "type": "category"},
        },
    )


def across(
    names: Sequence[str],
    values: np.ndarray,
    words: Sequence[str],
    span: tuple[float, float],
    here: Frame,
    *,
    unit: str = HUNDRED_MILLION,
    colours: list[str] | None = None,
) -> Drawing:
    """Horizontal bars in the order given, each with its words, on an axis of this span and unit."""
    bars = {
        "type": "bar",
        "x": values.tolist(),
        "y": list(names),
        "orientation": "h",
        "marker": {"color": colours},
        "text": list(words),
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }
    return Drawing(
        [bars],
        {
            **layout(here, 60 + 30 * len(values)),
            "xaxis": {"title": {"text": unit_name(unit, here)}, "range": list(span)},
            "yaxis": {"autorange": "reversed", "type": "category"},
        },
    )


def two_axes(traces: Sequence[go.Bar | go.Scatter], here: Frame, unit: str) -> go.Figure:
    """Quarters, with a unit on the left and per cent on the right, for traces of the axis `y2`."""
    return go.Figure(
        list(traces),
        {
            **layout(here, HEIGHT),
            "xaxis": {"type": "category", "nticks": 12},
            "yaxis": {"title": {"text": unit}, "rangemode": "tozero", "tickformat": ","},
            "yaxis2": {
                "overlaying": "y", "side": "right", "ticksuffix": "%", "tickmode": "auto", "nticks": 6,
                "showgrid": False, "zeroline": False,
            },
        },
    )  # fmt: skip


def layout(here: Frame, height: int) -> dict[str, object]:
    """What every chart looks like, with its height in pixels."""
    return {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 8, "b": 0},
        "colorway": list(COLOURWAYS[here.dark]),
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "bargap": 0.25,
        "dragmode": False,
        "hoverlabel": {"align": "left"},
    }


def quarter_labels(rows: pd.DataFrame) -> np.ndarray:
    """Quarters as an axis and an address write them: "2026Q3"."""
    return (rows["year"].astype(str) + "Q" + rows["quarter"].astype(str)).to_numpy(str)


def yuan_in(unit: str, here: Frame) -> int:
    """How many yuan one unit of an axis is; `unit` as Chinese counts."""
    return formatting.YUAN_IN[formatting.shown_unit(unit, here.language)]


def unit_name(unit: str, here: Frame) -> str:
    """The name of that unit, or of another than money."""
    return formatting.unit_name(formatting.shown_unit(unit, here.language), here.language)


def numbers(values: pd.Series) -> np.ndarray:
    """Figures as plotly draws them, NaN where there is none."""
    return pd.to_numeric(values).astype("Float64").to_numpy(float, na_value=np.nan)


def amounts(values: pd.Series, unit: str, here: Frame) -> np.ndarray:
    """Amounts in yuan as they are written with their unit."""
    return np.array([formatting.yuan(value, unit, here.language) for value in values])
