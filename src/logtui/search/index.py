"""The index of a document: which slot of a corpus each of its entries has.

When the document changes, entries that are still there keep their slots.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from time import perf_counter
from typing import TYPE_CHECKING, Generic, TypeVar

from logtui.document.properties.states import entry_state, uses_states
from logtui.document.properties.tags import entry_tags
from logtui.search.corpus import Corpus, IndexedEntry
from logtui.search.words import exact_text

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.legend import Kind
    from logtui.document.model import Document, Entry
    from logtui.document.properties.states import State
    from logtui.search.periods import Period
    from logtui.search.query import SavedFilters
    from logtui.search.scoring import Scores

_CACHED_SCORES = 32
_CACHED_BEGINNINGS = 512


class Index:
    """A document and the corpus in which its entries are searched.

    Attributes:
        document: The document that is searched.
        corpus: The words of its entries, maybe also of entries that it does not have any more.
        slots: For each entry of the document its slot in the corpus.
        saved_filters: The saved filters that a query may name.
        scores: What the words of recent queries find.
        beginnings: For some letters the slots that have them as the beginning of a title word, a
            bit for each.
    """

    def __init__(
        self,
        document: Document,
        corpus: Corpus,
        slots: Sequence[int],
        saved_filters: SavedFilters = (),
    ) -> None:
        self.document = document
        self.corpus = corpus
        self.slots = slots
        self.saved_filters = saved_filters
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
        days = [day for day in self.document.days if day.first_entry < day.stop_entry]
        dates = [
            (d.year or 0, d.month or 0, d.day or 0) if (d := day.date) else (0, 0, 0)
            for day in days
        ]
        newest_first = chain.from_iterable(
            range(days[number].first_entry, days[number].stop_entry)
            for number in sorted(range(len(days)), key=dates.__getitem__, reverse=True)
        )
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

    @cached_property
    def slots_by_state(self) -> Mapping[State, Sequence[int]]:
        """The slots of the entries in each state, looked up when a query asks for one."""
        slots_by_state: dict[State, list[int]] = {}
        entries = self.document.entries if uses_states(self.document) else ()
        for slot, entry in zip(self.slots, entries, strict=False):
            if state := entry_state(self.document, entry):
                slots_by_state.setdefault(state, []).append(slot)
        return slots_by_state

    @cached_property
    def slots_by_tag(self) -> Mapping[str, Sequence[int]]:
        """The slots of the entries with each tag, folded, with hyphens in the place of blanks."""
        slots_by_tag: dict[str, list[int]] = {}
        for slot, entry in zip(self.slots, self.document.entries, strict=True):
            for tag in entry_tags(self.document, entry):
                slots_by_tag.setdefault(exact_text(tag).replace(" ", "-"), []).append(slot)
        return slots_by_tag

    def searchable(self, slots: Iterable[int]) -> Iterator[int]:
        """Yield those of ``slots`` that can be searched already."""
        limit = self.slot_limit
        return (slot for slot in slots if slot < limit)

    @property
    def slot_limit(self) -> int:
        """The number below which all slots are in the corpus and may be the document's."""
        return min(len(self.corpus.titles), len(self.entries))

    def in_period(self, period: Period) -> Iterator[int]:
        """Yield the slots of the entries whose dates lie in ``period``."""
        for date, slots in self.slots_by_date.items():
            if period.holds(date):
                yield from self.searchable(slots)


def kind_text(kind: Kind | None) -> str:
    """Return the symbol and the name of ``kind``, by which it is searched; empty for none."""
    return f"{kind.symbol} {kind.name}".strip() if kind else ""


MAX_STALE_ENTRIES = 100
"""Entries that a corpus may have and the document not; in a large corpus, half of all."""


def build_index(document: Document, saved_filters: SavedFilters = ()) -> Index:
    """Return the complete index of ``document``, whose queries may name ``saved_filters``."""
    corpus = Corpus()
    for entries in _batches(document.entries):
        _add_entries(corpus, document, entries)
    corpus.forget_pieces()
    return Index(document, corpus, range(len(document.entries)), saved_filters)


class IndexBuilder:
    """Makes an index step by step: first the titles, links and kinds, then the notes.

    Attributes:
        index: The index. It can be searched at any time; what was not added yet is not found.
        steps: Adds one part of an entry at each step.
    """

    def __init__(self, document: Document, saved_filters: SavedFilters = ()) -> None:
        slots = range(len(document.entries))
        self.index = Index(document, Corpus(), slots, saved_filters)
        self.steps = self._steps()

    def advance(self, seconds: float) -> bool:
        """Add entries for about ``seconds`` and tell whether there are more."""
        end = perf_counter() + seconds
        with self.index.corpus.lock:
            return any(perf_counter() >= end for _ in self.steps)

    def _steps(self) -> Iterator[None]:
        document, corpus = self.index.document, self.index.corpus
        for entries in _batches(document.entries):
            corpus.add_entries([_indexed_entry(document, entry) for entry in entries])
            corpus.make_lines()
            yield
        for slots in _batches(range(len(document.entries))):
            _add_notes(corpus, document, slots, document.entries[slots[0] : slots[-1] + 1])
            corpus.make_lines()
            yield
        yield from corpus.vocabulary.order()
        yield
        corpus.forget_pieces()


def update_index(index: Index, document: Document) -> Index:
    """Return the index of ``document``, adding only entries that ``index`` does not have.

    An entry is the same where its text is; it may have moved. ``index`` may still be asked, but no
    longer finds what has gone. The index is built anew with a different legend, as the same text
    may mean something else then, and when most of the corpus is not in the document any more.
    """
    old = index.document
    corpus = index.corpus
    stale_entries = len(corpus.titles) - len(document.entries)
    if old.legend.kinds != document.legend.kinds or stale_entries > max(
        MAX_STALE_ENTRIES, len(document.entries)
    ):
        return build_index(document, index.saved_filters)
    slots_by_text: dict[str, list[int]] = {}
    for slot, entry in zip(reversed(index.slots), reversed(old.entries), strict=True):
        slots_by_text.setdefault(entry.span.of(old.text), []).append(slot)
    slots: list[int] = []
    new_entries: list[int] = []
    for number, entry in enumerate(document.entries):
        known_slots = slots_by_text.get(entry.span.of(document.text))
        if not known_slots:
            new_entries.append(number)
        slots.append(known_slots.pop() if known_slots else -1)
    for numbers in _batches(new_entries):
        with corpus.lock:
            new_slots = _add_entries(corpus, document, [document.entries[n] for n in numbers])
        for number, slot in zip(numbers, new_slots, strict=True):
            slots[number] = slot
    if any(slots_by_text.values()):
        with corpus.lock:
            corpus.drop_words(frozenset(slots))
    return Index(document, corpus, slots, index.saved_filters)


_BATCH_SIZE = 128
"""Entries that are added at once: more save no time, and a key would wait for them."""


def _batches(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    return (values[i : i + _BATCH_SIZE] for i in range(0, len(values), _BATCH_SIZE))


def _add_entries(corpus: Corpus, document: Document, entries: Sequence[Entry]) -> range:
    slots = corpus.add_entries([_indexed_entry(document, entry) for entry in entries])
    # The notes at once, as long as it is known where the parts of the entries are.
    _add_notes(corpus, document, slots, entries)
    return slots


def _indexed_entry(document: Document, entry: Entry) -> IndexedEntry:
    title, url = document.title(entry), document.url(entry) or ""
    return IndexedEntry(title, url, kind_text(document.kind(entry)))


def _add_notes(
    corpus: Corpus, document: Document, slots: Sequence[int], entries: Sequence[Entry]
) -> None:
    notes = {
        slot: text
        for slot, entry in zip(slots, entries, strict=True)
        if (text := document.notes(entry))
    }
    corpus.add_notes(notes)


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
