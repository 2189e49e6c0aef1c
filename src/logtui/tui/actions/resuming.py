"""Texts of an earlier run: offered once, and continued in their own form or as a new entry."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.widgets import Input

from logtui.document.editing.entry_ref import find_entry_by_lines
from logtui.errors import LogtuiError
from logtui.tui.background import typed_texts
from logtui.tui.dialogs.drafts import DraftsDialog
from logtui.tui.forms.add_form import empty_fields

if TYPE_CHECKING:
    from logtui.session import Session
    from logtui.tui.actions.writing import WriteActions
    from logtui.tui.background.typed_texts import UnsavedText
    from logtui.tui.host import Host

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
        self, host: Host, session: Session, write_actions: WriteActions, texts: list[UnsavedText]
    ) -> None:
        """Make the offer of ``texts``.

        Args:
            host: Where it is made.
            session: The log that they were typed for.
            write_actions: Opens the forms.
            texts: The texts.
        """
        self._host = host
        self._session = session
        self._write_actions = write_actions
        self._texts = texts

    async def offer_texts(self) -> None:
        """Offer the texts until one is continued, as soon as the user is not busy elsewhere."""
        while self._texts:
            while not self._host.is_active or isinstance(self._host.app.focused, Input):  # noqa: ASYNC110 - nothing tells when that ends
                await asyncio.sleep(_RETRY_INTERVAL)
            dialog = DraftsDialog(self._texts)
            choice = await self._host.ask(dialog)
            if choice is None:
                return
            if choice.answer == "continue":
                self._resume(choice.text)
                return
            typed_texts.drop_unsaved_text(self._session.path, choice.text)
            self._texts.remove(choice.text)
            self._host.report("dropped", choice.text.title)

    def _resume(self, text: UnsavedText) -> None:
        """Open the form in which ``text`` is continued."""
        try:
            typed_texts.store_editor_text(self._session.path, text)
        except LogtuiError as error:
            self._host.warn(f"{error}; the text stays in {text.file}")
            return
        document = self._session.document
        entry = text.entry_in(document)
        actions = self._write_actions
        if entry is not None:
            open_form = actions.edit_raw if "raw" in text.fields else actions.edit
            open_form(document, entry, text.name)
            if text.base and find_entry_by_lines(document, text.base) is None:
                self._host.warn(ENTRY_CHANGED)
        elif text.origin == typed_texts.ADD:
            actions.add(document, text.name)
        else:
            fields = typed_texts.new_entry_fields(text, document.legend, empty_fields(document))
            actions.typed_texts.keep(text.name, fields)
            actions.add(document, text.name)
            self._host.warn(ENTRY_GONE)
