"""The index of a document: its entries laid out for search."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from enum import Enum
from functools import cached_property
from sys import intern
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING, Generic, TypeVar

from logtui.document.text import urls
from logtui.search.words import fold, is_number, link_words, skeleton, title_words, word_form_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from logtui.document.dates.partial import PartialDate
    from logtui.document.legend import Kind
    from logtui.document.model import Document, Entry
    from logtui.search.query import Period
    from logtui.search.scoring import Scores


_CACHED_SCORES = 32
_CACHED_BEGINNINGS = 512


class Index:
    """A document and the corpus that its entries are found in.

    Attributes:
        document: The document whose entries are found.
        corpus: Their words; it may also hold entries that the document no longer has.
        slots: For each entry of the document its slot in the corpus.
        scores: What the words of recent queries find.
        beginnings: The sets of slots in which a title word begins with some letters.
    """

    def __init__(self, document: Document, corpus: Corpus, slots: Sequence[int]) -> None:
        self.document = document
        self.corpus = corpus
        self.slots = slots
        self.scores: LruCache[Scores] = LruCache(_CACHED_SCORES)
        self.beginnings: LruCache[int] = LruCache(_CACHED_BEGINNINGS)

    @cached_property
    def entries(self) -> Sequence[int]:
        """For each slot up to the document's last its entry; -1 where the document has none."""
        entries = [-1] * (max(self.slots, default=-1) + 1)
        for entry, slot in enumerate(self.slots):
            entries[slot] = entry
        return entries

    @cached_property
    def live_masks(self) -> tuple[bytes, ...]:
        """A board with 1 for each slot that is the document's; none where all of them are."""
        if len(self.entries) == len(self.slots):
            return ()
        return (bytes(entry >= 0 for entry in self.entries),)

    @cached_property
    def age_ranks(self) -> Sequence[int]:
        """For each slot the place of its entry in the order from the newest to the oldest."""
        document = self.document
        starts = [_first_day(document.date(entry)) for entry in document.entries]
        order = sorted(range(len(starts)), key=starts.__getitem__, reverse=True)
        ages = [0] * len(self.entries)
        for age, entry in enumerate(order):
            ages[self.slots[entry]] = age
        return ages

    @cached_property
    def dated(self) -> dict[PartialDate, list[int]]:
        """The slots of each date of the document."""
        dated: dict[PartialDate, list[int]] = {}
        for slot, entry in zip(self.slots, self.document.entries, strict=True):
            date = self.document.date(entry)
            if date is not None:
                dated.setdefault(date, []).append(slot)
        return dated

    @property
    def slot_limit(self) -> int:
        """The slots below this number are taken up and may be the document's."""
        return min(len(self.corpus.titles), len(self.entries))

    def in_period(self, period: Period) -> Iterator[int]:
        """Yield the slots of the entries whose dates lie in ``period``."""
        held = self.slot_limit
        for date, slots in self.dated.items():
            if period.holds(date):
                yield from (slot for slot in slots if slot < held)


def kind_text(kind: Kind | None) -> str:
    """Return what a kind is found by: its symbol and its name; empty for none."""
    return f"{kind.symbol} {kind.name}".strip() if kind else ""


def _first_day(date: PartialDate | None) -> tuple[int, int, int]:
    return (date.year or 0, date.month or 0, date.day or 0) if date else (0, 0, 0)


# Words that hold a title together and that nobody remembers it by.
STOP_WORDS = frozenset(
    (
        *("a", "an", "the", "and", "or", "but", "i", "we", "you", "it", "our", "your", "its"),
        *("of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "via"),
        *("is", "are", "be", "can", "do", "does", "not", "use", "using"),
        *("this", "that", "how", "what"),
    )
)


class Field(Enum):
    """Where a word stands in an entry."""

    TITLE = "title"
    NOTES = "notes"
    URL = "url"
    KIND = "kind"


class Corpus:
    """What is searched.

    Attributes:
        vocabulary: All words of all fields.
        postings: For each field and word the slots that have it there, ascending.
        titles: For each slot the words of its title, in order.
        initials: For each slot the first letters of the title's words, then, after a space,
            those without the stop words.
        urls: For each slot its folded link; empty without one.
        kinds: For each kind of entries, as "symbol name", the slots of that kind.
        hosts: For each host that links go to the slots with such a link.
        noted: For each slot 1 where the entry has notes, else 0.
        lock: Held by whoever adds and by whoever searches, one at a time.
        size: How often something was added; as long as it is the same, so is everything else.
    """

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.postings: dict[Field, dict[str, array[int]]] = {field: {} for field in Field}
        self.titles: list[tuple[str, ...]] = []
        self.initials = SearchableLines()
        self.urls = SearchableLines()
        self.kinds: dict[str, array[int]] = {}
        self.hosts: dict[str, array[int]] = {}
        self.noted = bytearray()
        self.lock = Lock()
        self.size = 0

    def add_entry(self, title: str, url: str, kind: str) -> int:
        """Take up the short fields of an entry and return its new slot.

        Args:
            title: As it is shown.
            url: The link; empty without one.
            kind: Symbol and name of the kind; empty without one.
        """
        slot = len(self.titles)
        words = tuple(intern(word.text) for word in title_words(title))
        self.titles.append(words)
        content = (word for word in words if word not in STOP_WORDS)
        self.initials.add(" ".join("".join(word[0] for word in some) for some in (words, content)))
        self.urls.add(fold(url))
        self.noted.append(0)
        if kind:
            self.kinds.setdefault(kind, array("I")).append(slot)
        if host := urls.host_of(url):
            self.hosts.setdefault(host, array("I")).append(slot)
        self._add_words(slot, Field.TITLE, word_form_texts(title))
        self._add_words(slot, Field.URL, {word.text for word in link_words(url)})
        self._add_words(slot, Field.KIND, word_form_texts(kind))
        self.size += 1
        return slot

    def add_notes(self, slot: int, notes: str) -> None:
        """Take up the notes, as they are shown, of the entry in ``slot``."""
        self.noted[slot] = 1
        self.size += 1
        self._add_words(slot, Field.NOTES, word_form_texts(notes))

    def _add_words(self, slot: int, field: Field, words: Iterable[str]) -> None:
        postings = self.postings[field]
        for word in words:
            slots = postings.get(word)
            if slots is None:
                slots = postings[intern(word)] = array("I")
                self.vocabulary.add(intern(word))
            slots.append(slot)


# Words are kept by each of their first prefixes up to this length; longer ones are filtered.
_PREFIX_LENGTH = 3


class Vocabulary:
    """Distinct folded words. Words are only ever added."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._by_prefix: defaultdict[str, list[str]] = defaultdict(list)
        self._by_skeleton: defaultdict[str, list[str]] = defaultdict(list)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._text = SearchableLines()

    def add(self, word: str) -> None:
        """Take up ``word``; a word that is there already stays as it is."""
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
        """Return the words that begin with ``prefix``, itself included."""
        words = self._by_prefix.get(prefix[:_PREFIX_LENGTH], [])
        return (
            words if len(prefix) <= _PREFIX_LENGTH else [w for w in words if w.startswith(prefix)]
        )

    def containing(self, part: str) -> Iterator[str]:
        """Yield the words that ``part`` stands in anywhere."""
        return (self._text.line(number) for number in self._text.find(part))

    def abbreviated_as(self, consonants: str) -> Iterator[str]:
        """Yield the words whose skeleton begins with ``consonants``, at least three letters."""
        words = self._by_skeleton.get(consonants[:_PREFIX_LENGTH], [])
        return (word for word in words if skeleton(word).startswith(consonants))

    def of_length(self, lengths: Iterable[int]) -> list[str]:
        """Return the words of these lengths in letters; pure numbers are left out."""
        return [word for length in lengths for word in self._by_length.get(length, [])]


class SearchableLines:
    """Lines without line breaks in them. Lines are only ever added."""

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
        """Return the line that was added as the ``number``-th, counted from 0."""
        return self._lines[number]

    def find(self, needle: str) -> Iterator[int]:
        """Yield the numbers of the lines that ``needle`` stands in, each once, ascending."""
        if len(self._joined) < self._size:
            self._joined = "\n".join([*self._lines, ""])
        position = self._joined.find(needle)
        while position >= 0:
            number = bisect_right(self._starts, position) - 1
            yield number
            position = self._joined.find(needle, self._starts[number] + len(self._lines[number]))


MAX_STALE_ENTRIES = 100
"""Entries that may stay in a corpus without being in the document; in a large one, half of all."""


def build_index(document: Document) -> Index:
    """Return the complete index of ``document``."""
    builder = IndexBuilder(document)
    for _ in builder.steps:
        pass
    return builder.index


class IndexBuilder:
    """Makes an index step by step: first the titles, links and kinds, then the notes.

    Attributes:
        index: The index. What was not taken up yet is not found; nothing else is different.
        steps: Takes up one part of an entry each time it is advanced.
    """

    def __init__(self, document: Document) -> None:
        self.index = Index(document, Corpus(), range(len(document.entries)))
        self.steps = self._steps()

    def advance(self, seconds: float) -> bool:
        """Work for about ``seconds`` and tell whether there is more to do."""
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
    """Return the index of ``document``, taking up only entries that ``index`` does not have.

    An entry is the same where its text is; it may have moved. ``index`` stays usable. With a
    different legend the same text may mean something else, so everything is made anew; likewise
    when most of what the corpus holds has gone from the document.
    """
    old = index.document
    corpus = index.corpus
    gone = len(corpus.titles) - len(document.entries)
    if old.legend.kinds != document.legend.kinds or gone > max(
        MAX_STALE_ENTRIES, len(document.entries)
    ):
        return build_index(document)
    known: dict[str, list[int]] = {}
    for slot, entry in zip(reversed(index.slots), reversed(old.entries), strict=True):
        known.setdefault(entry.span.of(old.text), []).append(slot)
    slots = []
    for entry in document.entries:
        same = known.get(entry.span.of(document.text))
        slots.append(same.pop() if same else _add_whole_entry(corpus, document, entry))
    return Index(document, corpus, slots)


def _add_whole_entry(corpus: Corpus, document: Document, entry: Entry) -> int:
    with corpus.lock:
        slot = _add_entry(corpus, document, entry)
        _add_notes(corpus, document, entry, slot)
    return slot


def _add_entry(corpus: Corpus, document: Document, entry: Entry) -> int:
    kind = kind_text(document.kind(entry))
    return corpus.add_entry(document.title(entry), document.url(entry) or "", kind)


def _add_notes(corpus: Corpus, document: Document, entry: Entry, slot: int) -> None:
    if notes := document.notes(entry):
        corpus.add_notes(slot, notes)


Value = TypeVar("Value")


class LruCache(Generic[Value]):
    """The values used last, at most ``size`` of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: dict[Hashable, Value] = {}

    def get(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the value of ``key``, computed where it is not remembered."""
        value = self._values.pop(key) if key in self._values else compute()
        self._values[key] = value
        if len(self._values) > self._size:
            del self._values[next(iter(self._values))]
        return value

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()
