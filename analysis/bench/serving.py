"""The dashboard as it is served, on a port of its own, and the browser that visits it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Playwright

PROJECT = Path(__file__).parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = "This needs Chromium. Install it: apt install chromium"
# Chromium itself asks its makers for news; what it does unasked must not be taken for the dashboard's doing.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Streamlit says on its root element whether the script runs.
SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"]')
        && !document.querySelector('[data-stale="true"]');
}"""
_STARTING_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """Where the dashboard is served and by which process."""

    address: str
    process: int


@contextmanager
def served(home: Path, log: Path) -> Iterator[Server]:
    """The dashboard, serving `home` until the block ends.

    RuntimeError with its log if it does not start, or if anything failed in it by the end.
    """
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=PROJECT,
            env={**os.environ, "DASHBOARD_HOME": str(home)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, server, log)
        yield Server(address, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=_STARTING_SECONDS)
    told = log.read_text(errors="replace")
    if "Traceback" in told:
        raise RuntimeError(told)


def launch(playwright: Playwright) -> Browser:
    """Chromium, the system's or Playwright's own. FileNotFoundError with the remedy where there is none."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), playwright.chromium.executable_path)
    if not Path(found).exists():
        raise FileNotFoundError(NO_CHROMIUM)
    return playwright.chromium.launch(executable_path=found, args=list(FLAGS))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _STARTING_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The dashboard did not start:\n{log.read_text(errors='replace')}")
