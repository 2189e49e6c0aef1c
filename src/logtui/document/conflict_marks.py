"""Conflicts that git or another program has left in a log, between its markers."""

from __future__ import annotations

from typing import NamedTuple

from logtui.document import lines
from logtui.document.conflicts import MARK, without_last_end
from logtui.document.text import Edit, Span

_OPEN, _BASE, _MIDDLE, _CLOSE = (char * MARK for char in "<|=>")


class MarkedConflict(NamedTuple):
    """A conflict between markers.

    Attributes:
        span: From the first character of the first marker to the end of the last one's line, its
            line end included; in characters.
        ours: The lines of the upper side, line ends included; may be empty.
        base: The lines before either side changed them; None where the markers do not give them.
        theirs: The lines of the lower side.
        our_label: What the first marker says behind its signs; may be empty.
        their_label: What the last marker says.
    """

    span: Span
    ours: str
    base: str | None
    theirs: str
    our_label: str
    their_label: str


class _Line(NamedTuple):
    """A marker: where its line begins and where the next one does, and what it says."""

    start: int
    end: int
    mark: str
    label: str


def find(text: str) -> tuple[MarkedConflict, ...]:
    """Return the conflicts in ``text``, in order; none of its other lines of such signs counts.

    A conflict is a line of seven ``<``, one of seven ``=`` and one of seven ``>`` in this order,
    with a line of seven ``|`` above the second where the base is given. Further lines between
    those, as the underline of a heading, are content. A conflict that nothing closes is none.
    """
    if _OPEN not in text or _CLOSE not in text:
        return ()
    found: list[MarkedConflict] = []
    inside: list[_Line] = []
    for at, content in lines.each(text):
        mark = content[:MARK]
        if mark not in _MARKS or content[MARK : MARK + 1].strip():
            continue
        line = _Line(at, lines.next_line(text, at + len(content)), mark, content[MARK:].strip())
        if mark == _OPEN:
            inside = [line]
        elif inside:
            inside.append(line)
        if inside and mark == _CLOSE:
            conflict = _conflict(text, inside)
            found += [conflict] if conflict else []
            inside = []
    return tuple(found)


def settled(text: str, conflict: MarkedConflict, choice: str) -> Edit:
    """Return the edit of ``text`` that puts the lines ``choice`` in the place of ``conflict``.

    Lines as one of the sides has them keep their ends, all others get those of the log. The last
    one is ended, too, unless nothing follows the conflict and it ends without a line end.
    """
    newline = lines.newline(text)
    known = {*lines.split(conflict.ours), *lines.split(conflict.theirs)}
    new = "".join(
        line if line in known else line.rstrip("\r\n") + newline for line in lines.split(choice)
    )
    if text[conflict.span.end - 1] not in "\r\n":
        new = without_last_end(new)
    return Edit(conflict.span, new)


_MARKS = frozenset({_OPEN, _BASE, _MIDDLE, _CLOSE})


def _conflict(text: str, marks: list[_Line]) -> MarkedConflict | None:
    """Return the conflict that ``marks`` make, the first and last of which open and close it."""
    first, last = marks[0], marks[-1]
    base = next((mark for mark in marks if mark.mark == _BASE), None)
    above = base or first
    middle = next(
        (
            mark
            for mark in marks
            if mark.mark == _MIDDLE and not mark.label and mark.start > above.start
        ),
        None,
    )
    if middle is None:
        return None
    return MarkedConflict(
        Span(first.start, last.end),
        text[first.end : (base or middle).start],
        text[base.end : middle.start] if base else None,
        text[middle.end : last.start],
        first.label,
        last.label,
    )
