"""Entries that are still to be read, and how long they have been."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.document.properties.states import entry_state

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from logtui.document.model import Document, Entry


class WaitingEntry(NamedTuple):
    """An entry that is open or being read.

    Attributes:
        entry: The entry.
        age: How many days ago it came into the log; None where that is not known.
    """

    entry: Entry
    age: int | None

    @property
    def age_label(self) -> str:
        """The age in a few characters, such as ``12 d``."""
        return "-" if self.age is None else f"{self.age} d"


def waiting_entries(
    document: Document, entries: Iterable[Entry], today: datetime.date
) -> list[WaitingEntry]:
    """Return those of ``entries`` that are still to be read, the oldest first.

    Those of unknown age come last, in the order of the log. Of a month the first day counts.
    """
    waiting: list[WaitingEntry] = []
    for entry in entries:
        if entry_state(document, entry) in ("open", "reading"):
            date = document.date(entry)
            day = date.first_day() if date and date.year else None
            waiting.append(WaitingEntry(entry, (today - day).days if day else None))
    return sorted(waiting, key=lambda one: (one.age is None, -(one.age or 0)))
