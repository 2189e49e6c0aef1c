"""What the forms have in common: they show what will be written, and stay until it is."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from logtui.document.editing.draft import DraftError
from logtui.errors import EncodingError, LogtuiError, sentence
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import display_text
from logtui.tui.drawing.styles import apply_theme
from logtui.tui.drawing.toasts import dismiss_toasts

_ROW = 1000
"""Characters of a row that are handed on to be cut; no pane is as wide."""


class Form(Dialog[None]):
    """Takes what the user types about one entry.

    It stays open until the screen below it has saved; whatever is typed is told with every
    change, so that it can be kept.

    Attributes:
        place: What the ids of its keys begin with.
        next_field_hint: The key that moves on in it, what it does, and a dot; empty without one.
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
    next_field_hint: ClassVar[str] = ""

    def __init__(self, *, is_back: bool) -> None:
        """Make the form.

        Args:
            is_back: Whether what stands here was typed earlier and not saved.
        """
        super().__init__()
        self._is_back = is_back
        self._open_question = ""

    def keys(self) -> str:
        """Return the keys with what they do, for the frame; where a draft is back, that it is."""
        save, close = (
            self.key_display(f"{self.place}.save"),
            self.key_display(f"{self.place}.close"),
        )
        if self._is_back:
            drop = self.key_display(f"{self.place}.discard")
            return f"your draft is back · {drop} drop it · {save} save · {close} close, keep it"
        return f"{save} save · {self.next_field_hint}{close} close, keep the draft"

    def has_changes(self) -> bool:
        """Tell whether anything stands here that the log does not say."""
        raise NotImplementedError

    def discard(self) -> None:
        """Put everything back as it is in the log; what was typed is dropped."""
        raise NotImplementedError

    def is_confirmed(self, what: str, words: str) -> bool:
        """Tell whether ``what`` is wanted a second time; the first time ``words`` ask for that."""
        if self._open_question == what:
            self._open_question = ""
            return True
        self._open_question = what
        self.show_keys(words)
        return False

    def withdraw_question(self) -> None:
        """Take back what was asked: the user has gone on."""
        if self._open_question:
            self._open_question = ""
            self.show_keys(self.keys())

    def keep_typed(self) -> None:
        """Hand in what is typed at this moment, to be kept if it is not saved."""
        raise NotImplementedError

    def preview_box(self) -> VerticalScroll:
        """Return the place of the lines that will be written."""
        return VerticalScroll(Static(id="preview"), id="preview-box", can_focus=False)

    def show_preview(self, lines: list[Content]) -> None:
        """Show ``lines`` as those that will be written, one row each, cut at the pane's edge."""
        rows = [row[:_ROW] for line in lines for row in line.split(allow_blank=True)]
        self.query_one("#preview", Static).update(apply_theme(Content("\n").join(rows)))

    def problem(self, error: LogtuiError) -> None:
        """Show why saving failed; the form stays as it is."""
        is_refusal = isinstance(error, (DraftError, EncodingError))
        words = display_text(sentence(error) if is_refusal else str(error))
        dismiss_toasts(self.app, lambda message: message.message == words)
        self.notify(words, severity="error", markup=False, timeout=15)

    def close_unchanged(self) -> None:
        """Close the form, which says what the log says, and tell that nothing was written."""
        self.action_close()
        self.notify("Nothing was changed, so nothing is written", markup=False)

    def action_discard(self) -> None:
        """Drop what is typed, if asked for twice."""
        key = self.key_display(f"{self.place}.discard")
        if self.has_changes() and self.is_confirmed(
            "drop", f"{key} again drops what you typed, for good"
        ):
            self._is_back = False
            self.discard()
            self.show_keys(self.keys())

    def action_close(self) -> None:
        """Close the form; what is typed is kept."""
        self.dismiss()
