"""What becomes of many entries that are to be changed in one way, and the edit that does it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from logtui.document.bulk.deletions import delete_entries
from logtui.document.bulk.line_changes import LineChanges
from logtui.document.bulk.moves import move_entries
from logtui.document.bulk.working_log import MOST_READ, WorkingLog
from logtui.document.editing.draft import DraftError, partial_date
from logtui.document.editing.edits import draft_of, has_date_in_line
from logtui.document.editing.style import entry_index
from logtui.document.text.encoding import require_utf8
from logtui.document.text.spans import Edit, Span, trim_edit

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from logtui.document.bulk.changes import EntryChange
    from logtui.document.editing.draft import Draft
    from logtui.document.model import Document, Entry


RAW_ONLY = "it can only be edited as raw text"
"""Why an entry is refused that has no draft."""


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
    document: Document, entries: Sequence[Entry], change: EntryChange, today: datetime.date
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
    numbers = _numbers_of(document, entries)
    old = {number: draft_of(document, document.entries[number]) for number in numbers}
    typed = {number: draft for number, draft in old.items() if draft}
    reasons = dict.fromkeys(old.keys() - typed.keys(), RAW_ONLY)
    replaced = list(typed.values())
    if change.replacement is not None:
        replaced = change.replacement.of_drafts(replaced)
    wanted: dict[int, Draft] = {}
    for number, draft in zip(typed, replaced, strict=True):
        try:
            new = change.of_draft(document, document.entries[number], draft, today)
        except DraftError as error:
            reasons[number] = str(error)
            continue
        if new != typed[number]:
            wanted[number] = replace(new, date=partial_date(new.date))
    unread = MOST_READ
    while True:
        log = WorkingLog(document, unread)
        _change_entries(log, typed, wanted)
        reasons |= {max(number, ~number): reason for number, reason in log.reasons.items()}
        if log.changed.isdisjoint(reasons):
            break
        # An entry is changed as it is wanted, or not at all.
        unread = log.unread
        wanted = {number: draft for number, draft in wanted.items() if number not in reasons}
    log.reasons = reasons
    return _plan_of(log, document, numbers)


def _change_entries(log: WorkingLog, old: Mapping[int, Draft], wanted: Mapping[int, Draft]) -> None:
    """Make the entries of ``log``, which are ``old``, what is ``wanted``; moves come last."""
    in_place: dict[int, Draft] = {}
    moved: dict[int, Draft] = {}
    for number, draft in wanted.items():
        is_moved = draft.date != old[number].date and not has_date_in_line(
            log.document, log.document.entries[number]
        )
        (moved if is_moved else in_place)[number] = draft
    log.change(LineChanges(in_place), list(in_place))
    move_entries(log, moved)


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
