"""Rules over whole sets, each through the importer into a home."""

from collections.abc import Callable
from itertools import groupby, pairwise
from random import Random

import pytest
from stdnum.cn import uscc

from analysis.intake.check import set_checks
from analysis.intake.submit import Accepted
from analysis.rules import RULES

from .conftest import ENTERPRISE, OUTPUT_HEADER, Look, column, output_row, rules

Take = Callable[..., Accepted]
Key = tuple[str, int, int, str]
Figures = dict[Key, int]
PROJECT_HEADER = (
    "项目编号", "项目名称", "统一社会信用代码", "企业名称", "施工省份", "工程类别",
    "合同额(万元)", "签订日期", "本企业份额(万元)",
    "阶段", "开工日期", "计划竣工日期", "状态",
)  # fmt: skip


def project_row(**changes: object) -> tuple[object, ...]:
    row = {
        "code": "P1", "name": "某工程", "enterprise_code": ENTERPRISE, "enterprise": "某公司",
        "province": "江苏",
        "category": "房屋建筑", "contract": 1000, "signed": "2024-01-05", "own": 1000, "stage": "在建",
        "start": "2024-02-01", "end": "2025-12-31", "status": "在建",
    }  # fmt: skip
    return tuple((row | changes).values())


def test_every_check_has_a_rule() -> None:
    assert set_checks()
    for check in set_checks():
        assert check.rule in RULES


def test_one_key_with_different_values_names_both_rows(look: Look) -> None:
    prepared = look(OUTPUT_HEADER, output_row(amount=10), output_row(province="浙江"), output_row(amount=11))
    assert [(error.rule, error.source_row, error.details["rows"]) for error in prepared.errors] == [
        ("duplicate_differs", 2, "2、4"), ("duplicate_differs", 4, "2、4"),
    ]  # fmt: skip
    assert column(prepared, "province_code") == ["330000"]


def test_one_row_twice_is_a_note(look: Look) -> None:
    prepared = look(OUTPUT_HEADER, output_row(), output_row())
    assert rules(prepared) == {"duplicate_same"}
    assert not prepared.errors


def test_same_key_on_two_stages_is_one_project(look: Look) -> None:
    prepared = look(PROJECT_HEADER, project_row(stage="中标"), project_row(), sheet="项目")
    assert not prepared.errors
    twice = look(PROJECT_HEADER, project_row(contract=1001), project_row(), sheet="项目")
    assert {error.rule for error in twice.errors} == {"duplicate_differs"}


def test_a_column_derived_for_some_rows_is_told_empty_for_the_others(look: Look) -> None:
    header, told = PROJECT_HEADER[:-1], project_row()[:-1]
    all_told = look(header, told, sheet="项目")
    assert rules(all_told) == {"column_derived"}
    candidate = project_row(code="P2", stage="候选")[:-1]
    prepared = look(header, told, candidate, sheet="项目")
    said = {problem.rule: problem.value for problem in prepared.problems if problem.field == "status"}
    assert said == {"column_derived": "1", "column_derived_in_part": "1"}
    assert column(prepared, "status") == ["under_way", None]
    unsaid = PROJECT_HEADER[:9] + PROJECT_HEADER[10:-1]
    assert "column_absent" in rules(look(unsaid, told[:9] + told[10:], sheet="项目"))


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (output_row(amount=-5), "amount_negative"),
        (output_row(amount="-1,000.00"), "amount_negative"),
        (output_row(year=2099), "period_future"),
        (output_row(province="亚特兰蒂斯"), "province_unknown"),
        (output_row(province=None), "value_missing"),
        (output_row(amount=None), "value_missing"),
        (output_row(quarter=5), "quarter_unreadable"),
        (output_row(year="二〇二"), "year_unreadable"),
        (output_row(code="9137010"), "code_malformed"),
        (output_row(amount=9e15), "amount_too_large"),
    ],
)
def test_rows_that_cannot_be_taken(look: Look, row: tuple, rule: str) -> None:
    prepared = look(OUTPUT_HEADER, output_row(quarter=1), row)
    (error,) = prepared.errors
    assert (error.rule, error.source_row) == (rule, 3)
    assert len(prepared.tables[0].good) == 1


def test_unknown_province_suggests_near_ones(look: Look) -> None:
    (error,) = look(OUTPUT_HEADER, output_row(province="浙汪")).errors
    assert "浙江" in error.message("zh")


def test_cumulative_figures_that_fall_in_the_file_and_against_the_release(look: Look, take: Take) -> None:
    inside = look(OUTPUT_HEADER, output_row(quarter=1, amount=100), output_row(quarter=2, amount=90))
    (question,) = [problem for problem in inside.problems if problem.rule == "ytd_fall"]
    assert (question.source_row, question.details["period"], question.severity) == (3, "2024Q1", "question")
    take(OUTPUT_HEADER, output_row(quarter=2, amount=100))
    assert "ytd_fall" in rules(look(OUTPUT_HEADER, output_row(quarter=3, amount=90)))
    assert "ytd_fall" not in rules(look(OUTPUT_HEADER, output_row(quarter=3, amount=100)))
    assert "ytd_fall" not in rules(look(OUTPUT_HEADER, output_row(year=2025, quarter=1, amount=1)))


@pytest.mark.parametrize(
    ("amount", "asked"), [(30_000_000, True), (3_000, False), (0.3, True), (30_000, False)]
)
def test_slips_of_unit_against_neighbouring_quarters(
    look: Look, take: Take, amount: float, asked: bool
) -> None:
    take(OUTPUT_HEADER, output_row(quarter=1, amount=1000), output_row(quarter=2, amount=2000))
    prepared = look(OUTPUT_HEADER, output_row(quarter=3, amount=amount))
    assert ("scale_slip" in rules(prepared)) is asked


def test_only_the_slip_is_asked_about(look: Look) -> None:
    amounts = {1: 1000, 2: 20_000_000, 3: 3000, 4: 4000}
    prepared = look(
        OUTPUT_HEADER, *(output_row(quarter=quarter, amount=amount) for quarter, amount in amounts.items())
    )
    assert [problem.source_row for problem in prepared.problems if problem.rule == "scale_slip"] == [3]


def test_part_above_whole(look: Look) -> None:
    assert "part_above_whole" in rules(look(PROJECT_HEADER, project_row(own=1001), sheet="项目"))
    header = ("地区", "时期", "基础", "指标", "数值", "单位", "口径")
    rows = [
        ("江苏", "2022Q4", "累计", name, value, "亿元", "统计局")
        for name, value in (("建筑业总产值", 5), ("在外省完成的产值", 6))
    ]
    assert "part_above_whole" in rules(look(header, *rows, sheet="对标"))


def test_impossible_dates(look: Look) -> None:
    assert "date_order" in rules(look(PROJECT_HEADER, project_row(end="2023-01-01"), sheet="项目"))
    assert "date_future" in rules(look(PROJECT_HEADER, project_row(signed="2098-01-01"), sheet="项目"))
    assert "date_impossible" in rules(look(PROJECT_HEADER, project_row(signed="2024-02-30"), sheet="项目"))


def test_optional_cells_that_cannot_be_read_become_questions(look: Look) -> None:
    prepared = look(
        PROJECT_HEADER, project_row(signed="近日", contract="下浮率3%", start="7月7日"), sheet="项目"
    )
    assert not prepared.errors
    assert (
        column(prepared, "signed_date")
        == column(prepared, "contract_yuan")
        == column(prepared, "start_date")
        == [None]
    )
    assert {"date_relative", "amount_is_rate", "date_without_year"} <= rules(prepared)


def test_key_unit_at_home(look: Look) -> None:
    header = ("统一社会信用代码", "企业名称", "驻地省份", "批次", "事项", "生效日期")
    prepared = look(header, (ENTERPRISE, "某公司", "山东", 1, "确定", "2021-03-08"), sheet="重点单位")
    assert {error.rule for error in prepared.errors} == {"station_at_home"}


def test_places_that_are_no_province(look: Look) -> None:
    rows = [
        project_row(code=str(number), province=text) for number, text in enumerate(("越南", "火星", None))
    ]
    prepared = look(PROJECT_HEADER, *rows, sheet="项目")
    assert column(prepared, "place") == ["overseas", "unknown", "unknown"]
    assert column(prepared, "province_text") == ["越南", "火星", None]
    assert [problem.source_row for problem in prepared.problems if problem.rule == "place_unknown"] == [4]


def test_reach_that_cannot_be_read_is_not_taken_for_none(look: Look) -> None:
    header = ("统一社会信用代码", "企业名称", "驻地省份", "批次", "事项", "生效日期", "辐射省份")
    row = (ENTERPRISE, "某公司", "广东", 1, "确定", "2021-03-08", "广西、火星")
    assert {error.rule for error in look(header, row, sheet="重点单位").errors} == {"province_unknown"}


def test_subtotals_of_parts(look: Look) -> None:
    rows = [
        output_row(amount=1000),
        ("小计", None, None, None, None, 1000),
        output_row(province="浙江", amount=500),
        ("小计", None, None, None, None, 700),
        ("总计", None, None, None, None, 1500),
    ]
    prepared = look(OUTPUT_HEADER, *rows)
    assert [problem.source_row for problem in prepared.problems if problem.rule == "sum_off"] == [5]


def test_each_of_many_subtotals_is_compared_with_its_own_rows(look: Look) -> None:
    rows: list[tuple] = []
    wrong = []
    for number in range(60):
        rows += [
            output_row(year=year, province=province, quarter=quarter, amount=10 + number)
            for year, quarter, province in [
                (2010 + number // 4, number % 4 + 1, name) for name in ("江苏", "浙江")
            ]
        ]
        off = 5 if number % 20 == 7 else 0
        rows.append((None, "小计", None, None, None, 2 * (10 + number) + off))
        wrong += [len(rows) + 1] if off else []
    asked = [problem for problem in look(OUTPUT_HEADER, *rows).problems if problem.rule == "sum_off"]
    assert [problem.source_row for problem in asked] == wrong
    assert asked[0].details == {"said": "390,000", "sum": "340,000"}


def test_subtotals_of_groups_and_of_a_part(look: Look) -> None:
    def total(label: str, amount: int) -> tuple[object, ...]:
        return (label, None, None, None, None, amount)

    rows = [
        output_row(amount=100), output_row(province="浙江", amount=50), total("合计", 150),
        output_row(province="山东", amount=900), total("合计", 900), total("省外合计", 150),
        total("总计", 1050),
    ]  # fmt: skip
    assert "sum_off" not in rules(look(OUTPUT_HEADER, *rows))
    first = look(OUTPUT_HEADER, total("总计", 950), *rows[:1], output_row(province="山东", amount=850))
    assert "sum_off" not in rules(first)


def test_names_without_codes(look: Look, take: Take) -> None:
    take(OUTPUT_HEADER, output_row())
    header = OUTPUT_HEADER[1:]
    prepared = look(header, output_row(year=2025)[1:], ("新企业有限公司", 2025, 1, "江苏", 10))
    assert column(prepared, "enterprise_code") == [ENTERPRISE, "名:新企业有限公司"]
    assert {"code_from_name", "enterprise_code_missing"} <= rules(prepared)


def test_falls_and_slips_are_those_a_plain_reading_finds(look: Look, take: Take) -> None:
    random = Random(3)
    bodies = [f"91370100MA3C{number:05}" for number in range(60)]
    codes = [body + uscc.calc_check_digit(body) for body in bodies]
    first, second = [
        {
            (code, year, quarter, province): random.choice((1, 2, 3, 9_000, 11_000, 30_000))
            for code in codes
            for year in (2023, 2024)
            for quarter in (1, 2, 3, 4)
            for province in ("江苏", "浙江")
            if random.random() < 0.6
        }
        for _ in range(2)
    ]
    take(OUTPUT_HEADER, *rows_of(first), accept_valid=True)
    prepared = look(OUTPUT_HEADER, *rows_of(second))
    place = {key: number for number, key in enumerate(second, 2)}
    for rule, found in (("ytd_fall", falls(first | second)), ("scale_slip", slips(first | second))):
        told = {problem.source_row for problem in prepared.problems if problem.rule == rule}
        assert told == {place[key] for key in found if key in place}
        assert told


def rows_of(figures: Figures) -> list[tuple[object, ...]]:
    return [output_row(*key, amount) for key, amount in figures.items()]


def falls(figures: Figures) -> set[Key]:
    """What is below the figure before it of the same enterprise, province and year."""
    series = groupby(
        sorted(figures, key=lambda key: (key[0], key[3], key[1:3])), lambda key: (key[0], key[3], key[1])
    )
    return {now for _, keys in series for before, now in pairwise(keys) if figures[now] < figures[before]}


def slips(figures: Figures) -> set[Key]:
    """What is some ten thousand times both its neighbours by the pace a quarter, or a ten-thousandth."""
    found = set()
    by_series = sorted(figures, key=lambda key: (key[0], key[3], key[1:3]))
    for _, keys in groupby(by_series, lambda key: (key[0], key[3])):
        series = list(keys)
        pace = [figures[key] / key[2] for key in series]
        for here, key in enumerate(series):
            before = [*pace[:here][::-1][:1], *pace[here + 1 :][1:2], *pace[here + 1 :][:1]]
            after = [*pace[here + 1 :][:1], *pace[:here][::-1][1:2], *pace[:here][::-1][:1]]
            if not before:
                continue
            ratios = [pace[here] / before[0], pace[here] / after[0]]
            up = all(2000 <= ratio <= 50000 for ratio in ratios)
            if up or all(2000 <= 1 / ratio <= 50000 for ratio in ratios):
                found.add(key)
    return found
