"""An open log: the one object that changes, and the only way to change the file."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.reading.parser import parse
from logtui.document.text.encoding import require_utf8
from logtui.storage.log_file import open_log

if TYPE_CHECKING:
    from logtui.document.editing.operations import Operation
    from logtui.document.model import Document
    from logtui.log_writes import Receipt, Rewrite
    from logtui.storage.log_file import FileIdentity, Snapshot
    from logtui.storage.revision import Revision, SaveResult

HEAD_BYTES = 16 << 10
"""Bytes of a larger log that are read and shown before the rest."""


class LoadedLog(NamedTuple):
    """A log as it was read from its file.

    Attributes:
        document: The log.
        snapshot: What the file was then; None where only its head was read.
    """

    document: Document
    snapshot: Snapshot | None


class Session:
    """An open log: its document in memory, and the state of the file it belongs to.

    Attributes:
        path: The file, as the user named it.
        in_place: Whether the user has agreed to write into the file itself where it cannot be
            replaced by a new one.
    """

    def __init__(self, path: Path, loaded: LoadedLog) -> None:
        self.path = path
        self.in_place = False
        # One reference, so that another thread never sees a document with another's snapshot.
        self._loaded = loaded
        # What is read between a write and the note of it would seem to come from somebody else.
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> Session:
        """Open the log at ``path``; of a large one the head, to be shown at once.

        Raises:
            StorageError: The log cannot be read.
        """
        with open_log(path) as log:
            if log.size <= HEAD_BYTES:
                data = log.read_all()
                return cls(path, LoadedLog(parse(data), log.snapshot(data)))
            head = log.head(HEAD_BYTES)
        # A line that is cut in two could be read as something else than it is.
        return cls(path, LoadedLog(parse(head[: head.rfind(b"\n") + 1] or head), None))

    @classmethod
    def open_whole(cls, path: Path) -> Session:
        """Open the log at ``path``, all of it.

        Raises:
            StorageError: The log cannot be read.
        """
        return cls(path, _read_whole(path))

    @property
    def document(self) -> Document:
        """The log as it was last read or written."""
        return self._loaded.document

    @property
    def is_complete(self) -> bool:
        """Whether the whole file was read, not only its head."""
        return self._loaded.snapshot is not None

    def reload(self) -> Document:
        """Read the whole file anew; may run in any thread.

        Raises:
            StorageError: The log cannot be read; what is in memory stays.
        """
        with self._lock:
            self._loaded = _read_whole(self.path)
            return self.document

    @property
    def identity(self) -> FileIdentity | None:
        """The identity of the file as it was last read or written; None of a head."""
        snapshot = self._loaded.snapshot
        return snapshot.identity if snapshot else None

    def refresh(self, identity: FileIdentity) -> Document | None:
        """Read the file anew where another program has changed it; may run in any thread.

        Args:
            identity: The identity that the file was seen to have. A shorter file than that is
                taken for half written: nothing is read then.

        Returns:
            The new document; None where the file still holds the one in memory.

        Raises:
            StorageError: The log cannot be read; what is in memory stays.
        """
        with self._lock:
            document, known_snapshot = self._loaded
            if known_snapshot is not None and known_snapshot.identity == identity:
                return None
            with open_log(self.path) as log:
                data = log.read_all()
                snapshot = log.snapshot(data)
            if known_snapshot is not None and known_snapshot.holds(data):
                self._loaded = LoadedLog(document, snapshot)
                return None
            if len(data) < identity.size:
                return None
            self._loaded = LoadedLog(parse(data), snapshot)
            return self.document

    def commit(self, operation: Operation) -> Receipt | None:
        """Change the log: on the disk first, then in memory; may run in any thread.

        Args:
            operation: Gives the edit of the document that the file holds at that moment, which
                is newer than the one in memory if another program has written to it. What it
                raises leaves the file as it is.

        Returns:
            What was done; None where there was nothing to change.

        Raises:
            EncodingError: The log is not in UTF-8.
            StorageError: The log cannot be saved; the file is as it was.
        """
        from logtui.log_writes import EditedLog

        return self.rewrite(EditedLog(operation))

    def rewrite(self, rewrite: Rewrite) -> Receipt | None:
        """Change the log as ``commit`` does, where all of its new bytes are known, encoded anew.

        Raises:
            EncodingError: The log is not in UTF-8.
            StorageError: The log cannot be saved; the file is as it was.
        """
        from logtui.storage.save import save_log

        revise = partial(self._revise, rewrite)
        with self._lock:
            return self._take_over(save_log(self.path, revise, in_place=self.in_place))

    def _revise(self, rewrite: Rewrite, current: bytes) -> Revision:
        from logtui.storage.revision import Revision

        document = self._document_of(current)
        require_utf8(document.text)
        data = rewrite.content(document)
        new = current if data is None else data
        return Revision(new, rewrite.label, merged_copy=rewrite.merged_copy)

    def undo(self) -> Receipt | None:
        """Take back the last write that logtui made to the log, also one of an earlier run.

        Raises:
            HistoryError: There is none, or the file no longer contains what it wrote.
            StorageError: The log cannot be saved; the file is as it was.
        """
        from logtui.storage import history

        with self._lock:
            return self._take_over(history.undo(self.path, in_place=self.in_place))

    def redo(self) -> Receipt | None:
        """Make the write again that was last taken back.

        Raises:
            HistoryError: There is none, or its place is no longer in the file.
            StorageError: The log cannot be saved; the file is as it was.
        """
        from logtui.storage import history

        with self._lock:
            return self._take_over(history.redo(self.path, in_place=self.in_place))

    def _document_of(self, data: bytes) -> Document:
        document, snapshot = self._loaded
        return document if snapshot is not None and snapshot.holds(data) else parse(data)

    def _take_over(self, saved: SaveResult) -> Receipt | None:
        document, change = self._document_of(saved.revision.data), saved.change
        base = self._document_of(change.revert(saved.revision.data)) if change else document
        self._loaded = LoadedLog(document, saved.snapshot)
        if change is None:
            return None
        from logtui.log_writes import receipt_of

        return receipt_of(saved, change, base, document)


def _read_whole(path: Path) -> LoadedLog:
    with open_log(path) as log:
        data = log.read_all()
        return LoadedLog(parse(data), log.snapshot(data))
