"""Which entry to select after a change and in a new run."""

from __future__ import annotations

import contextlib
from bisect import bisect_left
from itertools import chain, islice
from typing import TYPE_CHECKING

from logtui.tui.bindings import key_display
from logtui.tui.drawing.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.app import App

    from logtui.document.model import Document
    from logtui.log_writes import Receipt
    from logtui.tui.host import Host
    from logtui.tui.view import View


def same_entry(before: Document, selected: int | None, document: Document) -> int | None:
    """Return where the selected entry of ``before`` stands in ``document``.

    The same text at the same place, else anywhere, else the same first line; an entry of which
    all that has changed stands between its neighbours, or at its place where these are gone too.
    """
    if selected is None or before is document:
        return selected
    text = before.entries[selected].span.of(before.text)
    entry = _entry_starting_with(document, text, selected)
    if entry is None:
        entry = _entry_starting_with(document, text.partition("\n")[0].strip(), selected)
    if entry is not None:
        return entry
    for step in (1, -1):
        neighbour = selected + step
        if 0 <= neighbour < len(before.entries):
            text = before.entries[neighbour].span.of(before.text)
            entry = _entry_starting_with(document, text, neighbour)
            if entry is not None and 0 <= entry - step < len(document.entries):
                return entry - step
    return min(selected, len(document.entries) - 1) if document.entries else None


def entry_after_change(before: View, selected: int | None, receipt: Receipt) -> int | None:
    """Return which entry to select after a change: the one written, else the one selected.

    Where that is gone, it is the next one that was listed. Where several were written in the place
    of as many, the one selected stays so.

    Args:
        before: What was shown of the log before it.
        selected: The entry that was selected there.
        receipt: What was changed.
    """
    document, old = receipt.document, before.document
    lines = range(receipt.line, receipt.line + receipt.added)
    touched = list(dict.fromkeys(filter(None, map(document.entry_at_line, lines))))
    # Lines next to a new entry may differ too, such as one that was the last without an end.
    texts = ((entry, entry.span.of(document.text).strip()) for entry in touched)
    new = list(islice((entry for entry, text in texts if text not in old.text), 2))
    if len(new) != 1 and len(document.entries) == len(old.entries):
        return same_entry(old, selected, document)
    entry = next(iter(new or touched), None)
    if entry is not None:
        return bisect_left(document.entries, entry.span, key=lambda other: other.span)
    return next(entries_around(before, selected, document), None)


def entries_around(view: View, selected: int | None, document: Document) -> Iterator[int]:
    """Yield what ``document`` still has of the listed entries, from the selected one on.

    First those after it, then those before it, the nearest first.

    Args:
        view: What is shown of an earlier ``document``.
        selected: The entry that is selected there.
        document: The log after a change.
    """
    position = None if selected is None else view.position_of(selected)
    if position is None:
        return
    # The space below an entry is less where it has become the last one.
    old, new = (
        [entry.span.of(log.text).rstrip() for entry in log.entries]
        for log in (view.document, document)
    )
    first_places = {text: place for place, text in reversed(list(enumerate(new)))}
    entries = view.entries
    for entry in chain(entries[position:], reversed(entries[:position])):
        text = old[entry]
        if text in first_places:
            is_in_place = entry < len(new) and new[entry] == text
            yield entry if is_in_place else first_places[text]


def first_entry_with(document: Document, text: str) -> int | None:
    """Return the first entry whose lines begin with ``text``; None where there is none."""
    return _entry_starting_with(document, text, 0)


def _entry_starting_with(document: Document, text: str, index: int) -> int | None:
    """Return the entry at ``index`` if it begins with ``text``, else the first one that does."""
    entries = document.entries
    for entry in chain(range(index, min(index + 1, len(entries))), range(len(entries))):
        if text and document.text.startswith(text, entries[entry].span.start):
            return entry
    return None


def welcome(app: App[None]) -> Status:
    """Return what to say to a user who opens a log for the first time."""
    binding_ids = ("screen.add", "screen.search", "app.help")
    add, search, keys = (key_display(app, binding_id) for binding_id in binding_ids)
    return Status(f"{add} adds an entry, {search} finds one again, {keys} shows all keys")


def day_status(document: Document) -> Status | None:
    """Return what to say of the newest entry that today is a reason to look at again, if any."""
    from logtui.search.periods import users_today
    from logtui.statistics.reminders import find_reminders

    reminders = find_reminders(document, users_today())
    if not reminders:
        return None
    first, others = reminders[0], len(reminders) - 1
    title = document.title(first.entry) or "(no title)"
    return Status(f"{first.ago}:", title, f" and {others:,} more" if others else "")


def remember_position(log: Path, host: Host) -> None:
    """Remember what of the log was shown; without a place for that the next start is at the top."""
    from logtui.storage.state import Position, keep_position

    document, selected = host.document, host.selected
    entry = None if selected is None else document.entries[selected].span.of(document.text)
    if host.view is not None:
        with contextlib.suppress(OSError):
            keep_position(log, Position(host.view.scope.key, entry))


def remembered_position(
    log: Path, document: Document
) -> tuple[tuple[int | str, ...], int | None] | None:
    """Return the scope's key and the entry that the reader left; None for the first time.

    The entry is an index in ``Document.entries``; None where it is no longer there.
    """
    from logtui.storage.state import last_position

    position = last_position(log)
    if position is None:
        return None
    entry = first_entry_with(document, position.entry) if position.entry else None
    return position.scope, entry
