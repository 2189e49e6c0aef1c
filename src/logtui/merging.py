"""Merging whole files: three versions of a log, or a log and a copy that has parted from it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.merging.ancestor import common_base, find_ancestor
from logtui.document.merging.conflicts import find_conflicts
from logtui.document.merging.three_way import merge_logs
from logtui.document.reading.parser import parse
from logtui.document.text.safe import safe_text
from logtui.storage import history
from logtui.storage.conflict_copies import archive_copy, find_archived_copy, is_conflict_copy
from logtui.storage.errors import HistoryError, MissingLogError, StorageError
from logtui.storage.log_file import read_log, real_path
from logtui.storage.replacement import replace_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from logtui.document.merging.three_way import Merge
    from logtui.document.model import Document
    from logtui.session import Receipt, Session
    from logtui.storage.log_file import Snapshot


_LABEL = "merge "
"""What the write is called that merges a copy; its name follows."""


class MergedCopy(NamedTuple):
    """What came of merging a conflict copy into a log.

    Attributes:
        receipt: What was written to the log; None where the copy had nothing that was missing.
        conflicts: How many conflicts are marked in the log now.
        kept: Where the copy was moved; None where it stays.
        warnings: What did not work beside the merging itself, a sentence each.
    """

    receipt: Receipt | None
    conflicts: int
    kept: Path | None
    warnings: tuple[str, ...]


def merge_files(base: Path, ours: Path, theirs: Path) -> int:
    """Merge into the file ``ours`` what was changed between the files ``base`` and ``theirs``.

    The file is written directly, with nothing kept for undo: it is another program's.

    Returns:
        How many conflicts are marked in it.

    Raises:
        LogtuiError: A file cannot be read or written; ``ours`` is as it was.
    """
    contents = [_read_existing(file)[0] for file in (base, ours, theirs)]
    new, conflicts = merge_contents(*contents)
    replace_file(ours, contents[1], new)
    return conflicts


def merge_contents(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, int]:
    """Return the merge of three contents and its number of conflicts.

    Conflicts stand in it between conflict markers.
    """
    result = merge_logs(parse(base), parse(ours), parse(theirs))
    return result.encoding.encode(result.marked()), len(result.conflicts)


def merge_copy(session: Session, copy: Path) -> MergedCopy:
    """Merge the file ``copy``, which has parted from the log of ``session``, into the log.

    What both changed differently stands between conflict markers in the log. A conflict copy beside
    the log is moved to the state directory; any other file stays. May run in any thread.

    Raises:
        LogtuiError: One of the two cannot be read, is the other, or the log holds conflict
            markers already or cannot be saved; both files are as they were.
    """
    theirs, snapshot = _read_existing(copy)
    if real_path(session.path) == snapshot.path:
        raise StorageError(f"{copy} is the log itself; name a copy of it")
    merge = _CopyMerge(session.path, copy, theirs, _earlier_contents(session.path))
    receipt = session.rewrite(merge)
    warnings = list(receipt.warnings) if receipt else []
    kept = None
    if is_conflict_copy(copy, session.path):
        kept, problem = archive_copy(copy, session.path, theirs)
        warnings += filter(None, [problem])
    return MergedCopy(receipt, merge.conflict_count, kept, tuple(warnings))


@dataclass
class _CopyMerge:
    """Merges a copy into a log.

    Attributes:
        log: The log.
        copy: The file that has parted from it.
        theirs: What the copy holds.
        earlier: Earlier contents of the log, the newest first.
        conflict_count: How many conflicts the last merge left.
    """

    log: Path
    copy: Path
    theirs: bytes
    earlier: Sequence[bytes]
    conflict_count: int = 0

    @property
    def label(self) -> str:
        return _LABEL + safe_text(self.copy.name)

    def content(self, document: Document) -> bytes:
        if find_conflicts(document.text):
            # More would mingle with those that nobody has resolved.
            raise StorageError(f"{self.log} holds conflict markers; settle these first, then merge")
        merge = merge_with_copy(document, self.theirs, self.earlier)
        self.conflict_count = len(merge.conflicts)
        return merge.encoding.encode(
            merge.marked(safe_text(self.log.name), safe_text(self.copy.name))
        )


def undo_last_write(session: Session) -> Receipt | None:
    """Take back the last write; where that merged a copy, a warning says where the copy is.

    Raises:
        LogtuiError: As ``Session.undo``.
    """
    receipt = session.undo()
    if receipt is None or not receipt.label.startswith(_LABEL):
        return receipt
    kept = find_archived_copy(session.path, receipt.label.removeprefix(_LABEL))
    if kept is None:
        return receipt
    words = f"the copy is not back beside the log, it stays as {kept}"
    return receipt._replace(warnings=(*receipt.warnings, words))


def merge_with_copy(document: Document, copy: bytes, earlier: Sequence[bytes]) -> Merge:
    """Merge into ``document`` a copy of it of which nobody knows when the two have parted.

    The base is the newest version that the copy demonstrably comes from. Where there is none,
    both are united: nothing counts as deleted, and what both have differently is a conflict.

    Args:
        document: The log.
        copy: The content of the copy.
        earlier: Earlier contents of the log, the newest first.
    """
    theirs = parse(copy)
    known = find_ancestor([document.encoding.encode(document.text), *earlier], copy)
    return merge_logs(
        common_base(document, theirs) if known is None else parse(known), document, theirs
    )


def _earlier_contents(path: Path) -> list[bytes]:
    """Return the earlier contents of the log that can be read, the newest first."""
    contents = []
    for version in history.earlier_versions(path):
        with contextlib.suppress(HistoryError):
            contents.append(version.read())
    return contents


def _read_existing(path: Path) -> tuple[bytes, Snapshot]:
    try:
        return read_log(path)
    except MissingLogError as error:
        raise StorageError(f"{path} does not exist") from error
