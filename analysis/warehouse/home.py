"""The directory everything lives in, and how a file in it is replaced without a half-written moment."""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.problems import Refused

DEFAULT_HOME = Path("data") / "warehouse"
HOME_VARIABLE = "DASHBOARD_HOME"
LOCK_WAIT_SECONDS = 30.0
_RETRY_SECONDS = 0.05


def default_home() -> Path:
    """The home named in the environment, else `data/warehouse` under the working directory."""
    return Path(os.environ.get(HOME_VARIABLE) or DEFAULT_HOME)


def ledger_path(home: Path) -> Path:
    """The file of everything ever accepted."""
    return home / "ledger.duckdb"


def release_path(home: Path, release_id: str) -> Path:
    """The file of one release; it exists complete or not at all."""
    return home / "releases" / f"{release_id}.duckdb"


def original_path(home: Path, sha256: str) -> Path:
    """The original bytes of a submitted file."""
    return home / "originals" / sha256


def quoted(path: Path) -> str:
    """A path as a text of SQL, for ATTACH, which takes no parameters."""
    return "'" + str(path).replace("'", "''") + "'"


def create_home(home: Path) -> None:
    """Make the directories of a home. Refused where they cannot be made."""
    try:
        for directory in (home, home / "originals", home / "releases"):
            directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("home_not_writable", home=home, reason=system_code(error)) from error


def system_code(error: OSError) -> str:
    """The system's short name of an error, such as EIO: the same in every language."""
    return errno.errorcode.get(error.errno or 0, "?")


def require_home(home: Path) -> None:
    """Refused where there is no home yet."""
    if not ledger_path(home).is_file():
        raise Refused("home_missing", home=home)


def current_release_id(home: Path) -> str | None:
    """The release that is shown, None in a home without one."""
    try:
        return (home / "CURRENT").read_text(encoding="utf-8", errors="replace").strip() or None
    except FileNotFoundError:
        return None


def point_to(home: Path, release_id: str) -> None:
    """Show this release from now on; whoever asks meanwhile sees the old or the new one."""
    replace_file(home / "CURRENT", f"{release_id}\n".encode())


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that after a crash at any moment it holds the old content or the new."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def sync_file(path: Path) -> None:
    """Return when the file's content is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_directory(directory: Path) -> None:
    """Return when the directory's entries are on the disk: without it a power cut may undo a rename."""
    sync_file(directory)


@contextmanager
def exclusive(home: Path, wait_seconds: float = LOCK_WAIT_SECONDS) -> Iterator[None]:
    """Be the only one who writes to the home. Refused when another still does after the wait.

    The lock is the operating system's: it ends with the process that holds it, however that ends.
    """
    try:
        descriptor = os.open(home / "ledger.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise Refused("home_not_writable", home=home, reason=system_code(error)) from error
    try:
        deadline = time.monotonic() + wait_seconds
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise Refused("ledger_busy", home=home) from None
                time.sleep(_RETRY_SECONDS)
        yield
    finally:
        os.close(descriptor)
