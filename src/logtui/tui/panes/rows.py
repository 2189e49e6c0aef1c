"""The rows of the entry list: which one shows what, and what they look like."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from logtui.document.text.markdown import plain_text
from logtui.tui.drawing.labels import (
    STATE_SIGNS,
    date_label,
    day_label,
    has_marker_label,
    host_label,
    label_text,
    shown_state,
    symbol_label,
)
from logtui.tui.drawing.marks import excerpt, marked_label
from logtui.tui.drawing.styles import label_lines, styled

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from logtui.document.model import Document
    from logtui.search.highlight import Highlights
    from logtui.tui.view import View

_SYMBOL_CELLS = 2
_LEFT_CELLS = _SYMBOL_CELLS + 1
"""Cells left of a title: symbol, space."""

_CACHED_ROWS = 500
"""Rows whose lines are kept: several screens of them."""

_TALL = 20
"""From this many lines on days have rows of their own, and titles up to three lines."""

_DATE_LENGTH = 16
"""Characters that a date may have to stand in the line of a title."""

_SHORTEST_HOST = 14
"""Cells of a host that is cut; where there are fewer, a longer one is left out."""

_MISSING_LENGTH = 80
"""Characters of the words that an entry has not got."""

_SPACE = Content(" ")
_INDENT = Content(" " * _SYMBOL_CELLS)
_EMPTY = Content()


class NoteRow(NamedTuple):
    """The row at the top that says what the list is."""


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
        has_note: Whether a row at the top says what the list is; only in a flat one.
    """

    entries: Sequence[int]
    starts: Sequence[int] = ()
    day_rows: Sequence[int] = ()
    day_row_starts: Sequence[int] = ()
    has_note: bool = False

    @classmethod
    def by_day(
        cls, document: Document, days: Iterable[int], bare_days: Container[int] = ()
    ) -> Rows:
        """Return the entries of ``days``; days without entries are left out.

        Args:
            document: The log.
            days: Indices in ``Document.days``.
            bare_days: Those of them that have no row of their own.
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
        headed = [
            (day, start) for day, start in zip(shown, starts, strict=True) if day not in bare_days
        ]
        return cls(entries, starts, [day for day, _ in headed], [start for _, start in headed])

    @property
    def row_count(self) -> int:
        """How many rows the whole list has."""
        return self.has_note + len(self.day_rows) + len(self.entries)

    def row_at(self, index: int) -> NoteRow | DayRow | EntryRow | None:
        """Return the row at ``index`` (counted from 0); None below the end."""
        if not 0 <= index < self.row_count:
            return None
        if self.has_note:
            return EntryRow(index - 1) if index else NoteRow()
        day = bisect_right(range(len(self.day_rows)), index, key=self._index_of_day_row) - 1
        if day >= 0 and self._index_of_day_row(day) == index:
            return DayRow(self.day_rows[day])
        return EntryRow(index - day - 1)

    def index_of(self, position: int) -> int:
        """Return the index of the row that shows the entry at ``position``."""
        return self.has_note + position + bisect_right(self.day_row_starts, position)

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


class RowLayout:
    """The rows of a view as they look in a window of some size, a line or several each.

    They are laid out when they are looked at: a list of 100,000 entries costs what a list of ten
    does.

    Attributes:
        rows: The rows.
        width: Cells of the window.
        height: Its lines.
    """

    def __init__(
        self, view: View | None, width: int, height: int, *, compact: bool, note: str = ""
    ) -> None:
        """Lay ``view`` out; None shows nothing.

        Args:
            view: What is listed.
            width: Cells of the window.
            height: Its lines. In a low window dates stand in the first line of their first entry.
            compact: Whether each entry takes one line.
            note: What stands above the entries of a search, safe to show; empty for nothing.
        """
        self.width, self.height = width, height
        self._view = view
        self._note = note
        self._is_low = height < _TALL
        self._max_lines = 1 if compact else 2 if self._is_low else 3
        self._lines_by_row: dict[int, list[list[Content]]] = {}
        self._window: list[tuple[int, int]] = []
        self._window_top = -1
        self.rows = Rows(())
        if view is not None and view.is_grouped:
            days = view.scope.days
            bare_days = {day for day in days if not self._has_day_row(day)} if self._is_low else ()
            self.rows = Rows.by_day(view.document, days, bare_days)
        elif view is not None:
            self.rows = Rows(view.entries, has_note=bool(note))

    def lines(self, index: int) -> list[list[Content]]:
        """Return the lines of the row at ``index``, in parts, without the bar of the cursor."""
        lines = self._lines_by_row.get(index)
        if lines is None:
            if len(self._lines_by_row) > _CACHED_ROWS:
                self._lines_by_row.clear()
            lines = self._lines_by_row[index] = self._lay_out(index)
        return lines

    def window(self, top: int) -> list[tuple[int, int]]:
        """Return what each line of the window shows: the index of a row, and which of its lines.

        Args:
            top: The index of the first row.
        """
        if self._window_top != top:
            self._window, self._window_top = [], top
            for index in range(top, self.rows.row_count):
                if len(self._window) >= self.height:
                    break
                self._window += [(index, part) for part in range(len(self.lines(index)))]
            del self._window[self.height :]
        return self._window

    def top_above(self, index: int, height: int, stop: int = 0) -> int:
        """Return the first row from ``stop`` on that leaves ``index`` in ``height`` lines."""
        room = height - len(self.lines(index))
        while index > stop:
            room -= len(self.lines(index - 1))
            if room < 0:
                break
            index -= 1
        return index

    @property
    def last_top(self) -> int:
        """The first row of the window that shows the last one."""
        return self.top_above(self.rows.row_count - 1, self.height) if self.rows.row_count else 0

    def page_from(self, position: int, lines: int) -> int:
        """Return the position of the entry that stands ``lines`` below that at ``position``.

        A negative number goes up. It is another entry, where there is one.
        """
        step = 1 if lines > 0 else -1
        target, room, index = position + step, abs(lines), self.rows.index_of(position)
        while 0 <= index < self.rows.row_count and (room := room - len(self.lines(index))) > 0:
            index += step
            row = self.rows.row_at(index)
            if isinstance(row, EntryRow):
                target = row.position
        return target

    def _lay_out(self, index: int) -> list[list[Content]]:
        view, row = self._view, self.rows.row_at(index)
        if view is None or row is None:
            return []
        if isinstance(row, NoteRow):
            return [[line] for line in styled(self._note, "busy").wrap(max(self.width - 2, 1))]
        if isinstance(row, DayRow):
            return [day_line(view, row.day, self.width - 2)]
        number = view.entries[row.position]
        day = view.document.entries[number].day
        opens_day = view.document.days[day].first_entry == number and not self._has_day_row(day)
        is_dated = opens_day or not view.is_grouped
        return entry_lines(view, row.position, self.width - 2, self._max_lines, is_dated=is_dated)

    def _has_day_row(self, day: int) -> bool:
        """Tell whether a day has a row of its own: in a low window if it says more than a date."""
        if self._view is None or not self._is_low:
            return True
        document, dates = self._view.document, self._view.dates
        if has_marker_label(document, day, dates):
            return len(date_label(document, day, dates)) > _DATE_LENGTH
        return bool(document.days[day].title)


def day_line(view: View, day: int, width: int) -> list[Content]:
    """Return ``2024-09-25 Wed ───── 1`` filling ``width`` cells, in parts."""
    document = view.document
    label = f"{day_label(document, day, view.dates)} "
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

    The second part of each is the space between symbol and title.

    Args:
        view: What is listed.
        position: The place of the entry in it.
        width: In cells.
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
    state_sign, _ = shown_state(document, entry)
    if state_sign:
        is_pending = state_sign in (STATE_SIGNS["open"], STATE_SIGNS["reading"])
        title = styled(f"{state_sign} ", "accent" if is_pending else "dim") + title
    host = _host_cell(document.url(entry), highlights).truncate(room // 2, ellipsis=True)
    date = _EMPTY
    if is_dated:
        is_named = highlights is not None and highlights.is_date_named
        label = date_label(document, entry.day, view.dates)
        style = "match" if is_named else "day" if view.is_grouped else "dim"
        date = styled(label, style).truncate(room // 2, ellipsis=True).pad_left(1)
    if words := view.missing.get(number):
        missing = styled(f" no {label_text(', '.join(words), _MISSING_LENGTH)}", "dim")
        date = missing.truncate(room // 2, ellipsis=True) + date
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
    return [[first, _SPACE, *lines[0]], *([_INDENT, _SPACE, *line] for line in lines[1:])]


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
