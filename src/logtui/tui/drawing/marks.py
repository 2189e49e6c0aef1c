"""Marking what was found, in text that is shown a little differently from how it was searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from logtui.tui.drawing.labels import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.style import Style

    Range = tuple[int, int]
    Styled = tuple[int, int, str | Style]

_TAB = 4

_REACH = 400
"""Characters that the next piece of a text may stand behind the last one: markup, indents."""


def marked(text: str, ranges: Iterable[Range], style: str = "") -> Content:
    """Return ``text`` safe to show, in ``style``, with the characters in ``ranges`` marked.

    ``ranges`` count characters of ``text``; what is shown may have fewer.
    """
    content = Content.styled(_drawn(text), style)
    return _stylized(content, text, [(start, end, "match") for start, end in ranges])


def _stylized(content: Content, text: str, styles: Iterable[Styled]) -> Content:
    """Return ``content``, which shows ``text``, with ``styles``, which count characters of it."""
    same = len(content.plain) == len(text)
    for start, end, style in styles:
        if not same:
            content = content.stylize(style, len(_drawn(text[:start])), len(_drawn(text[:end])))
        else:
            content = content.stylize(style, start, end)
    return content


def _drawn(text: str) -> str:
    return shown(text.expandtabs(_TAB) if "\t" in text else text)


class Marks:
    """The ranges of a source text, given out piece by piece as the text is read in order."""

    def __init__(
        self, source: str, ranges: Sequence[Range] = (), styled: Sequence[Styled] = ()
    ) -> None:
        """Make the marks of ``source``; all ranges count its characters, in ascending order.

        Args:
            source: The text.
            ranges: What was found.
            styled: What has a style of its own, below that of what was found.
        """
        self._source = source
        self._styled = [*styled, *((start, end, "match") for start, end in ranges)]
        self._at = 0

    def on(self, piece: str, style: str = "") -> Content:
        """Return ``piece`` safe to show, in ``style``, with its part of the ranges marked.

        A piece that does not stand in the source as it is (an entity, an escape) has none.
        """
        content = marked(piece, (), style)
        if not self._styled or not piece:
            return content
        start = self._source.find(piece, self._at, self._at + len(piece) + _REACH)
        if start < 0:
            return content
        self._at = end = start + len(piece)
        inside = [
            (max(first, start) - start, min(last, end) - start, style_of)
            for first, last, style_of in self._styled
            if first < end and start < last
        ]
        return _stylized(content, piece, inside)
