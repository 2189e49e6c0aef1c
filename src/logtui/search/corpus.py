"""The corpus: the words of entries and where they are.

An entry is searched by its slot, the number under which its words were added.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from itertools import chain
from sys import intern
from threading import Lock

from logtui.document.text import urls
from logtui.search.words import (
    STOP_WORDS,
    exact_text,
    fold,
    host_words,
    is_number,
    link_word_texts,
    skeleton,
    title_words,
    word_form_texts,
)


class Field(Enum):
    """The part of an entry that a word is in."""

    TITLE = "title"
    NOTES = "notes"
    URL = "url"
    HOST = "host"
    KIND = "kind"


class Corpus:
    """The words of entries, to which entries are only ever added.

    Attributes:
        vocabulary: All words of all fields.
        postings: For each field and word the slots that have it there, ascending.
        titles: For each slot the words of its title, in order.
        initials: For each slot the first letters of the title's words, then, after a space,
            those without the stop words.
        urls: For each slot its folded link; empty without one.
        kinds: For each kind, as "symbol name", the slots of that kind.
        hosts: For each host the slots with a link to it.
        title_texts: For each slot its title, folded, with all signs.
        note_texts: The same of the notes, in the order of ``note_slots``.
        note_slots: The slots that have notes.
        has_notes: For each slot 1 where the entry has notes, else 0.
        lock: To be held while adding and while searching.
        additions: How often something was added; as long as it is the same, so is all else.
    """

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.postings = {field: _Postings(self.vocabulary) for field in Field}
        self.titles: list[tuple[str, ...]] = []
        self.initials = SearchableLines()
        self.urls = SearchableLines()
        self.kinds: dict[str, array[int]] = {}
        self.hosts: dict[str, array[int]] = {}
        self.title_texts = SearchableLines()
        self.note_texts = SearchableLines()
        self.note_slots = array("I")
        self.has_notes = bytearray()
        self.lock = Lock()
        self.additions = 0
        # Most pieces between blanks come again and again, so they are taken apart once.
        self._forms = cache(_piece_forms)
        self._title_words = cache(_piece_title_words)
        self._host = cache(urls.host_of)

    def add_entry(self, title: str, url: str, kind: str) -> int:
        """Add an entry without its notes and return its new slot.

        Args:
            title: The title as it is shown.
            url: The link; empty without one.
            kind: Symbol and name of the kind; empty without one.
        """
        slot = len(self.titles)
        pieces = title.split()
        words = tuple(chain.from_iterable(map(self._title_words, pieces)))
        self.titles.append(words)
        initials = "".join([word[0] for word in words])
        content_initials = "".join([word[0] for word in words if word not in STOP_WORDS])
        self.initials.add(f"{initials} {content_initials}")
        self.urls.add(fold(url))
        self.title_texts.add(exact_text(title))
        self.has_notes.append(0)
        if kind:
            self.kinds.setdefault(kind, array("I")).append(slot)
        # Whatever follows the third slash is not the host.
        if host := self._host("/".join(url.split("/", 3)[:3])):
            self.hosts.setdefault(host, array("I")).append(slot)
            self._add_words(slot, Field.HOST, host_words(host))
        self._add_words(slot, Field.TITLE, self._form_texts(pieces))
        self._add_words(slot, Field.URL, link_word_texts(url))
        self._add_words(slot, Field.KIND, self._forms(kind))
        self.additions += 1
        return slot

    def add_notes(self, slot: int, notes: str) -> None:
        """Add the notes, as they are shown, of the entry in ``slot``."""
        self.has_notes[slot] = 1
        self.note_texts.add(exact_text(notes))
        self.note_slots.append(slot)
        self.additions += 1
        self._add_words(slot, Field.NOTES, self._form_texts(notes.split()))

    def forget_pieces(self) -> None:
        """Drop what is only needed to add many entries one after the other."""
        self._forms.cache_clear()
        self._title_words.cache_clear()
        self._host.cache_clear()

    def _form_texts(self, pieces: list[str]) -> set[str]:
        return set().union(*map(self._forms, pieces))

    def _add_words(self, slot: int, field: Field, words: Iterable[str]) -> None:
        for slots in map(self.postings[field].__getitem__, words):
            slots.append(slot)


class _Postings(dict[str, "array[int]"]):
    """The slots of each word, which becomes one of the vocabulary when it is first met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, word: str) -> array[int]:
        self._vocabulary.add(word)
        slots = self[intern(word)] = array("I")
        return slots


def _piece_forms(piece: str) -> tuple[str, ...]:
    return tuple(map(intern, word_form_texts(piece)))


def _piece_title_words(piece: str) -> tuple[str, ...]:
    return tuple([intern(word.text) for word in title_words(piece)])


_PREFIX_LENGTH = 3
"""Length of the longest prefixes by which words are kept; for longer ones they are filtered."""


class Vocabulary:
    """Distinct folded words. Words are only ever added."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._by_prefix: defaultdict[str, list[str]] = defaultdict(list)
        self._by_skeleton: defaultdict[str, list[str]] = defaultdict(list)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._text = SearchableLines()

    def add(self, word: str) -> None:
        """Add ``word`` unless it is there already."""
        if word in self._words:
            return
        self._words.add(word)
        self._text.add(word)
        for end in range(1, min(len(word), _PREFIX_LENGTH) + 1):
            self._by_prefix[word[:end]].append(word)
        if not is_number(word):
            self._by_length[len(word)].append(word)
            self._by_skeleton[skeleton(word)[:_PREFIX_LENGTH]].append(word)

    def starting_with(self, prefix: str) -> list[str]:
        """Return the words that begin with ``prefix``, also ``prefix`` itself."""
        words = self._by_prefix.get(prefix[:_PREFIX_LENGTH], [])
        if len(prefix) <= _PREFIX_LENGTH:
            return words
        return [word for word in words if word.startswith(prefix)]

    def containing(self, part: str) -> Iterator[str]:
        """Yield the words that have ``part`` anywhere in them."""
        return (self._text.line(number) for number in self._text.find(part))

    def abbreviated_as(self, consonants: str) -> Iterator[str]:
        """Yield the words whose skeleton begins with ``consonants``, at least three letters."""
        words = self._by_skeleton.get(consonants[:_PREFIX_LENGTH], [])
        return (word for word in words if skeleton(word).startswith(consonants))

    def of_length(self, lengths: Iterable[int]) -> list[str]:
        """Return the words with one of the ``lengths`` in letters, except numbers."""
        return [word for length in lengths for word in self._by_length.get(length, [])]


class SearchableLines:
    """Texts without line breaks, searched as one. Lines are only ever added."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._starts = array("Q")
        self._size = 0
        self._joined = ""

    def add(self, line: str) -> None:
        """Append ``line``."""
        self._lines.append(line)
        self._starts.append(self._size)
        self._size += len(line) + 1

    def line(self, number: int) -> str:
        """Return the line ``number``, counted from 0."""
        return self._lines[number]

    def find(self, needle: str) -> Iterator[int]:
        """Yield the numbers of the lines that have ``needle`` in them, each once, ascending."""
        if len(self._joined) < self._size:
            self._joined = "\n".join([*self._lines, ""])
        position = self._joined.find(needle)
        while position >= 0:
            number = bisect_right(self._starts, position) - 1
            yield number
            position = self._joined.find(needle, self._starts[number] + len(self._lines[number]))
