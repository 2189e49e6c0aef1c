"""A dialog that asks for the name of a file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Input

from logtui.tui.bindings import bindings
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.widgets.safe_fields import SafeInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class PathDialog(Dialog[Path | None]):
    """Comes back with the path that is typed, with None for none."""

    DEFAULT_CSS = """
    PathDialog SafeInput, PathDialog SafeInput:focus { background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("path")

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading

    def compose(self) -> ComposeResult:
        """Yield the field in a frame that says what it is for."""
        keys = f"Enter take it · {self.key_display('path.close')} leave"
        with self.make_frame(self._heading, keys):
            yield SafeInput(placeholder="~/Downloads/bookmarks.html")

    @on(Input.Submitted)
    def _take(self, message: Input.Submitted) -> None:
        if name := message.value.strip():
            path = Path(name)
            with suppress(RuntimeError):  # there is no such user: `~nobody` is a name like any
                path = path.expanduser()
            self.dismiss(path)

    def action_close(self) -> None:
        """Close without a path."""
        self.dismiss(None)
