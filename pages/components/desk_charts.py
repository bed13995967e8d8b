"""Charts of the liaison desk, as pure functions from frames: requests, meetings, agreements."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import formatting, reference
from analysis.glossary import enum_label
from pages.components import charts, text
from pages.components.frame import Frame

_ROW, _MOST_GROUPS = 24, 15
_LATE = ("#b3261e", "#ff8a80")  # light theme, dark theme: risk, not fall
_WAITS = ("#d9a13b", "#e8c06a")
_DONE = ("#7fa4cd", "#45709b")
# An agreement's state, from none to in force
_STATES = ("none", "expired", "expiring", "in_force")
_STATE_COLOURS = (
    ("#eceff2", "#c3c7cb", "#f0b45c", "#62b3a4"),
    ("#2b333b", "#4b535b", "#b9822f", "#22685c"),
)


def requests(performance: pd.DataFrame, by: str, here: Frame) -> go.Figure:
    """Requests of each group as stacked bars (resolved, in time, overdue), the on-time rate as marks (right).

    Takes `service_performance`; of groups without an order the largest are drawn.
    """
    _ = here.translate
    rows = performance if by == "month" else performance.head(_MOST_GROUPS)
    names = [_group(row, by, here) for row in rows.to_dict("records")]
    counts = {name: rows[name].to_numpy(float) for name in ("requests", "open", "overdue")}
    stacked = {
        _("resolved"): (counts["requests"] - counts["open"], _DONE),
        _("open, in time"): (counts["open"] - counts["overdue"], _WAITS),
        _("overdue"): (counts["overdue"], _LATE),
    }
    bars = [
        go.Bar(
            x=np.array(names),
            y=values,
            name=name,
            marker={"color": colours[here.dark]},
            hovertemplate="%{x}: %{y}<extra>%{fullData.name}</extra>",
        )
        for name, (values, colours) in stacked.items()
    ]
    rates = go.Scatter(
        x=np.array(names),
        y=charts.numbers(rows["on_time_rate"]) * 100,
        name=_("resolved on time (right)"),
        yaxis="y2",
        mode="lines+markers" if by == "month" else "markers",
        marker={"size": 8, "symbol": "diamond", "color": charts.INK[here.dark]},
        line={"color": charts.INK[here.dark], "dash": "dot"},
        hovertemplate="%{x}: %{y:.0f}%<extra>%{fullData.name}</extra>",
    )
    return go.Figure(
        [*bars, rates],
        {
            **charts.layout(here, charts.HEIGHT),
            "barmode": "stack",
            "xaxis": {"type": "category"},
            "yaxis": {"title": {"text": _("requests")}, "rangemode": "tozero"},
            "yaxis2": charts.SHARES_AXIS,
        },
    )


def meetings(by_month: pd.DataFrame, here: Frame) -> go.Figure:
    """Engagements of each month by form, as stacked bars. Takes `liaison.by_month`."""
    bars = [
        go.Bar(
            x=own["month"].to_numpy(str),
            y=own["count"].to_numpy(),
            name=enum_label("form", str(form), here.language),
            hovertemplate="%{x}: %{y}<extra>%{fullData.name}</extra>",
        )
        for form, own in by_month.groupby("form", sort=True)
    ]
    most = by_month.groupby("month")["count"].sum().max() if len(by_month) else 0
    axes = {
        "barmode": "stack",
        "xaxis": {"type": "category", "nticks": 18},
        "yaxis": {
            "title": {"text": here.translate("engagements")},
            "tickmode": "linear",
            "dtick": max(1, int(most) // 5),
        },
    }
    return go.Figure(bars, {**charts.layout(here, charts.HEIGHT), **axes})


def matrix(agreements: pd.DataFrame, here: Frame) -> go.Figure:
    """Provinces × kinds of agreement as squares in the colour of their state, each with its last day.

    Takes `agreements`, in its order.
    """
    kinds = list(dict.fromkeys(agreements["mechanism"]))
    places = list(dict.fromkeys(agreements["province_code"]))
    states = agreements.pivot_table(
        index="province_code", columns="mechanism", values="agreement_state", aggfunc="first"
    )
    cells = {
        (row["province_code"], row["mechanism"]): _until(row, here) for row in agreements.to_dict("records")
    }
    told = [[cells[place, kind] for kind in kinds] for place in places]
    colours = _STATE_COLOURS[here.dark]
    steps = [(edge / 4, colours[number]) for number in range(4) for edge in (number, number + 1)]
    squares = go.Heatmap(
        x=np.array([enum_label("mechanism", kind, here.language) for kind in kinds]),
        y=np.array([reference.province_name(place, here.language) for place in places]),
        z=np.array([[_STATES.index(states.loc[place, kind]) for kind in kinds] for place in places]),
        zmin=-0.5,
        zmax=3.5,
        text=np.array(told),
        texttemplate="%{text}",
        textfont={"size": 11},
        colorscale=steps,
        colorbar={
            "tickvals": [0, 1, 2, 3],
            "ticktext": [enum_label("agreement_state", state, here.language) for state in _STATES],
            "orientation": "h",
            "y": 0.0,
            "yanchor": "top",
            "thickness": 12,
        },
        xgap=2,
        ygap=2,
        hovertemplate="%{y} · %{x}: %{text}<extra></extra>",
    )
    return go.Figure(
        squares,
        {
            **charts.layout(here, 120 + _ROW * len(places)),
            "yaxis": {"autorange": "reversed", "type": "category"},
            "xaxis": {"type": "category", "side": "top"},
        },
    )


def _until(row: dict, here: Frame) -> str:
    if row["agreement_state"] == "none":
        return formatting.MISSING
    if formatting.is_missing(row["expires_date"]):
        return here.translate("no end")
    return text.day(row["expires_date"], here)


def _group(row: dict, by: str, here: Frame) -> str:
    if formatting.is_missing(row["group_code"]):
        return here.translate("none")
    if by == "province":
        return reference.province_name(row["group_code"], here.language)
    return str(row["group_name"])
