"""The list of entries: a window onto any number of rows, drawn line by line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from logtui.tui.bindings import bindings
from logtui.tui.drawing.labels import date_label, has_marker_label
from logtui.tui.drawing.styles import framed_lines, strip_of, styled, theme_style
from logtui.tui.panes.rows import DayRow, EntryRow, Rows, day_line, entry_lines

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from logtui.tui.view import View


_BAR = styled("▌", "bar")
_SPACE = Content(" ")

_CACHED_ROWS = 500
"""Rows whose drawn lines are kept: several screens of them."""

_TALL = 20
"""From this many lines on days have rows of their own, and titles up to three lines."""

_DATE_LENGTH = 16
"""Characters that a date may have to stand in the line of a title."""


class EntryList(ScrollView, can_focus=True):
    """Shows the entries of a view with one of them highlighted.

    A row is as high as its title needs. Nothing is measured but the rows that are drawn, so a list
    of 100,000 entries costs what a list of ten does.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    view: reactive[View | None] = reactive(None, always_update=True)
    """What is listed."""
    selected: reactive[int | None] = reactive(None)
    """Index in ``Document.entries`` of the highlighted entry."""

    class Highlighted(Message):
        """Another entry is highlighted.

        Attributes:
            entry: Its index in ``Document.entries``.
        """

        def __init__(self, entry: int) -> None:
            super().__init__()
            self.entry = entry

    class Opened(Message):
        """The highlighted entry is to be read."""

    def __init__(self, *, compact: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        """Make the list.

        Args:
            compact: Whether an entry takes one line at any width.
            id: As of any widget.
        """
        super().__init__(id=id)
        self._compact = compact
        self._rows = Rows(())
        self._cursor = 0
        self._strips_by_row: dict[int, list[Strip]] = {}
        self._size_laid_out = Size(0, 0)
        self._last_view: View | None = None

    @property
    def cursor(self) -> int:
        """Position of the highlighted entry in the list, counted from 0."""
        return self._cursor

    # What is shown

    def watch_view(self) -> None:
        """Lay the new view out; the selected entry stays highlighted where it is still listed."""
        self._lay_out()

    def watch_selected(self) -> None:
        """Follow a selection made elsewhere."""
        view, cursor = self.view, self._cursor
        if view is None or self.selected is None:
            return
        if cursor < len(view.entries) and view.entries[cursor] == self.selected:
            return
        position = view.position_of(self.selected)
        if position is not None:
            self._move_to(position)

    def on_resize(self) -> None:
        """Set the titles for the new width, and the days for the new height."""
        self._lay_out_for_size()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the visible part, in the very first frame already for the size it has."""
        self._lay_out_for_size()
        return framed_lines(self, crop, super().render_lines)

    def _lay_out_for_size(self) -> None:
        if self._size_laid_out != self.scrollable_content_region.size:
            self._lay_out()

    def notify_style_update(self) -> None:
        """Draw all entries again, in the new theme."""
        super().notify_style_update()
        self._strips_by_row.clear()

    def _lay_out(self) -> None:
        view = self.view
        cursor_offset = self._cursor_offset(view)
        self._strips_by_row.clear()
        self._size_laid_out = self.scrollable_content_region.size
        if view is None or not self._size_laid_out.width:
            return
        if view.is_grouped:
            self._rows = Rows.by_day(view.document, view.scope.days, self._has_day_row)
        else:
            self._rows = Rows(view.entries)
        size, top = self._size_laid_out, self.scroll_offset.y
        self.virtual_size = Size(size.width, max(self._rows.count, top + size.height))
        position = None if self.selected is None else view.position_of(self.selected)
        self._cursor = position or 0
        if cursor_offset is not None:
            row = self._rows.index_of(self._cursor)
            self._scroll_to_row(self._top_above(row, cursor_offset + len(self._strips(row))))
        self._show_cursor()
        if self.scroll_offset.y >= self.max_scroll_y:
            self._find_end()
        self.refresh()

    @property
    def _is_flat(self) -> bool:
        return self._size_laid_out.height < _TALL

    def _has_day_row(self, day: int) -> bool:
        """Tell whether a day has a row of its own; in a flat window if it says more than a date."""
        view = self.view
        if view is None or not self._is_flat:
            return True
        if has_marker_label(view.document, day, view.dates):
            return len(date_label(view.document, day, view.dates)) > _DATE_LENGTH
        return bool(view.document.days[day].title)

    def _cursor_offset(self, view: View | None) -> int | None:
        """Return how many lines below the top of the window the highlighted entry has to stay.

        None where the list becomes another one: then it only has to be seen.
        """
        last_view, self._last_view = self._last_view, view
        if last_view is None or view is None or last_view.document is view.document:
            return None
        if not self._rows.entries or (last_view.is_grouped, last_view.scope.key) != (
            view.is_grouped,
            view.scope.key,
        ):
            return None
        index = self._rows.index_of(self._cursor)
        return next((y for y, (row, _) in enumerate(self._window_lines()) if row == index), None)

    # Rows are one to four lines high. Scrolling counts rows, so that none has to be measured but
    # those that are drawn.

    def _strips(self, row: int) -> list[Strip]:
        """Return the lines of the row at the index ``row``."""
        strips = self._strips_by_row.get(row)
        if strips is None:
            if len(self._strips_by_row) > _CACHED_ROWS:
                self._strips_by_row.clear()
            strips = self._strips_by_row[row] = self._draw_row(row)
        return strips

    def _draw_row(self, index: int) -> list[Strip]:
        view, row, width = self.view, self._rows.row_at(index), self._size_laid_out.width
        if view is None or row is None:
            return []
        if isinstance(row, DayRow):
            return [strip_of(day_line(view, row.day, width - 1), self.visual_style, width)]
        selected = row.position == self._cursor
        base = self.visual_style + theme_style("cursor") if selected else self.visual_style
        lines = entry_lines(
            view,
            row.position,
            width - 1,
            1 if self._compact else 2 if self._is_flat else 3,
            is_dated=not view.is_grouped or self._is_first_of_bare_day(view, row.position),
        )
        bar = _BAR if selected else _SPACE
        return [strip_of([bar, *line], base, width) for line in lines]

    def _is_first_of_bare_day(self, view: View, position: int) -> bool:
        """Tell whether an entry is the first one of a day that has no row of its own."""
        number = view.entries[position]
        day = view.document.entries[number].day
        return view.document.days[day].first_entry == number and not self._has_day_row(day)

    def _window_lines(self) -> list[tuple[int, int]]:
        """Return for each line of the window the index of its row, and which line of it it is."""
        lines: list[tuple[int, int]] = []
        row = self.scroll_offset.y
        while len(lines) < self._size_laid_out.height and row < self._rows.count:
            lines += [(row, part) for part in range(len(self._strips(row)))]
            row += 1
        return lines[: self._size_laid_out.height]

    def _top_above(self, row: int, height: int, stop: int = 0) -> int:
        """Return the first row, from ``stop`` on, that stands with ``row`` in ``height`` lines."""
        room = height - len(self._strips(row))
        while row > stop and room > 0:
            room -= len(self._strips(row - 1))
            row -= room >= 0
        return row

    def _scroll_to_row(self, row: int) -> None:
        if row > self.max_scroll_y:
            self._find_end()
        self.scroll_to(y=row, animate=False, force=True, immediate=True)

    def _find_end(self) -> None:
        """Have scrolling end where the last row is seen, which needs some rows to be measured.

        As long as that is far away, it ends where each of those rows would have a single line.
        """
        height = self._size_laid_out.height
        end = self._top_above(self._rows.count - 1, height) if self._rows.count else 0
        self.virtual_size = Size(self._size_laid_out.width, end + height)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw other rows; where they end so far, find out whether they do."""
        super().watch_scroll_y(old_value, new_value)
        if new_value >= self.max_scroll_y:
            self._find_end()

    def render_line(self, y: int) -> Strip:
        """Draw the line that stands ``y`` lines below the top of the window."""
        view = self.view
        if view is not None and not self._rows.count:
            return self._hint_line(view, y, self._size_laid_out.width)
        lines = self._window_lines()
        if y >= len(lines):
            return Strip.blank(self._size_laid_out.width, self.visual_style.rich_style)
        row, part = lines[y]
        return self._strips(row)[part]

    def _hint_line(self, view: View, y: int, width: int) -> Strip:
        from logtui.tui.bindings import key_display

        lines = styled(view.hint(partial(key_display, self.app)), "dim").wrap(max(width - 4, 1))
        line = Content("  ") + lines[y - 1] if 0 < y <= len(lines) else Content()
        return strip_of([line], self.visual_style, width)

    # Moving

    def _move_to(self, position: int) -> None:
        last = len(self._rows.entries) - 1
        if last < 0:
            return
        position = max(0, min(position, last))
        old, self._cursor = self._cursor, position
        for changed in {old, position}:
            self._redraw_row(self._rows.index_of(changed))
        self._show_cursor()
        entry = self._rows.entries[position]
        if entry != self.selected:
            self.post_message(self.Highlighted(entry))

    def _redraw_row(self, index: int) -> None:
        self._strips_by_row.pop(index, None)
        lines = [y for y, (row, _) in enumerate(self._window_lines()) if row == index]
        if lines:
            self.refresh(Region(0, lines[0], self.size.width, len(lines)))

    def _show_cursor(self) -> None:
        """Scroll so that the highlighted entry is seen, with its day where it is the first."""
        if not self._rows.entries:
            return
        row, top = self._rows.index_of(self._cursor), self.scroll_offset.y
        first = row - isinstance(self._rows.row_at(row - 1), DayRow)
        self._scroll_to_row(
            first if first < top else self._top_above(row, self._size_laid_out.height, top)
        )

    def action_move(self, step: int) -> None:
        """Move the highlight by ``step`` entries."""
        self._move_to(self._cursor + step)

    def action_first(self) -> None:
        """Move to the first entry."""
        self._move_to(0)

    def action_last(self) -> None:
        """Move to the last entry."""
        self._move_to(len(self._rows.entries) - 1)

    def action_page(self, pages: float) -> None:
        """Move by ``pages`` times the height of the window."""
        room, step = int(self._size_laid_out.height * abs(pages)), 1 if pages > 0 else -1
        index = self._rows.index_of(self._cursor)
        position = self._cursor + step
        while 0 <= index < self._rows.count and room > 0:
            room -= len(self._strips(index))
            index += step
            row = self._rows.row_at(index)
            if isinstance(row, EntryRow) and room > 0:
                position = row.position
        self._move_to(position)

    def action_day(self, step: int) -> None:
        """Move to the first entry of the day ``step`` days further down."""
        if step < 0 and self._rows.day_start(self._cursor, 0) < self._cursor:
            step += 1
        self._move_to(self._rows.day_start(self._cursor, step))

    def action_open(self) -> None:
        """Ask for the highlighted entry to be shown for reading."""
        if self._rows.entries:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Highlight the clicked entry; a second click opens it."""
        offset = event.get_content_offset(self)
        lines = self._window_lines()
        row = self._rows.row_at(lines[offset.y][0]) if offset and offset.y < len(lines) else None
        if isinstance(row, EntryRow):
            self._move_to(row.position)
            if event.chain > 1:
                self.post_message(self.Opened())
