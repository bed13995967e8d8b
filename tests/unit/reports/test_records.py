"""A plan taken away as a workbook, completed and imported, covers what the plan said."""

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from analysis.problems import Refused
from analysis.reports.download import RECORDS, download
from tests.conftest import analysis

AS_OF = ("--as-of", "2026-11-23")
PLAN = ("--seats", "4", "--reach-weight", "0.3")


def rows(home: Path, question: str, *parameters: str) -> list[dict]:
    said = analysis("ask", question, *parameters, "--format", "json", home=home).stdout
    return json.loads(said)["rows"]


def filled(path: Path, **values: str) -> None:
    """Write into the empty columns, as people do."""
    book = openpyxl.load_workbook(path)
    sheet = book["重点单位"]
    at = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for header, value in values.items():
            sheet.cell(row, at[header]).value = value
    book.save(path)


def test_a_plan_imported_as_a_batch_covers_what_it_said(demo_copy, tmp_path):
    [plan] = rows(demo_copy, "next_batch_plans", *AS_OF, *PLAN)
    after = rows(demo_copy, "next_batch_coverage", *AS_OF, *PLAN)
    seats = rows(demo_copy, "next_batch", *AS_OF, *PLAN)
    before = rows(demo_copy, "coverage_summary", *AS_OF)[0]
    file = tmp_path / "batch.xlsx"
    analysis("ask", "batch_events", *AS_OF, *PLAN, "--format", "records", "-o", file, home=demo_copy)
    refused = analysis("check", file, home=demo_copy, exit_code=1)
    assert "生效日期" in refused.stdout.decode() + refused.stderr.decode()
    filled(file, 生效日期="2026-11-20", 文号="示例〔2026〕9号")
    analysis("import", file, home=demo_copy)
    [summary] = rows(demo_copy, "coverage_summary", *AS_OF)
    for name in (
        "provinces_stationed",
        "provinces_covered",
        "share_stationed",
        "share_covered",
        "demand_yuan",
    ):
        assert summary[name] == plan[name], name
    assert summary["share_covered"] > before["share_covered"]
    assert summary["key_unit_count"] == before["key_unit_count"] + 4
    assert summary["batch_count"] == before["batch_count"] + 1
    now = {row["province_code"]: row["status"] for row in rows(demo_copy, "coverage", *AS_OF)}
    assert now == {row["province_code"]: row["status"] for row in after}
    seated = {(row["enterprise_code"], row["province_code"]) for row in rows(demo_copy, "key_units", *AS_OF)}
    assert {(row["enterprise_code"], row["province_code"]) for row in seats} <= seated
    again = rows(demo_copy, "next_batch_plans", *AS_OF, "--reach-weight", "0.3", "--seats", "0")
    assert again[0]["covered_yuan"] == plan["covered_yuan"]


def test_a_day_and_a_document_given_are_in_the_workbook(demo_home, tmp_path):
    file = tmp_path / "batch.xlsx"
    given = ("--effective-date", "2026-12-01", "--document", "=示例〔2026〕9号", "--batch", "7")
    analysis("ask", "batch_events", *AS_OF, *PLAN, *given, "--format", "records", "-o", file, home=demo_home)
    sheet = openpyxl.load_workbook(file)["重点单位"]
    header = [cell.value for cell in sheet[1]]
    first = dict(zip(header, (cell.value for cell in sheet[2]), strict=True))
    assert (first["批次"], first["事项"], str(first["生效日期"])[:10]) == (7, "确定", "2026-12-01")
    assert first["文号"] == "=示例〔2026〕9号"
    assert sheet.cell(2, header.index("文号") + 1).data_type == "s"
    assert sheet.max_row == 5


def test_the_same_plan_gives_the_same_workbook_in_either_language_readable(demo_home, tmp_path):
    from analysis.questions import ask
    from analysis.warehouse import open_release

    answer = ask(open_release(demo_home), "batch_events", as_of="2026-11-23", seats=1)
    for language in ("zh", "en"):
        content = download(answer, RECORDS, language=language).content
        assert content == download(answer, RECORDS, language=language).content
        assert openpyxl.load_workbook(BytesIO(content)).sheetnames[0] == "重点单位"


def test_rows_that_are_no_records_are_no_such_workbook(by_province):
    with pytest.raises(Refused) as refused:
        download(by_province, RECORDS)
    assert refused.value.rule == "not_records"
