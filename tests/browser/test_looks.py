"""Every page on a phone, in the dark and on a wall, and for those who don't see it: nothing sticks out."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

PATHS = {
    "overview": "/",
    "province": "/province?province=650000",
    "key_units": "/key_units",
    "coverage": "/coverage",
    "trends": "/trends",
    "enterprise": "/enterprise",
    "data_intake": "/data_intake",
}
WINDOWS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "dark": {"color_scheme": "dark"},
    "wall": {"viewport": {"width": 3840, "height": 2160}},
}
OVERHANG = """() => {
    const main = document.querySelector('[data-testid="stMain"]') || document.scrollingElement;
    const page = document.scrollingElement;
    return Math.max(main.scrollWidth - main.clientWidth, page.scrollWidth - window.innerWidth);
}"""
# Streamlit draws a table on a canvas, with a hidden one for screen readers whose roles axe does not accept.
NOT_OURS = ("[data-testid='stDataFrame']",)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", PATHS)
def test_nothing_sticks_out(visit, tmp_path: Path, name, window):
    visitor = visit(**WINDOWS[window])
    page = visitor.open(PATHS[name])
    page.screenshot(path=tmp_path / f"{name}_{window}.png")
    assert page.evaluate(OVERHANG) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PATHS)
def test_axe_finds_nothing_serious(visit, name, scheme):
    visitor = visit(color_scheme=scheme)
    page = visitor.open(PATHS[name])
    found = Axe().run(page, context={"exclude": [[selector] for selector in NOT_OURS]}).response["violations"]
    serious = {
        violation["id"]: [node["html"][:200] for node in violation["nodes"]]
        for violation in found
        if violation["impact"] in ("serious", "critical")
    }
    assert not serious
