"""Whether what a person makes of two versions of the same lines reads back as it is meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import extents
from logtui.document.merging.conflicts import MARKER_SIZE, resolve_conflict
from logtui.document.reading.parser import parse_text
from logtui.document.text import lines, markdown
from logtui.document.text.encoding import Encoding
from logtui.document.text.spans import Span
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from logtui.document.merging.conflicts import MarkedConflict
    from logtui.document.model import Document

_PLAIN_UTF8 = Encoding()
_LONGEST_QUOTE = 30
"""Characters of a line that a message quotes."""


class ResolutionError(LogtuiError):
    """Lines cannot take the place of two versions."""


class _ReadingInContext(NamedTuple):
    """How lines are read between those above and below them.

    Attributes:
        above: The entries that begin above, each with its date and what of it stands there.
        reaches: Whether the last of these goes on in the lines.
        below: The entries that begin below, each with its date.
        items: For each entry that begins in the lines whether it is a list item.
        loose: Lines that belong to no entry and are no day, without blank ones.
    """

    above: list[object]
    reaches: bool
    below: list[object]
    items: list[bool]
    loose: list[str]


def check_resolution(document: Document, conflict: MarkedConflict, choice: str) -> None:
    """Refuse to put the lines ``choice`` in the place of ``conflict`` if they do not read back.

    Raises:
        ResolutionError: They hold markers, or would not be read as entries, or would change how
            the entries around are read.
        EncodingError: They hold a character that the log cannot.
    """
    text, span = document.text, conflict.span
    first = max(0, bisect_right(document.days, span.start, key=lambda day: day.span.start) - 2)
    last = 1 + bisect_left(document.days, span.end, key=lambda day: day.span.start)
    start = document.days[first].span.start if first and document.days else 0
    end = document.days[last].span.start if last < len(document.days) else len(text)
    context = Span(start, span.start).of(text), Span(span.end, end).of(text)
    new = resolve_conflict(text, conflict, choice).text
    check_chosen_lines(new, (conflict.ours, conflict.theirs), context, document.encoding)


def check_chosen_lines(
    choice: str,
    sides: tuple[str, str],
    context: tuple[str, str] = ("", ""),
    encoding: Encoding = _PLAIN_UTF8,
) -> None:
    """Refuse the lines ``choice`` in the place of two versions if they do not read back.

    Args:
        choice: What a person has made of them.
        sides: Both versions; empty where one has deleted the lines.
        context: The lines above and below, whole days at best.
        encoding: That of the log.

    Raises:
        ResolutionError: As for ``check_resolution``.
        EncodingError: As for ``check_resolution``.
    """
    side_lines = {line for side in sides for _, line in lines.iter_lines(side)}
    for _, line in lines.iter_lines(choice):
        if line not in side_lines and _is_marker(line):
            message = f"{_quote_line(line)} is a conflict marker; take it out"
            raise ResolutionError(message)
    encoding.encode(choice)
    first = _first_text_line(choice)
    side_indents = [
        markdown.indent_columns(line) for side in sides if (line := _first_text_line(side))
    ]
    if first and side_indents and markdown.indent_columns(first) > max(side_indents):
        # It would belong to an entry above.
        message = (
            f"{_quote_line(first)} is indented under nothing; the first line begins where the"
            " versions do"
        )
        raise ResolutionError(message)
    new = _read_in_context(choice, encoding, context)
    old = [_read_in_context(side, encoding, context) for side in sides]
    _refuse_unread(choice, new, old, side_lines)
    if all(
        new.above != reading.above or new.reaches > reading.reaches for reading in old
    ) or not any(new.below == reading.below for reading in old):
        message = "these lines would change how other entries are read"
        raise ResolutionError(message)


def _is_marker(line: str) -> bool:
    signs, rest = line[:MARKER_SIZE], line[MARKER_SIZE:]
    return (
        bool(signs)
        and signs[0] in "<|=>"
        and signs == signs[0] * MARKER_SIZE
        and not rest[:1].strip()
    )


def _refuse_unread(
    choice: str, new: _ReadingInContext, old: list[_ReadingInContext], side_lines: set[str]
) -> None:
    """Raise where a line would not be read as an entry though the versions hold only these."""
    loose = next((line for line in new.loose if line not in side_lines), None)
    if loose is not None and not any(reading.loose for reading in old):
        message = f"{_quote_line(loose)} would not be read as an entry or a part of one"
        raise ResolutionError(message)
    if all(all(reading.items) for reading in old) and not all(new.items):
        index = new.items.index(False)
        word = (
            f"entry {index + 1} of these"
            if len(new.items) > 1
            else _quote_line(_first_text_line(choice))
        )
        message = f"{word} does not begin with a list marker as the versions do"
        raise ResolutionError(message)


def _read_in_context(text: str, encoding: Encoding, context: tuple[str, str]) -> _ReadingInContext:
    above, below = context
    whole = above + (lines.end_last_line(text, lines.newline(above + text)) if below else text)
    start, end = len(above), len(whole)
    document = parse_text(whole + below, encoding)
    entries = document.entries
    spans = [entry.span for entry in entries] + [day.marker for day in document.days]
    before = [entry for entry in entries if entry.span.start < start]
    inside = [entry for entry in entries if start <= entry.span.start < end]
    return _ReadingInContext(
        [
            (document.date(entry), whole[entry.span.start : min(entry.span.end, start)].rstrip())
            for entry in before
        ],
        bool(before) and extents.entry_end(document, before[-1]) > start,
        [
            (document.date(entry), entry.span.of(document.text))
            for entry in entries
            if entry.span.start >= end
        ],
        [bool(markdown.BULLET.match(entry.span.of(document.text))) for entry in inside],
        [
            line
            for offset, line in lines.iter_lines(document.text, start, end)
            if line.strip()
            and not any(offset < span.end and offset + len(line) > span.start for span in spans)
        ],
    )


def _first_text_line(text: str) -> str:
    return next((line for _, line in lines.iter_lines(text) if line.strip()), "")


def _quote_line(line: str) -> str:
    content = line.strip()
    return f"“{content[:_LONGEST_QUOTE]}…”" if len(content) > _LONGEST_QUOTE else f"“{content}”"
