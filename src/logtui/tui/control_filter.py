"""What every line goes through last before it is written to the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from logtui.document.text.safe import as_counted

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
        return [Segment(as_counted(text), style, control) for text, style, control in segments]
