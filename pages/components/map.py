"""China in one picture: a map with the South China Sea inset and, in the same colours, a tile grid.

Both are pure functions of plain values, and kept: a figure costs more than all the questions of a page.
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from analysis import reference
from pages.components.drawing import Drawing, Plain

# Served by Streamlit from `static`, a link to the reference map: sent once, then from the browser's cache.
GEOMETRY_URL = f"app/static/{reference.PROVINCE_MAP.name}"
# Plotly fetches a base map from another host even for geometry of our own, and draws nothing when that fails.
OFFLINE = {"topojsonURL": "data:application/json,{}#", "displayModeBar": False, "scrollZoom": False}
PARALLELS, MERIDIAN = [25, 47], 105
FIGURES_KEPT = 64
HEIGHT = 470
TILE = 0.94
_OUTLINE = ("#7a1fa2", "#ffd54f")  # light theme, dark theme: no class of any scale has them
# Names of these would lie on top of each other on the map; the tile grid names everyone.
CROWDED = frozenset({"110000", "120000", "310000", "810000", "820000"})


class Shade(NamedTuple):
    """One province in the picture: its class on the scale, what its tile says, what a reader hears of it."""

    province_code: str
    shade: int
    label: str
    words: str


@dataclass(frozen=True)
class Scale:
    """The classes of a picture: what each is called and its colour, in the order of the legend."""

    names: tuple[str, ...]
    colours: tuple[str, ...]


@lru_cache(FIGURES_KEPT)
def china(
    shades: tuple[Shade, ...],
    scale: Scale,
    language: str,
    dark: bool,
    outlined: frozenset[str] = frozenset(),
) -> Drawing:
    """The map. A clicked province is in the event's `location`, a clicked name in its `customdata`.

    `outlined` are codes of provinces with a strong border, over the colours of their class.
    """
    ink = "#d5d9de" if dark else "#3c4650"
    land = {
        "type": "choropleth",
        "geojson": GEOMETRY_URL,
        "locations": [province.province_code for province in shades],
        "z": [province.shade for province in shades],
        "text": [province.words for province in shades],
        "hovertemplate": "%{text}<extra></extra>",
        "coloraxis": "coloraxis",
        "marker": {"line": {"color": "#6b7680" if dark else "#98a3ad", "width": 0.6}},
        "unselected": {"marker": {"opacity": 1}},
        "showlegend": False,
    }
    dashes = _ten_dash_line() | {
        "type": "scattergeo",
        "mode": "lines",
        "line": {"color": ink, "width": 1.4},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    frame = {
        "visible": False,
        "bgcolor": "rgba(0,0,0,0)",
        "projection": {
            "type": "conic equal area",
            "parallels": PARALLELS,
            "rotation": {"lon": MERIDIAN},
        },
    }
    return Drawing(
        [
            land | {"geo": "geo"},
            land | {"geo": "geo2"},
            *_outlines(outlined, dark),
            dashes | {"geo": "geo"},
            dashes | {"geo": "geo2"},
            _names(shades, language, scale),
            *_legend(scale),
        ],
        {
            "geo": {
                **frame,
                "domain": {"x": [0, 1], "y": [0, 1]},
                "center": {"lon": 104.5, "lat": 36},
                "lonaxis": {"range": [79, 130.5]},
                "lataxis": {"range": [17.6, 53.2]},
            },
            "geo2": {
                **frame,
                "domain": {"x": [0.84, 1], "y": [0, 0.3]},
                "showframe": True,
                "framecolor": ink,
                "framewidth": 1,
                "center": {"lon": 114.5, "lat": 13.2},
                "lonaxis": {"range": [106, 123]},
                "lataxis": {"range": [2.5, 24]},
            },
            "coloraxis": _coloraxis(scale),
            **_bare(scale),
        },
    )


@lru_cache(FIGURES_KEPT)
def tile_grid(
    shades: tuple[Shade, ...],
    scale: Scale,
    language: str,
    dark: bool,
    outlined: frozenset[str] = frozenset(),
) -> Drawing:
    """The tile grid: a square a province, named and labelled; a clicked one is in the event's `customdata`.

    Squares are shapes, one a colour, under invisible markers: a heat map never tells which cell was clicked.
    """
    places = _tiles()
    squares = [(province, *places[province.province_code]) for province in shades]
    colours = [scale.colours[province.shade] for province in shades]
    tiles = {
        "type": "scatter",
        "x": [col for _province, col, _row in squares],
        "y": [row for _province, _col, row in squares],
        "mode": "markers+text",
        "text": [f"<b>{_short_name(province, language)}</b><br>{province.label}" for province in shades],
        "textfont": {
            "size": 9 if language == "en" else 12,
            "color": [_readable_on(colour) for colour in colours],
        },
        "hovertext": [province.words for province in shades],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [[province.province_code] for province in shades],
        "marker": {"symbol": "square", "size": 44, "color": "rgba(0,0,0,0)"},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "showlegend": False,
    }
    shapes = [
        {
            "type": "path",
            "layer": "below",
            "path": " ".join(_square(col, row) for province, col, row in squares if province.shade == shade),
            "fillcolor": scale.colours[shade],
            "line": {"width": 0},
        }
        for shade in sorted({province.shade for province in shades})
    ]
    framed = [_square(col, row) for province, col, row in squares if province.province_code in outlined]
    if framed:
        shapes.append(
            {
                "type": "path",
                "layer": "below",
                "path": " ".join(framed),
                "line": {"width": 3, "color": _OUTLINE[dark]},
            }
        )
    east, south = max(col for col, _row in places.values()), max(row for _col, row in places.values())
    return Drawing(
        [tiles],
        {
            "shapes": shapes,
            "xaxis": {"visible": False, "range": [-0.5, east + 0.5], "fixedrange": True},
            "yaxis": {"visible": False, "range": [south + 0.5, -0.5], "fixedrange": True},
            **_bare(scale),
        },
    )


def clicked_province(points: list[dict[str, object]]) -> str | None:
    """The province code in a chart's selected points; None where nothing, or no province, was clicked."""
    for point in points:
        code = point.get("location") or point.get("customdata")
        if isinstance(code, list | tuple):
            code = code[0]
        if isinstance(code, dict):
            code = next(iter(code.values()), None)
        if isinstance(code, str) and code:
            return code
    return None


def _outlines(outlined: frozenset[str], dark: bool) -> list[Plain]:
    # Above the colours, and without a hover of its own, so that a click falls through to the province.
    border = {
        "type": "choropleth",
        "geojson": GEOMETRY_URL,
        "locations": sorted(outlined),
        "z": [0] * len(outlined),
        "colorscale": [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]],
        "showscale": False,
        "hoverinfo": "skip",
        "marker": {"line": {"color": _OUTLINE[dark], "width": 2.5}},
        "unselected": {"marker": {"opacity": 1}},
        "showlegend": False,
    }
    return [border | {"geo": geo} for geo in ("geo", "geo2")] if outlined else []


def _names(shades: tuple[Shade, ...], language: str, scale: Scale) -> Plain:
    # English names do not fit; the tile grid has them.
    named = [] if language == "en" else [one for one in shades if one.province_code not in CROWDED]
    places = [_places()[province.province_code] for province in named]
    return {
        "type": "scattergeo",
        "lon": [lon for lon, _lat in places],
        "lat": [lat for _lon, lat in places],
        "text": [reference.province_name(province.province_code, language) for province in named],
        "mode": "text",
        "textfont": {
            "size": 10,
            "color": [_readable_on(scale.colours[province.shade]) for province in named],
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _legend(scale: Scale) -> list[Plain]:
    return [
        {
            "type": "scattergeo",
            "lon": [None],
            "lat": [None],
            "mode": "markers",
            "name": name,
            "marker": {
                "symbol": "square",
                "size": 12,
                "color": colour,
                "line": {"width": 0.5, "color": "#8a939c"},
            },
        }
        for name, colour in zip(scale.names, scale.colours, strict=True)
    ]


def _square(col: int, row: int) -> str:
    """A tile's outline as a path in the chart's own coordinates."""
    left, right, top, bottom = (
        edge for middle in (col, row) for edge in (middle - TILE / 2, middle + TILE / 2)
    )
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return "M " + " L ".join(f"{x:.2f},{y:.2f}" for x, y in corners) + " Z"


def _coloraxis(scale: Scale) -> dict[str, object]:
    """One band of one colour a class, for a picture whose values are class numbers."""
    count = len(scale.colours)
    steps = [
        [edge, colour]
        for position, colour in enumerate(scale.colours)
        for edge in (position / count, (position + 1) / count)
    ]
    return {"colorscale": steps, "cmin": -0.5, "cmax": count - 0.5, "showscale": False}


def _bare(scale: Scale) -> dict[str, object]:
    return {
        "height": HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": "orbit",
        "colorway": list(scale.colours),
        "legend": {
            "orientation": "h",
            "y": -0.01,
            "yanchor": "top",
            "x": 0.5,
            "xanchor": "center",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "hoverlabel": {"align": "left"},
        "clickmode": "event+select",
    }


def _readable_on(colour: str) -> str:
    """Black or white, whichever reads better on the colour (WCAG relative luminance)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#14191f" if luminance > 0.19 else "#ffffff"


@cache
def _places() -> dict[str, tuple[float, float]]:
    """Where each province's name stands: longitude, latitude."""
    features = json.loads(reference.PROVINCE_MAP.read_text(encoding="utf-8"))["features"]
    return {
        feature["id"]: (feature["properties"]["lon"], feature["properties"]["lat"]) for feature in features
    }


@cache
def _tiles() -> dict[str, tuple[int, int]]:
    """Where each province's tile lies: column, row."""
    grid = reference.tile_grid()
    places = zip(grid["col"].tolist(), grid["row"].tolist(), strict=True)
    return dict(zip(grid["province_code"], places, strict=True))


@cache
def _ten_dash_line() -> dict[str, object]:
    """The strokes as one broken line: lon and lat, None between two strokes."""
    features = json.loads(reference.TEN_DASH_LINE.read_text(encoding="utf-8"))["features"]
    lon: list[float | None] = []
    lat: list[float | None] = []
    for stroke in (stroke for feature in features for stroke in feature["geometry"]["coordinates"]):
        lon += [point[0] for point in stroke] + [None]
        lat += [point[1] for point in stroke] + [None]
    return {"lon": lon, "lat": lat}


def _short_name(province: Shade, language: str) -> str:
    """The name as a square holds it: a word a line."""
    return reference.province_name(province.province_code, language).replace(" ", "<br>")
