"""The one way from an answer to a file: a page's download and the command line give the same bytes."""

from dataclasses import dataclass

from analysis.formatting import TEN_THOUSAND
from analysis.language import DEFAULT_LANGUAGE
from analysis.questions import Answer
from analysis.reports.delimited import to_csv
from analysis.reports.objects import to_json
from analysis.reports.presentation import file_name
from analysis.reports.workbook import to_xlsx

FORMATS = ("csv", "xlsx", "json")
MIME_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
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
    """An answer as a file of one of `FORMATS`; JSON is always raw. KeyError for another format."""
    mime = MIME_TYPES[format]
    if format == "json":
        content = to_json(answer).encode()
    elif format == "csv":
        content = to_csv(answer, language=language, unit=unit, raw=raw)
    else:
        content = to_xlsx(answer, language=language, unit=unit, raw=raw)
    return Download(content, file_name(answer, language, f".{format}", raw=raw or format == "json"), mime)
