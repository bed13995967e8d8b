"""Reports on a ledger small enough to check by hand, in both languages."""

from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from analysis import warehouse
from analysis.questions import ask
from analysis.reports.coverage_report import Report, coverage_report, report_file
from analysis.warehouse import Release
from tests.conftest import analysis

LEDGER = sorted((Path(__file__).parents[3] / "golden" / "ledger").glob("*.csv"))
AS_OF, SINCE = date(2026, 9, 30), date(2026, 3, 31)

MakeReport = Callable[..., Report]


@pytest.fixture(scope="session")
def report_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two units, one of which left between the two days the reports compare."""
    home = tmp_path_factory.mktemp("report") / "home"
    analysis("init", home=home)
    analysis("import", *LEDGER, home=home)
    return home


@pytest.fixture(scope="session")
def release(report_home: Path) -> Release:
    return warehouse.open_release(report_home)


@pytest.fixture(scope="session")
def made(release: Release) -> dict[str, Report]:
    """The report of the same day in each language."""
    return {language: report_of(release, language=language) for language in ("zh", "en")}


@pytest.fixture(scope="session")
def documents(made: dict[str, Report]) -> dict[str, bytes]:
    return {language: report_file(report, "docx") for language, report in made.items()}


def report_of(release: Release, *, language: str = "zh", **dates: date) -> Report:
    return coverage_report(
        partial(ask, release, language=language),
        home_province=release.meta.home_province,
        language=language,
        **({"as_of": AS_OF, "since": SINCE} | dates),
    )


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def texts(document: Document) -> list[str]:
    """Every paragraph of the body in the order it is read, those in tables among them."""
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]
