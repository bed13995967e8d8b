"""Units × time: who sat where from when to when, and what happened to whom, in one picture."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import glossary, reference
from pages.components import text
from pages.components.charts import COLOURWAYS
from pages.components.frame import Frame

ROW_HEIGHT = 26
LONGEST_NAME = 9  # characters beside the picture; the whole name is in the table and under the pointer
# What happened, as a mark: where it moved, what its reach became, that it left or came back.
_MARKS = {"moved": "diamond", "reach_changed": "circle-open", "withdrawn": "x", "returned": "triangle-up"}
_INK = ("#1f2933", "#f2f4f7")  # light theme, dark theme


def of_roster(stays: pd.DataFrame, changes: pd.DataFrame, as_of: date, here: Frame) -> go.Figure:
    """A line a unit, in the order of `stays`, a stroke a stay in its batch's colour, a mark an event.

    A stay that lasts ends at the later of the date looked at and the last event; the date is a dotted line.
    """
    codes = list(dict.fromkeys(stays["enterprise_code"]))
    rows = {code: number for number, code in enumerate(codes)}
    end = _horizon(changes, as_of)
    traces = [
        _strokes(own, rows, end, COLOURWAYS[here.dark][number % len(COLOURWAYS[0])], batch, here)
        for number, (batch, own) in enumerate(stays.groupby("batch", dropna=False, sort=True))
    ]
    traces += [_marks(changes, rows, step, here) for step in _MARKS if (changes["step"] == step).any()]
    traces.append(_names(stays, rows, here))
    names = stays.drop_duplicates("enterprise_code")["enterprise"]
    axis = {
        "tickvals": list(range(len(codes))),
        "ticktext": [_short(name) for name in names],
        "range": [len(codes) - 0.4, -0.6],
        "showgrid": False,
        "zeroline": False,
    }
    return go.Figure(
        traces,
        {
            "height": 90 + ROW_HEIGHT * len(codes),
            "margin": {"l": 0, "r": 8, "t": 8, "b": 0},
            "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
            "dragmode": False,
            "hoverlabel": {"align": "left"},
            "xaxis": {"type": "date", "range": [_first(stays, as_of), end + timedelta(days=20)]},
            "yaxis": axis,
            "shapes": [
                {"type": "line", "x0": as_of, "x1": as_of, "yref": "paper", "y0": 0, "y1": 1,
                 "line": {"color": _INK[here.dark], "width": 1, "dash": "dot"}}
            ],
        },
    )  # fmt: skip


def _strokes(
    stays: pd.DataFrame, rows: dict[str, int], end: date, colour: str, batch: Any, here: Frame
) -> go.Scatter:
    x: list[object] = []
    y: list[object] = []
    said: list[str | None] = []
    for stay in stays.to_dict("records"):
        last = end if pd.isna(stay["last_day"]) else stay["last_day"]
        x += [stay["first_day"], last, None]
        y += [rows[stay["enterprise_code"]]] * 2 + [None]
        said += [_told(stay, here)] * 2 + [None]
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        line={"width": 15, "color": colour},
        opacity=0.55,
        name=here.translate("Batch {number}").format(number=int(batch)) if pd.notna(batch) else "—",
        text=said,
        hovertemplate="%{text}<extra></extra>",
    )


def _marks(changes: pd.DataFrame, rows: dict[str, int], step: str, here: Frame) -> go.Scatter:
    own = changes[(changes["step"] == step) & changes["enterprise_code"].isin(list(rows))]
    return go.Scatter(
        x=own["date"].to_numpy(),
        y=own["enterprise_code"].map(rows).to_numpy(float),
        mode="markers",
        marker={"symbol": _MARKS[step], "size": 10, "color": _INK[here.dark], "line": {"width": 2}},
        name=glossary.enum_label("step", step, here.language),
        text=np.array([_happened(event, here) for event in own.to_dict("records")]),
        hovertemplate="%{text}<extra></extra>",
    )


def _names(stays: pd.DataFrame, rows: dict[str, int], here: Frame) -> go.Scatter:
    """The province at the beginning of each stay."""
    return go.Scatter(
        x=stays["first_day"].to_numpy(),
        y=stays["enterprise_code"].map(rows).to_numpy(float),
        mode="text",
        # The blanks leave room for the mark of a move or a return.
        text=np.array(
            [f"\u2003{reference.province_name(code, here.language)}" for code in stays["province_code"]]
        ),
        textposition="middle right",
        textfont={"size": 11, "color": _INK[here.dark]},
        hoverinfo="skip",
        showlegend=False,
    )


def _told(stay: Mapping[Any, Any], here: Frame) -> str:
    place = reference.province_name(stay["province_code"], here.language)
    until = "" if pd.isna(stay["last_day"]) else text.day(stay["last_day"], here)
    return f"{stay['enterprise']}<br>{place}: {text.day(stay['first_day'], here)} – {until}"


def _happened(event: Mapping[Any, Any], here: Frame) -> str:
    step = glossary.enum_label("step", event["step"], here.language)
    place = reference.province_name(event["province_code"], here.language)
    reason = event["reason"]
    why = "" if pd.isna(reason) else f" · {glossary.enum_label('reason', reason, here.language)}"
    return f"{event['enterprise']}<br>{text.day(event['date'], here)} {step}: {place}{why}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _first(stays: pd.DataFrame, as_of: date) -> date:
    return min([as_of, *stays["first_day"]]) - timedelta(days=40)


def _horizon(changes: pd.DataFrame, as_of: date) -> date:
    return max([as_of, *changes["date"]])
