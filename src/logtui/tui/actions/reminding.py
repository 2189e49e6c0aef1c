"""Going to entries by their day, by chance, and to those that are to be read or mended."""

from __future__ import annotations

import asyncio
import random
from bisect import bisect_right
from collections import deque
from typing import TYPE_CHECKING

from logtui.document.text.wording import counted_noun
from logtui.search.periods import users_today
from logtui.statistics.reminders import find_reminders
from logtui.statistics.waiting import waiting_entries
from logtui.tui.drawing.labels import calendar_label, label_text
from logtui.tui.selection import same_entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from logtui.document.model import Document, Entry
    from logtui.tui.actions.walking import Navigator
    from logtui.tui.host import Host

_NOT_AGAIN = 20
"""Entries that were gone to by chance, the last ones, which are not gone to again."""

_MAX_TITLE = 200
"""Characters of a title that are shown."""

_MAX_QUERY = 60
"""Characters of a query in a heading."""


class ReminderActions:
    """Brings entries back to mind."""

    def __init__(self, host: Host, navigator: Navigator, path: Path) -> None:
        """Make what shows entries of the log of ``host``, and goes there by ``navigator``.

        The log lies at ``path``.
        """
        self._path = path
        self._host = host
        self._navigator = navigator
        self._recent: deque[str] = deque(maxlen=_NOT_AGAIN)

    def remind(self, way: str) -> None:
        """List entries or go to one, by a ``way`` as the table of keys and the palette call it."""
        match way:
            case "queue":
                self.show_queue()
            case "on_this_day":
                self.show_on_this_day()
            case "random":
                self.go_by_chance()

    def show_on_this_day(self) -> None:
        """List what was read on the day of the selected entry in earlier years, or today's."""
        document, selected = self._host.document, self._host.selected
        date = None if selected is None else document.date(document.entries[selected])
        day = (date.exact_day() if date else None) or users_today()
        reminders = find_reminders(document, day)
        label = calendar_label(day, self._host.dates)
        if not reminders:
            self._host.report(f"nothing was read around {label} of earlier years")
            return
        self._choose(
            f"Before {label}", document, [(one.entry, f"{one.ago}: ") for one in reminders]
        )

    def show_queue(self) -> None:
        """List what is to be read, the oldest first, with how many days ago it came."""
        document = self._host.document
        waiting = waiting_entries(document, document.entries, users_today())
        if not waiting:
            self._host.report("nothing is to be read")
            return
        width = max(len(one.age_label) for one in waiting)
        ages = [
            (one.entry, "" if one.age is None else f"{one.age_label.rjust(width)}: ")
            for one in waiting
        ]
        self._choose(f"Queue: {len(waiting)} to be read", document, ages)

    def _choose(
        self, heading: str, document: Document, entries: Sequence[tuple[Entry, str]]
    ) -> None:
        """Let the reader pick one of ``entries``, each with what stands before its title."""
        numbers = {entry.span: index for index, entry in enumerate(document.entries)}
        labels = [
            f"{before}{label_text(document.title(entry), _MAX_TITLE)}" for entry, before in entries
        ]
        targets = [numbers[entry.span] for entry, _ in entries]
        self._navigator.choose(heading, document, targets, labels)

    async def show_map(self) -> None:
        """Show when the entries were written, those of the search where there is one."""
        from logtui.tui.dialogs.activity import ActivityDialog

        view, document = self._host.view, self._host.document
        is_search = view is not None and view.answer is not None and view.document is document
        entries = view.entries if view and is_search else range(len(document.entries))
        query = view.answer.question.query if view and view.answer and is_search else ""
        heading = f"Map of {label_text(query, _MAX_QUERY)}" if query else "Map"
        heading += ", in part" if view and view.missing else ""
        selected = self._host.selected
        date = None if selected is None else document.date(document.entries[selected])
        day = date.exact_day() if date else None
        dialog = ActivityDialog(document, entries, heading, day, users_today())
        dialog.dates = self._host.dates
        target = same_entry(document, await self._host.ask(dialog), self._host.document)
        if target is not None:
            self._navigator.go(target)

    async def show_problems(self) -> None:
        """List what is broken or odd in the log; each leads to its entry."""
        from logtui.checks.check_list import check_levels, find_problems
        from logtui.checks.checked_log import CheckedLog

        document = self._host.document
        log = CheckedLog(document, self._path, users_today())
        problems = await asyncio.to_thread(find_problems, log, check_levels())
        if not document.entries or not problems:
            self._host.report("nothing is broken or odd in this log")
            return
        starts = [entry.span.start for entry in document.entries]
        targets = [max(0, bisect_right(starts, problem.offset) - 1) for problem in problems]
        labels = [f"{problem.check}: {problem.sentence}" for problem in problems]
        count = counted_noun(len(problems), "problem")
        self._navigator.choose(count, document, targets, labels)

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
            self._host.report("there is no other entry to go to")
            return
        entry = random.choice(fresh or shown)  # noqa: S311 - nothing has to be kept secret
        self._recent.append(texts[entry])
        self._navigator.go(entry)
