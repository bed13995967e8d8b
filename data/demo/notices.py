"""A notice with its annex, as a department sends it: a Word document, the same bytes every time."""

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table

from analysis.reference import province_name
from data.demo.liaison import Responsibility, named
from data.demo.roster import RosterEvent

# Two rows of headers: 联系方式 stands over its two columns, every other header over both rows.
HEADER = (
    *("序号", "企业名称", "派驻机构", "驻地", "驻地城市", "辐射区域", "固定办公场所", "常驻人数"),
    *("联系方式", "", "备注"),
)
BELOW = {8: "联系人", 9: "联系电话"}
MADE = (2021, 3, 1, 0, 0, 0)  # the time of every part of the file


CITY_HEADER = ("序号", "联系市地", "企业总部", "联络员", "职务", "联系电话")
REGION_HEADER = ("序号", "区域", "省份", "联络员", "职务", "联系电话")


def write_annex(
    path: Path,
    title: str,
    document: str,
    day: date,
    events: Sequence[RosterEvent],
    desk: Sequence[Responsibility],
) -> None:
    """A notice of a day under its document's number, then its annexes: who is responsible, the key units."""
    notice = docx.Document()
    notice.core_properties.title, notice.core_properties.author = "示例数据", "示例"
    notice.add_heading(f"关于公布{title}的通知（示例）", level=1)
    notice.add_paragraph(document).alignment = WD_ALIGN_PARAGRAPH.CENTER
    notice.add_paragraph("各市住房城乡建设局、各有关企业：")
    notice.add_paragraph(
        "现将名单予以公布。名单实行动态管理，根据市场、项目和意愿情况适时调整。全部内容均为虚构。"
    )
    for line in ("外联站（示例）", f"{day.year}年{day.month}月{day.day}日"):
        notice.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    notice.add_page_break()
    cities = [
        ("" if row.enterprise else "、".join(f"{city}市" for city in row.places), row.enterprise, row)
        for row in desk
        if not row.region
    ]
    _people(notice, "附件1", "省内联系市地和企业总部分工", CITY_HEADER, cities)
    regions = [(row.region, named(row.places), row) for row in desk if row.region]
    _people(notice, "附件2", "省外分区域联系驻地主管部门分工", REGION_HEADER, regions)
    notice.add_paragraph("附件3")
    notice.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = notice.add_table(rows=2, cols=len(HEADER), style="Table Grid")
    _header(table)
    for number, event in enumerate(events, start=1):
        for cell, text in zip(table.add_row().cells, _row(number, event), strict=True):
            cell.text = text
    note = table.add_row().cells
    note[0].merge(note[-1]).text = "注：辐射区域不填的，为驻地的相邻省份；排名不分先后。"
    path.write_bytes(_undated(notice))


def _people(
    notice: docx.document.Document,
    annex: str,
    title: str,
    header: Sequence[str],
    rows: Sequence[tuple[str, str, Responsibility]],
) -> None:
    """An annex of officers: what they are responsible for in two columns, then who they are."""
    notice.add_paragraph(annex)
    notice.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = notice.add_table(rows=1, cols=len(header), style="Table Grid")
    told = [(str(n), *places, row.officer, row.post, row.phone) for n, (*places, row) in enumerate(rows, 1)]
    for cells, texts in zip((table.rows[0], *(table.add_row() for _ in told)), (header, *told), strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text


def _header(table: Table) -> None:
    for place, text in enumerate(HEADER):
        if place in BELOW:
            table.cell(1, place).text = BELOW[place]
        else:
            table.cell(0, place).merge(table.cell(1, place)).text = text
    first, last = min(BELOW), max(BELOW)
    table.cell(0, first).merge(table.cell(0, last)).text = HEADER[first]


def _row(number: int, event: RosterEvent) -> tuple[str, ...]:
    return (
        str(number),
        event.enterprise.name,
        event.office,
        province_name(event.province_code, "zh"),
        event.city,
        "、".join(province_name(code, "zh") for code in event.reach),
        event.has_office,
        f"{event.staff}人",
        event.contact,
        event.phone,
        "",
    )


def _undated(notice: docx.document.Document) -> bytes:
    """The document's bytes with one time for all its parts, or each writing would give others."""
    written, plain = BytesIO(), BytesIO()
    notice.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            copy.writestr(zipfile.ZipInfo(name, MADE), parts.read(name), zipfile.ZIP_DEFLATED)
    return plain.getvalue()
