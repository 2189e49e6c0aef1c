"""Saving a log so that no byte is lost: not to a crash, a full disk or a second writer.

The new content goes into a file next to the log, and the two exchange their names in one step. If
what was replaced turns out to have been written by another program in the meantime, the exchange is
undone and the save starts over from what that program wrote.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.errors import (
    InPlaceOnlyError,
    StorageError,
    WrittenMeanwhileError,
    error_reason,
)
from logtui.storage import journal
from logtui.storage.change import Change
from logtui.storage.files import (
    digest,
    exchange_names,
    open_descriptor,
    read_regular_file,
    sync_folder,
    write_all,
    write_new_file,
)
from logtui.storage.lock import hold_lock
from logtui.storage.log_file import (
    FileIdentity,
    Snapshot,
    identify_file,
    open_log,
    read_log,
    real_path,
)
from logtui.storage.replacement import (
    clear_stale,
    clear_temporary,
    refuse_read_only,
    temporary_path,
    write_temporary,
)
from logtui.storage.revision import SaveResult, back_up
from logtui.storage.state import LogState

if TYPE_CHECKING:
    from logtui.storage.revision import Revise, Revision


MAX_ATTEMPTS = 10
"""How often a save is tried while another program keeps writing."""


def save_log(path: Path, revise: Revise, *, in_place: bool = False) -> SaveResult:
    """Replace the content of the log at ``path`` by what ``revise`` makes of it.

    ``revise`` gets the bytes of the file under the lock; they may differ from those read earlier.
    It is called again when another program writes before the new content is in place. What it
    raises leaves the file untouched, and an unchanged content is not written at all.

    Args:
        path: The log.
        revise: Gives the revision for the content of the file.
        in_place: Whether the user has agreed to writing in place where the file cannot be replaced.

    Raises:
        MissingLogError: There is no such file.
        InPlaceOnlyError: Replacing the file would lose a hard link, its owner or the like, and
            ``in_place`` is False.
        StorageError: It cannot be saved; the file is as it was.
    """
    target = real_path(path)
    state = LogState.of(target)
    try:
        with lock_log(target, state) as warnings:
            clear_stale(target, state)
            for _ in range(MAX_ATTEMPTS):
                saved = _try_save(target, state, revise, warnings)
                if saved is not None:
                    return saved
    except InPlaceOnlyError:
        if not in_place:
            raise
        return save_in_place(path, revise)
    raise StorageError(f"{path} keeps being written by another program; try again later")


@contextlib.contextmanager
def lock_log(target: Path, state: LogState) -> Iterator[list[str]]:
    """Hold the lock of the log ``target``, and give a list for the warnings of the save.

    Raises:
        StorageError: The lock is taken, or the system failed within the block.
    """
    warnings: list[str] = []
    with contextlib.suppress(OSError):
        state.make()
    with hold_lock(state.lock, target) as is_held:
        if not is_held:
            warnings.append(f"{target} cannot be locked against a second logtui")
        try:
            yield warnings
        except OSError as error:
            raise StorageError(
                f"{target} could not be saved: {error_reason(error)}; it is as it was"
            ) from error


def _try_save(
    target: Path,
    state: LogState,
    revise: Revise,
    warnings: list[str],
) -> SaveResult | None:
    """Save once; None where another program wrote to the file before that was done."""
    with open_log(target) as log:
        old = log.read_all()
        revision = revise(old)
        new = revision.data
        if new == old:
            return SaveResult(log.snapshot(old), revision, None)
        refuse_read_only(log)
        if log.status.st_nlink > 1:
            raise InPlaceOnlyError(
                f"{target} has {log.status.st_nlink} hard links, which only writing in place keeps"
            )
        change = Change.between(old, new)
        record = None
        try:
            record = back_up(state, old, revision, change)
        except OSError as error:
            warnings.append(f"nothing is kept for undo: {state.folder}: {error_reason(error)}")
        temp = temporary_path(target)
        temporary_identity = write_temporary(temp, new, log)
    try:
        if not (_has_content(target, old) and _exchange_contents(temp, target, old, new)):
            return None
        try:
            sync_folder(target.parent)
        except OSError as error:
            warnings.append(f"the disk did not confirm the save: {error_reason(error)}")
    finally:
        clear_temporary(temp, (old, new), state, warnings)
    if record is not None:
        with contextlib.suppress(OSError):
            journal.confirm_record(state, record)
    snapshot = Snapshot(target, _saved_identity(target, temporary_identity), digest(new))
    return SaveResult(snapshot, revision, change, tuple(dict.fromkeys(warnings)))


def _has_content(path: Path, data: bytes) -> bool:
    """Tell whether ``path`` is a readable regular file with the content ``data``."""
    try:
        return read_regular_file(path) == data
    except OSError:
        return False


def _exchange_contents(temp: Path, target: Path, old: bytes, new: bytes) -> bool:
    """Put ``temp`` in the place of ``target``; False where that did not hold ``old`` any more.

    Raises:
        OSError: The system refuses.
        StorageError: Two more programs wrote at the same time.
    """
    if not exchange_names(temp, target):
        temp.replace(target)
        return True
    if _has_content(temp, old):
        return True
    with contextlib.suppress(OSError):
        exchange_names(temp, target)
        if _has_content(temp, new):
            return False
        # Another program replaced the new content as well: the latest writer keeps the name.
        exchange_names(temp, target)
    raise StorageError(
        f"{target} was written by other programs during the save; what it does not hold is"
        " kept in the state directory"
    )


def _saved_identity(target: Path, temporary_identity: FileIdentity) -> FileIdentity:
    """Return the identity of the file after the exchange, which changed its status.

    Where more than that is different, another program has written to it already, and the
    identity of the temporary file will show that.
    """
    with contextlib.suppress(StorageError):
        identity = identify_file(target)
        if identity._replace(changed_ns=temporary_identity.changed_ns) == temporary_identity:
            return identity
    return temporary_identity


def save_in_place(path: Path, revise: Revise) -> SaveResult:
    """Write what ``revise`` makes of the log's bytes into the file at ``path`` itself.

    Hard links, owner and all other metadata stay. The old content is kept in the state directory
    before the first byte is written.

    Raises:
        MissingLogError: There is no such file.
        StorageError: It cannot be saved; the file is as it was, or the text says where its old
            content is.
    """
    target = real_path(path)
    state = LogState.of(target)
    with lock_log(target, state) as warnings, open_log(target) as log:
        old = log.read_all()
        revision = revise(old)
        if revision.data == old:
            return SaveResult(log.snapshot(old), revision, None)
        change = Change.between(old, revision.data)
        with open_descriptor(target, os.O_WRONLY) as descriptor:
            record = back_up(state, old, revision, change)
            if not os.path.samestat(os.fstat(descriptor), log.status) or log.read_all() != old:
                raise WrittenMeanwhileError(target)
            _overwrite(descriptor, old, revision.data, state)
            identity = FileIdentity.of(os.fstat(descriptor))
        with contextlib.suppress(OSError):
            journal.confirm_record(state, record)
        snapshot = Snapshot(target, identity, digest(revision.data))
        return SaveResult(snapshot, revision, change, tuple(warnings))


def _overwrite(descriptor: int, old: bytes, new: bytes, state: LogState) -> None:
    """Give the open file the content ``new``, or ``old`` again where that fails."""
    try:
        _write_over(descriptor, new)
    except BaseException:
        try:
            _write_over(descriptor, old)
        except OSError as error:
            raise StorageError(
                f"the file is damaged ({error_reason(error)}); its old content is in"
                f" {state.versions}"
            ) from error
        raise


def _write_over(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    write_all(descriptor, data)
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)


def create_log(path: Path, revision: Revision) -> SaveResult:
    """Create the log ``path`` with the content of ``revision``; its mode follows the umask.

    Raises:
        StorageError: There is something at ``path`` already, or it cannot be made.
    """
    try:
        write_new_file(path, revision.data, mode=0o666)
        sync_folder(path.parent)
    except FileExistsError as error:
        raise StorageError(f"{path} exists already; open it, or choose another name") from error
    except FileNotFoundError as error:
        raise StorageError(f"{path.parent} does not exist; make that folder first") from error
    except OSError as error:
        raise StorageError(f"{path} cannot be made: {error_reason(error)}") from error
    _, snapshot = read_log(path)
    return SaveResult(snapshot, revision, Change.between(b"", revision.data))
