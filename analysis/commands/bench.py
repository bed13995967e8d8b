"""bench: measure what is promised about speed, beside pandas, polars, bare DuckDB and calamine."""

import argparse
from pathlib import Path

from analysis.language import Translate
from analysis.problems import Refused

_PERFORMANCE = Path(__file__).parents[2] / "docs" / "performance.md"


def add_arguments(command: str, parser: argparse.ArgumentParser, translate: Translate) -> None:
    """Takes none beyond the common ones."""


def run(arguments: argparse.Namespace) -> int:
    """Measure, print as it goes, write docs/performance.md. Refused without the peers' packages."""
    try:
        from analysis.bench.run import as_markdown, run
    except ModuleNotFoundError as missing:
        raise Refused("bench_needs_package", package=missing.name) from missing
    _PERFORMANCE.write_text(as_markdown(run(print)), encoding="utf-8")
    print(_PERFORMANCE.relative_to(_PERFORMANCE.parents[1]))
    return 0
