"""What the forms have in common: they show what will be written, and stay until it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import shown
from logtui.tui.drawing.styles import themed
from logtui.tui.drawing.toasts import take_away

if TYPE_CHECKING:
    from logtui.errors import LogtuiError


class Form(Dialog[None]):
    """Takes what the user types about one entry.

    It stays open until the screen below it has saved; whatever is typed is told with every
    change, so that it can be kept.

    Attributes:
        place: What the ids of its keys begin with.
        moving: The key that moves on in it, with what it does and a dot; empty without one.
    """

    DEFAULT_CSS = """
    Form {
        Input, TextArea { width: 1fr; background: $foreground 6%; }
        Input:focus, TextArea:focus { background: $primary 15%; background-tint: $background 0%; }
        #preview-box {
            height: auto;
            background: $foreground 4%;
            border-left: thick $success;
            padding: 0 1;
        }
        #preview { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    place: ClassVar[str]
    moving: ClassVar[str] = ""

    def __init__(self, *, is_back: bool) -> None:
        """Make the form.

        Args:
            is_back: Whether what stands here was typed earlier and not saved.
        """
        super().__init__()
        self._is_back = is_back
        self._asked = ""

    def keys(self) -> str:
        """Return the keys with what they do, for the frame; where a draft is back, that it is."""
        save, close = self.key_of(f"{self.place}.save"), self.key_of(f"{self.place}.close")
        if self._is_back:
            drop = self.key_of(f"{self.place}.discard")
            return f"your draft is back · {drop} drop it · {save} save · {close} close, keep it"
        return f"{save} save · {self.moving}{close} close, keep the draft"

    def is_typed(self) -> bool:
        """Tell whether anything stands here that the log does not say."""
        raise NotImplementedError

    def discard(self) -> None:
        """Put everything back as it is in the log; what was typed is dropped."""
        raise NotImplementedError

    def is_sure(self, what: str, words: str) -> bool:
        """Tell whether ``what`` is wanted a second time; the first time ``words`` ask for that."""
        if self._asked == what:
            self._asked = ""
            return True
        self._asked = what
        self.say_keys(words)
        return False

    def answer_typing(self) -> None:
        """Take back what was asked: the user has gone on."""
        if self._asked:
            self._asked = ""
            self.say_keys(self.keys())

    def keep_typed(self) -> None:
        """Hand in what is typed at this moment, to be kept if it is not saved."""
        raise NotImplementedError

    def preview_box(self) -> VerticalScroll:
        """Return the place of the lines that will be written."""
        return VerticalScroll(Static(id="preview"), id="preview-box", can_focus=False)

    def show_preview(self, lines: list[Content]) -> None:
        """Show ``lines`` as those that will be written."""
        self.query_one("#preview", Static).update(themed(Content("\n").join(lines)))

    def problem(self, error: LogtuiError) -> None:
        """Show why saving failed; the form stays as it is."""
        words = shown(str(error))
        take_away(self.app, lambda message: message.message == words)
        self.notify(words, severity="error", markup=False, timeout=15)

    def close_unchanged(self) -> None:
        """Close the form, which says what the log says, and tell that nothing was written."""
        self.action_close()
        self.notify("Nothing was changed, so nothing is written", markup=False)

    def action_discard(self) -> None:
        """Drop what is typed, if asked for twice."""
        key = self.key_of(f"{self.place}.discard")
        if self.is_typed() and self.is_sure("drop", f"{key} again drops what you typed, for good"):
            self._is_back = False
            self.discard()
            self.say_keys(self.keys())

    def action_close(self) -> None:
        """Close the form; what is typed is kept."""
        self.dismiss()
