"""The field that a query is typed into; it comes with the first search."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

from logtui.tui.widgets.safe_fields import SafeInput

if TYPE_CHECKING:
    from textual.binding import BindingType


class QueryInput(SafeInput):
    """The field of the search bar; the arrow keys go to the list."""

    DEFAULT_CSS = """
    QueryInput {
        width: 1fr;
        background: $background;
        &:focus { background: $background; background-tint: $background 0%; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", key_display="↓", id="search.next"),
        Binding("up", "move(-1)", "Previous", key_display="↑", id="search.previous"),
        Binding("pagedown", "move(10)", "Ten down", show=False, id="search.page_down"),
        Binding("pageup", "move(-10)", "Ten up", show=False, id="search.page_up"),
        Binding("enter", "submit", "Keep", id="search.keep"),
        Binding("escape", "leave", "Clear", id="search.leave"),
        Binding("tab", "complete", "Complete", show=False, id="search.complete"),
    ]

    class Moved(Message):
        """The highlight of the list is to move.

        Attributes:
            step: By how many entries.
        """

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Left(Message):
        """The user steps out of the search."""

    def action_move(self, step: int) -> None:
        """Move the highlight of the list."""
        self.post_message(self.Moved(step))

    def action_leave(self) -> None:
        """Step out of the search."""
        self.post_message(self.Left())

    def action_complete(self) -> None:
        """Take the completion that is shown, or go on to the next pane."""
        if self._suggestion:
            self.action_cursor_right()
        else:
            self.screen.focus_next()
