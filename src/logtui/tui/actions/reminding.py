"""Going to entries of other years, and to one by chance."""

from __future__ import annotations

import random
from collections import deque
from typing import TYPE_CHECKING

from logtui.search.periods import users_today
from logtui.statistics.reminders import find_reminders
from logtui.tui.drawing.labels import label_text

if TYPE_CHECKING:
    from logtui.tui.actions.walking import Navigator
    from logtui.tui.host import Host

_NOT_AGAIN = 20
"""Entries that were gone to by chance, the last ones, which are not gone to again."""

_MAX_TITLE = 200
"""Characters of a title that are shown."""


class ReminderActions:
    """Brings entries back to mind."""

    def __init__(self, host: Host, navigator: Navigator) -> None:
        """Make what shows entries of the log of ``host``, and goes there by ``navigator``."""
        self._host = host
        self._navigator = navigator
        self._recent: deque[str] = deque(maxlen=_NOT_AGAIN)

    def show_on_this_day(self) -> None:
        """List what was read on the day of the selected entry in earlier years, or today's."""
        document, selected = self._host.document, self._host.selected
        date = None if selected is None else document.date(document.entries[selected])
        day = (date.exact_day() if date else None) or users_today()
        reminders = find_reminders(document, day)
        if not reminders:
            self._host.notify(f"nothing was read around {day} of earlier years", timeout=4)
            return
        entries = {entry.span: index for index, entry in enumerate(document.entries)}
        labels = [
            f"{reminder.ago}: {label_text(document.title(reminder.entry), _MAX_TITLE)}"
            for reminder in reminders
        ]
        targets = [entries[reminder.entry.span] for reminder in reminders]
        self._navigator.choose(f"Before {day}", targets, labels)

    def go_by_chance(self) -> None:
        """Go to an entry that chance picks among those that the list shows."""
        view = self._host.view
        if view is None:
            return
        document = view.document
        shown = [entry for entry in view.entries if entry != self._host.selected]
        texts = {entry: document.entries[entry].span.of(document.text) for entry in shown}
        fresh = [entry for entry in shown if texts[entry] not in self._recent]
        if not shown:
            self._host.notify("there is no other entry to go to", timeout=4)
            return
        entry = random.choice(fresh or shown)  # noqa: S311 - nothing has to be kept secret
        self._recent.append(texts[entry])
        self._navigator.go(entry)
