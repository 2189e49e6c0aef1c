"""Saving a log so that no byte is lost: not to a crash, a full disk or a second writer.

The new content goes into a file beside the log, and the two trade names in one step. What comes
out of that trade is looked at: if another program has written to the log in the meantime, the
trade is taken back and everything starts over from what that program wrote.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from logtui.storage import journal
from logtui.storage.change import Change
from logtui.storage.errors import InPlaceOnlyError, StorageError, error_reason
from logtui.storage.files import (
    digest,
    exchange_names,
    may_write,
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
from logtui.storage.replacement import clear_stale, clear_temporary, temporary_path, write_temporary
from logtui.storage.revision import SaveResult, back_up
from logtui.storage.state import LogState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from logtui.storage.log_file import OpenLog
    from logtui.storage.revision import Revision


MAX_ATTEMPTS = 10
"""How often a save starts over because another program keeps writing."""


def save_log(
    path: Path, revise: Callable[[bytes], Revision], *, in_place: bool = False
) -> SaveResult:
    """Replace the content of the log at ``path`` by what ``revise`` makes of it.

    ``revise`` gets the bytes that the file holds at that moment, under the lock; they may differ
    from those read earlier. It is called again when another program writes before the new
    content is in place, and what it raises leaves the file untouched. Where it gives back
    what it got nothing is written at all.

    Args:
        path: The log.
        revise: Gives the new content for the one that the file holds.
        in_place: Whether the user has agreed to write into the file itself where it cannot be
            replaced.

    Raises:
        MissingLogError: There is no such file.
        InPlaceOnlyError: Replacing the file would lose a hard link, its owner or the like, and
            nobody has agreed to write in place.
        StorageError: It cannot be saved; the file is as it was.
    """
    try:
        return _save_by_exchange(path, revise)
    except InPlaceOnlyError:
        if not in_place:
            raise

    return save_in_place(path, revise)


def _save_by_exchange(path: Path, revise: Callable[[bytes], Revision]) -> SaveResult:
    """Save by putting a new file in the place of the log."""
    target = real_path(path)
    state = LogState.of(target)
    with lock_log(target, state) as warnings:
        clear_stale(target, state)
        for _ in range(MAX_ATTEMPTS):
            saved = _try_save(target, state, revise, warnings)
            if saved is not None:
                return saved
    raise StorageError(f"{path} keeps being written by another program; try again later")


@contextlib.contextmanager
def lock_log(target: Path, state: LogState) -> Iterator[list[str]]:
    """Hold the lock of the log ``target``, and give the list that takes the save's warnings.

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
    revise: Callable[[bytes], Revision],
    warnings: list[str],
) -> SaveResult | None:
    """Save once; None where another program wrote to the file before that was done."""
    with open_log(target) as log:
        old = log.read_all()
        revision = revise(old)
        new = revision.data
        if new == old:
            return SaveResult(log.snapshot(old), revision, None)
        _refuse_irreplaceable(log)
        change = Change.between(old, new)
        record = None
        try:
            record = back_up(state, old, revision, change)
        except OSError as error:
            warnings.append(f"nothing is kept for undo: {state.folder}: {error_reason(error)}")
        temp = temporary_path(target)
        written = write_temporary(temp, new, log)
    try:
        if not (_has_content(target, old) and _exchange_contents(temp, target, old, new)):
            return None
        _sync(target.parent, warnings)
    finally:
        clear_temporary(temp, (old, new), state, warnings)
    if record is not None:
        with contextlib.suppress(OSError):
            journal.confirm_record(state, record)
    snapshot = Snapshot(target, _saved_identity(target, written), digest(new))
    return SaveResult(snapshot, revision, change, tuple(dict.fromkeys(warnings)))


def _refuse_irreplaceable(log: OpenLog) -> None:
    """Raise why the file cannot be replaced by a new one, where that is known beforehand."""
    if not may_write(log.path, log.status.st_mode):
        raise StorageError(f"{log.path} is read-only; allow writing with chmod u+w to save")
    if log.status.st_nlink > 1:
        raise InPlaceOnlyError(
            f"{log.path} has {log.status.st_nlink} hard links, which only writing in place keeps"
        )


def _has_content(path: Path, data: bytes) -> bool:
    """Tell whether ``path`` is a regular file whose content is known to be ``data``."""
    try:
        return read_regular_file(path) == data
    except OSError:
        return False


def _exchange_contents(temp: Path, target: Path, old: bytes, new: bytes) -> bool:
    """Put ``temp`` in the place of ``target``; False where that no longer held ``old``.

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
        # Somebody replaced the new content as well: the latest writer keeps the name.
        exchange_names(temp, target)
    raise StorageError(
        f"{target} was written by other programs during the save; what it does not hold is"
        " kept in the state directory"
    )


def _sync(folder: Path, warnings: list[str]) -> None:
    """Bring the new name to the disk. The file is saved already, so failing is no error."""
    try:
        sync_folder(folder)
    except OSError as error:
        warnings.append(f"the disk did not confirm the save: {error_reason(error)}")


def _saved_identity(target: Path, written: FileIdentity) -> FileIdentity:
    """Return the identity of the file after the trade, which changed its status.

    Where anything but that is different another program has been there already, and the
    identity of what was written shows it.
    """
    with contextlib.suppress(StorageError):
        found = identify_file(target)
        if found._replace(changed_ns=written.changed_ns) == written:
            return found
    return written


def save_in_place(path: Path, revise: Callable[[bytes], Revision]) -> SaveResult:
    """Write what ``revise`` makes of the log's bytes into the file at ``path`` itself.

    Hard links, owner and everything else about the file stay. The old content is in the state
    directory before the first byte is written.

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
                raise StorageError(f"{target} was written by another program; try again")
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
    """Make the log ``path`` with the content of ``revision``; its mode follows the user's mask.

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
