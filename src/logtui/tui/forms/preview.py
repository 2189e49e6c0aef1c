"""What an edit will do to the file: the very lines, with the words that change marked."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from logtui.document.text import lines
from logtui.document.text.diff import hunks
from logtui.document.text.spans import Span
from logtui.tui.drawing.labels import label_text
from logtui.tui.drawing.styles import styled
from logtui.tui.drawing.word_diff import diff_lines, lines_without_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from logtui.document.model import Document
    from logtui.document.text.spans import Edit

_NEIGHBOUR = 1000
"""Characters that are shown of a line that stays as it is and only tells the place."""


_LONG_PLACE = 200
"""Lines in a row of which what becomes is shown where there may be many such places."""


def preview_lines(document: Document, edit: Edit, *, signs: bool = False) -> list[Content]:
    """Return the lines that ``edit`` takes away (``-``), adds (``+``) and stands between.

    A line of which only some words change is shown once (``~``), with what goes struck out, what
    comes marked, and long equal runs left out. Without colours, ``signs`` tell them apart.
    """
    around = _whole_lines(document.text, edit.span)
    old = around.of(document.text)
    new = old[: edit.span.start - around.start] + edit.text + old[edit.span.end - around.start :]
    above = _line_before(document.text, around.start)
    below = _line_after(document.text, around.end)
    return [
        *([styled(f"  {above}", "dim")] if above else []),
        *diff_lines(lines_without_ends(old), lines_without_ends(new), signs=signs),
        *([styled(f"  {below}", "dim")] if below else []),
    ]


def changed_lines(document: Document, edit: Edit, *, signs: bool = False) -> Iterator[Content]:
    """Yield what becomes of lines in all the places that ``edit`` changes, as ``preview_lines``.

    The rest is left out, and so is what a reader would not go through of a long place.
    """
    around = _whole_lines(document.text, edit.span)
    old_text = around.of(document.text)
    start, end = edit.span.start - around.start, edit.span.end - around.start
    old = lines_without_ends(old_text)
    new = lines_without_ends(old_text[:start] + edit.text + old_text[end:])
    for hunk in hunks(old, new):
        removed = old[hunk.start : min(hunk.end, hunk.start + _LONG_PLACE)]
        added = new[hunk.first : min(hunk.stop, hunk.first + _LONG_PLACE)]
        yield from diff_lines(removed, added, signs=signs)


def first_lines(changes: Iterator[Content], most: int) -> list[Content]:
    """Return the first ``most`` lines of ``changes``, and a sign where there are more."""
    shown = list(islice(changes, most + 1))
    return [*shown[:most], styled("…", "dim")] if len(shown) > most else shown


def _whole_lines(text: str, span: Span) -> Span:
    """Return the lines that ``span`` touches, without the end of the last one."""
    start = span.start
    while start > 0 and text[start - 1] not in "\r\n":
        start -= 1
    return Span(start, lines.end_of_line(text, span.end))


def _line_before(text: str, start: int) -> str:
    end = start
    while end > 0 and text[end - 1] in "\r\n":
        end -= 1
    return label_text(_whole_lines(text, Span(end, end)).of(text), _NEIGHBOUR) if end else ""


def _line_after(text: str, end: int) -> str:
    while end < len(text) and text[end] in "\r\n":
        end += 1
    return label_text(text[end : lines.end_of_line(text, end)], _NEIGHBOUR)
