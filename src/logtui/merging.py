"""Merging whole files: three versions of a log, or a log and a copy that has parted from it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.merging.ancestor import ancestor, shared
from logtui.document.merging.conflicts import find
from logtui.document.merging.three_way import merge
from logtui.document.reading.parser import parse
from logtui.document.text.safe import safe_text
from logtui.storage import history
from logtui.storage.conflict_copies import is_conflict_copy, put_away, put_away_as
from logtui.storage.errors import HistoryError, MissingLogError, StorageError
from logtui.storage.log_file import read, resolve
from logtui.storage.replacement import put

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
    contents = [_read(file)[0] for file in (base, ours, theirs)]
    new, conflicts = merged(*contents)
    put(ours, contents[1], new)
    return conflicts


def merged(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, int]:
    """Return the merge of three contents and its number of conflicts.

    Conflicts stand in it between conflict markers.
    """
    result = merge(parse(base), parse(ours), parse(theirs))
    return result.encoding.encode(result.marked()), len(result.conflicts)


def merge_copy(session: Session, copy: Path) -> MergedCopy:
    """Merge the file ``copy``, which has parted from the log of ``session``, into the log.

    What both changed differently stands between conflict markers in the log. A conflict copy beside
    the log is moved to the state directory; any other file stays. May run in any thread.

    Raises:
        LogtuiError: One of the two cannot be read, is the other, or the log holds conflict
            markers already or cannot be saved; both files are as they were.
    """
    theirs, snapshot = _read(copy)
    if resolve(session.path) == snapshot.path:
        raise StorageError(f"{copy} is the log itself; name a copy of it")
    earlier = _earlier(session.path)
    name = safe_text(copy.name)
    conflicts = 0

    def make(document: Document) -> bytes:
        nonlocal conflicts
        _refuse_marked(document, session.path)
        result = merge_with_copy(document, theirs, earlier)
        conflicts = len(result.conflicts)
        return result.encoding.encode(result.marked(safe_text(session.path.name), name))

    receipt = session.rewrite(make, _LABEL + name)
    warnings = list(receipt.warnings) if receipt else []
    kept = None
    if is_conflict_copy(copy, session.path):
        kept, problem = put_away(copy, session.path, theirs)
        warnings += filter(None, [problem])
    return MergedCopy(receipt, conflicts, kept, tuple(warnings))


def undone(session: Session) -> Receipt | None:
    """Take back the last write; where that merged a copy, a warning says where the copy is.

    Raises:
        LogtuiError: As ``Session.undo``.
    """
    receipt = session.undo()
    if receipt is None or not receipt.label.startswith(_LABEL):
        return receipt
    kept = put_away_as(session.path, receipt.label.removeprefix(_LABEL))
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
    known = ancestor([document.encoding.encode(document.text), *earlier], copy)
    return merge(shared(document, theirs) if known is None else parse(known), document, theirs)


def _earlier(path: Path) -> list[bytes]:
    """Return the earlier contents of the log that can be read, the newest first."""
    contents = []
    for version in history.earlier_versions(path):
        with contextlib.suppress(HistoryError):
            contents.append(version.read())
    return contents


def _refuse_marked(document: Document, path: Path) -> None:
    """Raise where the log has conflicts that nobody has settled: more would mingle with them."""
    if find(document.text):
        raise StorageError(f"{path} holds conflict markers; settle these first, then merge")


def _read(path: Path) -> tuple[bytes, Snapshot]:
    try:
        return read(path)
    except MissingLogError as error:
        raise StorageError(f"{path} does not exist") from error
