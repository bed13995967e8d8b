"""init, releases, rollback, withdraw."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.commands.telling import current_user, tell_changes
from analysis.formatting import is_missing
from analysis.language import N_, Translate
from analysis.problems import Refused
from analysis.settings import SETTINGS_FILE
from analysis.warehouse import (
    build_release,
    compare,
    current_release_id,
    init_home,
    open_release,
    releases,
    roll_back,
    shown_release_id,
)
from analysis.warehouse.home import create_home, ledger_path, release_path, require_home

if TYPE_CHECKING:
    from data.demo.generate import Submission

_UNFINISHED_DEMO = ".demo-unfinished"
# Enough to try rolling back; the releases of all its years would take a third of a gigabyte.
_DEMO_RELEASES = 5


def add_arguments(command: str, parser: argparse.ArgumentParser, translate: Translate) -> None:
    """The arguments of a command of this module."""
    if command == "init":
        parser.add_argument(
            "--demo", action="store_true", help=translate(N_("with fictional records to try it on"))
        )
    elif command == "rollback":
        parser.add_argument(
            "release", metavar=translate(N_("ID")), help=translate(N_("release, as “releases” lists it"))
        )
    elif command == "withdraw":
        parser.add_argument(
            "submission", type=int, metavar=translate(N_("N")), help=translate(N_("number of the submission"))
        )
        parser.add_argument(
            "--note", default="", metavar=translate(N_("TEXT")), help=translate(N_("why, kept with it"))
        )


def run(arguments: argparse.Namespace) -> int:
    """Carry out a command of this module."""
    return _RUN[arguments.command](arguments)


def _init(arguments: argparse.Namespace) -> int:
    home, translate = arguments.home, arguments.translate
    if arguments.demo:
        if ledger_path(home).exists():
            raise Refused("home_exists", home=home)
        _make_demo(home)
    else:
        new = init_home(home)
        build_release(home)
        if not new:
            print(
                translate(N_("There was a home in {home} already; it was left as it is.")).format(home=home)
            )
            return 0
    print(translate(N_("Home made in {home}, release {release}.")).format(
        home=home, release=current_release_id(home)
    ))  # fmt: skip
    return 0


def _make_demo(home: Path) -> None:
    """Build the demo aside and move it in whole, its ledger last: a home has all of it or none."""
    create_home(home)
    unfinished = home / _UNFINISHED_DEMO
    shutil.rmtree(unfinished, ignore_errors=True)
    init_home(unfinished)
    if (home / SETTINGS_FILE).exists():
        shutil.copy(home / SETTINGS_FILE, unfinished / SETTINGS_FILE)
    _import_demo(unfinished)
    for old in releases(unfinished)["release_id"].iloc[_DEMO_RELEASES:]:
        release_path(unfinished, old).unlink()
    for part in ("originals", "releases"):
        shutil.rmtree(home / part, ignore_errors=True)
    for path in sorted(unfinished.iterdir(), key=lambda path: path.name == ledger_path(home).name):
        path.replace(home / path.name)
    unfinished.rmdir()


def _import_demo(home: Path) -> None:
    # The generator stands beside the data it makes, outside this package; nothing else here needs it.
    from analysis.intake.submit import accept, prepare
    from analysis.questions import ask
    from data.demo.generate import answers_to, write_workbooks

    with tempfile.TemporaryDirectory() as folder:
        submissions = write_workbooks(Path(folder))

        def take(number: int, submission: "Submission") -> None:
            print(f"{number}/{len(submissions) + 1} {submission.path.name}", file=sys.stderr)
            prepared = prepare(submission.path.read_bytes(), submission.path.name, home)
            accept(
                prepared,
                home,
                note=submission.note,
                by=submission.by,
                received_at=submission.received_at,
                demo=True,
            )

        for number, submission in enumerate(submissions, 1):
            take(number, submission)
        # A question has its number only once the records are in, so the answers come last.
        asked = ask(open_release(home), "quality_problems").frame.to_dict("records")
        take(len(submissions) + 1, answers_to(asked, Path(folder)))


def _releases(arguments: argparse.Namespace) -> int:
    require_home(arguments.home)
    translate = arguments.translate
    for release in releases(arguments.home).to_dict("records"):
        line = translate(N_("{mark} {release}  submission {submission}  {made}{demo}")).format(
            mark="*" if release["current"] else " ",
            release=release["release_id"],
            submission=release["submission_id"],
            made="" if is_missing(release["made_at"]) else f"{release['made_at']:%Y-%m-%d %H:%M}",
            demo=f"  {translate(N_('Demo data'))}" if release["demo"] else "",
        )
        print(line.rstrip())
    return 0


def _rollback(arguments: argparse.Namespace) -> int:
    require_home(arguments.home)
    translate = arguments.translate
    before = shown_release_id(arguments.home)
    roll_back(arguments.home, arguments.release)
    print(translate(N_("Release {release} is shown now.")).format(release=arguments.release))
    print(
        translate(
            N_(
                "The ledger keeps everything: the next import builds from all of it."
                " To leave a submission out for good, withdraw it."
            )
        )
    )
    tell_changes(compare(arguments.home, before, arguments.release), arguments.language)
    return 0


def _withdraw(arguments: argparse.Namespace) -> int:
    from analysis.intake.submit import withdraw

    home, translate = arguments.home, arguments.translate
    before = shown_release_id(home)
    withdrawal, release = withdraw(arguments.submission, home, by=current_user(), note=arguments.note)
    print(
        translate(
            N_(
                "Submission {submission} was withdrawn by submission {withdrawal}; release {release} is"
                " shown now."
            )
        ).format(submission=arguments.submission, withdrawal=withdrawal, release=release)
    )
    tell_changes(compare(home, before, release), arguments.language)
    return 0


_RUN = {"init": _init, "releases": _releases, "rollback": _rollback, "withdraw": _withdraw}
