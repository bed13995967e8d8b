"""Charts of coverage and of the next batch, as pure functions from frames."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import formatting
from analysis.glossary import enum_label
from pages.components import charts, shades
from pages.components.frame import Frame


def coverage_history(history: pd.DataFrame, here: Frame) -> go.Figure:
    """Provinces by status as stacked bars, the strict and the inclusive share of output as lines (right)."""
    _ = here.translate
    labels = charts.quarter_labels(history)
    bars = [
        go.Bar(
            x=labels,
            y=charts.numbers(history[f"provinces_{status}"]),
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
            y=charts.numbers(history[column]) * 100,
            name=name,
            yaxis="y2",
            mode="lines+markers",
            marker={"size": 5},
            line={"dash": dash, "color": charts.INK[here.dark]},
            connectgaps=False,
            hovertemplate="%{x}: %{y:.1f}%<extra>%{fullData.name}</extra>",
        )
        for column, (name, dash) in shares.items()
    ]
    return go.Figure(
        [*bars, *lines],
        {
            **charts.layout(here, charts.HEIGHT),
            "barmode": "stack",
            "xaxis": {"type": "category", "nticks": 12},
            "yaxis": {"title": {"text": _("number of provinces")}, "rangemode": "tozero"},
            "yaxis2": charts.SHARES_AXIS,
        },
    )


def coverage_curve(curve: pd.DataFrame, seats: int, here: Frame) -> go.Figure:
    """The best weighted coverage by number of seats as a line, the number looked at marked."""
    _ = here.translate
    shares = charts.numbers(curve["covered_share"]) * 100
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
            **charts.layout(here, charts.HEIGHT),
            "xaxis": {"title": {"text": _("seats")}, "tickformat": "d"},
            "yaxis": {"title": {"text": _("weighted coverage")}, "ticksuffix": "%"},
        },
    )


def before_and_after(compared: pd.DataFrame, here: Frame) -> go.Figure:
    """Weighted coverage as it is and as supposed, as two bars."""
    names = [enum_label("case", case, here.language) for case in compared["case"]]
    return charts.ranked(names, compared["covered_yuan"], here)
