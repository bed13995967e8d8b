"""What is entered in the browser comes in as a file does, is seen by everybody, and can be undone."""

from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis import warehouse
from analysis.access import OWNER
from analysis.intake.submit import accept, prepare
from analysis.questions import ask
from analysis.warehouse import open_release
from tests.pages.conftest import Visit
from tests.unit.intake.conftest import ENTERPRISE, OUTPUT_HEADER, csv_bytes


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that knows one enterprise, an officer of a city and one of a province, and an agreement."""
    warehouse.init_home(tmp_path)
    rows = [
        (ENTERPRISE, "某公司", year, 4, place, 900) for year in (2024, 2025) for place in ("江苏", "山东")
    ]
    for name, table in {
        "产值": [OUTPUT_HEADER, *rows],
        "省内分工": [
            ("市", "联络员", "职务", "电话", "起始日期"),
            ("济南", "甲", "科长", "13800000000", "2021-03-08"),
        ],
        "省外分工": [("区域", "省份", "联络员", "起始日期"), ("华东", "江苏", "乙", "2021-03-08")],
        "协作机制": [
            ("省份", "类别", "文件", "签订日期", "到期日期", "主管部门"),
            ("江苏", "市场对等开放", "文1", "2024-01-01", "2026-01-01", "江苏省厅"),
        ],
    }.items():  # fmt: skip
        accept(prepare(csv_bytes(table), f"{name}.csv", tmp_path), tmp_path)
    return tmp_path


def field(page: AppTest, name: str, kind: str = "text_input"):
    return next(widget for widget in page.get(kind) if widget.key and widget.key.endswith(f"_{name}"))


def submit(page: AppTest, form: str) -> AppTest:
    button = next(b for b in page.button if b.form_id and b.form_id.startswith(f"entry_{form}"))
    return button.click().run()


def file_request(page: AppTest, number: str = "R1", enterprise: str = "某公司", who: str = "李") -> AppTest:
    field(page, "request_id").set_value(number)
    field(page, "enterprise").set_value(enterprise)
    field(page, "province_code", "selectbox").set_value("320000")
    field(page, "category").set_value("政策咨询")
    field(page, "content", "text_area").set_value("=1+1")
    field(page, "received_at", "datetime_input").set_value(datetime(2026, 9, 28, 10))
    field(page, "who").set_value(who)
    return submit(page, "request")


def requests(home: Path):
    return ask(open_release(home), "service_requests").frame


def test_a_request_is_filed_and_undone(visit: Visit, home: Path) -> None:
    page = file_request(visit(home, "service"))
    assert not page.exception
    assert not page.error
    found = requests(home).iloc[0]
    assert found[["request_id", "enterprise_code", "province_code", "content"]].tolist() == [
        "R1", ENTERPRISE, "320000", "=1+1",
    ]  # fmt: skip
    assert found["received_at"] == datetime(2026, 9, 28, 10)
    told = ask(open_release(home), "service_request_history", request="R1").frame.iloc[0]
    assert told["by"] == "李"
    assert told["source_row"] == 3
    page.button(key="entry_undo").click().run()
    assert not page.exception
    assert requests(home).empty
    assert ask(open_release(home), "submissions").frame["withdrawn_by"].notna().sum() == 1


def test_what_is_wrong_is_said_in_the_form_and_nothing_typed_is_lost(visit: Visit, home: Path) -> None:
    before = warehouse.current_release_id(home)
    page = file_request(visit(home, "service"), who="")
    assert "录入" in page.error[0].value
    page = file_request(page, number="", who="李")
    assert "编号" in page.error[0].value
    assert field(page, "content", "text_area").value == "=1+1"
    assert field(page, "province_code", "selectbox").value == "320000"
    assert warehouse.current_release_id(home) == before


def test_problems_are_told_in_the_readers_language(visit: Visit, home: Path) -> None:
    page = file_request(visit(home, "service", lang="en"), number="")
    assert page.error[0].value.startswith("Request")


def test_a_number_that_is_taken_is_not_overwritten(visit: Visit, home: Path) -> None:
    page = file_request(visit(home, "service"))
    page = file_request(visit(home, "service"), enterprise="另一家")
    assert "R1" in page.error[0].value
    assert requests(home)["enterprise_code"].tolist() == [ENTERPRISE]


def test_a_request_is_resolved_and_opened_again_and_keeps_what_is_not_told_anew(
    visit: Visit, home: Path
) -> None:
    file_request(visit(home, "service"))
    page = visit(home, "service", request="R1")
    field(page, "responded_at", "datetime_input").set_value(datetime(2026, 9, 29, 9))
    field(page, "owner").set_value("王")
    field(page, "who").set_value("李")
    page = submit(page, "respond")
    assert not page.error
    assert requests(home)["state"].tolist() == ["responded"]
    field(page, "resolved_at", "datetime_input").set_value(datetime(2026, 10, 9, 9))
    field(page, "result", "text_area").set_value("已解决")
    field(page, "satisfaction").set_value("7")
    page = submit(page, "resolve")
    assert "7" in page.error[0].value
    field(page, "satisfaction").set_value("5")
    page = submit(page, "resolve")
    assert not page.error
    found = requests(home).iloc[0]
    assert found[["state", "owner", "content", "satisfaction"]].tolist() == ["resolved", "王", "=1+1", 5]
    # 29 and 30 September, 8 and 9 October: the holiday between them does not count.
    assert found["working_days"] == 4
    page = submit(page, "reopen")
    assert not page.error
    assert requests(home)["state"].tolist() == ["reopened"]
    told = ask(open_release(home), "service_request_history", request="R1").frame
    assert told["request_step"].tolist() == ["received", "responded", "resolved", "reopened"]


def test_a_new_officer_ends_the_one_before(visit: Visit, home: Path) -> None:
    for duty, place, code in (("city", "city_code", "370100"), ("province", "province_code", "320000")):
        page = visit(home, "liaison", duty=duty)
        field(page, place, "selectbox").set_value(code)
        field(page, "officer").set_value("丙")
        field(page, "since", "date_input").set_value(date(2026, 6, 1))
        field(page, "who").set_value("李")
        page = submit(page, "officer")
        assert not [error.value for error in page.error]
        assert not [warning.value for warning in page.warning]
        release = open_release(home)
        for day, officer in (("2026-05-31", "甲" if duty == "city" else "乙"), ("2026-06-01", "丙")):
            held = ask(release, "liaison_directory", as_of=day, duty=duty).frame
            assert held.loc[held[place] == code, "officer"].tolist() == [officer]
    cities = ask(open_release(home), "liaison_directory", as_of="2026-05-31", duty="city").frame
    before = cities[cities["city_code"] == "370100"].iloc[0]
    assert before[["post", "phone"]].tolist() == ["科长", "138****0000"]


def test_a_headquarters_gets_an_officer_and_another_and_is_given_back(visit: Visit, home: Path) -> None:
    header = ("市", "企业名称", "联络员", "职务", "电话", "起始日期")
    rows = csv_bytes([header, ("济南", "某公司", "甲", "科长", "13800000000", "2021-03-08")])
    accept(prepare(rows, "附件1.csv", home), home)

    def officers(day: str) -> list[list[str]]:
        found = ask(open_release(home), "liaison_directory", as_of=day, duty="headquarters", viewer=OWNER)
        return found.frame[["enterprise_code", "officer", "phone"]].values.tolist()

    page = visit(home, "liaison", duty="headquarters")
    offered = field(page, "enterprise", "selectbox")
    assert offered.options == ["某公司"]
    assert offered.label.endswith("*")
    field(page, "officer").set_value("丙")
    field(page, "phone").set_value("13900000000")
    field(page, "since", "date_input").set_value(date(2026, 6, 1))
    field(page, "who").set_value("李")
    page = submit(page, "officer")
    assert "企业名称" in page.error[0].value
    field(page, "enterprise", "selectbox").set_value(ENTERPRISE)
    page = submit(page, "officer")
    assert not [error.value for error in page.error]
    assert not [warning.value for warning in page.warning]
    assert officers("2026-05-31") == [[ENTERPRISE, "甲", "13800000000"]]
    assert officers("2026-06-01") == [[ENTERPRISE, "丙", "13900000000"]]
    page.button(key="entry_undo").click().run()
    assert not page.exception
    assert officers("2026-06-01") == [[ENTERPRISE, "甲", "13800000000"]]


def test_a_headquarters_nobody_registered_is_typed(visit: Visit, home: Path) -> None:
    page = visit(home, "liaison", duty="headquarters")
    field(page, "enterprise_typed").set_value("示例建工集团有限公司")
    field(page, "officer").set_value("丙")
    field(page, "who").set_value("李")
    page = submit(page, "officer")
    assert not [error.value for error in page.error]
    held = ask(open_release(home), "liaison_directory", duty="headquarters").frame
    assert held[["enterprise", "officer"]].values.tolist() == [["示例建工集团有限公司", "丙"]]


def test_an_agreement_is_extended_and_keeps_the_rest(visit: Visit, home: Path) -> None:
    page = visit(home, "agreements")
    until = next(widget for widget in page.date_input if "extend" in str(widget.key))
    until.set_value(date(2030, 1, 1))
    who = next(widget for widget in page.text_input if "extend" in str(widget.key) and "who" in widget.key)
    who.set_value("李")
    page = submit(page, "extend")
    assert not page.error
    found = ask(open_release(home), "agreements", province="320000").frame.iloc[0]
    assert found[["agreement_state", "document", "local_authority"]].tolist() == [
        "in_force",
        "文1",
        "江苏省厅",
    ]
    assert found["expires_date"] == date(2030, 1, 1)


def test_an_engagement_is_added(visit: Visit, home: Path) -> None:
    page = visit(home, "engagements")
    field(page, "held_date", "date_input").set_value(date(2026, 5, 1))
    field(page, "form", "selectbox").set_value("走访")
    field(page, "participants", "text_area").set_value("某公司、新公司")
    field(page, "theme").set_value("调研")
    field(page, "who").set_value("李")
    page = submit(page, "engagement")
    assert not page.error
    held = ask(open_release(home), "engagements").frame.iloc[0]
    assert held[["form", "participant_count", "known_count"]].tolist() == ["visit", 2, 1]
    assert ask(open_release(home), "contacts").frame["contact_state"].tolist() == ["recent"]
