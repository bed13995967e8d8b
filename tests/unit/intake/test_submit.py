"""From a file to a release: what arrives, what changes, what stays out, and that nothing is half done."""

import resource
import signal
import threading
from pathlib import Path

import pytest

from analysis import warehouse
from analysis.intake.submit import STEPS, accept, prepare
from analysis.problems import Refused

from .conftest import ENTERPRISE, OUTPUT_HEADER, Look, output_row, workbook


def released(home: Path, sql: str) -> list[list[object]]:
    return warehouse.open_release(home).ask(sql).values.tolist()


def test_what_arrived_and_what_changed(look: Look, home: Path) -> None:
    first = accept(look(OUTPUT_HEADER, output_row(amount=10), output_row(province="浙江", amount=20)), home)
    assert first.arrived.values.tolist() == [
        ["output", 2024, 2, "320000", 1],
        ["output", 2024, 2, "330000", 1],
    ]
    assert first.changes[["kind", "after", "rows_added"]].values.tolist() == [["output", 300_000, 2]]
    second = accept(look(OUTPUT_HEADER, output_row(amount=15)), home)
    assert second.changes[["before", "after", "rows_added", "rows_revised"]].values.tolist() == [
        [300_000, 350_000, 0, 1]
    ]
    assert released(home, "SELECT output_ytd_yuan FROM output_superseded") == [[100_000]]


def test_the_same_bytes_change_nothing(home: Path) -> None:
    content = workbook({"产值": [OUTPUT_HEADER, output_row()]})
    first = accept(prepare(content, "a.xlsx", home), home)
    again = accept(prepare(content, "renamed.xlsx", home), home)
    assert (again.unchanged, again.submission_id, again.release_id) == (
        True,
        first.submission_id,
        first.release_id,
    )
    assert again.changes.empty
    assert again.arrived.empty


def test_a_file_kept_without_room_to_show_it_says_so_and_is_shown_when_sent_again(
    home: Path,
) -> None:
    accept(prepare(workbook({"产值": [OUTPUT_HEADER, output_row(amount=10)]}), "a.xlsx", home), home)
    content = workbook({"产值": [OUTPUT_HEADER, output_row(amount=15)]})
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def fill_the_disk(step: str, share: float) -> None:
        # A limit on file size stands for a full disk, from when the ledger has been written.
        if step == "Building":
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))

    try:
        with pytest.raises(Refused) as refused:
            accept(prepare(content, "b.xlsx", home), home, progress=fill_the_disk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert (refused.value.rule, refused.value.details) == ("kept_not_shown", {"value": "2"})
    assert released(home, "SELECT output_ytd_yuan FROM output") == [[100_000]]
    again = accept(prepare(content, "b.xlsx", home), home)
    assert (again.submission_id, again.unchanged) == (2, False)
    assert again.arrived["rows"].tolist() == [1]
    assert again.changes[["before", "after", "rows_revised"]].values.tolist() == [[100_000, 150_000, 1]]
    assert released(home, "SELECT output_ytd_yuan FROM output") == [[150_000]]


def test_errors_keep_the_whole_file_out_unless_asked(look: Look, home: Path) -> None:
    prepared = look(OUTPUT_HEADER, output_row(), output_row(province="无此省"))
    with pytest.raises(Refused) as refused:
        accept(prepared, home)
    assert refused.value.rule == "file_has_errors"
    assert [problem.source_row for problem in refused.value.problems] == [3]
    assert warehouse.current_release_id(home) is None
    accepted = accept(prepared, home, accept_valid=True)
    assert accepted.arrived["rows"].sum() == 1
    assert released(home, "SELECT rule, source_row, severity FROM problem") == [
        ["province_unknown", 3, "error"]
    ]


def test_nothing_to_take(look: Look, home: Path) -> None:
    for prepared in (look(OUTPUT_HEADER), look(OUTPUT_HEADER, output_row(amount=-1))):
        with pytest.raises(Refused) as refused:
            accept(prepared, home, accept_valid=True)
        assert refused.value.rule == "file_without_rows"
    assert warehouse.current_release_id(home) is None


def test_looking_changes_nothing(look: Look, home: Path) -> None:
    before = sorted((path.name, path.stat().st_mtime_ns) for path in home.rglob("*") if path.is_file())
    look(OUTPUT_HEADER, output_row(), mapping={"产值": {"施工省份": "province_code"}})
    assert (
        sorted((path.name, path.stat().st_mtime_ns) for path in home.rglob("*") if path.is_file()) == before
    )


def test_progress_is_told_in_order(home: Path) -> None:
    told: list[tuple[str, float]] = []
    prepared = prepare(
        workbook({"产值": [OUTPUT_HEADER, output_row()]}),
        "a.xlsx",
        home,
        progress=lambda step, part: told.append((step, part)),
    )
    accept(prepared, home, progress=lambda step, part: told.append((step, part)))
    assert list(dict.fromkeys(step for step, _ in told)) == list(STEPS)
    assert [part for _, part in told] == sorted(part for _, part in told)


def test_several_kinds_in_one_workbook(home: Path) -> None:
    enterprises = [
        ("统一社会信用代码", "企业名称", "注册市", "资质类别", "资质等级"),
        ("91370100MA3C00001H", "某公司", "济南", "建筑工程", "一级"),
    ]
    targets = [("年份", "指标", "范围", "目标值", "单位"), (2099, "省外产值", "全省", 3500, "亿元")]
    content = workbook({"企业": enterprises, "产值": [OUTPUT_HEADER, output_row()], "目标": targets})
    accepted = accept(prepare(content, "a.xlsx", home), home)
    assert accepted.arrived.groupby("kind")["rows"].sum().to_dict() == {
        "enterprise": 1,
        "output": 1,
        "target": 1,
    }
    assert released(home, "SELECT scope_code, value FROM target")[0][0] == "370000"


def test_two_imports_at_once_both_arrive(home: Path) -> None:
    contents = [workbook({"产值": [OUTPUT_HEADER, output_row(year=year)]}) for year in (2022, 2023)]
    prepared = [prepare(content, "a.xlsx", home) for content in contents]
    failures: list[Exception] = []

    def take(number: int) -> None:
        try:
            accept(prepared[number], home)
        except Refused as refused:
            failures.append(refused)

    threads = [threading.Thread(target=take, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert released(home, "SELECT count(*) FROM output") == [[2]]


def test_a_list_with_fewer_columns_empties_nothing(look: Look, home: Path) -> None:
    header = ("统一社会信用代码", "企业名称", "注册市", "资质类别", "资质等级")
    accept(look(header, (ENTERPRISE, "某建设有限公司", "济南市", "市政", "一级"), sheet="企业"), home)
    later = look(header[:2], (ENTERPRISE, "某建设集团有限公司"), sheet="企业", kind="enterprise")
    accept(later, home)
    assert released(home, "SELECT enterprise, city_code, grade FROM enterprise_summary") == [
        ["某建设集团有限公司", "370100", "一级"]
    ]
    emptied = look(header, (ENTERPRISE, "某建设集团有限公司", "济南市", "市政", None), sheet="企业")
    accept(emptied, home)
    assert released(home, "SELECT city_code, grade IS NULL FROM enterprise_summary") == [["370100", True]]


def test_every_figure_leads_back_to_its_row(look: Look, home: Path) -> None:
    accept(look(("说明",), OUTPUT_HEADER, output_row(amount=10)), home)
    assert released(home, "SELECT sheet, source_row, output_ytd_yuan FROM output") == [["产值", 3, 100_000]]


def test_only_so_many_problems_are_listed(look: Look) -> None:
    rows = [output_row(province=f"未知{number}") for number in range(1_200)]
    prepared = look(OUTPUT_HEADER, *rows)
    listed = [problem for problem in prepared.errors if problem.rule == "province_unknown"]
    (more,) = [problem for problem in prepared.errors if problem.rule == "more_of_the_same"]
    assert (len(listed), more.value) == (1_000, "200")
    assert prepared.tables[0].failed.all()
