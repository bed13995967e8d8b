"""questions, ask: the same answers and bytes as the pages give."""

import argparse
import sys
from pathlib import Path

from analysis.commands.telling import hand_out
from analysis.formatting import HUNDRED_MILLION, TEN_THOUSAND, YUAN
from analysis.language import N_, Translate
from analysis.problems import Refused
from analysis.questions.contract import QUESTIONS

_FORMATS = ("csv", "json", "xlsx", "records")
_UNITS = (TEN_THOUSAND, HUNDRED_MILLION, YUAN)


def add_arguments(command: str, parser: argparse.ArgumentParser, translate: Translate) -> None:
    """The arguments of a command of this module."""
    if command != "ask":
        return
    parser.usage = translate(
        N_(
            "%(prog)s QUESTION [--PARAMETER VALUE]... [--format csv|json|xlsx|records] [--raw] [--release ID]"
            " [-o FILE]"
        )
    )
    parser.epilog = translate(
        N_("Parameters are those “questions” lists for the question, as in --year 2026.")
    )
    parser.add_argument(
        "question", metavar=translate(N_("QUESTION")), help=translate(N_("name, as “questions” lists it"))
    )
    parser.add_argument("--format", choices=_FORMATS, default="csv", help=translate(N_("csv if missing")))
    parser.add_argument(
        "--raw", action="store_true", help=translate(N_("for scripts: code names, yuan, no byte order mark"))
    )
    parser.add_argument(
        "--unit",
        action="append",
        default=[],
        metavar="{" + ",".join(_UNITS) + "}",
        help=translate(N_("unit of money for people")),
    )
    parser.add_argument(
        "--release", metavar=translate(N_("ID")), help=translate(N_("another release than the one shown"))
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=translate(N_("FILE")),
        help=translate(N_("where to write; standard output if missing")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Carry out a command of this module."""
    return _questions(arguments) if arguments.command == "questions" else _ask(arguments)


def _questions(arguments: argparse.Namespace) -> int:
    translate = arguments.translate
    for question in QUESTIONS.values():
        print(f"{question.name}  {translate(question.title)}")
        for name, parameter in question.parameters.items():
            print(f"    --{name.replace('_', '-')}  {translate(parameter.help)}")
        print(f"    {translate(N_('columns'))}: {', '.join(question.columns)}")
    return 0


def _ask(arguments: argparse.Namespace) -> int:
    from analysis.access import OWNER
    from analysis.questions import ask
    from analysis.reports.download import download
    from analysis.warehouse import open_release

    parameters = _parameters(arguments.question, arguments.rest)
    money, others = _units(arguments.unit)
    if others:
        if "unit" not in QUESTIONS[arguments.question].parameters:
            raise Refused("unknown_unit", value=others[-1], units=", ".join(_UNITS))
        parameters["unit"] = others[-1]
    if arguments.format in ("xlsx", "records") and arguments.output is None and sys.stdout.isatty():
        raise Refused("output_file_needed")
    release = open_release(arguments.home, arguments.release)
    answer = ask(release, arguments.question, language=arguments.language, viewer=OWNER, **parameters)
    file = download(answer, arguments.format, language=arguments.language, unit=money, raw=arguments.raw)
    hand_out(arguments.output, file.content)
    return 0


def _units(given: list[str]) -> tuple[str, list[str]]:
    """The unit of money that was said, and what else was: `--unit` is a key unit too, of some questions."""
    money = [word for word in given if word in _UNITS]
    return money[-1] if money else _UNITS[0], [word for word in given if word not in _UNITS]


def _parameters(question: str, words: list[str]) -> dict[str, str]:
    """`--as-of 2026-09-30` and `--as-of=2026-09-30` as {"as_of": "2026-09-30"}. Refused for anything else."""
    if question not in QUESTIONS:
        raise Refused("unknown_question", value=question)
    known = ", ".join(f"--{name.replace('_', '-')}" for name in QUESTIONS[question].parameters) or "—"
    given: dict[str, str] = {}
    waiting = list(words)
    while waiting:
        word, _, value = waiting.pop(0).partition("=")
        if not word.startswith("--"):
            raise Refused("unknown_parameter", question=question, value=word, known=known)
        if not value:
            if not waiting or waiting[0].startswith("--"):
                raise Refused("unknown_parameter", question=question, value=word, known=known)
            value = waiting.pop(0)
        given[word[2:].replace("-", "_")] = value
    return given
