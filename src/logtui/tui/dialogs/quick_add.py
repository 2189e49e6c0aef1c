"""The form for a new entry; the link comes first, and most of the rest follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from logtui.document.checks import check
from logtui.document.drafts import splits
from logtui.document.edits import add
from logtui.document.kinds import guess_kind
from logtui.tui.dialogs.entry_form import EntryForm
from logtui.tui.dialogs.kind_picker import KindPicker

if TYPE_CHECKING:
    from textual.events import Key

    from logtui.document.drafts import Draft
    from logtui.document.model import Document
    from logtui.document.text import Edit
    from logtui.tui.dialogs.entry_form import Desk

EMPTY = {"url": "", "title": "", "kind": "", "date": "today", "notes": ""}
"""The fields of a form in which nothing has been typed."""


class QuickAdd(EntryForm):
    """Adds an entry to the log."""

    def __init__(self, document: Document, values: dict[str, str], desk: Desk) -> None:
        """Make the form.

        Args:
            document: The log.
            values: What to begin with: ``EMPTY``, or a draft that was kept.
            desk: Takes what is typed.
        """
        super().__init__(document, values, document.legend.kinds, desk)
        self._offered: str | None = None

    def offer(self, url: str) -> None:
        """Offer a link that the user may want, e.g. from the clipboard."""
        self._offered = url
        self.refresh_preview()

    def heading(self) -> str:
        """Return what the form is called."""
        return "Add an entry"

    def proposed(self, draft: Draft) -> Edit | None:
        """Return the edit that adds ``draft``."""
        return add(self.document, draft)

    def checked(self, draft: Draft) -> None:
        """Raise what keeps ``draft`` from being read back as it was typed."""
        check(self.document, add(self.document, draft), draft)

    def refresh_preview(self) -> None:
        """Show the lines, and the offered link as long as there is none."""
        super().refresh_preview()
        if self._offered and not self.field("url").value:
            self.hint("url", f"clipboard: {self._offered}   ↓ takes it")

    def on_key(self, event: Key) -> None:
        """Take the offered link with the arrow key that points to it."""
        url = self.field("url")
        if event.key == "down" and url.has_focus and self._offered and not url.value:
            url.value = self._offered
            url.cursor_position = len(url.value)

    @on(Input.Changed, "#url")
    def _follow_link(self, event: Input.Changed) -> None:
        """Split a Markdown link into link and title, and guess the kind from the host."""
        title, url = splits(event.value)
        if title is not None:
            event.input.value = url or ""
            if not self.field("title").value:
                self.field("title").value = title
            return
        picker = self.query_one(KindPicker)
        if picker.kind is None or picker.guessed:
            picker.choose(guess_kind(self.document, url) if url else None, guessed=True)
