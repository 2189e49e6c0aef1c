"""Writing a file that has no history: the temporary one in which a program wants its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.storage.errors import StorageError, reason
from logtui.storage.files import may_write, remove
from logtui.storage.logfile import open_log
from logtui.storage.temporary import name_beside, write_temporary

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.storage.logfile import OpenLog


def put(path: Path, old: bytes, new: bytes) -> None:
    """Give the file at ``path`` the content ``new`` in place of ``old``, in one step.

    Mode, owner and attributes stay. Nothing is kept for undo, and nothing in the state directory.

    Raises:
        StorageError: It holds something else than ``old`` or cannot be written; it is as it was.
    """
    if new == old:
        return
    with open_log(path) as log:
        temp = name_beside(log.path)
        try:
            _refuse_irreplaceable(log)
            write_temporary(temp, new, log)
            if log.all() != old:
                raise StorageError(f"{path} was written by another program; try again")
            temp.replace(log.path)
        except OSError as error:
            raise StorageError(f"{path} cannot be written: {reason(error)}") from error
        finally:
            remove(temp)


def _refuse_irreplaceable(log: OpenLog) -> None:
    """Raise why the file should not be replaced by a new one."""
    if not may_write(log.path, log.status.st_mode):
        raise StorageError(f"{log.path} is read-only; allow writing with chmod u+w")
    if log.status.st_nlink > 1:
        raise StorageError(f"{log.path} has a second name (a hard link); give a copy of it")
