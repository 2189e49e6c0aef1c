"""Whether an entry is still to be read, being read, done or dropped.

It is what the entry says in one of these ways, the first one that says anything: a checkbox before
its title (``[ ]``, ``[/]``, ``[x]``, ``[-]``; with any other sign in it, it says nothing); a title
that is struck; a kind, a label or a tag that says ``to read``; the heading ``To read`` or ``Queue``
of a section without a date. Boxes in the notes of an entry are not its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from logtui.document.properties import queue_names, tag_marks, tags
from logtui.document.text import lines, markdown
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.legend import Kind
    from logtui.document.model import Document, Entry
    from logtui.document.properties.tag_marks import TagMark

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
        or _is_queued(document, entry)
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


class QueueHabit(Enum):
    """How a log says that an entry is still to be read."""

    SECTION = "section"
    KIND = "kind"
    BOX = "box"
    LABEL = "label"
    TAG = "tag"


@lru_cache(maxsize=1)
def queue_habit(document: Document) -> QueueHabit | None:
    """Return how most entries of ``document`` say that they are to be read; None where none does.

    A section for them and a kind of the legend go first: they stand there to be used.
    """
    if any(day.is_queue for day in document.days):
        return QueueHabit.SECTION
    if any(map(is_queue_kind, document.legend.kinds)):
        return QueueHabit.KIND
    habits: Counter[QueueHabit] = Counter()
    for entry in _signed_entries(document):
        box = checkbox(document, entry)
        if box and box.of(document.text) in _STATES_OF_SIGNS:
            habits[QueueHabit.BOX] += 1
        elif is_queue_kind(document.kind(entry)):
            habits[QueueHabit.LABEL] += 1
        elif queue_tag(document, entry):
            habits[QueueHabit.TAG] += 1
    return habits.most_common(1)[0][0] if habits else None


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


def queue_tag(document: Document, entry: Entry) -> TagMark | None:
    """Return the tag of ``entry`` that says ``#toread`` or the like; None where it has none.

    It stands in the lines of the title, or in a line of tags below.
    """
    text, head_end = document.text, document.head_end(entry)
    if not queue_names.QUEUE_TAG.search(text, *entry.span):
        return None
    marks = list(tags.written_marks(document, entry))
    for start, line in lines.iter_lines(text, *entry.span) if marks else ():
        span = Span(start, start + len(line))
        in_line = [mark.shift(-start) for mark in marks if span.holds(mark.name)]
        if start <= head_end or tag_marks.is_tag_line(line, in_line):
            for mark in in_line:
                if queue_names.is_queue_tag(mark.name.of(line)):
                    return mark.shift(start)
    return None


def _is_queued(document: Document, entry: Entry) -> bool:
    """Tell whether ``entry`` is an item of a queue, or its link, and not a word about it."""
    if not document.days[entry.day].is_queue:
        return False
    bullet = document.bullet(entry).of(document.text)
    return bool(markdown.BULLET.match(bullet)) or document.url(entry) is not None


def _signed_entries(document: Document) -> Iterator[Entry]:
    """Yield the entries that hold a sign which may be one of a state."""
    offset = 0
    while sign := _SIGN_OF_STATE.search(document.text, offset):
        offset = sign.end()
        index = bisect_right(document.entries, offset, key=lambda entry: entry.span.start) - 1
        if index >= 0 and offset <= document.entries[index].span.end:
            yield document.entries[index]
            offset = max(offset, document.head_end(document.entries[index]))
