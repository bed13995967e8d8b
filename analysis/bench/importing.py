"""A large workbook brought in from first byte to release on show, beside calamine's bare read of it."""

import io
from pathlib import Path

import duckdb
import pandas as pd
import xlsxwriter
from python_calamine import CalamineWorkbook
from stdnum.cn import uscc

from analysis import reference
from analysis.bench.measure import seconds
from analysis.intake.submit import accept, prepare
from analysis.kinds import KINDS
from analysis.settings import now
from analysis.warehouse import init_home


def write_workbook(path: Path, facts: Path, rows: int) -> None:
    """A workbook of the output kind with `rows` rows of the latest quarters, as a reporter would fill it."""
    records = duckdb.execute(
        """SELECT enterprise_code, enterprise, year, quarter, province_code,
            output_ytd_yuan, contract_ytd_yuan, employees
        FROM read_parquet(?) ORDER BY enterprise_code, year DESC, quarter DESC, province_code LIMIT ?""",
        [str(facts), rows],
    ).fetchall()
    names = dict(zip(reference.provinces().province_code, reference.provinces().province, strict=True))
    kind = KINDS["output"]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet(kind.sheet)
        sheet.write_row(0, 0, [column.header for column in kind.template_columns])
        for number, row in enumerate(records, start=1):
            code, enterprise, year, quarter, province, output, contracts, employees = row
            sheet.write_row(number, 0, [_with_check_character(code), enterprise, year, quarter])
            sheet.write_row(number, 4, [names[province], output / 10_000, contracts / 10_000, employees])


def bare_read(path: Path) -> int:
    """calamine reading every cell of the first sheet; the number of rows."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    return len(workbook.get_sheet_by_index(0).to_python())


def import_seconds(path: Path, home: Path) -> tuple[float, int]:
    """How long the way from bytes to release takes in a new home, and how many rows arrived."""
    init_home(home)
    arrived: list[pd.DataFrame] = []

    def bring_in() -> None:
        prepared = prepare(path.read_bytes(), path.name, home)
        arrived.append(accept(prepared, home, received_at=now()).arrived)

    taken = seconds(bring_in)
    return taken, int(arrived[0]["rows"].sum())


def _with_check_character(code: str) -> str:
    return code[:17] + uscc.calc_check_digit(code[:17])
