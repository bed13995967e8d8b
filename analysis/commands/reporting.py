"""report: what is handed on, with the same bytes as the pages' buttons."""

import argparse
import sys
from datetime import date
from functools import partial
from pathlib import Path

from analysis.commands.telling import hand_out
from analysis.language import N_, Translate
from analysis.problems import Refused

_REPORTS = ("coverage",)
_FORMATS = ("csv", "xlsx", "docx")


def add_arguments(command: str, parser: argparse.ArgumentParser, translate: Translate) -> None:
    """The arguments of `report`."""
    parser.add_argument("report", choices=_REPORTS, metavar="REPORT", help=translate(N_("coverage")))
    parser.add_argument(
        "--as-of", metavar="DATE", help=translate(N_("the day it is of, as in 2026-09-30; today if missing"))
    )
    parser.add_argument(
        "--since",
        metavar="DATE",
        help=translate(N_("the day of the last report; the end of the quarter before if missing")),
    )
    parser.add_argument("--release", metavar="ID", help=translate(N_("another release than the one shown")))
    parser.add_argument("--format", choices=_FORMATS, required=True, help=translate(N_("kind of file")))
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=translate(N_("where to write; standard output if missing")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the report."""
    from analysis.access import OWNER
    from analysis.questions import ask
    from analysis.reports.coverage_report import coverage_report, report_file
    from analysis.warehouse import open_release

    as_of, since = _day(arguments.as_of, "as-of"), _day(arguments.since, "since")
    if arguments.format != "csv" and arguments.output is None and sys.stdout.isatty():
        raise Refused("output_file_needed")
    release = open_release(arguments.home, arguments.release)
    report = coverage_report(
        partial(ask, release, language=arguments.language, viewer=OWNER),
        home_province=release.meta.home_province,
        as_of=as_of,
        since=since,
        map_approval_number=release.settings.map_approval_number,
        language=arguments.language,
    )
    hand_out(arguments.output, report_file(report, arguments.format))
    return 0


def _day(text: str | None, name: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("malformed_date", value=text, name=name) from None
