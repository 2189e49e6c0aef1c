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
    from logtui.document.tables import Table
    from logtui.document.text.encoding import Encoding


class MarkerStyle(IntEnum):
    """What a day marker is made of."""

    HEADING = 1
    EMPHASIS = 2
    QUOTE = 3
    BARE = 4
    ITEM = 5
    ROW = 6
    TAIL = 7
    """An item that ends in its date, or a paragraph whose last line is one."""

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

    @property
    def is_queue(self) -> bool:
        """Whether it is a section without a date that is headed ``To read`` or the like."""
        return self.style is None and self.title is not None

    def holds(self, date: PartialDate) -> bool:
        """Tell whether ``date`` is that of the day, or one in the week or range that it is."""
        if self.date is None:
            return False
        if self.date.covers(date):
            return True
        first, wanted = self.date.first_day(), date.first_day()
        last = self.reading.last_day_from(self.date) if self.reading else None
        if first is None or wanted is None or last is None or date.day is None:
            return False
        return first <= wanted <= last


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
            rest of the first paragraph with its markup, up to a hard line break.
        link: The target of the first link of the first paragraph; None without one.
        notes: The lines after the title; empty at the end of the span where there are none.
    """

    bullet: Span
    symbol: Span | None
    kind: Kind | None
    title: Span
    link: Span | None
    notes: Span


_CACHED_ENTRIES = 128
"""Entries whose parts are kept, since the next one asks for those around it, too."""


class Document:
    """One log: its text and what stands where in it.

    Attributes:
        text: The whole file, decoded without loss.
        encoding: How the text came out of the file's bytes and goes back into them.
        legend: The log's own table of symbols and kinds.
        days: In the order of the file; a log without dates is one undated day.
        entries: In the order of the file, all days together.
        tables: In the order of the file.
    """

    def __init__(
        self,
        text: str,
        encoding: Encoding,
        legend: Legend,
        days: tuple[Day, ...],
        entries: tuple[Entry, ...],
        tables: tuple[Table, ...] = (),
    ) -> None:
        self.text: Final = text
        self.encoding: Final = encoding
        self.legend: Final = legend
        self.days: Final = days
        self.entries: Final = entries
        self.tables: Final = tables
        self._head = lru_cache(maxsize=_CACHED_ENTRIES)(self._read_head)
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
        """Return what stands before the content of ``entry``; empty in a paragraph."""
        return self._head(entry).bullet

    def head_end(self, entry: Entry) -> int:
        """Return where the lines with the title of ``entry`` end; its notes begin below."""
        return self._head(entry).end

    def table_at(self, offset: int) -> Table | None:
        """Return the table that has ``offset`` in one of its rows; None where none has."""
        index = bisect_right(self.tables, offset, key=lambda table: table.body) - 1
        return self.tables[index] if index >= 0 and offset < self.tables[index].end else None

    def title(self, entry: Entry) -> str:
        """Return the title as a reader sees it: markup taken off, one line, maybe empty."""
        return self.title_in(entry, self._head(entry).title)

    def title_in(self, entry: Entry, span: Span) -> str:
        """Return what ``span`` of the title of ``entry`` says to a reader."""
        title = span.of(self.text)
        if entry_parts.has_several_lines(title):
            title = entry_parts.joined_lines(title, is_quoted=self._is_quoted(entry))
        if "]" in title and self.definitions:
            title = links.without_references(title, self.definitions)
        return markdown.plain_text(title)

    def url(self, entry: Entry) -> str | None:
        """Return the target of the entry's link, unescaped; None where it has none.

        Without a target in its first paragraph, it is that of a definition named there.
        """
        head = self._head(entry)
        link = head.link
        if link is None and self.definitions:
            paragraph = self.text[head.title.start : head.end]
            link = links.reference_target(paragraph, self.definitions)
        return links.unescape_target(link.of(self.text)) if link else None

    def kind(self, entry: Entry) -> Kind | None:
        """Return the kind of ``entry``; None where nothing names one."""
        return self._head(entry).kind

    def notes(self, entry: Entry) -> str | None:
        r"""Return the notes as Markdown, dedented, lines ending in ``\n``; None without any.

        In a table they are the other cells of the row; a fence is shown whole.
        """
        parts = self.parts(entry)
        table = self.table_at(entry.span.start)
        if table is not None:
            row = self.text[self.row_start(entry) : self.head_end(entry)]
            own = parts.link and parts.link.of(self.text)
            note_lines = [
                f"- {name}: {cell}" if name else f"- {cell}"
                for name, cell in table.other_cells(row)
                if not (link := links.first_link(cell))
                or link.target.of(cell) != own
                or link.span != (0, len(cell))
            ]
            return "\n".join(note_lines) or None
        span = parts.notes
        if entry_parts.opens_fence(self.text[entry.span.start : parts.title.start]):
            span = Span(entry.span.start, max(parts.title.end, span.end))
        if span.is_empty:
            return None
        return entry_parts.strip_indent(span.of(self.text), quoted=self._is_quoted(entry))

    def row_start(self, entry: Entry) -> int:
        """Return where the row of a table begins that ``entry`` is, or is the rest of."""
        marker = self.days[entry.day].marker
        return marker.start if marker.end == entry.span.start else entry.span.start

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
    def definitions(self) -> dict[str, Span]:
        """Where the targets stand that the log defines for ``[label]``, by folded labels."""
        return links.find_definitions(self.text)

    @cached_property
    def _line_starts(self) -> array[int]:
        return lines.line_starts(self.text)

    def _read_parts(self, entry: Entry) -> EntryParts:
        head = self._head(entry)
        notes_start = min(lines.next_line_start(self.text, head.end), entry.span.end)
        notes = entry_parts.notes_span(self.text, notes_start, entry.span.end)
        return EntryParts(head.bullet, head.symbol, head.kind, head.title, head.link, notes)

    def _read_head(self, entry: Entry) -> entry_parts.HeadParts:
        text, (start, end) = self.text, entry.span
        line = text[start : min(lines.end_of_line(text, start), end)]
        table = self.table_at(start)
        if table is not None:
            row_start = self.row_start(entry)
            row = text[row_start : start + len(line)]
            cell = table.title_in(row)
            return entry_parts.row_parts(row, start - row_start, cell, self.legend).shift(row_start)
        opens_line = start == 0 or text[start - 1] in "\r\n"
        bullet_length = entry_parts.bullet_end(line) if opens_line else 0
        day = self.days[entry.day]
        marker = day.marker
        if start == marker.end and marker.of(text).lstrip().startswith("|"):
            # The rest of a table row whose first cell is the date.
            cell = Span(0, len(line.partition("|")[0]))
            return entry_parts.row_parts(line, 0, cell, self.legend).shift(start)
        is_quoted = ">" in line[:bullet_length]
        title_end, head_end = entry_parts.head_ends(text, entry.span, line, is_quoted=is_quoted)
        date = None
        if day.reading and start <= day.span.start + day.reading.start < head_end:
            shift = day.span.start - start
            date = Span(day.reading.start + shift, day.reading.end + shift)
        head = text[start:head_end]
        return entry_parts.head_parts(
            head, start, bullet_length, title_end - start, self.legend, date
        )

    def _is_quoted(self, entry: Entry) -> bool:
        return ">" in self._head(entry).bullet.of(self.text)
