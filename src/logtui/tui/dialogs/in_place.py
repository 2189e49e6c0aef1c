"""The question whether to write into a file that cannot be replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from logtui.tui.dialogs.confirm import Confirm
from logtui.tui.labels import shown
from logtui.tui.strips import named

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.storage.errors import InPlaceOnlyError


def in_place(error: InPlaceOnlyError, log: Path) -> Confirm:
    """Return the question that says why ``log`` cannot be replaced and what is at risk."""
    why = shown(error.why.replace(str(log.resolve()), log.name))
    lines = [
        Content(f"{why}."),
        Content(),
        Content(
            "Writing into the file itself keeps that. A crash in the middle of it could leave old"
            " and new text mixed; the old version is kept with the undo history."
        ),
        named("Yes holds until you quit. No writes nothing.", "dim"),
    ]
    return Confirm("Write into the file itself?", lines)
