"""A visitor to the dashboard who notes what is fetched, and from where."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Download, Page, expect

from analysis.bench.serving import PROJECT, SETTLED

PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("[!_]*.py"))
# What the frame says of a page in which something failed, in both languages.
PAGE_FAILED = re.compile("This page could not be shown|本页暂时无法显示")
RERUN_MS = 30_000
# Before it finds out where it is served, Streamlit's page asks for these below the page's own path, too.
STREAMLIT_FEELS_ITS_WAY = ("/_stcore/health", "/_stcore/host-config")
# Plotly binds a province's code to its shape. The inset shows all of them again, most of them of no size.
MIDDLE_OF_PROVINCE = """code => {
    const shapes = [...document.querySelectorAll('.choroplethlayer path')];
    const boxes = shapes.filter(shape => shape.__data__ && shape.__data__.loc === code)
        .map(shape => shape.getBoundingClientRect());
    const largest = boxes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
    return largest && largest.width && [largest.x + largest.width / 2, largest.y + largest.height / 2];
}"""
CHECK_BOX_WIDTH, ROW_HEIGHT = 36, 35


class Visitor:
    """Someone with a browser window.

    `elsewhere` lists what it asked of any host but the dashboard's, `errors` what failed in its scripts or
    was complained of on its console.
    """

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
        self.page.on("console", self._note_complaint)

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
        expect(self.page.get_by_test_id("stAlert").filter(has_text=PAGE_FAILED)).to_have_count(0)
        return self.page

    def headlines(self) -> list[str]:
        """The page's few numbers as they are read, each with its label and comparison."""
        return [
            " ".join(number.inner_text().split()) for number in self.page.get_by_test_id("stMetric").all()
        ]

    def choose(self, label: str, option: str) -> Page:
        """Choose an option of a select box by typing it: a long list still scrolls while one clicks in it."""
        box = self.page.get_by_role("combobox", name=label)
        box.click()
        box.fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        expect(self.page.get_by_role("listbox")).to_have_count(0)
        return self.settle()

    def switch_to(self, option: str) -> Page:
        """Choose one of a few options that stand side by side."""
        self.page.get_by_role("radio", name=option, exact=True).click()
        return self.settle()

    def follow(self, link: str) -> Page:
        """Click the first link of this name."""
        self.page.get_by_role("link", name=link).first.click()
        return self.settle()

    def press(self, button: str) -> Page:
        """Press a button."""
        self.page.get_by_role("button", name=button, exact=True).click()
        return self.settle()

    def type_number(self, label: str, number: int) -> Page:
        """Type a number into its field."""
        field = self.page.get_by_role("spinbutton", name=label, exact=True)
        field.fill(str(number))
        field.press("Enter")
        return self.settle()

    def type_day(self, label: str, day: str) -> Page:
        """Type a date (ISO) into its field, and leave the field: only then it counts."""
        self.page.get_by_role("group", name=label, exact=True).get_by_role("spinbutton").first.click()
        self.page.keyboard.type(day.replace("-", ""))
        self.page.get_by_role("heading", level=1).click()
        return self.settle()

    def type_moment(self, label: str, moment: str) -> None:
        """Type a date with its time (ISO, to the minute) into a field of a form."""
        self.page.get_by_role("group", name=label, exact=True).get_by_role("spinbutton").first.click()
        self.page.keyboard.type("".join(filter(str.isdigit, moment)))

    def day(self, label: str) -> str:
        """The date (ISO) a field shows."""
        parts = self.page.get_by_role("group", name=label, exact=True).get_by_role("spinbutton")
        return "-".join(part.inner_text() for part in parts.all())

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

    def _note_complaint(self, message: ConsoleMessage) -> None:
        where = str(message.location.get("url", ""))
        if message.type == "error" and not where.endswith(STREAMLIT_FEELS_ITS_WAY):
            self.errors.append(f"{message.text} ({where})")

    def _note(self, url: str) -> None:
        if url.startswith(("http", "ws")) and urlsplit(url).netloc != urlsplit(self.address).netloc:
            self.elsewhere.append(url)
