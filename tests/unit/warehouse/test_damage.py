"""Files of a home that are damaged or gone: said in words, and made again from the ledger where it can be."""

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from analysis import warehouse
from analysis.problems import Refused
from analysis.questions import ask
from analysis.warehouse.home import release_path
from analysis.warehouse.storage import storage_refusal
from tests.unit.warehouse.books import Books, output, whole

DAMAGES = {
    "half": lambda content: content[: len(content) // 2],
    "a few bytes": lambda content: content[:100],
    "nothing": lambda content: b"",
    "another file": lambda content: b"this is no database" * 1000,
    "gone": None,
}


def shown(books: Books) -> Path:
    release_id = warehouse.current_release_id(books.home)
    assert release_id
    return release_path(books.home, release_id)


def damage(path: Path, how: str) -> None:
    change = DAMAGES[how]
    content = path.read_bytes()
    path.unlink()  # a reader who has it open keeps it
    if change:
        path.write_bytes(change(content))


@pytest.fixture
def filled(books: Books) -> Books:
    books.submit(output=[output("A", 2026, 1, "440000", 5)])
    books.release()
    return books


def test_a_damaged_release_on_show_is_built_anew_from_the_ledger(filled: Books) -> None:
    before = whole(warehouse.open_release(filled.home))
    path = shown(filled)
    for how in DAMAGES:
        damage(path, how)
        assert whole(warehouse.open_release(filled.home)) == before, how
        assert shown(filled) == path


def test_a_block_that_was_overwritten_is_found_when_it_is_read_and_the_release_built_anew(
    filled: Books,
) -> None:
    path = shown(filled)
    path.chmod(0o644)
    content = path.read_bytes()
    assert "广东省".encode() in content  # in a block of rows, which nobody reads before it is asked for
    path.write_bytes(content.replace("广东省".encode(), b"?" * 9))
    release = warehouse.open_release(filled.home)
    with pytest.raises(Refused) as refused:
        release.ask("SELECT province_full FROM province")
    assert refused.value.rule == "release_damaged"
    assert len(ask(warehouse.open_release(filled.home), "output_by_province").frame) == 33


def test_without_a_ledger_a_damaged_release_is_refused_and_left_alone(filled: Books) -> None:
    path = shown(filled)
    (filled.home / "ledger.duckdb").unlink()
    damage(path, "half")
    with pytest.raises(Refused) as refused:
        warehouse.open_release(filled.home)
    assert refused.value.rule == "release_damaged"
    assert path.exists()
    path.unlink()
    with pytest.raises(Refused) as refused:
        warehouse.open_release(filled.home)
    assert refused.value.rule == "no_release_left"  # no list to look at


def test_a_release_that_is_named_is_never_another_one(filled: Books) -> None:
    old = warehouse.current_release_id(filled.home)
    filled.submit(output=[output("A", 2026, 2, "440000", 9)])
    filled.release()
    damage(release_path(filled.home, old), "half")
    assert len(warehouse.releases(filled.home)) == 1
    for rule in ("release_damaged", "unknown_release"):
        with pytest.raises(Refused) as refused:
            warehouse.open_release(filled.home, old)
        assert refused.value.rule == rule


def test_what_comes_in_makes_the_directories_anew(filled: Books) -> None:
    for name in ("originals", "releases"):
        shutil.rmtree(filled.home / name)
    filled.submit(output=[output("A", 2026, 2, "440000", 9)])
    assert filled.ask("output_trend").frame["output_ytd_yuan"].tolist() == [5, 9]
    assert len(list((filled.home / "originals").iterdir())) == 1


@pytest.mark.parametrize(
    ("error", "rule"),
    [
        (OSError(28, os.strerror(28), "x"), "disk_full"),
        (OSError(2, os.strerror(2), "x"), "file_missing"),
        (OSError(13, os.strerror(13), "x"), "file_forbidden"),
        (OSError(5, os.strerror(5), "x"), "file_not_accessible"),
        (duckdb.IOException("Could not write file: No space left on device"), "disk_full"),
        (duckdb.IOException("Could not read"), "storage_failed"),
    ],
)
def test_a_disk_s_reason_is_told_in_the_reader_s_language(error: Exception, rule: str) -> None:
    refused = storage_refusal(error)
    assert refused
    assert refused.rule == rule
    if isinstance(error, OSError):
        assert os.strerror(error.errno) not in refused.message("zh")
    assert storage_refusal(ValueError("no disk")) is None
