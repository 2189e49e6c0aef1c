"""A question about something that takes lines away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.strips import themed

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Confirm(Dialog[bool]):
    """Shows what will happen to the file; Enter agrees, Esc does not."""

    DEFAULT_CSS = """
    Confirm {
        #frame { max-height: 80%; }
        VerticalScroll { height: auto; max-height: 16; }
    }
    """
    DEFAULT_CLASSES = "-warning"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Yes", id="confirm.yes"),
        Binding("escape,n,q", "answer(False)", "No", id="confirm.no"),
    ]

    def __init__(self, question: str, lines: list[Content]) -> None:
        super().__init__()
        self._question = question
        self._lines = lines

    def compose(self) -> ComposeResult:
        """Yield the lines in a frame that asks the question."""
        keys = f"{self.key_of('confirm.yes')} yes · {self.key_of('confirm.no')} no"
        with self.framed(self._question, keys), VerticalScroll():
            yield Static(themed(Content("\n").join(self._lines)))

    def action_answer(self, agreed: bool) -> None:  # noqa: FBT001 - an action's only argument
        """Close with the answer."""
        self.dismiss(agreed)
