"""The bar at the top: which log, which part of it, and whether it is saved."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from logtui.tui.labels import shown
from logtui.tui.strips import named, strip_of


class TopBar(Widget):
    """Shows ``logtui file › scope`` at the left and the state of the file at the right."""

    file: reactive[str] = reactive("")
    """Name of the log's file."""
    scope: reactive[str] = reactive("")
    """Title of the scope shown."""
    state: reactive[tuple[str, str]] = reactive(("good", ""))
    """How the file stands: ``good``, ``busy`` or ``bad``, and a few words that say it."""

    def render_line(self, y: int) -> Strip:
        """Draw the bar; it has no line but the first."""
        return self._line(self.size.width) if y == 0 else Strip.blank(self.size.width)

    def _line(self, width: int) -> Strip:
        level, words = self.state
        mark = {"good": "●", "busy": "◌", "bad": "▲"}[level]
        right = Content.assemble(named(mark, level), f" {words} ")
        left = Content.assemble(
            named(" logtui ", "name"),
            named(shown(self.file, 200), "dim"),
            named(" › ", "dim"),
            named(shown(self.scope, 200), "strong"),
        )
        room = width - right.cell_length - 1
        left = left.truncate(room, ellipsis=True)
        gap = Content(" " * max(width - left.cell_length - right.cell_length, 0))
        return strip_of([left, gap, right], self.visual_style, width)
