"""The pictures in the README, taken from the demo: `python -m tests.browser.screenshots docs/images`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.served import Visitor, launch, served
from tests.conftest import analysis

WIDE = {"viewport": {"width": 1360, "height": 1500}}
PHONE = {"viewport": {"width": 390, "height": 1400}}
DARK = {"color_scheme": "dark"}
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "overview": ("/", WIDE),
    "overview_dark": ("/", WIDE | DARK),
    "overview_phone": ("/", PHONE),
    "overview_en": ("/?lang=en", WIDE),
    "province": ("/province?province=650000", WIDE),
    "key_units": ("/key_units", WIDE),
    "coverage": ("/coverage", WIDE),
    "trends": ("/trends", WIDE),
    "enterprise": ("/enterprise", WIDE),
    "data_intake": ("/data_intake", WIDE),
}


def take(folder: Path) -> None:
    """One PNG a picture, in `folder`, from a demo built for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        home = Path(temporary) / "home"
        analysis("init", "--demo", home=home)
        with served(home, Path(temporary) / "log.txt") as address:
            browser = launch(playwright)
            for name, (path, window) in PICTURES.items():
                visitor = Visitor(browser, address, **window)
                visitor.open(path).screenshot(path=folder / f"{name}.png")
                visitor.context.close()
            browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
