"""Who asks is believed only where it is proven, and sees and does what their role may."""

import pandas as pd
import pytest

from analysis.access import (
    ANYBODY,
    OWNER,
    SECRET_VARIABLE,
    Request,
    Viewer,
    for_viewer,
    masked_in_prose,
    masked_phone,
    viewer_of,
)
from analysis.problems import Refused
from analysis.settings import Viewers

SECRET = "a secret of the gateway"
NOBODY_ASKED = Viewers()
BY_HEADER = Viewers("header", names={"wang": "liaison", "zhang": "leader"})
BY_LOGIN = Viewers("login", names={"wang@example.cn": "liaison"})


def request(login=None, loopback=True, **headers: str | tuple[str, ...]) -> Request:
    """Headers by name, underscores for hyphens; a tuple is a header sent more than once."""
    named = {
        name.replace("_", "-"): value if isinstance(value, tuple) else (value,)
        for name, value in headers.items()
    }
    return Request(named, loopback, login or {})


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRET_VARIABLE, SECRET)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8501", "localhost:8501", "LOCALHOST", "[::1]:8501"])
@pytest.mark.parametrize("viewers", [NOBODY_ASKED, BY_HEADER, BY_LOGIN])
def test_who_comes_straight_to_this_machine_owns_it(host: str, viewers: Viewers) -> None:
    assert viewer_of(request(host=host), viewers) == OWNER
    assert viewer_of(request(host=host, origin=f"http://{host}"), viewers) == OWNER


@pytest.mark.parametrize(
    "came",
    [
        request(),
        request(host="dashboard.gov.example"),
        request(host="localhost.example"),
        request(host="127.0.0.1.example:80"),
        request(host="127.0.0.10"),
        request(host=("localhost", "dashboard.gov.example")),
        request(host="localhost", loopback=False),
        request(host="localhost", forwarded="for=10.0.0.7"),
        request(host="localhost", x_forwarded_for="10.0.0.7"),
        request(host="localhost", x_forwarded_proto="https"),
        request(host="localhost", x_real_ip="10.0.0.7"),
        request(host="localhost", via="1.1 gateway"),
        request(host="localhost", origin="https://dashboard.gov.example"),
        request(host="localhost", origin="null"),
    ],
)
def test_anybody_else_reads_and_must_say_who_they_are_where_that_is_asked(came: Request) -> None:
    assert viewer_of(came, NOBODY_ASKED) == ANYBODY
    assert viewer_of(came, BY_HEADER) is None
    assert viewer_of(came, BY_LOGIN) is None


@pytest.mark.parametrize(
    ("name", "viewer"),
    [
        ("wang", Viewer("wang", "liaison")),
        (" zhang ", Viewer("zhang", "leader")),
        ("li", Viewer("li", "reader")),
        ("Wang", Viewer("Wang", "reader")),
        ("", None),
        (("li", "wang"), None),
    ],
)
def test_a_gateway_that_proves_itself_is_believed(name: str, viewer: Viewer | None) -> None:
    came = request(host="d.example", x_remote_user=name, x_dashboard_gateway=SECRET)
    assert viewer_of(came, BY_HEADER) == viewer


@pytest.mark.parametrize("proof", ["", SECRET[:-1], f"{SECRET} ", (SECRET, SECRET), "密"])
def test_a_name_without_the_gateways_proof_is_nobodys(proof: str) -> None:
    came = request(host="localhost", x_remote_user="wang", x_dashboard_gateway=proof)
    expected = Viewer("wang", "liaison") if proof == f"{SECRET} " else None
    assert viewer_of(came, BY_HEADER) == expected
    assert viewer_of(request(host="localhost", x_remote_user="wang"), BY_HEADER) is None


@pytest.mark.parametrize("secret", ["", "short"])
def test_a_gateway_needs_a_secret(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRET_VARIABLE, secret)
    with pytest.raises(Refused, match=SECRET_VARIABLE):
        viewer_of(request(host="d.example", x_remote_user="wang", x_dashboard_gateway=secret), BY_HEADER)


@pytest.mark.parametrize(
    ("login", "viewer"),
    [
        ({}, None),
        ({"email": "wang@example.cn"}, None),
        ({"is_logged_in": False, "email": "wang@example.cn"}, None),
        ({"is_logged_in": True, "email": "wang@example.cn"}, Viewer("wang@example.cn", "liaison")),
        ({"is_logged_in": True, "email": "wang@example.cn", "email_verified": False}, None),
        ({"is_logged_in": True, "email": "li@example.cn"}, Viewer("li@example.cn", "reader")),
        ({"is_logged_in": True, "sub": "wang@example.cn"}, None),
    ],
)
def test_a_login_says_who_it_is(login: dict[str, object], viewer: Viewer | None) -> None:
    assert viewer_of(request(host="d.example", login=login), BY_LOGIN) == viewer


@pytest.mark.parametrize(
    ("role", "phones", "edits"),
    [("leader", True, False), ("liaison", True, True), ("reader", False, False), ("", False, False)],
)
def test_what_a_role_may(role: str, phones: bool, edits: bool) -> None:
    viewer = Viewer("x", role)
    assert (viewer.sees_phones, viewer.edits) == (phones, edits)
    if edits:
        viewer.hold_to_rights()
        return
    with pytest.raises(Refused) as refused:
        viewer.hold_to_rights()
    assert refused.value.rule == "may_not_edit"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13800000000", "138****0000"),
        ("138 0000 0000", "138****0000"),
        ("+8613800000000", "861****0000"),
        ("0531-00000000", "053****0000"),
        ("00000012", "****12"),
        ("0000", "****"),
        ("13800000000、000-0000-0001", "138****0000、000****0001"),
        ("王 13800000000（手机）", "王 138****0000（手机）"),
        ("无", "无"),
    ],
)
def test_a_number_is_recognised_and_cannot_be_called(text: str, shown: str) -> None:
    assert masked_phone(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("拖欠，联系人张三13800000000", "拖欠，联系人张三138****0000"),
        ("１３８００００００００", "１３８****００００"),
        ("李工（138 0000 0000），0531-00000000", "李工（138****0000），053****0000"),
        ("(0531)00000000", "(053****0000"),
        ("电话：00000012", "电话：****12"),
        ("欠款13800000000.50元", "欠款13800000000.50元"),
        (
            "91370000163048885J、370102202101210222、2026-09-30",
            "91370000163048885J、370102202101210222、2026-09-30",
        ),
    ],
)
def test_a_number_in_prose_is_masked_and_no_other_figure(text: str, shown: str) -> None:
    assert masked_in_prose(text) == shown


def test_prose_is_masked_in_answers_and_in_records() -> None:
    said = "张三13800000000"
    frame = pd.DataFrame(
        {
            "owner": [said],
            "participants": [[said, "乙"]],
            "project_code": ["13800000000"],
            "row": [
                '{"content":"张三13800000000","project_code":"13800000000","participants":["13800000000"]}'
            ],
        }
    )
    seen = for_viewer(frame, ANYBODY).iloc[0]
    assert (seen["owner"], seen["participants"]) == ("张三138****0000", ["张三138****0000", "乙"])
    assert seen["project_code"] == "13800000000"
    assert seen["row"] == (
        '{"content":"张三138****0000","project_code":"13800000000","participants":["138****0000"]}'
    )


def test_records_written_out_are_masked_too() -> None:
    frame = pd.DataFrame({"row": ['{"officer":"王","phone":"13800000000","n":13800000000}'], "phone": [None]})
    assert for_viewer(frame, OWNER) is frame
    seen = for_viewer(frame, ANYBODY)
    assert seen["row"].tolist() == ['{"officer":"王","phone":"138****0000","n":13800000000}']
    assert seen["phone"].isna().all()
    assert "13800000000" in frame["row"].iloc[0], "the answer itself is not changed"
