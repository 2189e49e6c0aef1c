"""Which entry to select: at the beginning, and when the log has changed."""

from __future__ import annotations

import contextlib
from itertools import chain
from typing import TYPE_CHECKING

from logtui.document.order import OLDEST_FIRST, direction
from logtui.storage.state import Position, keep_position, last_position
from logtui.tui.bindings import key_display

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App

    from logtui.document.model import Document
    from logtui.tui.view import Scope


def newest_entry(document: Document) -> int | None:
    """Return the entry to begin with: the newest day's first, in a growing log its last.

    Where no year is known, the order of the log tells which day is the newest.
    """
    if not document.entries:
        return None
    dated = [
        (first, index)
        for index, day in enumerate(document.days)
        if day.stop_entry > day.first_entry and day.date and (first := day.date.first_day())
    ]
    if not dated:
        growing = direction(document) == OLDEST_FIRST
        return _last_dated_entry(document) if growing else 0
    latest = max(first for first, _ in dated)
    index = next(index for first, index in dated if first == latest)
    day = document.days[index]
    return (
        day.stop_entry - 1
        if day.stop_entry == len(document.entries) and day.first_entry
        else day.first_entry
    )


def _last_dated_entry(document: Document) -> int:
    """Return the last entry that a day with a date has; of a log without dates, the last one."""
    ends = [
        day.stop_entry for day in document.days if day.date and day.first_entry < day.stop_entry
    ]
    return max(ends, default=len(document.entries)) - 1


def same_entry(before: Document, selected: int | None, document: Document) -> int | None:
    """Return where the selected entry of ``before`` stands in ``document``.

    The same text at the same place, else anywhere, else the same first line; an entry of which
    all that has changed stands between its neighbours, or at its place where these are gone too.
    """
    if selected is None or before is document:
        return selected
    text = before.entries[selected].span.of(before.text)
    found = _entry_starting_with(document, text, selected)
    if found is None:
        found = _entry_starting_with(document, text.partition("\n")[0].strip(), selected)
    if found is None:
        found = _entry_between_neighbours(before, selected, document)
    return found


def first_entry_with(document: Document, text: str) -> int | None:
    """Return the first entry whose lines begin with ``text``; None where there is none."""
    return _entry_starting_with(document, text, 0)


def _entry_between_neighbours(before: Document, selected: int, document: Document) -> int | None:
    """Return the entry of ``document`` that stands beside one of the same neighbours."""
    for step in (1, -1):
        beside = selected + step
        if 0 <= beside < len(before.entries):
            found = _entry_starting_with(
                document, before.entries[beside].span.of(before.text), beside
            )
            if found is not None and 0 <= found - step < len(document.entries):
                return found - step
    return min(selected, len(document.entries) - 1) if document.entries else None


def _entry_starting_with(document: Document, text: str, place: int) -> int | None:
    """Return the entry at ``place`` if it begins with ``text``, else the first one that does."""
    entries = document.entries
    for index in chain(range(place, min(place + 1, len(entries))), range(len(entries))):
        if text and document.text.startswith(text, entries[index].span.start):
            return index
    return None


def welcome_message(app: App[None]) -> str:
    """Return what is said once to who opens a log for the first time."""
    add, search, keys = (
        key_display(app, name) for name in ("screen.add", "screen.search", "app.help")
    )
    return f"{add} adds an entry, {search} finds one again, {keys} shows all keys"


def remember_position(log: Path, document: Document, scope: Scope, selected: int | None) -> None:
    """Remember what of the log was shown; without a place for that the next start is at the top."""
    entry = None if selected is None else document.entries[selected].span.of(document.text)
    with contextlib.suppress(OSError):
        keep_position(log, Position(scope.key, entry))


def remembered_position(
    log: Path, document: Document
) -> tuple[tuple[int | str, ...], int | None] | None:
    """Return the scope's key and the entry that the reader left; None for the first time.

    The entry is an index in ``Document.entries``; None where it is no longer there.
    """
    left = last_position(log)
    if left is None:
        return None
    return left.scope, first_entry_with(document, left.entry) if left.entry else None
