"""A figure sent to the browser as it is written.

Plotly's own checks, copies and encodes each of its properties in every rerun, which is more work than all the
questions of a page.
"""

from functools import cached_property
from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

# What plotly calls a trace or a layout, in what JSON knows and arrays of numbers.
Plain = dict[str, Any]


class Drawing(BaseFigure):
    """Traces and a layout, not checked: to read `data` or `layout` is to have plotly check all of it."""

    def __init__(self, traces: list[Plain], layout: Plain) -> None:
        self._traces = traces
        self._around = layout

    @property
    def traces(self) -> list[Plain]:
        """The traces as they are written."""
        return self._traces

    def to_dict(self) -> Plain:
        """What plotly draws; the caller's own, down to a trace's properties."""
        return {"data": [dict(trace) for trace in self._traces], "layout": dict(self._around)}

    @cached_property
    def _checked(self) -> go.Figure:
        return go.Figure(self._traces, self._around)

    @property
    def data(self) -> Any:
        """The traces as plotly understands them. ValueError where it knows no such property or value."""
        return self._checked.data

    @property
    def layout(self) -> Any:
        """The layout as plotly understands it. ValueError where it knows no such property or value."""
        return self._checked.layout
