"""The kinds of things that can be submitted: their columns, types, keys and choices, read from data.

One TOML file in `data/reference/kinds` describes a kind. A further kind is such a file, an
`sql/tables/<kind>.sql`, an `sql/views/<kind>.sql` and its header aliases; no code changes.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from analysis.language import N_

# The first sheet of the workbook to fill in, which explains the others and holds no data.
INSTRUCTIONS_SHEET = N_("How to fill in")
KINDS_DIRECTORY = Path(__file__).parents[1] / "data" / "reference" / "kinds"

# What a column type becomes in the ledger, in DuckDB's words; a type of several fields is in `_FIELDS`.
_DUCKDB_TYPES = {
    "year": "INTEGER",
    "quarter": "INTEGER",
    "date": "DATE",
    "integer": "INTEGER",
    "batch": "INTEGER",
    "decimal": "DECIMAL(24,6)",
    "percent": "DOUBLE",
    "money": "BIGINT",
    "provinces": "VARCHAR[]",
    "names": "VARCHAR[]",
    "moment": "TIMESTAMP",
    "yes_no": "BOOLEAN",
}
_FIELDS = {
    "period": {"year": "INTEGER", "quarter": "INTEGER"},
    "place": {"place": "VARCHAR", "province_code": "VARCHAR", "province_text": "VARCHAR"},
}
# A cell of these may name several places; each makes a row of its own.
_EACH = ("each_province", "each_home_city")
_UNIT_IN_HEADER = re.compile(r"[(（][^()（）]*[)）]$")


@dataclass(frozen=True)
class Column:
    """A column of a kind as users fill it.

    `missing` is what an empty cell (or an absent column) of a required column is: "error", "question",
    "note" or "none". `values` maps the Chinese choices of an enumeration to codes, `spellings` a code to
    further spellings. `stored` is False for columns that only help to read others. `fallback`: a date
    nothing says is today's, with a question.
    `from_title`: where a table has no such column, its title may say it of all rows, or whoever imports it;
    `title_words` are, for a code of an enumeration, the words of a title that say it.
    """

    name: str
    header: str
    type: str
    required: bool = False
    missing: str = "error"
    values: dict[str, str] = field(default_factory=dict)
    spellings: dict[str, list[str]] = field(default_factory=dict)
    note: str = ""
    note_en: str = ""
    unit: str = ""
    in_template: bool = True
    stored: bool = True
    fallback: bool = False
    from_title: bool = False
    title_words: dict[str, list[str]] = field(default_factory=dict)

    @property
    def each(self) -> bool:
        """Whether a cell may name several values, each of which makes a row."""
        return self.type in _EACH

    def note_in(self, language: str) -> str:
        """How to fill it in, in the reader's language; "" where its header says it all."""
        return self.note if language == "zh" else self.note_en

    @property
    def bare_header(self) -> str:
        """The header without its unit in brackets."""
        return _UNIT_IN_HEADER.sub("", self.header)

    @property
    def fields(self) -> dict[str, str]:
        """The typed fields this column becomes, with their DuckDB types; empty if it is not stored."""
        if not self.stored:
            return {}
        return _FIELDS.get(self.type, {self.name: _DUCKDB_TYPES.get(self.type, "VARCHAR")})


@dataclass(frozen=True)
class Derivation:
    """How a column the file lacks follows from another: by `map`, or `value` where `matches` is found."""

    column: str
    source: str
    map: dict[str, str] = field(default_factory=dict)
    matches: str = ""
    value: str = ""


@dataclass(frozen=True)
class Layout:
    """A file with all these headers says these fields by being what it is (a list of awards: won)."""

    headers: tuple[str, ...]
    set: dict[str, str]


@dataclass(frozen=True)
class Kind:
    """A kind of submission.

    `sheet` is its Chinese title; rows of one key may stand in one file if they differ in column `stages`,
    and are joined into one if they differ only in the columns of `combine`. A row fills one of
    the columns `about`; a table without any of them is not of this kind.
    """

    name: str
    sheet: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    stages: str = ""
    combine: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    layouts: tuple[Layout, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """All typed fields with their DuckDB types, in the order of the columns."""
        return {name: kind for column in self.columns for name, kind in column.fields.items()}

    @property
    def template_columns(self) -> tuple[Column, ...]:
        """The columns people are asked to fill, in the order of the template."""
        return tuple(column for column in self.columns if column.in_template)

    def column(self, name: str) -> Column:
        """The column of this name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def load_kinds(directory: Path = KINDS_DIRECTORY) -> dict[str, Kind]:
    """All kinds by name, in alphabetical order of their files."""
    described = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(directory.glob("*.toml")))
    return {kind.name: kind for kind in map(_kind, described)}


def _kind(described: dict) -> Kind:
    return Kind(
        name=described["name"],
        sheet=described["sheet"],
        key=tuple(described["key"]),
        columns=tuple(Column(**column) for column in described["column"]),
        stages=described.get("stages", ""),
        combine=tuple(described.get("combine", ())),
        about=tuple(described.get("about", ())),
        derivations=tuple(Derivation(**rule) for rule in described.get("derive", [])),
        layouts=tuple(Layout(tuple(rule["headers"]), rule["set"]) for rule in described.get("layout", [])),
    )


KINDS: dict[str, Kind] = load_kinds()
