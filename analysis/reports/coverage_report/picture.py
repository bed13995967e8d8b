"""The map of coverage as PNG: polygons and patterns, no letter on it, so that no font is needed to draw it.

The statuses differ in lightness and pattern as well as in hue: they are told apart in print without colour
and by readers who don't tell green from orange.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from math import ceil, cos, floor, radians, sin, sqrt
from typing import Any, NamedTuple

from PIL import Image, ImageDraw

from analysis import reference

HOME = "home"
WIDTH, HEIGHT = 1500, 1180  # pixels: 150 mm wide at 254 to the inch
_FINER = 2  # drawn this much larger, then reduced: edges without steps
_INK, _BORDER, _WATER = "#1d262e", "#9aa4ad", "#ffffff"
_COLOURS = 128


Ring = list[tuple[float, float]]


class Look(NamedTuple):
    """How a status is drawn: ground and pattern; its sign and the colour of text on a plain ground."""

    ground: str
    pattern: str
    pattern_ink: str
    sign: str
    text_ink: str


LOOKS: dict[str, Look] = {
    "stationed": Look("#0b6b5d", "", "", "●", "#ffffff"),
    "reached": Look("#8fd0c4", "lines", "#3f8f81", "○", "#14191f"),
    "gap": Look("#d9730d", "dots", "#6b3300", "×", "#14191f"),
    "idle": Look("#e3e8ec", "", "", "－", "#14191f"),
    HOME: Look("#f6ecd6", "grid", "#cdbb93", "◎", "#14191f"),
}

# Albers' conic equal-area projection with the parallels and the meridian usual for China.
_SOUTH, _NORTH, _MERIDIAN = radians(25), radians(47), radians(105)
_CONE = (sin(_SOUTH) + sin(_NORTH)) / 2
_C = cos(_SOUTH) ** 2 + 2 * _CONE * sin(_SOUTH)


class _Window(NamedTuple):
    """A part of the projected plane, and where on the paper it is shown (pixels of the finer drawing)."""

    west: float
    north: float
    scale: float
    left: int
    top: int
    width: int
    height: int

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where a projected point lies within the window."""
        return (point[0] - self.west) * self.scale, (self.north - point[1]) * self.scale


def map_of(statuses: Mapping[str, str]) -> bytes:
    """A PNG of all provinces in the looks of their statuses, by province code.

    With the ten-dash line and, in a box, the South China Sea. The same statuses give the same bytes.
    """
    paper = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), _WATER)
    for window in (_MAINLAND, _SEA):
        part = Image.new("RGB", (window.width, window.height), _WATER)
        _draw(part, window, statuses)
        paper.paste(part, (window.left, window.top))
    box = (_SEA.left, _SEA.top, _SEA.left + _SEA.width, _SEA.top + _SEA.height)
    ImageDraw.Draw(paper).rectangle(box, outline=_INK, width=2 * _FINER)
    return _png(paper.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))


def swatch_of(status: str) -> bytes:
    """A PNG of a status' look, for the legend."""
    width, height = 96, 48
    swatch = _patterned(LOOKS[status], width * _FINER, height * _FINER)
    ImageDraw.Draw(swatch).rectangle(
        (0, 0, width * _FINER - 1, height * _FINER - 1), outline=_BORDER, width=2 * _FINER
    )
    return _png(swatch.resize((width, height), Image.Resampling.LANCZOS))


def _draw(part: Image.Image, window: _Window, statuses: Mapping[str, str]) -> None:
    draw = ImageDraw.Draw(part)
    placed = {
        code: [[[window.place(point) for point in ring] for ring in polygon] for polygon in polygons]
        for code, polygons in _provinces().items()
    }
    for code, polygons in placed.items():
        for outline, *holes in polygons:
            _fill(part, LOOKS[statuses[code]], outline, holes)
    for ring in (ring for polygons in placed.values() for polygon in polygons for ring in polygon):
        draw.line(ring, fill=_BORDER, width=3 * _FINER // 2)
    for dash in _dashes():
        draw.line([window.place(point) for point in dash], fill=_INK, width=3 * _FINER)


def _fill(part: Image.Image, look: Look, outline: Ring, holes: list[Ring]) -> None:
    """Show a look within a polygon; only the rectangle around it is worked on."""
    left, top = (max(0, floor(min(axis))) for axis in zip(*outline, strict=True))
    right, bottom = (
        min(size, ceil(max(axis)) + 1)
        for size, axis in zip(part.size, zip(*outline, strict=True), strict=True)
    )
    if left >= right or top >= bottom:
        return
    mask = Image.new("1", (right - left, bottom - top))
    draw = ImageDraw.Draw(mask)
    for ring, fill in ((outline, 1), *((hole, 0) for hole in holes)):
        draw.polygon([(x - left, y - top) for x, y in ring], fill=fill)
    part.paste(_patterned(look, *mask.size), (left, top), mask)


def _patterned(look: Look, width: int, height: int) -> Image.Image:
    image = Image.new("RGB", (width, height), look.ground)
    draw, step = ImageDraw.Draw(image), 12 * _FINER
    if look.pattern in ("lines", "grid"):
        for start in range(-height, width, step):
            draw.line((start, height, start + height, 0), fill=look.pattern_ink, width=2 * _FINER)
    if look.pattern == "grid":
        for start in range(0, width + height, step):
            draw.line((start, height, start - height, 0), fill=look.pattern_ink, width=2 * _FINER)
    if look.pattern == "dots":
        for row, y in enumerate(range(0, height + step, step)):
            for x in range(-(row % 2) * step // 2, width + step, step):
                draw.ellipse((x, y, x + 4 * _FINER, y + 4 * _FINER), fill=look.pattern_ink)
    return image


def _png(image: Image.Image) -> bytes:
    content = BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


@cache
def _provinces() -> dict[str, list[list[Ring]]]:
    """Each province's polygons, projected: the outline first, then its holes."""
    features = json.loads(reference.PROVINCE_MAP.read_text(encoding="utf-8"))["features"]
    return {
        feature["id"]: [
            [[_projected(*point[:2]) for point in ring] for ring in polygon]
            for polygon in _polygons(feature["geometry"])
        ]
        for feature in features
    }


def _polygons(geometry: Mapping[str, Any]) -> list[Any]:
    coordinates: list[Any] = geometry["coordinates"]
    return coordinates if geometry["type"] == "MultiPolygon" else [coordinates]


@cache
def _dashes() -> list[Ring]:
    features = json.loads(reference.TEN_DASH_LINE.read_text(encoding="utf-8"))["features"]
    return [
        [_projected(*point[:2]) for point in dash]
        for feature in features
        for dash in feature["geometry"]["coordinates"]
    ]


def _projected(longitude: float, latitude: float) -> tuple[float, float]:
    angle = _CONE * (radians(longitude) - _MERIDIAN)
    radius = sqrt(_C - 2 * _CONE * sin(radians(latitude))) / _CONE
    return radius * sin(angle), -radius * cos(angle)


def _window(
    longitudes: tuple[float, float], latitudes: tuple[float, float], width: int, left: int, top: int
) -> _Window:
    """The window that holds a range of longitude and latitude, as wide as `width` pixels of the paper."""
    points = list(_edge(longitudes, latitudes))
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    scale = width * _FINER / (east - west)
    return _Window(
        west, north, scale, left * _FINER, top * _FINER, width * _FINER, round((north - south) * scale)
    )


def _edge(longitudes: tuple[float, float], latitudes: tuple[float, float]) -> Iterator[tuple[float, float]]:
    steps = 60
    for step in range(steps + 1):
        part = step / steps
        longitude = longitudes[0] + part * (longitudes[1] - longitudes[0])
        latitude = latitudes[0] + part * (latitudes[1] - latitudes[0])
        yield from (_projected(longitude, edge) for edge in latitudes)
        yield from (_projected(edge, latitude) for edge in longitudes)


_MAINLAND = _window((79, 130.5), (17.6, 53.2), WIDTH, 0, 0)
_SEA = _window((106, 123), (2.5, 24), 230, WIDTH - 236, HEIGHT - 322)
