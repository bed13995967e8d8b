"""Words on screen: English message ids in the code, Chinese in the catalogue, chosen by the reader.

The catalogues are plain `.po` files, compiled in memory, so that a correction needs no build step.
"""

from collections.abc import Callable, Iterable
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"
CATALOGUES = Path(__file__).parent / "locale" / "zh" / "LC_MESSAGES"

Translate = Callable[[str], str]


def N_(message: str) -> str:
    """Mark a message for translation where it is defined; it is translated where it is shown."""
    return message


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of a language; English is the message ids themselves, anything else Chinese."""
    if language == "en":
        return NullTranslations()
    catalogue = Catalog(locale="zh")
    for path in sorted(CATALOGUES.glob("*.po")):
        with path.open("rb") as po:
            for message in read_po(po, locale="zh"):
                catalogue[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def between(language: str) -> str:
    """What stands between two sentences: nothing in Chinese, whose full stop has its own width."""
    return "" if language == "zh" else " "


def paragraph(said: Iterable[str], language: str) -> str:
    """Sentences after one another as one text; empty ones leave no trace."""
    return between(language).join(sentence for sentence in said if sentence)


def translator(language: str) -> Translate:
    """A function from an English message id to the words of `language` ("zh" or "en")."""
    return translations(language).gettext
