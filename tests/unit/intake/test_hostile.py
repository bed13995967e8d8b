"""Files made to harm, or broken.

Each is refused with its reason, without a traceback, and nothing is changed.
"""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from analysis import warehouse
from analysis.intake.sandbox import Limits, read_in_child
from analysis.intake.submit import prepare
from analysis.problems import Refused

from .conftest import OUTPUT_HEADER, csv_bytes, output_row, workbook


def refusal(content: bytes, home: Path, name: str = "table.xlsx") -> str:
    """The rule by which a file is refused; the reason can be said, and nothing was kept."""
    with pytest.raises(Refused) as refused:
        prepare(content, name, home)
    for language in ("zh", "en"):
        message = refused.value.message(language)
        assert "?" not in message
        assert "{" not in message
    with warehouse.ledger(home) as ledger:
        assert ledger.last_submission_id() == 0
    assert list((home / "originals").glob("*")) == []
    return refused.value.rule


def good() -> bytes:
    """A workbook without fault."""
    return workbook({"产值": [OUTPUT_HEADER, output_row()]})


def altered(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The archive with members replaced, added, or (None) left out."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, data in changes.items():
            if data is not None:
                new.writestr(name, data)
    return result.getvalue()


def sheet_with(cell: str) -> bytes:
    """A sheet's XML with one cell."""
    row = "".join(filter(str.isdigit, cell))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetData><row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'
    ).encode()


@pytest.mark.parametrize("cell", ["XFD1048576", "XFD1", "A1048576", "AAA2"])
def test_lone_cell_far_off(home: Path, cell: str) -> None:
    content = altered(good(), {"xl/worksheets/sheet1.xml": sheet_with(cell)})
    assert refusal(content, home) == "file_cell_far_off"


def test_far_cell_that_evades_the_search_meets_the_memory_limit(home: Path) -> None:
    xml = (
        sheet_with("XFD1048576")
        .replace(b'r="XFD', b"r = 'XFD")
        .replace(b'576"', b"576'")
        .replace(b"row r=", b"row  r=")
    )
    start = sheet_with("A1").split(b"<row")[1].split(b"</row>")[0]
    xml = xml.replace(b"<sheetData>", b"<sheetData><row" + start + b"</row>")
    assert refusal(altered(good(), {"xl/worksheets/sheet1.xml": xml}), home) in (
        "file_too_large_to_read",
        "file_damaged",
    )


def test_zip_bomb(home: Path) -> None:
    content = altered(good(), {"xl/media/zeros.bin": b"\0" * 700_000_000})
    assert len(content) < 5_000_000
    assert refusal(content, home) == "file_expands_too_far"


def test_too_many_members(home: Path) -> None:
    assert (
        refusal(altered(good(), {f"xl/media/{n}": b"x" for n in range(2_100)}), home) == "file_too_many_parts"
    )


def test_entities(home: Path) -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        + sheet_with("A1")[38:]
    )
    assert refusal(altered(good(), {"xl/worksheets/sheet1.xml": bomb}), home) == "file_has_entities"


def test_macros(home: Path) -> None:
    assert refusal(altered(good(), {"xl/vbaProject.bin": b"macro"}), home, "table.xlsm") == "file_has_macros"


def test_external_links_are_not_followed(home: Path) -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    assert (
        len(
            prepare(altered(good(), {"xl/externalLinks/externalLink1.xml": link}), "a.xlsx", home)
            .tables[0]
            .good
        )
        == 1
    )


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_half_a_workbook(home: Path, share: float) -> None:
    content = good()
    assert refusal(content[: int(len(content) * share)], home) == "file_damaged"


def test_damaged_member(home: Path) -> None:
    content = bytearray(good())
    place = content.find(b"xl/worksheets/sheet1.xml") + 60
    content[place : place + 40] = b"\xff" * 40
    assert refusal(bytes(content), home) == "file_damaged"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "file_empty"),
        (b" \r\n\r\n", "file_empty"),
        (b"\0" * 100, "file_empty"),
        (b"%PDF-1.7 ...", "file_type_unknown"),
        (b"\x89PNG\r\n\x1a\n....", "file_type_unknown"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "file_is_web_page"),
        (b"PK\x03\x04 not an archive", "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not a workbook", "file_damaged"),
        (
            "EncryptedPackage".encode("utf-16-le").join([b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b""]),
            "file_has_password",
        ),
        (
            "_VBA_PROJECT".encode("utf-16-le").join([b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b""]),
            "file_has_macros",
        ),
        (b"a,b\x00c\n", "file_encoding_unknown"),
        ("企业名称,累计产\n".encode(), "file_not_recognised"),
        ("企业名称,累计产值".encode()[:-1], "file_damaged"),
        (b"\xff\xfe\x00", "file_damaged"),
        ("姓名,电话\n甲,1\n".encode(), "file_not_recognised"),
    ],
)
def test_what_is_no_table(home: Path, content: bytes, rule: str) -> None:
    assert refusal(content, home, "table.csv") == rule


def test_archive_that_is_something_else(home: Path) -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refusal(content.getvalue(), home) == "file_type_unknown"


def test_file_name_is_never_a_path(home: Path) -> None:
    prepared = prepare(good(), "../../etc/passwd\0.xlsx", home)
    assert "/" not in prepared.file
    assert prepare(good(), "C:\\temp\\产值.xlsx", home).file == "产值.xlsx"


def test_limits_of_size_time_and_memory(home: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_in_child(good(), "a.xlsx", Limits(size_mb=0))
    assert refused.value.rule == "file_too_large"
    large = workbook({"产值": [OUTPUT_HEADER, *(output_row(amount=number) for number in range(40_000))]})
    with pytest.raises(Refused) as refused:
        read_in_child(large, "a.xlsx", Limits(memory_mb=60))
    assert refused.value.rule == "file_too_large_to_read"
    with pytest.raises(Refused) as refused:
        read_in_child(good(), "a.xlsx", Limits(wall_seconds=0))
    assert refused.value.rule == "file_too_large_to_read"


def test_child_does_not_import_pandas() -> None:
    import subprocess
    import sys

    from analysis.intake.sandbox import READER

    loaded = "print({'pandas', 'analysis'} & set(sys.modules))"
    code = f"import runpy, sys; runpy.run_path({str(READER)!r}); {loaded}"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_cells_that_look_like_formulas_stay_text(home: Path) -> None:
    row = ("91370100MA3C00001H", '=HYPERLINK("http://example.com")', 2024, 2, "江苏", "1")
    prepared = prepare(csv_bytes([OUTPUT_HEADER, row]), "a.csv", home)
    assert list(prepared.tables[0].good["enterprise"]) == ['=HYPERLINK("http://example.com")']


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_csv(home: Path, encoding: str) -> None:
    prepared = prepare(csv_bytes([OUTPUT_HEADER, output_row()], encoding), "产值.csv", home)
    assert list(prepared.tables[0].good["province_code"]) == ["320000"]


@pytest.mark.parametrize("encoding", ["big5", "shift_jis"])
def test_other_encodings_are_refused(home: Path, encoding: str) -> None:
    header = ("企業名稱", "年份", "季度") if encoding == "big5" else ("企業名称", "年", "四半期")
    assert refusal(csv_bytes([header, ("建設有限公司", 1, 2)], encoding), home, "a.csv") in (
        "file_encoding_unknown", "file_not_recognised",
    )  # fmt: skip
