"""A dialog that asks for a line of text: the name of a file, or of something."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Input

from logtui.tui.bindings import bindings
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.widgets.safe_fields import SafeInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class LineDialog(Dialog[str | None]):
    """Comes back with what is typed, without the blanks around it, and with None for nothing."""

    DEFAULT_CSS = """
    LineDialog SafeInput, LineDialog SafeInput:focus { background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("path")

    def __init__(self, heading: str, example: str, start: str = "") -> None:
        """Make the dialog.

        Args:
            heading: What it asks for; safe to show.
            example: What may be typed.
            start: What stands in the field at first.
        """
        super().__init__()
        self._heading = heading
        self._example = example
        self._start = start

    def compose(self) -> ComposeResult:
        """Yield the field in a frame that says what it is for."""
        keys = f"Enter take it · {self.key_display('path.close')} leave"
        with self.make_frame(self._heading, keys):
            yield SafeInput(self._start, placeholder=self._example)

    @on(Input.Submitted)
    def _take(self, message: Input.Submitted) -> None:
        if line := message.value.strip():
            self.dismiss(line)

    def action_close(self) -> None:
        """Close without a line."""
        self.dismiss(None)
