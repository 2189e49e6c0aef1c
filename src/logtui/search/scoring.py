"""What one word of a query is worth in each entry of a log."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import itemgetter
from typing import TYPE_CHECKING

from logtui.errors import LogtuiError
from logtui.search.index import Field
from logtui.search.query import parse_period, parse_period_or_range
from logtui.search.shapes import chain_tier, initials_tier, same_link_tier
from logtui.search.similarity import EXACT, similar_words
from logtui.search.words import compounds, fold, runs

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from logtui.search.index import Index
    from logtui.search.query import Filter, Term
    from logtui.search.similarity import WordTier

    ScoredSlots = Iterator[tuple[int, float]]
    EntryTier = Callable[[Index, Term], ScoredSlots]


FIELD_WEIGHTS = {Field.TITLE: 1.0, Field.NOTES: 0.67, Field.URL: 0.67, Field.KIND: 0.80}
"""What a word counts in each field, as a share of what it counts in the title."""

SHORTEST_NOTE_WORD = 3
"""Letters from which on more than an exact word is looked for beyond the title."""

MIN_SIMILARITY = {Field.TITLE: 0.0, Field.NOTES: 0.0, Field.URL: 0.80, Field.KIND: 0.80}
"""How alike a word has to be: links and kinds are full of short words that resemble others."""

PARTS_FACTOR = 0.90
"""What a compound is worth whose parts stand apart, as a share of what the parts are worth."""
LINK_SCORE = 0.80
"""What a piece of a link is worth: more than a word of it, less than one of the title."""
DATE_SCORE = 0.86
"""What the entry's date is worth, named by a word that might as well stand in a title."""

SHORTEST_LINK_PIECE = 4
_LINK_CHARACTERS = re.compile(r"[0-9./-]")

FULL_LEVEL = 250
"""The score 1.0 as it stands in a byte."""


@dataclass(frozen=True)
class Scores:
    """What a word of a query finds.

    Attributes:
        levels: For each slot its score times ``FULL``; 0 where the entry is not found.
        words: The words of the log that are like it, with how alike they are.
    """

    levels: bytearray
    words: dict[str, float]

    @cached_property
    def slots(self) -> list[int]:
        """The slots that are found, ascending; to be asked for when the board is complete."""
        return list(compress(range(len(self.levels)), self.levels))

    @cached_property
    def size(self) -> int:
        """How many slots are found."""
        return len(self.levels) - self.levels.count(0)

    def raise_to(self, slot: int, score: float) -> None:
        """Give ``slot`` this score unless it has a better one."""
        self.levels[slot] = max(self.levels[slot], round(score * FULL_LEVEL))


def score_term(index: Index, term: Term, tiers: tuple[WordTier, ...]) -> Scores:
    """Return what ``term`` finds in ``index``, its words being found by ``tiers``."""
    key = (index.corpus.size, term.text, tiers)
    return index.scores.get(key, lambda: _compute_scores(index, term, tiers))


def _compute_scores(index: Index, term: Term, tiers: tuple[WordTier, ...]) -> Scores:
    scores = _score_words(index, term, tiers)
    if len(term.parts) > 1:
        _add_parts(scores, [score_term(index, part, tiers) for part in term.part_terms()])
    for tier in ENTRY_TIERS:
        for slot, score in tier(index, term):
            scores.raise_to(slot, score)
    return scores


def _score_words(index: Index, term: Term, tiers: tuple[WordTier, ...]) -> Scores:
    corpus = index.corpus
    words = similar_words(corpus.vocabulary, term.word, tiers)
    scores = Scores(bytearray(len(corpus.titles)), words)
    found: list[tuple[int, array[int]]] = []
    for field, postings in corpus.postings.items():
        least, weight = min_similarity(field, term), FIELD_WEIGHTS[field] * FULL_LEVEL
        found += [
            (round(words[word] * weight), postings[word])
            for word in words.keys() & postings.keys()
            if words[word] >= least
        ]
    # From the lowest score up, so that a plain assignment leaves each slot its best.
    found.sort(key=itemgetter(0))
    board = scores.levels
    for level, slots in found:
        for slot in slots:
            board[slot] = level
    return scores


def min_similarity(field: Field, term: Term) -> float:
    """Return how alike ``term`` and a word of ``field`` have to be."""
    if len(term.word) < SHORTEST_NOTE_WORD and field is not Field.TITLE:
        return EXACT
    return MIN_SIMILARITY[field]


def common_slots(several: Sequence[Scores]) -> list[int]:
    """Return the slots that all of ``several`` find, ascending."""
    # From the rarest on, so that the least is looked up in the others.
    rarest, *others = sorted(several, key=lambda scores: scores.size)
    slots = rarest.slots
    for scores in others:
        slots = filter_slots(slots, scores.levels)
    return slots


def filter_slots(slots: Iterable[int], board: bytes | bytearray) -> list[int]:
    """Return those of ``slots`` that ``board`` has no 0 for."""
    return [slot for slot in slots if board[slot]]


def level_sums(boards: Sequence[bytes | bytearray], slots: Sequence[int]) -> Iterator[int]:
    """Yield for each of ``slots`` the sum of what ``boards`` have for it."""
    return map(sum, zip(*(map(board.__getitem__, slots) for board in boards), strict=True))


def _add_parts(scores: Scores, parts: Sequence[Scores]) -> None:
    """Take up the entries that have all parts of a word like ``self-correct``."""
    boards = [part.levels for part in parts]
    slots = common_slots(parts)
    for slot, level in zip(slots, level_sums(boards, slots), strict=True):
        scores.raise_to(slot, PARTS_FACTOR * level / len(parts) / FULL_LEVEL)
    for part in parts:
        for word, similarity in part.words.items():
            scores.words[word] = max(PARTS_FACTOR * similarity, scores.words.get(word, 0.0))


def link_tier(index: Index, term: Term) -> ScoredSlots:
    """Find the entries with a piece of their link typed or pasted."""
    if is_link_piece(term):
        for slot in index.corpus.urls.find(term.text):
            yield slot, LINK_SCORE


def is_link_piece(term: Term) -> bool:
    """Tell whether ``term`` looks like a piece of a link rather than a word of one."""
    return len(term.text) >= SHORTEST_LINK_PIECE and _LINK_CHARACTERS.search(term.text) is not None


def date_tier(index: Index, term: Term) -> ScoredSlots:
    """Find the entries of the day, month or year that the word names."""
    wanted = parse_period(term.text)
    if wanted is not None:
        for slot in index.in_period(wanted):
            yield slot, DATE_SCORE


def shape_tier(index: Index, term: Term) -> ScoredSlots:
    """Find the entries with these initials, or a chain of these beginnings, in the title."""
    yield from initials_tier(index, term.text)
    yield from chain_tier(index, term.letters)


ENTRY_TIERS: tuple[EntryTier, ...] = (link_tier, same_link_tier, date_tier, shape_tier)
"""How an entry is found by more than one of its words being alike."""


NO_VALUES = ("note", "link")
"""What ``no:`` takes, also in the plural or begun."""

_TEXT_FIELDS = (Field.TITLE, Field.NOTES, Field.URL)
_NEGATION = bytes([1]) + bytes(255)


class FilterError(LogtuiError):
    """An operator's value means nothing in this log; the message says what would."""


def filter_mask(index: Index, condition: Filter) -> bytes:
    """Return for each slot 1 where the entry meets ``condition``, else 0.

    Raises:
        FilterError: The value names no kind, time, host or part that there is.
    """
    board = bytearray(len(index.corpus.titles))
    for slot in _SLOTS_BY_OPERATOR[condition.name](index, condition.value):
        board[slot] = 1
    return bytes(board.translate(_NEGATION) if condition.is_negated else board)


def _slots_containing(index: Index, value: str) -> Iterator[int]:
    """Yield the slots with these characters in a link, or in words of the title and the notes."""
    yield from index.corpus.urls.find(value)
    pieces = [word.text for words in (runs(value), compounds(value)) for word in words]
    slots: Iterable[int] = range(len(index.corpus.titles)) if pieces else ()
    for piece in pieces:
        slots = filter_slots(slots, _mask_of_words_containing(index, piece))
    yield from slots


def _mask_of_words_containing(index: Index, letters: str) -> bytearray:
    corpus = index.corpus
    board = bytearray(len(corpus.titles))
    for word in corpus.vocabulary.containing(letters):
        for field in _TEXT_FIELDS:
            for slot in corpus.postings[field].get(word, ()):
                board[slot] = 1
    return board


def _slots_of_kind(index: Index, value: str) -> Iterator[int]:
    kinds = [kind for kind in index.corpus.kinds if _is_name_of_kind(value, kind)]
    if not kinds:
        known = "; ".join(index.corpus.kinds) or "none"
        raise FilterError(f"no kind of this log is called “{value}”; there is: {known}")
    for kind in kinds:
        yield from index.corpus.kinds[kind]


def _is_name_of_kind(value: str, kind: str) -> bool:
    words = [word.text for word in runs(kind)]
    wanted = [word.text for word in runs(value)]
    if not wanted:
        return value in fold(kind)
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _slots_in_period(index: Index, value: str) -> Iterator[int]:
    wanted = parse_period_or_range(value)
    if wanted is None:
        raise FilterError(
            f"“in:{value}” names no time; write in:2024, in:2024-06, in:june "
            "or in:2024-06-01..2024-07-15"
        )
    yield from index.in_period(wanted)


def _slots_on_host(index: Index, value: str) -> Iterator[int]:
    hosts = [host for host in index.corpus.hosts if value in host]
    if not hosts:
        raise FilterError(f"no link of this log goes to “{value}”")
    for host in hosts:
        yield from index.corpus.hosts[host]


def _slots_without(index: Index, value: str) -> Iterable[int]:
    corpus = index.corpus
    part = next((part for part in NO_VALUES if f"{part}s".startswith(value)), None)
    if part is None:
        raise FilterError(f"“no:{value}” is unknown; write no:note or no:link")
    if part == "link":
        return (slot for slot in range(len(corpus.titles)) if not corpus.urls.line(slot))
    return (slot for slot, noted in enumerate(corpus.noted) if not noted)


_SLOTS_BY_OPERATOR = {
    "exact": _slots_containing,
    "kind": _slots_of_kind,
    "in": _slots_in_period,
    "host": _slots_on_host,
    "no": _slots_without,
}
