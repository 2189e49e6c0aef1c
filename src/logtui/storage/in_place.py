"""Writing into the log's own file, for the few cases in which it cannot be replaced.

A crash in the middle leaves a mixed file; the old content is in the state directory then. So
this is done only when the user has agreed to it.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from logtui.storage import journal
from logtui.storage.backup import Saved, back_up
from logtui.storage.changes import Change
from logtui.storage.digests import digest
from logtui.storage.errors import StorageError, reason
from logtui.storage.files import opened, write_all
from logtui.storage.logfile import Identity, Snapshot, open_log, resolve
from logtui.storage.save import locked
from logtui.storage.state import LogState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from logtui.storage.backup import Revision


def save_in_place(path: Path, revise: Callable[[bytes], Revision]) -> Saved:
    """Write what ``revise`` makes of the log's bytes into the file at ``path`` itself.

    Hard links, owner and everything else about the file stay. The old content is in the state
    directory before the first byte is written.

    Raises:
        MissingLogError: There is no such file.
        StorageError: It cannot be saved; the file is as it was, or the text says where its old
            content is.
    """
    target = resolve(path)
    state = LogState.of(target)
    with locked(target, state) as warnings, open_log(target) as log:
        old = log.all()
        revision = revise(old)
        if revision.data == old:
            return Saved(log.snapshot(old), revision, None)
        change = Change.between(old, revision.data)
        with opened(target, os.O_WRONLY) as descriptor:
            record = back_up(state, old, revision, change)
            if not os.path.samestat(os.fstat(descriptor), log.status) or log.all() != old:
                raise StorageError(f"{target} was written by another program; try again")
            _overwrite(descriptor, old, revision.data, state)
            identity = Identity.of(os.fstat(descriptor))
        with contextlib.suppress(OSError):
            journal.note_made(state, record)
        snapshot = Snapshot(target, identity, digest(revision.data))
        return Saved(snapshot, revision, change, tuple(warnings))


def _overwrite(descriptor: int, old: bytes, new: bytes, state: LogState) -> None:
    """Give the open file the content ``new``, or ``old`` again where that fails."""
    try:
        _put(descriptor, new)
    except BaseException:
        try:
            _put(descriptor, old)
        except OSError as error:
            raise StorageError(
                f"the file is damaged ({reason(error)}); its old content is in {state.versions}"
            ) from error
        raise


def _put(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    write_all(descriptor, data)
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)
