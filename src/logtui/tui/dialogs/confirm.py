"""A question about something that takes lines away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from logtui.tui.strips import themed

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Confirm(ModalScreen[bool]):
    """Shows what will happen to the file; Enter agrees, Esc does not."""

    DEFAULT_CSS = """
    Confirm {
        align: center middle;
        background: $background 60%;
        #confirm {
            width: 100;
            max-width: 96%;
            height: auto;
            max-height: 80%;
            padding: 0 2;
            background: $background;
            border: round $warning;
            border-title-color: $warning;
            border-title-style: bold;
            border-subtitle-color: $foreground 60%;
        }
        VerticalScroll { height: auto; max-height: 16; }
    }
    """
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
        with Vertical(id="confirm") as frame:
            frame.border_title = Content(self._question)
            frame.border_subtitle = "enter yes · esc no"
            with VerticalScroll():
                yield Static(themed(Content("\n").join(self._lines)))

    def action_answer(self, agreed: bool) -> None:  # noqa: FBT001 - an action's only argument
        """Close with the answer."""
        self.dismiss(agreed)
