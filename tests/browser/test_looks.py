"""Every page on a phone, in the dark and on a wall, and for those who don't see it: nothing sticks out."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis.questions import ask
from analysis.warehouse import open_release
from tests.browser.visitor import PAGES

# Every page as it opens, some of them with something chosen, and what a page shows in another way.
PATHS = {name: f"/{name}" for name in PAGES} | {
    "overview": "/",
    "province": "/province?province=650000",
    "key_unit": "/key_unit?unit={unit}",
    "compared": "/coverage?as_of=2025-06-30&compare=2023-06-30&region=beijing_tianjin_hebei",
    "candidates": "/next_batch?show=candidates&province=650000",
    "suppose": "/next_batch?show=suppose&seats=2&demand_in=650000",
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
LATIN = """() => {
    const words = new Set();
    const main = document.querySelector('[data-testid="stMain"]');
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const holder = texts.currentNode.parentElement;
        if (holder.closest('script, style, [translate="no"], [data-testid="stDataFrame"]')) continue;
        if (!holder.checkVisibility() || getComputedStyle(holder).fontSize === '0px') continue;
        const said = texts.currentNode.textContent.replaceAll(/https?:\\S+/g, '');
        for (const word of said.match(/\\b[A-Za-z]{3,}\\b/g) || []) words.add(word);
    }
    return [...words];
}"""
# The other language's name in its own words, kinds of files, an index and a pattern known by their letters.
NAMES_IN_LATIN = {"English", "yyyy", "CSV", "XLSX", "DOCX", "xlsx", "xls", "csv", "docx", "HHI"}
# Streamlit draws a table on a canvas, with a hidden one for screen readers whose roles axe does not accept.
NOT_OURS = ("[data-testid='stDataFrame']",)


@pytest.fixture(scope="session")
def paths(demo_home: Path) -> dict[str, str]:
    """Where each look is to be had on the demo."""
    unit = ask(open_release(demo_home), "key_units").frame["unit_id"].iloc[0]
    return {name: path.format(unit=unit) for name, path in PATHS.items()}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", PATHS)
def test_nothing_sticks_out_and_nothing_is_said_in_english(visit, paths, tmp_path: Path, name, window):
    visitor = visit(**WINDOWS[window])
    page = visitor.open(paths[name])
    page.screenshot(path=tmp_path / f"{name}_{window}.png")
    assert page.evaluate(OVERHANG) <= 0
    assert not set(page.evaluate(LATIN)) - NAMES_IN_LATIN


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PATHS)
def test_axe_finds_nothing_serious(visit, paths, name, scheme):
    visitor = visit(color_scheme=scheme)
    page = visitor.open(paths[name])
    found = Axe().run(page, context={"exclude": [[selector] for selector in NOT_OURS]}).response["violations"]
    serious = {
        violation["id"]: [node["html"][:200] for node in violation["nodes"]]
        for violation in found
        if violation["impact"] in ("serious", "critical")
    }
    assert not serious
