"""Text to be selected with the mouse, for when nothing else is sure to take it along."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from logtui.document.text.safe import safe_text
from logtui.tui.bindings import bindings
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class TextDialog(Dialog[bool]):
    """Shows text over the full width, with nothing next to it that would be selected, too.

    Closes with True where the user answered that it need not be shown again.
    """

    DEFAULT_CSS = """
    TextDialog {
        #frame {
            width: 100%;
            max-width: 100%;
            padding: 0;
            border: none;
            border-top: solid $text-primary;
            border-bottom: solid $text-primary;
        }
        TextBox { max-height: 100%; scrollbar-size-vertical: 1; margin: 1 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("text")

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
        offer = f"{self.key_display('text.trust')} {self._offer} · " if self._offer else ""
        keys = f" shift and mouse select · {offer}{self.key_display('text.close')} close "
        with self.make_frame(f" {self._heading} ", keys):
            # Line by line as it is, apart from what a terminal would act on.
            yield TextBox([Content(safe_text(line)) for line in self._text.split("\n")])

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - an action's only argument
        """Close with the answer."""
        if not answer or self._offer:
            self.dismiss(answer)
