"""The first request after a start, and a home with nothing in it."""

import re
from pathlib import Path

from playwright.sync_api import expect

from analysis.bench.serving import served
from analysis.language import translator
from tests.browser.visitor import PAGES, Visitor

zh = translator("zh")
WITHOUT_DATA = {"data_intake"}
MENU = {
    "Course of output": ["Trends", "Outlook", "Published figures"],
    "Liaison desk": ["Service requests", "Liaison officers", "Engagements", "Agreements"],
    "Data": ["Data quality", "Data intake"],
}
NARROW_SCREEN = {"width": 1280, "height": 800}


def test_the_first_request_straight_to_a_page_stands_in_the_frame(visit_own):
    visitor = visit_own(viewport=NARROW_SCREEN)
    page = visitor.open("/coverage?lang=en")
    for title in ("Overview", "Province", "Enterprise", "Key units", "Coverage", "Next batch"):
        expect(page.get_by_role("link", name=title)).to_be_visible()
    for group, titles in MENU.items():
        page.get_by_role("button", name=group, exact=True).click()
        for title in titles:
            expect(page.get_by_role("menuitem", name=title)).to_be_visible()
        page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Coverage").first).to_be_visible()
    expect(page.get_by_role("radio", name="English")).to_be_checked()
    expect(page).to_have_url(re.compile(r"/coverage\?.*lang=en"))


def test_without_data_every_page_says_what_to_do(browser, empty_home: Path, tmp_path):
    with served(empty_home, tmp_path / "server.txt") as server:
        visitor = Visitor(browser, server.address)
        for name in PAGES:
            page = visitor.open(f"/{name}" if name != "overview" else "/")
            if name in WITHOUT_DATA:
                continue
            expect(page.get_by_role("link", name=zh("Go to data intake"))).to_be_visible()
        page.get_by_role("link", name=zh("Go to data intake")).click()
        visitor.settle()
        expect(page.locator("input[type=file]")).to_be_attached()
        assert not visitor.elsewhere
        assert not visitor.errors
        visitor.context.close()
