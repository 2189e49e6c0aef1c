"""The list of logtui's writes to one log, on which undo and redo across runs live.

A line of the journal is a checksum and a JSON object. A write is noted before it is made, and
noted again, as made, after it. A line that a crash cut short fails its checksum and is skipped;
whether a write whose second note is missing was made is told by the digests around it.
"""

from __future__ import annotations

import os
from binascii import crc32
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from logtui.storage.change import Change
from logtui.storage.files import open_descriptor, read_all, write_all, write_atomically

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from logtui.storage.state import LogState

WriteKind = Literal["write", "undo", "redo"]

MAX_JOURNAL_BYTES = 4 << 20
"""Length of the journal at which its older half is dropped."""


@dataclass(frozen=True, slots=True)
class Record:
    """One write to a log.

    Attributes:
        id: Names the record in its journal.
        kind: Whether it was an edit, took a record back, or made one anew.
        of: The id of the record that it took back; empty for an edit.
        label: What was done, in a few words for the user.
        time_ns: When, in nanoseconds since 1970.
        before: The digest of the log's content before.
        after: The digest of its content after.
        change: What was replaced.
        merged_copy: As in ``Revision``; empty also where the journal does not tell.
    """

    id: str
    kind: WriteKind
    of: str
    label: str
    time_ns: int
    before: str
    after: str
    change: Change
    merged_copy: str = ""


def append_record(state: LogState, record: Record) -> None:
    """Note the write ``record``, which is about to be made; it is on the disk at the return.

    Raises:
        OSError: It cannot be noted.
    """
    _trim(state)
    change = record.change
    fields = {
        "id": record.id,
        "kind": record.kind,
        "of": record.of,
        "label": record.label,
        "time": record.time_ns,
        "before": record.before,
        "after": record.after,
        "start": change.start,
        "old": _bytes_to_text(change.old),
        "new": _bytes_to_text(change.new),
        "left": _bytes_to_text(change.left),
        "right": _bytes_to_text(change.right),
        "copy": record.merged_copy,
    }
    with _open_to_append(state) as descriptor:
        write_all(descriptor, _encode_line(fields))
        os.fsync(descriptor)


def confirm_record(state: LogState, record: Record) -> None:
    """Note that the write ``record`` was made.

    Raises:
        OSError: It cannot be noted.
    """
    with _open_to_append(state) as descriptor:
        write_all(descriptor, _encode_line({"made": record.id}))


def writes_made(state: LogState, current: str) -> list[Record]:
    """Return the writes that were made, the oldest first.

    Args:
        state: The state of the log.
        current: The digest of the log's content at present.
    """
    noted, made = _read_journal(state)
    contents = [record.before for record in noted] + [current]
    return [
        record
        for record, then in zip(noted, contents[1:], strict=True)
        if record.id in made or record.after == then
    ]


def undo_stack(records: list[Record]) -> list[Record]:
    """Return what ``records`` leave to be undone, the next one last."""
    return _stacks(records)[0]


def redo_stack(records: list[Record]) -> list[Record]:
    """Return what ``records`` leave to be redone, the next one last.

    What is redone is always the taking back of an undo, so these are undos.
    """
    return _stacks(records)[1]


def _stacks(records: list[Record]) -> tuple[list[Record], list[Record]]:
    """Return what can be undone and what can be redone."""
    done: list[Record] = []
    undone: list[Record] = []
    for record in records:
        if record.kind == "undo":
            done = [other for other in done if other.id != record.of]
            undone.append(record)
            continue
        if record.kind == "redo":
            undone = [other for other in undone if other.id != record.of]
        else:
            undone = []
        done.append(record)
    return done, undone


def _open_to_append(state: LogState) -> AbstractContextManager[int]:
    return open_descriptor(state.journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def _trim(state: LogState) -> None:
    """Drop the older half of a journal that has grown too long."""
    try:
        with open_descriptor(state.journal, os.O_RDONLY) as descriptor:
            if os.fstat(descriptor).st_size <= MAX_JOURNAL_BYTES:
                return
            newest = read_all(descriptor)[-MAX_JOURNAL_BYTES // 2 :]
    except FileNotFoundError:
        return
    write_atomically(state.journal, newest.partition(b"\n")[2])


def _read_journal(state: LogState) -> tuple[list[Record], set[str]]:
    """Return the records and the ids of those that are noted as made."""
    try:
        with open_descriptor(state.journal, os.O_RDONLY) as descriptor:
            lines = read_all(descriptor).split(b"\n")
    except OSError:
        lines = []
    noted: list[Record] = []
    made: set[str] = set()
    for fields in filter(None, map(_decode_line, lines)):
        if "made" in fields:
            made.add(fields["made"])
        else:
            noted.append(_parse_record(fields))
    return noted, made


def _parse_record(fields: dict[str, Any]) -> Record:
    """Return the record that ``note`` wrote as ``fields``."""
    return Record(
        id=fields["id"],
        kind=fields["kind"],
        of=fields["of"],
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


def _encode_line(fields: dict[str, Any]) -> bytes:
    """Return ``fields`` as a line that can be told from a damaged one.

    It begins with a line end too, so that it stands apart from a line that was cut short.
    """
    import json

    body = json.dumps(fields).encode("ascii")
    return b"\n%08x %b\n" % (crc32(body), body)


def _decode_line(line: bytes) -> dict[str, Any] | None:
    """Return what ``_line`` made a line of; None for an empty or a damaged line."""
    import json

    checksum, _, body = line.partition(b" ")
    if checksum != b"%08x" % crc32(body) or not body:
        return None
    fields: dict[str, Any] = json.loads(body)
    return fields


def _bytes_to_text(data: bytes) -> str:
    """Return any bytes as text from which ``_bytes`` makes them again."""
    return data.decode("utf-8", "surrogateescape")


def _text_to_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
