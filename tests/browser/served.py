"""The dashboard as it is served, on a port and a home of its own, and a visitor who notes what is fetched."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Download, Page, Playwright, expect

PROJECT = Path(__file__).parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = "The browser tests need Chromium. Install one: apt install chromium"
# Chromium itself asks its makers for news; what it does unasked must not be taken for the dashboard's doing.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STARTING_SECONDS, RERUN_MS = 60, 30_000
# Streamlit says on its root element whether the script runs.
SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"]')
        && !document.querySelector('[data-stale="true"]');
}"""

# Plotly binds a province's code to its shape. The inset shows all of them again, most of them of no size.
MIDDLE_OF_PROVINCE = """code => {
    const shapes = [...document.querySelectorAll('.choroplethlayer path')];
    const boxes = shapes.filter(shape => shape.__data__ && shape.__data__.loc === code)
        .map(shape => shape.getBoundingClientRect());
    const largest = boxes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
    return largest && largest.width && [largest.x + largest.width / 2, largest.y + largest.height / 2];
}"""
CHECK_BOX_WIDTH, ROW_HEIGHT = 36, 35


@contextmanager
def served(home: Path, log: Path) -> Iterator[str]:
    """The dashboard's address, serving `home` until the block ends; it may not have failed by then."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=PROJECT,
            env={**os.environ, "DASHBOARD_HOME": str(home)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=STARTING_SECONDS)
    told = log.read_text(errors="replace")
    assert "Traceback" not in told, told


def launch(playwright: Playwright) -> Browser:
    """Chromium, the system's or Playwright's own. FileNotFoundError with the remedy where there is none."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), playwright.chromium.executable_path)
    if not Path(found).exists():
        raise FileNotFoundError(NO_CHROMIUM)
    return playwright.chromium.launch(executable_path=found, args=list(FLAGS))


class Visitor:
    """Someone with a browser window. `elsewhere` lists what it asked of any host but the dashboard's."""

    def __init__(self, browser: Browser, address: str, **window: Any) -> None:
        """`window` are Playwright's options of a browser context: viewport, color_scheme, …"""
        self.address = address
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        self.context: BrowserContext = browser.new_context(
            **{"viewport": {"width": 1360, "height": 900}, **window}
        )
        self.context.set_default_timeout(RERUN_MS)
        self.context.on("request", lambda request: self._note(request.url))
        self.page: Page = self.context.new_page()
        self.page.on("websocket", lambda socket: self._note(socket.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: str = "/") -> Page:
        """Go to a path of the dashboard, or a whole address, and wait until the page stands."""
        self.page.goto(path if path.startswith("http") else self.address + path)
        return self.settle()

    def settle(self) -> Page:
        """Wait until nothing runs: twice, since a rerun may follow a click a moment later."""
        for _ in range(2):
            self.page.wait_for_timeout(250)
            self.page.wait_for_function(SETTLED, timeout=RERUN_MS)
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        return self.page

    def headlines(self) -> list[str]:
        """The page's few numbers as they are read, each with its label and comparison."""
        return [
            " ".join(number.inner_text().split()) for number in self.page.get_by_test_id("stMetric").all()
        ]

    def choose(self, label: str, option: str) -> Page:
        """Choose an option of a select box."""
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option, exact=True).click()
        return self.settle()

    def click_on_map(self, province_code: str) -> Page:
        """Click the middle of a province on the map."""
        x, y = self.page.wait_for_function(MIDDLE_OF_PROVINCE, arg=province_code).json_value()
        self.page.mouse.click(x, y)
        return self.settle()

    def click_on_tile(self, name: str) -> Page:
        """Click a province's square in the tile grid."""
        box = self.page.locator(f'text[data-unformatted^="<b>{name}"]').first.bounding_box()
        assert box, f"{name} has no tile"
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        return self.settle()

    def click_first_row(self, table: int = 0) -> Page:
        """Click the first column of a table's first row; the table is a canvas, which has no elements."""
        frame = self.page.get_by_test_id("stDataFrame").nth(table)
        frame.scroll_into_view_if_needed()
        frame.click(position={"x": CHECK_BOX_WIDTH + 30, "y": 1.5 * ROW_HEIGHT})
        return self.settle()

    def download(self, button: str, number: int = 0) -> Download:
        """What the nth button of this name downloads."""
        with self.page.expect_download() as arriving:
            self.page.get_by_role("button", name=button).nth(number).click()
        return arriving.value

    def upload(self, *files: Path) -> Page:
        """Give files to the page's uploader."""
        self.page.locator("input[type=file]").set_input_files(files)
        return self.settle()

    def _note(self, url: str) -> None:
        if url.startswith(("http", "ws")) and urlsplit(url).netloc != urlsplit(self.address).netloc:
            self.elsewhere.append(url)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The dashboard did not start:\n{log.read_text(errors='replace')}")
