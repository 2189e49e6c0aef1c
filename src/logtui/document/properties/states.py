"""Whether an entry is still to be read, being read, done or dropped.

It is what the entry says in one of these ways, the first one that says anything: a checkbox before
its title (``[ ]``, ``[/]``, ``[x]``, ``[-]``; with any other sign in it, it says nothing); a title
that is struck; a kind, a label or a tag that says ``to read``; the heading ``To read`` or ``Queue``
of a section without a date. Boxes in the notes of an entry are not its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from logtui.document.properties import queue_names
from logtui.document.text import lines, markdown
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.legend import Kind
    from logtui.document.model import Document, Entry

State = Literal["open", "reading", "done", "dropped"]
"""What an entry can be, as far as its log says so."""

STATES: tuple[State, ...] = ("open", "reading", "done", "dropped")
"""All states, in the order in which an entry comes to them."""

BOX_SIGNS: dict[State, str] = {"open": " ", "reading": "/", "done": "x", "dropped": "-"}
"""What stands in the checkbox of an entry with each state."""

_STATES_OF_SIGNS: dict[str, State] = {sign: state for state, sign in BOX_SIGNS.items()}
_STATES_OF_SIGNS["X"] = "done"

STRUCK = lazy_pattern(r"~~(?=\S)([^~]*[^\s~])~~")
"""What is struck, at the beginning of a title."""

_TAG = lazy_pattern(r"(?<![\w/#&])(?<!\]\()#([a-z]+(?:[-_][a-z]+)?)(?![\w/-])", re.IGNORECASE)
_TAG_LINE = lazy_pattern(
    r"[ \t>]*(?:[-*+][ \t]+)?(?:(?:\*\*|__)?tags:{1,2}(?:\*\*|__)?(?P<words>.*)"
    r"|(?:#[\w/-]+[ \t,]*)+$)",
    re.IGNORECASE,
)
_CODE = lazy_pattern(r"`[^`]*`")
_SIGN_OF_STATE = lazy_pattern(
    r"\[[ /xX-]\]|~~\S|(?<!\w)#(?=\w)|tags:|(?:\*\*|__)[^\W\d_][^*_\r\n]{1,32}(?:\*\*|__)",
    re.IGNORECASE,
)


def entry_state(document: Document, entry: Entry) -> State | None:
    """Return the state of ``entry``; None where it has none."""
    box = checkbox(document, entry)
    state = _STATES_OF_SIGNS.get(box.of(document.text)) if box else None
    if state in (None, "open") and is_struck(document, entry):
        return "dropped"
    if state is None and (
        is_queue_kind(document.kind(entry))
        or queue_tag(document, entry) is not None
        or document.days[entry.day].is_queue
    ):
        return "open"
    return state


def uses_states(document: Document) -> bool:
    """Tell whether ``document`` has a way to say that an entry is to be read, or was."""
    return (
        any(map(is_queue_kind, document.legend.kinds))
        or any(day.is_queue for day in document.days)
        or any(entry_state(document, entry) for entry in _signed_entries(document))
    )


def checkbox(document: Document, entry: Entry) -> Span | None:
    """Return where the sign in the checkbox of ``entry`` stands; None where it has no box.

    In a line that is day and entry at once, the box stands before the date.
    """
    before = document.bullet(entry)
    marker = document.days[entry.day].marker
    if before.is_empty and marker.end == entry.span.start:
        before = marker
    bullet = markdown.BULLET.match(document.text, before.start, before.end)
    if bullet is None or not document.text.startswith("[", bullet.end(), before.end):
        return None
    sign = Span(bullet.end() + 1, bullet.end() + 2)
    return sign if document.text.startswith("]", sign.end, before.end) else None


def is_struck(document: Document, entry: Entry) -> bool:
    """Tell whether the title of ``entry`` is struck: all of it, or all of its link."""
    title = document.parts(entry).title
    struck = STRUCK.match(document.text, title.start, title.end)
    if struck is None:
        return False
    link = document.parts(entry).link
    return struck.end() == title.end or (link is not None and link.end <= struck.end())


def is_queue_kind(kind: Kind | None) -> bool:
    """Tell whether ``kind``, of a legend or a label, is that of entries that are to be read."""
    if kind is None or not kind.name:
        return False
    if kind.symbol.startswith(("**", "__")):
        return queue_names.is_to_read(kind.name)
    return queue_names.is_queue(kind.name)


def queue_tag(document: Document, entry: Entry) -> Span | None:
    """Return where ``entry`` has a tag like ``#toread``, sign included; None where it has none.

    It stands in the lines of the title, or in a line of tags below.
    """
    text, head_end = document.text, document.head_end(entry)
    for start, line in lines.iter_lines(text, document.bullet(entry).end, entry.span.end):
        if "#" not in line and "tags:" not in line.casefold():
            continue
        tag_line = _TAG_LINE.match(line)
        if start > head_end and tag_line is None:
            continue
        prose = _CODE.sub(lambda code: " " * len(code[0]), line)
        for tag in _TAG.finditer(prose):
            if queue_names.is_queue_tag(tag[1]):
                return Span(*tag.span()).shift(start)
        if tag_line and tag_line["words"]:
            for word in re.finditer(r"[^\s,]+", prose[tag_line.start("words") :]):
                if queue_names.is_queue_tag(word[0]):
                    return Span(*word.span()).shift(start + tag_line.start("words"))
    return None


def _signed_entries(document: Document) -> Iterator[Entry]:
    """Yield the entries that hold a sign which may be one of a state."""
    offset = 0
    while sign := _SIGN_OF_STATE.search(document.text, offset):
        offset = sign.end()
        index = bisect_right(document.entries, offset, key=lambda entry: entry.span.start) - 1
        if index >= 0 and offset <= document.entries[index].span.end:
            yield document.entries[index]
            offset = max(offset, document.head_end(document.entries[index]))
