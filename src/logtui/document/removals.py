"""What goes with an entry that is taken out: its lines and the space that they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import blocks, lines, neighbours
from logtui.document.text import Span

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry

_SEPARATORS = " \t-–—:：|"


def span(document: Document, entry: Entry) -> Span:
    """Return what has to go so that ``entry`` is gone and the space around it is as before it came.

    With the last entry of a day its marker goes.
    """
    day = document.days[entry.day]
    if day.stop - day.first == 1 and not day.marker.empty:
        return _day(document, entry.day)
    return _entry(document, entry, neighbours.index_of(document, entry))


def _entry(document: Document, entry: Entry, index: int) -> Span:
    """Return the lines of one of several entries with the smaller of the spaces beside it.

    The line that an entry shares with the marker of its day stays; what parts the two goes.
    """
    day = document.days[entry.day]
    start, end = entry.span.start, blocks.content_end(document, entry)
    if index == day.first and blocks.shares_line(document, day):
        return Span(start - _separator(day.marker.of(document.text)), end)
    ahead = behind = ""
    above = start
    if index > day.first:
        above = blocks.content_end(document, document.entries[index - 1])
        ahead = document.text[above:start]
    if index + 1 < day.stop:
        behind = document.text[end : entry.span.end]
    if blocks.is_blank(ahead) and (not blocks.is_blank(behind) or len(ahead) <= len(behind)):
        return Span(above, end)
    if blocks.is_blank(behind):
        return Span(start, entry.span.end)
    return Span(start, lines.next_line(document.text, end))


def _separator(marker: str) -> int:
    """Return the length of what stands between ``marker`` and the entry in its line."""
    return len(marker) - len(marker.rstrip(_SEPARATORS))


def _day(document: Document, index: int) -> Span:
    """Return the lines of the day ``index`` with the space to the next one, or to the one above."""
    day = document.days[index]
    start, end = day.span.start, blocks.day_end(document, day)
    if blocks.space_behind(document, index) is not None:
        return Span(start, document.days[index + 1].span.start)
    if blocks.space_behind(document, index - 1) is not None:
        return Span(blocks.day_end(document, document.days[index - 1]), end)
    text = document.text
    above = len(text[:start].rstrip())
    if above and not text[end:].strip():
        return Span(above, end)
    return Span(start, _next_words(text, end))


def _next_words(text: str, end: int) -> int:
    """Return where the next line with text in it begins behind the one that ends at ``end``."""
    if not text[end:].strip():
        return lines.next_line(text, end)
    at = lines.next_line(text, end)
    while at < len(text) and not text[at : lines.end_of_line(text, at)].strip():
        at = lines.next_line(text, at)
    return at
