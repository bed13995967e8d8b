"""Impossible histories of the roster are refused with both rows, whichever way they would come about."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from analysis import warehouse
from analysis.intake.submit import Accepted, Prepared, accept, prepare
from analysis.problems import Refused
from analysis.questions import ask

from .conftest import ENTERPRISE, rules, workbook

HEADER = ("统一社会信用代码", "企业名称", "驻地省份", "批次", "事项", "生效日期", "常驻人数")
OTHER = "91370200MA3C00002A"
Row = Sequence[object]


def told(
    event: str,
    province: str,
    day: str,
    *,
    code: str = ENTERPRISE,
    name: str = "某建设有限公司",
    staff: int = 5,
) -> Row:
    return (code, name, province, 1, event, day, staff)


@pytest.fixture
def read(home: Path) -> Callable[..., Prepared]:
    def prepared(*rows: Row, file: str = "roster.xlsx") -> Prepared:
        return prepare(workbook({"重点单位": [HEADER, *rows]}), file, home)

    return prepared


@pytest.fixture
def take_roster(home: Path, read: Callable[..., Prepared]) -> Callable[..., Accepted]:
    def taken(*rows: Row, file: str = "roster.xlsx", accept_valid: bool = False) -> Accepted:
        return accept(read(*rows, file=file), home, accept_valid=accept_valid)

    return taken


def units(home: Path, day: str) -> list[str]:
    return ask(warehouse.open_release(home), "key_units", as_of=day).frame["province_code"].tolist()


def test_a_second_station_is_refused_with_both_rows(read: Callable[..., Prepared], home: Path) -> None:
    prepared = read(told("确定", "广东", "2021-03-08"), told("确定", "新疆", "2022-01-01"))
    (problem,) = prepared.errors
    assert (problem.rule, problem.sheet, problem.source_row) == ("second_station", "重点单位", 3)
    said = problem.message("zh")
    assert "roster.xlsx:重点单位:2" in said
    assert "广东" in said
    assert "2021-03-08" in said
    with pytest.raises(Refused):
        accept(prepared, home)
    accept(prepared, home, accept_valid=True)
    assert units(home, "2023-01-01") == ["440000"]


def test_the_row_in_the_books_is_named_with_its_submission(
    read: Callable[..., Prepared], take_roster: Callable[..., Accepted]
) -> None:
    first = take_roster(told("确定", "广东", "2021-03-08"), file="first.xlsx")
    (problem,) = read(told("确定", "新疆", "2022-01-01")).errors
    assert f"#{first.submission_id} first.xlsx:重点单位:2" in problem.message("en")


@pytest.mark.parametrize(
    ("event", "rule"), [("退出", "withdrawn_without_unit"), ("调整", "adjusted_without_unit")]
)
def test_what_never_began_cannot_go_on(read: Callable[..., Prepared], event: str, rule: str) -> None:
    assert rules(read(told(event, "广东", "2021-03-08"))) == {rule}


def test_a_later_file_about_an_earlier_day_may_not_undo_the_history(
    read: Callable[..., Prepared], take_roster: Callable[..., Accepted]
) -> None:
    take_roster(told("确定", "广东", "2021-03-08"), told("退出", "广东", "2024-06-30"))
    prepared = read(told("退出", "广东", "2022-01-01"))
    assert [(problem.rule, problem.source_row) for problem in prepared.errors] == [("rules_out_later", 2)]
    assert "2024-06-30" in prepared.errors[0].message("zh")


def test_a_correction_by_key_is_taken(take_roster: Callable[..., Accepted], home: Path) -> None:
    take_roster(told("确定", "广东", "2021-03-08"), told("退出", "广东", "2024-06-30"))
    take_roster(told("确定", "广东", "2021-03-08", staff=9), told("退出", "广东", "2024-06-30"))
    frame = ask(warehouse.open_release(home), "key_units", as_of="2023-01-01").frame
    assert frame["staff"].tolist() == [9]


def test_a_unit_moves_withdraws_and_returns(take_roster: Callable[..., Accepted], home: Path) -> None:
    take_roster(
        told("确定", "广东", "2021-03-08"),
        told("调整", "新疆", "2022-01-01"),
        told("退出", "新疆", "2023-01-01"),
        told("确定", "广东", "2024-01-01"),
    )
    days = ("2021-03-07", "2021-12-31", "2022-01-01", "2023-01-01", "2024-01-01")
    assert [units(home, day) for day in days] == [[], ["440000"], ["650000"], [], ["440000"]]


def test_what_follows_a_row_that_cannot_be_read_stays_out_with_it(read: Callable[..., Prepared]) -> None:
    prepared = read(
        told("确定", "广东", "2021-03-08"),
        told("调整", "新疆", "2022-13-01"),  # where it moved is known, when is not
        told("调整", "新疆", "2023-01-01"),  # by itself it would be the move
        told("确定", "江苏", "2021-03-08", code=OTHER, name="另一建设有限公司"),
    )
    assert {problem.source_row for problem in prepared.errors if problem.rule == "rests_on_refused"} == {2, 4}
    assert prepared.tables[0].good["source_row"].tolist() == [5]


def test_a_submission_that_others_rest_on_cannot_be_withdrawn(
    take_roster: Callable[..., Accepted], home: Path
) -> None:
    first = take_roster(told("确定", "广东", "2021-03-08"))
    second = take_roster(told("退出", "广东", "2022-01-01"), file="second.xlsx")
    with warehouse.ledger(home) as ledger:
        with pytest.raises(Refused) as refused:
            ledger.withdraw(first.submission_id, received_at=datetime(2026, 1, 1))
        assert refused.value.rule == "withdrawal_breaks_roster"
        assert "second.xlsx:重点单位:2" in refused.value.message("zh")
        ledger.withdraw(second.submission_id, received_at=datetime(2026, 1, 1))
        ledger.withdraw(first.submission_id, received_at=datetime(2026, 1, 1))
    warehouse.build_release(home)
    assert units(home, "2023-01-01") == []


def test_withdrawing_a_correction_brings_back_what_it_corrected(
    take_roster: Callable[..., Accepted], home: Path
) -> None:
    take_roster(told("确定", "广东", "2021-03-08"))
    corrected = take_roster(told("确定", "广东", "2021-03-08", staff=9))
    take_roster(told("退出", "广东", "2024-01-01"))
    with warehouse.ledger(home) as ledger:
        ledger.withdraw(corrected.submission_id, received_at=datetime(2026, 1, 1))
    warehouse.build_release(home)
    frame = ask(warehouse.open_release(home), "key_units", as_of="2023-01-01").frame
    assert frame["staff"].tolist() == [5]


def test_the_books_are_asked_once_more_when_the_file_is_taken(
    read: Callable[..., Prepared], take_roster: Callable[..., Accepted], home: Path
) -> None:
    waiting = read(told("确定", "新疆", "2022-01-01"))
    assert not waiting.errors
    take_roster(told("确定", "广东", "2021-03-08"), file="faster.xlsx")
    with pytest.raises(Refused) as refused:
        accept(waiting, home)
    assert refused.value.rule == "roster_impossible"
    assert "faster.xlsx:重点单位:2" in refused.value.message("zh")


def test_a_name_that_comes_to_mean_an_enterprise_with_a_seat_is_refused(
    take_roster: Callable[..., Accepted], home: Path
) -> None:
    take_roster(told("确定", "广东", "2021-03-08", code="", name="某建设有限公司"))
    take_roster(told("确定", "新疆", "2021-03-08", name="某建设集团有限公司"))
    register = [
        ("统一社会信用代码", "企业名称", "注册市", "资质类别", "资质等级"),
        (ENTERPRISE, "某建设有限公司", "济南", "建筑工程施工总承包", "一级"),
    ]
    prepared = prepare(workbook({"企业": register}), "register.xlsx", home)
    with pytest.raises(Refused) as refused:
        accept(prepared, home)
    assert refused.value.rule == "roster_impossible"


def test_an_empty_home_can_be_checked_against(tmp_path: Path) -> None:
    content = workbook({"重点单位": [HEADER, told("确定", "广东", "2021-03-08")]})
    assert not prepare(content, "roster.xlsx", tmp_path / "nowhere").errors


def test_looking_at_a_roster_changes_nothing(
    read: Callable[..., Prepared], take_roster: Callable[..., Accepted], home: Path
) -> None:
    take_roster(told("确定", "广东", "2021-03-08"))
    before = sorted((path.name, path.stat().st_mtime_ns) for path in home.rglob("*") if path.is_file())
    read(told("退出", "广东", "2022-01-01"))
    after = sorted((path.name, path.stat().st_mtime_ns) for path in home.rglob("*") if path.is_file())
    assert after == before
