"""The coverage report as LibreOffice prints it, once in each language; skipped where it is not installed."""

from pathlib import Path

import pytest

from tests.conftest import analysis
from tests.office.printing import Page, fonts_lent, office, printed

AS_OF = "2026-10-31"


@pytest.fixture(scope="session")
def report_files(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report on the demo, in Chinese and in English."""
    folder = tmp_path_factory.mktemp("report")
    files = {}
    for language in ("zh", "en"):
        files[language] = folder / language / "report.docx"
        files[language].parent.mkdir()
        analysis(
            "report", "coverage", "--as-of", AS_OF, "--format", "docx", "-o", files[language],
            "--lang", language, home=demo_home,
        )  # fmt: skip
    return files


@pytest.fixture(scope="session")
def pages(report_files: dict[str, Path]) -> dict[str, list[Page]]:
    """The printed pages by language."""
    if office() is None:
        pytest.skip("LibreOffice is not installed: apt install libreoffice-writer")
    if not fonts_lent():
        pytest.skip("the fonts that stand in for official ones are not installed: apt install fonts-noto-cjk")
    return {language: printed(file) for language, file in report_files.items()}
