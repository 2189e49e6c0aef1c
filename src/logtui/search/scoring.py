"""What one word of a query is worth in each entry of a log."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import itemgetter
from typing import TYPE_CHECKING

from logtui.search.corpus import Field
from logtui.search.periods import period
from logtui.search.sameness import same_link_tier
from logtui.search.similarity import EXACT, similar_words
from logtui.search.titles import chain_tier, initials_tier

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from logtui.search.index import Index
    from logtui.search.query import Term
    from logtui.search.similarity import Tier

    EntryFinds = Iterator[tuple[int, float]]
    EntryTier = Callable[[Index, Term], EntryFinds]

WEIGHTS = {Field.TITLE: 1.0, Field.NOTES: 0.67, Field.URL: 0.67, Field.KIND: 0.80}
"""What a word counts in each field, as a share of what it counts in the title."""

SHORTEST_NOTE_WORD = 3
"""Letters from which on more than an exact word is looked for beyond the title."""

CERTAIN = {Field.TITLE: 0.0, Field.NOTES: 0.0, Field.URL: 0.80, Field.KIND: 0.80}
"""How alike a word has to be: links and kinds are full of short words that resemble others."""

PARTS = 0.90
"""What a compound is worth whose parts stand apart, as a share of what the parts are worth."""
LINK = 0.80
"""What a piece of a link is worth: more than a word of it, less than one of the title."""
DATE = 0.86
"""What the entry's date is worth, named by a word that might as well stand in a title."""

SHORTEST_LINK = 4
_LINK_LIKE = re.compile(r"[0-9./-]")

FULL = 250
"""The score 1.0 as it stands in a byte."""


@dataclass(frozen=True)
class Scores:
    """What a word of a query finds.

    Attributes:
        board: For each slot its score times ``FULL``; 0 where the entry is not found.
        words: The words of the log that are like it, with how alike they are.
    """

    board: bytearray
    words: dict[str, float]

    @cached_property
    def slots(self) -> list[int]:
        """The slots that are found, ascending; to be asked for when the board is complete."""
        return list(compress(range(len(self.board)), self.board))

    @cached_property
    def size(self) -> int:
        """How many slots are found."""
        return len(self.board) - self.board.count(0)

    def raise_to(self, slot: int, score: float) -> None:
        """Give ``slot`` this score unless it has a better one."""
        self.board[slot] = max(self.board[slot], round(score * FULL))


def score_term(index: Index, term: Term, tiers: tuple[Tier, ...]) -> Scores:
    """Return what ``term`` finds in ``index``, its words being found by ``tiers``."""
    key = (index.corpus.size, term.text, tiers)
    return index.scores.get(key, lambda: _score_term(index, term, tiers))


def _score_term(index: Index, term: Term, tiers: tuple[Tier, ...]) -> Scores:
    scores = _score_words(index, term, tiers)
    if len(term.parts) > 1:
        _add_parts(scores, [score_term(index, part, tiers) for part in term.part_terms()])
    for tier in ENTRY_TIERS:
        for slot, score in tier(index, term):
            scores.raise_to(slot, score)
    return scores


def _score_words(index: Index, term: Term, tiers: tuple[Tier, ...]) -> Scores:
    corpus = index.corpus
    words = similar_words(corpus.vocabulary, term.word, tiers)
    scores = Scores(bytearray(len(corpus.titles)), words)
    found: list[tuple[int, array[int]]] = []
    for field, postings in corpus.postings.items():
        least, weight = least_similarity(field, term), WEIGHTS[field] * FULL
        found += [
            (round(words[word] * weight), postings[word])
            for word in words.keys() & postings.keys()
            if words[word] >= least
        ]
    # From the lowest score up, so that a plain assignment leaves each slot its best.
    found.sort(key=itemgetter(0))
    board = scores.board
    for level, slots in found:
        for slot in slots:
            board[slot] = level
    return scores


def least_similarity(field: Field, term: Term) -> float:
    """Return how alike ``term`` and a word of ``field`` have to be."""
    if len(term.word) < SHORTEST_NOTE_WORD and field is not Field.TITLE:
        return EXACT
    return CERTAIN[field]


def found_by_all(several: Sequence[Scores]) -> list[int]:
    """Return the slots that all of ``several`` find, ascending."""
    # From the rarest on, so that the least is looked up in the others.
    rarest, *others = sorted(several, key=lambda scores: scores.size)
    slots = rarest.slots
    for scores in others:
        slots = meeting(slots, scores.board)
    return slots


def meeting(slots: Iterable[int], board: bytes | bytearray) -> list[int]:
    """Return those of ``slots`` that ``board`` has no 0 for."""
    return [slot for slot in slots if board[slot]]


def sums(boards: Sequence[bytes | bytearray], slots: Sequence[int]) -> Iterator[int]:
    """Yield for each of ``slots`` the sum of what ``boards`` have for it."""
    return map(sum, zip(*(map(board.__getitem__, slots) for board in boards), strict=True))


def _add_parts(scores: Scores, parts: Sequence[Scores]) -> None:
    """Take up the entries that have all parts of a word like ``self-correct``."""
    boards = [part.board for part in parts]
    slots = found_by_all(parts)
    for slot, level in zip(slots, sums(boards, slots), strict=True):
        scores.raise_to(slot, PARTS * level / len(parts) / FULL)
    for part in parts:
        for word, similarity in part.words.items():
            scores.words[word] = max(PARTS * similarity, scores.words.get(word, 0.0))


def link_tier(index: Index, term: Term) -> EntryFinds:
    """Find the entries with a piece of their link typed or pasted."""
    if is_link_piece(term):
        for slot in index.corpus.urls.find(term.text):
            yield slot, LINK


def is_link_piece(term: Term) -> bool:
    """Tell whether ``term`` looks like a piece of a link rather than a word of one."""
    return len(term.text) >= SHORTEST_LINK and _LINK_LIKE.search(term.text) is not None


def date_tier(index: Index, term: Term) -> EntryFinds:
    """Find the entries of the day, month or year that the word names."""
    wanted = period(term.text)
    if wanted is not None:
        for slot in index.in_period(wanted):
            yield slot, DATE


def shape_tier(index: Index, term: Term) -> EntryFinds:
    """Find the entries with these initials, or a chain of these beginnings, in the title."""
    yield from initials_tier(index, term.text)
    yield from chain_tier(index, term.letters)


ENTRY_TIERS: tuple[EntryTier, ...] = (link_tier, same_link_tier, date_tier, shape_tier)
"""How an entry is found by more than one of its words being alike."""
