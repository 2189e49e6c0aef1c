"""How the entries of a log belong together, found in a thread of its own beside everything else."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.relations import same_link
from logtui.document.relations.day_index import DayIndex
from logtui.document.relations.references import Mentions
from logtui.document.relations.same_link import link_identity
from logtui.document.relations.threads import Threads
from logtui.tui.drawing.labels import day_label, label_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document
    from logtui.document.relations.references import Reference
    from logtui.tui.idle import KeyActivity

SLICE_SECONDS = 0.004
"""Seconds of work between two rests."""

PAUSE_SECONDS = 0.004
"""Seconds that belong to whoever draws what a key did."""

_ARXIV_PREFIX = "arxiv:"
_MAX_ARXIV_DIGITS = 5
"""Digits that no arXiv number has more of behind its point."""

_MAX_TITLE = 200
"""Characters of a title that are shown."""

_CACHED_THREADS = 64
"""Threads whose order is remembered."""


class ThreadPosition(NamedTuple):
    """Where an entry stands among those with the same link.

    Attributes:
        thread: All of them, the earliest first; indices of ``Document.entries``.
        at: Position of the entry in ``thread``.
    """

    thread: tuple[int, ...]
    at: int

    def neighbour(self, step: int) -> int | None:
        """Return the entry ``step`` places later, earlier if negative; None beyond the ends."""
        at = self.at + step
        return self.thread[at] if 0 <= at < len(self.thread) else None


class Relations:
    """The threads, references and mentions of one document; nothing of it changes any more.

    Attributes:
        document: The document; all entries are indices of its ``entries``.
    """

    def __init__(self, document: Document, threads: Threads, mentions: Mentions) -> None:
        """Take ``threads`` and ``mentions`` of ``document``, both of them complete."""
        self.document = document
        self._threads = threads
        self._mentions = mentions
        self._day_index = DayIndex(document)
        self._thread_in_order = lru_cache(maxsize=_CACHED_THREADS)(self._sort_thread)

    def place(self, entry: int) -> ThreadPosition | None:
        """Return where ``entry`` stands in its thread; None where no other has its link."""
        same = self._link_identity(entry)
        if not same:
            return None
        thread, places = self._thread_in_order(same)
        return ThreadPosition(thread, places[entry]) if len(thread) > 1 else None

    def latest_with_link(self, url: str) -> int | None:
        """Return the latest entry whose link leads where ``url`` does; None without one."""
        if not url or url.startswith("#"):
            return None
        thread, _ = self._thread_in_order(link_identity(url))
        return thread[-1] if thread else None

    def references(self, entry: int) -> tuple[Reference, ...]:
        """Return the references in the title and the notes of ``entry``, in order."""
        return self._mentions.by(entry)

    def entries_mentioning(self, entry: int) -> tuple[int, ...]:
        """Return the entries that refer to ``entry``, in the log's order."""
        return self._mentions.of(entry)

    def link_warning(self, entry: int) -> str:
        """Return what is odd about the link of ``entry``; empty where nothing is."""
        same = self._link_identity(entry)
        if not same.startswith(_ARXIV_PREFIX) or not same_link.has_impossible_arxiv_id(same):
            return ""
        if len(same.rpartition(".")[2]) < _MAX_ARXIV_DIGITS and "/" not in same:
            return "odd arXiv number: a digit seems to be missing"
        return "odd arXiv number: there can be none like it"

    def date_label(self, entry: int, year: int | None) -> str:
        """Return the day of ``entry`` in few characters, safe to show.

        Args:
            entry: The entry.
            year: The year that goes without saying; None where none does.
        """
        date = self._date(entry)
        short = self._day_index.short_date(date, year) if date else None
        return short or day_label(self.document, self.document.entries[entry].day)

    def label(self, entry: int, year: int | None) -> str:
        """Return day and title of ``entry`` on one line, safe to show; ``year`` as above."""
        title = (
            label_text(self.document.title(self.document.entries[entry]), _MAX_TITLE)
            or "(no title)"
        )
        return f"{self.date_label(entry, year)} {title}"

    def year(self, entry: int) -> int | None:
        """Return the year of ``entry``; None where it is unknown."""
        date = self._date(entry)
        return date.year if date else None

    def _link_identity(self, entry: int) -> str:
        identities = self._threads.identities
        return identities[entry] if entry < len(identities) else ""

    def _date(self, entry: int) -> PartialDate | None:
        return self.document.date(self.document.entries[entry])

    def _sort_thread(self, same: str) -> tuple[tuple[int, ...], dict[int, int]]:
        """Return the entries with the link ``same`` by their days, and the place of each.

        Those of one day stay as they stand there; where a date is missing all stay in the order
        of the file.
        """
        thread = self._threads.with_identity(same)
        firsts = {
            entry: date.first_day() if (date := self._date(entry)) else None for entry in thread
        }
        known = {entry: first for entry, first in firsts.items() if first is not None}
        if len(known) == len(thread):
            thread = tuple(sorted(thread, key=known.__getitem__))
        return thread, {entry: at for at, entry in enumerate(thread)}


class RelationFinder:
    """Finds the relations of one document after another, the latest one first.

    It works in slices and rests between them, so that no key waits for it.
    """

    def __init__(self, tell: Callable[[Relations], object], courtesy: KeyActivity) -> None:
        """Make a relater that does nothing until it is given a document.

        Args:
            tell: Called with the relations of each document that was not overtaken by a newer
                one, in the relater's own thread.
            courtesy: Says how long to rest between two slices.
        """
        self._on_relations = tell
        self._key_activity = courtesy
        self._condition = threading.Condition()
        self._document: Document | None = None
        self._stopped = False
        self._thread: threading.Thread | None = None
        # Only the relater's own thread touches these two.
        self._related_document: Document | None = None
        self._before: Threads | None = None

    def use(self, document: Document) -> None:
        """Find the relations of ``document`` from now on. Any thread may call this."""
        with self._condition:
            self._document = document
            if self._thread is None and not self._stopped:
                self._thread = threading.Thread(target=self._run, name="relater", daemon=True)
                self._thread.start()
            self._condition.notify()

    def stop(self) -> None:
        """End the thread."""
        with self._condition:
            self._stopped = True
            self._condition.notify()

    def _run(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._is_overtaken(self._related_document))
                if self._stopped:
                    return
                document = self._document
            if document is not None:
                self._relate(document)

    def _is_overtaken(self, document: Document | None) -> bool:
        return self._stopped or self._document is not document

    def _relate(self, document: Document) -> None:
        threads, mentions = Threads(document, self._before), Mentions(document)
        if self._advance_to_end(document, threads) and self._advance_to_end(document, mentions):
            self._related_document, self._before = document, threads
            self._on_relations(Relations(document, threads, mentions))

    def _advance_to_end(self, document: Document, part: Threads | Mentions) -> bool:
        """Do all of one part; tell whether nothing newer came up meanwhile."""
        while part.advance(SLICE_SECONDS):
            with self._condition:
                if self._condition.wait_for(
                    lambda: self._is_overtaken(document), self._key_activity.rest(PAUSE_SECONDS)
                ):
                    return False
        return True
