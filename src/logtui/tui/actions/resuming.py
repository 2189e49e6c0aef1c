"""Texts of an earlier run: offered once, and continued in their own form or as a new entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from logtui.document.editing.edits import draft_of
from logtui.document.editing.entry_ref import counterpart, lasting
from logtui.errors import LogtuiError
from logtui.tui.background import typed_texts
from logtui.tui.dialogs.drafts import DraftsOffer
from logtui.tui.drawing.labels import shown
from logtui.tui.forms.add_form import empty_fields

if TYPE_CHECKING:
    from textual.screen import Screen

    from logtui.document.model import Document, Entry
    from logtui.session import Session
    from logtui.tui.actions.writing import Writer
    from logtui.tui.background.typed_texts import Offer
    from logtui.tui.dialogs.drafts import Choice

CHANGED = (
    "The entry was changed since you typed this; the preview shows what saving makes of it as it"
    " is now."
)
GONE = "The entry that this belonged to is no longer in the log; saving adds a new one."

_ASK_AGAIN = 0.5
"""Seconds until it is tried again to offer something to a user who is typing."""


class Resuming:
    """Brings the user back to what was typed and not saved."""

    def __init__(
        self, screen: Screen[None], session: Session, writer: Writer, found: list[Offer]
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
        self._found = found

    def offer(self) -> None:
        """Offer the texts, as soon as the user is in the panes and not typing."""
        if not self._screen.is_current or isinstance(self._screen.focused, Input):
            self._screen.set_timer(_ASK_AGAIN, self.offer)
        elif self._found:
            self._screen.app.push_screen(DraftsOffer(self._found), self._take)

    def _take(self, choice: Choice | None) -> None:
        """Do what the user wants with one of the texts."""
        if choice is None:
            return
        if choice.what == "continue":
            self._resume(choice.offer)
            return
        typed_texts.drop(self._session.path, choice.offer)
        self._found.remove(choice.offer)
        self.offer()
        self._say(f"dropped: {choice.offer.title}")

    def _resume(self, offer: Offer) -> None:
        """Open the form in which the text of ``offer`` is continued."""
        try:
            typed_texts.adopt(self._session.path, offer)
        except LogtuiError as error:
            self._say(f"{error}; the text stays in {offer.file}")
            return
        document, writer = self._session.document, self._writer
        entry = _entry_of(document, offer)
        if entry is None:
            self._resume_as_new(document, offer)
            return
        open_form = writer.edit_raw if "raw" in offer.fields else writer.edit
        open_form(document, entry, offer.name)
        if offer.base and lasting(document, offer.base) is None:
            self._say(CHANGED)

    def _resume_as_new(self, document: Document, offer: Offer) -> None:
        is_new = offer.form == typed_texts.ADD
        if not is_new:
            fields = typed_texts.as_new(offer, document.legend, empty_fields(document))
            self._writer.keeper.keep(offer.name, fields)
        self._writer.add(document, offer.name)
        if not is_new:
            self._say(GONE)

    def _say(self, words: str) -> None:
        self._screen.notify(shown(words), markup=False, timeout=6)


def _entry_of(document: Document, offer: Offer) -> Entry | None:
    """Return the entry that the text belongs to; None where it makes a new one."""
    if offer.form == typed_texts.ADD:
        return None
    raw = offer.fields.get("raw")
    entry = lasting(document, offer.base) if offer.base else None
    if entry is None:
        entry = counterpart(document, offer.base or raw or "")
    if entry is not None and raw is None and draft_of(document, entry) is None:
        return None
    return entry
