"""Pages run as a reader runs them: from dashboard.py, on a home made by the commands a user types."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime import context
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from tests.conftest import PROJECT

PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("[!_]*.py"))
Visit = Callable[..., AppTest]
Arrive = Callable[..., None]
ON_THIS_MACHINE = (("Host", "127.0.0.1:8501"),)


@dataclass(frozen=True)
class Connection:
    """What the server knows of a browser's connection; AppTest has none and cannot be given one."""

    headers: tuple[tuple[str, str], ...]
    remote_ip: str
    cookies: Mapping[str, str] = field(default_factory=dict)


@pytest.fixture(autouse=True)
def arrive(monkeypatch: pytest.MonkeyPatch) -> Arrive:
    """Come otherwise than to the machine's own address, as all do unless this is called."""

    def come(*headers: tuple[str, str], peer: str = "127.0.0.1") -> None:
        monkeypatch.setattr(context, "_get_client_context", lambda: Connection(headers, peer))

    come(*ON_THIS_MACHINE)
    return come


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Open a page of the dashboard on a home, with choices in the address; what is on screen then.

    Every run of an AppTest counts as the first of a new process; a reader's rarely is.
    """
    first = PagesManager.__init__

    def later(self: PagesManager, *arguments: Any, **options: Any) -> None:
        first(self, *arguments, **options)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", later)

    def open_page(home: Path, page: str = "overview", **address: str) -> AppTest:
        monkeypatch.setenv("DASHBOARD_HOME", str(home))
        dashboard = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
        for name, value in address.items():
            dashboard.query_params[name] = value
        dashboard.run()
        if page != "overview":
            dashboard.switch_page(f"pages/{page}.py")
            for name, value in address.items():
                dashboard.query_params[name] = value
            dashboard.run()
        return dashboard

    return open_page
