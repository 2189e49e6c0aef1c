"""Wrapping text of any length: its first lines are there before the rest of it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def wrapped(pieces: Iterable[Content], width: int) -> Iterator[Content]:
    """Yield the lines of a text, none wider than ``width`` cells where that is possible.

    They break where those of the whole text would.

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
