"""Which column of which kind a header names: the words are data, and what a user corrected is remembered."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from analysis.intake.amounts import unit_factor, units
from analysis.intake.values import folded
from analysis.kinds import Kind
from analysis.problems import Refused
from analysis.reference import REFERENCE

ALIASES_FILE = REFERENCE / "header_aliases.csv"
REMEMBERED_FILE = "header_aliases.csv"
ALIAS_COLUMNS = ("kind", "column", "alias", "unit", "source")
TEMPLATE, ALIAS, REMEMBERED, FORCED, NEAR = "template", "alias", "remembered", "forced", "near"
SHORTEST_NEAR = 4  # headers of fewer characters are too alike

_MARKS = re.compile(r"^(?:其中[:：]?|[#*▲△]|\(?\d{1,2}[.、)]|[①-⑳]|[一二三四五六七八九十]{1,2}、)+|[:：*]+$")
_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]$")
_PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹ]+\)")


@dataclass(frozen=True)
class Hit:
    """A column a header names, the unit the alias itself says, and how it was recognised."""

    column: str
    unit: str
    how: str


class Headers:
    """The headers known for each kind; later sources go before earlier ones."""

    def __init__(self, kinds: Iterable[Kind], home: Path | None = None) -> None:
        self._hits: dict[tuple[str, str], Hit] = {}
        self._kinds = {kind.name: kind for kind in kinds}
        for kind in self._kinds.values():
            for column in kind.columns:
                self._add(kind.name, column.bare_header, Hit(column.name, "", TEMPLATE))
        for row in read_aliases(ALIASES_FILE):
            self._add_row(row, ALIAS)
        if home is not None and (home / REMEMBERED_FILE).exists():
            for row in remembered(home):
                self._add_row(row, REMEMBERED)

    def _add_row(self, row: Mapping[str, str], how: str) -> None:
        for kind in self._kinds.values() if row["kind"] == "*" else [self._kinds.get(row["kind"])]:
            if kind and (row["column"] == "" or any(column.name == row["column"] for column in kind.columns)):
                self._add(kind.name, row["alias"], Hit(row["column"], row["unit"], how))

    def _add(self, kind: str, header: str, hit: Hit) -> None:
        known = self._hits.get((kind, plain_header(header)))
        if known is None or known.how != TEMPLATE or hit.how in (REMEMBERED, FORCED):
            self._hits[(kind, plain_header(header))] = hit

    def with_mapping(self, kind_names: Iterable[str], mapping: Mapping[str, str]) -> "Headers":
        """These headers with a user's own: header -> column name, "column|unit", or "" to leave it unread."""
        own = Headers.__new__(Headers)
        own._kinds = self._kinds
        own._hits = dict(self._hits)
        for header, target in mapping.items():
            column, _, unit = target.partition("|")
            for kind in kind_names:
                if column == "" or any(known.name == column for known in self._kinds[kind].columns):
                    own._add(kind, header, Hit(column, unit, FORCED))
        return own

    def find(self, kind: str, parts: tuple[str, ...]) -> tuple[Hit | None, str]:
        """The column that a header of one or more rows names in this kind, and the unit it says."""
        named = [part for part in parts if not unit_factor(_bare_unit(part))]
        said = [_bare_unit(part) for part in parts if unit_factor(_bare_unit(part))]
        said += [unit for unit in (split_unit(part)[1] for part in named) if unit]
        unit = said[0] if said else ""
        whole = ["-".join(parts)]
        bare = [split_unit(part)[0] if split_unit(part)[1] else part for part in named]
        for candidate in [*whole, *_candidates(bare)]:
            for label in (candidate, split_unit(candidate)[0]):
                hit = self._hits.get((kind, plain_header(label)))
                if hit:
                    return hit, hit.unit or unit
        return None, unit

    def knows(self, kind: str, text: str) -> bool:
        """Whether the text is a header of this kind."""
        return (kind, plain_header(split_unit(text)[0])) in self._hits

    def only_elsewhere(self, kind: str, parts: tuple[str, ...]) -> bool:
        """Whether a header names a column of other kinds and none of this one."""
        others = (other for other in self._kinds if other != kind)
        return self.find(kind, parts)[0] is None and any(self.find(other, parts)[0] for other in others)

    def near(self, kind: str, header: str, taken: Iterable[str]) -> Hit | None:
        """The one column whose header differs from this one in a single character.

        None if none or several.
        """
        plain = plain_header(split_unit(header)[0])
        if len(plain) < SHORTEST_NEAR:
            return None
        found = {
            hit.column
            for (name, known), hit in self._hits.items()
            if name == kind and hit.column and len(known) >= SHORTEST_NEAR and differ_by_one(plain, known)
        }
        return Hit(found.pop(), "", NEAR) if len(found) == 1 and not found & set(taken) else None


def read_aliases(path: Path) -> list[dict[str, str]]:
    """The rows of an alias table."""
    with path.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def remembered(home: Path) -> list[dict[str, str]]:
    """The mappings that users corrected. Refused if somebody has saved the table in a way we cannot read."""
    try:
        rows = read_aliases(home / REMEMBERED_FILE)
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused("aliases_unreadable", file=REMEMBERED_FILE) from error
    if any(not set(ALIAS_COLUMNS) <= row.keys() or None in row.values() for row in rows):
        raise Refused("aliases_unreadable", file=REMEMBERED_FILE)
    return rows


@cache
def _simplified() -> dict[int, str]:
    with (REFERENCE / "traditional_characters.csv").open(encoding="utf-8") as table:
        return {ord(row["traditional"]): row["simplified"] for row in csv.DictReader(table)}


@lru_cache(maxsize=10_000)
def plain_header(header: str) -> str:
    """What two spellings of a header have in common.

    One width, no spaces or marks, simplified, lower case.
    """
    text = _PINYIN.sub("", unicodedata.normalize("NFKC", header).lower())
    plain = folded(text).translate(_simplified())
    return _MARKS.sub("", plain) or plain


@lru_cache(maxsize=10_000)
def split_unit(header: str) -> tuple[str, str]:
    """A header without its last bracket or unit, and the unit of money it says ("" if none)."""
    plain = folded(header)
    bracket = _BRACKETS.search(plain)
    if bracket:
        inside = bracket[1].removeprefix("单位:").removeprefix("单位")
        return plain[: bracket.start()], inside if unit_factor(inside) else ""
    for unit in _words_for_units():
        rest = plain.removesuffix(unit)
        if rest != plain and rest.rstrip(":/,-_"):
            return rest.rstrip(":/,-_"), unit
    return plain, ""


@cache
def _words_for_units() -> tuple[str, ...]:
    """The units of money that are a word at the end of a header without a bracket, the longest first."""
    words = (unit for unit in units() if len(unit) > 1 and not unit.isascii())
    return tuple(sorted(words, key=len, reverse=True))


def says_unit(text: str) -> bool:
    """Whether a header's text is, or ends in, a unit of money."""
    return unit_factor(_bare_unit(text)) is not None or bool(split_unit(text)[1])


def _bare_unit(part: str) -> str:
    return folded(part).strip("()[]【】").removeprefix("单位:")


def _candidates(parts: list[str]) -> list[str]:
    """What a header of several rows may be known as.

    All joined, then the lowest alone, then the first alone.
    """
    if len(parts) <= 1:
        return parts
    chinese = [part for part in parts if not part.isascii()]
    joined = ["-".join(parts), "-".join(chinese)] if len(chinese) > 1 else ["-".join(parts)]
    return [*joined, parts[-1], *chinese[-1:], *(parts[:1] if len(chinese) < 2 else [])]


def differ_by_one(one: str, other: str) -> bool:
    """Whether one insertion, deletion or substitution turns one text into the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    start = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return short[start + 1 :] == long[start + 1 :]
    return short[start:] == long[start + 1 :]


def remember(home: Path, kind: str, mapping: Mapping[str, str]) -> None:
    """Add a user's mapping of a kind's headers to the home's alias table.

    The latest word on a header counts.
    """
    path = home / REMEMBERED_FILE
    kept = remembered(home) if path.exists() else []
    new = {plain_header(header): (header, *target.partition("|")[::2]) for header, target in mapping.items()}
    kept = [row for row in kept if row["kind"] != kind or plain_header(row["alias"]) not in new]
    rows = kept + [
        {"kind": kind, "column": column, "alias": header, "unit": unit, "source": "corrected by a user"}
        for header, column, unit in new.values()
    ]
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, ALIAS_COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    temporary.replace(path)
