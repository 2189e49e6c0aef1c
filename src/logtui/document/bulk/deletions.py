"""Many entries taken out of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.editing.draft import DraftError
from logtui.document.editing.edits import delete_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from logtui.document.bulk.working_log import WorkingLog
    from logtui.document.editing.draft import Draft
    from logtui.document.text.spans import Edit


class Deletions:
    """Takes entries out that do not stand next to each other."""

    drafts: Mapping[int, Draft] = {}

    def edits(self, log: WorkingLog, numbers: Sequence[int]) -> dict[int, Edit]:
        """Return the edits that take the entries ``numbers`` out."""
        return {
            number: delete_entry(log.document, entry) for number, entry in log.entries_of(numbers)
        }

    def checked_edit(self, _log: WorkingLog, _number: int) -> Edit:
        """Refuse what does not read back.

        Raises:
            DraftError: Always.
        """
        raise DraftError("date", "without it, other entries would be read differently")


def delete_entries(log: WorkingLog, numbers: Iterable[int]) -> None:
    """Take the entries ``numbers`` out of ``log``, as if one went after the other.

    What goes with an entry depends on its neighbours alone, so every second one can go at once.
    """
    pending = set(numbers)
    while pending:
        group: list[int] = []
        is_free = True
        for number in log.numbers:
            is_free = not is_free or number not in pending
            if not is_free:
                group.append(number)
        pending.difference_update(group)
        log.change(Deletions(), group)
