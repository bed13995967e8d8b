"""Reads a file's tables as text, in a child process with limits: this file runs alone, without the product.

Every column comes as its distinct texts and, for each row, which of them it holds: what is parsed later
is parsed once per distinct text, and a hundred thousand rows travel as small numbers. Cells become text:
numbers as a spreadsheet shows them, numbers that have lost digits (from 1E+15) in scientific notation,
dates as ISO dates.
"""

import base64
import csv
import io
import json
import os
import re
import sys
import zipfile
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from itertools import count, zip_longest
from typing import Any

Table = dict[str, Any]  # as it goes over the pipe

CELL_TEXT_LIMIT = 32_767  # what a spreadsheet cell can hold
MEMBER_LIMIT = 2_000
EXPANSION_LIMIT = 600_000_000
COLUMN_LIMIT = 702  # column ZZ
LETTERHEAD_LINES, LETTERHEAD_WIDTH = 200, 40  # of a document: enough for its number and its date
SPARSE_ROWS = 20  # rows numbered so many times further than there are rows: a stray cell
_PART = 1 << 20
# Literal beginnings: these pass over tens of megabytes. What evades them meets the process's memory limit.
_FAR_CELL = re.compile(rb' r="((?:[A-Z]{3,}\d|[A-Z]{1,2}\d{7})\d*)')
_ROW_NUMBER = re.compile(rb'row r="(\d+)')
# A formula without its result, as programs write that do not compute: readers give nothing for it.
_NO_RESULT = re.compile(
    rb'<c r="([A-Z]+\d+)"(?![^>]* t="(?:str|s|e|b|inlineStr)")[^>]*>\s*'
    rb"<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
# The same with a placeholder, where the workbook itself says that nothing has been computed yet.
_ZERO_RESULT = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*<v>0</v>\s*</c>')
_COMPUTE_ON_LOAD = re.compile(rb'fullCalcOnLoad="(?:1|true)"')
_DELIMITERS = (",", "\t", ";")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Unreadable(Exception):
    """The file cannot be read; `rule` says why, in the words of `analysis.rules`."""

    def __init__(self, rule: str, **details: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.details = details


def read_tables(content: bytes) -> list[Table]:
    """The tables of a file, in order: dicts of sheet, first_row, height, above, merged, hidden and columns.

    What the file is, its first bytes say, not its name. Unreadable says why nothing can be read.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise Unreadable("file_empty")
    if content.startswith(b"PK\x03\x04"):
        return _read_zip(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _read_old_workbook(content)
    if content.startswith(
        (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"{\\rtf", b"SQLite format")
    ):
        raise Unreadable("file_type_unknown")
    return [_read_csv(content)]


def _read_zip(content: bytes) -> list[Table]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable("file_damaged") from error
    if "xl/workbook.bin" in names or not names & {"xl/workbook.xml", "word/document.xml"}:
        raise Unreadable("file_type_unknown")
    errors = _check_archive(archive)
    tables = _read_word(content) if "word/document.xml" in names else _read_workbook(content)
    if errors and tables:
        tables[0]["errors"] = errors
    return tables


def _check_archive(archive: zipfile.ZipFile) -> int:
    """Refuses what would exhaust memory or run code, before any reader sees it.

    Returns how many cells hold a formula's error, which readers give as empty.
    """
    members = archive.infolist()
    if len(members) > MEMBER_LIMIT:
        raise Unreadable("file_too_many_parts", limit=MEMBER_LIMIT)
    expanded = errors = 0
    empty: list[tuple[str, str]] = []
    zero: list[tuple[str, str]] = []
    for member in members:
        if member.flag_bits & 0x1:
            raise Unreadable("file_has_password")
        if member.filename.lower().endswith("vbaproject.bin"):
            raise Unreadable("file_has_macros")
        size, sheet = _check_member(archive, member, EXPANSION_LIMIT - expanded)
        expanded += size
        errors += sheet.count(b' t="e"')
        if _has_formulas(sheet):
            empty += [(member.filename, cell.decode()) for cell in _NO_RESULT.findall(sheet)]
            zero += [(member.filename, cell.decode()) for cell in _ZERO_RESULT.findall(sheet)]
    _check_results(archive, empty, zero)
    return errors


def _has_formulas(sheet: bytes) -> bool:
    cells = sheet.find(b"<sheetData"), sheet.rfind(b"</sheetData>")
    # Most sheets have no such letter among their cells, and a letter is found ten times as fast as a tag.
    return (min(cells) < 0 or sheet.find(b"f", *cells) >= 0) and b"<f" in sheet


def _check_results(
    archive: zipfile.ZipFile, empty: list[tuple[str, str]], zero: list[tuple[str, str]]
) -> None:
    """Refuses formulas whose results are not in the file: they would be read as nothing, or as 0."""
    if zero and _COMPUTE_ON_LOAD.search(archive.read("xl/workbook.xml")):
        empty = empty + zero
    if empty:
        titles = _sheet_titles(archive)
        cells = "、".join(f"{titles.get(part, part)}!{cell}" for part, cell in empty[:5])
        raise Unreadable("file_not_computed", count=len(empty), cells=cells)


def _sheet_titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """What people call each sheet, by the part of the archive that holds it; empty where nothing says so."""
    from xml.etree import ElementTree

    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return {}
    parts = {link.get("Id"): link.get("Target", "").removeprefix("/xl/") for link in links}
    return {
        f"xl/{parts.get(sheet.get(_SHEET_LINK), '')}": sheet.get("name", "")
        for sheet in book.iter(f"{_SHEET}sheet")
    }


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> tuple[int, bytes]:
    """The real size of a member once expanded, whatever the archive claims, and a sheet's text."""
    is_sheet = member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml")
    parts = []
    size = 0
    try:
        with archive.open(member) as stream:
            while part := stream.read(_PART):
                if size == 0 and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
                    raise Unreadable("file_has_entities")
                size += len(part)
                if size > room:
                    raise Unreadable("file_expands_too_far", limit=EXPANSION_LIMIT // 1_000_000)
                if is_sheet:
                    parts.append(part)
    except Unreadable:
        raise
    except Exception as error:  # zlib.error and what other decoders raise: all mean the same to the user
        raise _reason(error) from error
    sheet = b"".join(parts)
    _check_cells(sheet, member.filename)
    return size, sheet


def _check_cells(sheet: bytes, name: str) -> None:
    """Refuses a lone cell far off: readers allocate the whole rectangle up to it."""
    far = _FAR_CELL.search(sheet)
    if far:
        raise Unreadable("file_cell_far_off", cell=far.group(1).decode(), sheet=name)
    last = _ROW_NUMBER.match(sheet, max(sheet.rfind(b"row r="), 0))
    if not last or int(last.group(1)) < len(sheet) // 30:
        return  # so much text a row that it cannot be sparse
    if int(last.group(1)) > SPARSE_ROWS * sheet.count(b"row r=") + 10_000:
        raise Unreadable("file_cell_far_off", cell=last.group(1).decode(), sheet=name)


def _read_old_workbook(content: bytes) -> list[Table]:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable("file_has_password")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise Unreadable("file_has_macros")
    if "WordDocument".encode("utf-16-le") in content:
        raise Unreadable("file_type_unknown")
    return _read_workbook(content)


def _read_workbook(content: bytes) -> list[Table]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        tables: list[Table] = []
        for number, about in enumerate(book.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(number)
            top, left = sheet.start or (0, 0)
            table = _table(about.name, sheet.to_python(), first_row=top + 1)
            table["merged"] = _merged(sheet.merged_cell_ranges, top, left)
            table["hidden"] = about.visible != SheetVisibleEnum.Visible
            tables.append(table)
    except Unreadable:
        raise
    except Exception as error:
        raise _reason(error) from error
    return tables


def _reason(error: Exception) -> Unreadable:
    """What a decoder's error means to the user; decoders say in their own words that memory gave out."""
    if isinstance(error, MemoryError) or "memory" in str(error).lower():
        return Unreadable("file_too_large_to_read")
    return Unreadable("file_has_password" if "assword" in type(error).__name__ else "file_damaged")


def _merged(
    ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None, top: int, left: int
) -> list[list[int]]:
    """Merged ranges counted from the table's first cell: [row0, column0, row1, column1], bounds included."""
    return [
        [max(r0 - top, 0), max(c0 - left, 0), r1 - top, c1 - left]
        for (r0, c0), (r1, c1) in (ranges or [])
        if r1 >= top and c1 >= left
    ]


def _read_csv(content: bytes) -> Table:
    text = decode(content)
    if re.match(r"\s*<(?:!doctype|html|table|\?xml|meta)", text, re.IGNORECASE):
        raise Unreadable("file_is_web_page")
    head = text[:20_000].splitlines()[:20]
    delimiter = max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in head))
    csv.field_size_limit(CELL_TEXT_LIMIT * 4)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Unreadable("file_damaged") from error
    return _table("", rows)


def decode(content: bytes) -> str:
    """A text file's text: by its byte order mark, else strict UTF-8, else strict GB18030.

    Nothing is replaced.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable("file_damaged") from error
    if b"\x00" in content:
        raise Unreadable("file_encoding_unknown")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= 3 and error.start >= len(content) - 3 and not content[: error.start].isascii():
            raise Unreadable("file_damaged") from error  # UTF-8 cut off within its last character
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise Unreadable("file_encoding_unknown") from error
    # Many private-use characters: another encoding, read as this one. A few are rare characters of names.
    if len(re.findall(r"[\ue000-\uf8ff]", text)) * 50 > len(re.findall(r"[^\x00-\x7f]", text)):
        raise Unreadable("file_encoding_unknown")
    return text


def _read_word(content: bytes) -> list[Table]:
    import docx

    try:
        body = docx.Document(io.BytesIO(content)).element.body
    except Exception as error:
        raise _reason(error) from error
    tables: list[Table] = []
    above: list[str] = []
    letterhead: list[str] = []  # one list for all tables: the date stands below the last of them
    for element in body.iterchildren():
        if element.tag == f"{_WORD}p":
            line = "".join(text.text or "" for text in element.iter(f"{_WORD}t")).strip()
            above = [*above[-3:], line] if line else above
            if 0 < len(line) <= LETTERHEAD_WIDTH and len(letterhead) < LETTERHEAD_LINES:
                letterhead.append(line)
        elif element.tag == f"{_WORD}tbl":
            rows, merged = _word_rows(element)
            table = _table(f"表{len(tables) + 1}", rows)
            tables.append(table | {"merged": merged, "above": above, "letterhead": letterhead})
            above = []
    if not tables:
        raise Unreadable("file_without_table")
    return tables


def _word_rows(table: Any) -> tuple[list[list[str]], list[list[int]]]:
    """The texts of a Word table on its grid and its merged ranges.

    The text stands in a range's first cell.
    """
    rows: list[list[str]] = []
    merged: list[list[int]] = []
    open_ranges: dict[int, list[int]] = {}
    for number, row in enumerate(table.iterchildren(f"{_WORD}tr")):
        cells: list[str] = []
        for cell in row.iterchildren(f"{_WORD}tc"):
            properties = cell.find(f"{_WORD}tcPr")
            span = properties.find(f"{_WORD}gridSpan") if properties is not None else None
            vertical = properties.find(f"{_WORD}vMerge") if properties is not None else None
            width = min(int(span.get(f"{_WORD}val", "1")), COLUMN_LIMIT) if span is not None else 1
            column = len(cells)
            continues = vertical is not None and vertical.get(f"{_WORD}val") != "restart"
            if continues and column in open_ranges:
                open_ranges[column][2] = number
            elif width > 1 or vertical is not None:
                open_ranges[column] = [number, column, number, column + width - 1]
                merged.append(open_ranges[column])
            text = (
                ""
                if continues
                else "\n".join(
                    "".join(run.text or "" for run in paragraph.iter(f"{_WORD}t"))
                    for paragraph in cell.iterchildren(f"{_WORD}p")
                )
            )
            cells += [text] + [""] * (width - 1)
        rows.append(cells)
    return rows, [area for area in merged if area[0] != area[2] or area[1] != area[3]]


def _table(sheet: str, rows: Sequence[Sequence[object]], first_row: int = 1) -> Table:
    if rows and max(map(len, rows)) > COLUMN_LIMIT:
        raise Unreadable("file_cell_far_off", cell=str(max(map(len, rows))), sheet=sheet)
    return {
        "sheet": sheet,
        "first_row": first_row,
        "height": len(rows),
        "above": [],
        "letterhead": [],
        "merged": [],
        "hidden": False,
        "errors": 0,
        "columns": [_coded(column) for column in zip_longest(*rows, fillvalue="")],
    }


def _coded(column: Sequence[object]) -> dict[str, object]:
    """A column as its distinct texts and each row's place among them (base64 of unsigned 32-bit numbers)."""
    places, codes = _placed(column)
    if 0 in places or 1 in places:  # True equals 1 as a key
        places, codes = _placed(str(cell).upper() if type(cell) is bool else cell for cell in column)
    return {
        "texts": [_text(cell) for cell in places],
        "codes": base64.b64encode(codes.tobytes()).decode(),
    }


def _placed(column: Iterable[object]) -> "tuple[dict[object, int], array[int]]":
    places: defaultdict[object, int] = defaultdict(count().__next__)
    return places, array("I", map(places.__getitem__, column))


def _text(cell: object) -> str | None:
    if type(cell) is float:  # nearly all cells of nearly all large files
        text = repr(cell)
        if len(text) <= 15 and "e" not in text:
            return text.removesuffix(".0")
    return cell_text(cell)


def cell_text(cell: object) -> str | None:
    """A cell as text; None where it is empty."""
    if isinstance(cell, str):
        if len(cell) > CELL_TEXT_LIMIT:
            raise Unreadable("file_cell_too_long", limit=CELL_TEXT_LIMIT)
        return cell if cell.strip() else None
    if isinstance(cell, float | int):
        return _number_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date | time) else (None if cell is None else str(cell))


def _number_text(number: float) -> str:
    if abs(number) >= 1e15:
        return f"{number:.15E}"  # digits have been lost; whoever needs them sees so
    if number == int(number):
        return str(int(number))
    text = repr(number)
    if len(text) > 15:
        text = f"{number:.15g}"  # as many digits as a spreadsheet keeps
    return f"{number:.20f}".rstrip("0") if "e" in text else text


def main() -> None:
    """Read standard input, write JSON: {"tables": […]} or {"rule": …, "details": {…}}."""
    import gc
    import resource

    gc.disable()  # nothing here outlives the file; collecting among a million cells takes a third of the time
    memory, processor = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer: dict[str, Any]
    try:
        answer = {"tables": read_tables(sys.stdin.buffer.read())}
    except Unreadable as refused:
        answer = {"rule": refused.rule, "details": refused.details}
    except (MemoryError, RecursionError):
        answer = {"rule": "file_too_large_to_read", "details": {}}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
    os._exit(0)  # the process is the quickest way to free a million cells


if __name__ == "__main__":
    main()
