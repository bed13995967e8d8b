"""Homes the tests run on, made by the commands a user types, and the files they are checked against."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew; review them in the diff"
    )


def analysis(*arguments: str | Path, home: Path, exit_code: int = 0) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m analysis` as a user does; its output is bytes. Fails on another exit code."""
    command = [sys.executable, "-m", "analysis", *map(str, arguments), "--home", str(home)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
    assert done.returncode == exit_code, done.stderr.decode()
    return done


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, built once for all workers. Only for reading: a test that writes takes `demo_copy`."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    folder = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    home = folder / "demo" / "home"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "CURRENT").exists():
            analysis("init", "--demo", home=home)
    return home


@pytest.fixture
def demo_copy(demo_home: Path, tmp_path: Path) -> Path:
    """The demo, to be written to."""
    return Path(shutil.copytree(demo_home, tmp_path / "home"))


@pytest.fixture
def empty_home(tmp_path: Path) -> Path:
    """A home as `init` leaves it."""
    home = tmp_path / "home"
    analysis("init", home=home)
    return home


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real records and published facts, not part of this repository; without them the test is skipped."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the records in {SHARED}, which are not part of this repository")
    return SHARED
