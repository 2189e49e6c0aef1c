"""An entry in the user's own editor, and what comes of it in the log."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.edits import raw_of
from logtui.document.errors import LogtuiError
from logtui.document.makes import replacing
from logtui.document.rebase import EditConflictError
from logtui.editor import EditorError, editing
from logtui.storage.drafts import drafts_folder
from logtui.tui.offers import adopt, of_editor

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry
    from logtui.session import Receipt, Session


class Overtaken(NamedTuple):
    """A text about which the user has to be asked: another program changed the same part.

    Attributes:
        draft: The name of the draft as which it is kept.
    """

    draft: str


_NOTHING = "nothing came back from the editor, so nothing is written; delete the entry in the list"
"""What is said of an empty text: it would take the entry out without a question."""


def editor_turn(
    session: Session, document: Document, entry: Entry
) -> Receipt | Overtaken | LogtuiError | None:
    """Have ``entry`` edited and saved; what is typed stays the editor's file until it is saved.

    Returns:
        What was done, or what is to be asked; None where nothing was typed. An error is returned
        as well: raised where an app is suspended it would leave it so.
    """
    raw = new = raw_of(document, entry)
    try:
        with editing(raw, drafts_folder(session.path)) as new:
            if not new.strip():
                return EditorError(_NOTHING)
            make = replacing(document, entry, new)
            return session.commit(make, "edit an entry") if new != raw else None
    except EditorError as error:
        why = error.__cause__
        if error.kept is None or not isinstance(why, EditConflictError) or not why.conflicts:
            return error
        offer = of_editor(error.kept, new, time.time())
    except LogtuiError as error:
        return error
    try:
        adopt(session.path, offer)
    except LogtuiError as error:
        return LogtuiError(f"{error}; what you typed is kept in {offer.file}")
    return Overtaken(offer.name)
