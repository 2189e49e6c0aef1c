"""Merge whole files: three versions of a log, or a log and a copy of it that was changed."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.merging.ancestor import common_base, find_ancestor
from logtui.document.merging.conflicts import find_conflicts
from logtui.document.merging.three_way import merge_logs
from logtui.document.reading.parser import parse
from logtui.document.text.safe import safe_text
from logtui.errors import HistoryError, MissingLogError, StorageError
from logtui.storage import history
from logtui.storage.conflict_copies import archive_copy, find_archived_copy, is_conflict_copy
from logtui.storage.log_file import read_log, real_path
from logtui.storage.replacement import replace_file

if TYPE_CHECKING:
    from logtui.document.merging.three_way import Merge
    from logtui.document.model import Document
    from logtui.log_writes import Receipt
    from logtui.session import Session
    from logtui.storage.log_file import Snapshot


class MergedCopy(NamedTuple):
    """The outcome of merging a copy into a log.

    Attributes:
        receipt: What was written to the log; None where the copy had nothing that was missing.
        conflicts: How many conflicts are marked in the log now.
        moved_to: Where the copy was moved; None where it stays.
        warnings: What did not work besides the merging itself, a sentence each.
    """

    receipt: Receipt | None
    conflicts: int
    moved_to: Path | None
    warnings: tuple[str, ...]


def merge_files(base: Path, ours: Path, theirs: Path) -> int:
    """Merge into the file ``ours`` what was changed between the files ``base`` and ``theirs``.

    The file is written directly, with nothing kept for undo: it belongs to another program.

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
    return result.encoding.encode(result.marked_text()), len(result.conflicts)


def merge_copy(session: Session, copy: Path) -> MergedCopy:
    """Merge the file ``copy``, a changed copy of the log of ``session``, into the log.

    What both changed differently stands between conflict markers in the log. A conflict copy next
    to the log is moved to the state directory; any other file stays. May run in any thread.

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
    moved_to = None
    if is_conflict_copy(copy, session.path):
        moved_to, problem = archive_copy(copy, session.path, theirs)
        warnings += filter(None, [problem])
    return MergedCopy(receipt, merge.conflict_count, moved_to, tuple(warnings))


@dataclass
class _CopyMerge:
    """Merges a copy into a log.

    Attributes:
        log: The log.
        copy: The file that has parted from it.
        theirs: What the copy holds.
        earlier_contents: Those of the log, the newest first.
        conflict_count: How many conflicts the last merge left.
    """

    log: Path
    copy: Path
    theirs: bytes
    earlier_contents: Sequence[bytes]
    conflict_count: int = 0

    @property
    def label(self) -> str:
        return f"merge {safe_text(self.copy.name)}"

    @property
    def merged_copy(self) -> str:
        return self.copy.name

    def content(self, document: Document) -> bytes:
        if find_conflicts(document.text):
            # More would mingle with those that nobody has resolved.
            raise StorageError(f"{self.log} holds conflict markers; settle these first, then merge")
        merge = merge_with_copy(document, self.theirs, self.earlier_contents)
        self.conflict_count = len(merge.conflicts)
        return merge.encoding.encode(
            merge.marked_text(safe_text(self.log.name), safe_text(self.copy.name))
        )


def undo_last_write(session: Session) -> Receipt | None:
    """Take back the last write; where that merged a copy, a warning says where the copy is.

    Raises:
        LogtuiError: As ``Session.undo``.
    """
    receipt = session.undo()
    if receipt is None or not receipt.merged_copy:
        return receipt
    archived_copy = find_archived_copy(session.path, receipt.merged_copy)
    if archived_copy is None:
        return receipt
    warning = f"the copy is not put back next to the log, it stays as {archived_copy}"
    return receipt._replace(warnings=(*receipt.warnings, warning))


def merge_with_copy(document: Document, copy: bytes, earlier_contents: Sequence[bytes]) -> Merge:
    """Merge into ``document`` a copy of it that was made nobody knows when.

    The base is the newest version that the copy demonstrably comes from. Where there is none,
    both are united: nothing counts as deleted, and what both have differently is a conflict.

    Args:
        document: The log.
        copy: The content of the copy.
        earlier_contents: Those of the log, the newest first.
    """
    theirs = parse(copy)
    contents = [document.encoding.encode(document.text), *earlier_contents]
    base_bytes = find_ancestor(contents, copy)
    base = common_base(document, theirs) if base_bytes is None else parse(base_bytes)
    return merge_logs(base, document, theirs)


def _earlier_contents(path: Path) -> list[bytes]:
    """Return those earlier contents of the log that can be read, the newest first."""
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
