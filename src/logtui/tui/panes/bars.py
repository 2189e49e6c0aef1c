"""The bar at the top: which log, which part of it, and whether it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from logtui.tui.drawing.labels import label_text
from logtui.tui.drawing.styles import strip_of, styled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.binding import ActiveBinding, Binding
    from textual.dom import DOMNode
    from textual.screen import Screen


class TopBar(Widget):
    """Shows ``logtui file › scope`` at the left and the state of the file at the right."""

    file: reactive[str] = reactive("")
    """Name of the log's file."""
    scope: reactive[str] = reactive("")
    """Title of the scope shown."""
    state: reactive[tuple[str, str]] = reactive(("good", ""))
    """How the file stands: ``good``, ``busy`` or ``bad``, and two or three words that say it."""

    def render_line(self, y: int) -> Strip:
        """Draw the bar; it has no line but the first."""
        width = self.size.width
        if y:
            return Strip.blank(width)
        level, label = self.state
        mark = {"good": "●", "busy": "◌", "bad": "▲"}[level]
        right = Content.assemble(styled(mark, level), f" {label} ")
        left = Content.assemble(
            styled(" logtui ", "name"),
            styled(label_text(self.file, 200), "dim"),
            styled(" › ", "dim"),
            styled(label_text(self.scope, 200), "strong"),
        )
        room = width - right.cell_length - 1
        left = left.truncate(room, ellipsis=True)
        gap = Content(" " * max(width - left.cell_length - right.cell_length, 0))
        return strip_of([left, gap, right], self.visual_style, width)


class KeyBar(Widget):
    """Shows the active bindings on one line; a click presses the key.

    Textual's own Footer makes a widget of each key, again with each change of focus; this one
    draws a line.
    """

    ALLOW_SELECT = False

    _is_ready = False

    def on_mount(self) -> None:
        """Follow the focus; the first frame, which would have to ask everybody, does without."""
        self.screen.bindings_updated_signal.subscribe(self, self._show_bindings)

    def _show_bindings(self, _: Screen[object]) -> None:
        self._is_ready = True
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the keys that fit, with those that lead to all others at the right edge.

        While a dialog is open, none of them counts and none is drawn.
        """
        width = self.size.width
        if y or not self._is_ready or not self.screen.is_active:
            return Strip.blank(width, self.visual_style.rich_style)
        right = [self._label(binding) for binding in self._fixed_bindings()]
        room = width - sum(label.cell_length for label in right)
        left: list[Content] = []
        for binding in self._context_bindings():
            label = self._label(binding)
            if label.cell_length > room:
                break
            left.append(label)
            room -= label.cell_length
        return strip_of([*left, Content(" " * room), *right], self.visual_style, width)

    def on_click(self, event: events.Click) -> None:
        """Press the clicked key."""
        right = self._fixed_bindings()
        start = self.size.width - sum(self._label(binding).cell_length for binding in right)
        bindings, end = (right, start) if event.x >= start else (self._context_bindings(), 0)
        for binding in bindings:
            end += self._label(binding).cell_length
            if event.x < end:
                self.app.simulate_key(binding.key)
                return

    def _label(self, binding: Binding) -> Content:
        key = self.app.get_key_display(binding)
        return Content.assemble(" ", styled(key, "key"), f" {binding.description} ")

    def _context_bindings(self) -> list[Binding]:
        """Return what is shown, one binding an action, those of the focus first.

        Those of one place stand as it declares them, also where the user gave them other keys.
        """
        shown: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                shown.setdefault(active.binding.action, active)
        return [
            binding
            for node in dict.fromkeys(active.node for active in shown.values())
            for binding in _in_declared_order(node, shown.values())
        ]

    def _fixed_bindings(self) -> list[Binding]:
        """Return what leads to everything else: the help and the palette."""
        is_typing = isinstance(self.screen.focused, Input)
        bindings = {
            active.binding.id: active.binding for active in self.screen.active_bindings.values()
        }
        binding_ids = ("app.help_anywhere" if is_typing else "app.help", "app.palette")
        return [bindings[binding_id] for binding_id in binding_ids if binding_id in bindings]


def _in_declared_order(node: DOMNode, active: Iterable[ActiveBinding]) -> list[Binding]:
    """Return those bindings of ``active`` that ``node`` has, in the order of its ``BINDINGS``."""
    ids = [getattr(binding, "id", None) for binding in node.BINDINGS]
    bindings = [candidate.binding for candidate in active if candidate.node is node]
    return sorted(bindings, key=lambda binding: (*ids, binding.id).index(binding.id))
