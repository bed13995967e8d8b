"""What a page shows and lets one do follows from who asks, and what one may see never reaches another."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis import warehouse
from analysis.access import OWNER, SECRET_VARIABLE, Viewer
from analysis.intake.submit import accept, prepare, withdraw
from analysis.problems import Refused
from analysis.questions import ask
from analysis.warehouse import open_release
from tests.conftest import PROJECT
from tests.pages.conftest import ON_THIS_MACHINE, PAGES, Arrive, Visit
from tests.unit.intake.conftest import ENTERPRISE, OUTPUT_HEADER, csv_bytes

PHONE, MASKED = "13812345670", "138****5670"
SECRET = "a secret of the gateway"
NAMES = '[viewers.names]\nwang = "liaison"\nzhang = "leader"\n'
# Where forms are, with what chooses one on the page.
FORMS = {
    "service": {},
    "liaison": {"duty": "city"},
    "engagements": {},
    "agreements": {},
    "data_intake": {},
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with an officer's telephone number, whose gateway says who looks."""
    monkeypatch.setenv(SECRET_VARIABLE, SECRET)
    warehouse.init_home(tmp_path)
    for name, *rows in (
        ("产值", OUTPUT_HEADER, *((ENTERPRISE, "某公司", year, 4, "江苏", 900) for year in (2024, 2025))),
        ("省内分工", ("市", "联络员", "电话", "起始日期"), ("济南", "甲", PHONE, "2021-03-08")),
        (
            "服务诉求",
            ("编号", "统一社会信用代码", "企业名称", "施工省份", "类别", "内容", "受理时间", "责任人"),
            ("S1", ENTERPRISE, "某公司", "江苏", "备案", f"请联系张三{PHONE}", "2026-09-01", f"乙 {PHONE}"),
            (f"填报人丙{PHONE}",),
        ),
    ):
        accept(prepare(csv_bytes(rows), f"{name}.csv", tmp_path), tmp_path)
    (tmp_path / "settings.toml").write_text(f'[viewers]\nidentity = "header"\n{NAMES}', encoding="utf-8")
    return tmp_path


def by_gateway(arrive: Arrive, name: str) -> None:
    arrive(("Host", "d.example"), ("X-Remote-User", name), ("X-Dashboard-Gateway", SECRET))


def whole(page: AppTest) -> str:
    """All that reached the browser."""
    return "".join(str(element.proto) for element in page.main) + "".join(
        frame.value.to_csv() for frame in page.dataframe
    )


def has_forms(page: AppTest) -> bool:
    return bool(page.get("file_uploader")) or any(button.form_id for button in page.button)


@pytest.mark.parametrize(
    ("name", "phone", "edits"), [("wang", PHONE, True), ("zhang", PHONE, False), ("li", MASKED, False)]
)
def test_a_page_shows_and_offers_what_the_role_may(
    visit: Visit, arrive: Arrive, home: Path, name: str, phone: str, edits: bool
) -> None:
    by_gateway(arrive, name)
    page = visit(home, "liaison", duty="city")
    assert not page.exception
    assert phone in whole(page)
    assert (PHONE in whole(page)) == (phone == PHONE)
    assert any(name in caption.value for caption in page.caption)
    assert has_forms(page) == edits
    assert any("外联站的人员" in caption.value for caption in page.caption) != edits


@pytest.mark.parametrize("page_name", PAGES)
def test_no_page_shows_a_number_to_somebody_who_may_not_see_it(
    visit: Visit, arrive: Arrive, home: Path, page_name: str
) -> None:
    # Whoever may looks first: what was kept of the answers must not be handed on.
    choices = [FORMS.get(page_name, {})]
    if page_name == "provenance":
        choices = [{"kind": "city_liaison"}]
    if page_name == "submission":
        choices = [{"submission": "2"}, {"submission": "3"}]
    if page_name == "service":
        choices = [{}, {"request": "S1"}, {"by": "owner"}]
    for address in choices:
        by_gateway(arrive, "wang")
        seen = whole(visit(home, page_name, **address))
        assert (PHONE in seen) == (page_name in ("liaison", "provenance", "submission", "service"))
        by_gateway(arrive, "li")
        assert PHONE not in whole(visit(home, page_name, **address))


@pytest.mark.parametrize("page_name", FORMS)
def test_forms_are_for_those_who_may_edit(visit: Visit, arrive: Arrive, home: Path, page_name: str) -> None:
    by_gateway(arrive, "wang")
    assert has_forms(visit(home, page_name, **FORMS[page_name]))
    by_gateway(arrive, "zhang")
    page = visit(home, page_name, **FORMS[page_name])
    assert not has_forms(page)
    assert not [widget.key for widget in page.selectbox if widget.key == "intake_release"]
    assert any("外联站的人员" in caption.value for caption in page.caption)


def test_who_enters_something_is_who_they_are(visit: Visit, arrive: Arrive, home: Path) -> None:
    by_gateway(arrive, "wang")
    page = visit(home, "engagements")
    signed = next(widget for widget in page.text_input if str(widget.key).endswith("_who"))
    assert (signed.value, signed.disabled) == ("wang", True)


def turned_away(page: AppTest) -> bool:
    """Whether there is nothing but a title and a sentence."""
    return [title.value for title in page.title] == ["请先表明身份"] and len(page.main) == 2


@pytest.mark.parametrize("page_name", PAGES)
def test_nobody_known_sees_nothing(visit: Visit, arrive: Arrive, home: Path, page_name: str) -> None:
    arrive(("Host", "localhost"), ("X-Remote-User", "wang"), ("X-Dashboard-Gateway", "guessed"))
    assert turned_away(visit(home, page_name))


@pytest.mark.parametrize("headers", [[], [("X-Remote-User", "wang")], [("X-Dashboard-Gateway", SECRET)]])
def test_a_name_and_its_proof_are_both_needed(
    visit: Visit, arrive: Arrive, home: Path, headers: list[tuple[str, str]]
) -> None:
    arrive(("Host", "d.example"), *headers)
    assert turned_away(visit(home))


def test_without_identities_only_the_machines_own_visitor_edits(
    visit: Visit, arrive: Arrive, home: Path
) -> None:
    (home / "settings.toml").unlink()
    page = visit(home, "liaison", duty="city")
    assert has_forms(page)
    assert PHONE in whole(page)
    arrive(*ON_THIS_MACHINE, ("X-Forwarded-For", "10.0.0.7"))
    page = visit(home, "liaison", duty="city")
    assert page.dataframe
    assert not has_forms(page)
    assert PHONE not in whole(page)


def test_a_login_says_who_it_is(
    arrive: Arrive, home: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit
) -> None:
    written = '[viewers]\nidentity = "login"\nclaim = "preferred_username"\n'
    (home / "settings.toml").write_text(written + NAMES, encoding="utf-8")
    arrive(("Host", "d.example"))
    page = visit(home, "engagements")
    assert [button.label for button in page.button] == ["登录"]
    for name, edits in (("wang", True), ("zhang", False)):
        page = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
        page.user = {"is_logged_in": True, "preferred_username": name}
        page.run()
        page.switch_page("pages/engagements.py").run()
        assert not page.exception
        assert has_forms(page) == edits
        assert "退出登录" in [button.label for button in page.button]


@pytest.mark.parametrize("role", ["leader", "reader"])
def test_what_changes_the_records_asks_for_the_right_itself(home: Path, role: str) -> None:
    viewer = Viewer("x", role)
    before = warehouse.current_release_id(home)
    earlier = warehouse.releases(home)["release_id"].iloc[-1]
    prepared = prepare(csv_bytes([OUTPUT_HEADER, (ENTERPRISE, "某公司", 2026, 1, "江苏", 9)]), "a.csv", home)
    for change in (
        lambda viewer: accept(prepared, home, viewer=viewer),
        lambda viewer: withdraw(2, home, viewer=viewer),
        lambda viewer: warehouse.roll_back(home, earlier, viewer=viewer),
    ):
        with pytest.raises(Refused) as refused:
            change(viewer)
        assert refused.value.rule == "may_not_edit"
        assert warehouse.current_release_id(home) == before
        assert len(ask(open_release(home), "submissions").frame) == 3
    withdraw(2, home, viewer=OWNER)
    assert len(ask(open_release(home), "submissions").frame) == 4
