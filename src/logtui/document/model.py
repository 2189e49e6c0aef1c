"""What a log is made of: frozen values that point into one text.

Nothing here owns text. ``Document.text`` is the whole file as characters (mojibake already
repaired, see ``encoding``), and every span counts characters of it. A line that belongs to no
day and no entry needs no node: it simply stays in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from logtui.document import entry_parts
from logtui.document.text import lines, links, markdown
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from array import array

    from logtui.document.dates.partial import DateReading, NumberOrder, PartialDate
    from logtui.document.legend import Kind, Legend
    from logtui.document.text.encoding import Encoding


class MarkerStyle(IntEnum):
    """What a day marker is made of."""

    HEADING = 1
    EMPHASIS = 2
    QUOTE = 3
    BARE = 4
    ITEM = 5
    ROW = 6

    @property
    def has_title(self) -> bool:
        """Whether what the marker says besides its date is the day's title, not an entry."""
        return self <= MarkerStyle.QUOTE


class Day(NamedTuple):
    """A dated section of the log.

    Attributes:
        span: From the first character of the marker to the end of the day's last line.
        marker: The text that makes this a day: its heading or date line without the line end.
            Where one line is day and entry at once (``- 3.5.2021 - built it``), only the part
            before the entry.
        date: What the marker says, as far as it says it; None where it names no calendar date.
        title: What a heading says besides its date; None where there is nothing.
        first_entry: Index of the day's first entry in ``Document.entries``.
        stop_entry: Index after its last one; equal to ``first_entry`` in a day without entries.
        reading: The date as the log writes it, its offsets counted from the beginning of the day;
            None in a log without days.
        style: What the marker is made of; None in a log without days.
    """

    span: Span
    marker: Span
    date: PartialDate | None
    title: Span | None
    first_entry: int
    stop_entry: int
    reading: DateReading | None = None
    style: MarkerStyle | None = None


class Entry(NamedTuple):
    """One item of a day with everything that hangs on it.

    Attributes:
        span: All of the entry's lines, line ends included; it ends where the next thing begins.
        day: Index of its day in ``Document.days``.
    """

    span: Span
    day: int


class EntryParts(NamedTuple):
    """Where the parts of an entry stand; all spans lie inside the entry's own.

    Attributes:
        bullet: Indent, list marker and checkbox before the content; empty in a paragraph.
        symbol: What names the kind (a legend symbol, ``**Paper:**``); None where nothing does.
        kind: The kind that it names; None where there is none.
        title: The title's own text: inside the brackets where the entry is one link, else the
            rest of the first line with its markup.
        link: The target of the first link of the first line; None without one.
        notes: The lines after the first; empty at the end of the span where there are none.
    """

    bullet: Span
    symbol: Span | None
    kind: Kind | None
    title: Span
    link: Span | None
    notes: Span


_CACHED_ENTRIES = 32
"""Entries whose parts are kept, since several are asked for one after the other."""


class Document:
    """One log: its text and what stands where in it.

    Attributes:
        text: The whole file, decoded without loss.
        encoding: How the text came out of the file's bytes and goes back into them.
        legend: The log's own table of symbols and kinds.
        days: In the order of the file; a log without dates is one undated day.
        entries: In the order of the file, all days together.
    """

    def __init__(
        self,
        text: str,
        encoding: Encoding,
        legend: Legend,
        days: tuple[Day, ...],
        entries: tuple[Entry, ...],
    ) -> None:
        self.text: Final = text
        self.encoding: Final = encoding
        self.legend: Final = legend
        self.days: Final = days
        self.entries: Final = entries
        self._first_line = lru_cache(maxsize=_CACHED_ENTRIES)(self._read_first_line)
        self._notes_span = lru_cache(maxsize=_CACHED_ENTRIES)(self._read_notes_span)
        self._parts = lru_cache(maxsize=_CACHED_ENTRIES)(self._read_parts)

    def __eq__(self, other: object) -> bool:
        """Tell whether ``other`` is the same log; what stands where in it follows from its text."""
        if not isinstance(other, Document):
            return NotImplemented
        return (self.text, self.encoding, self.legend.kinds) == (
            other.text,
            other.encoding,
            other.legend.kinds,
        )

    def __hash__(self) -> int:
        """Return a hash that equal documents share."""
        return hash((self.text, self.encoding))

    def __repr__(self) -> str:
        """Return the text and how it was encoded."""
        return f"Document({self.text!r}, {self.encoding!r})"

    def parts(self, entry: Entry) -> EntryParts:
        """Return where the parts of ``entry`` stand."""
        return self._parts(entry)

    def bullet(self, entry: Entry) -> Span:
        """Return what stands in front of the content of ``entry``; empty in a paragraph."""
        line = self._first_line_text(entry)
        start = entry.span.start
        return Span(start, start + self._bullet_length(entry, line))

    def title(self, entry: Entry) -> str:
        """Return the title as a reader sees it: markup taken off, one line, maybe empty."""
        title = self._first_line(entry).title.shift(entry.span.start)
        return markdown.plain_text(title.of(self.text))

    def url(self, entry: Entry) -> str | None:
        """Return the target of the entry's link, unescaped; None where it has none."""
        link = self._first_line(entry).link
        if link is None:
            return None
        return links.unescape_target(link.shift(entry.span.start).of(self.text))

    def kind(self, entry: Entry) -> Kind | None:
        """Return the kind of ``entry``; None where nothing names one."""
        return self._first_line(entry).kind

    def notes(self, entry: Entry) -> str | None:
        r"""Return the notes as Markdown, dedented, lines ending in ``\n``; None without any."""
        notes = self._notes_span(entry).of(self.text)
        if not notes:
            return None
        quoted = ">" in notes and ">" in self.bullet(entry).of(self.text)
        return entry_parts.strip_indent(notes, quoted=quoted)

    def date(self, entry: Entry) -> PartialDate | None:
        """Return the date of the entry's day."""
        return self.days[entry.day].date

    def line_at(self, offset: int) -> int:
        """Return the 1-based number of the line that the character at ``offset`` stands in."""
        return bisect_right(self._line_starts, offset)

    def entry_at_line(self, line: int) -> Entry | None:
        """Return the entry that the 1-based ``line`` belongs to; None where it belongs to none.

        A line that is day and entry at once belongs to its entry.
        """
        starts = self._line_starts
        if not 1 <= line <= len(starts):
            return None
        end = starts[line] if line < len(starts) else len(self.text) + 1
        index = bisect_left(self.entries, end, key=lambda entry: entry.span.start) - 1
        if index < 0 or self.entries[index].span.end <= starts[line - 1]:
            return None
        return self.entries[index]

    @cached_property
    def number_order(self) -> NumberOrder | None:
        """What comes first in dates like ``3/4/2020``: as the first marker that tells is read.

        None where no marker tells.
        """
        for day in self.days:
            if day.date and day.reading and day.reading.is_ambiguous:
                orders = day.reading.orders_for(day.date)
                if len(orders) == 1:
                    return orders[0]
        return None

    @cached_property
    def _line_starts(self) -> array[int]:
        return lines.line_starts(self.text)

    def _read_parts(self, entry: Entry) -> EntryParts:
        line = self._first_line(entry).shift(entry.span.start)
        notes = self._notes_span(entry)
        return EntryParts(line.bullet, line.symbol, line.kind, line.title, line.link, notes)

    def _read_notes_span(self, entry: Entry) -> Span:
        start, end = entry.span
        notes_start = min(lines.next_line_start(self.text, start), end)
        return entry_parts.notes_span(self.text, notes_start, end)

    def _read_first_line(self, entry: Entry) -> entry_parts.FirstLineParts:
        """Return the parts of the entry's first line, counted from the entry's first character."""
        line = self._first_line_text(entry)
        bullet_length = self._bullet_length(entry, line)
        start = entry.span.start
        marker = self.days[entry.day].marker
        # The rest of a table row whose first cell is the date.
        is_cell = start == marker.end and marker.of(self.text).lstrip().startswith("|")
        cell = line.partition("|")[0] if is_cell else line
        return entry_parts.first_line_parts(line, bullet_length, cell, self.legend)

    def _first_line_text(self, entry: Entry) -> str:
        start, end = entry.span
        return self.text[start : min(lines.end_of_line(self.text, start), end)]

    def _bullet_length(self, entry: Entry, line: str) -> int:
        """Return how many characters of ``line``, the entry's first one, its bullet takes."""
        start = entry.span.start
        opens_line = start == 0 or self.text[start - 1] in "\r\n"
        return entry_parts.bullet_end(line) if opens_line else 0
