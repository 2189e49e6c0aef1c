"""Ranking: the entries that a query finds, best first.

Every word of a query that is not a stop word has to be found in an entry; where no entry has all,
``some_words`` finds those with the most telling ones. An entry is worth the mean of what its words
are worth; the best ones are ordered again by how the words stand in the title. Between equals the
newer entry comes first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from logtui.search.query import parse_query
from logtui.search.scoring import (
    FULL_LEVEL,
    FilterError,
    ScoredTerm,
    common_slots,
    filter_mask,
    filter_slots,
    level_sums,
    score_term,
)
from logtui.search.similarity import RESCUE_TIERS, TIERS, UNFINISHED_TIERS
from logtui.search.some_words import missing_terms, partial_slots
from logtui.search.words import STOP_WORDS

if TYPE_CHECKING:
    from logtui.document.model import Entry
    from logtui.search.index import Index
    from logtui.search.query import Query, Term

STOP_WORD_WEIGHT = 0.3
"""What a stop word counts next to other words; alone it counts in full."""

REFINED_ENTRIES = 50
"""Best entries that are ordered again by how the words stand in their titles."""

TITLE_COVERAGE_BONUS = 0.08
"""The bonus if the words make up the whole title; for a part of it, that share."""
EARLY_BONUS = 0.05
"""The bonus if the first term is the title's first word; each content word before it halves it."""
ORDER_BONUS = 0.04
ADJACENT_BONUS = 0.05
"""The bonus for a pair of terms in the title's order, and if nothing is between them."""


_DECIMALS = 4
_FULL_LEVELS = bytes([FULL_LEVEL])
_STOP_WORD_LEVELS = bytes(round(STOP_WORD_WEIGHT * level) for level in range(256))


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a query finds.

    Attributes:
        query: The parsed query.
        entries: Numbers of the document's entries that have all that is asked for, best first.
        scored_terms: How each term was found, for highlighting.
        missing: Where there are no such entries, those that have some of the words, best first,
            each with the words that it has not got.
        problem: A sentence for the user where an operator's value means nothing in this log, so
            that nothing is found.
    """

    query: Query
    entries: Sequence[int] = ()
    scored_terms: Sequence[ScoredTerm] = ()
    missing: Mapping[int, Sequence[str]] = field(default_factory=dict)
    problem: str | None = None

    @property
    def listed(self) -> Sequence[int]:
        """What to show: the entries that have all words, or else those that have some."""
        return self.entries or list(self.missing)


def matching_entries(index: Index, query: str) -> list[Entry]:
    """Return the entries that ``query`` finds, best first.

    Raises:
        FilterError: It makes no sense in this log.
    """
    result = search_index(index, query)
    if result is None or result.problem:
        raise FilterError(result.problem if result else f"{query!r} was given up")
    return [index.document.entries[number] for number in result.entries]


def search_index(
    index: Index,
    text: str,
    scope: Container[int] | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> SearchResult | None:
    """Return what the query ``text`` finds among the entries in ``scope``, by default all.

    Args:
        index: The index; it may still be growing.
        text: The query as typed. One without letters, digits and operators finds nothing.
        scope: Numbers of entries.
        should_stop: Tells before each word whether the result is no longer needed.

    Returns:
        The result; None if ``should_stop`` has told so.
    """
    query = parse_query(text)
    if not query.terms and not query.filters:
        return SearchResult(query)
    with index.corpus.lock:
        try:
            filters = [filter_mask(index, condition) for condition in query.filters]
        except FilterError as error:
            return SearchResult(query, problem=str(error))
        conditions = _Conditions(index, (*filters, *index.live_masks), scope)
        strictly_scored: list[ScoredTerm] = []
        for rescue in ((), RESCUE_TIERS):
            scored: list[ScoredTerm] = []
            for term in query.terms:
                if should_stop():
                    return None
                tiers = rescue or (UNFINISHED_TIERS if term.is_unfinished else TIERS)
                scored.append(ScoredTerm(term, score_term(index, term, tiers)))
            required = _content_terms(scored) or scored
            slots = common_slots([scores for _, scores in required]) if required else index.slots
            slots = conditions.filter(slots)
            if slots or len(query.terms) == 1:
                ranked = _rank_slots(index, scored, slots)
                return SearchResult(query, list(map(index.entries.__getitem__, ranked)), scored)
            strictly_scored = strictly_scored or scored
        content = _content_terms(strictly_scored)
        slots = partial_slots(content, conditions.filter, index.age_ranks)
        missing = {index.entries[slot]: missing_terms(content, slot) for slot in slots}
        return SearchResult(query, (), strictly_scored, missing)


@dataclass(frozen=True, slots=True)
class _Conditions:
    """What an entry has to meet besides having the terms.

    Attributes:
        index: The index that is searched.
        masks: For each condition a mask with 1 for each slot that meets it.
        scope: Numbers of the entries that may be found; None for all.
    """

    index: Index
    masks: Sequence[bytes]
    scope: Container[int] | None

    def filter(self, slots: Iterable[int]) -> list[int]:
        """Return those of ``slots`` that meet all conditions, ascending."""
        slots = sorted(slots)
        slots = slots[: bisect_left(slots, self.index.slot_limit)]
        for mask in self.masks:
            slots = filter_slots(slots, mask)
        if self.scope is not None:
            slots = [slot for slot in slots if self.index.entries[slot] in self.scope]
        return slots


def _content_terms(scored: Sequence[ScoredTerm]) -> list[ScoredTerm]:
    return [scored_term for scored_term in scored if scored_term.term.text not in STOP_WORDS]


def _rank_slots(index: Index, scored: Sequence[ScoredTerm], slots: list[int]) -> list[int]:
    """Return ``slots`` with the best first, between equals the newest."""
    ages = index.age_ranks
    slots = sorted(slots, key=ages.__getitem__)
    if not scored:
        return slots
    levels = [_weight_levels(term, scores.levels) for term, scores in scored]
    worth: Callable[[int], int] = levels[0].__getitem__
    if len(levels) > 1:
        worth = dict(zip(slots, level_sums(levels, slots), strict=True)).__getitem__
    slots.sort(key=worth, reverse=True)
    best_sum = sum(_weight_levels(term, _FULL_LEVELS)[0] for term, _ in scored)
    titles = index.corpus.titles

    def refined_key(slot: int) -> tuple[float, int]:
        score = worth(slot) / best_sum + title_bonus(titles[slot], scored)
        return -round(score, _DECIMALS), ages[slot]

    return sorted(slots[:REFINED_ENTRIES], key=refined_key) + slots[REFINED_ENTRIES:]


def _weight_levels(term: Term, levels: bytes | bytearray) -> bytes | bytearray:
    return levels.translate(_STOP_WORD_LEVELS) if term.text in STOP_WORDS else levels


def title_bonus(title: Sequence[str], scored: Sequence[ScoredTerm]) -> float:
    """Return the bonus for how the terms stand among the words of a ``title``."""
    similarities = [[scores.words.get(word, 0.0) for word in title] for _, scores in scored]
    # Where each term has the word that is most like it; -1 where none is.
    positions = [row.index(max(row)) if any(row) else -1 for row in similarities]
    letters = sum(
        min(len(term.letters), len(title[position]))
        for (term, _), position in zip(scored, positions, strict=True)
        if position >= 0
    )
    if not letters:
        return 0.0
    bonus = TITLE_COVERAGE_BONUS * min(1.0, letters / sum(map(len, title)))
    if positions[0] >= 0:
        words_before = sum(word not in STOP_WORDS for word in title[: positions[0]])
        bonus += EARLY_BONUS * 2.0**-words_before
    pairs = [(a, b) for a, b in pairwise(positions) if 0 <= a < b]
    adjacent = sum(b == a + 1 for a, b in pairs)
    return bonus + (ORDER_BONUS * len(pairs) + ADJACENT_BONUS * adjacent) / max(1, len(scored) - 1)
