"""Citation keys written into the log, so that nothing can change them any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from logtui.document.editing.draft import DraftError
from logtui.document.editing.edits import change_entry, draft_of
from logtui.document.editing.verification import check_edit
from logtui.document.text.spans import combine_edits
from logtui.export.citing.works import works_of

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry
    from logtui.document.text.spans import Edit


@dataclass(frozen=True)
class PinKeys:
    """Gives the earliest entry of each work a note ``cite: key``, where no entry names a key.

    Attributes:
        keys: The keys by the identities of works.
    """

    keys: Mapping[str, str]
    label: str = "pin citation keys"

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that writes the keys; None where all of them are there.

        An entry whose form is too unusual for that is left as it is.
        """
        edits = []
        for work in works_of(document, document.entries):
            key = self.keys.get(work.identity)
            if key and work.claim is None:
                edit = edit_with_note(document, work.entries[0], f"cite: {key}")
                edits += [edit] if edit else []
        return combine_edits(document.text, edits) if edits else None


def edit_with_note(document: Document, entry: Entry, note: str) -> Edit | None:
    """Return the edit that adds ``note`` to ``entry``; None where that cannot be done."""
    draft = draft_of(document, entry)
    if draft is None:
        return None
    new = replace(draft, notes=f"{draft.notes}\n- {note}" if draft.notes else f"- {note}")
    try:
        edit = change_entry(document, entry, new)
        if edit is not None:
            check_edit(document, edit, new, entry)
    except DraftError:
        return None
    return edit
