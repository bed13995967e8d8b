"""Who an enterprise is: a name without a code stands for itself until the one of that name is known."""

import re
import unicodedata

from analysis.glossary import PROVISIONAL

_SPACE = re.compile(r"\s+|\\n|[\u200b\ufeff]")


def matching_name(name: str) -> str:
    """The name in one width, without spaces: what two spellings of one name have in common."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", name)).upper()


def provisional_code(name: str) -> str:
    """The code an enterprise or project has until its own is known."""
    return PROVISIONAL + matching_name(name)


def merges(seen: list[tuple[str, str]]) -> dict[str, str]:
    """Which provisional code means which real one, from all (code, name) pairs ever seen.

    A name means an enterprise where exactly one real code carries exactly that name; two leave it open.
    """
    codes_of: dict[str, set[str]] = {}
    for code, name in seen:
        if not code.startswith(PROVISIONAL):
            codes_of.setdefault(provisional_code(name), set()).add(code)
    provisional = {code for code, _ in seen if code.startswith(PROVISIONAL)}
    return {code: min(codes_of[code]) for code in sorted(provisional) if len(codes_of.get(code, ())) == 1}
