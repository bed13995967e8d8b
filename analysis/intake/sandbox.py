"""Runs the reader in a child process with limits on memory, processor and time.

A hostile file can only end it.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from analysis.problems import Refused

READER = Path(__file__).with_name("read.py")


@dataclass(frozen=True)
class Limits:
    """What a file and the process that reads it may take."""

    size_mb: int = 50
    memory_mb: int = 3_000
    processor_seconds: int = 90
    wall_seconds: int = 120


@dataclass
class RawColumn:
    """A column: its distinct texts (None is empty), and for each row its place among them."""

    texts: list[str | None]
    codes: np.ndarray

    def __getitem__(self, row: int) -> str | None:
        return self.texts[self.codes[row]]

    @cached_property
    def words(self) -> list[tuple[int, str]]:
        """The distinct texts that do not begin with a digit, with their places.

        Few in a column of figures.
        """
        return [(place, text) for place, text in enumerate(self.texts) if text and not text[0].isdigit()]

    def holds(self, is_so: Callable[[str], bool]) -> np.ndarray:
        """Which rows hold a word of which something is true; each distinct word is looked at once."""
        return self._rows_of([place for place, text in self.words if is_so(text)])

    def any_holds(self, is_so: Callable[[str], bool]) -> np.ndarray:
        """Which rows hold a text of which something is true, be it a word or begin with a digit."""
        return self._rows_of([place for place, text in enumerate(self.texts) if text and is_so(text)])

    @property
    def empty(self) -> np.ndarray:
        """Which rows hold nothing."""
        return self._rows_of([place for place, text in enumerate(self.texts) if text is None])

    def _rows_of(self, places: list[int]) -> np.ndarray:
        chosen = np.zeros(len(self.texts), dtype=bool)
        chosen[places] = True
        return chosen[self.codes]


@dataclass
class RawTable:
    """A table as text. `first_row` is the row number a spreadsheet program shows for the first row.

    `merged` holds ranges [row0, column0, row1, column1] counted from the table's first cell; `above` the
    lines that stand before the table in a document, `letterhead` the short lines of all of it; `errors` how
    many cells of the file hold a formula's error (said of its first table); `numbers` the row numbers where
    they do not simply follow.
    """

    sheet: str
    columns: list[RawColumn]
    height: int
    first_row: int = 1
    merged: list[list[int]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    hidden: bool = False
    errors: int = 0
    numbers: np.ndarray | None = None

    def row(self, number: int) -> list[str | None]:
        """The texts of a row, counted from 0."""
        return [column[number] for column in self.columns]

    def source_row(self, number: int) -> int:
        """The row number a spreadsheet program shows."""
        return self.first_row + number if self.numbers is None else int(self.numbers[number])


def read_in_child(content: bytes, file_name: str, limits: Limits | None = None) -> list[RawTable]:
    """The file's tables as text.

    Refused with the reason if it is too large, hostile, damaged or of no known type.
    """
    limits = limits or Limits()
    if len(content) > limits.size_mb * 1_000_000:
        raise Refused("file_too_large", file=file_name, limit=limits.size_mb)
    command = [
        sys.executable, "-I", "-X", "utf8", str(READER),
        str(limits.memory_mb * 1_000_000), str(limits.processor_seconds),
    ]  # fmt: skip
    try:
        child = subprocess.run(
            command, input=content, capture_output=True, timeout=limits.wall_seconds, env={}, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Refused("file_too_large_to_read", file=file_name) from late
    if child.returncode != 0:
        # Killed by a limit, or aborted within the reader: both happen only with files made or grown wrong.
        raise Refused("file_too_large_to_read", file=file_name)
    answer = json.loads(child.stdout)
    if "rule" in answer:
        raise Refused(answer["rule"], file=file_name, **answer["details"])
    return [_table(described) for described in answer["tables"]]


def _table(described: dict) -> RawTable:
    columns = [
        RawColumn(column["texts"], np.frombuffer(base64.b64decode(column["codes"]), dtype=np.uint32))
        for column in described.pop("columns")
    ]
    return RawTable(columns=columns, **described)
