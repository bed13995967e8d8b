"""A file without a column says nothing of it: what was known stays. An empty cell says there is no value."""

import json

import pytest

from analysis.questions import ask
from analysis.warehouse import Release
from tests.unit.warehouse.books import Books, enterprise, output, project

FULL = {"qualification": "市政", "grade": "一级"}


def city_and_grade(release: Release) -> list[list[object]]:
    frame = ask(release, "enterprises").frame[["city_code", "qualification", "grade"]]
    return frame.astype(object).where(frame.notna(), None).values.tolist()


def code_and_name(code: str, name: str) -> dict[str, str]:
    return {"enterprise_code": code, "enterprise": name}


@pytest.fixture
def listed(books: Books) -> Books:
    books.submit(enterprise=[dict(enterprise("A", "370100")) | FULL])
    return books


def test_a_later_list_without_columns_keeps_what_was_known(listed: Books) -> None:
    second = listed.submit(enterprise=[code_and_name("A", "New name")])
    release = listed.release()
    assert city_and_grade(release) == [["370100", "市政", "一级"]]
    assert ask(release, "enterprises").frame["enterprise"].tolist() == ["New name"]
    third = listed.submit(enterprise=[code_and_name("A", "Newer name")])
    assert city_and_grade(listed.release()) == [["370100", "市政", "一级"]]
    for number in (third, second):
        listed.withdraw(number)
    release = listed.release()
    assert ask(release, "enterprises").frame["enterprise"].tolist() == ["Enterprise A"]


def test_an_empty_cell_empties_and_stays_empty(listed: Books) -> None:
    listed.submit(enterprise=[dict(enterprise("A", None)) | {"qualification": None, "grade": "二级"}])
    listed.submit(enterprise=[code_and_name("A", "Name")])
    assert city_and_grade(listed.release()) == [[None, None, "二级"]]


def test_what_a_withdrawn_list_said_is_not_kept(listed: Books) -> None:
    listed.submit(enterprise=[code_and_name("A", "Name")])
    listed.withdraw(1)
    assert city_and_grade(listed.release()) == [[None, None, None]]


def test_a_list_by_name_alone_keeps_what_is_known_of_the_enterprise_it_means(listed: Books) -> None:
    listed.submit(enterprise=[code_and_name("名:ENTERPRISEA", "Enterprise A")])
    assert city_and_grade(listed.release()) == [["370100", "市政", "一级"]]


def test_a_record_is_told_as_its_own_file_had_it(listed: Books) -> None:
    listed.submit(enterprise=[code_and_name("A", "Name")])
    frame = listed.ask("provenance", kind="enterprise").frame
    told = [json.loads(row)["grade"] for row in frame["row"]]
    assert list(zip(frame["submission_id"], told, frame["superseded"], strict=True)) == [
        (2, None, False), (1, "一级", True),
    ]  # fmt: skip


def test_a_report_without_contracts_keeps_those_reported_before(books: Books) -> None:
    books.submit(output=[output("A", 2026, q, "440000", 10 * q, contract=100 * q) for q in (1, 2)])
    revised = {
        name: value for name, value in output("A", 2026, 1, "440000", 7).items() if "contract" not in name
    }
    books.submit(output=[revised])
    told = books.release().ask(
        "SELECT output_ytd_yuan, contract_ytd_yuan, contract_yuan FROM output ORDER BY quarter"
    )
    assert told.values.tolist() == [[7, 100, 100], [20, 200, 100]]
    trace = books.ask("provenance", enterprise="A", quarter=1).frame
    assert [json.loads(row)["contract_ytd_yuan"] for row in trace["row"]] == [None, 100]


def test_a_stage_without_its_amounts_keeps_the_project_s(books: Books) -> None:
    books.submit(project=[project("P", "A", stage="won", own_share_yuan=5)])
    books.submit(project=[project("P", "A", stage="contract")])
    assert books.ask("projects").frame[["stage", "own_share_yuan"]].values.tolist() == [["contract", 5]]
