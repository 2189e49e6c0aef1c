"""Marking what was found, in text that is shown a little differently from how it was searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from logtui.tui.labels import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Range = tuple[int, int]

_REACH = 400
"""Characters that the next piece of a text may stand behind the last one: markup, indents."""


def marked(text: str, ranges: Iterable[Range], style: str = "") -> Content:
    """Return ``text`` safe to show, in ``style``, with the characters in ``ranges`` marked.

    ``ranges`` count characters of ``text``; what is shown may have fewer.
    """
    content = Content(shown(text))
    if style:
        content = content.stylize(style)
    same = len(content.plain) == len(text)
    for start, end in ranges:
        if same:
            content = content.stylize("match", start, end)
        else:
            content = content.stylize("match", len(shown(text[:start])), len(shown(text[:end])))
    return content


class Marks:
    """The ranges of a source text, given out piece by piece as the text is read in order."""

    def __init__(self, source: str, ranges: Sequence[Range] = ()) -> None:
        """Make the marks of ``source``; ``ranges`` count its characters, in ascending order."""
        self._source = source
        self._ranges = ranges
        self._at = 0

    def of(self, piece: str) -> list[Range]:
        """Return the ranges inside ``piece``, counted from its start.

        A piece that does not stand in the source as it is (an entity, an escape) has none.
        """
        if not self._ranges or not piece:
            return []
        start = self._source.find(piece, self._at, self._at + len(piece) + _REACH)
        if start < 0:
            return []
        self._at = end = start + len(piece)
        return [
            (max(first, start) - start, min(last, end) - start)
            for first, last in self._ranges
            if first < end and start < last
        ]
