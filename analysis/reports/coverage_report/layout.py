"""How an official document looks: GB/T 9704-2012, as styles, page and fonts of a Word file.

A4 with margins of 37 mm above, 35 below, 28 left and 26 right; 22 lines of 28 characters, 28 points apart;
the title in 小标宋 2号, headings in 黑体, 楷体, 仿宋, text in 仿宋 3号; page numbers in 宋体 4号, outside.
Font sizes: 2号 is 22 points, 3号 16, 4号 14, 小四 12, 五号 10.5, 小五 9.
"""

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from analysis import reference

TITLE, DATED, MARK, ANNEX, LEGEND = "Title", "Subtitle", "Mark", "Annex", "Legend"
TABLE_TITLE, TABLE_HEAD, TABLE_TEXT = "Table Title", "Table Head", "Table Text"
TEXT, TILE, CAPTION = "Normal", "Tile", "Caption"

_FONTS = reference.official_fonts()
_SMALL_SONG, _HEI, _KAI, _FANG_SONG, _SONG = (
    _FONTS[role].font for role in ("title", "heading", "subheading", "text", "number")
)
_ROMAN, _SANS = "Times New Roman", "Arial"
LINE = Pt(28)
_TABLE_SIZES = {"zh": 10.5, "en": 9}  # English words are longer, and break in narrow columns
_PAGE_WIDTH, _PAGE_HEIGHT = Mm(210), Mm(297)
_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
TEXT_WIDTH = Length(_PAGE_WIDTH - _LEFT - _RIGHT)
# Turned, the page keeps its margins relative to the text: what was above is now at the left.
TURNED_WIDTH = Length(_PAGE_HEIGHT - _TOP - _BOTTOM)
# The number's dashes are 7 mm below the text: half a line of 14 points above them, half below.
_FOOTER_FROM_EDGE = Length(_BOTTOM - Mm(7) - Pt(7))
_HEADER_FROM_EDGE = Mm(22)
# 28 characters share the text's width: each gives way a quarter of a point (in twentieths). A character grid
# would say the same, but programs other than Word set it differently.
_CLOSER = "-5"


def prepare(document: Document, language: str) -> None:
    """Give a new document the page, the styles and the fonts of an official one."""
    small = _TABLE_SIZES[language]
    _plain_defaults(document)
    _name_fonts(document)
    normal = _style(document, TEXT, _FANG_SONG, 16, indent=2)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    normal.paragraph_format.widow_control = False
    _space(normal, _CLOSER)
    _style(document, TITLE, _SMALL_SONG, 22, line=36, align="center", before=14)
    _style(document, DATED, _KAI, 16, align="center", after=14)
    _style(document, MARK, _HEI, 16, latin=_SANS)
    _style(document, "Heading 1", _HEI, 16, latin=_SANS, indent=2, together=True)
    _style(document, "Heading 2", _KAI, 16, indent=2, together=True)
    _style(document, "Heading 3", _FANG_SONG, 16, indent=2, together=True)
    _style(document, ANNEX, _HEI, 16, latin=_SANS, together=True)
    _style(document, TABLE_TITLE, _HEI, 12, latin=_SANS, line=20, align="center", before=8, together=True)
    _style(document, TABLE_HEAD, _HEI, small, latin=_SANS, line=small * 1.5, align="center")
    _style(document, TABLE_TEXT, _FANG_SONG, small, line=small * 1.5, align="left")
    _style(document, TILE, _HEI, small, latin=_SANS, line=12, align="center")
    _style(document, LEGEND, _FANG_SONG, 10.5, line=20, align="center", together=True)
    _style(document, CAPTION, _FANG_SONG, 10.5, line=18, align="center")
    document.settings.odd_and_even_pages_header_footer = True
    _lay_out(document.sections[0])


def turned(document: Document) -> Section:
    """Begin a part on turned pages, for tables too wide for upright ones."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE_HEIGHT, _PAGE_WIDTH
    section.left_margin, section.right_margin = _TOP, _BOTTOM
    section.top_margin, section.bottom_margin = _LEFT, _RIGHT
    section.footer_distance = section.header_distance = Mm(14)
    return section


def number_pages(section: Section, remark: str) -> None:
    """Page numbers outside, as "— 1 —"; above the text a remark that every page has to carry."""
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        _write_number(footer, side)
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.text = remark
        paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _shape(paragraph, 9, _FANG_SONG)


def _lay_out(section: Section) -> None:
    section.page_width, section.page_height = _PAGE_WIDTH, _PAGE_HEIGHT
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.footer_distance, section.header_distance = _FOOTER_FROM_EDGE, _HEADER_FROM_EDGE
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def _style(
    document: Document,
    name: str,
    font: str,
    size: float,
    *,
    latin: str = _ROMAN,
    line: float = LINE.pt,
    align: str = "justify",
    indent: int = 0,
    before: float = 0,
    after: float = 0,
    together: bool = False,
) -> ParagraphStyle:
    """A paragraph style, new or the program's own with everything of its own taken away."""
    styles = document.styles
    style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != TEXT:
        style.base_style = styles[TEXT]
    for own in ("w:rPr", "w:pPr"):
        for old in style.element.findall(qn(own)):
            outline = old.find(qn("w:outlineLvl"))
            style.element.remove(old)
            if outline is not None:
                style.element.get_or_add_pPr().append(outline)
    _fonts(style.element.get_or_add_rPr(), font, latin)
    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    format = style.paragraph_format
    format.line_spacing_rule, format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    format.space_before, format.space_after = Pt(before), Pt(after)
    format.keep_with_next = together
    format.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    _indent(style.element.get_or_add_pPr(), indent, size)
    return style


def _space(style: ParagraphStyle, twentieths: str) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), twentieths)
    size = style.element.rPr.find(qn("w:sz"))
    size.addprevious(spacing)


def _indent(properties: Any, characters: int, size: float) -> None:
    # In characters, as the standard has it, and in points for programs that don't count characters.
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(round(characters * size * 20)))


def _fonts(run_properties: Any, font: str, latin: str) -> None:
    for old in run_properties.findall(qn("w:rFonts")):
        run_properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script, chosen in (("ascii", latin), ("hAnsi", latin), ("eastAsia", font), ("cs", latin)):
        fonts.set(qn(f"w:{script}"), chosen)
    run_properties.insert(0, fonts)


def _shape(paragraph: Paragraph, size: float, font: str, latin: str = _ROMAN) -> None:
    format = paragraph.paragraph_format
    format.line_spacing_rule, format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size)
    _indent(paragraph._p.get_or_add_pPr(), 0, size)
    for run in paragraph.runs:
        run.font.size = Pt(size)
        _fonts(run._r.get_or_add_rPr(), font, latin)


def _write_number(footer: _Footer, side: str) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.add_run("— ")
    # A run for each part of the field: some programs take its look from the first alone.
    for part, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("result", "1"), ("end", "")):
        paragraph.add_run()._r.append(_field_part(part, text))
    paragraph.add_run(" —")
    right = side == "right"
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    _shape(paragraph, 14, _SONG, latin=_SONG)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # one character free outside
    indent.set(qn(f"w:{side}Chars"), "100")
    indent.set(qn(f"w:{side}"), "280")


def _field_part(part: str, text: str) -> Any:
    if part in ("", "result"):
        element = OxmlElement("w:instrText" if part == "" else "w:t")
        element.text = text
        element.set(qn("xml:space"), "preserve")
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), part)
    return element


def _plain_defaults(document: Document) -> None:
    """Take away the template's theme fonts, which would win over ours, and say what Chinese is Chinese.

    Latin text is English in either language: told to be Chinese, numbers would be torn at line ends.
    """
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run_properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _fonts(run_properties, _FANG_SONG, _ROMAN)
    language = run_properties.find(qn("w:lang"))
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")


def _name_fonts(document: Document) -> None:
    parts = document.part.package.iter_parts()
    table = next(part for part in parts if part.partname == "/word/fontTable.xml")
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, instead in _FONTS.values()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    table._blob = f'{head}<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()
