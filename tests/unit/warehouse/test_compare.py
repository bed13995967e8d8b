"""After an import: what the new release says otherwise than the one before."""

from datetime import date

import pandas as pd
import pytest

from analysis import warehouse
from analysis.problems import Refused
from tests.unit.warehouse.books import Books, enterprise, event, output, project


def changes(books: Books, before: str | None) -> list[list]:
    frame = warehouse.compare(books.home, before, warehouse.build_release(books.home))
    return frame.astype(object).where(frame.notna(), None).values.tolist()


def test_a_first_release_is_all_new(books: Books) -> None:
    books.submit(
        output=[output("A", 2026, 1, "440000", 5), output("A", 2026, 1, "110000", 6)],
        project=[
            project("P", "A", own_share_yuan=4, contract_yuan=9),
            project("Q", "A", None, own_share_yuan=5, contract_yuan=9),
        ],
        key_unit=[event("A", "440000", "designated", date(2021, 3, 8))],
    )
    assert changes(books, None) == [
        ["key_unit", None, None, "rows", 0, 1, 1, 0, 0],
        ["output", 2026, 1, "output_ytd_yuan", None, 11, 2, 0, 0],
        ["project", None, None, "own_share_yuan", None, 4, 2, 0, 0],
    ]


def test_what_was_added_revised_and_removed_is_counted_by_period(books: Books) -> None:
    books.submit(output=[output("B", 2026, 1, "440000", 5), output("B", 2026, 2, "440000", 9)])
    second = books.submit(output=[output("B", 2025, 4, "650000", 2)])
    before = warehouse.build_release(books.home)
    books.withdraw(second)
    # A new enterprise whose code sorts first moves every number that stands for one.
    books.submit(output=[output("B", 2026, 2, "440000", 8), output("A", 2026, 2, "110000", 1)])
    assert changes(books, before) == [
        ["output", 2025, 4, "output_ytd_yuan", 2, None, 0, 0, 1],
        ["output", 2026, 2, "output_ytd_yuan", 9, 9, 1, 1, 0],
    ]


def test_the_same_rows_again_change_nothing(books: Books) -> None:
    rows = {"output": [output("A", 2026, 1, "440000", 5)], "enterprise": [enterprise("A", "370100")]}
    books.submit(**rows)
    before = warehouse.build_release(books.home)
    books.submit(**rows)
    assert changes(books, before) == []
    same = warehouse.compare(books.home, before, before)
    assert same.empty
    assert isinstance(same, pd.DataFrame)


def test_only_releases_can_be_compared(books: Books) -> None:
    with pytest.raises(Refused):
        warehouse.compare(books.home, None, "0001-00000000")
