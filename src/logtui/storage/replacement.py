"""Replacing a file: the temporary file next to it that takes its place."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.errors import InPlaceOnlyError, StorageError, WrittenMeanwhileError, error_reason
from logtui.storage import files
from logtui.storage.files import (
    digest,
    may_write,
    open_new_descriptor,
    read_regular_file,
    try_remove,
    write_all,
)
from logtui.storage.log_file import FileIdentity, open_log

if TYPE_CHECKING:
    from logtui.storage.log_file import OpenLog
    from logtui.storage.state import LogState


def temporary_path(target: Path) -> Path:
    """Return a free name for a temporary file next to ``target``."""
    return target.with_name(_temporary_prefix(target) + os.urandom(4).hex())


def _temporary_prefix(target: Path) -> str:
    """Return the beginning of the names of temporary files for ``target``."""
    return f".logtui-{digest(os.fsencode(target.name))[:12]}-"


def write_temporary(temp: Path, data: bytes, log: OpenLog) -> FileIdentity:
    """Write ``data`` to the new file ``temp`` with the metadata of ``log``, synced to the disk.

    Raises:
        InPlaceOnlyError: The folder takes no new file, or the metadata cannot be copied.
        OSError: It cannot be written; nothing is left of it.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with contextlib.ExitStack() as stack:
        try:
            descriptor = stack.enter_context(open_new_descriptor(temp, flags))
        except PermissionError as error:
            raise InPlaceOnlyError(
                f"{log.path.parent} takes no new files, so only writing in place is possible"
            ) from error
        try:
            files.copy_metadata(log.descriptor, descriptor)
        except OSError as error:
            raise InPlaceOnlyError(
                f"the owner, mode or attributes of {log.path} would be lost"
                f" ({error_reason(error)}); only writing in place keeps them"
            ) from error
        write_all(descriptor, data)
        os.fsync(descriptor)
        return FileIdentity.of(os.fstat(descriptor))


def clear_temporary(
    temp: Path, known: tuple[bytes, ...], state: LogState, warnings: list[str]
) -> None:
    """Remove ``temp`` if its content is among ``known``, else move it to the state directory.

    So what another program wrote into the old file at the last moment is kept, and ``warnings``
    says where.
    """
    try:
        if read_regular_file(temp) in known:
            temp.unlink()
            return
    except FileNotFoundError:
        return
    except OSError:
        pass
    try:
        archived = state.rescue(temp)
    except OSError:
        warnings.append(f"{temp} was left behind; look at it and remove it")
    else:
        warnings.append(
            f"the replaced file could not be removed or was still written to: {archived}"
        )


def clear_stale(target: Path, state: LogState) -> None:
    """Move what an interrupted save left next to ``target`` to the state directory."""
    prefix = _temporary_prefix(target)
    with contextlib.suppress(OSError):
        for file in target.parent.iterdir():
            if file.name.startswith(prefix):
                state.rescue(file)


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Replace the content ``old`` of the file at ``path`` by ``new``, in one step.

    Mode, owner and attributes stay. Nothing is kept for undo.

    Raises:
        WrittenMeanwhileError: It holds something else than ``old``.
        StorageError: It cannot be written; it is as it was.
    """
    if new == old:
        return
    with open_log(path) as log:
        temp = temporary_path(log.path)
        try:
            refuse_read_only(log)
            if log.status.st_nlink > 1:
                raise StorageError(f"{log.path} has a second name (a hard link); give a copy of it")
            write_temporary(temp, new, log)
            if log.read_all() != old:
                raise WrittenMeanwhileError(path)
            temp.replace(log.path)
        except OSError as error:
            raise StorageError(f"{path} cannot be written: {error_reason(error)}") from error
        finally:
            try_remove(temp)


def refuse_read_only(log: OpenLog) -> None:
    """Raise a StorageError where the mode of ``log`` forbids writing."""
    if not may_write(log.path, log.status.st_mode):
        raise StorageError(f"{log.path} is read-only; allow writing with chmod u+w to save")
