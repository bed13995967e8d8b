"""The report as a Word document in official layout: same report, same bytes."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shape import InlineShape
from docx.shared import Length, Mm, RGBColor
from docx.table import _Cell

from analysis import reference
from analysis.glossary import enum_label
from analysis.language import N_, translator
from analysis.reports.coverage_report import layout, tables
from analysis.reports.coverage_report.model import (
    Block,
    Definitions,
    Numbered,
    Paragraph,
    Picture,
    Report,
    Section,
    Table,
)
from analysis.reports.coverage_report.picture import HOME, LOOKS, map_of, swatch_of

_MARKS_APART = "　"
_MAP_WIDTH = Mm(114)
_TILE_HEIGHT = Mm(9.2)
_RIGHT_ALIGNED = frozenset({"yuan", "ratio", "yoy", "pp", "count", "decimal"})
_CENTRED = frozenset({"integer", "date", "datetime", "code", "bool", "year", "quarter"})
# No file says when it was written, or the same report would not be the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def to_docx(report: Report) -> bytes:
    """The report as .docx, in GB/T 9704 layout, its annexes on turned pages."""
    document = docx.Document()
    layout.prepare(document, report.language)
    _describe(document, report)
    writer = _Writer(document, report)
    writer.front()
    for number, section in _numbered(report.sections):
        writer.section(section, number)
    layout.number_pages(document.sections[0], _MARKS_APART.join(report.marks))
    for annex in report.annexes:
        turned = layout.turned(document)
        layout.number_pages(turned, _MARKS_APART.join(report.marks))
        writer.annex(annex)
    content = BytesIO()
    document.save(content)
    return _timeless(content.getvalue())


def _numbered(sections: Iterable[Section]) -> Iterable[tuple[int, Section]]:
    """Each section with its number among those of its level below the same heading."""
    counted: dict[int, int] = {}
    for section in sections:
        counted[section.level] = counted.get(section.level, 0) + 1
        counted = {level: number for level, number in counted.items() if level <= section.level}
        yield counted[section.level], section


class _Writer:
    def __init__(self, document: Document, report: Report) -> None:
        self.document, self.report = document, report
        self.translate = translator(report.language)
        self.width: Length = layout.TEXT_WIDTH

    def front(self) -> None:
        """The marks, the title and the date below it."""
        self.document.add_paragraph(_MARKS_APART.join(self.report.marks), layout.MARK)
        self.document.add_paragraph(self.report.title.text, layout.TITLE)
        self.document.add_paragraph(self.report.dated.text, layout.DATED)

    def section(self, section: Section, number: int) -> None:
        """A heading with its number, and what stands below it."""
        words = self.translate(_NUMERALS[section.level]).split("|")[number - 1] + section.heading
        heading = self.document.add_paragraph(words, f"Heading {section.level}")
        heading.paragraph_format.page_break_before = section.new_page or None
        for block in section.blocks:
            self.block(block)

    def annex(self, section: Section) -> None:
        """An annex on turned pages."""
        self.width = layout.TURNED_WIDTH
        words = self.translate(N_("Annex: {title}")).format(title=section.heading)
        self.document.add_paragraph(words, layout.ANNEX)
        for block in section.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        """One block, whatever it is."""
        match block:
            case Paragraph():
                self.document.add_paragraph(block.text, layout.TEXT)
            case Numbered():
                for number, item in enumerate(block.items, start=1):
                    self.item(number, item)
            case Table():
                self.table(block)
            case Definitions():
                self.definitions(block)
            case Picture():
                self.picture(block)

    def item(self, number: int, item: Paragraph) -> None:
        """A paragraph of a numbered list, its lead in bold."""
        paragraph = self.document.add_paragraph(f"{number}. ", layout.TEXT)
        if item.lead is not None:
            colon = "：" if self.report.language == "zh" else ": "
            paragraph.add_run(item.lead.text + colon).bold = True
        paragraph.add_run(item.text)

    def definitions(self, block: Definitions) -> None:
        """Each term in bold before its meaning."""
        colon = "：" if self.report.language == "zh" else ": "
        for term, meaning in block.terms:
            paragraph = self.document.add_paragraph(style=layout.TEXT)
            paragraph.add_run(term + colon).bold = True
            paragraph.add_run(meaning)
        for text in block.general:
            self.document.add_paragraph(text, layout.TEXT)

    def table(self, table: Table) -> None:
        """A table whose head is repeated on every page and whose rows are never torn."""
        self.document.add_paragraph(table.title, layout.TABLE_TITLE)
        made = self.document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
        widths = tables.shared_out(self.width, table.widths)
        tables.fix(made, widths)
        for cell, heading in zip(made.rows[0].cells, table.headings, strict=True):
            _write(cell, heading, layout.TABLE_HEAD)
        tables.repeat(made.rows[0])
        for figures in table.rows:
            row = made.add_row()
            tables.keep_whole(row)
            for cell, figure, form in zip(row.cells, figures, table.forms, strict=True):
                _write(cell, figure.text, layout.TABLE_TEXT, _alignment(form))
        tables.set_widths(made, widths)
        self.document.add_paragraph(style=layout.CAPTION)

    def picture(self, picture: Picture) -> None:
        """The map, its legend and caption, then the grid of tiles."""
        frame = picture.coverage.frame
        statuses = dict(zip(frame["province_code"], frame["status"], strict=True))
        statuses[picture.home_province] = HOME
        self.document.add_paragraph(picture.title, layout.TABLE_TITLE)
        drawing = self.document.add_paragraph(style=layout.LEGEND)
        drawing.paragraph_format.line_spacing = 1.0
        shape = drawing.add_run().add_picture(BytesIO(map_of(statuses)), width=_MAP_WIDTH)
        _describe_shape(shape, picture.title)
        self.legend()
        self.document.add_paragraph(picture.caption, layout.CAPTION)
        self.document.add_paragraph(picture.grid_title, layout.TABLE_TITLE)
        self.tiles(statuses)
        self.document.add_paragraph(style=layout.CAPTION)

    def legend(self) -> None:
        """What each look means: its pattern, its sign, its words."""
        paragraph = self.document.add_paragraph(style=layout.LEGEND)
        for status, look in LOOKS.items():
            if paragraph.runs:
                paragraph.add_run("   ")
            shape = paragraph.add_run().add_picture(BytesIO(swatch_of(status)), height=Mm(3))
            _describe_shape(shape, self.status_name(status))
            paragraph.add_run(f" {look.sign} {self.status_name(status)}")

    def status_name(self, status: str) -> str:
        """The words for a status, those of the home province among them."""
        if status == HOME:
            return self.translate(N_("Home province"))
        return enum_label("coverage", status, self.report.language)

    def tiles(self, statuses: dict[str, str]) -> None:
        """Each province a square with its name and its status' sign, where it lies on the tile grid."""
        grid = reference.tile_grid()
        rows, columns = int(grid["row"].max()) + 1, int(grid["col"].max()) + 1
        made = self.document.add_table(rows=rows, cols=columns)
        width = Length(layout.TEXT_WIDTH // columns)
        tables.fix(made, [width] * columns)
        tables.set_widths(made, [width] * columns)
        for row in made.rows:
            row.height, row.height_rule = _TILE_HEIGHT, WD_ROW_HEIGHT_RULE.EXACTLY
            tables.keep_whole(row)
        cells = {(r, c): cell for r, row in enumerate(made.rows) for c, cell in enumerate(row.cells)}
        for code, r, c in grid[["province_code", "row", "col"]].itertuples(index=False):
            self.tile(cells[r, c], str(code), statuses[str(code)])
        for cell in cells.values():
            for paragraph in cell.paragraphs:
                paragraph.style = self.document.styles[layout.TILE]
                paragraph.paragraph_format.keep_with_next = True

    def tile(self, cell: _Cell, code: str, status: str) -> None:
        """One square."""
        look = LOOKS[status]
        paragraph = cell.paragraphs[0]
        for words in (reference.province_name(code, self.report.language), look.sign):
            run = paragraph.add_run(words)
            run.font.color.rgb = RGBColor.from_string(look.text_ink.lstrip("#"))
            if words != look.sign:
                run.add_break()
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        tables.shade(cell, look.ground)
        tables.outline(cell)


# What stands before a heading of each level, by its number.
_NUMERALS = {
    1: N_("I. |II. |III. |IV. |V. |VI. |VII. |VIII. |IX. |X. |XI. |XII. "),
    2: N_("A. |B. |C. |D. |E. |F. "),
}


def _write(
    cell: _Cell, text: str, style: str, alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.paragraph_format.alignment = alignment
    paragraph.add_run(text)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _alignment(form: str) -> WD_ALIGN_PARAGRAPH:
    if form in _RIGHT_ALIGNED:
        return WD_ALIGN_PARAGRAPH.RIGHT
    return WD_ALIGN_PARAGRAPH.CENTER if form in _CENTRED else WD_ALIGN_PARAGRAPH.LEFT


def _describe_shape(shape: InlineShape, words: str) -> None:
    """What a screen reader says of a picture."""
    shape._inline.docPr.set("descr", words)


def _describe(document: Document, report: Report) -> None:
    about, as_of = document.core_properties, report.answers.summary.as_of
    about.title, about.subject = report.title.text, report.dated.text
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.identifier = report.answers.summary.release_id
    about.language = "zh-CN" if report.language == "zh" else "en"
    about.created = about.modified = datetime(as_of.year, as_of.month, as_of.day)
    about.revision = 1


def _timeless(content: bytes) -> bytes:
    """The same package with its members in order of name and without the time of writing."""
    sealed = BytesIO()
    with ZipFile(BytesIO(content)) as written, ZipFile(sealed, "w") as archive:
        # By the packaging conventions the list of content types comes first.
        for name in sorted(written.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            archive.writestr(ZipInfo(name, _NO_TIME), written.read(name), ZIP_DEFLATED)
    return sealed.getvalue()
