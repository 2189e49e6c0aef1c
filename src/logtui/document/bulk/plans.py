"""What becomes of many entries that are to be changed in one way, and the edit that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.document.bulk.deletions import delete_entries
from logtui.document.bulk.line_changes import LineChanges
from logtui.document.bulk.working_log import WorkingLog
from logtui.document.editing.edits import draft_of
from logtui.document.editing.style import entry_index
from logtui.document.text.encoding import require_utf8
from logtui.document.text.spans import Edit, Span, trim_edit

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from logtui.document.bulk.changes import EntryChange
    from logtui.document.editing.draft import Draft
    from logtui.document.model import Document, Entry


@dataclass(frozen=True, slots=True)
class Refusal:
    """An entry that stays as it is, and why."""

    entry: Entry
    reason: str


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """What becomes of entries; all are those of the log before the edit, in its order.

    Attributes:
        edit: What changes those that can be changed; None where there are none.
        changed: The entries that it changes.
        unchanged: Those that are like that already.
        refused: Those that cannot be changed exactly.
    """

    edit: Edit | None
    changed: tuple[Entry, ...]
    unchanged: tuple[Entry, ...]
    refused: tuple[Refusal, ...]


def plan_changes(
    document: Document,
    entries: Sequence[Entry],
    change: EntryChange,
    today: datetime.date,  # noqa: ARG001 - states need it
) -> ChangePlan:
    """Return what becomes of ``entries`` where each is changed as it would be alone.

    Args:
        document: The log.
        entries: Some of its entries.
        change: What is wanted of each.
        today: The day on which it is done.

    Raises:
        LogtuiError: The change itself makes no sense, or the log cannot be written at all.
    """
    require_utf8(document.text)
    log, numbers = WorkingLog(document), _numbers_of(document, entries)
    old: dict[int, Draft] = {}
    for number in numbers:
        draft = draft_of(document, document.entries[number])
        if draft is None:
            log.reasons[number] = "it can only be edited as raw text"
        else:
            old[number] = draft
    wanted = dict(zip(old, change.of_drafts(list(old.values())), strict=True))
    log.change(LineChanges(old, wanted), list(wanted))
    return _plan_of(log, document, numbers)


def plan_deletion(document: Document, entries: Iterable[Entry]) -> ChangePlan:
    """Return what becomes of ``entries`` where each is deleted as it would be alone.

    Raises:
        EncodingError: The log cannot be written at all.
    """
    require_utf8(document.text)
    log, numbers = WorkingLog(document), _numbers_of(document, entries)
    delete_entries(log, numbers)
    return _plan_of(log, document, numbers)


def _numbers_of(document: Document, entries: Iterable[Entry]) -> list[int]:
    return sorted({entry_index(document, entry) for entry in entries})


def _plan_of(log: WorkingLog, document: Document, numbers: Sequence[int]) -> ChangePlan:
    """Return what became of the entries ``numbers`` of ``document`` in ``log``."""
    edit = None
    if log.document.text != document.text:
        whole = Edit(Span(0, len(document.text)), log.document.text)
        edit = trim_edit(whole, document.text)
    entries = document.entries
    changed = log.changed.difference(log.reasons)
    return ChangePlan(
        edit,
        tuple(entries[number] for number in numbers if number in changed),
        tuple(entries[n] for n in numbers if n not in changed and n not in log.reasons),
        tuple(Refusal(entries[n], log.reasons[n]) for n in numbers if n in log.reasons),
    )
