"""The coverage report taken from the page: the bytes of the command line, for the day in the address."""

import re

import pytest
from playwright.sync_api import expect

from analysis.language import translator
from tests.conftest import analysis

AS_OF, SINCE = "2026-09-30", "2025-12-31"
zh = translator("zh")


@pytest.mark.parametrize(
    ("format", "language"), [("docx", "zh"), ("xlsx", "zh"), ("csv", "zh"), ("docx", "en")]
)
def test_the_report_of_a_page_is_what_the_command_line_gives(visit, demo_home, tmp_path, format, language):
    visitor = visit()
    visitor.open(f"/coverage?as_of={AS_OF}&compare={SINCE}&lang={language}")
    button = translator(language)("Report {format}").format(format=format.upper())
    file = visitor.download(button)
    assert re.search(rf"_{AS_OF}_\d{{4}}-[0-9a-f]{{8}}_[\w-]+\.{format}$", file.suggested_filename)
    asked = tmp_path / f"report.{format}"
    analysis(
        "report", "coverage", "--as-of", AS_OF, "--since", SINCE, "--format", format, "-o", asked,
        "--lang", language, home=demo_home,
    )  # fmt: skip
    assert file.path().read_bytes() == asked.read_bytes()


def test_a_day_before_the_roster_has_no_report_and_says_why(visit):
    visitor = visit()
    page = visitor.open("/coverage?as_of=2001-01-01")
    expect(page.get_by_text("名册自 2021-03-08 起")).to_be_visible()
    expect(page.get_by_role("button", name=zh("Report {format}").format(format="DOCX"))).to_have_count(0)
