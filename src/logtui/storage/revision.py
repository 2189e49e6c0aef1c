"""Revision and SaveResult, and what is kept before a revision is written."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from logtui.storage import journal, versions
from logtui.storage.files import digest
from logtui.storage.journal import Record, WriteKind

if TYPE_CHECKING:
    from logtui.storage.change import Change
    from logtui.storage.log_file import Snapshot
    from logtui.storage.state import LogState


@dataclass(frozen=True, slots=True)
class Revision:
    """The new content of a log.

    Attributes:
        data: All of its bytes.
        label: What was done, in a few words for the list of writes.
        kind: Whether it is an edit, undoes a record of the journal, or redoes one.
        undoes: The id of the record that it takes back; empty for an edit.
        merged_copy: The name of the file that it merges, or of which it takes the merge back or
            makes it anew; empty for every other write.
    """

    data: bytes
    label: str
    kind: WriteKind = "write"
    undoes: str = ""
    merged_copy: str = ""


Revise: TypeAlias = Callable[[bytes], Revision]
"""Gives the revision of a log for the bytes that its file holds."""


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What saving a log has done.

    Attributes:
        snapshot: The log after it.
        revision: The revision that was saved.
        change: What was replaced in the file; None where it had this content already.
        warnings: What did not work besides the saving itself, a sentence each.
    """

    snapshot: Snapshot
    revision: Revision
    change: Change | None
    warnings: tuple[str, ...] = ()


def back_up(state: LogState, old: bytes, revision: Revision, change: Change) -> Record:
    """Keep the content ``old`` as a version and record the ``change`` of ``revision``.

    Raises:
        OSError: One of the two could not be written.
    """
    state.make()
    versions.keep_version(state, old)
    record = Record(
        id=os.urandom(8).hex(),
        kind=revision.kind,
        undoes=revision.undoes,
        label=revision.label,
        time_ns=time.time_ns(),
        before=digest(old),
        after=digest(revision.data),
        change=change,
        merged_copy=revision.merged_copy,
    )
    journal.append_record(state, record)
    return record
