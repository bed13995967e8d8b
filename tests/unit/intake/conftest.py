"""Homes and files for the intake's tests: real ones, small."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import settings

from analysis import warehouse
from analysis.intake.submit import Accepted, Prepared, accept, prepare

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ENTERPRISE = "91370100MA3C00001H"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home."""
    warehouse.init_home(tmp_path / "home")
    return tmp_path / "home"


def workbook(
    sheets: dict[str, Sequence[Sequence[object]]], merged: Sequence[tuple[int, int, int, int, str]] = ()
) -> bytes:
    """A workbook of these rows.

    `merged` ranges (of the first sheet) are first row, column, last row, column, text.
    """
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_numbers": False})
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell)
        for area in merged if number == 0 else ():
            sheet.merge_range(*area)
    book.close()
    return content.getvalue()


def csv_bytes(rows: Sequence[Sequence[object]], encoding: str = "utf-8") -> bytes:
    """A CSV file of these rows."""
    lines = [
        ",".join(f'"{cell}"' if "," in str(cell) or "\n" in str(cell) else str(cell) for cell in row)
        for row in rows
    ]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


OUTPUT_HEADER = ("统一社会信用代码", "企业名称", "年份", "季度", "施工省份", "累计产值(万元)")


def output_row(
    code: str = ENTERPRISE,
    year: object = 2024,
    quarter: object = 2,
    province: object = "江苏",
    amount: object = 1234.5,
) -> tuple[object, ...]:
    """A row of the output table."""
    return (code, "某建设有限公司", year, quarter, province, amount)


Look = Callable[..., Prepared]


@pytest.fixture
def look(home: Path) -> Look:
    """Prepare rows of one sheet as a workbook."""

    def prepared(
        *rows: Sequence[object], sheet: str = "产值", merged: Sequence = (), **options: object
    ) -> Prepared:
        return prepare(workbook({sheet: rows}, merged), "table.xlsx", home, **options)  # type: ignore[arg-type]

    return prepared


@pytest.fixture
def take(home: Path) -> Callable[..., Accepted]:
    """Prepare and accept rows of one sheet."""

    def taken(*rows: Sequence[object], sheet: str = "产值", **options: object) -> Accepted:
        return accept(prepare(workbook({sheet: rows}), "table.xlsx", home), home, **options)  # type: ignore[arg-type]

    return taken


def rules(prepared: Prepared) -> set[str]:
    """The rules a file broke."""
    return {problem.rule for problem in prepared.problems}


def column(prepared: Prepared, name: str, table: int = 0) -> list[object]:
    """The values of a field in the rows that can be taken; missing ones are None."""
    values = prepared.tables[table].good[name]
    return [None if missing else value for value, missing in zip(values, values.isna(), strict=True)]
