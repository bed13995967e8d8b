"""Charts of how complete, timely and true the figures are, as pure functions from frames."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import formatting
from analysis.formatting import HUNDRED_MILLION
from analysis.glossary import WHOLE_INDUSTRY, enum_label, label
from pages.components import charts
from pages.components.frame import Frame

_LATE_TO_TIMELY = (("#c8641b", "#e3edf7"), ("#c8641b", "#22303d"))  # from nobody in time to everybody


def reports(trend: pd.DataFrame, here: Frame) -> go.Figure:
    """Enterprises whose report is missing, came late, or was revised later, by quarter, as stacked bars."""
    labels = charts.quarter_labels(trend)
    bars = [
        go.Bar(
            x=labels,
            y=charts.numbers(trend[column]),
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
            **charts.layout(here, charts.HEIGHT),
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
            **charts.layout(here, 90 + 22 * len(names)),
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
            y=charts.numbers(ordered[column]) / charts.yuan_in(HUNDRED_MILLION, here),
            name=name,
            marker={"pattern": {"shape": shape}},
            customdata=charts.amounts(ordered[column], HUNDRED_MILLION, here),
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
            **charts.layout(here, charts.HEIGHT),
            "barmode": "group",
            "xaxis": {"type": "category", "nticks": 12},
            "yaxis": {
                "title": {"text": charts.unit_name(HUNDRED_MILLION, here)},
                "tickformat": ",",
            },
        },
    )


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
        y=charts.numbers(ordered["revision"]) * 100,
        name=here.translate("last to first published"),
        customdata=np.array(words),
        hovertemplate="%{x}: %{customdata} (%{y:+.3f}%)<extra></extra>",
    )
    axes = {"yaxis": {"ticksuffix": "%"}, "xaxis": {"type": "category", "nticks": 12}}
    return go.Figure([bars], {**charts.layout(here, charts.HEIGHT), **axes})
