"""A telephone number leaves the house whole only for those who may see it, whatever the question or file."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest

from analysis import warehouse
from analysis.access import ANYBODY, OWNER, Viewer
from analysis.intake.submit import accept, prepare
from analysis.kinds import KINDS
from analysis.language import LANGUAGES
from analysis.questions import QUESTIONS, Answer, ask
from analysis.reports.coverage_report import FORMATS as REPORT_FORMATS
from analysis.reports.coverage_report import coverage_report, report_file
from analysis.reports.download import FORMATS, RECORDS, download
from analysis.warehouse import Release
from tests.unit.intake.conftest import ENTERPRISE, OUTPUT_HEADER, csv_bytes

SUFFIX = "12345678"
PHONES = [f"1{second}{SUFFIX}0" for second in range(3, 10)]
ANSWERS_WITH_PHONES = {
    "liaison_directory",
    "provenance",
    "submission_changes",
    "problems",
    "quality_problems",
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A home whose every kind with telephone numbers has some, one revised, one withdrawn, one doubted."""
    home = tmp_path_factory.mktemp("phones") / "home"
    warehouse.init_home(home)
    city = ("市", "联络员", "电话", "起始日期")
    tables = [
        ("产值", OUTPUT_HEADER, *((ENTERPRISE, "某公司", year, 4, "江苏", 900) for year in (2024, 2025))),
        ("省内分工", city, ("济南", "甲", PHONES[0], "2021-03-08")),
        ("省内分工", city, ("济南", "甲", PHONES[1], "2021-03-08")),
        ("省内分工", (*city[:2], "电话", "起始日期"), ("青岛", "乙", PHONES[2], "2021-03-08")),
        ("省外分工", ("区域", "省份", *city[1:]), ("华东", "江苏", "丙", PHONES[3], "2021-03-08")),
        (
            "重点单位",
            ("统一社会信用代码", "企业名称", "驻地省份", "批次", "事项", "生效日期", "联系人", "联系电话"),
            (ENTERPRISE, "某公司", "江苏", 1, "确定", "2021-03-08", "丁", PHONES[4]),
        ),
        # As long as a code that lost its last digits: asked about, with the value.
        ("省外分工", ("区域", "省份", *city[1:]), ("华东", "浙江", "戊", f"{SUFFIX}00000000", "2021-03-08")),
    ]
    for number, (sheet, *rows) in enumerate(tables):
        prepared = prepare(csv_bytes(rows), f"{sheet}{number}.csv", home, kind=_kind(sheet))
        accept(prepared, home, accept_valid=True)
    return warehouse.open_release(home)


def _kind(sheet: str) -> str:
    return next(kind.name for kind in KINDS.values() if kind.sheet == sheet)


def answers(release: Release, viewer: Viewer, language: str = "zh") -> Iterator[Answer]:
    """Every question with what is usual, provenance of every kind, the changes of every submission."""
    several: dict[str, list[dict[str, Any]]] = {
        "provenance": [{"kind": kind} for kind in KINDS],
        "submission_changes": [{"submission": number} for number in range(1, release.meta.submission_id + 1)],
    }
    for name in QUESTIONS:
        for parameters in several.get(name, [{}]):
            yield ask(release, name, viewer=viewer, language=language, **parameters)


def read(content: bytes) -> str:
    """A file's text, that of its parts where it is packed."""
    if not is_zipfile(BytesIO(content)):
        return content.decode("utf-8-sig")
    with ZipFile(BytesIO(content)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_no_file_holds_a_number_for_somebody_who_may_not_see_it(release: Release) -> None:
    for answer in answers(release, ANYBODY):
        files = [download(answer, format, raw=raw) for format in FORMATS for raw in (False, True)]
        files += [download(answer, RECORDS)] if answer.question.kind else []
        for file in files:
            assert SUFFIX not in read(file.content), (answer.question.name, file.file_name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_may_sees_it_whole_and_nobody_else_anywhere(release: Release, language: str) -> None:
    assert not [a for a in answers(release, ANYBODY, language) if SUFFIX in a.frame.to_csv()]
    whole = {a.question.name for a in answers(release, OWNER, language) if SUFFIX in a.frame.to_csv()}
    assert whole == ANSWERS_WITH_PHONES


def test_nobody_named_is_somebody_who_may_not(release: Release) -> None:
    seen = ask(release, "liaison_directory", duty="city").frame["phone"].dropna()
    assert seen.str.contains(r"\*\*\*\*").all()


def test_the_report_goes_by_the_same_answers(release: Release) -> None:
    asked = partial(ask, release, viewer=ANYBODY)
    report = coverage_report(asked, home_province=release.meta.home_province, language="zh")
    for format in REPORT_FORMATS:
        assert SUFFIX not in read(report_file(report, format))
