"""The vocabulary of a log: every distinct word once, and quick ways to words like another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from logtui.search.haystack import Haystack
from logtui.search.words import is_number, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Words are kept by each of their first prefixes up to this length; longer ones are filtered.
_PREFIX = 3


class Vocabulary:
    """Distinct folded words. Words are only ever added."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._by_prefix: defaultdict[str, list[str]] = defaultdict(list)
        self._by_skeleton: defaultdict[str, list[str]] = defaultdict(list)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._text = Haystack()

    def add(self, word: str) -> None:
        """Take up ``word``; a word that is there already stays as it is."""
        if word in self._words:
            return
        self._words.add(word)
        self._text.add(word)
        for end in range(1, min(len(word), _PREFIX) + 1):
            self._by_prefix[word[:end]].append(word)
        if not is_number(word):
            self._by_length[len(word)].append(word)
            self._by_skeleton[skeleton(word)[:_PREFIX]].append(word)

    def starting_with(self, prefix: str) -> list[str]:
        """Return the words that begin with ``prefix``, itself included."""
        words = self._by_prefix.get(prefix[:_PREFIX], [])
        return words if len(prefix) <= _PREFIX else [w for w in words if w.startswith(prefix)]

    def containing(self, part: str) -> Iterator[str]:
        """Yield the words that ``part`` stands in anywhere."""
        return (self._text.line(number) for number in self._text.find(part))

    def abbreviated(self, consonants: str) -> Iterator[str]:
        """Yield the words whose skeleton begins with ``consonants``, at least three letters."""
        words = self._by_skeleton.get(consonants[:_PREFIX], [])
        return (word for word in words if skeleton(word).startswith(consonants))

    def of_length(self, lengths: Iterable[int]) -> list[str]:
        """Return the words of these lengths in letters; pure numbers are left out."""
        return [word for length in lengths for word in self._by_length.get(length, [])]
