"""The first thing a freshly started server is asked for is a link to a page: it stands in the frame."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from tests.conftest import PROJECT

STARTING_SECONDS = 60


@pytest.fixture
def started(demo_home: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server nobody has asked for a page yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    command += ["--server.enableAgentApi", "true"]  # pages without a browser
    with (tmp_path / "log").open("wb") as log:
        environment = {**os.environ, "DASHBOARD_HOME": str(demo_home)}
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
        try:
            yield _healthy(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def _healthy(address: str) -> str:
    patience = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < patience:
        try:
            with urlopen(f"{address}/_stcore/health"):
                return address
        except URLError:
            time.sleep(0.2)
    pytest.fail(f"no server at {address} after {STARTING_SECONDS} s")


def _elements(node: Any) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", []):
        yield from _elements(child)


def test_the_first_request_to_a_page_stands_in_the_frame(started):
    wanted = {"page": "coverage", "query_params": {"lang": ["en"]}}
    request = Request(
        f"{started}/_stcore/agent/interact",
        json.dumps(wanted).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(request) as answer:
        shown = json.load(answer)
    elements = list(_elements(shown["tree"]))
    titles = [element["props"]["body"] for element in elements if element["type"] == "title"]
    assert titles == ["Coverage"]
    assert shown["pages"][0]["title"] == "Overview"
    assert sum(element["type"] == "metric" for element in elements) == 4
    assert any(element.get("key") == "language_switch" for element in elements)


def test_the_shape_of_the_map_is_served_by_us(started):
    with urlopen(f"{started}/app/static/china_provinces.geojson") as answer:
        assert len(json.load(answer)["features"]) == 34
