"""The tree of years, months and days that narrows the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.style import Style as RichStyle
from rich.text import Text
from textual.reactive import reactive
from textual.widgets import Tree

from logtui.tui.bindings import bindings
from logtui.tui.drawing.styles import theme_style
from logtui.tui.panes.date_pane import DatePane
from logtui.tui.view import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.binding import BindingType
    from textual.widgets.tree import TreeNode

_BARS = "▁▂▃▄▅▆▇█"
"""How much of a month was found, next to the month with the most."""

_MONTH_DEPTH = 2
"""Parts of the key of a month."""

_DAY_MARGIN = 12
"""Cells in the line of a day that its name does not get: guides, count and the gaps between."""


class DateTree(Tree[Scope]):
    """Shows the scopes of a log, with how many entries each holds.

    Nodes are made when their parent is opened: a log of thirty years has nine thousand days.
    """

    DEFAULT_CSS = """
    DateTree {
        background: $background;
        &:focus { background-tint: $background 0%; }
        scrollbar-size-vertical: 1;
        scrollbar-color: $primary 50%;
        scrollbar-background: $background;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        & > .tree--guides, & > .tree--guides-hover { color: $foreground 20%; }
        & > .tree--guides-selected { color: $foreground 30%; }
        & > .tree--highlight-line { background: $foreground 5%; }
        & > .tree--cursor { background: $surface; color: $foreground; text-style: bold; }
        &:focus > .tree--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("tree")

    root_scope: reactive[Scope | None] = reactive(None)
    """The scope of all dates; bound to the pane's."""
    matches: reactive[Mapping[int, int] | None] = reactive(None)
    """How many entries a search found, by the index of their day; None without a search."""
    selected_day: reactive[int | None] = reactive(None)
    """Index in ``Document.days`` of the day of the selected entry."""

    def __init__(self) -> None:
        super().__init__("All")
        self.auto_expand = False
        self.guide_depth = 2
        self.show_root = True
        self._longest_marker = 0
        self._match_counts: dict[tuple[int | str, ...], int] = {}
        self._most_matches = 0
        self._selected_path: list[Scope] = []

    def watch_root_scope(self) -> None:
        """Show the new scopes; what was open stays open, the highlight stays where it was."""
        scope = self.root_scope
        if scope is None:
            return
        self._longest_marker = max(map(cell_len, _marker_texts(scope)), default=0)
        highlighted_key = (
            self.cursor_node.data.key if self.cursor_node and self.cursor_node.data else ()
        )
        open_keys = _open_keys(self.root)
        with self.prevent(Tree.NodeHighlighted):
            self.clear()
            self.root.data = scope
            self.root.set_label(scope.name)
            is_new = not open_keys
            self._fill(self.root)
            self.root.expand()
            if is_new:
                self._open_newest()
            else:
                self._reopen(self.root, open_keys)
            self.move_cursor(self._node_of(highlighted_key) or self.root)

        self._find_selected_day()

    def watch_matches(self) -> None:
        """Show how many entries were found in which dates."""
        self._match_counts.clear()
        months = self._months(self.root_scope) if self.root_scope else ()
        self._most_matches = max(map(self._count_matches, months), default=0)
        self._invalidate()
        self.refresh()

    def watch_selected_day(self) -> None:
        """Mark the day of the selected entry."""
        self._find_selected_day()

    def _find_selected_day(self) -> None:
        """Find the scopes around the selected day, from the widest one down, and mark it."""
        path: list[Scope] = []
        scopes: Sequence[Scope] = (self.root_scope,) if self.root_scope else ()
        while scope := next((scope for scope in scopes if self.selected_day in scope.days), None):
            path.append(scope)
            scopes = scope.children
        if path != self._selected_path:
            self._selected_path = path
            self._invalidate()
            self.refresh()

    def _months(self, scope: Scope) -> Iterator[Scope]:
        """Yield the scopes inside ``scope`` that have a bar: those of months."""
        for child in scope.children:
            if len(child.key) == _MONTH_DEPTH:
                yield child
            else:
                yield from self._months(child)

    def _count_matches(self, scope: Scope) -> int:
        if scope.key not in self._match_counts:
            matches = self.matches or {}
            self._match_counts[scope.key] = sum(filter(None, map(matches.get, scope.days)))
        return self._match_counts[scope.key]

    def show_scope(self, key: tuple[int | str, ...]) -> None:
        """Highlight the scope called ``key``, opening what is around it."""
        node = self._node_of(key)
        if node is not None:
            self.move_cursor(node)

    def render_label(self, node: TreeNode[Scope], base_style: RichStyle, style: RichStyle) -> Text:
        """Draw a scope: its name, and its count at the right edge."""
        scope = node.data
        if scope is None:
            return Text("")
        arrow = "  " if not node.allow_expand else "▾ " if node.is_expanded else "▸ "
        count, bar = str(scope.size), ""
        if self.matches is not None:
            match_count = self._count_matches(scope)
            count = str(match_count or "·")
            if len(scope.key) == _MONTH_DEPTH and match_count:
                bar = _BARS[(match_count * len(_BARS) - 1) // self._most_matches]
            if not match_count:
                style += self._dim_style
        depth, above = 0, node.parent
        while above is not None:
            depth, above = depth + 1, above.parent
        width = self.scrollable_content_region.width
        room = width - depth * self.guide_depth
        name_cells = max(room - cell_len(bar + count + arrow) - 2, 1)
        # All days or none: a column of two kinds of names is hard to read.
        writes = scope.marker_text and self._longest_marker <= width - _DAY_MARGIN
        name = set_cell_size(scope.marker_text if writes else scope.name, name_cells)
        toggle = RichStyle.from_meta({"toggle": True}) if node.allow_expand else RichStyle.null()
        is_inner = not (node.is_expanded and node.allow_expand)
        mark = "◂" if is_inner and scope in self._selected_path else " "
        return Text.assemble(
            (arrow, base_style + toggle), (name, style), (f" {bar}{count}{mark}", style)
        )

    @property
    def _dim_style(self) -> RichStyle:
        return RichStyle(color=(self.visual_style + theme_style("dim")).rich_style.color)

    def on_resize(self) -> None:
        """Set the counts to the new right edge."""
        self._invalidate()
        self.refresh()

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Scope]) -> None:
        """Make the nodes inside the opened one."""
        self._fill(event.node)

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[Scope]) -> None:
        """Say which scope is highlighted."""
        event.stop()
        if event.node.data is not None:
            self.post_message(DatePane.ScopeHighlighted(event.node.data))

    def on_tree_node_selected(self, event: Tree.NodeSelected[Scope]) -> None:
        """Say that the reader wants into the list."""
        event.stop()
        self.post_message(DatePane.ListWanted())

    def action_open_node(self) -> None:
        """Open the highlighted scope, or step into it."""
        node = self.cursor_node
        if node is None or not node.allow_expand:
            return
        if node.is_expanded:
            self.action_cursor_down()
        else:
            self._fill(node)
            node.expand()

    def action_close_node(self) -> None:
        """Close the highlighted scope, or step out of it."""
        node = self.cursor_node
        if node is None:
            return
        if node.is_expanded and node.allow_expand and not node.is_root:
            node.collapse()
        elif node.parent is not None:
            self.move_cursor(node.parent)

    def _fill(self, node: TreeNode[Scope]) -> None:
        if node.children or node.data is None:
            return
        for scope in node.data.children:
            node.add(scope.name, scope, allow_expand=bool(scope.children))

    def _open_newest(self) -> None:
        """Open the first year and its first month, where there are such."""
        node = self.root
        while node.children and node.children[0].allow_expand:
            node = node.children[0]
            self._fill(node)
            node.expand()

    def _reopen(self, node: TreeNode[Scope], keys: set[tuple[int | str, ...]]) -> None:
        for child in node.children:
            if child.data and child.data.key in keys:
                self._fill(child)
                child.expand()
                self._reopen(child, keys)

    def _node_of(self, key: tuple[int | str, ...]) -> TreeNode[Scope] | None:
        node = self.root
        while node.data is not None and node.data.key != key:
            self._fill(node)
            for child in node.children:
                if child.data and child.data.key == key[: len(child.data.key)]:
                    node.expand()
                    node = child
                    break
            else:
                return None
        return node


def _open_keys(node: TreeNode[Scope]) -> set[tuple[int | str, ...]]:
    """Return the keys of all open scopes below ``node``."""
    keys: set[tuple[int | str, ...]] = set()
    for child in node.children:
        if child.is_expanded and child.data is not None:
            keys |= {child.data.key} | _open_keys(child)
    return keys


def _marker_texts(scope: Scope) -> Iterator[str]:
    """Yield how the log writes the days of ``scope``, where the tree may show that."""
    if scope.marker_text:
        yield scope.marker_text
    for child in scope.children:
        yield from _marker_texts(child)
