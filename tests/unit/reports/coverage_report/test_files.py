"""CSV and XLSX of the report, and the command that writes them."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from analysis.reports.coverage_report import report_file, report_file_name
from tests.conftest import analysis
from tests.unit.reports.coverage_report.conftest import AS_OF

SHEETS = {
    "zh": ["概览", "各省覆盖", "空白", "名册", "名册变动", "覆盖变动", "建议", "席位与覆盖",
           "数据来源", "说明"],
    "en": ["At a glance", "By province", "Gaps", "Roster", "Roster changes", "Coverage changes", "Proposal",
           "Coverage by seats", "Submissions", "Notes"],
}  # fmt: skip


def test_the_csv_is_the_question_coverage(report_home, made):
    asked = analysis("ask", "coverage", "--as-of", AS_OF, home=report_home).stdout
    assert report_file(made["zh"], "csv") == asked


@pytest.mark.parametrize("language", SHEETS)
def test_the_workbook_has_a_sheet_for_every_part(language, made):
    workbook = openpyxl.load_workbook(BytesIO(report_file(made[language], "xlsx")))
    assert workbook.sheetnames == SHEETS[language]


def test_its_numbers_are_the_answers(made):
    report = made["zh"]
    workbook = openpyxl.load_workbook(BytesIO(report_file(report, "xlsx")))
    shown = {row[0]: row[1:] for row in workbook["概览"].iter_rows(values_only=True) if row[0]}
    now, before = (answer.frame.iloc[0] for answer in (report.answers.summary, report.answers.before))
    assert shown["驻点覆盖省份数"] == (now["provinces_stationed"], before["provinces_stationed"])
    assert shown["近四季产值（亿元）"][0] == pytest.approx(now["demand_yuan"] / 10**8)
    assert shown["覆盖占比"] == pytest.approx((now["share_covered"], before["share_covered"]))
    gaps = [row[1] for row in workbook["空白"].iter_rows(values_only=True) if row[2] == "空白"]
    assert gaps == ["新疆", "云南"]
    paragraphs = [block.text for block in report.sections[0].blocks]
    assert [text for text in shown if text in paragraphs] == paragraphs


def test_a_file_name_says_what_it_is(made):
    coverage = made["zh"].answers.coverage
    assert report_file_name(coverage, "docx", "zh") == f"覆盖情况报告_2026-09-30_{coverage.release_id}.docx"
    assert report_file_name(coverage, "csv", "en") == f"Coverage-report_2026-09-30_{coverage.release_id}.csv"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--format", "pdf"], 2, "pdf"),
        ([], 2, "--format"),
        (["--format", "csv", "--as-of", "2021-03-07"], 1, "名册自 2021-03-08 起"),
        (["--format", "csv", "--as-of", "上月"], 1, "“上月”"),
        (["--format", "csv", "--as-of", "2026-09-30", "--since", "2026-09-30"], 1, "须早于"),
        (["--format", "csv", "--release", "0099-00000000"], 1, "0099-00000000"),
        (["--format", "docx", "-o", "/nowhere/report.docx"], 1, "/nowhere"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(arguments, code, words, report_home):
    done = analysis("report", "coverage", *arguments, home=report_home, exit_code=code)
    told = done.stderr.decode()
    assert words in told
    assert "Traceback" not in told


def test_a_report_of_something_else_is_wrong_usage(report_home):
    analysis("report", "weather", "--format", "csv", home=report_home, exit_code=2)


def test_a_home_without_data_is_said_to_have_none(empty_home):
    done = analysis("report", "coverage", "--format", "csv", home=empty_home, exit_code=0)
    assert done.stdout.decode("utf-8-sig").count("\r\n") == 34


def test_a_name_that_looks_like_a_formula_stays_a_name(made):
    report = made["zh"]
    coverage = report.answers.coverage
    frame = coverage.frame.assign(stationed_by="=1+1")
    answers = replace(report.answers, coverage=replace(coverage, frame=frame))
    spoilt = replace(report, answers=answers)
    sheet = openpyxl.load_workbook(BytesIO(report_file(spoilt, "xlsx")))["各省覆盖"]
    named = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert len(named) == 33
    assert {cell.data_type for cell in named} == {"s"}
    assert b",'=1+1," in report_file(spoilt, "csv")
