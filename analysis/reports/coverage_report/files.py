"""The one way from a report to a file: the page's buttons and the command line give the same bytes."""

from analysis.language import N_, translator
from analysis.questions import Answer
from analysis.reports.coverage_report.model import Report
from analysis.reports.delimited import to_csv
from analysis.reports.download import MIME_TYPES
from analysis.reports.presentation import joined_name

FORMATS = ("docx", "xlsx", "csv")
MIME = MIME_TYPES | {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


def report_file(report: Report, format: str) -> bytes:
    """A report as a file of one of `FORMATS`; KeyError for another format.

    CSV is the table of all provinces, byte for byte what the question `coverage` gives.
    """
    return _MAKERS[format](report)


def report_file_name(coverage: Answer, format: str, language: str) -> str:
    """A name that says what, as of when, from which release, and if it is a demo. Takes `coverage`."""
    translate = translator(language)
    parts = [translate(N_("Coverage report")), coverage.as_of.isoformat(), coverage.release_id]
    return f"{joined_name([*parts, translate(N_('Demo data')) if coverage.demo else ''])}.{format}"


def _docx(report: Report) -> bytes:
    from analysis.reports.coverage_report.document import to_docx  # slow to import, and seldom asked for

    return to_docx(report)


def _xlsx(report: Report) -> bytes:
    from analysis.reports.coverage_report.sheets import to_xlsx

    return to_xlsx(report)


def _csv(report: Report) -> bytes:
    return to_csv(report.answers.coverage, language=report.language)


_MAKERS = {"docx": _docx, "xlsx": _xlsx, "csv": _csv}
