"""The files that leave the house, byte by byte, on a ledger small enough to check by hand.

The bytes are the contract. After a change that is meant, `pytest tests/golden --update-golden` writes them
anew; the diff is what a user will see. Workbooks are kept as the list of their cells, which a diff can show.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from analysis import warehouse
from analysis.questions import ask
from analysis.reports.download import RECORDS, download
from analysis.reports.template import template_workbook
from analysis.warehouse import Release
from tests.conftest import analysis

HERE = Path(__file__).parent
LEDGER = sorted((HERE / "ledger").glob("*.csv"))
# A release's id tells when it was made, which is not what is tested here.
RELEASE = "RELEASE"

FILES = {
    "output_by_province.csv": ("output_by_province", {}, {}),
    "output_by_province.en.csv": ("output_by_province", {}, {"language": "en"}),
    "output_by_province.raw.csv": ("output_by_province", {}, {"raw": True}),
    "output_by_province.json": ("output_by_province", {}, {}),
    "output_by_province.xlsx": ("output_by_province", {}, {}),
    "output_trend.raw.csv": ("output_trend", {}, {"raw": True}),
    "output_of_xinjiang.csv": ("output_by_enterprise", {"province": "650000"}, {}),
    "output_of_nobody.csv": ("output_by_enterprise", {"province": "810000"}, {}),
    "output_by_city.csv": ("output_by_city", {}, {}),
    "projects.csv": ("projects", {"as_of": "2026-09-30"}, {}),
    "projects.xlsx": ("projects", {"as_of": "2026-09-30"}, {}),
    "key_units.csv": ("key_units", {"as_of": "2026-04-30"}, {}),
    "coverage.csv": ("coverage", {"as_of": "2026-09-30"}, {}),
    "coverage_summary.json": ("coverage_summary", {"as_of": "2026-09-30"}, {}),
    "coverage_changes.csv": ("coverage_changes", {"from": "2025-12-31", "to": "2026-09-30"}, {}),
    "coverage_by_region.en.csv": ("coverage_by_region", {"as_of": "2026-09-30"}, {"language": "en"}),
    "next_batch.csv": ("next_batch", {"as_of": "2026-09-30", "seats": 2}, {}),
    "next_batch.en.csv": ("next_batch", {"as_of": "2026-09-30", "seats": 2}, {"language": "en"}),
    "next_batch_plans.json": ("next_batch_plans", {"as_of": "2026-09-30", "seats": 1}, {}),
    "next_batch_candidates.csv": ("next_batch_candidates", {"as_of": "2026-09-30"}, {}),
    "batch_events.records.xlsx": (
        "batch_events",
        {"as_of": "2026-09-30", "seats": 1, "effective_date": "2026-12-01"},
        {},
    ),
    "targets.csv": ("targets", {}, {}),
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    home = tmp_path_factory.mktemp("golden") / "home"
    analysis("init", home=home)
    analysis("import", *LEDGER, home=home)
    return warehouse.open_release(home)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_what_it_was(name, release, request):
    question, parameters, wishes = FILES[name]
    format = RECORDS if name.endswith(f".{RECORDS}.xlsx") else name.rpartition(".")[2]
    language = wishes.get("language", "zh")
    content = download(ask(release, question, language=language, **parameters), format, **wishes).content
    if name.endswith(".xlsx"):
        name, content = f"{name}.txt", cells(content)
    compare(name, content.replace(release.id.encode(), RELEASE.encode()), request)


def test_the_workbook_to_fill_in_is_what_it_was(request):
    compare("template.xlsx.txt", cells(template_workbook()), request)


def compare(name: str, content: bytes, request: pytest.FixtureRequest) -> None:
    golden = HERE / "files" / name
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(content)
    assert content == golden.read_bytes()


def cells(workbook: bytes) -> bytes:
    return "\n".join(_lines(openpyxl.load_workbook(BytesIO(workbook)))).encode() + b"\n"


def _lines(workbook: openpyxl.Workbook) -> Iterator[str]:
    for sheet in workbook.worksheets:
        yield f"== {sheet.title}, frozen at {sheet.freeze_panes}, filter {sheet.auto_filter.ref}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{cell.coordinate} {cell.data_type} {cell.number_format} {cell.value!r}"
        for rule in sheet.data_validations.dataValidation:
            yield f"choice {rule.sqref} {rule.formula1}"
