"""check, import, template: files in, and the one that goes out to be filled in."""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from analysis.commands.telling import current_user, tell_arrived, tell_changes, write_file
from analysis.glossary import enum_label
from analysis.language import N_, Translate
from analysis.problems import NOTE, Problem, Refused

if TYPE_CHECKING:
    from analysis.intake.submit import Prepared


def add_arguments(command: str, parser: argparse.ArgumentParser, translate: Translate) -> None:
    """The arguments of a command of this module."""
    if command == "template":
        parser.add_argument(
            "-o",
            "--output",
            type=Path,
            required=True,
            metavar=translate(N_("FILE")),
            help=translate(N_("where to write it")),
        )
        return
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar=translate(N_("FILE")),
        help=translate(N_("xlsx, xls, csv or docx")),
    )
    parser.add_argument(
        "--kind",
        metavar=translate(N_("KIND")),
        help=translate(N_("kind of every table, where it is not recognised")),
    )
    parser.add_argument(
        "--unit", metavar=translate(N_("UNIT")), help=translate(N_("unit of money where the file says none"))
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar=translate(N_("COLUMN=VALUE")),
        help=translate(
            N_("what holds for every row of a table without that column, as in effective_date=2021-03-08")
        ),
    )
    if command == "import":
        parser.add_argument(
            "--accept-valid",
            action="store_true",
            help=translate(N_("take the good rows of a file with errors")),
        )
        parser.add_argument(
            "--note",
            default="",
            metavar=translate(N_("TEXT")),
            help=translate(N_("kept with the submission")),
        )


def run(arguments: argparse.Namespace) -> int:
    """Carry out a command of this module."""
    return {"check": _check, "import": _import, "template": _template}[arguments.command](arguments)


def _check(arguments: argparse.Namespace) -> int:
    translate, wrong = arguments.translate, 0
    for path in arguments.files:
        try:
            prepared = _prepared(arguments, path)
        except Refused as refused:
            wrong += 1
            _print_problems(refused.problems, arguments.language)
            print(refused.message(arguments.language))
            continue
        _print_problems(prepared.problems, arguments.language)
        found = sum(problem.severity != NOTE for problem in prepared.problems)
        wrong += found
        for row in prepared.summary().to_dict("records"):
            print(
                translate(N_("{file}, {sheet}: {kind}, {rows} rows can be taken, {refused} cannot.")).format(
                    file=path.name,
                    sheet=row["sheet"],
                    kind=enum_label("kind", row["kind"], arguments.language),
                    rows=row["rows"],
                    refused=row["refused"],
                )
            )
        if not found:
            print(translate(N_("{file}: no errors, no questions.")).format(file=path.name))
    return 1 if wrong else 0


def _import(arguments: argparse.Namespace) -> int:
    from analysis.intake.submit import accept
    from analysis.warehouse import finish_interrupted

    translate, language = arguments.translate, arguments.language
    finish_interrupted(arguments.home)
    for number, path in enumerate(arguments.files):
        try:
            prepared = _prepared(arguments, path)
            accepted = accept(
                prepared,
                arguments.home,
                accept_valid=arguments.accept_valid,
                note=arguments.note,
                by=current_user(),
                progress=_progress(translate),
            )
        except (Refused, OSError) as error:
            if isinstance(error, Refused):
                _print_problems(error.problems, language, to=sys.stderr)
            untried = [other.name for other in arguments.files[number + 1 :]]
            if untried:
                # A later file may correct this one: taken first, it would be corrected back.
                print(
                    translate(N_("Not tried, since a file before was refused: {files}.")).format(
                        files=", ".join(untried)
                    ),
                    file=sys.stderr,
                )
            raise
        if accepted.unchanged:
            print(
                translate(N_("{file}: already in as submission {submission}; nothing was changed.")).format(
                    file=path.name, submission=accepted.submission_id
                )
            )
            continue
        _print_problems(prepared.problems, language)
        print(
            translate(N_("{file}: submission {submission}, release {release}.")).format(
                file=path.name, submission=accepted.submission_id, release=accepted.release_id
            )
        )
        tell_arrived(accepted.arrived, language)
        tell_changes(accepted.changes, language)
    return 0


def _prepared(arguments: argparse.Namespace, path: Path) -> "Prepared":
    from analysis.intake.submit import prepare

    said = {}
    for word in arguments.set:
        column, given, value = word.partition("=")
        if not (column and given and value):
            raise Refused("set_malformed", value=word)
        said[column] = value
    return prepare(
        path.read_bytes(), path.name, arguments.home, kind=arguments.kind, unit=arguments.unit, said=said
    )


def _template(arguments: argparse.Namespace) -> int:
    from analysis.reports.template import template_workbook

    write_file(arguments.output, template_workbook())
    print(arguments.translate(N_("Written: {file}")).format(file=arguments.output))
    return 0


def _progress(translate: Translate) -> Callable[[str, float], None]:
    """Steps on one line of a terminal; silent where nobody watches."""

    def show(step: str, share: float) -> None:
        if sys.stderr.isatty():
            print(f"\r\033[K{share:4.0%} {translate(step)}", end="", file=sys.stderr, flush=True)
            if share >= 0.95:
                print("\r\033[K", end="", file=sys.stderr, flush=True)

    return show


def _print_problems(problems: Iterable[Problem], language: str, to: TextIO | None = None) -> None:
    for problem in problems:
        place = [problem.file, problem.sheet]
        if problem.source_row is not None:
            place.append(str(problem.source_row))
        if problem.header:
            place.append(problem.header)
        severity = enum_label("severity", problem.severity, language)
        print(
            f"{':'.join(filter(None, place))}: {severity}: {problem.message(language)} [{problem.rule}]",
            file=to,
        )
