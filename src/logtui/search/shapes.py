"""Entries found as a whole: by initials, by words or beginnings run together, by a pasted link."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Prefix

from logtui.document.relations import same_link
from logtui.document.relations.same_link import link_identity
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.search.corpus import Field
from logtui.search.similarity import EXACT
from logtui.search.words import SHORTEST_ABBREVIATION, STOP_WORDS, skeleton

if TYPE_CHECKING:
    from logtui.search.corpus import SearchableLines
    from logtui.search.index import Index
    from logtui.search.query import Term

ScoredSlots = Iterator[tuple[int, float]]
"""Slots of entries, each with its score from 0 to 1."""

INITIALS_SCORE = 0.76
"""What initials are worth, without the bonus for how much of the title they stand for."""
INITIALS_LENGTHS = range(3, 8)

CHAIN_SCORE = 0.76
"""What a chain is worth, without the cost of skips and the bonus for coverage."""
CHAIN_SKIP_COST = 0.03
"""What a chain loses for each content word that it jumps over."""
MOST_SKIPS = 20
"""Content words that a chain may jump over: in a long paragraph almost any word is one."""
CHAIN_LENGTHS = range(4, 25)
SHORTEST_BEGINNING = 2
"""Letters that have to stand for a word of more than one."""
IN_NOTES_FACTOR = 0.67
"""What words that were typed in one go are worth in the notes, as a share of the title."""
SHORTEST_GLUED = 3
"""Letters of a word of the notes from which on it may be typed in one go with another."""

PIECES_SCORE = 0.76
"""What the words of a script without spaces are worth where they do not stand together."""
SHORTEST_UNSPACED = 4
"""Characters from which on such words may be several."""
_IDEOGRAPHS = "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
_IDEOGRAPH = lazy_pattern(_IDEOGRAPHS)
_SCRIPT_RUNS = lazy_pattern(f"{_IDEOGRAPHS}+|(?:(?!{_IDEOGRAPHS})[^\\W_])+")

MAX_CHAINS = 400
"""Titles with all the beginnings that are searched for a chain."""

COVERAGE_BONUS = 0.20
"""The bonus for standing for all words of the title; for some of them, that share of it."""

START_BONUS = 0.02
"""The bonus for standing for the beginning of the title."""


class ChainSegment(NamedTuple):
    """A piece of a chain: a word of the title by its number, and how many letters stand for it."""

    word: int
    letters: int


def initials_tier(index: Index, typed: str) -> ScoredSlots:
    """Find the entries with ``typed`` among the initials of the title's words."""
    if len(typed) not in INITIALS_LENGTHS or not typed.isalpha():
        return
    corpus = index.corpus
    for slot in corpus.initials.find(typed):
        score = INITIALS_SCORE + COVERAGE_BONUS * len(typed) / len(corpus.titles[slot])
        initials, _, content_initials = corpus.initials.line(slot).partition(" ")
        starts = initials.startswith(typed) or content_initials.startswith(typed)
        yield slot, score + (START_BONUS if starts else 0.0)


def chain_tier(index: Index, typed: str) -> ScoredSlots:
    """Find the entries whose title spells ``typed`` by beginnings of words.

    ``mechint`` is spelled by "Mechanistic Interpretability", ``qntzllm`` by "Quantized LLMs".
    Where a title has a word that begins with ``typed``, nothing is taken for a chain.
    """
    corpus = index.corpus
    titles, title_words = corpus.titles, corpus.postings[Field.TITLE]
    if len(typed) not in CHAIN_LENGTHS:
        return
    if any(word in title_words for word in corpus.vocabulary.starting_with(typed)):
        return
    for slot in _spellable_slots(index, typed)[:MAX_CHAINS]:
        title = titles[slot]
        if segments := find_chain(title, typed):
            spelled = {segment.word for segment in segments}
            skipped = {*range(min(spelled), max(spelled))} - spelled
            skips = sum(title[number] not in STOP_WORDS for number in skipped)
            coverage = len(segments) / len(title)
            score = CHAIN_SCORE - CHAIN_SKIP_COST * skips + COVERAGE_BONUS * coverage
            yield slot, score + (START_BONUS if 0 in spelled else 0.0)


def find_chain(words: Sequence[str], typed: str) -> tuple[ChainSegment, ...]:
    """Return the chain of at least two words that spells ``typed``; empty where there is none.

    Of several chains it is the one that jumps over the fewest content words.
    """
    best = _NO_CHAIN
    # The best chain for each number of letters that are spelled so far.
    chains_by_end: dict[int, _Chain] = {}
    for number, word in enumerate(words):
        skip = word not in STOP_WORDS
        extended = {
            end: _Chain(skips + skip, segments)
            for end, (skips, segments) in chains_by_end.items()
            if skips + skip <= MOST_SKIPS
        }
        for typed_end, (skips, segments) in [(0, _Chain(0, ())), *chains_by_end.items()]:
            for letters in _segment_lengths(word, typed[typed_end:]):
                chain = _Chain(skips, (*segments, ChainSegment(number, letters)))
                end = typed_end + letters
                if end < len(typed):
                    extended[end] = min(chain, extended.get(end, _NO_CHAIN))
                elif segments:
                    best = min(chain, best)
        chains_by_end = extended
    return best.segments


class _Chain(NamedTuple):
    """A chain that may still grow; the smaller of two is the better one."""

    skips: int
    segments: tuple[ChainSegment, ...]


_NO_CHAIN = _Chain(sys.maxsize, ())


def _segment_lengths(word: str, letters: str) -> range:
    """Return how many of ``letters`` may stand for ``word``, by its beginning or its skeleton."""
    if word[0] != letters[0]:
        return range(0)
    shortest = min(SHORTEST_BEGINNING, len(word))
    prefix_length = Prefix.similarity(word, letters)
    skeleton_length = Prefix.similarity(skeleton(word), letters)
    if prefix_length < shortest:
        shortest = SHORTEST_ABBREVIATION
    return range(shortest, max(prefix_length, skeleton_length) + 1)


def _spellable_slots(index: Index, typed: str) -> list[int]:
    """Return the slots whose titles have all the beginnings to spell ``typed``, in any order.

    A set of slots is one large number here, a bit for each: thousands of titles in one step.
    """
    slots_by_end = [_EVERY_SLOT]
    for end in range(1, len(typed) + 1):
        slots = 0
        for start in range(end):
            if slots_by_end[start] and end - start < len(typed):
                slots |= slots_by_end[start] & _slots_with_beginning(index, typed[start:end])
        slots_by_end.append(slots)
    return [bit.start() for bit in re.finditer("1", bin(slots_by_end[-1])[:1:-1])]


_EVERY_SLOT = -1


def _slots_with_beginning(index: Index, letters: str) -> int:
    """Return the slots with a title word that ``letters`` may stand for."""
    corpus = index.corpus
    key = (corpus.additions, letters)
    if (known_slots := index.beginnings.get(key)) is not None:
        return known_slots
    words = {letters}
    if len(letters) >= SHORTEST_BEGINNING:
        words.update(corpus.vocabulary.starting_with(letters))
    if len(letters) >= SHORTEST_ABBREVIATION and skeleton(letters) == letters:
        words.update(corpus.vocabulary.abbreviated_as(letters))
    slots_by_word = corpus.postings[Field.TITLE]
    bits = bytearray(len(corpus.titles) // 8 + 1)
    for word in words & slots_by_word.keys():
        for slot in slots_by_word[word]:
            bits[slot >> 3] |= 1 << (slot & 7)
    return index.beginnings.keep(key, int.from_bytes(bits, "little"))


def glued_tier(index: Index, typed: str) -> ScoredSlots:
    """Find the entries with two words in their notes that were typed in one go."""
    corpus = index.corpus
    note_words = corpus.postings[Field.NOTES]
    if corpus.vocabulary.starting_with(typed):
        return
    for words in glued_words(typed):
        if words.partition(" ")[0] in note_words:
            for line in corpus.note_texts.find(words):
                yield corpus.note_slots[line], CHAIN_SCORE * IN_NOTES_FACTOR


def glued_words(typed: str) -> Iterator[str]:
    """Yield each pair of words that ``typed`` may be, with a space between them."""
    last_end = len(typed) - SHORTEST_GLUED if len(typed) in CHAIN_LENGTHS else 0
    for end in range(SHORTEST_GLUED, last_end + 1):
        yield f"{typed[:end]} {typed[end:]}"


def pieces_tier(index: Index, typed: str) -> ScoredSlots:
    """Find the entries with pieces of ``typed``, in a script in which nobody types spaces."""
    pieces = unspaced_pieces(typed)
    if not pieces or any(True for _ in index.corpus.vocabulary.containing(typed)):
        return
    corpus = index.corpus
    for line in _lines_with_pieces(corpus.note_texts, pieces):
        yield corpus.note_slots[line], PIECES_SCORE * IN_NOTES_FACTOR
    for slot in _lines_with_pieces(corpus.title_texts, pieces):
        yield slot, PIECES_SCORE


def unspaced_pieces(typed: str) -> list[tuple[str, ...]]:
    """Return what has to be in a text that has all words of ``typed``; none where it is one word.

    Of each character of a script without spaces it is the pair with its neighbour before or after
    it, as either may be of another word. Letters and digits of other scripts stay together.
    """
    if len(typed) < SHORTEST_UNSPACED or typed.isascii() or not _IDEOGRAPH.search(typed):
        return []
    pieces: list[tuple[str, ...]] = []
    for run in _SCRIPT_RUNS.findall(typed):
        if not _IDEOGRAPH.match(run) or len(run) == 1:
            pieces.append((run,))
        else:
            pairs = ["".join(pair) for pair in pairwise(run)]
            pieces += [(pairs[0],), *pairwise(pairs), (pairs[-1],)]
    return pieces


def _lines_with_pieces(texts: SearchableLines[str], pieces: Iterable[tuple[str, ...]]) -> set[int]:
    """Return the numbers of the lines that have one of each of ``pieces``."""
    lines: set[int] | None = None
    for choice in dict.fromkeys(pieces):
        with_choice = {line for piece in choice for line in texts.find(piece)}
        lines = with_choice if lines is None else lines & with_choice
        if not lines:
            break
    return lines or set()


MAX_COMPARED_LINKS = 500
"""Links with the rarest part of the pasted one that are compared with it."""

_SITE_AND_PATH = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/.")
_QUERY_OR_FRAGMENT = re.compile("[?#].*")
_PERCENT_ENCODED = re.compile(r"%[0-9A-F]{2}")
_NUMBER_BONUS = 4
_UNRESERVED_RUN = re.compile(r"[a-z0-9._~-]+")


def same_link_tier(index: Index, term: Term) -> ScoredSlots:
    """Find the entries whose link is the same as the link, arXiv id or DOI that was pasted."""
    text = term.text
    if "://" in text or same_link.arxiv_id(text) or same_link.doi(text):
        pasted = link_identity(text)
    elif _SITE_AND_PATH.match(text):
        pasted = link_identity(f"//{text}")
    else:
        return  # an ordinary word
    urls = index.corpus.urls
    # A link may have been copied with a query or a fragment that the log's has not got.
    for identity in dict.fromkeys((pasted, _QUERY_OR_FRAGMENT.sub("", pasted))):
        slots = islice(urls.find(_rarest_part(identity)), MAX_COMPARED_LINKS)
        same = [slot for slot in slots if link_identity(urls.line(slot)) == identity]
        if same:
            yield from ((slot, EXACT) for slot in same)
            return


def _rarest_part(identity: str) -> str:
    """Return the rarest part of an ``identity`` that every spelling of its link has.

    Runs of unreserved characters are the same in every spelling; those of the path are rarer than
    the host, and long ones and numbers rarer than others.
    """
    host, _, path = _PERCENT_ENCODED.sub(" ", identity).removeprefix("//").partition("/")
    runs: list[str] = _UNRESERVED_RUN.findall(path) or _UNRESERVED_RUN.findall(host)
    return max(
        runs,
        key=lambda run: len(run) + _NUMBER_BONUS * any(map(str.isdigit, run)),
        default=identity,
    )
