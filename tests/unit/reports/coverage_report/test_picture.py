"""The map as pixels: each province in its status' look, told apart without colour, always the same."""

from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image

from analysis import reference
from analysis.reports.coverage_report.picture import (
    _FINER,
    _MAINLAND,
    _SEA,
    HEIGHT,
    LOOKS,
    WIDTH,
    _projected,
    map_of,
)

CODES = list(reference.provinces()["province_code"])
PLACES = {"650000": (84, 41), "540000": (88, 32), "630000": (96, 36), "370000": (118.3, 36.2)}


def pixel(image: Image.Image, window, place: tuple[float, float]) -> tuple[int, int]:
    x, y = window.place(_projected(*place))
    return round((window.left + x) / _FINER), round((window.top + y) / _FINER)


def ground(look: str) -> tuple[int, ...]:
    colour = LOOKS[look].ground
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def painted(statuses: dict[str, str]) -> Image.Image:
    return Image.open(BytesIO(map_of(statuses))).convert("RGB")


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("status", LOOKS)
def test_a_province_is_drawn_in_the_look_of_its_status(status):
    other = "idle" if status != "idle" else "stationed"
    picture = painted(dict.fromkeys(CODES, other) | {"650000": status})
    for code, place in PLACES.items():
        x, y = pixel(picture, _MAINLAND, place)
        around = [picture.getpixel((x + dx, y + dy)) for dx in range(-6, 7) for dy in range(-6, 7)]
        grounds = [look for look in LOOKS if sum(near(one, ground(look)) for one in around) > 40]
        assert grounds == [status if code == "650000" else other]


def test_the_ten_dashes_are_on_the_map():
    picture = painted(dict.fromkeys(CODES, "idle"))
    from analysis.reports.coverage_report.picture import _dashes

    assert len(_dashes()) == 10
    for dash in _dashes():
        x, y = _SEA.place(dash[len(dash) // 2])
        place = round((_SEA.left + x) / _FINER), round((_SEA.top + y) / _FINER)
        around = [
            picture.getpixel((place[0] + dx, place[1] + dy)) for dx in range(-2, 3) for dy in range(-2, 3)
        ]
        assert min(sum(one) for one in around) < 250, "no ink where a dash has to be"


def test_statuses_differ_in_lightness():
    lightness = {look: luminance(ground(look)) for look in LOOKS if look != "home"}
    for one, other in combinations(lightness.values(), 2):
        assert (max(one, other) + 0.05) / (min(one, other) + 0.05) > 1.3


def test_what_is_written_on_a_ground_can_be_read():
    for look in LOOKS.values():
        ink = tuple(int(look.text_ink[start : start + 2], 16) for start in (1, 3, 5))
        on = tuple(int(look.ground[start : start + 2], 16) for start in (1, 3, 5))
        light, dark = sorted((luminance(ink), luminance(on)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_same_statuses_give_the_same_bytes():
    statuses = dict(zip(CODES, [*LOOKS] * 7, strict=False))
    assert map_of(statuses) == map_of(dict(reversed(statuses.items())))
    assert Image.open(BytesIO(map_of(statuses))).size == (WIDTH, HEIGHT)


def luminance(colour: tuple[int, ...]) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
