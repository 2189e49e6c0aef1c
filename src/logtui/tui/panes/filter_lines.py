"""The saved filters that have a key, above the dates."""

from __future__ import annotations

from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from logtui.tui.bindings import key_display
from logtui.tui.drawing.styles import strip_of, styled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

    from logtui.tui.host import FilterCounts

FIRST_FILTERS = 7
"""Filters that have a key, the first ones."""


class FilterLines(Widget):
    """Shows the first saved filters with their keys and counts; a click uses one."""

    DEFAULT_CSS = """
    FilterLines { height: auto; margin: 0 0 1 0; }
    """
    ALLOW_SELECT = False

    filters: reactive[Mapping[str, str]] = reactive(MappingProxyType({}), layout=True)
    """The saved filters; bound to the pane's."""
    counts: reactive[FilterCounts] = reactive(MappingProxyType({}))
    """How many entries each finds; empty as long as that is not known."""

    def watch_filters(self) -> None:
        """Take no room where there are none."""
        self.display = bool(self.filters)

    def get_content_height(self, *_: object) -> int:
        """Return how many lines there are."""
        return min(len(self.filters), FIRST_FILTERS)

    def render_line(self, y: int) -> Strip:
        """Draw a filter: its key, its name, and its count at the right edge."""
        width = self.content_size.width
        name = next(islice(self.filters, y, None), None)
        if name is None:
            return Strip.blank(width)
        key = styled(key_display(self.app, f"screen.filter_{y + 1}"), "key")
        count = "" if name not in self.counts else str(self.counts[name] or "·")
        room = width - key.cell_length - len(count) - 3
        label = Content(f"@{name}").truncate(max(room, 1), ellipsis=True, pad=True)
        return strip_of(
            [key, Content(" "), label, styled(f"{count}  ", "dim")], self.visual_style, width
        )

    async def on_click(self, event: events.Click) -> None:
        """Use the filter that is clicked."""
        await self.run_action(f"screen.navigate('filter', {event.y})")
