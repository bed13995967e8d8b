"""Pages run as a reader runs them: from dashboard.py, on a home made by the commands a user types."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from tests.conftest import PROJECT

PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("[!_]*.py"))
Visit = Callable[..., AppTest]


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
