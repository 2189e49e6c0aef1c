"""An entry in the user's own editor, and what comes of it in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.edits import raw_of
from logtui.document.errors import LogtuiError
from logtui.document.makes import replacing
from logtui.editor import editing
from logtui.storage.drafts import drafts_folder

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry
    from logtui.session import Receipt, Session


def editor_turn(session: Session, document: Document, entry: Entry) -> Receipt | LogtuiError | None:
    """Have ``entry`` edited and saved; what is typed stays the editor's file until it is saved.

    Returns:
        What was done, or None where nothing was typed. An error is returned as well: raised
        where an app is suspended it would leave it so.
    """
    raw = raw_of(document, entry)
    try:
        with editing(raw, drafts_folder(session.path)) as new:
            make = replacing(document, entry, new)
            return session.commit(make, "edit an entry") if new != raw else None
    except LogtuiError as error:
        return error
