"""The Word file as a file: official layout as it is written, the same bytes, both languages whole."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt

from analysis.reports.coverage_report import report_file
from tests.conftest import analysis
from tests.unit.reports.coverage_report.conftest import AS_OF, SINCE, opened, report_of, texts

CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def test_the_page_is_an_official_one(documents):
    upright, turned = opened(documents["zh"]).sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    margins = (upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert turned.orientation == WD_ORIENT.LANDSCAPE
    assert (round(turned.page_width.mm), round(turned.page_height.mm)) == (297, 210)


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
        ("Normal", "仿宋_GB2312", 16),
    ],
)
def test_each_level_has_its_font(documents, style, font, size):
    found = opened(documents["zh"]).styles[style]
    fonts = found.element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == font
    assert not [name for name in fonts.attrib if "Theme" in name]
    assert found.font.size == Pt(size)


def test_text_is_set_28_points_apart_with_two_characters_free(documents):
    normal = opened(documents["zh"]).styles["Normal"]
    assert normal.paragraph_format.line_spacing == Pt(28)
    assert normal.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert normal.element.pPr.find(qn("w:ind")).get(qn("w:firstLine")) == "640"


def test_headings_are_numbered_by_level(documents):
    headings = {
        language: [p.text for p in opened(content).paragraphs if p.style.name.startswith("Heading")]
        for language, content in documents.items()
    }
    assert [text for text in headings["zh"] if text.startswith("（")] == ["（一）名册变动", "（二）覆盖变动"]
    assert [text[:2] for text in headings["zh"] if not text.startswith("（")] == [
        f"{numeral}、" for numeral in "一二三四五六七八"
    ]
    assert headings["en"][:2] == ["I. Summary", "II. Coverage in pictures"]
    assert "A. Changes of the roster" in headings["en"]


def test_fonts_a_machine_may_lack_have_a_name_to_fall_back_on(documents):
    with ZipFile(BytesIO(documents["zh"])) as archive:
        table = archive.read("word/fontTable.xml").decode()
    for font in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"):
        assert re.search(f'w:name="{font}"><w:altName w:val="[^"]+"', table)


def test_tables_repeat_their_heads_and_keep_their_rows_whole(documents):
    document = opened(documents["zh"])
    tables = [table for table in document.tables if table.style.name == "Table Grid"]
    assert len(tables) >= 5
    for table in tables:
        first, *others = [row._tr.trPr for row in table.rows]
        assert first.find(qn("w:tblHeader")) is not None
        for properties in (first, *others):
            assert properties.find(qn("w:cantSplit")) is not None


def test_the_grid_shows_every_province_with_the_sign_of_its_status(documents, made):
    grid = next(table for table in opened(documents["zh"]).tables if table.style.name != "Table Grid")
    shown = dict(re.fullmatch(r"(\w+)(\W)", "".join(cell.text.split())).groups()
                 for row in grid.rows for cell in row.cells if cell.text.strip())  # fmt: skip
    signs = {"stationed": "●", "reached": "○", "gap": "×", "idle": "－"}
    frame = made["zh"].answers.coverage.frame
    told = {row["province"]: signs[row["status"]] for row in frame.to_dict("records")}
    assert shown == told | {"山东": "◎"}


def test_it_says_that_it_is_internal_and_a_draft(documents):
    for language, mark in (("zh", "内部资料·初稿"), ("en", "Internal · draft")):
        document = opened(documents[language])
        assert document.paragraphs[0].text == mark
        assert mark in document.sections[0].header.paragraphs[0].text
        assert "示例数据" not in document.sections[0].header.paragraphs[0].text


def test_the_map_is_no_basis_for_borders_and_has_a_number_only_if_configured(documents, release, made):
    assert "示意图，不作为划界依据。" in texts(opened(documents["zh"]))
    assert not [text for text in texts(opened(documents["zh"])) if "审图号" in text]
    approved = report_of(release, map_approval_number="GS(2024)0650号")
    assert "示意图，不作为划界依据。审图号：GS(2024)0650号。" in texts(opened(report_file(approved, "docx")))


def test_the_english_report_has_chinese_only_in_names(documents, made):
    answers = made["en"].answers
    names = " ".join(
        str(value)
        for answer in (answers.coverage, answers.units, answers.roster_changes, answers.submissions)
        for row in answer.frame.to_numpy().tolist()
        for value in row
    )
    said = {word for text in texts(opened(documents["en"])) for word in CHINESE.findall(text)}
    assert {word for word in said if word not in names} == set()


def test_no_member_tells_when_it_was_written(documents):
    with ZipFile(BytesIO(documents["zh"])) as archive:
        names = archive.namelist()
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert names == ["[Content_Types].xml", *sorted(set(names) - {"[Content_Types].xml"})]
    assert re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", core) == [f"{AS_OF}T00:00:00Z"] * 2
    assert "python-docx" not in core


@pytest.mark.parametrize("format", ["csv", "xlsx", "docx"])
def test_the_same_release_gives_the_same_bytes(format, release, report_home, tmp_path, monkeypatch):
    """Written here and in another process with another hash seed."""
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    file = tmp_path / f"report.{format}"
    analysis(
        "report", "coverage", "--as-of", AS_OF, "--since", SINCE, "--format", format, "-o", file,
        home=report_home,
    )  # fmt: skip
    assert file.read_bytes() == report_file(report_of(release), format)
