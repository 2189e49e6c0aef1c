"""Making an index: at once, in small steps beside something else, or from the one before."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from logtui.search.corpus import Corpus
from logtui.search.index import Index, kind_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.model import Document, Entry


MOST_GONE = 100
"""Entries that may stay in a corpus without being in the document; in a large one, half of all."""


def build(document: Document) -> Index:
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


def updated(index: Index, document: Document) -> Index:
    """Return the index of ``document``, taking up only entries that ``index`` does not have.

    An entry is the same where its text is; it may have moved. ``index`` stays usable. With a
    different legend the same text may mean something else, so everything is made anew; likewise
    when most of what the corpus holds has gone from the document.
    """
    old = index.document
    corpus = index.corpus
    gone = len(corpus.titles) - len(document.entries)
    if old.legend.kinds != document.legend.kinds or gone > max(MOST_GONE, len(document.entries)):
        return build(document)
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
