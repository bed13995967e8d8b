"""What reading one text gives: a value, or a rule that was broken, or both.

Shared by the parsers of this package.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

# What people write where there is nothing to say; dashes stand in whole columns, words are worth a note.
DASHES = frozenset("- -- --- — —— – － ― － … ...... *".split())
NOTHING = frozenset("/ 无 暂无 待定 未定 不详 空 null none na n/a nan nil 缺 缺失 未填".split())
_SPACE = re.compile(r"\s+|\\n|[\u200b\ufeff]")


@dataclass(frozen=True)
class Parsed:
    """A value and, if a rule was broken, its code and details; a rule of severity error leaves no value."""

    value: object = None
    rule: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


def refused(rule: str, **details: object) -> Parsed:
    """No value, and why."""
    return Parsed(None, rule, {name: str(detail) for name, detail in details.items()})


def folded(text: str) -> str:
    """The text in one width (NFKC), without any white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def is_dash(text: str) -> bool:
    """Whether the text is a dash, as in tables of figures where there is none."""
    return folded(text) in DASHES


def says_nothing(text: str) -> bool:
    """Whether the text says that there is no value (a dash, "null", a slash)."""
    plain = folded(text).lower()
    return plain in DASHES or plain in NOTHING
