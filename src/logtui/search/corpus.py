"""The corpus: the words of entries and where they are.

An entry is searched by its slot, the number under which its words were added.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, partial
from itertools import accumulate, chain
from sys import intern
from threading import Lock
from typing import NamedTuple

from logtui.document.text import urls
from logtui.search.words import (
    STOP_WORDS,
    exact_text,
    fold,
    host_words,
    is_number,
    is_remembered,
    link_word_forms,
    skeleton,
    spell,
    title_word_texts,
    word_form_texts,
)


class Field(Enum):
    """The part of an entry that a word is in."""

    TITLE = "title"
    NOTES = "notes"
    URL = "url"
    HOST = "host"
    KIND = "kind"


class IndexedEntry(NamedTuple):
    """What is searched of an entry, besides its notes.

    Attributes:
        title: The title as it is shown.
        url: The link; empty without one.
        kind: Symbol and name of the kind; empty without one.
    """

    title: str
    url: str
    kind: str


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
        self.kinds: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        self.hosts: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        self.title_texts = SearchableLines()
        self.note_texts = SearchableLines()
        self.note_slots = array("I")
        self.has_notes = bytearray()
        self.lock = Lock()
        self.additions = 0
        # Most pieces between blanks, sites and kinds come again and again, so they are taken apart
        # once.
        self._piece_words = _PieceWords()
        self._is_remembered = cache(is_remembered)
        self._slots_of_site = cache(self._slots_by_site)
        self._slots_of_kind = cache(self._slots_by_kind)

    def add_entries(self, entries: Sequence[IndexedEntry]) -> range:
        """Add entries without their notes and return their new slots.

        Many at once take a good part less time than each alone.
        """
        slots = range(len(self.titles), len(self.titles) + len(entries))
        pieces = [entry.title.split() for entry in entries]
        titles = [*map(self._piece_words.title_words, pieces)]
        self.titles += titles
        self.initials.extend(map(_initials, titles))
        self.urls.extend([fold(entry.url) for entry in entries])
        self.title_texts.extend([exact_text(entry.title) for entry in entries])
        self.has_notes.extend(bytes(len(entries)))
        _add_slots(self.postings[Field.TITLE], slots, map(self._piece_words.forms, pieces))
        for slot, entry in zip(slots, entries, strict=True):
            for kind_slots in self._slots_of_kind(entry.kind) if entry.kind else ():
                kind_slots.append(slot)
            # Whatever follows the third slash is not the host.
            site = "/".join(entry.url.split("/", 3)[:3])
            for site_slots in self._slots_of_site(site) if site else ():
                site_slots.append(slot)
        links = [filter(self._is_remembered, link_word_forms(entry.url)) for entry in entries]
        _add_slots(self.postings[Field.URL], slots, links)
        self.additions += 1
        return slots

    def add_notes(self, notes: Mapping[int, str]) -> None:
        """Add the notes, as they are shown, of the entries in some slots, ascending."""
        pieces = [text.split() for text in notes.values()]
        for slot in notes:
            self.has_notes[slot] = 1
        self.note_texts.extend([spell(" ".join(words)) for words in pieces])
        self.note_slots.extend(notes)
        _add_slots(self.postings[Field.NOTES], notes, map(self._piece_words.forms, pieces))
        self.additions += 1

    def forget_pieces(self) -> None:
        """Drop what is only needed to add many entries one after the other."""
        self._piece_words.clear()
        for remembered in self._is_remembered, self._slots_of_site, self._slots_of_kind:
            remembered.cache_clear()

    def _slots_by_site(self, site: str) -> list[array[int]]:
        """Return where a slot with a link to ``site``, scheme and host, has to be added."""
        host = urls.host_of(site)
        if not host:
            return []
        postings = self.postings[Field.HOST]
        return [self.hosts[host], *(postings[word] for word in host_words(host))]

    def _slots_by_kind(self, kind: str) -> list[array[int]]:
        """Return where a slot of ``kind`` has to be added."""
        postings = self.postings[Field.KIND]
        return [self.kinds[kind], *(postings[word] for word in word_form_texts(kind))]


def _initials(words: tuple[str, ...]) -> str:
    content_words = [word[0] for word in words if word not in STOP_WORDS]
    return f"{''.join([word[0] for word in words])} {''.join(content_words)}"


def _add_slots(postings: _Postings, slots: Iterable[int], words: Iterable[Iterable[str]]) -> None:
    """Add each of the ``slots`` to all ``postings`` of its ``words``."""
    for slot, words_of_slot in zip(slots, words, strict=True):
        for slots_of_word in map(postings.__getitem__, words_of_slot):
            slots_of_word.append(slot)


class _Postings(dict[str, "array[int]"]):
    """The slots of each word, which becomes one of the vocabulary when it is first met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, word: str) -> array[int]:
        self._vocabulary.add(word)
        self[intern(word)] = slots = array("I")
        return slots


class _PieceWords(dict[str, str]):
    """The words of pieces between blanks, each of which is taken apart once.

    A piece with one word and no other form is mapped to that, any other piece to an empty text.
    """

    def __init__(self) -> None:
        super().__init__()
        self._title_words: dict[str, tuple[str, ...]] = {}
        self._forms: dict[str, set[str]] = {}

    def __missing__(self, piece: str) -> str:
        forms = word_form_texts(piece)
        words = tuple(map(intern, title_word_texts(piece)))
        is_plain = len(forms) == 1 == len(words)
        if not is_plain:
            self._title_words[piece] = words
            self._forms[piece] = forms
        self[piece] = word = words[0] if is_plain else ""
        return word

    def title_words(self, pieces: Sequence[str]) -> tuple[str, ...]:
        """Return the words of the title that consists of ``pieces``."""
        words = tuple(map(self.__getitem__, pieces))
        if "" not in words:
            return words
        return tuple(
            chain.from_iterable(
                (word,) if word else self._title_words[piece]
                for piece, word in zip(pieces, words, strict=True)
            )
        )

    def forms(self, pieces: Sequence[str]) -> set[str]:
        """Return all forms by which ``pieces`` are found."""
        forms = set(map(self.__getitem__, pieces))
        if "" in forms:
            forms.remove("")
            forms.update(*map(self._forms.__getitem__, self._forms.keys() & pieces))
        return forms

    def clear(self) -> None:
        """Forget all pieces."""
        super().clear()
        self._title_words.clear()
        self._forms.clear()


class Vocabulary:
    """Distinct folded words. Words are only ever added."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._new_words: list[str] = []
        self._sorted_words: list[str] = []
        self._sorted_skeletons: list[str] = []
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._text = SearchableLines()

    def add(self, word: str) -> None:
        """Add ``word`` unless it is there already."""
        if word not in self._words:
            self._words.add(word)
            self._new_words.append(word)

    def starting_with(self, prefix: str) -> list[str]:
        """Return the words that begin with ``prefix``, also ``prefix`` itself."""
        self._sort_new_words()
        return _starting_with(self._sorted_words, prefix)

    def containing(self, part: str) -> Iterator[str]:
        """Yield the words that have ``part`` anywhere in them."""
        self._sort_new_words()
        return (self._text.line(number) for number in self._text.find(part))

    def abbreviated_as(self, consonants: str) -> Iterator[str]:
        """Yield the words whose skeleton begins with ``consonants``."""
        self._sort_new_words()
        lines = _starting_with(self._sorted_skeletons, consonants)
        return (line.partition(" ")[2] for line in lines)

    def of_length(self, lengths: Iterable[int]) -> list[str]:
        """Return the words with one of the ``lengths`` in letters, except numbers."""
        self._sort_new_words()
        return [word for length in lengths for word in self._by_length.get(length, [])]

    def _sort_new_words(self) -> None:
        """Make all words that were added be found: many at once take less time than each alone."""
        if not self._new_words:
            return
        self._sorted_words += self._new_words
        self._sorted_words.sort()
        self._text.extend(self._new_words)
        for word in self._new_words:
            if not is_number(word):
                self._by_length[len(word)].append(word)
                self._sorted_skeletons.append(f"{skeleton(word)} {word}")
        self._sorted_skeletons.sort()
        self._new_words.clear()


def _starting_with(ordered: list[str], prefix: str) -> list[str]:
    """Return the lines of ``ordered`` that begin with ``prefix``."""
    end = bisect_left(ordered, prefix + chr(sys.maxunicode))
    return ordered[bisect_left(ordered, prefix) : end]


class SearchableLines:
    """Texts without line breaks, searched as one. Lines are only ever added."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._starts: list[int] = []
        self._joined = ""
        self.extend = self._lines.extend
        """Appends lines."""
        self.line = self._lines.__getitem__
        """Gives the line of a number, counted from 0."""

    def find(self, needle: str) -> Iterator[int]:
        """Yield the numbers of the lines that have ``needle`` in them, each once, ascending."""
        if len(self._starts) < len(self._lines):
            self._joined = "\n".join([*self._lines, ""])
            self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=0))[:-1]
        position = self._joined.find(needle)
        while position >= 0:
            number = bisect_right(self._starts, position) - 1
            yield number
            position = self._joined.find(needle, self._starts[number] + len(self._lines[number]))
