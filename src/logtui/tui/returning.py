"""Coming back to a log: where the reader was, and a word to who is here for the first time."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from logtui.storage.positions import Position, keep_position, position
from logtui.tui.keys_in_force import key_of
from logtui.tui.selection import beginning_with

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App

    from logtui.document.model import Document
    from logtui.tui.scope import Scope


def welcome(app: App[None]) -> str:
    """Return what is said once to who opens a log for the first time."""
    add, search, keys = (key_of(app, name) for name in ("screen.add", "screen.search", "app.help"))
    return f"{add} adds an entry, {search} finds one again, {keys} shows all keys"


def leave(log: Path, document: Document, scope: Scope, selected: int | None) -> None:
    """Remember what of the log was shown; without a place for that the next start is at the top."""
    entry = None if selected is None else document.entries[selected].span.of(document.text)
    with contextlib.suppress(OSError):
        keep_position(log, Position(scope.key, entry))


def come_back(log: Path, document: Document) -> tuple[tuple[int | str, ...], int | None] | None:
    """Return the scope's key and the entry that the reader left; None for the first time.

    The entry is an index in ``Document.entries``; None where it is no longer there.
    """
    left = position(log)
    if left is None:
        return None
    return left.scope, beginning_with(document, left.entry) if left.entry else None
