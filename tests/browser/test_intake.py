"""A workbook goes in through the page, good or broken, and a colleague at another page sees the release."""

import csv
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from analysis.formatting import yuan
from analysis.kinds import KINDS
from analysis.language import translator
from analysis.questions import ask
from analysis.reports.template import template_workbook
from analysis.warehouse import open_release

zh = translator("zh")
OUTPUT = KINDS["output"].sheet


def output_workbook(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.load_workbook(BytesIO(template_workbook()))
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            book[OUTPUT].cell(number, column, value)
    book.save(path)
    return path


@pytest.fixture
def largest_in_xinjiang(demo_copy: Path) -> tuple[str, str]:
    first = ask(open_release(demo_copy), "output_by_enterprise", province="650000", limit=1).frame.iloc[0]
    return first["enterprise_code"], first["enterprise"]


def test_a_good_workbook_comes_in_and_everybody_sees_it(visit_own, largest_in_xinjiang, demo_copy, tmp_path):
    colleague = visit_own()
    colleague.open("/province?province=650000")
    release = open_release(demo_copy)
    file = output_workbook(tmp_path / "更正.xlsx", [*largest_in_xinjiang, 2026, 3, "新疆", 9_000_000, "", ""])

    visitor = visit_own()
    page = visitor.open("/data_intake")
    visitor.upload(file)
    expect(page.get_by_text(zh("No problems found."))).to_be_visible()
    page.get_by_role("button", name=zh("Import"), exact=True).click()
    visitor.settle()
    new = open_release(demo_copy)
    assert new.id != release.id

    colleague.page.get_by_role("radio", name="English").click()
    colleague.settle()
    expect(colleague.page.get_by_text(new.id)).to_be_visible()
    provinces = ask(new, "output_by_province", year=2026, quarter=3).frame.set_index("province_code")
    shown = yuan(provinces.loc["650000", "output_ytd_yuan"], language="en")
    assert shown in colleague.headlines()[0]

    visitor.upload(file)
    page.get_by_role("button", name=zh("Import"), exact=True).click()
    visitor.settle()
    assert open_release(demo_copy).id == new.id


def test_a_workbook_with_errors_lists_them_and_changes_nothing(
    visit_own, largest_in_xinjiang, demo_copy, tmp_path
):
    release = open_release(demo_copy).id
    code, name = largest_in_xinjiang
    file = output_workbook(
        tmp_path / "错误.xlsx",
        [code, name, 2026, 3, "新疆", 100, "", ""],
        [code, name, 2026, 3, "大西洋", 100, "", ""],
        [code, name, 2026, 7, "广东", "abc", "", ""],
    )
    visitor = visit_own()
    page = visitor.open("/data_intake")
    visitor.upload(file)
    expect(page.get_by_role("button", name=zh("Import"), exact=True)).to_be_disabled()
    problems = visitor.download(zh("Download {format}").format(format="CSV"))
    problems.save_as(tmp_path / "problems.csv")
    rows = list(csv.DictReader((tmp_path / "problems.csv").open(encoding="utf-8-sig", newline="")))
    assert {("3", "大西洋"), ("4", "7")} <= {(row["行号"], row["原值"]) for row in rows}
    assert open_release(demo_copy).id == release


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("坏.xlsx", b"not a workbook at all"),
        ("半.xlsx", template_workbook()[:3000]),
        ("空.csv", b""),
        ("无关.csv", "菜名,价格\r\n面,8\r\n".encode()),
    ],
)
def test_a_broken_file_is_refused_in_words(visit_own, demo_copy, tmp_path, name, content):
    release = open_release(demo_copy).id
    file = tmp_path / name
    file.write_bytes(content)
    visitor = visit_own()
    page = visitor.open("/data_intake")
    visitor.upload(file)
    alert = page.get_by_test_id("stAlert").first
    expect(alert).to_be_visible()
    assert "Traceback" not in page.content()
    assert open_release(demo_copy).id == release
