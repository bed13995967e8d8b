"""The liaison desk's sheets: the annexes as they are, requests with their times, engagements, agreements."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from analysis.intake.periods import parse_moment
from analysis.intake.submit import Prepared, accept, prepare
from analysis.kinds import KINDS
from analysis.problems import Refused
from analysis.questions import ask
from analysis.settings import today
from analysis.warehouse import open_release

from .conftest import ENTERPRISE, Look, column, rules, workbook


def annex(title: str, rows: list[tuple[str, ...]], merge: tuple[int, int, int] | None = None) -> bytes:
    """A Word annex; `merge` joins a column's cells from one row to another, as Word does."""
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for texts in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text
    if merge:
        index, first, last = merge
        for row in range(first + 1, last + 1):
            table.cell(row, index).text = ""
        table.cell(first, index).merge(table.cell(last, index))
    content = BytesIO()
    document.save(content)
    return content.getvalue()


ANNEX_1 = [
    ("序号", "联系市地", "企业总部", "联络员", "职务", "联系电话"),
    ("1", "济南市、泰安市", "", "王示例", "科长", "000-0000-0001"),
    ("2", "青岛市", "", "李示例", "副科长", "000-0000-0002"),
    ("3", "", "示例建工集团有限公司", "赵示例", "科员", "000-0000-0003"),
]
ANNEX_2 = [
    ("序号", "区域", "省份", "联络员", "职务", "电话"),
    ("1", "华东", "上海市、江苏省、浙江省", "王示例", "科长", "000-0000-0001"),
    ("2", "华东", "安徽省", "李示例", "副科长", "000-0000-0002"),
    ("3", "华南", "广东省、海南省", "赵示例", "科员", "000-0000-0003"),
]


def test_annex_1_as_word_has_it(home: Path) -> None:
    content = annex("附件1 省内联系市地和企业总部分工（2021年3月8日）", ANNEX_1)
    prepared = prepare(content, "附件1.docx", home)
    assert [table.kind.name for table in prepared.tables] == ["city_liaison"]
    assert not prepared.errors
    assert column(prepared, "city_code") == ["370100", "370900", "370200", None]
    assert column(prepared, "officer") == ["王示例", "王示例", "李示例", "赵示例"]
    assert set(column(prepared, "since")) == {date(2021, 3, 8)}
    assert "said_by_title" in rules(prepared)
    assert [p.value for p in prepared.problems if p.rule == "enterprise_unknown"] == ["示例建工集团有限公司"]
    accept(prepared, home)
    told = ask(open_release(home), "provenance", kind="city_liaison").frame
    assert len(told) == 4


def test_annex_2_with_several_provinces_in_a_row_and_merged_regions(home: Path) -> None:
    prepared = prepare(annex("附件2 省外分区域联系分工", ANNEX_2, merge=(1, 1, 2)), "附件2.docx", home)
    assert [table.kind.name for table in prepared.tables] == ["region_liaison"]
    assert not prepared.errors
    assert column(prepared, "province_code") == [
        "310000", "320000", "330000", "340000", "440000", "460000",
    ]  # fmt: skip
    assert column(prepared, "liaison_region") == ["华东"] * 4 + ["华南"] * 2
    rows = list(prepared.tables[0].good["source_row"])
    assert rows[0] == rows[1] == rows[2] != rows[3]


def test_a_table_without_a_date_takes_today_and_asks(home: Path) -> None:
    prepared = prepare(annex("附件2", ANNEX_2), "附件2.docx", home)
    assert set(column(prepared, "since")) == {today()}
    (asked,) = [problem for problem in prepared.problems if problem.rule == "date_assumed"]
    assert asked.severity == "question"
    assert asked.value == today().isoformat()


def test_one_unknown_province_refuses_its_row_and_no_other(look: Look) -> None:
    header = tuple(c.header for c in KINDS["region_liaison"].template_columns)
    prepared = look(
        header,
        ("东部", "江苏、东海省", "王示例", None, None, None, "2024-01-01", None),
        ("南部", "广东、海南", "李示例", None, None, None, "2024-01-01", None),
        sheet="省外分工",
    )
    assert "province_unknown" in {problem.rule for problem in prepared.errors}
    assert column(prepared, "province_code") == ["440000", "460000"]


def test_a_row_is_about_a_city_or_an_enterprise(look: Look) -> None:
    header = tuple(c.header for c in KINDS["city_liaison"].template_columns)
    prepared = look(header, ("", "", "王示例", None, None, "2024-01-01", None), sheet="省内分工")
    assert {problem.rule for problem in prepared.errors} == {"none_of_columns"}


def test_a_list_of_people_is_no_annex(home: Path) -> None:
    people = workbook({"通讯录": [("姓名", "职务", "电话"), ("王示例", "科长", "1")]})
    with pytest.raises(Refused) as refused:
        prepare(people, "people.xlsx", home)
    assert refused.value.rule == "file_not_recognised"


REQUEST = tuple(c.header for c in KINDS["service_request"].template_columns)


def request(look: Look, received: object, responded: object, resolved: object, **more: object) -> Prepared:
    row = {
        "编号": "SQ-1", "统一社会信用代码": ENTERPRISE, "企业名称": "某建设有限公司", "施工省份": "广东",
        "类别": "政策咨询", "内容": "示例", "受理时间": received, "响应时间": responded, "办结时间": resolved,
        **more,
    }  # fmt: skip
    return look(REQUEST, tuple(row.get(header) for header in REQUEST), sheet="服务诉求")


def test_times_are_kept_where_they_are_known(look: Look) -> None:
    prepared = request(look, "2026-03-02 09:30", "2026年3月2日14时05分", "20260305")
    assert not prepared.errors
    assert column(prepared, "received_at") == [datetime(2026, 3, 2, 9, 30)]
    assert column(prepared, "responded_at") == [datetime(2026, 3, 2, 14, 5)]
    assert column(prepared, "resolved_at") == [datetime(2026, 3, 5)]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-02", datetime(2026, 3, 2)),
        ("2026-03-02 09:30:15", datetime(2026, 3, 2, 9, 30, 15)),
        ("2026/3/2 9:05", datetime(2026, 3, 2, 9, 5)),
        ("2026-03-02T09:30", datetime(2026, 3, 2, 9, 30)),
        ("46083.5", datetime(2026, 3, 2, 12)),
        ("46083", datetime(2026, 3, 2)),
    ],
)
def test_moments(text: str, moment: datetime) -> None:
    assert parse_moment(text).value == moment


@pytest.mark.parametrize("text", ["2026-03-02 25:00", "2026-02-30", "3月2日", "昨天", "2026-03-02 09:61"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    parsed = parse_moment(text)
    assert parsed.value is None
    assert parsed.rule


@pytest.mark.parametrize(
    ("received", "responded", "resolved", "rule"),
    [
        ("2026-03-02 10:00", "2026-03-02 09:00", None, "responded_before_received"),
        ("2026-03-02", "2026-03-01", None, "responded_before_received"),
        ("2026-03-02", "2026-03-04", "2026-03-03", "resolved_before_responded"),
        ("2026-03-02", None, "2026-03-01", "resolved_before_responded"),
        ("2099-03-02", None, None, "date_future"),
    ],
)
def test_times_out_of_order_are_refused(
    look: Look, received: str, responded: str | None, resolved: str | None, rule: str
) -> None:
    assert rule in {problem.rule for problem in request(look, received, responded, resolved).errors}


def test_a_day_alone_is_not_before_a_time_on_it(look: Look) -> None:
    prepared = request(look, "2026-03-02 10:00", "2026-03-02", "2026-03-02")
    assert not prepared.errors


@pytest.mark.parametrize("value", [0, 6])
def test_satisfaction_has_five_steps(look: Look, value: int) -> None:
    prepared = request(look, "2026-03-02", None, None, 满意度=value)
    assert {problem.rule for problem in prepared.errors} == {"satisfaction_out_of_range"}


def test_an_enterprise_nobody_knows_is_asked_about(look: Look) -> None:
    assert "enterprise_unknown" in rules(request(look, "2026-03-02", None, None))


def test_participants_are_compared_with_the_register_in_any_width(home: Path) -> None:
    register = tuple(c.header for c in KINDS["enterprise"].template_columns)
    events = tuple(c.header for c in KINDS["engagement"].template_columns)
    known = (ENTERPRISE, "某（山东）建设有限公司", "济南", "建筑工程施工总承包", "一级")
    row = ("2026-03-02", "座谈会", "广东", "广州", None, "某(山东)建设有限公司、无名公司", "座谈", 2)
    content = workbook({"企业": [register, known], "联络活动": [events, row]})
    prepared = prepare(content, "a.xlsx", home)
    assert not prepared.errors
    assert [p.value for p in prepared.problems if p.rule == "enterprise_unknown"] == ["无名公司"]
    engagement = next(table for table in prepared.tables if table.kind.name == "engagement").good.iloc[0]
    assert engagement["form"] == "round_table"
    assert list(engagement["participants"]) == ["某(山东)建设有限公司", "无名公司"]


LIAISON = tuple(c.header for c in KINDS["region_liaison"].template_columns)


def responsible(officer: str, since: str, until: str | None = None, provinces: str = "广东") -> tuple:
    return ("华南", provinces, officer, None, None, None, since, until)


def test_two_at_a_time_are_asked_about_and_a_handover_is_not(look: Look) -> None:
    both = look(LIAISON, responsible("王", "2024-01-01"), responsible("李", "2025-01-01"), sheet="省外分工")
    found = [(p.source_row, p.value) for p in both.problems if p.rule == "responsibility_overlaps"]
    assert found == [(2, "王"), (3, "李")]
    handed = look(
        LIAISON, responsible("王", "2024-01-01", "2024-12-31"), responsible("李", "2025-01-01"),
        sheet="省外分工",
    )  # fmt: skip
    assert "responsibility_overlaps" not in rules(handed)
    same = look(LIAISON, responsible("王", "2024-01-01"), responsible("王", "2025-01-01"), sheet="省外分工")
    assert "responsibility_overlaps" not in rules(same)


def test_an_overlap_with_what_is_known_is_asked_about_until_it_is_closed(home: Path) -> None:
    def told(*rows: tuple) -> Prepared:
        return prepare(workbook({"省外分工": [LIAISON, *rows]}), "a.xlsx", home)

    accept(told(responsible("王", "2024-01-01")), home)
    assert "responsibility_overlaps" in rules(told(responsible("李", "2025-01-01")))
    closed = told(responsible("王", "2024-01-01", "2024-12-31"), responsible("李", "2025-01-01"))
    assert "responsibility_overlaps" not in rules(closed)


def test_ends_before_it_begins_and_home_in_a_list_of_others(look: Look) -> None:
    prepared = look(
        LIAISON,
        responsible("王", "2024-01-01", "2023-12-31"),
        responsible("李", "2024-01-01", provinces="山东"),
        sheet="省外分工",
    )
    assert {problem.rule for problem in prepared.errors} == {"ends_before_it_begins", "region_at_home"}


def test_agreements(look: Look) -> None:
    header = tuple(c.header for c in KINDS["agreement"].template_columns)
    prepared = look(
        header,
        ("江苏", "奖项资格互认", "示例协议", "2024-01-05", "2027-01-04", "示例厅"),
        ("浙江", "市场对等开放", "示例协议", "2024-01-05", "2023-01-04", None),
        ("安徽", "友好往来", "示例协议", "2024-01-05", None, None),
        ("福建", "市场对等开放", "示例协议", "2099-01-05", None, None),
        sheet="协作机制",
    )
    assert {problem.rule for problem in prepared.errors} == {
        "ends_before_it_begins", "choice_unknown", "date_future",
    }  # fmt: skip
    assert column(prepared, "mechanism") == ["award_recognition"]
