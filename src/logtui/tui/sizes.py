"""How much room there has to be on the screen, and the message where it is less."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App
    from textual.css.stylesheet import Stylesheet
    from textual.geometry import Size

MINIMUM = (40, 10)
"""Columns and rows that panes and dialogs need; on fewer there is only a message."""

SIDE_BY_SIDE = (110, 20)
"""Columns and rows from which on the panes stand side by side below all bars."""


def is_too_small(size: Size) -> bool:
    """Tell whether a terminal of ``size`` has too little room."""
    return size.width < MINIMUM[0] or size.height < MINIMUM[1]


def add_small_styles(stylesheet: Stylesheet, size: Size) -> None:
    """Put the styles of small windows into ``stylesheet`` where ``size`` asks for them.

    Reading styles takes time, and in most windows the first frame can do without these.
    """
    path = Path(__file__).with_name("small.tcss")
    small = size.width < SIDE_BY_SIDE[0] or size.height < SIDE_BY_SIDE[1]
    if small and not stylesheet.has_source(str(path)):
        stylesheet.add_source(path.read_text("utf-8"), (str(path), ""))


def too_small_message(app: App[None], quit_id: str) -> str:
    """Return the message for a terminal that is too small.

    Args:
        app: Knows what keys are called.
        quit_id: The id of the key that quits.
    """
    from logtui.tui.bindings import key_display

    message = "logtui needs {} columns and {} rows: make the terminal larger. {} quits"
    return message.format(*MINIMUM, key_display(app, quit_id))
