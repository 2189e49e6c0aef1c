"""The index of a document: the words of its entries and where they are, for searching.

An entry is searched by its slot, the number under which its words were added. When the document
changes, entries that are still there keep their slots.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from enum import Enum
from functools import cached_property
from sys import intern
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING, Generic, TypeVar

from logtui.document.text import urls
from logtui.search.words import (
    exact_text,
    fold,
    host_words,
    is_number,
    link_words,
    skeleton,
    title_words,
    word_form_texts,
)

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.legend import Kind
    from logtui.document.model import Document, Entry
    from logtui.search.periods import Period
    from logtui.search.scoring import Scores

_CACHED_SCORES = 32
_CACHED_BEGINNINGS = 512


class Index:
    """A document and the corpus in which its entries are searched.

    Attributes:
        document: The document that is searched.
        corpus: The words of its entries, maybe also of entries that it does not have any more.
        slots: For each entry of the document its slot in the corpus.
        scores: What the words of recent queries find.
        beginnings: For some letters the slots that have them as the beginning of a title word, a
            bit for each.
    """

    def __init__(self, document: Document, corpus: Corpus, slots: Sequence[int]) -> None:
        self.document = document
        self.corpus = corpus
        self.slots = slots
        self.scores: LruCache[Scores] = LruCache(_CACHED_SCORES)
        self.beginnings: LruCache[int] = LruCache(_CACHED_BEGINNINGS)

    @cached_property
    def entries(self) -> Sequence[int]:
        """For each slot up to the document's last one its entry; -1 where it has none."""
        entries = [-1] * (max(self.slots, default=-1) + 1)
        for entry, slot in enumerate(self.slots):
            entries[slot] = entry
        return entries

    @cached_property
    def live_masks(self) -> tuple[bytes, ...]:
        """A mask with 1 for each slot of the document; none where all slots are."""
        if len(self.entries) == len(self.slots):
            return ()
        return (bytes(entry >= 0 for entry in self.entries),)

    @cached_property
    def age_ranks(self) -> Sequence[int]:
        """For each slot the position of its entry in the order from newest to oldest."""
        document = self.document
        dates = map(document.date, document.entries)
        days = [(d.year or 0, d.month or 0, d.day or 0) if d else (0, 0, 0) for d in dates]
        newest_first = sorted(range(len(days)), key=days.__getitem__, reverse=True)
        ranks = [0] * len(self.entries)
        for rank, entry in enumerate(newest_first):
            ranks[self.slots[entry]] = rank
        return ranks

    @cached_property
    def slots_by_date(self) -> dict[PartialDate, list[int]]:
        """The slots of each date of the document."""
        slots_by_date: dict[PartialDate, list[int]] = {}
        for slot, entry in zip(self.slots, self.document.entries, strict=True):
            date = self.document.date(entry)
            if date is not None:
                slots_by_date.setdefault(date, []).append(slot)
        return slots_by_date

    @property
    def slot_limit(self) -> int:
        """The number below which all slots are in the corpus and may be the document's."""
        return min(len(self.corpus.titles), len(self.entries))

    def in_period(self, period: Period) -> Iterator[int]:
        """Yield the slots of the entries whose dates lie in ``period``."""
        limit = self.slot_limit
        for date, slots in self.slots_by_date.items():
            if period.holds(date):
                yield from (slot for slot in slots if slot < limit)


def kind_text(kind: Kind | None) -> str:
    """Return the symbol and the name of ``kind``, by which it is searched; empty for none."""
    return f"{kind.symbol} {kind.name}".strip() if kind else ""


STOP_WORDS = frozenset(
    (
        *("a", "an", "the", "and", "or", "but", "i", "we", "you", "it", "our", "your", "its"),
        *("of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "via"),
        *("is", "are", "be", "can", "do", "does", "not", "use", "using"),
        *("this", "that", "how", "what"),
    )
)
"""Words that hold a title together and by which nobody remembers it."""


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
        self.postings: dict[Field, dict[str, array[int]]] = {field: {} for field in Field}
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

    def add_entry(self, title: str, url: str, kind: str) -> int:
        """Add an entry without its notes and return its new slot.

        Args:
            title: The title as it is shown.
            url: The link; empty without one.
            kind: Symbol and name of the kind; empty without one.
        """
        slot = len(self.titles)
        words = tuple(intern(word.text) for word in title_words(title))
        self.titles.append(words)
        content = (word for word in words if word not in STOP_WORDS)
        initials = ("".join(word[0] for word in group) for group in (words, content))
        self.initials.add(" ".join(initials))
        self.urls.add(fold(url))
        self.title_texts.add(exact_text(title))
        self.has_notes.append(0)
        if kind:
            self.kinds.setdefault(kind, array("I")).append(slot)
        if host := urls.host_of(url):
            self.hosts.setdefault(host, array("I")).append(slot)
            self._add_words(slot, Field.HOST, host_words(host))
        self._add_words(slot, Field.TITLE, word_form_texts(title))
        self._add_words(slot, Field.URL, {word.text for word in link_words(url)})
        self._add_words(slot, Field.KIND, word_form_texts(kind))
        self.additions += 1
        return slot

    def add_notes(self, slot: int, notes: str) -> None:
        """Add the notes, as they are shown, of the entry in ``slot``."""
        self.has_notes[slot] = 1
        self.note_texts.add(exact_text(notes))
        self.note_slots.append(slot)
        self.additions += 1
        self._add_words(slot, Field.NOTES, word_form_texts(notes))

    def _add_words(self, slot: int, field: Field, words: Iterable[str]) -> None:
        postings = self.postings[field]
        for word in words:
            slots = postings.get(word)
            if slots is None:
                slots = postings[intern(word)] = array("I")
                self.vocabulary.add(intern(word))
            slots.append(slot)


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


MAX_STALE_ENTRIES = 100
"""Entries that a corpus may have and the document not; in a large corpus, half of all."""


def build_index(document: Document) -> Index:
    """Return the complete index of ``document``."""
    builder = IndexBuilder(document)
    for _ in builder.steps:
        pass
    return builder.index


class IndexBuilder:
    """Makes an index step by step: first the titles, links and kinds, then the notes.

    Attributes:
        index: The index. It can be searched at any time; what was not added yet is not found.
        steps: Adds one part of an entry at each step.
    """

    def __init__(self, document: Document) -> None:
        self.index = Index(document, Corpus(), range(len(document.entries)))
        self.steps = self._steps()

    def advance(self, seconds: float) -> bool:
        """Add entries for about ``seconds`` and tell whether there are more."""
        end = perf_counter() + seconds
        with self.index.corpus.lock:
            return any(perf_counter() >= end for _ in self.steps)

    def _steps(self) -> Iterator[None]:
        document, corpus = self.index.document, self.index.corpus
        for entry in document.entries:
            _add_entry(corpus, document, entry)
            yield
        for slot, entry in enumerate(document.entries):
            _add_notes(corpus, document, entry, slot)
            yield


def update_index(index: Index, document: Document) -> Index:
    """Return the index of ``document``, adding only entries that ``index`` does not have.

    An entry is the same where its text is; it may have moved. ``index`` stays usable. The index is
    built anew with a different legend, as the same text may mean something else then, and when
    most of the corpus is not in the document any more.
    """
    old = index.document
    corpus = index.corpus
    stale_entries = len(corpus.titles) - len(document.entries)
    if old.legend.kinds != document.legend.kinds or stale_entries > max(
        MAX_STALE_ENTRIES, len(document.entries)
    ):
        return build_index(document)
    slots_by_text: dict[str, list[int]] = {}
    for slot, entry in zip(reversed(index.slots), reversed(old.entries), strict=True):
        slots_by_text.setdefault(entry.span.of(old.text), []).append(slot)
    slots = []
    for entry in document.entries:
        if known_slots := slots_by_text.get(entry.span.of(document.text)):
            slots.append(known_slots.pop())
            continue
        with corpus.lock:
            slots.append(_add_entry(corpus, document, entry))
            _add_notes(corpus, document, entry, slots[-1])
    return Index(document, corpus, slots)


def _add_entry(corpus: Corpus, document: Document, entry: Entry) -> int:
    kind = kind_text(document.kind(entry))
    return corpus.add_entry(document.title(entry), document.url(entry) or "", kind)


def _add_notes(corpus: Corpus, document: Document, entry: Entry, slot: int) -> None:
    if notes := document.notes(entry):
        corpus.add_notes(slot, notes)


Value = TypeVar("Value")


class LruCache(Generic[Value]):
    """The values used most recently, at most ``size`` of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: dict[Hashable, Value] = {}

    def get(self, key: Hashable) -> Value | None:
        """Return the value of ``key``; None where it is not cached."""
        return self.keep(key, self._values.pop(key)) if key in self._values else None

    def keep(self, key: Hashable, value: Value) -> Value:
        """Cache and return ``value``, the one of ``key``."""
        self._values[key] = value
        if len(self._values) > self._size:
            del self._values[next(iter(self._values))]
        return value

    def clear(self) -> None:
        """Drop all values."""
        self._values.clear()
