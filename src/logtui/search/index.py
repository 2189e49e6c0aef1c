"""The index of a document: its entries laid out for search."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from logtui.search.recent import Recent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from logtui.document.dates import PartialDate
    from logtui.document.legend import Kind
    from logtui.document.model import Document
    from logtui.search.corpus import Corpus
    from logtui.search.periods import Period
    from logtui.search.scoring import Scores

_REMEMBERED_SCORES = 32
_REMEMBERED_BEGINNINGS = 512


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
        self.scores: Recent[Scores] = Recent(_REMEMBERED_SCORES)
        self.beginnings: Recent[int] = Recent(_REMEMBERED_BEGINNINGS)

    @cached_property
    def entries(self) -> Sequence[int]:
        """For each slot up to the document's last its entry; -1 where the document has none."""
        entries = [-1] * (max(self.slots, default=-1) + 1)
        for entry, slot in enumerate(self.slots):
            entries[slot] = entry
        return entries

    @cached_property
    def live(self) -> tuple[bytes, ...]:
        """A board with 1 for each slot that is the document's; none where all of them are."""
        if len(self.entries) == len(self.slots):
            return ()
        return (bytes(entry >= 0 for entry in self.entries),)

    @cached_property
    def ages(self) -> Sequence[int]:
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
    def held(self) -> int:
        """The slots below this number are taken up and may be the document's."""
        return min(len(self.corpus.titles), len(self.entries))

    def in_period(self, period: Period) -> Iterator[int]:
        """Yield the slots of the entries whose dates lie in ``period``."""
        held = self.held
        for date, slots in self.dated.items():
            if period.holds(date):
                yield from (slot for slot in slots if slot < held)


def kind_text(kind: Kind | None) -> str:
    """Return what a kind is found by: its symbol and its name; empty for none."""
    return f"{kind.symbol} {kind.name}".strip() if kind else ""


def _first_day(date: PartialDate | None) -> tuple[int, int, int]:
    return (date.year or 0, date.month or 0, date.day or 0) if date else (0, 0, 0)
