"""The field that a query is typed into; it comes with the first search."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from logtui.search.brackets import saved_filter_spans
from logtui.tui.bindings import bindings
from logtui.tui.textual_private import suggestion
from logtui.tui.widgets.safe_fields import SafeInput

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    BINDINGS: ClassVar[list[BindingType]] = bindings("search")

    filters: Mapping[str, str] = MappingProxyType({})
    """The saved filters, whose names are drawn and deleted as one thing."""

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

    def marked_ranges(self) -> Iterator[tuple[int, int]]:
        """Yield where saved filters are named."""
        return saved_filter_spans(self.value, self.filters)

    def action_delete_left(self) -> None:
        """Delete the character before the cursor, or the whole name of a saved filter."""
        cursor = self.cursor_position
        typed = len(self.value[:cursor].rstrip())
        for start, end in self.marked_ranges() if self.selection.is_empty else ():
            if start < typed <= end:
                self.delete(start, max(cursor, end))
                return
        super().action_delete_left()

    def action_move(self, step: int) -> None:
        """Move the highlight of the list."""
        self.post_message(self.Moved(step))

    def action_leave(self) -> None:
        """Step out of the search."""
        self.post_message(self.Left())

    def action_complete(self) -> None:
        """Take the completion that is shown, or go on to the next pane."""
        if suggestion(self):
            self.action_cursor_right()
        else:
            self.screen.focus_next()
