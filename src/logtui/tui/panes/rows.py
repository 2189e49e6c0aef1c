"""The rows of the entry list: which one shows what, and what they look like."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from logtui.document.text.markdown import plain_text
from logtui.tui.drawing.labels import (
    date_label,
    day_label,
    has_marker_label,
    host_label,
    label_text,
    symbol_label,
)
from logtui.tui.drawing.marks import excerpt, marked_label
from logtui.tui.drawing.styles import styled
from logtui.tui.drawing.wrapping import label_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from logtui.document.model import Document
    from logtui.search.highlight import Highlights
    from logtui.tui.view import View

_SYMBOL_CELLS = 2
_LEFT_CELLS = 1 + _SYMBOL_CELLS + 1
"""Cells left of a title: cursor bar, symbol, space."""

_SHORTEST_HOST = 8
"""Cells of a host that is cut; where there are fewer, it is left out."""

_SPACE = Content(" ")
_INDENT = Content(" " * (_SYMBOL_CELLS + 1))
_EMPTY = Content()


class DayRow(NamedTuple):
    """A row that opens a day.

    Attributes:
        day: Index in ``Document.days``.
    """

    day: int


class EntryRow(NamedTuple):
    """A row that shows an entry.

    Attributes:
        position: Place of the entry in the list, counted from 0.
    """

    position: int


class Rows(NamedTuple):
    """The entries that a list shows, from top to bottom, and the days that have rows above them.

    Attributes:
        entries: Indices in ``Document.entries``, in the order shown.
        starts: For each day the position of its first entry; empty in a flat list.
        day_rows: Indices of the days that have a row of their own.
        day_row_starts: For each of ``day_rows`` the position of its first entry.
    """

    entries: Sequence[int]
    starts: Sequence[int] = ()
    day_rows: Sequence[int] = ()
    day_row_starts: Sequence[int] = ()

    @classmethod
    def by_day(
        cls, document: Document, days: Iterable[int], has_row: Callable[[int], bool]
    ) -> Rows:
        """Return the entries of ``days``; days without entries are left out.

        Args:
            document: The log.
            days: Indices in ``Document.days``.
            has_row: Tells whether one of them has a row of its own.
        """
        shown = [
            day for day in days if document.days[day].stop_entry > document.days[day].first_entry
        ]
        starts: list[int] = []
        size = 0
        for day in shown:
            starts.append(size)
            size += document.days[day].stop_entry - document.days[day].first_entry
        entries: Sequence[int] = range(size)
        if size != len(document.entries) or any(a > b for a, b in pairwise(shown)):
            entries = [
                entry
                for day in shown
                for entry in range(document.days[day].first_entry, document.days[day].stop_entry)
            ]
        headed = [(day, start) for day, start in zip(shown, starts, strict=True) if has_row(day)]
        return cls(entries, starts, [day for day, _ in headed], [start for _, start in headed])

    @property
    def count(self) -> int:
        """How many rows the whole list has."""
        return len(self.day_rows) + len(self.entries)

    def row_at(self, index: int) -> DayRow | EntryRow | None:
        """Return the row at ``index`` (counted from 0); None below the end."""
        if not 0 <= index < self.count:
            return None
        day = bisect_right(range(len(self.day_rows)), index, key=self._index_of_day_row) - 1
        if day >= 0 and self._index_of_day_row(day) == index:
            return DayRow(self.day_rows[day])
        return EntryRow(index - day - 1)

    def index_of(self, position: int) -> int:
        """Return the index of the row that shows the entry at ``position``."""
        return position + bisect_right(self.day_row_starts, position)

    def day_start(self, position: int, step: int) -> int:
        """Return the position of the first entry of the day ``step`` days below ``position``.

        A negative ``step`` goes up. Past either end the last or first day is meant; in a flat
        list every entry counts as a day.
        """
        if not self.starts:
            return max(0, min(position + step, len(self.entries) - 1))
        group = bisect_right(self.starts, position) - 1 + step
        return self.starts[max(0, min(group, len(self.starts) - 1))]

    def _index_of_day_row(self, day: int) -> int:
        return day + self.day_row_starts[day]


def day_line(view: View, day: int, width: int) -> list[Content]:
    """Return ``2024-09-25 Wed ───── 1`` filling ``width`` cells, in parts."""
    document = view.document
    label = f" {day_label(document, day, view.dates)} "
    title = document.days[day].title
    if title and not has_marker_label(document, day, view.dates):
        label += f"{label_text(plain_text(title.of(document.text)), 200)} "
    count = f" {document.days[day].stop_entry - document.days[day].first_entry} "
    name = styled(label, "day").truncate(max(width - len(count) - 2, 0), ellipsis=True)
    rule = "─" * (width - name.cell_length - len(count))
    return [name, styled(rule, "faint"), styled(count, "dim")]


def entry_lines(
    view: View, position: int, width: int, max_lines: int, *, is_dated: bool
) -> list[list[Content]]:
    """Return the lines of an entry, each in parts, without the bar of the cursor.

    Args:
        view: What is listed.
        position: The place of the entry in it.
        width: In cells, with the bar.
        max_lines: Lines that the title may take. Where there may be several, the place of the notes
            that was found has another one, if the title shows nothing of what was.
        is_dated: Whether the date stands in the first line.
    """
    document, number = view.document, view.entries[position]
    entry = document.entries[number]
    highlights = None if view.is_long(number) else view.highlights(number)
    room = width - _LEFT_CELLS
    title = marked_label(
        document.title(entry) or "(no title)", highlights.title if highlights else (), "plain"
    )
    host = _host_cell(document.url(entry), highlights).truncate(room // 2, ellipsis=True)
    date = _EMPTY
    if is_dated:
        is_named = highlights is not None and highlights.is_date_named
        label = date_label(document, entry.day, view.dates)
        style = "match" if is_named else "day" if view.is_grouped else "dim"
        date = styled(label, style).truncate(room // 2, ellipsis=True).pad_left(1)
    if view.is_grouped:
        # It opens the day, and stands where the eye goes down.
        widths = [room - date.cell_length, *[room] * (max_lines - 1)]
        lines = _title_lines(title, host, _EMPTY, widths)
        lines[0].append(date)
    else:
        lines = _title_lines(title, host, date, [room] * max_lines)
    if max_lines > 1 and highlights and highlights.notes and not highlights.title:
        line = excerpt(document.notes(entry) or "", highlights.notes, room, "dim")
        lines.append([line.truncate(room, ellipsis=True)])
    symbol = symbol_label(document, entry)
    is_kind_named = highlights is not None and highlights.is_kind_named
    first = _fill(styled(symbol, "match" if is_kind_named else ""), _SYMBOL_CELLS)
    return [[first, _SPACE, *lines[0]], *([_INDENT, *line] for line in lines[1:])]


def _title_lines(
    title: Content, host: Content, date: Content, widths: list[int]
) -> list[list[Content]]:
    """Return the lines of a title, with host and date at the right end of the last one.

    The host gives way to the title, unless it is what was found; the date never does.
    """
    is_found = any(span.style == "match" for span in host.spans)
    needed = date.cell_length + (host.cell_length + 1 if is_found else 0)
    lines = label_lines(title, widths)
    if needed > widths[len(lines) - 1] - lines[-1].cell_length:
        if len(lines) < len(widths):
            lines.append(_EMPTY)
        else:
            lines = label_lines(title, [*widths[:-1], widths[-1] - needed])
    width = widths[len(lines) - 1] - date.cell_length
    room = width - lines[-1].cell_length - 1
    shown_host = host if room >= min(host.cell_length, _SHORTEST_HOST) else _EMPTY
    shown_host = shown_host.truncate(max(room, 0), ellipsis=True)
    filled = [_fill(line, cells) for line, cells in zip(lines[:-1], widths, strict=False)]
    end = [_fill(lines[-1], width - shown_host.cell_length), shown_host, date]
    return [*([line] for line in filled), end]


def _host_cell(url: str | None, highlights: Highlights | None) -> Content:
    """Return the host of a link with those characters marked that the link was found by."""
    label = host_label(url)
    start = (url or "").find(label)
    url_ranges = highlights.url if highlights and start >= 0 else ()
    ranges = [(max(a - start, 0), min(b - start, len(label))) for a, b in url_ranges]
    return marked_label(label, [(a, b) for a, b in ranges if a < b], "dim")


def _fill(content: Content, width: int) -> Content:
    """Return ``content`` in exactly ``width`` cells, cut with ``…`` or padded."""
    return content.truncate(max(width, 0), ellipsis=True, pad=True)
