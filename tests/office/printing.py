"""A document as LibreOffice sets it: every character with its place, size and font."""

import ctypes
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image
from pypdfium2 import raw

POINTS_IN_MM = 72 / 25.4
# Official fonts are seldom on a server. Each is lent a font of its own here, so that the printed page shows
# which one the document asked for: where two levels asked for the same, they would look the same.
LENT = {
    "方正小标宋简体": ("Noto Serif CJK SC", "bold"),
    "仿宋_GB2312": ("Noto Serif CJK SC", "regular"),
    "楷体_GB2312": ("Noto Sans CJK SC", "bold"),
    "黑体": ("Noto Sans CJK SC", "regular"),
    "宋体": ("Noto Serif CJK SC", "bold"),  # of page numbers, where no title stands
}


def office() -> str | None:
    """LibreOffice's command; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def fonts_lent() -> bool:
    """Whether the fonts to lend are there."""
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    return all(family in listed for family, _weight in LENT.values())


@dataclass(frozen=True)
class Character:
    """One printed character: `x`, `right`, `baseline` in mm from the page's left and top, size in points."""

    text: str
    x: float
    baseline: float
    right: float
    size: float
    font: str


@dataclass(frozen=True)
class Page:
    """A printed page; width and height in mm."""

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]

    def lines(self) -> list["Line"]:
        """The characters by baseline, from the top, each line from left to right."""
        rows: dict[float, list[Character]] = {}
        for character in self.characters:
            if character.text.strip():
                rows.setdefault(round(character.baseline, 1), []).append(character)
        return [Line(sorted(row, key=lambda one: one.x)) for _baseline, row in sorted(rows.items())]


class Line(list[Character]):
    """The characters of one line."""

    @property
    def text(self) -> str:
        return "".join(character.text for character in self)

    @property
    def baseline(self) -> float:
        return self[0].baseline

    def fonts(self, script: str = "chinese") -> set[tuple[str, float]]:
        """Font and size of its Chinese characters, or of all others."""
        chinese = script == "chinese"
        return {(one.font, one.size) for one in self if ("\u4e00" <= one.text <= "\u9fff") == chinese}


def printed(document: Path) -> list[Page]:
    """The pages of a Word document as LibreOffice sets them."""
    return _pages(_set(document))


def pictured(document: Path, pages: int) -> list[Image.Image]:
    """The first pages of a Word document as pictures, 96 pixels to the inch."""
    file = pypdfium2.PdfDocument(_set(document))
    return [file[number].render(scale=96 / 72).to_pil() for number in range(pages)]


def _set(document: Path) -> Path:
    """The PDF of a Word document, made in a profile of its own beside it."""
    command, folder = office(), document.parent
    assert command is not None
    fonts = folder / "fonts.conf"
    fonts.write_text(_lending(), encoding="utf-8")
    subprocess.run(
        [command, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "pdf", "--outdir", str(folder), str(document)],
        env=os.environ | {"FONTCONFIG_FILE": str(fonts), "HOME": str(folder)},
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return document.with_suffix(".pdf")


def _lending() -> str:
    matches = "".join(
        f'<match target="pattern"><test name="family" qual="any"><string>{asked}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>'
        f'<edit name="weight" mode="assign" binding="strong"><const>{weight}</const></edit></match>'
        for asked, (family, weight) in LENT.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{matches}</fontconfig>'
    )


def _pages(file: Path) -> list[Page]:
    document = pypdfium2.PdfDocument(file)
    pages = []
    for number, page in enumerate(document, start=1):
        width, height = page.get_size()
        text = page.get_textpage()
        characters = tuple(_character(text, index, height) for index in range(text.count_chars()))
        pages.append(Page(number, width / POINTS_IN_MM, height / POINTS_IN_MM, characters))
    return pages


def _character(text: pypdfium2.PdfTextPage, index: int, page_height: float) -> Character:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    _left, _bottom, right, _top = text.get_charbox(index, loose=True)
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, 200, flags)
    return Character(
        chr(raw.FPDFText_GetUnicode(text, index)),
        x.value / POINTS_IN_MM,
        (page_height - y.value) / POINTS_IN_MM,
        right / POINTS_IN_MM,
        round(raw.FPDFText_GetFontSize(text, index), 1),
        name.value.decode().split("+")[-1],
    )
