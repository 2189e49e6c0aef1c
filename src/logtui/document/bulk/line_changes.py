"""Changes of the lines of entries, each of which stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.editing.draft import DraftError
from logtui.document.editing.edits import change_entry
from logtui.document.editing.verification import check_edit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from logtui.document.bulk.working_log import WorkingLog
    from logtui.document.editing.draft import Draft
    from logtui.document.text.spans import Edit


class LineChanges:
    """Makes the lines of entries what their drafts say.

    Attributes:
        drafts: What the entries are to be, by their numbers.
    """

    def __init__(self, drafts: Mapping[int, Draft]) -> None:
        self.drafts = drafts

    def edits(self, log: WorkingLog, numbers: Sequence[int]) -> dict[int, Edit]:
        """Return the edits of the entries ``numbers`` that differ, and refuse what has none."""
        edits: dict[int, Edit] = {}
        for number, entry in log.entries_of(numbers):
            try:
                edit = change_entry(log.document, entry, self.drafts[number])
            except DraftError as error:
                log.reasons[number] = str(error)
                continue
            if edit is not None:
                edits[number] = edit
        return edits

    def checked_edit(self, log: WorkingLog, number: int) -> Edit | None:
        """Return the edit of the entry ``number``, checked as a single one is.

        Raises:
            DraftError: It does not read back.
        """
        [(_, entry)] = log.entries_of([number])
        draft = self.drafts[number]
        edit = change_entry(log.document, entry, draft)
        if edit is not None:
            check_edit(log.document, edit, draft, entry)
        return edit
