"""The corpus: the words of entries and where they are.

An entry is searched by its slot, the number under which its words were added.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, partial
from itertools import accumulate, chain
from sys import intern
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

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


Source = TypeVar("Source")


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
    """The words of entries, to which entries are only ever added, though their words may go.

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
        self.initials = SearchableLines(_initials)
        self.urls = SearchableLines(fold)
        self.kinds: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        self.hosts: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        self.title_texts = SearchableLines(exact_text)
        self.note_texts = SearchableLines(exact_text)
        self.note_slots = array("I")
        self.has_notes = bytearray()
        self.lock = Lock()
        self.additions = 0
        # Most pieces between blanks, sites and kinds come again and again, so they are taken apart
        # once.
        self._forms = _PieceForms()
        self._title_words = cache(_piece_title_words)
        self._is_remembered = cache(is_remembered)
        self._slots_of_sites: dict[str, list[array[int]]] = {}
        self._slots_of_kinds: dict[str, list[array[int]]] = {}

    def add_entries(self, entries: Sequence[IndexedEntry]) -> range:
        """Add entries without their notes and return their new slots.

        Many at once take a good part less time than each alone.
        """
        slots = range(len(self.titles), len(self.titles) + len(entries))
        pieces = [entry.title.split() for entry in entries]
        titles = [tuple(chain.from_iterable(map(self._title_words, words))) for words in pieces]
        self.titles += titles
        self.initials.extend(titles)
        self.urls.extend([entry.url for entry in entries])
        self.title_texts.extend([entry.title for entry in entries])
        self.has_notes.extend(bytes(len(entries)))
        _add_slots(self.postings[Field.TITLE], slots, map(self._forms.of_all, pieces))
        for slot, entry in zip(slots, entries, strict=True):
            for slots_of_kind in self._slots_of_kind(entry.kind):
                slots_of_kind.append(slot)
            for slots_of_site in self._slots_of_site(entry.url):
                slots_of_site.append(slot)
        links = [filter(self._is_remembered, link_word_forms(entry.url)) for entry in entries]
        _add_slots(self.postings[Field.URL], slots, links)
        self.additions += 1
        return slots

    def add_notes(self, notes: Mapping[int, str]) -> None:
        """Add the notes, as they are shown, of the entries in some slots, ascending."""
        pieces = [text.split() for text in notes.values()]
        for slot in notes:
            self.has_notes[slot] = 1
        self.note_texts.extend(notes.values())
        self.note_slots.extend(notes)
        _add_slots(self.postings[Field.NOTES], notes, map(self._forms.of_all, pieces))
        self.additions += 1

    def drop_words(self, live_slots: frozenset[int]) -> None:
        """Drop the words, hosts and kinds that only entries have whose slots are not alive.

        What a log does not say any more would hide what is only like it.
        """
        _drop_dead([self.hosts], live_slots)
        _drop_dead([self.kinds], live_slots)
        self.vocabulary.remove(_drop_dead([*self.postings.values()], live_slots))
        self.forget_pieces()
        self.additions += 1

    def make_lines(self) -> None:
        """Make the lines of all entries; otherwise the first search has to wait for them."""
        for lines in (self.initials, self.urls, self.title_texts, self.note_texts):
            lines.make()

    def forget_pieces(self) -> None:
        """Drop what is only needed to add many entries one after the other."""
        self._forms.clear()
        self._title_words.cache_clear()
        self._is_remembered.cache_clear()
        self._slots_of_sites.clear()
        self._slots_of_kinds.clear()

    def _slots_of_site(self, url: str) -> list[array[int]]:
        """Return where a slot with the link ``url`` has to be added because of its host."""
        # Whatever follows the third slash is not the host.
        site = "/".join(url.split("/", 3)[:3])
        if site not in self._slots_of_sites:
            host, postings = urls.host_of(site), self.postings[Field.HOST]
            slots_of_words = [postings[word] for word in host_words(host)]
            self._slots_of_sites[site] = [self.hosts[host], *slots_of_words] if host else []
        return self._slots_of_sites[site]

    def _slots_of_kind(self, kind: str) -> list[array[int]]:
        """Return where a slot of ``kind`` has to be added."""
        if kind not in self._slots_of_kinds:
            postings = self.postings[Field.KIND]
            slots_of_words = [postings[word] for word in word_form_texts(kind)]
            self._slots_of_kinds[kind] = [self.kinds[kind], *slots_of_words] if kind else []
        return self._slots_of_kinds[kind]


def _initials(words: tuple[str, ...]) -> str:
    content_words = [word[0] for word in words if word not in STOP_WORDS]
    return f"{''.join([word[0] for word in words])} {''.join(content_words)}"


def _add_slots(postings: _Postings, slots: Iterable[int], words: Iterable[Iterable[str]]) -> None:
    """Add each of the ``slots`` to all ``postings`` of its ``words``."""
    for slot, words_of_slot in zip(slots, words, strict=True):
        for slots_of_word in map(postings.__getitem__, words_of_slot):
            slots_of_word.append(slot)


def _drop_dead(tables: Sequence[dict[str, array[int]]], live_slots: frozenset[int]) -> set[str]:
    """Drop the names that have a live slot in none of the ``tables``, and return them."""
    dead = {
        name
        for name in set().union(*tables)
        if all(live_slots.isdisjoint(table.get(name, ())) for table in tables)
    }
    for table in tables:
        for name in dead & table.keys():
            del table[name]
    return dead


class _Postings(dict[str, "array[int]"]):
    """The slots of each word, which becomes one of the vocabulary when it is first met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, word: str) -> array[int]:
        self._vocabulary.add(word)
        self[intern(word)] = slots = array("I")
        return slots


class _PieceForms(dict[str, str]):
    """For each piece between blanks the one form by which it is found.

    A piece that has none or several is mapped to an empty text.
    """

    def __init__(self) -> None:
        super().__init__()
        self._several: dict[str, set[str]] = {}

    def __missing__(self, piece: str) -> str:
        forms = word_form_texts(piece)
        if len(forms) > 1:
            self._several[piece] = forms
        self[piece] = form = next(iter(forms)) if len(forms) == 1 else ""
        return form

    def of_all(self, pieces: Iterable[str]) -> set[str]:
        """Return the forms of all ``pieces``."""
        forms = set(map(self.__getitem__, pieces))
        if "" in forms:
            forms.remove("")
            forms.update(*map(self._several.__getitem__, self._several.keys() & pieces))
        return forms

    def clear(self) -> None:
        """Forget all pieces."""
        super().clear()
        self._several.clear()


def _piece_title_words(piece: str) -> tuple[str, ...]:
    return tuple(map(intern, title_word_texts(piece)))


class Vocabulary:
    """Distinct folded words."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._new_words: list[str] = []
        self._sorted_words = _SortedLines(str)
        self._sorted_skeletons = _SortedLines(_skeleton_and_word)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._text = SearchableLines(str)

    def add(self, word: str) -> None:
        """Add ``word`` unless it is there already."""
        if word not in self._words:
            self._words.add(word)
            self._new_words.append(word)

    def remove(self, words: set[str]) -> None:
        """Remove those of the ``words`` that are there."""
        self._order_new_words()
        dead = self._words & words
        if dead:
            self._words -= dead
            self._sorted_words.remove(dead)
            self._sorted_skeletons.remove(set(map(_skeleton_and_word, dead)))
            self._text.remove(dead)
            for words_of_length in self._by_length.values():
                words_of_length[:] = [word for word in words_of_length if word not in dead]

    def starting_with(self, prefix: str) -> list[str]:
        """Return the words that begin with ``prefix``, also ``prefix`` itself."""
        self._order_new_words()
        return self._sorted_words.starting_with(prefix)

    def containing(self, part: str) -> Iterator[str]:
        """Yield the words that have ``part`` anywhere in them."""
        self._order_new_words()
        return (self._text.line(number) for number in self._text.find(part))

    def abbreviated_as(self, consonants: str) -> Iterator[str]:
        """Yield the words whose skeleton begins with ``consonants``."""
        self._order_new_words()
        lines = self._sorted_skeletons.starting_with(consonants)
        return (line.partition(" ")[2] for line in lines)

    def of_length(self, lengths: Iterable[int]) -> list[str]:
        """Return the words with one of the ``lengths`` in letters, except numbers."""
        self._order_new_words()
        return [word for length in lengths for word in self._by_length.get(length, [])]

    def order(self) -> Iterator[None]:
        """Put all words in order, step by step; otherwise the first search has to wait for that."""
        self._order_new_words()
        for lines in (self._sorted_words, self._sorted_skeletons):
            yield
            lines.order()

    def _order_new_words(self) -> None:
        """Make all words be found that were added: many at once take less time than each alone."""
        for lines in (self._sorted_words, self._sorted_skeletons, self._text):
            lines.extend(self._new_words)
        for word in self._new_words:
            if not is_number(word):
                self._by_length[len(word)].append(word)
        self._new_words.clear()


def _skeleton_and_word(word: str) -> str:
    return f"{skeleton(word)} {word}"


class _SortedLines:
    """Texts that are looked up by their beginnings, each made of a word when that is needed."""

    def __init__(self, line_of: Callable[[str], str]) -> None:
        self._line_of = line_of
        self._new_words: list[str] = []
        self._lines: list[str] = []

    def extend(self, words: Iterable[str]) -> None:
        """Add the lines of ``words``."""
        self._new_words.extend(words)

    def order(self) -> None:
        """Make the lines of all words that were added, and put them in order."""
        if self._new_words:
            self._lines += map(self._line_of, self._new_words)
            self._lines.sort()
            self._new_words.clear()

    def remove(self, lines: Container[str]) -> None:
        """Remove ``lines``."""
        self.order()
        self._lines = [line for line in self._lines if line not in lines]

    def starting_with(self, prefix: str) -> list[str]:
        """Return the lines that begin with ``prefix``, in order."""
        self.order()
        end = bisect_left(self._lines, prefix + chr(sys.maxunicode))
        return self._lines[bisect_left(self._lines, prefix) : end]


class SearchableLines(Generic[Source]):
    """Texts without line breaks, searched as one, each made of its source when that is needed."""

    def __init__(self, line_of: Callable[[Source], str]) -> None:
        self._line_of = line_of
        self._new_sources: list[Source] = []
        self._lines: list[str] = []
        self._starts: list[int] = []
        self._joined = ""

    def extend(self, sources: Iterable[Source]) -> None:
        """Append the lines of ``sources``."""
        self._new_sources.extend(sources)

    def make(self) -> None:
        """Make all lines that were added."""
        self._lines.extend(map(self._line_of, self._new_sources))
        self._new_sources.clear()

    def remove(self, lines: Container[str]) -> None:
        """Remove ``lines``; those after them get other numbers."""
        self.make()
        self._lines = [line for line in self._lines if line not in lines]
        self._starts = []

    def line(self, number: int) -> str:
        """Return the line ``number``, counted from 0."""
        self.make()
        return self._lines[number]

    def find(self, needle: str) -> Iterator[int]:
        """Yield the numbers of the lines that have ``needle`` in them, each once, ascending."""
        self.make()
        if len(self._starts) < len(self._lines):
            self._joined = "\n".join([*self._lines, ""])
            self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)][:-1]
        position = self._joined.find(needle)
        while position >= 0:
            number = bisect_right(self._starts, position) - 1
            yield number
            position = self._joined.find(needle, self._starts[number] + len(self._lines[number]))
