"""The report on paper is an official document (GB/T 9704-2012): measured on the pages LibreOffice prints."""

import re
from itertools import pairwise

import pytest

from tests.office.printing import LENT, POINTS_IN_MM, Line, Page

SAME = 0.3  # mm within which two places are the same
LEFT, RIGHT, TOP, BOTTOM = 28, 210 - 26, 37, 297 - 35
LINE = 28 / POINTS_IN_MM
# Marks that may stand beyond the edge. LibreOffice lets a Western comma or stop hang too where it follows a
# Chinese name, as one does in the English report.
HANGING = "，。、；：）！？”’,."


def font_of(asked: str) -> re.Pattern[str]:
    """The PDF's name for the font lent to one that was asked for."""
    family, weight = LENT[asked]
    kind = "Serif" if "Serif" in family else "Sans"
    return re.compile(rf"Noto{kind}CJK\w+-{weight.title()}")


def body(page: Page) -> list[Line]:
    """The lines between header and footer."""
    return [line for line in page.lines() if TOP < line.baseline < BOTTOM]


def text_lines(page: Page) -> list[Line]:
    """The lines of running text and headings: all that is set in size 3号."""
    return [line for line in body(page) if {one.size for one in line} == {16}]


def upright(pages: list[Page]) -> list[Page]:
    return [page for page in pages if page.width < page.height]


def is_in(line: Line, asked: str, size: float) -> bool:
    return all(font_of(asked).match(font) and found == size for font, found in line.fonts())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_are_a4(pages, language):
    sizes = {(round(page.width), round(page.height)) for page in pages[language]}
    assert sizes == {(210, 297), (297, 210)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_stays_within_the_margins(pages, language):
    for page in upright(pages[language]):
        for line in body(page):
            inner = [one for one in line if one.text not in HANGING]
            assert min(one.x for one in inner) > LEFT - SAME
            assert max(one.right for one in inner) < RIGHT + SAME


def test_text_fills_the_margins(pages):
    lines = [line for page in upright(pages["zh"]) for line in text_lines(page)]
    assert min(line[0].x for line in lines) == pytest.approx(LEFT, abs=SAME)
    assert max(one.right for line in lines for one in line if one.text not in HANGING) == pytest.approx(
        RIGHT, abs=SAME
    )


def test_lines_stand_28_points_apart_and_22_fill_a_page(pages):
    full = 0
    for page in upright(pages["zh"]):
        lines = text_lines(page)
        apart = [below.baseline - above.baseline for above, below in pairwise(lines)]
        if len(lines) == len(body(page)):
            assert all(gap == pytest.approx(LINE, abs=0.05) for gap in apart[2:])
            full = max(full, len(lines))
    assert full == 22


def test_28_characters_share_a_line(pages):
    lines = [line for page in upright(pages["zh"]) for line in text_lines(page)]
    chinese = [line for line in lines if all("\u3000" <= one.text <= "\uffef" for one in line)]
    full = [line for line in chinese if line[-1].right > RIGHT - 1 and line[0].x < LEFT + SAME]
    counts = {len([one for one in line if one.right < RIGHT + SAME]) for line in full}
    assert max(counts) == 28  # fewer where a line must not begin with the punctuation that follows
    assert min(counts) >= 26


def test_each_level_has_its_font_and_size(pages):
    lines = [line for page in pages["zh"] for line in page.lines()]
    title = next(line for line in lines if "覆盖情况报告" in line.text)
    assert is_in(title, "方正小标宋简体", 22)
    first = [line for line in lines if re.match("[一二三四五六七八]、", line.text)]
    assert len(first) == 8
    assert all(is_in(line, "黑体", 16) for line in first)
    second = [line for line in lines if re.match("（[一二]）", line.text)]
    assert len(second) == 2
    assert all(is_in(line, "楷体_GB2312", 16) for line in second)
    text = next(line for line in lines if "在册联络服务重点单位" in line.text)
    assert is_in(text, "仿宋_GB2312", 16)


def test_a_paragraph_begins_two_characters_in(pages):
    first = next(line for line in text_lines(pages["zh"][0]) if "在册联络服务重点单位" in line.text)
    assert first[0].x == pytest.approx(LEFT + 2 * 16 / POINTS_IN_MM, abs=SAME)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_numbers_stand_outside_between_dashes(pages, language):
    for page in pages[language]:
        footer = page.lines()[-1]
        assert footer.text == f"—{page.number}—"
        assert {one.size for one in footer} == {14}
        assert all(font_of("宋体").match(one.font) for one in footer)
    free = 14 / POINTS_IN_MM  # one character, on the outer side
    for page in upright(pages[language]):
        footer = page.lines()[-1]
        outer = RIGHT - footer[-1].right if page.number % 2 else footer[0].x - LEFT
        assert outer == pytest.approx(free, abs=SAME)
        assert footer.baseline - BOTTOM == pytest.approx(7 + 14 * 0.3 / POINTS_IN_MM, abs=1)


def test_a_table_over_several_pages_repeats_its_head(pages):
    turned = [page for page in pages["zh"] if page.width > page.height]
    assert len(turned) >= 2
    for page in turned:
        assert "企业名称" in "".join(line.text for line in page.lines()[:8])


@pytest.mark.parametrize(("language", "words"), [("zh", "示例数据"), ("en", "Demodata")])
def test_every_page_of_the_demo_says_so(pages, language, words):
    assert all(words in page.lines()[0].text for page in pages[language])
    assert len(pages[language]) > 5
