"""Scoring: what the parts of a query are worth in each entry: its words, and the alternatives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from logtui.search.corpus import Field
from logtui.search.periods import period_in_log, users_today
from logtui.search.query import Term
from logtui.search.shapes import (
    ScoredSlots,
    chain_tier,
    glued_tier,
    initials_tier,
    pieces_tier,
    same_link_tier,
)
from logtui.search.similarity import EXACT, INFIX, TYPOS, prefix_tier, similar_words
from logtui.search.words import STOP_WORDS, exact_text, is_number

if TYPE_CHECKING:
    from array import array

    from logtui.search.conditions import Masks
    from logtui.search.index import Index
    from logtui.search.query import Group, Query
    from logtui.search.similarity import WordTier

EntryTier: TypeAlias = "Callable[[Index, Term], ScoredSlots]"
"""Gives the entries that a term finds as a whole."""


FIELD_WEIGHTS = {
    Field.TITLE: 1.0,
    Field.NOTES: 0.67,
    Field.URL: 0.67,
    Field.HOST: 0.67,
    Field.KIND: 0.80,
}
"""What a word counts in each field, as a share of what it counts in the title."""

SHORTEST_NOTE_WORD = 3
"""Letters from which on similar words count outside of the title, too."""

MIN_SIMILARITY = {
    Field.TITLE: 0.0,
    Field.NOTES: INFIX,
    Field.URL: 0.80,
    Field.HOST: TYPOS[2],
    Field.KIND: 0.80,
}
"""How alike a word has to be: links and kinds have many short words that resemble others, and notes
so many words that one of them is three typos, or one in four letters, away from most that is typed.

Of a link only the host is remembered well enough to be mistyped."""

MAX_SIMILARITY = {Field.HOST: TYPOS[1]}
"""How alike a word may be: one that is more alike counts as any word of the link does."""

PARTS_FACTOR = 0.90
"""What a compound with its parts apart is worth, as a share of what the parts are worth."""
TOGETHER_FACTOR = 0.95
"""What a word that was typed as two is worth, as a share of what it is worth in one."""
LINK_SCORE = 0.80
"""What a piece of a link is worth: more than a word of it, less than one of the title."""
DATE_SCORE = 0.86
"""What the entry's date is worth; its word might as well be one of a title."""

SHORTEST_LINK_PIECE = 4
_LINK_CHARACTERS = re.compile(r"[0-9./-]")

UNSIGNED_FACTOR = 0.5
"""What an entry without the signs of a word is worth where others have them."""

FULL_LEVEL = 250
"""The score 1.0 as it stands in a byte."""

STOP_WORD_WEIGHT = 0.3
"""What a stop word counts next to other words; alone it counts in full."""

_STOP_WORD_LEVELS = bytes(round(STOP_WORD_WEIGHT * level) for level in range(256))

_UNSIGNED_LEVELS = bytes(round(UNSIGNED_FACTOR * level) for level in range(256))


@dataclass(frozen=True)
class Scores:
    """What a word of a query finds.

    Attributes:
        levels: For each slot its score times ``FULL_LEVEL``; 0 where the entry is not found.
        words: The words of the log that are like it, with how alike they are.
    """

    levels: bytearray
    words: dict[str, float]

    @cached_property
    def slots(self) -> list[int]:
        """The slots that are found, ascending; only correct once the levels are complete."""
        return list(compress(range(len(self.levels)), self.levels))

    @cached_property
    def slot_count(self) -> int:
        """How many slots are found; only correct once the levels are complete."""
        return len(self.levels) - self.levels.count(0)

    def raised_by(self, other: Scores, factor: float) -> Scores:
        """Return these scores, or those of ``other`` times ``factor`` where they are better."""
        levels = other.levels.translate(bytes(round(factor * level) for level in range(256)))
        scores = Scores(bytearray(map(max, self.levels, levels)), dict(self.words))
        scores.add_words(other.words, factor)
        return scores

    def add_words(self, words: Mapping[str, float], factor: float) -> None:
        """Add ``words`` that are so alike times ``factor``."""
        for word, similarity in words.items():
            self.words[word] = max(factor * similarity, self.words.get(word, 0.0))

    def raise_to(self, slot: int, score: float) -> None:
        """Give ``slot`` this score unless it has a better one."""
        self.levels[slot] = max(self.levels[slot], round(score * FULL_LEVEL))


class ScoredTerm(NamedTuple):
    """A term of a query and what it finds."""

    term: Term
    scores: Scores


def score_term(index: Index, term: Term, tiers: tuple[WordTier, ...]) -> Scores:
    """Return what ``term`` finds in ``index``, with similar words found by ``tiers``."""
    # Some words name other days tomorrow.
    key = (index.corpus.additions, term.text, term.signed, tiers, users_today())
    if (known_scores := index.scores.get(key)) is not None:
        return known_scores
    scores = _score_words(index, term, tiers)
    if len(term.parts) > 1:
        parts = [score_term(index, part, tiers) for part in term.part_terms()]
        slots = common_slots(parts)
        sums = level_sums([part.levels for part in parts], slots)
        for slot, level_sum in zip(slots, sums, strict=True):
            scores.raise_to(slot, PARTS_FACTOR * level_sum / len(parts) / FULL_LEVEL)
        for part in parts:
            scores.add_words(part.words, PARTS_FACTOR)
    for tier in ENTRY_TIERS:
        for slot, score in tier(index, term):
            scores.raise_to(slot, score)
    if signed_slots := list(_signed_slots(index, term)) if term.signed else []:
        scores.levels[:] = scores.levels.translate(_UNSIGNED_LEVELS)
        for slot, score in signed_slots:
            scores.raise_to(slot, score)
    return index.scores.keep(key, scores)


class ScoredNeighbours(NamedTuple):
    """Two terms next to each other that make a word of the log, and what they find together."""

    first: Term
    second: Term
    joined: ScoredTerm


def score_neighbours(index: Index, query: Query) -> Iterator[ScoredNeighbours]:
    """Yield the terms of ``query`` that may have been typed apart: ``you tube``."""
    for first, second in pairwise(query.parts):
        if isinstance(first, Term) and isinstance(second, Term) and first.parts and second.parts:
            typed = first.word + second.word
            words = [] if is_number(typed) else index.corpus.vocabulary.starting_with(typed)
            if words and (second.is_unfinished or typed in words):
                joined = Term(typed, (typed,))
                scores = _score_words(index, joined, (prefix_tier,))
                yield ScoredNeighbours(first, second, ScoredTerm(joined, scores))


def raise_together(
    scored: Iterable[ScoredTerm], neighbours: Iterable[ScoredNeighbours]
) -> list[ScoredTerm]:
    """Return ``scored`` with what ``neighbours`` find together found by each of them."""
    scores = dict(scored)
    for first, second, joined in neighbours:
        for term in (first, second):
            scores[term] = scores[term].raised_by(joined.scores, TOGETHER_FACTOR)
    return [ScoredTerm(term, scores) for term, scores in scores.items()]


def _signed_slots(index: Index, term: Term) -> ScoredSlots:
    """Find the entries that have the term with its signs as a word of its own."""
    yield from _slots_with(index, term.signed)
    if not term.parts:
        yield from ((slot, FIELD_WEIGHTS[Field.KIND]) for slot in slots_of_sign(index, term.signed))


def _slots_with(index: Index, signed: str) -> ScoredSlots:
    corpus = index.corpus
    for slot in corpus.title_texts.find(signed):
        if _is_apart(signed, corpus.title_texts.line(slot)):
            yield slot, EXACT
    for number in corpus.note_texts.find(signed):
        if _is_apart(signed, corpus.note_texts.line(number)):
            yield corpus.note_slots[number], FIELD_WEIGHTS[Field.NOTES]


def slots_of_sign(index: Index, sign: str) -> Iterator[int]:
    """Yield the slots whose kind has ``sign`` in its symbol or name."""
    for kind, slots in index.corpus.kinds.items():
        if sign in exact_text(kind):
            yield from slots


def _is_apart(signed: str, text: str) -> bool:
    """Tell whether no letter of ``signed`` stands next to another one somewhere in ``text``."""
    before = r"(?<![^\W_])" if signed[0].isalnum() else ""
    after = r"(?![^\W_])" if signed[-1].isalnum() else ""
    return re.search(f"{before}{re.escape(signed)}{after}", text) is not None


def _score_words(index: Index, term: Term, tiers: tuple[WordTier, ...]) -> Scores:
    corpus = index.corpus
    words = similar_words(corpus.vocabulary, term.word, tiers)
    scores = Scores(bytearray(len(corpus.titles)), words)
    postings_by_level: list[tuple[int, array[int]]] = []
    for field, postings in corpus.postings.items():
        least, most = min_similarity(field, term), MAX_SIMILARITY.get(field, EXACT)
        weight = FIELD_WEIGHTS[field] * FULL_LEVEL
        postings_by_level += [
            (round(words[word] * weight), postings[word])
            for word in words.keys() & postings.keys()
            if least <= words[word] <= most
        ]
    # From the lowest score up, so that a plain assignment leaves each slot its best.
    postings_by_level.sort(key=itemgetter(0))
    levels = scores.levels
    for level, slots in postings_by_level:
        for slot in slots:
            levels[slot] = level
    return scores


def min_similarity(field: Field, term: Term) -> float:
    """Return how alike ``term`` and a word of ``field`` have to be."""
    if len(term.word) < SHORTEST_NOTE_WORD and field is not Field.TITLE:
        return EXACT
    return MIN_SIMILARITY[field]


def common_slots(all_scores: Sequence[Scores]) -> list[int]:
    """Return the slots that all of ``all_scores`` find, ascending."""
    # From the rarest on, so that the fewest slots are looked up in the others.
    rarest, *others = sorted(all_scores, key=lambda scores: scores.slot_count)
    slots = rarest.slots
    for scores in others:
        slots = filter_slots(slots, scores.levels)
    return slots


def filter_slots(slots: Iterable[int], mask: bytes | bytearray) -> list[int]:
    """Return the ``slots`` for which ``mask`` is not 0."""
    return [slot for slot in slots if mask[slot]]


def level_sums(all_levels: Sequence[bytes | bytearray], slots: Sequence[int]) -> Iterator[int]:
    """Yield for each of ``slots`` the sum of its levels."""
    return map(sum, zip(*(map(levels.__getitem__, slots) for levels in all_levels), strict=True))


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
    period = period_in_log(term.text, index.document)
    if period is not None:
        for slot in index.in_period(period):
            yield slot, DATE_SCORE


def number_tier(index: Index, term: Term) -> ScoredSlots:
    """Find the entries with a number whose thousands are parted, by its digits alone."""
    for number in parted_numbers(term):
        yield from _slots_with(index, number)


def parted_numbers(term: Term) -> list[str]:
    """Return ``26,000`` and ``26.000`` for ``26000``; none for what is no such number."""
    parted = f"{int(term.text):,}" if term.text.isdecimal() else ""
    return [parted, parted.replace(",", ".")] if len(parted) > len(term.text) else []


def shape_tier(index: Index, term: Term) -> ScoredSlots:
    """Find the entries with these initials, or a chain of these beginnings, in the title."""
    yield from initials_tier(index, term.text)
    yield from chain_tier(index, term.letters)
    yield from glued_tier(index, term.letters)
    yield from pieces_tier(index, term.letters)


ENTRY_TIERS: tuple[EntryTier, ...] = (
    link_tier,
    same_link_tier,
    date_tier,
    number_tier,
    shape_tier,
)
"""The ways to find an entry as a whole, besides by similar words."""


class ScoredPart(NamedTuple):
    """A part of a query by which entries are ranked.

    Attributes:
        scores: What it finds.
        is_stop_word: Whether it is a word that counts little and need not be there.
    """

    scores: Scores
    is_stop_word: bool

    @property
    def levels(self) -> bytes | bytearray:
        """For each slot what the part counts there."""
        levels = self.scores.levels
        return levels.translate(_STOP_WORD_LEVELS) if self.is_stop_word else levels

    @property
    def full_level(self) -> int:
        """What it counts at most."""
        return _STOP_WORD_LEVELS[FULL_LEVEL] if self.is_stop_word else FULL_LEVEL


def score_parts(query: Query, scores: Mapping[Term, Scores], masks: Masks) -> list[ScoredPart]:
    """Return the parts of ``query`` by which entries are ranked.

    Args:
        query: The query, or a branch of one.
        scores: What each of its words finds.
        masks: Which slots meet its conditions.
    """
    parts = []
    for part in query.parts:
        if isinstance(part, Term):
            parts.append(ScoredPart(scores[part], part.text in STOP_WORDS))
        elif any(True for _ in part.all_terms):
            parts.append(ScoredPart(_score_group(part, scores, masks), is_stop_word=False))
    return parts


def slots_of_parts(parts: Sequence[ScoredPart]) -> list[int]:
    """Return the slots that have all of ``parts``, of which there are some, ascending."""
    content = [part.scores for part in parts if not part.is_stop_word]
    return common_slots(content or [part.scores for part in parts])


def _score_group(group: Group, scores: Mapping[Term, Scores], masks: Masks) -> Scores:
    """Return what ``group`` is worth in each slot: what the best of its branches is worth there."""
    levels = bytearray(masks.slot_count)
    for branch in group.branches:
        mask = masks.bytes_of(masks.of_query(branch))
        parts = score_parts(branch, scores, masks)
        if not parts:
            branch_levels = mask.translate(bytes([0]) + bytes([FULL_LEVEL]) * 255)
            levels[:] = map(max, levels, branch_levels)
            continue
        slots = filter_slots(slots_of_parts(parts), mask)
        best_sum = sum(part.full_level for part in parts)
        sums = level_sums([part.levels for part in parts], slots)
        for slot, level_sum in zip(slots, sums, strict=True):
            levels[slot] = max(levels[slot], round(FULL_LEVEL * level_sum / best_sum), 1)
    return Scores(levels, {})
