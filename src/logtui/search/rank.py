"""Ranking: the entries that a query finds, best first.

Every word of a query that is not a stop word has to be found in an entry; where no entry has all,
``some_words`` finds those with the most telling ones. An entry is worth the mean of what its words
are worth; the best ones are ordered again by how the words stand in the title. Between equals the
newer entry comes first.

Alternatives count as one word, which is worth what the best of them is. The title of an entry is
compared with the words of all of them, so that a title with a bar in it that was pasted is found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from logtui.search.conditions import FilterError, Masks, check_query
from logtui.search.query import parse_query
from logtui.search.scoring import (
    ScoredTerm,
    filter_slots,
    level_sums,
    raise_together,
    score_neighbours,
    score_parts,
    score_term,
    slots_of_parts,
)
from logtui.search.similarity import RESCUE_TIERS, TIERS, UNFINISHED_TIERS
from logtui.search.some_words import missing_words, partial_slots
from logtui.search.words import STOP_WORDS

if TYPE_CHECKING:
    from logtui.document.model import Entry
    from logtui.search.index import Index
    from logtui.search.query import Query
    from logtui.search.scoring import ScoredPart

StopCheck: TypeAlias = Callable[[], bool]
"""Tells whether nobody waits for what is looked for any more."""

REFINED_ENTRIES = 100
"""Best entries that are ordered again by how the words stand in their titles."""

TITLE_COVERAGE_BONUS = 0.04
"""The bonus if the terms have all words of the title; for some of them, that share."""
EARLY_BONUS = 0.06
"""The bonus if the first term is the title's first word; each content word before it halves it."""
ORDER_BONUS = 0.04
ADJACENT_BONUS = 0.05
"""The bonus for a pair of terms in the title's order, and if nothing is between them."""


_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a query finds.

    Attributes:
        query: The parsed query.
        entries: Numbers of the document's entries that have all that is asked for, best first.
        scored_terms: How each term was found, and what was typed apart, for highlighting.
        missing: Where there are no such entries, those that have some of the words, best first,
            each with the words that it has not got.
        error: What is wrong with the query, so that nothing is found; None where nothing is.
    """

    query: Query
    entries: Sequence[int] = ()
    scored_terms: Sequence[ScoredTerm] = ()
    missing: Mapping[int, Sequence[str]] = field(default_factory=dict)
    error: FilterError | None = None

    @property
    def problem(self) -> str | None:
        """What is wrong, as a sentence for the user."""
        return str(self.error) if self.error else None

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
    if result is None:
        raise FilterError(f"{query!r} was given up")
    if result.error:
        raise result.error
    return [index.document.entries[number] for number in result.entries]


def search_index(
    index: Index,
    text: str,
    scope: Container[int] | None = None,
    should_stop: StopCheck = lambda: False,
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
    query = parse_query(text, index.saved_filters)
    terms = tuple(dict.fromkeys(query.all_terms))
    with index.corpus.lock:
        masks = Masks(index)
        try:
            check_query(index, query)
            if query.is_empty:
                return SearchResult(query)
            asked = masks.of_query(query) if query.filters or query.groups else None
            if absence := masks.absence_in(query):
                raise absence
        except FilterError as error:
            return SearchResult(query, error=error)
        asked_masks = () if asked is None else (masks.bytes_of(asked),)
        conditions = _Conditions(index, (*asked_masks, *index.live_masks), scope)
        neighbours = list(score_neighbours(index, query))
        joined_terms = [together.joined for together in neighbours]
        strictly_scored: list[ScoredTerm] = []
        for rescue in ((), RESCUE_TIERS):
            scored: list[ScoredTerm] = []
            for term in terms:
                if should_stop():
                    return None
                tiers = rescue or (UNFINISHED_TIERS if term.is_unfinished else TIERS)
                scored.append(ScoredTerm(term, score_term(index, term, tiers)))
            scored = raise_together(scored, neighbours)
            parts = score_parts(query, dict(scored), masks)
            slots = conditions.filter(slots_of_parts(parts) if parts else index.slots)
            if slots or len(terms) == 1:
                ranked = _rank_slots(index, parts, scored, slots)
                entries = list(map(index.entries.__getitem__, ranked))
                return SearchResult(query, entries, [*scored, *joined_terms])
            strictly_scored = strictly_scored or scored
        content = [scored for scored in strictly_scored if scored.term.text not in STOP_WORDS]
        slots = partial_slots(content, conditions.filter, index.age_ranks)
        scores = dict(strictly_scored)
        missing = {index.entries[slot]: missing_words(query, scores, slot) for slot in slots}
        return SearchResult(query, (), [*strictly_scored, *joined_terms], missing)


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


def _rank_slots(
    index: Index, parts: Sequence[ScoredPart], scored: Sequence[ScoredTerm], slots: list[int]
) -> list[int]:
    """Return ``slots`` with the best first, between equals the newest."""
    ages = index.age_ranks
    slots = sorted(slots, key=ages.__getitem__)
    if not scored:
        return slots
    if len(parts) < len(scored):
        # Of alternatives the best one counts, then how many of them there are.
        all_levels = [scores.levels for _, scores in scored]
        totals = dict(zip(slots, level_sums(all_levels, slots), strict=True))
        slots.sort(key=totals.__getitem__, reverse=True)
    levels = [part.levels for part in parts]
    sums: Sequence[int] | dict[int, int] = levels[0]
    if len(levels) > 1:
        sums = dict(zip(slots, level_sums(levels, slots), strict=True))
    slots.sort(key=sums.__getitem__, reverse=True)
    best_sum = sum(part.full_level for part in parts)
    titles = index.corpus.titles

    def refined_key(slot: int) -> tuple[float, int]:
        score = sums[slot] / best_sum + title_bonus(titles[slot], scored)
        return -round(score, _DECIMALS), ages[slot]

    return sorted(slots[:REFINED_ENTRIES], key=refined_key) + slots[REFINED_ENTRIES:]


def title_bonus(title: Sequence[str], scored: Sequence[ScoredTerm]) -> float:
    """Return the bonus for how the terms stand among the words of a ``title``."""
    similarities = [[scores.words.get(word, 0.0) for word in title] for _, scores in scored]
    # Where each term has the word that is most like it; -1 where none is.
    positions = [row.index(max(row)) if any(row) else -1 for row in similarities]
    covered = {position for position in positions if position >= 0}
    if not covered:
        return 0.0
    bonus = TITLE_COVERAGE_BONUS * len(covered) / len(title)
    if positions[0] >= 0:
        words_before = sum(word not in STOP_WORDS for word in title[: positions[0]])
        bonus += EARLY_BONUS * 2.0**-words_before
    pairs = [(a, b) for a, b in pairwise(positions) if 0 <= a < b]
    adjacent = sum(b == a + 1 for a, b in pairs)
    return bonus + (ORDER_BONUS * len(pairs) + ADJACENT_BONUS * adjacent) / max(1, len(scored) - 1)
