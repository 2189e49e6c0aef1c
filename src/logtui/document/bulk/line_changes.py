"""Changes of the lines of entries, each of which stays on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.editing.draft import DraftError
from logtui.document.editing.edits import change_lines
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

    def __init__(self, old: Mapping[int, Draft], drafts: Mapping[int, Draft]) -> None:
        self.drafts = drafts
        self._old = old

    def edits(self, log: WorkingLog, numbers: Sequence[int]) -> dict[int, Edit]:
        """Return the edits of the entries ``numbers`` that differ, and refuse what has none."""
        edits: dict[int, Edit] = {}
        for number, entry in log.entries_of(numbers):
            try:
                edit = change_lines(log.document, entry, self._old[number], self.drafts[number])
            except DraftError as error:
                log.reasons[number] = str(error)
                continue
            if edit is not None:
                edits[number] = edit
        return edits

    def reason(self, log: WorkingLog, number: int) -> str:
        """Return why the entry ``number`` cannot be changed, where it does not read back."""
        [(_, entry)] = log.entries_of([number])
        draft = self.drafts[number]
        try:
            edit = self.edits(log, [number])[number]
            check_edit(log.document, edit, draft, entry)
        except DraftError as error:
            return str(error)
        return "next to the other changes, this one would not read back"
