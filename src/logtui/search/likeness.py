"""Which entries are about the same: by the rare words that their titles and notes share."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.relations.threads import take_steps
from logtui.search.words import STOP_WORDS, fold, is_number, runs, stem

if TYPE_CHECKING:
    from logtui.document.model import Document

MIN_SIMILARITY = 0.15
"""The cosine from which two entries are taken to be about the same."""

MOST_RELATED = 5
"""Related entries that are named at most."""

_TITLE_WEIGHT = 2
_SHORTEST_WORD = 3
_LONGEST_NOTES = 20_000
_SHARED_WORDS = range(2, 4)
"""How many words two entries have to share, and how many of them are named."""

_MAX_SHARE, _RARE_SHARE, _RARE_ENTRIES = 0.2, 0.04, 4
"""The shares of entries up to which a word tells something, and up to which it is rare; up to so
many entries it is rare in any log. One of the words that are shared has to be."""

_MOST_ENTRIES = 500
"""Entries up to which a word tells something in the longest log, so that none takes long."""


class RelatedEntry(NamedTuple):
    """An entry that is about the same as another one.

    Attributes:
        entry: Index in ``Document.entries``.
        words: The words that both have, those that tell most first.
    """

    entry: int
    words: tuple[str, ...]


class RelatedIndex:
    """The words of all entries of a document, taken up step by step.

    Attributes:
        document: The document; all numbers are indices of its ``entries``.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._weights: list[dict[str, float]] = []
        self._entries_by_word: dict[str, array[int]] = {}
        self._spellings: dict[str, str] = {}
        self._is_complete = False
        self._steps = self._take_up_entries()

    def advance(self, seconds: float) -> bool:
        """Work for about ``seconds`` and tell whether there is more to do."""
        return take_steps(self._steps, seconds)

    def related_to(self, entry: int) -> list[RelatedEntry]:
        """Return the entries that are about the same as ``entry``, the most alike first.

        None as long as not all entries are taken up.
        """
        if not self._is_complete:
            return []
        similarities: dict[int, float] = defaultdict(float)
        for word, weight in self._weights[entry].items():
            if self._is_in_at_most(word, _MAX_SHARE):
                for other in self._entries_by_word[word]:
                    similarities[other] += weight * self._weights[other][word]
        similarities.pop(entry, None)
        alike = [item for item in similarities.items() if item[1] >= MIN_SIMILARITY]
        alike.sort(key=lambda item: -item[1])
        related = []
        for other, _ in alike:
            words = self._shared_words(entry, other)
            is_rare = any(self._is_in_at_most(word, _RARE_SHARE) for word in words)
            if len(words) >= _SHARED_WORDS.start and is_rare:
                spellings = tuple(self._spellings[word] for word in words)
                related.append(RelatedEntry(other, spellings))
        return related[:MOST_RELATED]

    def _take_up_entries(self) -> Iterator[None]:
        """Count the words of an entry at each step, then weigh them by how rare they are."""
        for index in range(len(self.document.entries)):
            self._weights.append(self._count_words(index))
            for word in self._weights[index]:
                self._entries_by_word.setdefault(word, array("l")).append(index)
            yield
        count = len(self._weights)
        for weights in self._weights:
            for word in weights:
                weights[word] *= log(count / len(self._entries_by_word[word]))
            norm = sqrt(sum(weight * weight for weight in weights.values())) or 1
            for word in weights:
                weights[word] /= norm
            yield
        self._is_complete = True

    def _count_words(self, index: int) -> dict[str, float]:
        document, entry = self.document, self.document.entries[index]
        counts: Counter[str] = Counter()
        notes = (document.notes(entry) or "")[:_LONGEST_NOTES]
        for text, weight in ((document.title(entry), _TITLE_WEIGHT), (notes, 1)):
            for word in runs(text):
                is_told = len(word.text) >= _SHORTEST_WORD and word.text not in STOP_WORDS
                if is_told and not is_number(word.text):
                    root = stem(word.text)
                    self._spellings.setdefault(root, fold(text[word.start : word.end]))
                    counts[root] += weight
        return {word: 1 + log(count) for word, count in counts.items()}

    def _is_in_at_most(self, word: str, share: float) -> bool:
        limit = min(max(_RARE_ENTRIES, share * len(self._weights)), _MOST_ENTRIES)
        return len(self._entries_by_word[word]) <= limit

    def _shared_words(self, entry: int, other: int) -> list[str]:
        """Return the words that both have, by how much they add to their likeness."""
        first, second = self._weights[entry], self._weights[other]
        shared = [
            word for word in first if word in second and self._is_in_at_most(word, _MAX_SHARE)
        ]
        shared.sort(key=lambda word: -first[word] * second[word])
        return shared[: _SHARED_WORDS.stop - 1]
