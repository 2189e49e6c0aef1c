"""How one entry and one day look in the list, as styled text of a given width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from logtui.document.markup import plain
from logtui.tui.labels import (
    called_by_marker,
    date_label,
    day_label,
    host_label,
    shown,
    symbol_label,
)
from logtui.tui.marks import marked
from logtui.tui.strips import named

if TYPE_CHECKING:
    from logtui.search.highlight import Highlights
    from logtui.tui.rows import DayLine
    from logtui.tui.view import View

ONE_LINE_WIDTH = 72
"""From this many cells on an entry takes one line."""

_SYMBOL_CELLS = 2
_LEFT = 1 + _SYMBOL_CELLS + 1
"""Cells left of a title: cursor bar, symbol, space."""

_DATE_CELLS = 11

_BAR = named("▌", "bar")
_SPACE = Content(" ")
_INDENT = Content(" " * (1 + _SYMBOL_CELLS))
_NOTHING = Content()


def day_line(view: View, row: DayLine, width: int) -> list[Content]:
    """Return ``2024-09-25 Wed ───── 1`` filling ``width`` cells, in parts."""
    document = view.document
    label = f" {day_label(document, row.day, view.dates)} "
    title = document.days[row.day].title
    if title and not called_by_marker(document, row.day, view.dates):
        label += f"{shown(plain(title.of(document.text)))} "
    count = f" {row.size} "
    name = named(label, "day").truncate(max(width - len(count) - 2, 0), ellipsis=True)
    rule = "─" * (width - name.cell_length - len(count))
    return [name, named(rule, "faint"), named(count, "dim")]


def entry_lines(
    view: View, position: int, width: int, height: int, *, selected: bool
) -> list[list[Content]]:
    """Return the ``height`` lines of the entry at ``position`` of ``view``, each in parts."""
    document, number = view.document, view.entries[position]
    entry = document.entries[number]
    found = view.highlights(number)
    bar = _BAR if selected else _SPACE
    symbol = _filled(
        _cell(symbol_label(document, entry), "", found is not None and found.kind), _SYMBOL_CELLS
    )
    title = marked(document.title(entry) or "(no title)", found.title if found else (), "plain")
    host = _host(document.url(entry), found)
    date = _NOTHING
    if not view.grouped:
        label = date_label(document, entry.day, view.dates)
        date = _cell(label, "dim", found is not None and found.date)
    if height == 1:
        return [[bar, symbol, _SPACE, *_one_line(title, host, date, width - _LEFT)]]
    first, second = _two_lines(title, host, date, width - _LEFT)
    return [[bar, symbol, _SPACE, first], [bar, _INDENT, *second]]


def _cell(text: str, style: str, named_by_query: bool) -> Content:  # noqa: FBT001 - a fact, no switch
    return named(text, "match" if named_by_query else style)


def _host(url: str | None, found: Highlights | None) -> Content:
    """Return the host of a link with those characters marked that the link was found by."""
    label = host_label(url)
    start = (url or "").find(label)
    ranges = found.url if found and start >= 0 else ()
    inside = [(max(a - start, 0), min(b - start, len(label))) for a, b in ranges]
    return marked(label, [(a, b) for a, b in inside if a < b], "dim")


def _one_line(title: Content, host: Content, date: Content, width: int) -> list[Content]:
    """Return title, host and date in columns that together fill ``width`` cells."""
    host_cells = min(26, max(14, width * 27 // 100))
    date_cells = _DATE_CELLS if date else 0
    title_cells = width - host_cells - date_cells - 2
    return [
        _filled(title, title_cells),
        _SPACE,
        _filled(host, host_cells),
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
    split = _break_at(text, width)
    first, rest = title, _NOTHING
    if split < len(text):
        first = title[:split].rstrip()
        rest = title[len(text) - len(text[split:].lstrip()) :]
    room = width - (date.cell_length + 1 if date else 0)
    host = host.truncate(max(room - rest.cell_length - 1, room // 2, 0), ellipsis=True)
    rest = rest.truncate(max(room - host.cell_length - 1, 1), ellipsis=True)
    gap = room - rest.cell_length - host.cell_length
    return first, [rest, Content(" " * max(gap, 0)), host, _SPACE if date else _NOTHING, date]


def _break_at(text: str, width: int) -> int:
    """Return the offset at which ``text`` breaks to fill a line of ``width`` cells."""
    if cell_len(text) <= width:
        return len(text)
    offset = width if text.isascii() else _fitting(text, width)
    space = text.rfind(" ", 0, offset + 1)
    return space if space > width // 2 else offset


def _fitting(text: str, width: int) -> int:
    """Return how many characters of ``text`` fit into ``width`` cells; not all of them do."""
    cells = 0
    for offset, char in enumerate(text):
        cells += cell_len(char)
        if cells > width:
            return offset
    return len(text)


def _filled(content: Content, width: int) -> Content:
    """Return ``content`` in exactly ``width`` cells, cut with ``…`` or padded."""
    return content.truncate(max(width, 0), ellipsis=True, pad=True)
