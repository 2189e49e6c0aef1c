"""The question whether to write into a file that cannot be replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from logtui.tui.dialogs.confirm import Confirm
from logtui.tui.labels import shown
from logtui.tui.strips import named

if TYPE_CHECKING:
    from logtui.storage.errors import InPlaceOnlyError


def in_place(error: InPlaceOnlyError) -> Confirm:
    """Return the question that says why replacing is impossible and what writing in place risks."""
    why = shown(error.why)
    lines = [
        Content(f"{why[:1].upper()}{why[1:]}."),
        Content(),
        Content(
            "Writing into the file itself keeps that. A crash in the middle of it could leave old"
            " and new text mixed; the old version is kept with the undo history."
        ),
        named("Yes holds until you quit. No writes nothing.", "dim"),
    ]
    return Confirm("Write into the file itself?", lines)
