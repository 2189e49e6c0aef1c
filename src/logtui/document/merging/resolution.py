"""Whether what a person makes of two versions of the same lines reads back as it is meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import extents
from logtui.document.merging.conflicts import MARK, closed, settled
from logtui.document.reading.parser import parse_text
from logtui.document.text import lines, markdown
from logtui.document.text.encoding import Encoding
from logtui.document.text.spans import Span
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from logtui.document.merging.conflicts import MarkedConflict
    from logtui.document.model import Document

_SOUND = Encoding()
_SHOWN = 30
"""Characters of a line that a message quotes."""


class ResolutionError(LogtuiError):
    """Lines cannot take the place of two versions."""


class _Reading(NamedTuple):
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


def check_marked(document: Document, conflict: MarkedConflict, choice: str) -> None:
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
    around = Span(start, span.start).of(text), Span(span.end, end).of(text)
    new = settled(text, conflict, choice).text
    check_lines(new, (conflict.ours, conflict.theirs), around, document.encoding)


def check_lines(
    choice: str,
    sides: tuple[str, str],
    around: tuple[str, str] = ("", ""),
    encoding: Encoding = _SOUND,
) -> None:
    """Refuse the lines ``choice`` in the place of two versions if they do not read back.

    Args:
        choice: What a person has made of them.
        sides: Both versions; empty where one has deleted the lines.
        around: The lines above and below, whole days at best.
        encoding: That of the log.

    Raises:
        ResolutionError: As for ``check_marked``.
        EncodingError: As for ``check_marked``.
    """
    known = {line for side in sides for _, line in lines.each(side)}
    _refuse_markers(choice, known)
    encoding.encode(choice)
    _refuse_indented(choice, sides)
    new = _read(choice, encoding, around)
    old = [_read(side, encoding, around) for side in sides]
    _refuse_unread(choice, new, old, known)
    if all(
        new.above != reading.above or new.reaches > reading.reaches for reading in old
    ) or not any(new.below == reading.below for reading in old):
        message = "These lines would change how other entries are read."
        raise ResolutionError(message)


def _refuse_markers(choice: str, known: set[str]) -> None:
    for _, line in lines.each(choice):
        mark, char = line[:MARK], line[:1]
        is_mark = char and char in "<|=>" and mark == char * MARK and not line[MARK:][:1].strip()
        if is_mark and line not in known:
            message = f"{_quoted(line)} is a conflict marker; take it out."
            raise ResolutionError(message)


def _refuse_indented(choice: str, sides: tuple[str, str]) -> None:
    """Raise where the first line is deeper than in the versions: it would belong to one above."""
    first = _first_line(choice)
    known = [_indent(line) for side in sides if (line := _first_line(side))]
    if first and known and _indent(first) > max(known):
        message = (
            f"{_quoted(first)} is indented under nothing; the first line begins where the"
            " versions do."
        )
        raise ResolutionError(message)


def _refuse_unread(choice: str, new: _Reading, old: list[_Reading], known: set[str]) -> None:
    """Raise where a line would not be read as an entry though the versions hold only these."""
    loose = next((line for line in new.loose if line not in known), None)
    if loose is not None and not any(reading.loose for reading in old):
        message = f"{_quoted(loose)} would not be read as an entry or a part of one."
        raise ResolutionError(message)
    if all(all(reading.items) for reading in old) and not all(new.items):
        at = new.items.index(False)
        word = f"Entry {at + 1} of these" if len(new.items) > 1 else _quoted(_first_line(choice))
        message = f"{word} does not begin with a list marker as the versions do."
        raise ResolutionError(message)


def _read(text: str, encoding: Encoding, around: tuple[str, str]) -> _Reading:
    above, below = around
    whole = above + (closed(text, lines.newline(above + text)) if below else text)
    start, end = len(above), len(whole)
    document = parse_text(whole + below, encoding)
    entries = document.entries
    before = [entry for entry in entries if entry.span.start < start]
    inside = [entry for entry in entries if start <= entry.span.start < end]
    return _Reading(
        [
            (document.date(entry), whole[entry.span.start : min(entry.span.end, start)].rstrip())
            for entry in before
        ],
        bool(before) and extents.content_end(document, before[-1]) > start,
        [
            (document.date(entry), entry.span.of(document.text))
            for entry in entries
            if entry.span.start >= end
        ],
        [bool(markdown.BULLET.match(entry.span.of(document.text))) for entry in inside],
        _loose(document, Span(start, end)),
    )


def _loose(document: Document, lines_: Span) -> list[str]:
    taken = [entry.span for entry in document.entries] + [day.marker for day in document.days]
    return [
        line
        for at, line in lines.each(document.text, lines_.start, lines_.end)
        if line.strip() and not any(at < span.end and at + len(line) > span.start for span in taken)
    ]


def _first_line(text: str) -> str:
    return next((line for _, line in lines.each(text) if line.strip()), "")


def _indent(line: str) -> int:
    return lines.width(line[: len(line) - len(line.lstrip())])


def _quoted(line: str) -> str:
    words = line.strip()
    return f"“{words[:_SHOWN]}…”" if len(words) > _SHOWN else f"“{words}”"
