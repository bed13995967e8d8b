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
# Marks that NFKC turns into digits: 1234① would become 12341. A raised 2 is one after a digit, not in m².
_MARK = re.compile(
    "([\u2460-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]+|(?<=[0-9０-９])[¹²³\u2070-\u2089]+)"
)


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
    """The text in one width (NFKC), without any white space; marks such as ① stay what they are."""
    if text.isalnum() and unicodedata.is_normalized("NFKC", text):
        return text  # most names and figures
    if not text.isascii() and _MARK.search(text):
        parts = _MARK.split(text)
        parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
        return _SPACE.sub("", "".join(parts))
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def is_dash(text: str) -> bool:
    """Whether the text is a dash, as in tables of figures where there is none."""
    return folded(text) in DASHES


def says_nothing(text: str) -> bool:
    """Whether the text says that there is no value (a dash, "null", a slash)."""
    plain = folded(text).lower()
    return plain in DASHES or plain in NOTHING
