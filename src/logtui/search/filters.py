"""Operators: conditions that an entry meets or not, whatever else it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.errors import LogtuiError
from logtui.search.corpus import Field
from logtui.search.fold import fold
from logtui.search.periods import period_or_range
from logtui.search.scoring import meeting
from logtui.search.words import compounds, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from logtui.search.index import Index
    from logtui.search.query import Filter

PARTS_OF_ENTRIES = ("note", "link")
"""What ``no:`` takes, also in the plural or begun."""

_TEXT_FIELDS = (Field.TITLE, Field.NOTES, Field.URL)
_OPPOSITE = bytes([1]) + bytes(255)


class FilterError(LogtuiError):
    """An operator's value means nothing in this log; the message says what would."""


def filter_board(index: Index, condition: Filter) -> bytes:
    """Return for each slot 1 where the entry meets ``condition``, else 0.

    Raises:
        FilterError: The value names no kind, time, host or part that there is.
    """
    board = bytearray(len(index.corpus.titles))
    for slot in _FINDERS[condition.name](index, condition.value):
        board[slot] = 1
    return bytes(board.translate(_OPPOSITE) if condition.negated else board)


def _exactly(index: Index, value: str) -> Iterator[int]:
    """Yield the slots with these characters in a link, or in words of the title and the notes."""
    yield from index.corpus.urls.find(value)
    pieces = [word.text for words in (runs(value), compounds(value)) for word in words]
    slots: Iterable[int] = range(len(index.corpus.titles)) if pieces else ()
    for piece in pieces:
        slots = meeting(slots, _containing(index, piece))
    yield from slots


def _containing(index: Index, letters: str) -> bytearray:
    corpus = index.corpus
    board = bytearray(len(corpus.titles))
    for word in corpus.vocabulary.containing(letters):
        for field in _TEXT_FIELDS:
            for slot in corpus.postings[field].get(word, ()):
                board[slot] = 1
    return board


def _of_kind(index: Index, value: str) -> Iterator[int]:
    kinds = [kind for kind in index.corpus.kinds if _names_kind(value, kind)]
    if not kinds:
        known = "; ".join(index.corpus.kinds) or "none"
        raise FilterError(f"no kind of this log is called “{value}”; there is: {known}")
    for kind in kinds:
        yield from index.corpus.kinds[kind]


def _names_kind(value: str, kind: str) -> bool:
    words = [word.text for word in runs(kind)]
    wanted = [word.text for word in runs(value)]
    if not wanted:
        return value in fold(kind)
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _in_period(index: Index, value: str) -> Iterator[int]:
    wanted = period_or_range(value)
    if wanted is None:
        raise FilterError(
            f"“in:{value}” names no time; write in:2024, in:2024-06, in:june "
            "or in:2024-06-01..2024-07-15"
        )
    yield from index.in_period(wanted)


def _on_host(index: Index, value: str) -> Iterator[int]:
    hosts = [host for host in index.corpus.hosts if value in host]
    if not hosts:
        raise FilterError(f"no link of this log goes to “{value}”")
    for host in hosts:
        yield from index.corpus.hosts[host]


def _without(index: Index, value: str) -> Iterable[int]:
    corpus = index.corpus
    part = next((part for part in PARTS_OF_ENTRIES if f"{part}s".startswith(value)), None)
    if part is None:
        raise FilterError(f"“no:{value}” is unknown; write no:note or no:link")
    if part == "link":
        return (slot for slot in range(len(corpus.titles)) if not corpus.urls.line(slot))
    return (slot for slot, noted in enumerate(corpus.noted) if not noted)


_FINDERS = {
    "exact": _exactly,
    "kind": _of_kind,
    "in": _in_period,
    "host": _on_host,
    "no": _without,
}
