"""Marking what was found, in text that is shown a little differently from how it was searched.

Text of any length is made ready to show piece by piece, so that its beginning can be drawn at
once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from textual.content import Content, Span

from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.tui.drawing.labels import display_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.style import Style

    TextRange = tuple[int, int]
    StyledRange = tuple[int, int, str | Style]

PIECE = 4000
"""Characters that are made ready to show in one go."""

LABEL = 1000
"""Longest text in a row of a list, in characters; the rest is cut with ``…``."""

_TAB_CELLS = 4
_CONTEXT_CHARACTERS = 40
"""Characters on either side of a cut that decide how those next to it are shown."""

_LIST_MARKS = " \t-*+>#"
"""What may stand before the first word of a line of notes."""

_WORD = lazy_pattern(r"\S+")


def marked_label(text: str, ranges: Iterable[TextRange], style: str = "") -> Content:
    """Return ``text`` safe to show, in ``style``, with the characters in ``ranges`` marked.

    What is too long for a row of a list is cut with ``…``. ``ranges`` count characters of
    ``text``; what is shown may have fewer.
    """
    label = text if len(text) <= LABEL else text[: LABEL - 1] + "…"
    return _apply_styles(label, style, [(start, end, "match") for start, end in ranges])


def excerpt(text: str, ranges: Sequence[TextRange], limit: int, style: str = "") -> Content:
    """Return about ``limit`` characters of ``text`` where most of ``ranges`` stand together.

    The arguments are as for ``marked_label``; there is at least one range.
    """
    before = limit // 4
    first = max(
        ranges,
        key=lambda anchor: sum(
            anchor[0] <= start < anchor[0] + limit - before for start, _ in ranges
        ),
    )
    line = text.rfind("\n", 0, first[0]) + 1
    start = text.rfind(" ", line, max(first[0] - before, line)) + 1 or line
    cut = "…" if text[line:start].strip(_LIST_MARKS) else ""
    if not cut:
        start = first[0] - len(text[line : first[0]].lstrip(_LIST_MARKS))
    end = min(len(text), start + limit)
    shown = cut + " ".join(text[start:end].split("\n"))
    offset = start - len(cut)
    marks = [(max(a, start) - offset, min(b, end) - offset, "match") for a, b in ranges]
    return _apply_styles(shown, style, [mark for mark in marks if mark[0] < mark[1]])


def _apply_styles(text: str, style: str, styles: Iterable[StyledRange]) -> Content:
    """Return ``text`` safe to show, in ``style`` and ``styles``, which count its characters."""
    shown = _with_spaces(text)
    spans = [Span(0, len(shown), style)] if style and shown else []
    for start, end, style_of in styles:
        first, last = min(start, len(text)), min(end, len(text))
        if shown != text:
            first, last = len(_with_spaces(text[:first])), len(_with_spaces(text[:last]))
        if first < last:
            spans.append(Span(first, last, style_of))
    return Content(shown, spans)


def _with_spaces(text: str) -> str:
    """Return ``text`` safe to show, with spaces for its tabs."""
    return display_text(text.expandtabs(_TAB_CELLS) if "\t" in text else text)


class Marks:
    """A source text and the ranges of it that are marked, given out as the text is read in order.

    Markdown leaves characters out, so what is read of it is looked for in the lines it is from.
    """

    def __init__(
        self, source: str, ranges: Iterable[TextRange] = (), styled: Sequence[StyledRange] = ()
    ) -> None:
        """Make the marks of ``source``; all ranges count its characters, in ascending order.

        Args:
            source: The text.
            ranges: What was found.
            styled: What has a style of its own, below that of what was found.
        """
        self._source = source
        matches: list[StyledRange] = [(start, end, "match") for start, end in ranges]
        self._layers = [(layer, [end for _, end, _ in layer]) for layer in (styled, matches)]
        self._line_starts: list[int] = []
        self._offset = 0
        self._stop = len(source)

    def between(self, start: int, end: int, style: str = "") -> Iterator[Content]:
        """Yield the characters from ``start`` to ``end`` safe to show and marked, in pieces."""
        while start < end:
            stop = end if end - start <= PIECE else self._cut(start + PIECE)
            yield self._shown(start, stop, style)
            start = stop

    def _cut(self, limit: int) -> int:
        """Return the last offset up to ``limit`` at which a cut changes nothing that is shown."""
        for cut in range(limit, limit - _CONTEXT_CHARACTERS, -1):
            before = self._source[cut - _CONTEXT_CHARACTERS : cut]
            after = self._source[cut : cut + _CONTEXT_CHARACTERS]
            if display_text(before) + display_text(after) == display_text(before + after):
                return cut
        return limit

    def read_lines(self, first: int, stop: int) -> None:
        """Go on reading in the lines from ``first`` to the one before ``stop``, from 0."""
        if not self._line_starts:
            ends = re.finditer("\n", self._source)
            self._line_starts = [0, *(end.end() for end in ends), len(self._source)]
        last = len(self._line_starts) - 1
        self._offset = max(self._offset, self._line_starts[min(first, last)])
        self._stop = self._line_starts[min(stop, last)]

    def holds(self, text: str) -> bool:
        """Tell whether ``text`` stands, as it is, in the lines being read."""
        return self._source.find(text, self._offset, self._stop) >= 0

    def on(self, text: str, style: str = "") -> Content:
        """Return ``text``, which is read next, safe to show, in ``style`` and marked.

        What Markdown has put together of several lines is looked for word by word.
        """
        start = self._find(text)
        if start is not None:
            return self._shown(start, start + len(text), style)
        styles: list[StyledRange] = []
        for word in _WORD.finditer(text):
            start = self._find(word[0])
            if start is not None:
                offset = word.start()
                ranges = self._ranges_in(start, start + len(word[0]))
                styles += [(first + offset, last + offset, other) for first, last, other in ranges]
        return _apply_styles(text, style, styles)

    def _find(self, text: str) -> int | None:
        start = self._source.find(text, self._offset, self._stop)
        if start < 0:
            return None
        self._offset = start + len(text)
        return start

    def _shown(self, start: int, end: int, style: str) -> Content:
        return _apply_styles(self._source[start:end], style, self._ranges_in(start, end))

    def _ranges_in(self, start: int, end: int) -> Iterator[StyledRange]:
        """Yield what is marked from ``start`` to ``end``, counted from ``start``."""
        for layer, ends in self._layers:
            for number in range(bisect_right(ends, start), len(layer)):
                first, last, style = layer[number]
                if first >= end:
                    break
                yield max(first, start) - start, min(last, end) - start, style
