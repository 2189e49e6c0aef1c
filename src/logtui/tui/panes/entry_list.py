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

from logtui.tui.bindings import bindings, key_display
from logtui.tui.drawing.styles import framed_lines, strip_of, styled, theme_style
from logtui.tui.panes.rows import DayRow, EntryRow, NoteRow, RowLayout

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from logtui.tui.view import MarkedEntries, View


_BAR = styled("▌", "bar")
_MARK = styled("┃", "marked")
_SPACE = Content(" ")


class EntryList(ScrollView, can_focus=True):
    """Shows the entries of a view with one of them highlighted.

    A row is as high as its title needs. Nothing is measured but the rows that are drawn, so a list
    of 100,000 entries costs what a list of ten does.

    Attributes:
        title: What the list is called in its frame; safe to show.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    view: reactive[View | None] = reactive(None, always_update=True)
    """What is listed."""
    selected: reactive[int | None] = reactive(None)
    """Index in ``Document.entries`` of the highlighted entry."""
    marks: reactive[MarkedEntries | None] = reactive(None, always_update=True)
    """The entries that are marked."""

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
        self._row_layout = RowLayout(None, 0, 0, compact=compact)
        self._cursor = 0
        self._last_view: View | None = None
        self.title = ""

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

    def watch_marks(self) -> None:
        """Show which entries are marked, and in the frame how many."""
        if self.marks is not None and self.view is not None:
            count = self.marks.count_label(self.view)
            self.border_title = Content(f"{self.title} · {count}" if count else self.title)

    def on_resize(self) -> None:
        """Set the titles for the new width, and the days for the new height."""
        self._lay_out_for_size()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the visible part, in the very first frame already for the size it has."""
        self._lay_out_for_size()
        return framed_lines(self, crop)

    def _lay_out_for_size(self) -> None:
        size = self.scrollable_content_region.size
        if size != (self._row_layout.width, self._row_layout.height):
            self._lay_out()

    def _lay_out(self) -> None:
        view, (width, height) = self.view, self.scrollable_content_region.size
        cursor_offset, note = self._cursor_offset(view), ""
        if view is not None and view.answer is not None and view.missing:
            from logtui.tui.drawing.search_answers import partial_note

            note = partial_note(view.answer.relaxation, partial(key_display, self.app))
        is_first_frame = not self._row_layout.width
        self._row_layout = layout = RowLayout(view, width, height, compact=self._compact, note=note)
        if view is None or not width:
            return
        self.virtual_size = Size(width, max(layout.rows.row_count, self.scroll_offset.y + height))
        position = None if self.selected is None else view.position_of(self.selected)
        self._cursor = position or 0
        if cursor_offset is not None:
            row = layout.rows.index_of(self._cursor)
            self._scroll_to_row(layout.top_above(row, cursor_offset + len(layout.lines(row))))
        self._show_cursor()
        if is_first_frame:
            # It has no scroll bar yet, and the end may take as many rows again as it shows.
            self.call_after_refresh(self._find_end)
        else:
            self._find_end()
        self.refresh()

    def _cursor_offset(self, view: View | None) -> int | None:
        """Return how many lines below the top of the window the highlighted entry has to stay.

        None where the list becomes another one: then it only has to be seen.
        """
        last_view, self._last_view = self._last_view, view
        if last_view is None or view is None or last_view.document is view.document:
            return None
        if not last_view.entries or (last_view.is_grouped, last_view.scope.key) != (
            view.is_grouped,
            view.scope.key,
        ):
            return None
        index = self._row_layout.rows.index_of(self._cursor)
        window = self._row_layout.window(self.scroll_offset.y)
        return next((y for y, (row, _) in enumerate(window) if row == index), None)

    # Scrolling counts rows, which are one to four lines high.

    def _scroll_to_row(self, row: int) -> None:
        if row > self.max_scroll_y:
            self._set_end()
        self.scroll_to(y=row, animate=False, force=True, immediate=True)

    def _find_end(self) -> None:
        """Have scrolling end where the last row is seen.

        As long as that is far away, it ends where each of those rows would have a single line.
        """
        if self.scroll_offset.y >= self.max_scroll_y:
            self._set_end()

    def _set_end(self) -> None:
        layout = self._row_layout
        self.virtual_size = Size(layout.width, layout.last_top + layout.height)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw other rows; where they end so far, find out whether they do."""
        super().watch_scroll_y(old_value, new_value)
        self._find_end()

    def render_line(self, y: int) -> Strip:
        """Draw the line that stands ``y`` lines below the top of the window."""
        view, layout = self.view, self._row_layout
        if view is not None and not layout.rows.row_count:
            return self._hint_line(view, y, layout.width)
        window = layout.window(self.scroll_offset.y)
        if y >= len(window):
            return Strip.blank(layout.width, self.visual_style.rich_style)
        index, part = window[y]
        line = layout.lines(index)[part]
        row, marks = layout.rows.row_at(index), self.marks
        if marks and view and marks.document is view.document and isinstance(row, EntryRow):
            is_in_range = row.position in marks.range_to(self._cursor)
            if is_in_range or view.entries[row.position] in marks.entries:
                line = [line[0], _MARK, *line[2:]]
        if index != layout.rows.index_of(self._cursor):
            return strip_of([_SPACE, *line], self.visual_style, layout.width)
        return strip_of([_BAR, *line], self.visual_style + theme_style("cursor"), layout.width)

    def _hint_line(self, view: View, y: int, width: int) -> Strip:
        lines = styled(view.hint(partial(key_display, self.app)), "dim").wrap(max(width - 4, 1))
        line = Content("  ") + lines[y - 1] if 0 < y <= len(lines) else Content()
        return strip_of([line], self.visual_style, width)

    # Moving

    def _move_to(self, position: int) -> None:
        rows = self._row_layout.rows
        last = len(rows.entries) - 1
        if last < 0:
            return
        position = max(0, min(position, last))
        changed = {rows.index_of(self._cursor), rows.index_of(position)}
        for y, (index, _) in enumerate(self._row_layout.window(self.scroll_offset.y)):
            if index in changed:
                self.refresh(Region(0, y, self.size.width, 1))
        self._cursor = position
        if self.marks is not None and self.marks.range_start is not None:
            self.refresh()
        self._show_cursor()
        entry = rows.entries[position]
        if entry != self.selected:
            self.post_message(self.Highlighted(entry))

    def _show_cursor(self) -> None:
        """Scroll so that the highlighted entry is seen, with what stands above the first one."""
        rows, top = self._row_layout.rows, self.scroll_offset.y
        if not rows.entries:
            return
        index = rows.index_of(self._cursor)
        first = index - isinstance(rows.row_at(index - 1), DayRow | NoteRow)
        if first >= top:
            first = self._row_layout.top_above(index, self._row_layout.height, top)
        self._scroll_to_row(first)

    def action_move(self, step: int) -> None:
        """Move the highlight by ``step`` entries."""
        self._move_to(self._cursor + step)

    def action_first(self) -> None:
        """Move to the first entry."""
        self._move_to(0)

    def action_last(self) -> None:
        """Move to the last entry."""
        self._move_to(len(self._row_layout.rows.entries) - 1)

    def action_page(self, pages: float) -> None:
        """Move by ``pages`` times the height of the window."""
        lines = int(self._row_layout.height * pages)
        self._move_to(self._row_layout.page_from(self._cursor, lines))

    def action_day(self, step: int) -> None:
        """Move to the first entry of the day ``step`` days further down."""
        if step < 0 and self._row_layout.rows.day_start(self._cursor, 0) < self._cursor:
            step += 1
        self._move_to(self._row_layout.rows.day_start(self._cursor, step))

    def action_open(self) -> None:
        """Ask for the highlighted entry to be shown for reading."""
        if self._row_layout.rows.entries:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Highlight the clicked entry; a second click opens it."""
        offset = event.get_content_offset(self)
        window = self._row_layout.window(self.scroll_offset.y)
        if not offset or not 0 <= offset.y < len(window):
            return
        row = self._row_layout.rows.row_at(window[offset.y][0])
        if isinstance(row, EntryRow):
            self._move_to(row.position)
            if event.chain > 1:
                self.post_message(self.Opened())
