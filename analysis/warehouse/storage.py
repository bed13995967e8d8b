"""What goes wrong with disks and files, as a refusal in the reader's words."""

import errno

import duckdb

from analysis.problems import Refused
from analysis.warehouse.home import system_code

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_RULES = {
    **dict.fromkeys(_FULL, "disk_full"),
    errno.ENOENT: "file_missing",
    errno.EACCES: "file_forbidden",
    errno.EPERM: "file_forbidden",
    errno.EROFS: "file_forbidden",
    errno.EISDIR: "file_is_directory",
}
# The engine gives no number, only the system's words within its own.
_FULL_WORDS = ("No space left", "Disk quota exceeded", "File too large")


def storage_refusal(error: Exception) -> Refused | None:
    """The reason a disk or a file gave, None where the error is of another kind.

    The system's own words are English whoever reads them: its number stands for what has no rule.
    """
    if isinstance(error, OSError):
        rule = _RULES.get(error.errno or 0, "file_not_accessible")
        return Refused(rule, file=error.filename or "?", reason=system_code(error))
    if isinstance(error, duckdb.IOException) and any(words in str(error) for words in _FULL_WORDS):
        return Refused("disk_full")
    if isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException):
        return Refused("storage_failed", reason=error)
    return None
