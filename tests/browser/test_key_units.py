"""The roster on a time line, a unit's file opened and left again, and what changed between two dates."""

import json
import re
from csv import DictReader
from typing import Any

from playwright.sync_api import Page, expect

from analysis.glossary import label
from analysis.language import translator
from tests.conftest import analysis

FIRST, LAST = "2023-01-01", "2024-12-31"
# The strokes of a time line: Plotly binds to each the trace that it draws.
STROKES = """[...document.querySelectorAll('.scatterlayer .trace path.js-line')]
    .filter(path => path.getBBox().width)"""
zh = translator("zh")


def asked(home, question: str, *options: str) -> list[dict[str, Any]]:
    return json.loads(analysis("ask", question, *options, "--format", "json", home=home).stdout)["rows"]


def headings(page: Page) -> list[str]:
    return [heading.inner_text() for heading in page.get_by_role("heading").all()]


def test_a_unit_is_opened_from_the_roster_and_left_again(visit, demo_home):
    visitor = visit()
    page = visitor.open("/key_units")
    stays = asked(demo_home, "roster_stays")
    legend = page.locator(".legendtext").all_text_contents()
    assert {zh("Batch {number}").format(number=stay["batch"]) for stay in stays} <= set(legend)
    assert page.evaluate(f"{STROKES}.length") == len(stays)

    roster = headings(page)
    first = asked(demo_home, "key_units")[0]
    visitor.click_first_row()
    expect(page).to_have_url(re.compile(rf"/key_unit\?.*unit={first['unit_id']}"))
    expect(page.get_by_role("heading", name=first["enterprise"]).first).to_be_visible()
    assert zh("What speaks for it") in page.get_by_role("radio", checked=True).all_inner_texts()
    visitor.switch_to(zh("History"))
    with (
        visitor.download(zh("Download {format}").format(format="CSV"))
        .path()
        .open(encoding="utf-8-sig", newline="") as file
    ):
        told = [row[label("date", "zh", question="unit_history")] for row in DictReader(file)]
    assert told == [row["date"] for row in asked(demo_home, "unit_history", "--unit", first["unit_id"])]
    page.go_back()
    visitor.settle()
    page.go_back()
    visitor.settle()
    expect(page).to_have_url(re.compile(r"/key_units"))
    assert headings(page) == roster


def test_what_changed_on_the_roster_between_two_dates(visit, demo_home):
    visitor = visit()
    page = visitor.open("/key_units")
    visitor.switch_to(zh("What changed"))
    visitor.type_day(zh("From"), FIRST)
    visitor.type_day(zh("To"), LAST)
    expect(page).to_have_url(re.compile(rf"from={FIRST}.*to={LAST}|to={LAST}.*from={FIRST}"))
    csv = zh("Download {format}").format(format="CSV")
    told = visitor.download(csv).path().read_bytes()
    options = ("--from", FIRST, "--to", LAST)
    assert told == analysis("ask", "roster_changes", *options, home=demo_home).stdout
    assert asked(demo_home, "roster_changes", *options)

    colleague = visit()
    colleague.open(page.url)
    assert (colleague.day(zh("From")), colleague.day(zh("To"))) == (FIRST, LAST)
    assert colleague.download(csv).path().read_bytes() == told
