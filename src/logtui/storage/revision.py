"""What is kept before a log is written: its old content, and a note of what the write does."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.storage import journal, versions
from logtui.storage.files import digest
from logtui.storage.journal import Record, WriteKind

if TYPE_CHECKING:
    from logtui.storage.change import Change
    from logtui.storage.log_file import Snapshot
    from logtui.storage.state import LogState


@dataclass(frozen=True, slots=True)
class Revision:
    """The content that a log is to have.

    Attributes:
        data: All of its bytes.
        label: What this does to the log, in a few words for the list of writes.
        kind: Whether it is an edit, takes a record of the journal back, or makes one anew.
        of: The id of the record that it takes back; empty for an edit.
        merged_copy: The name of the file that it merges, or of which it takes the merge back or
            makes it anew; empty for every other write.
    """

    data: bytes
    label: str
    kind: WriteKind = "write"
    of: str = ""
    merged_copy: str = ""


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What came of saving a log.

    Attributes:
        snapshot: What the log is after it.
        revision: What it was to become, and has become.
        change: What was replaced in the file; None where it was as wanted and stayed untouched.
        warnings: What did not work beside the saving itself, a sentence each.
    """

    snapshot: Snapshot
    revision: Revision
    change: Change | None
    warnings: tuple[str, ...] = ()


def back_up(state: LogState, old: bytes, revision: Revision, change: Change) -> Record:
    """Keep the content ``old`` and note that ``revision`` is about to make ``change`` to it.

    Raises:
        OSError: One of the two is not on the disk.
    """
    state.make()
    versions.keep_version(state, old)
    record = Record(
        id=os.urandom(8).hex(),
        kind=revision.kind,
        of=revision.of,
        label=revision.label,
        time_ns=time.time_ns(),
        before=digest(old),
        after=digest(revision.data),
        change=change,
        merged_copy=revision.merged_copy,
    )
    journal.append_record(state, record)
    return record
