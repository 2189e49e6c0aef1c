"""How alike a typed word and the words of a log are, from 0 (not at all) to 1 (the same).

Each tier is one way of half-remembering a word, and yields words of the log with how alike each
is; the best tier of a word counts. The constants put the ways in order: typed in full, the
beginning, another grammatical form, mistyped, abbreviated, a piece from the middle. They were set
by known-item search: of the entries of a log, how many come back first for words made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import OSA

from logtui.search.words import (
    SHORTEST_ABBREVIATION,
    STOP_WORDS,
    is_number,
    is_unspaced,
    skeleton,
    stem,
)

if TYPE_CHECKING:
    from logtui.search.corpus import Vocabulary

ScoredWords = Iterator[tuple[str, float]]
"""Words of the log, each with how alike it is."""

WordTier: TypeAlias = "Callable[[Vocabulary, str], ScoredWords]"
"""Gives the words of a vocabulary that are like a typed one."""

EXACT = 1.0
PREFIX = 0.90
UNFINISHED = 0.955
STEM = 0.85
TYPOS = {1: 0.77, 2: 0.66}
SKELETON = 0.68
INFIX = 0.60
TYPO_PREFIX = 0.71
SHORT_TYPO = 0.59
"""In four letters, as most that is typed is one typo away from some word or its first four."""

SHORTEST_STEM = 4
SHORTEST_TYPO = 4
SHORTEST_WORD_OF_TWO_TYPOS = 8
SHORTEST_SAFE_TYPO = 5
SHORTEST_TYPO_PREFIX = 5
SHORTEST_INFIX = 3

RESCUE_TYPOS = {1: 0.72, 2: 0.60, 3: 0.49}
RESCUE_LENGTHS = ((8, 3), (5, 2), (3, 1))
"""Fewest letters and the typos forgiven from there on where nothing else matches."""


def similar_words(
    vocabulary: Vocabulary, typed: str, tiers: Iterable[WordTier]
) -> dict[str, float]:
    """Return the words like ``typed``, folded letters only, with how alike each is."""
    similarities: dict[str, float] = {}
    for tier in tiers:
        for word, similarity in tier(vocabulary, typed):
            if similarity > similarities.get(word, 0.0):
                similarities[word] = similarity
    return similarities


def prefix_tier(vocabulary: Vocabulary, typed: str) -> ScoredWords:
    """Find the word itself and the words that begin with it."""
    for word in vocabulary.starting_with(typed):
        yield word, EXACT if word == typed else PREFIX


def unfinished_tier(vocabulary: Vocabulary, typed: str) -> ScoredWords:
    """Find what a word that is still being typed may become: hardly less than itself."""
    for word in vocabulary.starting_with(typed):
        if word not in STOP_WORDS:
            yield word, UNFINISHED


def stem_tier(vocabulary: Vocabulary, typed: str) -> ScoredWords:
    """Find other grammatical forms of the word."""
    if len(typed) >= SHORTEST_STEM:
        typed_stem = stem(typed)
        for word in vocabulary.starting_with(typed_stem):
            if stem(word) == typed_stem:
                yield word, STEM


def typo_tier(vocabulary: Vocabulary, typed: str) -> ScoredWords:
    """Find words that become ``typed`` by one typo, in long words by two.

    A typo is a letter too many, too few or wrong, or two swapped (optimal string alignment). The
    beginning of a word of the log is taken as meant, not as mistyped.
    """
    if len(typed) < SHORTEST_TYPO or is_number(typed) or vocabulary.starting_with(typed):
        return
    most = 1 if len(typed) < SHORTEST_WORD_OF_TWO_TYPOS else 2
    for word, typos in _mistyped_words(vocabulary, typed, most):
        if min(len(typed), len(word)) < SHORTEST_SAFE_TYPO:
            yield word, SHORT_TYPO
        elif typos == 1:
            yield word, TYPOS[1]
        elif typed[0] == word[0] or typed[1:3] == word[1:3]:
            yield word, TYPOS[typos]


def typo_prefix_tier(vocabulary: Vocabulary, typed: str) -> ScoredWords:
    """Find words that begin with ``typed`` except for one typo after its first two letters."""
    if len(typed) < SHORTEST_TYPO_PREFIX or is_number(typed) or vocabulary.starting_with(typed):
        return
    words = vocabulary.starting_with(typed[:2])
    for length in range(len(typed) - 1, len(typed) + 2):
        prefixes = [word[:length] for word in words]
        for prefix, _, number in process.extract_iter(
            typed, prefixes, scorer=OSA.distance, score_cutoff=1
        ):
            is_safe = len(prefix) >= SHORTEST_SAFE_TYPO
            yield words[number], TYPO_PREFIX if is_safe else SHORT_TYPO


def skeleton_tier(vocabulary: Vocabulary, typed: str) -> ScoredWords:
    """Find words whose first letter and consonants begin with ``typed``: ``qntz``, ``trnsf``."""
    if len(typed) >= SHORTEST_ABBREVIATION and skeleton(typed) == typed and not is_number(typed):
        for word in vocabulary.abbreviated_as(typed):
            yield word, SKELETON


def infix_tier(vocabulary: Vocabulary, typed: str) -> ScoredWords:
    """Find words with ``typed`` in them, the only way in scripts without spaces."""
    if len(typed) >= SHORTEST_INFIX or is_unspaced(typed):
        for word in vocabulary.containing(typed):
            yield word, INFIX


def far_typo_tier(vocabulary: Vocabulary, typed: str) -> ScoredWords:
    """Find words with more typos than usual, also where ``typed`` begins another word."""
    most = next((typos for length, typos in RESCUE_LENGTHS if len(typed) >= length), 0)
    if most and not is_number(typed):
        for word, typos in _mistyped_words(vocabulary, typed, most):
            yield word, RESCUE_TYPOS[max(typos, 1)]


def _mistyped_words(vocabulary: Vocabulary, typed: str, most: int) -> Iterator[tuple[str, int]]:
    candidates = vocabulary.of_length(range(len(typed) - most, len(typed) + most + 1))
    matches = process.extract_iter(typed, candidates, scorer=OSA.distance, score_cutoff=most)
    return ((word, typos) for word, typos, _ in matches)


TIERS: tuple[WordTier, ...] = (
    prefix_tier,
    stem_tier,
    typo_tier,
    typo_prefix_tier,
    skeleton_tier,
    infix_tier,
)
"""The tiers of a word that is typed to its end."""

UNFINISHED_TIERS: tuple[WordTier, ...] = (*TIERS, unfinished_tier)
"""The tiers of a word that may still be being typed."""

RESCUE_TIERS: tuple[WordTier, ...] = (*UNFINISHED_TIERS, far_typo_tier)
"""The tiers of every word where the query as a whole finds nothing otherwise."""
