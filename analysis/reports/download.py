"""The one way from an answer to a file: a page's download and the command line give the same bytes."""

from dataclasses import dataclass

from analysis.formatting import TEN_THOUSAND
from analysis.language import DEFAULT_LANGUAGE
from analysis.questions import Answer
from analysis.reports.delimited import to_csv
from analysis.reports.objects import to_json
from analysis.reports.presentation import file_name
from analysis.reports.records import to_records
from analysis.reports.workbook import to_xlsx

FORMATS = ("csv", "xlsx", "json")
RECORDS = "records"  # a workbook to import, of questions whose rows are records of a kind
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIME_TYPES = {
    "csv": "text/csv",
    "xlsx": _WORKBOOK,
    "json": "application/json",
    RECORDS: _WORKBOOK,
}


@dataclass(frozen=True)
class Download:
    """A file as it leaves the house."""

    content: bytes
    file_name: str
    mime: str


def download(
    answer: Answer,
    format: str = "csv",
    *,
    language: str = DEFAULT_LANGUAGE,
    unit: str = TEN_THOUSAND,
    raw: bool = False,
) -> Download:
    """An answer as a file of one of `FORMATS`, or of its records; JSON is always raw.

    KeyError for another format; refused where records are asked of an answer that has none.
    """
    mime = MIME_TYPES[format]
    if format == RECORDS:
        return Download(to_records(answer, language=language), file_name(answer, language, ".xlsx"), mime)
    if format == "json":
        content = to_json(answer).encode()
    elif format == "csv":
        content = to_csv(answer, language=language, unit=unit, raw=raw)
    else:
        content = to_xlsx(answer, language=language, unit=unit, raw=raw)
    return Download(content, file_name(answer, language, f".{format}", raw=raw or format == "json"), mime)
