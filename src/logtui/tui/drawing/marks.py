"""Marking what was found, in text that is shown a little differently from how it was searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from logtui.tui.drawing.labels import display_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.style import Style

    TextRange = tuple[int, int]
    StyledRange = tuple[int, int, str | Style]

_TAB_CELLS = 4

_MAX_GAP = 400
"""Characters that the next piece of a text may stand behind the last one: markup, indents."""


def mark_ranges(text: str, ranges: Iterable[TextRange], style: str = "") -> Content:
    """Return ``text`` safe to show, in ``style``, with the characters in ``ranges`` marked.

    ``ranges`` count characters of ``text``; what is shown may have fewer.
    """
    content = Content.styled(_expand_and_display(text), style)
    return _apply_styles(content, text, [(start, end, "match") for start, end in ranges])


def _apply_styles(content: Content, text: str, styles: Iterable[StyledRange]) -> Content:
    """Return ``content``, which shows ``text``, with ``styles``, which count characters of it."""
    same = len(content.plain) == len(text)
    for start, end, style in styles:
        if not same:
            content = content.stylize(
                style, len(_expand_and_display(text[:start])), len(_expand_and_display(text[:end]))
            )
        else:
            content = content.stylize(style, start, end)
    return content


def _expand_and_display(text: str) -> str:
    return display_text(text.expandtabs(_TAB_CELLS) if "\t" in text else text)


class Marks:
    """The ranges of a source text, given out piece by piece as the text is read in order."""

    def __init__(
        self, source: str, ranges: Sequence[TextRange] = (), styled: Sequence[StyledRange] = ()
    ) -> None:
        """Make the marks of ``source``; all ranges count its characters, in ascending order.

        Args:
            source: The text.
            ranges: What was found.
            styled: What has a style of its own, below that of what was found.
        """
        self._source = source
        self._styled_ranges = [*styled, *((start, end, "match") for start, end in ranges)]
        self._offset = 0

    def on(self, piece: str, style: str = "") -> Content:
        """Return ``piece`` safe to show, in ``style``, with its part of the ranges marked.

        A piece that does not stand in the source as it is (an entity, an escape) has none.
        """
        content = mark_ranges(piece, (), style)
        if not self._styled_ranges or not piece:
            return content
        start = self._source.find(piece, self._offset, self._offset + len(piece) + _MAX_GAP)
        if start < 0:
            return content
        self._offset = end = start + len(piece)
        inside = [
            (max(first, start) - start, min(last, end) - start, style_of)
            for first, last, style_of in self._styled_ranges
            if first < end and start < last
        ]
        return _apply_styles(content, piece, inside)
