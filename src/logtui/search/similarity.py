"""How alike a typed word and the words of a log are, from 0 (not at all) to 1 (the same).

Each tier is one way of half-remembering a word, and yields words of the log with how alike each
is; the best tier of a word counts. The constants put the ways in order: typed in full, the
beginning, another grammatical form, mistyped, abbreviated, a piece from the middle. They were set
by known-item search: of the entries of a log, how many come back first for words made of them.
"""

from __future__ import annotations

import re
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
SHORTEST_UMLAUT = 3
SHORTEST_UMLAUT_PREFIX = 5
SHORTEST_TYPO = 4
SHORTEST_WORD_OF_TWO_SWAPS = 8
SHORTEST_WORD_OF_TWO_TYPOS = 10
SHORTEST_SAFE_TYPO = 5
SHORTEST_TYPO_PREFIX = 5
SHORTEST_INFIX = 3

_WRITTEN_OUT_UMLAUT = re.compile("([ao])e|(u)e(?=.)|(a)a")

RESCUE_TYPOS = {1: 0.72, 2: 0.60}
RESCUE_LENGTHS = {1: 3, 2: 5}
"""Letters from which on so many typos are forgiven where nothing else matches."""

WRITTEN_OUT_FACTOR = 0.95
"""What a word is worth whose umlauts are written out, as a share of the same without."""


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


def umlaut_tier(vocabulary: Vocabulary, typed: str) -> ScoredWords:
    """Find words whose umlauts are written out: ``naechste`` for ``nächste``."""
    plain = _WRITTEN_OUT_UMLAUT.sub(r"\1\2\3", typed)
    if not SHORTEST_UMLAUT <= len(plain) < len(typed) or vocabulary.starting_with(typed):
        return
    for word, similarity in prefix_tier(vocabulary, plain):
        if len(plain) >= SHORTEST_UMLAUT_PREFIX:
            yield word, WRITTEN_OUT_FACTOR * similarity
        elif word == plain:
            yield word, SHORT_TYPO


def version_tier(vocabulary: Vocabulary, typed: str) -> ScoredWords:
    """Find a version by its number: ``v6.1`` by ``6.1``, also where its marks are left out."""
    if is_number(typed):
        version = "v" + "".join(filter(str.isdigit, typed))
        if version in vocabulary.starting_with(version):
            yield version, INFIX


def typo_tier(vocabulary: Vocabulary, typed: str) -> ScoredWords:
    """Find words that become ``typed`` by one typo, in long words by two.

    A typo is a letter too many, too few or wrong, or two swapped (optimal string alignment). The
    beginning of a word of the log is taken as meant, not as mistyped. In words of medium length,
    letters may be in the wrong place, but not wrong, twice.
    """
    if len(typed) < SHORTEST_TYPO or is_number(typed) or vocabulary.starting_with(typed):
        return
    most = 1 if len(typed) < SHORTEST_WORD_OF_TWO_SWAPS else 2
    for word, typos in _mistyped_words(vocabulary, typed, most):
        is_long = len(typed) >= SHORTEST_WORD_OF_TWO_TYPOS
        is_alike = typos <= 1 or is_long or sorted(word) == sorted(typed)
        if is_alike and len(word) >= SHORTEST_TYPO:
            is_safe = min(len(typed), len(word)) >= SHORTEST_SAFE_TYPO
            yield word, TYPOS[typos] if is_safe else SHORT_TYPO


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
            if _digits(prefix) == _digits(typed):
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
    most = sum(len(typed) >= length for length in RESCUE_LENGTHS.values())
    if most and not is_number(typed):
        for word, typos in _mistyped_words(vocabulary, typed, most):
            if len(word) >= RESCUE_LENGTHS[max(typos, 1)]:
                yield word, RESCUE_TYPOS[max(typos, 1)]


def _mistyped_words(vocabulary: Vocabulary, typed: str, most: int) -> Iterator[tuple[str, int]]:
    """Yield the words with at most so many typos, which are none of digits.

    Words with two typos have the first letter in common, or the next two.
    """
    candidates = vocabulary.of_length(range(len(typed) - most, len(typed) + most + 1))
    digits = _digits(typed)
    for word, typos, _ in process.extract_iter(
        typed, candidates, scorer=OSA.distance, score_cutoff=most
    ):
        is_alike = typos <= 1 or typed[0] == word[0] or typed[1:3] == word[1:3]
        if is_alike and _digits(word) == digits:
            yield word, typos


def _digits(text: str) -> str:
    return "" if text.isalpha() else "".join(filter(str.isdigit, text))


TIERS: tuple[WordTier, ...] = (
    prefix_tier,
    stem_tier,
    umlaut_tier,
    version_tier,
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
