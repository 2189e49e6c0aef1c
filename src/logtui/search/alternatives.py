"""What the parts of a query are worth in each entry: its words, and the alternatives in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from logtui.search.query import Term
from logtui.search.scoring import FULL_LEVEL, Scores, common_slots, filter_slots, level_sums
from logtui.search.words import STOP_WORDS

if TYPE_CHECKING:
    from logtui.search.conditions import Masks
    from logtui.search.query import Group, Query

STOP_WORD_WEIGHT = 0.3
"""What a stop word counts next to other words; alone it counts in full."""

_STOP_WORD_LEVELS = bytes(round(STOP_WORD_WEIGHT * level) for level in range(256))


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
