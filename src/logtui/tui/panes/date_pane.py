"""The frame of the date tree; the tree itself comes after the first frame of the screen."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.strip import Strip

    from logtui.tui.host import FilterCounts
    from logtui.tui.panes.date_tree import DateTree
    from logtui.tui.view import Scope


_MIN_LINES = 4
"""From this many lines on there are some inside the frame that are alike."""


class DatePane(Widget):
    """The frame of the tree, which is put into it after the first frame of the screen."""

    root_scope: reactive[Scope | None] = reactive(None)
    """The scope of all dates."""
    matches: reactive[Mapping[int, int] | None] = reactive(None)
    """How many entries a search found, by the index of their day; None without a search."""
    selected_day: reactive[int | None] = reactive(None)
    """Index in ``Document.days`` of the day of the selected entry."""

    filters: reactive[Mapping[str, str]] = reactive(MappingProxyType({}))
    """The saved filters that stand above the dates."""
    counts: reactive[FilterCounts] = reactive(MappingProxyType({}))
    """How many entries each filter finds; empty as long as that is not known."""

    class ScopeHighlighted(Message):
        """Another scope is highlighted.

        Attributes:
            scope: The scope that the list is to show.
        """

        def __init__(self, scope: Scope) -> None:
            super().__init__()
            self.scope = scope

    class ListWanted(Message):
        """The reader wants into the list of the highlighted scope."""

    def render(self) -> str:
        """Draw nothing where the tree will stand; Textual would draw the name of the pane."""
        return ""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the frame; inside of it, where the tree will stand, all lines are the same."""
        lines = crop.height
        if lines < _MIN_LINES or crop.y:
            return super().render_lines(crop)
        *above, inside = super().render_lines(Region(0, 0, crop.width, 2))
        below = super().render_lines(Region(0, lines - 1, crop.width, 1))
        return [*above, *[inside] * (lines - 2), *below]

    def on_mount(self) -> None:
        """Have the tree made when everything else is drawn."""
        self.call_after_refresh(self._make_tree)

    async def _make_tree(self) -> None:
        from logtui.tui.panes.date_tree import DateTree

        if self.is_attached:  # not while the app is quitting already
            pane = DatePane
            tree = DateTree().data_bind(pane.root_scope, pane.matches, pane.selected_day)
            await self.mount(tree)
            self.watch_filters()

    def watch_filters(self) -> None:
        """Show the filters above the dates, when the tree is there."""
        if self.filters and len(self.children) == 1:
            from logtui.tui.panes.filter_lines import FilterLines

            lines = FilterLines().data_bind(DatePane.filters, DatePane.counts)
            self.mount(lines, before=0)

    @property
    def _tree(self) -> DateTree | None:
        return cast("DateTree", self.children[-1]) if self.children else None

    def focus_tree(self) -> None:
        """Put the focus on the tree."""
        if self._tree:
            self._tree.focus()

    def show_counts(self, counts: FilterCounts) -> None:
        """Show how many entries each filter finds."""
        self.counts = counts

    def show_scope(self, key: tuple[int | str, ...]) -> None:
        """Highlight the scope called ``key``, opening what is around it."""
        if self._tree:
            self._tree.show_scope(key)
