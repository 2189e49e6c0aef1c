"""Wrapping: text of any length, and labels that have only a few lines."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def wrapped(pieces: Iterable[Content], width: int) -> Iterator[Content]:
    """Yield the lines of a text, none wider than ``width`` cells where that is possible.

    The first ones are there before the rest of the text is looked at. They break where those of
    the whole text would.

    Args:
        pieces: The text, cut anywhere; a few thousand characters each keep every step short.
        width: In cells.
    """
    unfinished = Content()
    for piece in pieces:
        text = unfinished + piece
        *lines, last = text.wrap(width)
        yield from lines
        # What follows may belong to the last line or to its last word: it is wrapped once more.
        words_end = len(text.plain.rstrip())
        start = max(words_end - len(last.plain.rstrip()), text.plain.rfind("\n") + 1)
        unfinished = text[start:]
    yield from unfinished.wrap(width)


def label_lines(label: Content, widths: Sequence[int]) -> list[Content]:
    """Return the lines of ``label``, as few as it needs, the last one cut with ``…`` if need be.

    Where the cut would hide what a search found, the last line goes on at that instead.

    Args:
        label: One line of text, what was found in the style ``match``.
        widths: For each line that it may take, its cells.
    """
    lines: list[Content] = []
    rest = label
    for width in widths[:-1]:
        offset = break_offset(rest.plain, width)
        if offset == len(rest.plain):
            return [*lines, rest]
        lines.append(rest[:offset].rstrip())
        rest = rest[len(rest.plain) - len(rest.plain[offset:].lstrip()) :]
    width = widths[-1]
    end = break_offset(rest.plain, width)
    hidden = [span.start for span in rest.spans if span.style == "match" and span.end > end]
    if end < len(rest.plain) and hidden:
        before = rest.plain.rfind(" ", 0, max(min(hidden) - width // 3, 0)) + 1
        if before:
            rest = Content("…").append(rest[before:])
    return [*lines, rest.truncate(max(width, 0), ellipsis=True)]


def break_offset(text: str, width: int) -> int:
    """Return the offset at which ``text`` breaks to fill a line of ``width`` cells."""
    if cell_len(text) <= width:
        return len(text)
    offset = width
    if not text.isascii():
        # How many characters fit; not all of them do.
        ends = accumulate(map(cell_len, text))
        offset = next((index for index, end in enumerate(ends) if end > width), len(text))
    space = text.rfind(" ", 0, offset + 1)
    return space if space > width // 2 else offset
