"""What every line goes through last before it is written to the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.filter import LineFilter

from logtui.document.text.safe import UNSAFE_CHARACTERS, picture_of

if TYPE_CHECKING:
    from textual.color import Color


class ControlFilter(LineFilter):
    """Lets no control character through, whichever widget draws it.

    The widgets show pictures of them by themselves; this holds for those of the framework, and
    for whatever is forgotten.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - as LineFilter declares it
        """Return ``segments`` with nothing in them that a terminal acts on, as wide as before."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [Segment(_pictured(text), style, control) for text, style, control in segments]


def _pictured(text: str) -> str:
    """Return ``text`` with pictures where a cell was counted for the character, else without it."""
    safe = UNSAFE_CHARACTERS.sub(
        lambda suspect: picture_of(suspect) if cell_len(suspect[0]) else "", text
    )
    # What follows a joiner was counted as a part of what stands before it.
    return set_cell_size(safe, cell_len(text))
