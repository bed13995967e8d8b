"""Rows typed in a form, as the workbook they would have come in: read, checked and kept like one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter

from analysis.intake.submit import Prepared, prepare
from analysis.kinds import Kind
from analysis.settings import now

Row = Mapping[str, str]
_MADE = datetime(2000, 1, 1)  # a workbook's own date says nothing: the moment stands in its first line


def prepare_rows(kind: Kind, rows: Sequence[Row], home: Path) -> Prepared:
    """Rows (column name to text as a cell would have it), read and checked as a file; nothing is changed.

    A column that a row does not name is not in its sheet and empties nothing; one it names with "" is
    emptied. Refused as any file is.
    """
    moment = now()
    return prepare(_workbook(kind, rows, moment), _file_name(kind, moment), home, kind=kind.name)


def _file_name(kind: Kind, moment: datetime) -> str:
    return f"{kind.sheet}{moment:%Y%m%d-%H%M%S}.xlsx"


def _workbook(kind: Kind, rows: Sequence[Row], moment: datetime) -> bytes:
    """Rows under the kind's own headers, a sheet each.

    The moment, in the first line, tells two alike apart: what is told twice is told twice.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": _MADE})
        for number, row in enumerate(rows, start=1):
            sheet = book.add_worksheet(kind.sheet if len(rows) == 1 else f"{kind.sheet} {number}")
            sheet.write_string(0, 0, moment.isoformat())
            for place, (name, text) in enumerate(row.items()):
                sheet.write_string(1, place, kind.column(name).header)
                sheet.write_string(2, place, text)
    return content.getvalue()
