"""Texts in a dialog, one below the other, in a box that scrolls where they are too high for it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from logtui.tui.drawing.marks import PIECE
from logtui.tui.drawing.styles import wrapped
from logtui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content
    from textual.geometry import Region, Size
    from textual.strip import Strip


class TextBox(TextView):
    """Shows all of some texts, as high as they are up to the height that CSS allows."""

    DEFAULT_CSS = """
    TextBox { height: auto; overflow-x: hidden; }
    """

    def __init__(
        self,
        texts: Sequence[Content] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        """Make the box.

        Args:
            texts: What it shows; safe to show.
            id: As of any widget.
            classes: As of any widget.
        """
        super().__init__(id=id, classes=classes)
        self._texts = texts
        self._measured_width = 0
        self._width = 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how high the texts are in ``width`` cells, as far as they are laid out."""
        if self._measured_width != width:
            self._measured_width = width
            self._fit(width)
        return super().get_content_height(container, viewport, width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the visible part; a scrollbar may have taken some of the width."""
        self._fit(self.text_width())
        return super().render_lines(crop)

    def _fit(self, width: int) -> None:
        if self._width != width:
            self._width = width
            # Each piece is quickly wrapped.
            texts = (text.divide(range(PIECE, len(text.plain), PIECE)) for text in self._texts)
            self.show_lines(chain.from_iterable(wrapped(pieces, width) for pieces in texts))
