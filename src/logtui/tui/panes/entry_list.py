"""The list of entries: a window onto any number of rows, drawn line by line."""

from __future__ import annotations

from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from logtui.document.text.markdown import plain_text
from logtui.tui.bindings import bindings
from logtui.tui.drawing.labels import (
    date_label,
    day_label,
    has_marker_label,
    host_label,
    label_text,
    symbol_label,
)
from logtui.tui.drawing.marks import marked_label
from logtui.tui.drawing.styles import framed_lines, strip_of, styled, theme_style
from logtui.tui.panes.rows import DayLine, EntryLine, NoteLine, Rows

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from logtui.search.highlight import Highlights
    from logtui.tui.view import View


_CACHED_ENTRIES = 500
"""Entries whose drawn lines are kept: several screens of them."""


class EntryList(ScrollView, can_focus=True):
    """Shows the entries of a view with one of them highlighted.

    Wide enough, an entry takes one line, else exactly two. Nothing is measured but the lines
    that are drawn, so a list of 100,000 entries costs what a list of ten does.
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
        self._rows = Rows((), 1)
        self._cursor = 0
        self._entry_strips_by_position: dict[int, list[Strip]] = {}
        self._width = 0
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
        """Choose between one line and two for an entry."""
        self._lay_out_for_width()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the visible part, in the very first frame already for the width it has."""
        self._lay_out_for_width()
        return framed_lines(self, crop, super().render_lines)

    def _lay_out_for_width(self) -> None:
        if self._width != self.scrollable_content_region.width:
            self._lay_out()

    def notify_style_update(self) -> None:
        """Draw all entries again, in the new theme."""
        super().notify_style_update()
        self._entry_strips_by_position.clear()

    def _lay_out(self) -> None:
        self._entry_strips_by_position.clear()
        view = self.view
        self._width = width = self.scrollable_content_region.width
        if view is None or not width:
            return
        height = 1 if self._compact or width >= ONE_LINE_WIDTH else 2
        anchor = self._anchor_line(view)
        if view.is_grouped:
            self._rows = Rows.by_day(view.document, view.scope.days, height)
        else:
            self._rows = Rows(view.entries, height, has_note=bool(view.missing))
        self.virtual_size = Size(width, self._rows.line_count)
        position = None if self.selected is None else view.position_of(self.selected)
        self._cursor = position or 0
        if anchor is not None:
            top = self._rows.line_of(self._cursor) - anchor
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self._show_cursor()
        self.refresh()

    def _anchor_line(self, view: View) -> int | None:
        """Return how far below the top of the window the highlighted entry has to stay.

        None where the list becomes another one: then it only has to be seen.
        """
        last_view, self._last_view = self._last_view, view
        if last_view is None or last_view.document is view.document or not self._rows.entries:
            return None
        is_same_list = (last_view.is_grouped, last_view.scope.key) == (
            view.is_grouped,
            view.scope.key,
        )
        return self._rows.line_of(self._cursor) - self.scroll_offset.y if is_same_list else None

    def render_line(self, y: int) -> Strip:
        """Draw the line that stands ``y`` lines below the top of the window."""
        width = self._width
        view = self.view
        if view is None:
            return Strip.blank(width, self.visual_style.rich_style)
        if not self._rows.line_count:
            return self._hint_line(view, y, width)
        row = self._rows.row_at(y + self.scroll_offset.y)
        if isinstance(row, NoteLine):
            return strip_of([PARTIAL_NOTE], self.visual_style, width)
        if isinstance(row, DayLine):
            return strip_of(day_line(view, row, width - 1), self.visual_style, width)
        if isinstance(row, EntryLine):
            return self._entry_strips(view, row.position, width)[row.part]
        return Strip.blank(width, self.visual_style.rich_style)

    def _entry_strips(self, view: View, position: int, width: int) -> list[Strip]:
        strips = self._entry_strips_by_position.get(position)
        if strips is None:
            selected = position == self._cursor
            base = self.visual_style
            if selected:
                base += theme_style("cursor")
            lines = list_lines(view, position, width - 1, self._rows.height, selected=selected)
            strips = [strip_of(line, base, width) for line in lines]
            if len(self._entry_strips_by_position) > _CACHED_ENTRIES:
                self._entry_strips_by_position.clear()
            self._entry_strips_by_position[position] = strips
        return strips

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
        for changed in (self._cursor, position):
            self._entry_strips_by_position.pop(changed, None)
        self._refresh_entry(self._cursor)
        self._cursor = position
        self._refresh_entry(position)
        self._show_cursor()
        entry = self._rows.entries[position]
        if entry != self.selected:
            self.post_message(self.Highlighted(entry))

    def _refresh_entry(self, position: int) -> None:
        line = self._rows.line_of(position) - self.scroll_offset.y
        self.refresh(Region(0, line, self.size.width, self._rows.height))

    def _show_cursor(self) -> None:
        """Scroll so that the highlighted entry is seen, and what stands above the first one."""
        if not self._rows.entries:
            return
        top = self._rows.line_of(self._cursor)
        above = 1 if isinstance(self._rows.row_at(top - 1), DayLine | NoteLine) else 0
        region = Region(0, top - above, 1, self._rows.height + above)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

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
        step = max(1, int(self.size.height * abs(pages)) // self._rows.height)
        self._move_to(self._cursor + (step if pages > 0 else -step))

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
        row = self._rows.row_at(offset.y + self.scroll_offset.y) if offset else None
        if isinstance(row, EntryLine):
            self._move_to(row.position)
            if event.chain > 1:
                self.post_message(self.Opened())


ONE_LINE_WIDTH = 72
"""From this many cells on an entry takes one line."""

_SYMBOL_CELLS = 2
_LEFT_CELLS = 1 + _SYMBOL_CELLS + 1
"""Cells left of a title: cursor bar, symbol, space."""

_DATE_CELLS = 11

_BAR = styled("▌", "bar")
_SPACE = Content(" ")
_INDENT = Content(" " * (1 + _SYMBOL_CELLS))
_EMPTY = Content()

PARTIAL_NOTE = styled("  no entry has all of these words", "busy")
"""What stands above entries that have only some of the words."""


def day_line(view: View, row: DayLine, width: int) -> list[Content]:
    """Return ``2024-09-25 Wed ───── 1`` filling ``width`` cells, in parts."""
    document = view.document
    label = f" {day_label(document, row.day, view.dates)} "
    title = document.days[row.day].title
    if title and not has_marker_label(document, row.day, view.dates):
        label += f"{label_text(plain_text(title.of(document.text)), 200)} "
    count = f" {row.size} "
    name = styled(label, "day").truncate(max(width - len(count) - 2, 0), ellipsis=True)
    rule = "─" * (width - name.cell_length - len(count))
    return [name, styled(rule, "faint"), styled(count, "dim")]


def list_lines(
    view: View, position: int, width: int, height: int, *, selected: bool
) -> list[list[Content]]:
    """Return the ``height`` lines of the entry at ``position`` of ``view``, each in parts."""
    document, number = view.document, view.entries[position]
    entry = document.entries[number]
    highlights = None if view.is_long(number) else view.highlights(number)
    bar = _BAR if selected else _SPACE
    symbol = _fill(
        _styled_cell(
            symbol_label(document, entry), "", highlights is not None and highlights.is_kind_named
        ),
        _SYMBOL_CELLS,
    )
    title = marked_label(
        document.title(entry) or "(no title)", highlights.title if highlights else (), "plain"
    )
    host = _host_cell(document.url(entry), highlights)
    words = view.missing.get(number)
    missing = styled(f"  no {label_text(', '.join(words), 80)}", "dim") if words else _EMPTY
    date = _EMPTY
    if not view.is_grouped:
        label = date_label(document, entry.day, view.dates)
        date = _styled_cell(label, "dim", highlights is not None and highlights.is_date_named)
    if height == 1:
        return [[bar, symbol, _SPACE, *_one_line(title, missing, host, date, width - _LEFT_CELLS)]]
    host_with_missing = missing[2:] + _SPACE + host if missing else host
    first, second = _two_lines(title, host_with_missing, date, width - _LEFT_CELLS)
    return [[bar, symbol, _SPACE, first], [bar, _INDENT, *second]]


def _styled_cell(text: str, style: str, is_match: bool) -> Content:  # noqa: FBT001 - a fact, no switch
    return styled(text, "match" if is_match else style)


def _host_cell(url: str | None, highlights: Highlights | None) -> Content:
    """Return the host of a link with those characters marked that the link was found by."""
    label = host_label(url)
    start = (url or "").find(label)
    url_ranges = highlights.url if highlights and start >= 0 else ()
    ranges = [(max(a - start, 0), min(b - start, len(label))) for a, b in url_ranges]
    return marked_label(label, [(a, b) for a, b in ranges if a < b], "dim")


def _one_line(
    title: Content, missing: Content, host: Content, date: Content, width: int
) -> list[Content]:
    """Return title, host and date in columns that together fill ``width`` cells.

    What is missing ends the column of the title, where it may take half of the room.
    """
    host_cells = min(26, max(14, width * 27 // 100))
    date_cells = _DATE_CELLS if date else 0
    title_cells = width - host_cells - date_cells - 2
    missing = missing.truncate(title_cells // 2, ellipsis=True)
    return [
        _fill(title, title_cells - missing.cell_length),
        missing,
        _SPACE,
        _fill(host, host_cells),
        _SPACE,
        date.truncate(date_cells, ellipsis=True).pad_left(max(date_cells - date.cell_length, 0)),
    ]


def _two_lines(
    title: Content, host: Content, date: Content, width: int
) -> tuple[Content, list[Content]]:
    """Return a first line of title and a second one that ends with host and date.

    A long host leaves a long title half of the room; a date is hardly ever cut.
    """
    date = date.truncate(width // 2, ellipsis=True)
    text = title.plain
    split = _break_offset(text, width)
    first, rest = title, _EMPTY
    if split < len(text):
        first = title[:split].rstrip()
        rest = title[len(text) - len(text[split:].lstrip()) :]
    room = width - (date.cell_length + 1 if date else 0)
    host = host.truncate(max(room - rest.cell_length - 1, room // 2, 0), ellipsis=True)
    rest = rest.truncate(max(room - host.cell_length - 1, 1), ellipsis=True)
    gap = room - rest.cell_length - host.cell_length
    return first, [rest, Content(" " * max(gap, 0)), host, _SPACE if date else _EMPTY, date]


def _break_offset(text: str, width: int) -> int:
    """Return the offset at which ``text`` breaks to fill a line of ``width`` cells."""
    if cell_len(text) <= width:
        return len(text)
    offset = width
    if not text.isascii():
        # How many characters fit; not all of them do.
        ends = accumulate(map(cell_len, text))
        offset = next((index for index, end in enumerate(ends) if end > width), len(text))
    space = text.rfind(" ", 0, offset + 1)
    return space if space > width // 2 else offset


def _fill(content: Content, width: int) -> Content:
    """Return ``content`` in exactly ``width`` cells, cut with ``…`` or padded."""
    return content.truncate(max(width, 0), ellipsis=True, pad=True)
