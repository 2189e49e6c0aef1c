"""Text to be selected with the mouse, for when nothing else is sure to take it along."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from logtui.safe_text import safe_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_MOST = 100_000
"""Characters that are shown."""


class ShowText(ModalScreen[bool]):
    """Shows text over the full width, with nothing beside it that would be selected, too.

    Closes with True where the user answered that it need not be shown again.
    """

    DEFAULT_CSS = """
    ShowText {
        align: center middle;
        background: $background 60%;
        #text-frame {
            width: 100%;
            height: auto;
            max-height: 90%;
            background: $background;
            border-top: solid $primary;
            border-bottom: solid $primary;
            border-title-color: $primary;
            border-title-style: bold;
            border-subtitle-color: $foreground 60%;
        }
        VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        #text { height: auto; margin: 1 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "answer(False)", "Close", id="text.close"),
        Binding("t", "answer(True)", "Do not show again", id="text.trust"),
    ]

    def __init__(self, heading: str, text: str, offer: str = "") -> None:
        """Make the dialog.

        Args:
            heading: Why the text is shown; safe to show.
            text: Any text at all, of one line or more.
            offer: What the key that answers True means; empty where there is no such question.
        """
        super().__init__()
        self._heading = heading
        self._text = text
        self._offer = offer

    def compose(self) -> ComposeResult:
        """Yield the text between two rules."""
        with Vertical(id="text-frame") as frame:
            frame.border_title = Content(f" {self._heading} ")
            offer = f"t {self._offer} · " if self._offer else ""
            frame.border_subtitle = Content(f" shift and mouse select · {offer}esc close ")
            with VerticalScroll():
                yield Static(Content(_shown(self._text)), id="text")

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - an action's only argument
        """Close with the answer."""
        if not answer or self._offer:
            self.dismiss(answer)


def _shown(text: str) -> str:
    """Return ``text`` line by line as it is, apart from what a terminal would act on."""
    return "\n".join(safe_text(line, _MOST) for line in text[:_MOST].split("\n"))
