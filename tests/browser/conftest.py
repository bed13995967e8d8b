"""One Chromium for all; one dashboard on the demo for those who look, their own for those who write."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from analysis.bench.serving import launch, served
from tests.browser.visitor import Visitor


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            chromium = launch(playwright)
        except FileNotFoundError as missing:
            pytest.fail(str(missing), pytrace=False)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def dashboard(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard on the demo; nobody may write to it."""
    with served(demo_home, tmp_path_factory.mktemp("server") / "log.txt") as server:
        yield server.address


@pytest.fixture
def visit(browser: Browser, dashboard: str) -> Iterator[Callable[..., Visitor]]:
    """Windows on the dashboard; at the end none may have asked another host or failed in its scripts."""
    yield from visits(browser, dashboard)


@pytest.fixture
def own_dashboard(demo_copy: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a freshly started dashboard on a demo of its own, `demo_copy`."""
    with served(demo_copy, tmp_path / "server.txt") as server:
        yield server.address


@pytest.fixture
def visit_own(browser: Browser, own_dashboard: str) -> Iterator[Callable[..., Visitor]]:
    """Windows on a dashboard that may be written to."""
    yield from visits(browser, own_dashboard)


def visits(browser: Browser, address: str) -> Iterator[Callable[..., Visitor]]:
    visitors: list[Visitor] = []

    def arrive(**window: object) -> Visitor:
        visitors.append(Visitor(browser, address, **window))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.context.close()
    assert not [request for visitor in visitors for request in visitor.elsewhere]
    assert not [error for visitor in visitors for error in visitor.errors]
