"""Some of the words: the entries that have the most telling ones, where no entry has all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest, nsmallest
from math import log
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from logtui.search.query import Term
from logtui.search.scoring import FULL_LEVEL
from logtui.search.similarity import STEM
from logtui.search.words import STOP_WORDS

if TYPE_CHECKING:
    from logtui.search.query import Query
    from logtui.search.scoring import ScoredTerm, Scores

MAX_PARTIAL_ENTRIES = 50
"""Entries that are listed where none has all of the words."""

FEWEST_TERMS = 2
"""Words from which on a query may be answered in part."""

SHORTEST_CERTAIN_TERM = 3
"""Letters from which on a word is surely meant where the log has it."""


class _WeightedTerm(NamedTuple):
    """What a term finds, and what it is worth where it is found: in full, and at most here."""

    rarity: float
    most: float
    scores: Scores


def partial_slots(
    content: Sequence[ScoredTerm],
    meet_conditions: Callable[[list[int]], list[int]],
    ages: Sequence[int],
) -> list[int]:
    """Return the slots that have the most telling terms, the best first, then the newest.

    There are none where the log has none of the terms for sure: it is not known then what is
    meant.

    Args:
        content: The terms that are not stop words.
        meet_conditions: Gives those of some slots that meet all that is asked for besides.
        ages: For each slot its position in the order from newest to oldest.
    """
    if len(content) < FEWEST_TERMS or not any(map(_is_certain, content)):
        return []
    weighted = sorted(
        (_weigh(scored.scores) for scored in content), reverse=True, key=attrgetter("most")
    )
    left = sum(term.most for term in weighted)
    totals: dict[int, float] = {}
    for rarity, most, scores in weighted:
        # What is left may not be enough to bring another entry among the best.
        best = nlargest(MAX_PARTIAL_ENTRIES, totals.values())
        are_settled = len(best) == MAX_PARTIAL_ENTRIES and best[-1] > left
        slots: Iterable[int] = totals if are_settled else meet_conditions(scores.slots)
        for slot in slots:
            totals[slot] = totals.get(slot, 0.0) + rarity * scores.levels[slot]
        left -= most
    return nsmallest(MAX_PARTIAL_ENTRIES, totals, key=lambda slot: (-totals[slot], ages[slot]))


def _is_certain(scored: ScoredTerm) -> bool:
    """Tell whether the log surely has the term, its beginning or another form of it."""
    return len(scored.term.letters) >= SHORTEST_CERTAIN_TERM and any(
        similarity >= STEM for similarity in scored.scores.words.values()
    )


def _weigh(scores: Scores) -> _WeightedTerm:
    """Return ``scores`` with how telling they are: the more, the fewer entries there are (idf)."""
    count = len(scores.levels)
    having = sum(scores.levels) / FULL_LEVEL
    rarity = log(1 + (count - having + 0.5) / (having + 0.5))
    return _WeightedTerm(rarity, rarity * max(scores.levels), scores)


def missing_words(query: Query, scores: Mapping[Term, Scores], slot: int) -> tuple[str, ...]:
    """Return the words of ``query`` that the entry in ``slot`` has not got, as they were typed.

    Of alternatives it is those of the one that lacks the fewest; stop words are not missed.
    """
    return tuple(_missing_words(query, scores, slot))


def _missing_words(query: Query, scores: Mapping[Term, Scores], slot: int) -> Iterator[str]:
    for part in query.parts:
        if not isinstance(part, Term):
            lacking = [missing_words(branch, scores, slot) for branch in part.branches]
            yield from min(lacking, key=len)
        elif part.text not in STOP_WORDS and not scores[part].levels[slot]:
            yield part.text
