"""Texts of an earlier run: offered once, and continued in their own form or as a new entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from logtui.document.editing.edits import draft_of
from logtui.document.editing.entry_ref import find_entry_by_lines, find_reworded_entry
from logtui.errors import LogtuiError
from logtui.tui.background import typed_texts
from logtui.tui.dialogs.drafts import DraftsDialog
from logtui.tui.drawing.labels import display_text
from logtui.tui.forms.add_form import empty_fields

if TYPE_CHECKING:
    from textual.screen import Screen

    from logtui.document.model import Document, Entry
    from logtui.session import Session
    from logtui.tui.actions.writing import WriteActions
    from logtui.tui.background.typed_texts import UnsavedText
    from logtui.tui.dialogs.drafts import DraftChoice

ENTRY_CHANGED = (
    "The entry was changed since you typed this; the preview shows what saving makes of it as it"
    " is now."
)
ENTRY_GONE = "The entry that this belonged to is no longer in the log; saving adds a new one."

_RETRY_INTERVAL = 0.5
"""Seconds until it is tried again to offer something to a user who is typing."""


class ResumeActions:
    """Brings the user back to what was typed and not saved."""

    def __init__(
        self, screen: Screen[None], session: Session, writer: WriteActions, found: list[UnsavedText]
    ) -> None:
        """Make the offer of ``found``, the texts for the log of ``session``.

        Args:
            screen: Where it is made.
            session: The log.
            writer: Opens the forms.
            found: The texts.
        """
        self._screen = screen
        self._session = session
        self._writer = writer
        self._texts = found

    def offer(self) -> None:
        """Offer the texts, as soon as the user is in the panes and not typing."""
        if not self._screen.is_current or isinstance(self._screen.focused, Input):
            self._screen.set_timer(_RETRY_INTERVAL, self.offer)
        elif self._texts:
            self._screen.app.push_screen(DraftsDialog(self._texts), self._take_choice)

    def _take_choice(self, choice: DraftChoice | None) -> None:
        """Do what the user wants with one of the texts."""
        if choice is None:
            return
        if choice.what == "continue":
            self._resume(choice.offer)
            return
        typed_texts.drop_unsaved_text(self._session.path, choice.offer)
        self._texts.remove(choice.offer)
        self.offer()
        self._notify(f"dropped: {choice.offer.title}")

    def _resume(self, offer: UnsavedText) -> None:
        """Open the form in which the text of ``offer`` is continued."""
        try:
            typed_texts.store_editor_text(self._session.path, offer)
        except LogtuiError as error:
            self._notify(f"{error}; the text stays in {offer.file}")
            return
        document, writer = self._session.document, self._writer
        entry = _find_entry(document, offer)
        if entry is None:
            self._resume_as_new(document, offer)
            return
        open_form = writer.edit_raw if "raw" in offer.fields else writer.edit
        open_form(document, entry, offer.name)
        if offer.base and find_entry_by_lines(document, offer.base) is None:
            self._notify(ENTRY_CHANGED)

    def _resume_as_new(self, document: Document, offer: UnsavedText) -> None:
        is_new = offer.form == typed_texts.ADD
        if not is_new:
            fields = typed_texts.new_entry_fields(offer, document.legend, empty_fields(document))
            self._writer.typed_texts.keep(offer.name, fields)
        self._writer.add(document, offer.name)
        if not is_new:
            self._notify(ENTRY_GONE)

    def _notify(self, words: str) -> None:
        self._screen.notify(display_text(words), markup=False, timeout=6)


def _find_entry(document: Document, offer: UnsavedText) -> Entry | None:
    """Return the entry that the text belongs to; None where it makes a new one."""
    if offer.form == typed_texts.ADD:
        return None
    raw = offer.fields.get("raw")
    entry = find_entry_by_lines(document, offer.base) if offer.base else None
    if entry is None:
        entry = find_reworded_entry(document, offer.base or raw or "")
    if entry is not None and raw is None and draft_of(document, entry) is None:
        return None
    return entry
