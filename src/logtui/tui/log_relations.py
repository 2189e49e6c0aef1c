"""How the entries of a log belong together: same links, references, what is odd about a link."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.relations import same_link
from logtui.document.relations.day_index import DayIndex
from logtui.document.relations.same_link import link_identity
from logtui.tui.drawing.labels import date_label, day_label, label_text

if TYPE_CHECKING:
    from logtui.config.settings import DateFormat
    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document
    from logtui.document.relations.references import Mentions, Reference
    from logtui.document.relations.threads import Threads
    from logtui.search.likeness import RelatedEntry, RelatedIndex

_ARXIV_PREFIX = "arxiv:"
_MAX_ARXIV_DIGITS = 5
"""Digits that no arXiv number has more of after its point."""

_MAX_TITLE = 200
"""Characters of a title that are shown."""

_CACHED_THREADS = 64
"""Threads, and related entries, that are remembered."""


class ThreadPosition(NamedTuple):
    """Where an entry stands among those with the same link.

    Attributes:
        thread: All of them, the earliest first; indices of ``Document.entries``.
        position: Where the entry is in ``thread``.
    """

    thread: tuple[int, ...]
    position: int

    def neighbour(self, step: int) -> int | None:
        """Return the entry ``step`` places later, earlier if negative; None beyond the ends."""
        position = self.position + step
        return self.thread[position] if 0 <= position < len(self.thread) else None


class Relations:
    """The threads, references and mentions of one document; it never changes.

    Attributes:
        document: The document; all entries are indices of its ``entries``.
    """

    def __init__(
        self,
        document: Document,
        threads: Threads,
        mentions: Mentions,
        related: RelatedIndex,
        dates: DateFormat = "iso",
    ) -> None:
        """Take what is known of ``document``, all of it complete.

        Args:
            document: The document.
            threads: Its entries with the same link.
            mentions: Its references.
            related: Its entries by their words.
            dates: How days are called, as for ``day_label``.
        """
        self.document = document
        self._dates = dates
        self._related_to = lru_cache(maxsize=_CACHED_THREADS)(related.related_to)
        self._threads = threads
        self._mentions = mentions
        self._day_index = DayIndex(document)
        self._thread_in_order = lru_cache(maxsize=_CACHED_THREADS)(self._sort_thread)

    def thread_position(self, entry: int) -> ThreadPosition | None:
        """Return where ``entry`` stands in its thread; None where no other has its link."""
        identity = self._link_identity(entry)
        if not identity:
            return None
        thread, positions = self._thread_in_order(identity)
        return ThreadPosition(thread, positions[entry]) if len(thread) > 1 else None

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

    def related_entries(self, entry: int) -> list[RelatedEntry]:
        """Return the entries that are about the same as ``entry``, but for those with its link."""
        thread = self._threads.thread(entry)
        return [other for other in self._related_to(entry) if other.entry not in thread]

    def link_warning(self, entry: int) -> str:
        """Return what is odd about the link of ``entry``; empty where nothing is."""
        identity = self._link_identity(entry)
        if not identity.startswith(_ARXIV_PREFIX):
            return ""
        if not same_link.has_impossible_arxiv_id(identity):
            return ""
        if len(identity.rpartition(".")[2]) < _MAX_ARXIV_DIGITS and "/" not in identity:
            return "odd arXiv number: a digit seems to be missing"
        return "odd arXiv number: none looks like this"

    def date_label(self, entry: int, year: int | None) -> str:
        """Return the day of ``entry`` in few characters, safe to show.

        Args:
            entry: The entry.
            year: The year that goes without saying; None where none does.
        """
        date, day = self._date(entry), self.document.entries[entry].day
        if self._dates != "log":
            return date_label(self.document, day, self._dates)
        short = self._day_index.short_date(date, year) if date else None
        return short or day_label(self.document, day)

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

    def _sort_thread(self, identity: str) -> tuple[tuple[int, ...], dict[int, int]]:
        """Return the entries with one link by their days, and the position of each.

        Those of one day stay as they stand there; where a date is missing all stay in the order
        of the file.
        """
        thread = self._threads.with_identity(identity)
        firsts = {
            entry: date.first_day() if (date := self._date(entry)) else None for entry in thread
        }
        known = {entry: first for entry, first in firsts.items() if first is not None}
        if len(known) == len(thread):
            thread = tuple(sorted(thread, key=known.__getitem__))
        return thread, {entry: position for position, entry in enumerate(thread)}
