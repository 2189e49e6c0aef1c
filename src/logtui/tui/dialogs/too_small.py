"""What stands over a dialog that has too little room: nothing but that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen
from textual.widgets import Static

from logtui.tui.room import is_too_small, too_small

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class TooSmall(ModalScreen[None]):
    """Says what the terminal lacks, and lets no key through to what nobody sees.

    It goes by itself when there is room again.
    """

    DEFAULT_CSS = """
    TooSmall {
        background: $background;
        Static { padding: 1 2; }
    }
    """
    DEFAULT_CLASSES = "-too-small"

    def compose(self) -> ComposeResult:
        """Yield the words."""
        yield Static(too_small(self.app, "app.quit_anywhere"), markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Give way where there is room."""
        if self.is_current and not is_too_small(event.size):
            self.dismiss()
