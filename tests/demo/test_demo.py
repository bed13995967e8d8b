"""The demo says what it promises: fictional everywhere, true totals, the same bytes every time."""

import csv
from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from stdnum.cn import uscc

from analysis import reference
from analysis.kinds import KINDS
from data.demo.enterprises import UNASSIGNED_AUTHORITY, organisation_check
from data.demo.generate import Demo, Submission, make_demo, write_workbooks
from data.demo.output import OutputRow
from data.demo.story import BATCHES, HOME, LATEST, PERIODS, Period
from tests.conftest import SHARED


@pytest.fixture(scope="module")
def demo() -> Demo:
    return make_demo()


@pytest.fixture(scope="module")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> list[Submission]:
    return write_workbooks(tmp_path_factory.mktemp("demo"))


def sheet_rows(path: Path, kind: str) -> list[dict[str, object]]:
    workbook = CalamineWorkbook.from_path(path)
    if KINDS[kind].sheet not in workbook.sheet_names:
        return []
    header, *rows = workbook.get_sheet_by_name(KINDS[kind].sheet).to_python()
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def totals(rows: list[OutputRow]) -> tuple[Decimal, Decimal]:
    """Gross and out-of-province output in 亿元."""
    gross = sum(row.output_ytd for row in rows)
    out = sum(row.output_ytd for row in rows if row.province_code != HOME)
    return Decimal(gross) / 10_000, Decimal(out) / 10_000


def test_the_same_bytes_every_time(submissions: list[Submission], tmp_path: Path) -> None:
    again = write_workbooks(tmp_path)
    assert [item.path.name for item in again] == [item.path.name for item in submissions]
    for one, other in zip(submissions, again, strict=True):
        assert one.path.read_bytes() == other.path.read_bytes(), one.path.name


def test_the_submissions_come_in_the_order_they_were_received(submissions: list[Submission]) -> None:
    received = [item.received_at for item in submissions]
    assert received == sorted(received)
    assert len(set(received)) == len(received)
    assert all(moment.utcoffset() is not None for moment in received)
    assert received[-1] < datetime.fromisoformat("2026-11-01T00:00:00+08:00")


@pytest.mark.parametrize("period", [(2021, 3), (2022, 3)])
def test_the_totals_are_the_published_ones(demo: Demo, period: Period) -> None:
    with (reference.REFERENCE / "benchmarks.csv").open(encoding="utf-8", newline="") as file:
        published = {
            row["指标"]: Decimal(row["数值"])
            for row in csv.DictReader(file)
            if (row["地区"], row["时期"]) == ("山东", f"{period[0]}Q{period[1]}")
        }
    gross, out = totals(list(demo.output.rows(period, final=True)))
    assert gross == published["建筑业总产值"]
    assert out == published["在外省完成的产值"]


def test_the_workbooks_say_what_the_generator_knows(demo: Demo, submissions: list[Submission]) -> None:
    """Read back with another reader: the last row of a key is the one that stands."""
    provinces = reference.provinces()
    names = dict(zip(provinces["province"], provinces["province_code"], strict=True))
    read: dict[tuple[object, ...], int] = {}
    for item in submissions:
        if item.path.suffix == ".xlsx":
            for row in sheet_rows(item.path, "output"):
                period = (int(float(str(row["年份"]))), int(float(str(row["季度"]))))
                key = (*period, row["统一社会信用代码"], names[str(row["施工省份"])])
                read[key] = int(float(str(row["累计产值(万元)"])))
    known = {
        (*period, row.enterprise.code, row.province_code): row.output_ytd
        for period in PERIODS
        for row in demo.output.rows(period, final=True)
    }
    assert read == known


def test_year_to_date_falls_only_where_the_demo_means_it(demo: Demo) -> None:
    falls = 0
    for year, quarter in PERIODS:
        before = demo.output.final.get((year, quarter - 1), {})
        now = demo.output.final[year, quarter]
        falls += sum(ytd < before.get(cell, 0) for cell, ytd in now.items())
    assert falls == 5


def test_codes_are_well_formed_under_an_authority_that_does_not_exist(demo: Demo) -> None:
    assert UNASSIGNED_AUTHORITY not in set(reference.cities()["city_code"])
    assert UNASSIGNED_AUTHORITY not in set(reference.provinces()["province_code"])
    codes = [enterprise.code for enterprise in demo.enterprises]
    assert len(set(codes)) == 600
    for code in codes:
        assert uscc.is_valid(code)
        assert code[2:8] == UNASSIGNED_AUTHORITY
        assert code[16] == organisation_check(code[8:16])


def test_every_name_says_that_it_is_fictional(demo: Demo) -> None:
    assert all("示例" in enterprise.name for enterprise in demo.enterprises)
    assert all("示例" in row.name for rows in demo.projects.values() for row in rows)
    assert len({enterprise.name for enterprise in demo.enterprises}) == 600
    for event in demo.roster:
        assert "示例" in event.office
        assert "示例" in event.contact
        assert "示例" in event.document
        assert event.phone.startswith("000-0000-")


def test_the_liaison_desk_is_fictional_too(demo: Demo) -> None:
    for row in (row for rows in demo.responsibilities.values() for row in rows):
        assert "示例" in row.officer
        assert row.phone.startswith("000-0000-")
    assert all("示例" in story.row.content and "示例" in story.row.owner for story in demo.requests)
    assert all("示例" in row.document for row in demo.agreements)
    names = {enterprise.name for enterprise in demo.enterprises}
    assert all(set(row.participants) <= names for row in demo.engagements)


def test_no_request_is_answered_before_it_is_received(demo: Demo) -> None:
    for story in demo.requests:
        row = story.row
        assert row.responded is None or row.received <= row.responded
        assert row.resolved is None or (row.responded is not None and row.responded <= row.resolved)
        if story.reopened:
            assert row.resolved is not None
            assert row.resolved.date() < story.reopened
            assert story.again is None or story.reopened <= story.again.date()


def test_no_enterprise_bears_a_real_name(demo: Demo) -> None:
    path = SHARED / "real" / "enterprises_2019.csv"
    if not path.exists():
        pytest.skip(f"{path} is not here to compare with")
    with path.open(encoding="utf-8-sig", newline="") as file:
        real = list(csv.DictReader(file))
    assert not {row["enterprise"] for row in real} & {enterprise.name for enterprise in demo.enterprises}
    assert not {row["uscc"] for row in real} & {enterprise.code for enterprise in demo.enterprises}


def test_every_destination_but_macao_and_taiwan_was_worked_in(demo: Demo) -> None:
    seen = {province for cells in demo.output.final.values() for _, province in cells}
    everywhere = set(reference.provinces()["province_code"])
    assert everywhere - seen == {"710000", "820000"}
    assert "810000" not in {province for _, province in demo.output.final[LATEST]}


def test_each_enterprise_reports_only_while_it_is_there(demo: Demo) -> None:
    for period, cells in demo.output.final.items():
        assert all(demo.output.enterprises[code].active(period) for code, _ in cells)


def test_enterprises_with_output_sit_in_all_16_cities(demo: Demo) -> None:
    home = reference.cities().query("province_code == '370000' and status == 'current'")
    assert {enterprise.city_code for enterprise in demo.enterprises} == set(home["city_code"])


def test_there_are_4000_projects_with_every_stage_and_kind_of_place(demo: Demo) -> None:
    latest = {row.code: row for rows in demo.projects.values() for row in rows}
    assert len(latest) == 4_000
    assert {row.stage for row in latest.values()} == {"候选", "合同", "在建", "竣工"}
    assert {row.status for row in latest.values()} == {"在建", "竣工", "停工"}
    places = {row.place for row in latest.values()}
    assert {"境外", "不明"} <= places
    assert any("、" in place for place in places)


def test_the_shares_of_a_joint_venture_add_to_its_contract(demo: Demo) -> None:
    rows = [row for period in demo.projects.values() for row in period if row.amount_scope == "联合体合计"]
    shares: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        shares[row.code, f"{row.stage}{row.status}"].append(row.own_share)
    assert rows
    assert all(len(parts) == 2 for parts in shares.values())
    contracts = {row.code: row.contract for row in rows}
    assert all(sum(parts) == contracts[code] for (code, _), parts in shares.items())


def test_the_roster_has_three_batches_and_each_enterprise_one_seat(demo: Demo) -> None:
    designated = [event for event in demo.roster if event.of_batch]
    days = {batch: day for batch, (day, _) in BATCHES.items()}
    assert {event.batch: event.date for event in designated} == days
    assert sum(event.batch == 1 for event in designated) == 10
    assert len({event.enterprise.code for event in designated}) == len(designated)
    assert {event.event for event in demo.roster} == {"确定", "调整", "退出"}
    assert all(event.reason for event in demo.roster if not event.of_batch)
    assert not {event.enterprise.code for event in demo.roster} - {
        event.enterprise.code for event in designated
    }


def test_units_move_withdraw_and_return(demo: Demo) -> None:
    stations: dict[str, list[str]] = defaultdict(list)
    for event in demo.roster:
        if event.event != "退出":
            stations[event.enterprise.code].append(event.province_code)
    assert sum(len(set(seats)) > 1 for seats in stations.values()) == 2
    assert [event.province_code for event in demo.roster if event.event == "确定" and not event.of_batch] == [
        "620000"
    ]
    assert sum(event.event == "退出" for event in demo.roster) == 5


def test_a_unit_has_output_where_it_sits_when_it_is_designated(demo: Demo) -> None:
    for event in demo.roster:
        if event.event == "确定":
            year = int(event.date[:4]) - 1
            assert (event.enterprise.code, event.province_code) in demo.output.final[year, 4]


def test_the_first_batch_sits_in_provinces_of_national_strategies(demo: Demo) -> None:
    in_strategies = set(reference.strategies()["province_code"])
    assert {event.province_code for event in demo.roster if event.batch == 1} <= in_strategies


def test_some_enterprises_have_not_reported_the_latest_quarter(demo: Demo) -> None:
    expected = {enterprise.code for enterprise in demo.enterprises if enterprise.active(LATEST)}
    reported = {code for code, _ in demo.output.final[LATEST]}
    assert len(expected - reported) == 12


def test_the_benchmarks_are_the_published_points() -> None:
    path = SHARED / "facts" / "province_out_of_province_points.csv"
    if not path.exists():
        pytest.skip(f"{path} is not here to compare with")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    facts = [row for row in rows if row["caliber"] != "商务口径" and _is_period(row["period"])]
    with (reference.REFERENCE / "benchmarks.csv").open(encoding="utf-8", newline="") as file:
        ours = list(csv.DictReader(file))
    published = {
        (row["region"], row["period"], row["scope"], row["indicator"], Decimal(row["value"])) for row in facts
    }
    amounts = [row for row in ours if row["性质"] != "比率" or row["指标"] != "省外产值占比"]
    assert published == {
        (row["地区"], row["时期"], row["范围"], row["指标"], Decimal(row["数值"])) for row in amounts
    }
    ratios = [row for row in ours if row not in amounts]
    assert len(ratios) == 6
    for row in ratios:  # stated beside an amount of the same region, period and scope
        alike = (row["地区"], row["时期"], row["范围"])
        told = [fact["note"] for fact in facts if (fact["region"], fact["period"], fact["scope"]) == alike]
        assert any(f"{row['数值']}%" in note for note in told), alike
    assert all(row["来源"] and row["口径"] in ("统计局", "住建部门") for row in ours)


def _is_period(text: str) -> bool:
    return text.isdigit() or (len(text) == 6 and text[4] == "Q")
