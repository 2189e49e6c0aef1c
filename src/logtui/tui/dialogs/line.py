"""A dialog that asks for a line of text: the name of a file, or of something."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.widgets import Input

from logtui.errors import LogtuiError
from logtui.tui.bindings import bindings
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.widgets.safe_fields import SafeInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from logtui.tui.host import UserInterface

Outcome = TypeVar("Outcome")
"""What is made of a line."""


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
        keys = f"enter take it · {self.key_display('path.close')} close"
        with self.make_frame(self._heading, keys):
            yield SafeInput(self._start, placeholder=self._example)

    @on(Input.Submitted)
    def _take(self, message: Input.Submitted) -> None:
        if line := message.value.strip():
            self.dismiss(line)

    def action_close(self) -> None:
        """Close without a line."""
        self.dismiss(None)


async def use_line(
    host: UserInterface,
    dialog: Callable[[str], LineDialog],
    use: Callable[[str], Outcome],
    start: str = "",
) -> Outcome | None:
    """Return what ``use`` makes of a line that the user types; None where the user types none.

    Where it cannot be used, the user is told why and asked again, with the line still there.

    Args:
        host: The screen that asks.
        dialog: Makes the dialog, with what stands in its field at first.
        use: Uses the line, in a thread, or raises a ``LogtuiError``.
        start: What stands in the field at first.
    """
    while (line := await host.ask(dialog(start))) is not None:
        try:
            return await asyncio.to_thread(use, line)
        except LogtuiError as error:
            host.warn(error, severity="error")
            start = line
    return None
