"""Behind a gateway: who comes is who its header says, and sees, downloads and may do what their role says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from analysis.access import SECRET_VARIABLE
from analysis.bench.serving import served
from analysis.language import translator
from analysis.questions import ask
from analysis.warehouse import open_release
from tests.browser.conftest import visits
from tests.browser.visitor import Visitor

zh = translator("zh")
SECRET = "a secret of the gateway"
SETTINGS = '[viewers]\nidentity = "header"\n[viewers.names]\nwang = "liaison"\nzhang = "leader"\n'


@pytest.fixture
def visit_as(
    browser: Browser, demo_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Visitor]]:
    """Windows on a dashboard behind a gateway, which sends the headers given."""
    monkeypatch.setenv(SECRET_VARIABLE, SECRET)
    (demo_copy / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    with served(demo_copy, tmp_path / "server.txt") as server:
        windows = visits(browser, server.address)
        arrive = next(windows)
        yield lambda **headers: arrive(
            extra_http_headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        next(windows, None)


def test_the_gateway_says_who_comes(visit_as: Callable[..., Visitor], demo_copy: Path) -> None:
    masked = ask(open_release(demo_copy), "liaison_directory", duty="city").frame["phone"].dropna()
    assert len(masked)
    assert masked.str.contains("*", regex=False).all()
    form, why = zh("Change an officer"), zh("Reads only")
    for name, whole, edits in (("wang", True, True), ("zhang", True, False), ("li", False, False)):
        visitor = visit_as(X_Remote_User=name, X_Dashboard_Gateway=SECRET)
        page = visitor.open("/liaison?duty=city")
        expect(page.get_by_text(f"{name} · ")).to_be_visible()
        expect(page.get_by_text(form, exact=True)).to_have_count(int(edits))
        expect(page.get_by_text(why)).to_have_count(int(name == "li"))
        content = visitor.download(zh("Download {format}").format(format="CSV")).path().read_text("utf-8-sig")
        assert ("****" in content) != whole
    for headers in (
        {},
        {"X_Remote_User": "wang"},
        {"X_Remote_User": "wang", "X_Dashboard_Gateway": "guessed"},
    ):
        page = visit_as(X_Forwarded_For="10.0.0.7", **headers).open("/liaison?duty=city")
        expect(page.get_by_role("heading")).to_have_text([zh("Who is asking?")])
        expect(page.get_by_role("link", name=zh("Coverage"))).to_have_count(0)
        expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
