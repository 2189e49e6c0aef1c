"""How much room there has to be on the screen, and what is said where it is less."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App
    from textual.geometry import Size

LEAST = (40, 10)
"""Columns and rows that panes and dialogs need; on fewer there is only a word about that."""


def is_too_small(size: Size) -> bool:
    """Tell whether a terminal of ``size`` has too little room."""
    return size.width < LEAST[0] or size.height < LEAST[1]


def too_small(app: App[None], leaving: str) -> str:
    """Return what is said then; ``leaving`` is the id of the key that quits."""
    from logtui.tui.keys_in_force import key_of

    words = "logtui needs {} columns and {} rows: make the terminal larger. {} quits"
    return words.format(*LEAST, key_of(app, leaving))
