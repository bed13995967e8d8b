"""The pictures in the README, taken from the demo: `python -m tests.browser.screenshots docs/images`."""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from analysis.bench.serving import launch, served
from analysis.questions import ask
from analysis.warehouse import open_release
from tests.browser.visitor import Visitor
from tests.conftest import analysis
from tests.office.printing import pictured

FAST_GROWING = "650000"  # the demo's story: grows fast, and nobody serves it
WIDE = {"viewport": {"width": 1360, "height": 1180}}
LONG = {"viewport": {"width": 1360, "height": 1900}}
PHONE = {"viewport": {"width": 390, "height": 1180}}
DARK = {"color_scheme": "dark"}
REPORT_PAGES = 2
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "overview": ("/", WIDE),
    "overview_dark": ("/?colour=growth", WIDE | DARK),
    "overview_phone": ("/", PHONE),
    "overview_en": ("/?lang=en", WIDE),
    "province": ("/province?province={province}", WIDE),
    "key_units": ("/key_units", WIDE),
    "key_unit": ("/key_unit?unit={unit}", WIDE),
    "coverage": ("/coverage", WIDE),
    "service": ("/service", WIDE),
    "liaison": ("/liaison", WIDE),
    "coverage_compared": ("/coverage?as_of=2026-09-30&compare=2023-09-30", WIDE),
    "next_batch": ("/next_batch", LONG),
    "next_batch_candidates": ("/next_batch?show=candidates&province={province}", LONG),
    "trends": ("/trends", WIDE),
    "enterprise": ("/enterprise?enterprise={enterprise}", WIDE),
    "data_intake": ("/data_intake", WIDE),
}


def take(folder: Path) -> None:
    """One PNG a picture, in `folder`, from a demo built for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        home = Path(temporary) / "home"
        analysis("init", "--demo", home=home)
        shown = {
            "province": FAST_GROWING,
            "enterprise": _largest_enterprise(home),
            "unit": _first_unit(home),
        }
        with served(home, Path(temporary) / "log.txt") as server:
            browser = launch(playwright)
            for name, (path, window) in PICTURES.items():
                visitor = Visitor(browser, server.address, **window)
                picture = visitor.open(path.format(**shown)).screenshot()
                _keep(Image.open(BytesIO(picture)), folder / f"{name}.png")
                visitor.context.close()
            browser.close()
        report = Path(temporary) / "report.docx"
        analysis("report", "coverage", "--format", "docx", "-o", report, home=home)
        for number, page in enumerate(pictured(report, REPORT_PAGES), start=1):
            _keep(page, folder / f"report_{number}.png")


def _keep(picture: Image.Image, file: Path) -> None:
    # 256 colours are enough for a page and a third of the bytes.
    picture.convert("RGB").quantize(256).save(file, optimize=True)


def _largest_enterprise(home: Path) -> str:
    largest = ask(open_release(home), "output_by_enterprise", province=FAST_GROWING, limit=1)
    return str(largest.frame["enterprise_code"].iloc[0])


def _first_unit(home: Path) -> str:
    return str(ask(open_release(home), "key_units").frame["unit_id"].iloc[0])


if __name__ == "__main__":
    take(Path(sys.argv[1]))
