"""What a reader does in a morning: from the map to a province, an enterprise and back; files to take away."""

import re

import pytest
from playwright.sync_api import expect

from analysis.language import translator
from tests.conftest import analysis

XINJIANG, GUANGDONG = "650000", "440000"
zh, en = translator("zh"), translator("en")


def test_from_the_map_to_a_province_to_an_enterprise_and_back(visit):
    visitor = visit()
    page = visitor.open()
    visitor.click_on_map(XINJIANG)
    expect(page).to_have_url(re.compile(rf"/province\?.*province={XINJIANG}"))
    expect(page.get_by_role("heading", name="新疆").first).to_be_visible()
    province = visitor.headlines()
    visitor.click_first_row()
    expect(page).to_have_url(re.compile(r"/enterprise\?.*enterprise=91"))
    expect(page.get_by_role("heading", name="示例").first).to_be_visible()
    page.go_back()
    visitor.settle()
    expect(page).to_have_url(re.compile(rf"/province\?.*province={XINJIANG}"))
    assert visitor.headlines() == province


def test_who_comes_back_from_a_province_finds_all_enterprises(visit):
    visitor = visit()
    page = visitor.open("/enterprise")
    all_of_them = page.get_by_role("heading", level=2).first.inner_text()
    visitor.click_first_row()
    enterprise = page.url
    page.goto(f"{enterprise}&province={XINJIANG}")  # as it stands after a visit to a province
    visitor.settle()
    visitor.press(zh("All enterprises"))
    expect(page.get_by_role("combobox", name=zh("Province"))).to_have_value(zh("All provinces"))
    expect(page.get_by_role("heading", level=2).first).to_have_text(all_of_them)


def test_a_click_on_the_tile_grid_opens_the_province_too(visit):
    visitor = visit()
    page = visitor.open()
    visitor.click_on_tile("广东")
    expect(page).to_have_url(re.compile(rf"/province\?.*province={GUANGDONG}"))


def test_a_copied_link_opens_the_same_view_for_a_colleague(visit):
    visitor = visit()
    visitor.open(f"/province?province={XINJIANG}")
    latest = visitor.headlines()
    visitor.choose(zh("Period"), "2026年1—2季度")
    earlier = visitor.headlines()
    assert earlier != latest
    colleague = visit()
    colleague.open(visitor.page.url)
    assert colleague.headlines() == earlier


def test_the_language_switches_and_stays(visit):
    visitor = visit()
    page = visitor.open(f"/province?province={XINJIANG}")
    ranked = re.search(r"\d+", visitor.headlines()[1])
    page.get_by_role("radio", name="English").click()
    visitor.settle()
    expect(page.get_by_role("heading", name="Xinjiang").first).to_be_visible()
    assert "lang=en" in page.url
    assert ranked
    assert re.search(rf"\b{ranked.group()}\b", visitor.headlines()[1]), "the same view in the other language"
    page.get_by_role("link", name="Coverage").click()
    visitor.settle()
    expect(page.get_by_role("heading", name="Coverage").first).to_be_visible()


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("language", "button"), [("zh", zh("Download {format}")), ("en", en("Download {format}"))]
)
def test_a_download_is_what_the_command_line_gives(visit, demo_home, tmp_path, format, language, button):
    visitor = visit()
    visitor.open(f"/?period=2026Q2&lang={language}")
    file = visitor.download(button.format(format=format.upper()))
    told = tmp_path / "told"
    asked = ["output_by_province", "--year", "2026", "--quarter", "2", "--format", format, "--lang", language]
    analysis("ask", *asked, "-o", told, home=demo_home)
    content = (tmp_path / "file").resolve()
    file.save_as(content)
    assert content.read_bytes() == told.read_bytes()
    assert "2026-06-30" in file.suggested_filename
    assert file.suggested_filename.endswith(f".{format}")
