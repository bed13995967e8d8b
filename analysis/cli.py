"""The command line: everything the pages do, without a browser.

Exit codes: 0 done, 1 refused with the reason, 2 wrong usage. What a user did never ends in a traceback.
"""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

from analysis.language import DEFAULT_LANGUAGE, LANGUAGES, N_, Translate, translator
from analysis.problems import Refused
from analysis.warehouse.home import default_home

DONE, REFUSED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

# Command -> module of its `add_arguments` and `run`, and what it does. A module is imported when it is named.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("analysis.commands.homes", N_("make a home, empty or with the demo")),
    "check": ("analysis.commands.files", N_("list every problem of files; nothing is changed")),
    "import": ("analysis.commands.files", N_("take files and show a new release")),
    "releases": ("analysis.commands.homes", N_("list the releases, the one shown marked *")),
    "rollback": ("analysis.commands.homes", N_("show an earlier or later release")),
    "withdraw": ("analysis.commands.homes", N_("make a submission count no longer")),
    "questions": ("analysis.commands.asking", N_("list the questions with their parameters and columns")),
    "ask": ("analysis.commands.asking", N_("answer a question as csv, xlsx or json")),
    "report": ("analysis.commands.reporting", N_("write the coverage report as docx, xlsx or csv")),
    "template": ("analysis.commands.files", N_("write the workbook to fill in")),
    "bench": ("analysis.commands.bench", N_("measure speed beside other tools; writes docs/performance.md")),
}

# The words of the argument parser itself.
_PARSER_WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
)


def main(arguments: list[str]) -> int:
    """Run one command; the exit code."""
    language = _language_of(arguments)
    translate = translator(language)
    _speak(translate)
    try:
        parsed = _parse(arguments, translate)
        parsed.language, parsed.translate = language, translate
        code = int(import_module(COMMANDS[parsed.command][0]).run(parsed))
        sys.stdout.flush()
        return code
    except SystemExit as left:
        return int(left.code or 0)
    except Refused as refused:
        return _refuse(refused, language)
    except BrokenPipeError:
        # Whoever read us has seen enough, as in `... | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print(translate(N_("Interrupted; what was not finished has changed nothing.")), file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        from analysis.warehouse.storage import storage_refusal

        reason = storage_refusal(error)
        if reason is None:
            raise
        return _refuse(reason, language)


def _language_of(arguments: list[str]) -> str:
    """The language asked for, found before anything is parsed, since it decides the parser's own words."""
    for given, following in zip(arguments, [*arguments[1:], ""], strict=False):
        name, _, value = given.partition("=")
        if name == "--lang" and (value or following) in LANGUAGES:
            return value or following
    return DEFAULT_LANGUAGE


def _speak(translate: Translate) -> None:
    # argparse takes its words through this name; there is no other way to change them.
    argparse._ = translate  # type: ignore[attr-defined]


def _parse(arguments: list[str], translate: Translate) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        allow_abbrev=False,
        description=translate(N_("Workbooks in, releases out, questions answered.")),
        epilog=translate(N_("Exit codes: 0 done, 1 refused with the reason, 2 wrong usage.")),
    )
    _add_common(parser, translate, home=default_home(), language=DEFAULT_LANGUAGE)
    commands = parser.add_subparsers(dest="command", required=True, metavar=translate(N_("COMMAND")))
    named = next((word for word in arguments if word in COMMANDS), None)
    for name, (module, purpose) in COMMANDS.items():
        command = commands.add_parser(
            name, help=translate(purpose), description=translate(purpose), allow_abbrev=False
        )
        _add_common(command, translate, home=argparse.SUPPRESS, language=argparse.SUPPRESS)
        if name == named:
            import_module(module).add_arguments(name, command, translate)
    if named == "ask":  # its parameters depend on the question
        parsed, rest = parser.parse_known_args(arguments)
        parsed.rest = rest
        return parsed
    return parser.parse_args(arguments)


def _add_common(
    parser: argparse.ArgumentParser, translate: Translate, home: object, language: object
) -> None:
    parser.add_argument(
        "--home",
        type=Path,
        default=home,
        metavar=translate(N_("DIR")),
        help=translate(N_("the directory of all data; $DASHBOARD_HOME or data/warehouse if missing")),
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=language, help=translate(N_("language of messages and headings"))
    )


def _refuse(refused: Refused, language: str) -> int:
    print(refused.message(language), file=sys.stderr)
    return WRONG_USAGE if refused.rule in ("unknown_question", "unknown_parameter") else REFUSED
