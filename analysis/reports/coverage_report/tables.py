"""What python-docx has no words for in a table: fixed widths, repeated heads, whole rows, shades."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Cell, _Row

_MARGIN = "40"  # twentieths of a point, left and right of a cell's text
_TILE_BORDER = "FFFFFF"


def shared_out(width: Length, parts: Sequence[int]) -> list[Length]:
    """A width shared out by parts, rounded down."""
    return [Length(int(width) * part // sum(parts)) for part in parts]


def fix(table: Table, widths: Sequence[Length]) -> None:
    """Columns of these widths, whatever stands in them."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    properties = table._tbl.tblPr
    whole = properties.find(qn("w:tblW"))
    if whole is None:
        whole = OxmlElement("w:tblW")
        properties.append(whole)
    _set(whole, type="dxa", w=str(sum(round(width.pt * 20) for width in widths)))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        _set(margin, w=_MARGIN, type="dxa")
        margins.append(margin)
    look = properties.find(qn("w:tblLook"))  # comes last by the schema
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def set_widths(table: Table, widths: Sequence[Length]) -> None:
    """The same widths in every cell, which some programs read in place of the columns'."""
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def repeat(row: _Row) -> None:
    """A head that stands again on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """A row that no page break goes through."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def shade(cell: _Cell, colour: str) -> None:
    """A ground of one colour ("#rrggbb")."""
    shading = OxmlElement("w:shd")
    _set(shading, val="clear", color="auto", fill=colour.lstrip("#").upper())
    _properties(cell).append(shading)


def outline(cell: _Cell) -> None:
    """White lines around a cell, so that two squares of one colour stay two."""
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        border = OxmlElement(f"w:{side}")
        _set(border, val="single", sz="12", space="0", color=_TILE_BORDER)
        borders.append(border)
    properties = _properties(cell)
    shading = properties.find(qn("w:shd"))
    if shading is None:
        properties.append(borders)
    else:
        shading.addprevious(borders)


def _properties(cell: _Cell) -> Any:
    return cell._tc.get_or_add_tcPr()


def _set(element: Any, **attributes: str) -> None:
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
