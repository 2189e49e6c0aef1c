"""The journal of logtui's writes to one log, from which undo and redo work across runs.

A line of the journal is a checksum and a JSON object. A write is recorded before it is made and
confirmed after it. A line that a crash cut short fails its checksum and is skipped. Whether an
unconfirmed write was made follows from the digests before and after it.
"""

from __future__ import annotations

import contextlib
import os
from binascii import crc32
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from logtui.storage.change import Change
from logtui.storage.files import open_descriptor, read_file, write_all, write_atomically

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from logtui.storage.state import LogState

WriteKind = Literal["write", "undo", "redo"]
"""What a write is: an edit, one that takes a record back, or one that makes it anew."""

MAX_JOURNAL_BYTES = 4 << 20
"""Bytes of the journal above which its older half is dropped."""


@dataclass(frozen=True, slots=True)
class Record:
    """One write to a log.

    Attributes:
        id: Names the record in its journal.
        kind: Whether it was an edit, undid a record, or redid one.
        undoes: The id of the record that it took back; empty for an edit.
        label: What was done, in a few words for the user.
        time_ns: The time in nanoseconds since 1970.
        before: The digest of the log's content before.
        after: The digest of its content after.
        change: What was replaced.
        merged_copy: As in ``Revision``; empty also where the journal does not tell.
    """

    id: str
    kind: WriteKind
    undoes: str
    label: str
    time_ns: int
    before: str
    after: str
    change: Change
    merged_copy: str = ""

    @classmethod
    def of_fields(cls, fields: dict[str, Any]) -> Record:
        """Return the record that gave ``fields``."""
        return cls(
            id=fields["id"],
            kind=fields["kind"],
            undoes=fields["of"],
            label=fields["label"],
            time_ns=fields["time"],
            before=fields["before"],
            after=fields["after"],
            change=Change(
                start=fields["start"],
                old=_text_to_bytes(fields["old"]),
                new=_text_to_bytes(fields["new"]),
                left=_text_to_bytes(fields["left"]),
                right=_text_to_bytes(fields["right"]),
            ),
            merged_copy=fields.get("copy", ""),
        )

    def fields(self) -> dict[str, Any]:
        """Return the record as it stands in the journal."""
        return {
            "id": self.id,
            "kind": self.kind,
            "of": self.undoes,
            "label": self.label,
            "time": self.time_ns,
            "before": self.before,
            "after": self.after,
            "start": self.change.start,
            "old": _bytes_to_text(self.change.old),
            "new": _bytes_to_text(self.change.new),
            "left": _bytes_to_text(self.change.left),
            "right": _bytes_to_text(self.change.right),
            "copy": self.merged_copy,
        }


def append_record(state: LogState, record: Record) -> None:
    """Append ``record`` of a write that is about to be made, on the disk when this returns.

    Raises:
        OSError: It cannot be written.
    """
    with contextlib.suppress(FileNotFoundError):
        if state.journal.stat().st_size > MAX_JOURNAL_BYTES:
            newest = read_file(state.journal)[-MAX_JOURNAL_BYTES // 2 :]
            write_atomically(state.journal, newest.partition(b"\n")[2])
    with _open_to_append(state) as descriptor:
        write_all(descriptor, _encode_line(record.fields()))
        os.fsync(descriptor)


def confirm_record(state: LogState, record: Record) -> None:
    """Append that the write of ``record`` was made.

    Raises:
        OSError: It cannot be written.
    """
    with _open_to_append(state) as descriptor:
        write_all(descriptor, _encode_line({"made": record.id}))


def writes_made(state: LogState, current: str) -> list[Record]:
    """Return the writes that were made, the oldest first.

    Args:
        state: The state of the log.
        current: The digest of the log's present content.
    """
    try:
        lines = read_file(state.journal).split(b"\n")
    except OSError:
        lines = []
    records: list[Record] = []
    confirmed_ids: set[str] = set()
    for fields in filter(None, map(_decode_line, lines)):
        if "made" in fields:
            confirmed_ids.add(fields["made"])
        else:
            records.append(Record.of_fields(fields))
    digests_after = [*(record.before for record in records), current][1:]
    return [
        record
        for record, digest_after in zip(records, digests_after, strict=True)
        if record.id in confirmed_ids or record.after == digest_after
    ]


def undo_stack(records: list[Record]) -> list[Record]:
    """Return the writes of ``records`` that can be undone, the next one last."""
    return _stacks(records)[0]


def redo_stack(records: list[Record]) -> list[Record]:
    """Return the undos of ``records`` that can be taken back, the next one last."""
    return _stacks(records)[1]


def _stacks(records: list[Record]) -> tuple[list[Record], list[Record]]:
    undoable: list[Record] = []
    redoable: list[Record] = []
    for record in records:
        if record.kind == "undo":
            undoable = [earlier for earlier in undoable if earlier.id != record.undoes]
            redoable.append(record)
            continue
        if record.kind == "redo":
            redoable = [undo for undo in redoable if undo.id != record.undoes]
        else:
            redoable = []
        undoable.append(record)
    return undoable, redoable


def _open_to_append(state: LogState) -> AbstractContextManager[int]:
    return open_descriptor(state.journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def _encode_line(fields: dict[str, Any]) -> bytes:
    """Return ``fields`` as a line that can be told from a damaged one.

    It also begins with a line end, so that it does not continue a line that was cut short.
    """
    import json

    body = json.dumps(fields).encode("ascii")
    return b"\n%08x %b\n" % (crc32(body), body)


def _decode_line(line: bytes) -> dict[str, Any] | None:
    """Return the fields that ``line`` encodes; None for an empty or a damaged line."""
    import json

    checksum, _, body = line.partition(b" ")
    if checksum != b"%08x" % crc32(body) or not body:
        return None
    fields: dict[str, Any] = json.loads(body)
    return fields


def _bytes_to_text(data: bytes) -> str:
    """Return any bytes as text from which ``_text_to_bytes`` makes them again."""
    return data.decode("utf-8", "surrogateescape")


def _text_to_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
