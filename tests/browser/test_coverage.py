"""From a gap on the map to a plan, a report and a covered province; and two dates side by side."""

import json
import re
from csv import DictReader
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import expect

from analysis.glossary import enum_label, label
from analysis.kinds import KINDS
from analysis.language import translator
from analysis.settings import today
from tests.browser.visitor import Visitor
from tests.conftest import analysis

XINJIANG = "650000"
EARLIER, LATER = "2023-06-30", "2025-06-30"
DOCUMENT = "鲁建外字〔2026〕4号"
KEY_UNIT = KINDS["key_unit"]
HUNDRED_MILLION = 10**8
STATUSES = ("status_before", "status_after")
# Of the plotted provinces, the codes of those with a border as strong as an outline has.
OUTLINED_ON_MAP = """() => [...document.querySelectorAll('.choroplethlayer path')]
    .filter(shape => shape.__data__ && parseFloat(shape.style.strokeWidth) > 2)
    .map(shape => shape.__data__.loc)"""
zh = translator("zh")


def asked(home: Path, question: str, *options: str) -> list[dict[str, Any]]:
    told = analysis("ask", question, *options, "--format", "json", home=home)
    return json.loads(told.stdout)["rows"]


@pytest.fixture
def gap(demo_copy: Path) -> dict[str, Any]:
    """The largest gap of today."""
    coverage = asked(demo_copy, "coverage")
    largest = max((row for row in coverage if row["status"] == "gap"), key=lambda row: row["demand_yuan"])
    assert largest["province_code"] == XINJIANG, "the story the demo tells"
    return largest


def to_candidates(visitor: Visitor) -> None:
    """The way from the coverage page by the map and the province's page."""
    page = visitor.open("/coverage")
    visitor.click_on_map(XINJIANG)
    expect(page).to_have_url(re.compile(rf"/province\?.*province={XINJIANG}"))
    assert any("空白" in number for number in visitor.headlines())
    visitor.follow(zh("Who could take a seat here"))
    expect(page).to_have_url(re.compile(rf"/next_batch\?.*province={XINJIANG}"))


def test_a_gap_on_the_map_becomes_a_covered_province(visit_own, demo_copy, gap, tmp_path):
    visitor = visit_own()
    page = visitor.page
    to_candidates(visitor)
    candidates = visitor.download(zh("Download {format}").format(format="CSV"))
    listed = tmp_path / "candidates.csv"
    analysis("ask", "next_batch_candidates", "--province", XINJIANG, "-o", listed, home=demo_copy)
    first, second = asked(demo_copy, "next_batch_candidates", "--province", XINJIANG)[:2]
    assert candidates.path().read_bytes() == listed.read_bytes()

    visitor.choose(zh("Candidate"), f"{second['rank']} · {second['enterprise']}")
    visitor.press(zh("Fix this seat"))
    visitor.type_number(zh("Seats"), 2)
    wish = f"{XINJIANG}:{second['enterprise_code']}"
    expect(page).to_have_url(re.compile(rf"fixed={XINJIANG}(%3A|:){second['enterprise_code']}"))
    plan = asked(demo_copy, "next_batch", "--seats", "2", "--fixed", wish, "--plan", "1")
    assert second["enterprise_code"] in {seat["enterprise_code"] for seat in plan}
    assert first["enterprise_code"] not in {seat["enterprise_code"] for seat in plan}

    page.get_by_text(zh("As a batch: a workbook to complete and import")).click()
    batch = tmp_path / "第四批.xlsx"
    visitor.download(zh("Download the batch workbook")).save_as(batch)
    assert filled_in(batch) == [seat["enterprise_code"] for seat in plan]

    visitor.open("/data_intake")
    visitor.upload(batch)
    expect(page.get_by_text(zh("No problems found."))).to_be_visible()
    visitor.press(zh("Import"))
    visitor.open("/coverage")
    expect(page.get_by_text(gap["why"])).to_have_count(0)
    after = {row["province_code"]: row for row in asked(demo_copy, "coverage")}
    assert after[XINJIANG]["status"] == "stationed"
    covered = sum(row["status"] in ("stationed", "reached") for row in after.values())
    assert f"{covered} / {len(after)}" in visitor.headlines()[0]
    visitor.click_on_map(XINJIANG)
    assert any("驻点覆盖" in number for number in visitor.headlines())
    [unit] = asked(demo_copy, "key_units", "--province", XINJIANG)
    assert (unit["enterprise_code"], unit["document"]) == (second["enterprise_code"], DOCUMENT)


def filled_in(file: Path) -> list[str]:
    """Complete a batch workbook with what it leaves to fill in; the enterprises it seats."""
    book = openpyxl.load_workbook(file)
    sheet = book[KEY_UNIT.sheet]
    place = {cell.value: cell.column for cell in sheet[1]}
    headers = {column.name: column.header for column in KEY_UNIT.columns}
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value]
    for row in rows:
        sheet.cell(row, place[headers["effective_date"]]).value = today()
        sheet.cell(row, place[headers["document"]]).value = DOCUMENT
    book.save(file)
    return [str(sheet.cell(row, place[headers["enterprise_code"]]).value) for row in rows]


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_the_report_holds_the_gaps_and_the_proposal_the_questions_answer(visit, demo_home, tmp_path, format):
    visitor = visit()
    visitor.open("/coverage")
    file = visitor.download(zh("Report {format}").format(format=format.upper())).path()
    gaps = [row for row in asked(demo_home, "coverage") if row["status"] == "gap"]
    seats = [seat for seat in asked(demo_home, "next_batch") if seat["plan"] == 1]
    assert XINJIANG in {gap["province_code"] for gap in gaps}
    assert XINJIANG in {seat["province_code"] for seat in seats}
    told = {"docx": in_document, "xlsx": in_workbook}[format](file.read_bytes())
    assert told == (
        [(gap["province"], gap["why"]) for gap in sorted(gaps, key=lambda gap: -gap["demand_yuan"])],
        [
            (seat["province"], seat["enterprise"], f"{seat['gain_yuan'] / HUNDRED_MILLION:,.2f}")
            for seat in seats
        ],
    )


def in_document(content: bytes) -> tuple[list[tuple[str, str]], list[tuple[str, ...]]]:
    """Gaps with their reasons, and seats with what they gain, as the Word file tells them."""
    document = docx.Document(BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    start, end = (
        next(number for number, text in enumerate(texts) if text.endswith(zh(heading)))
        for heading in ("Gaps and why they are gaps", "Changes since the last report")
    )
    numbered = [re.fullmatch(r"\d+\. (\w+)：(.+)", text) for text in texts[start:end]]
    gaps = [(found[1], found[2]) for found in numbered if found]
    [proposal] = [table for table in document.tables if table.cell(0, 0).text == label("seat", "zh")]
    return gaps, [tuple(cell.text for cell in row.cells[1:4]) for row in proposal.rows[1:]]


def in_workbook(content: bytes) -> tuple[list[tuple[str, str]], list[tuple[str, ...]]]:
    """The same of the workbook: sheets with a header row below their title."""
    book = openpyxl.load_workbook(BytesIO(content))
    province, enterprise, why = (label(name, "zh") for name in ("province", "enterprise", "why"))
    gaps = [(row[province], row[why]) for row in below_header(book[zh("Gaps")], province)]
    gained = label("gain_yuan", "zh", "亿元")
    seats = below_header(book[zh("Proposal")], province)
    first = [row for row in seats if row[label("plan", "zh")] == 1]
    return gaps, [(row[province], row[enterprise], f"{row[gained]:,.2f}") for row in first]


def below_header(sheet: Worksheet, name: str) -> list[dict[str, Any]]:
    rows = list(sheet.iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if name in row)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


def test_two_dates_are_compared_and_a_copied_link_shows_the_same(visit, demo_home):
    visitor = visit()
    page = visitor.open("/coverage")
    visitor.type_day(zh("As of"), LATER)
    visitor.type_day(zh("Compare with"), EARLIER)
    visitor.choose(zh("Region"), "国家战略区域: 京津冀协同发展")
    expect(page).to_have_url(re.compile(rf"as_of={LATER}.*compare={EARLIER}.*region=\w"))
    told = seen(visitor)
    assert f"{date.fromisoformat(EARLIER):%Y年%-m月%-d日}" in told["headings"]
    assert set(told["outlined"]) == {"110000", "120000", "130000"}

    colleague = visit()
    colleague.open(page.url)
    assert seen(colleague) == told
    assert (colleague.day(zh("As of")), colleague.day(zh("Compare with"))) == (LATER, EARLIER)


def seen(visitor: Visitor) -> dict[str, Any]:
    """What a reader of the coverage page has before them."""
    headings = [heading.inner_text() for heading in visitor.page.get_by_role("heading").all()]
    return {
        "headlines": visitor.headlines(),
        "headings": headings,
        "outlined": visitor.page.evaluate(OUTLINED_ON_MAP),
    }


def test_the_changes_between_two_dates_name_the_provinces_that_changed(visit, demo_home):
    visitor = visit()
    visitor.open(f"/coverage?as_of={LATER}&compare={EARLIER}")
    csv = zh("Download {format}").format(format="CSV")
    with visitor.download(csv).path().open(encoding="utf-8-sig", newline="") as file:
        told = {row[label("province_code", "zh")]: row for row in DictReader(file)}
    before, after = (
        {row["province_code"]: row["status"] for row in asked(demo_home, "coverage", "--as-of", day)}
        for day in (EARLIER, LATER)
    )
    changed = {code for code in after if after[code] != before[code]}
    assert changed
    for code in changed:
        words = [told[code][label(name, "zh", question="coverage_changes")] for name in STATUSES]
        assert words == [enum_label("coverage", of[code], "zh") for of in (before, after)]
