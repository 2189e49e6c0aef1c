"""Undo, redo and earlier versions of a log, across runs.

``in_place`` says whether the user has agreed to writing in place where the file cannot be replaced.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.errors import HistoryError, MissingLogError
from logtui.storage import versions
from logtui.storage.files import digest
from logtui.storage.journal import redo_stack, undo_stack, writes_made
from logtui.storage.log_file import read_log
from logtui.storage.revision import Revision
from logtui.storage.save import create_log, save_log
from logtui.storage.state import LogState

if TYPE_CHECKING:
    from logtui.storage.journal import Record, WriteKind
    from logtui.storage.revision import SaveResult
    from logtui.storage.versions import Version


def undo(path: Path, *, in_place: bool = False) -> SaveResult:
    """Undo the last write of logtui to the log that is not undone yet.

    What other programs have changed elsewhere in the file since then stays.

    Raises:
        HistoryError: There is none, or the file does not contain what it wrote any more.
        StorageError: The log cannot be saved; the file is as it was.
    """
    return save_log(path, partial(_step, LogState.of(path), "undo"), in_place=in_place)


def redo(path: Path, *, in_place: bool = False) -> SaveResult:
    """Redo the write that was undone last, unless there was another write since.

    Raises:
        HistoryError: There is none, or the file does not contain the place of that write any more.
        StorageError: The log cannot be saved; the file is as it was.
    """
    return save_log(path, partial(_step, LogState.of(path), "redo"), in_place=in_place)


def undoable_writes(path: Path) -> list[Record]:
    """Return the writes to the log that can be undone, the next one first.

    Raises:
        StorageError: The log cannot be read.
    """
    _, snapshot = read_log(path)
    return _undoable_records(LogState.of(snapshot.path), snapshot.digest)[::-1]


def earlier_versions(path: Path) -> list[Version]:
    """Return the kept earlier contents of the log at ``path``, the newest first.

    The log itself may be gone.
    """
    return versions.kept_versions(LogState.of(path))


def restore_version(path: Path, version: Version, *, in_place: bool = False) -> SaveResult:
    """Write the content of ``version`` to the log, as a write that can be undone.

    A log that was deleted is made anew.

    Raises:
        HistoryError: The version is damaged.
        StorageError: The log cannot be saved; the file is as it was.
    """
    revision = Revision(version.read(), label="restore a version")
    try:
        return save_log(path, lambda _: revision, in_place=in_place)
    except MissingLogError:
        return create_log(path, revision)


def _undoable_records(state: LogState, current: str) -> list[Record]:
    """Return the writes that can be undone, the next one last; ``current`` is a digest."""
    records = undo_stack(writes_made(state, current))
    # The content is that before the last write: another program has undone it.
    while records and records[-1].before == current:
        records.pop()
    return records


def _step(state: LogState, kind: WriteKind, current: bytes) -> Revision:
    """Return ``current`` one step back in the history, or for a redo on again."""
    current_digest = digest(current)
    if kind == "undo":
        records = _undoable_records(state, current_digest)
    else:
        records = redo_stack(writes_made(state, current_digest))
    if not records:
        what = "write of logtui to undo" if kind == "undo" else "undone write to redo"
        raise HistoryError(f"there is no {what} in this log")
    record = records[-1]
    if current_digest == record.after:
        data: bytes | None = record.change.revert(current)
    else:
        data = record.change.revert_in(current)
    if data is None:
        raise HistoryError(
            f"cannot {kind} “{record.label}”: the file was changed there by another program;"
            " `logtui undo FILE --versions` lists earlier versions to restore"
        )
    return Revision(data, record.label, kind, undoes=record.id, merged_copy=record.merged_copy)
