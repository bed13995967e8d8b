"""bench: measure what is promised about speed and about forecasts, beside those who could do it too."""

import argparse
from pathlib import Path

from analysis.language import N_, Translate
from analysis.problems import Refused

_PERFORMANCE = Path(__file__).parents[2] / "docs" / "performance.md"


def add_arguments(command: str, parser: argparse.ArgumentParser, translate: Translate) -> None:
    """Which part to measure, and the series the outlook is tried on."""
    parser.add_argument(
        "--only",
        choices=("outlook",),
        help=translate(N_("measure this part alone; the rest stays as it was")),
    )
    parser.add_argument(
        "--series",
        type=Path,
        metavar="FILE",
        help=translate(N_("published national figures to try the outlook on; those of the home if missing")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Measure, print as it goes, write docs/performance.md. Refused without the peers' packages."""
    from analysis.bench.accuracy import TITLE, section_of, with_section

    before = _PERFORMANCE.read_text(encoding="utf-8") if _PERFORMANCE.exists() else ""
    outlook = _outlook(arguments) or section_of(before, TITLE)
    document = before if arguments.only else _measured()
    _PERFORMANCE.write_text(with_section(document, outlook) if outlook else document, encoding="utf-8")
    print(_PERFORMANCE.relative_to(_PERFORMANCE.parents[1]))
    return 0


def _measured() -> str:
    try:
        from analysis.bench.run import as_markdown, run
    except ModuleNotFoundError as missing:
        raise Refused("bench_needs_package", package=missing.name) from missing
    return as_markdown(run(print))


def _outlook(arguments: argparse.Namespace) -> str | None:
    """The section on the outlook, printed; None, and why, where there is no series long enough."""
    from analysis.bench.accuracy import as_markdown, contests, imported_series, national_series
    from analysis.warehouse import current_release_id, open_release

    series = None
    if arguments.series is not None:
        series = imported_series(arguments.series)
    elif current_release_id(arguments.home) is not None:
        series = national_series(open_release(arguments.home))
    found = contests(series) if series is not None else []
    if not found:
        print(
            arguments.translate(N_("The outlook was not tried: --series names no file of national figures."))
        )
        return None
    section = as_markdown(found)
    print(section)
    return section
