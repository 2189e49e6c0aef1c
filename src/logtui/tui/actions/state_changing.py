"""Changing the state of entries: to be read, being read, done, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.bulk.bulk_operations import ChangeEntries
from logtui.document.bulk.changes import EntryChange
from logtui.document.editing.draft import toggled_state
from logtui.document.editing.entry_ref import EntryRef
from logtui.document.editing.operations import ChangeState
from logtui.document.properties.states import STATES, entry_state, uses_states
from logtui.search.periods import users_today
from logtui.tui.bindings import key_display
from logtui.tui.dialogs.choice import ChoiceDialog, ChoiceRow
from logtui.tui.drawing.labels import STATE_NAMES, STATE_SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from logtui.document.editing.draft import WayToFinish
    from logtui.document.model import Document, Entry
    from logtui.document.properties.states import State
    from logtui.tui.actions.commits import Commits
    from logtui.tui.host import Host

_KEYS = "orxd"
"""The keys of the states in the dialog, in their order."""


class StateActions:
    """Gives entries other states; what is awaited raises a ``LogtuiError`` where it cannot."""

    def __init__(self, host: Host, commits: Commits, way: WayToFinish | None) -> None:
        """Make what changes the log that ``host`` shows by ``commits``.

        ``way`` is what becomes of an entry that is done; None does what the log does.
        """
        self._host = host
        self._commits = commits
        self._way = way

    async def toggle(self, document: Document, entries: Sequence[Entry]) -> None:
        """Make ``entries`` done where one of them is to be read, else to be read."""
        states = await self._commits.run(states_of, document, entries)
        if not any(states) and not uses_states(document):
            key = key_display(self._host.app, "screen.state")
            self._host.report(f"nothing in this log says what is to be read; {key} chooses a state")
            return
        wanted = {toggled_state(state) for state in states}
        await self.change(document, entries, "done" if "done" in wanted else "open")

    async def choose(self, document: Document, entries: Sequence[Entry]) -> None:
        """Let the user choose the state of ``entries``."""
        rows = [
            ChoiceRow(key, f"{STATE_SIGNS[state]} {STATE_NAMES[state]}", "")
            for key, state in zip(_KEYS, STATES, strict=True)
        ]
        states: list[State | None] = [*STATES]
        heading = f"State of {len(entries)} entries"
        if len(entries) == 1:
            old = entry_state(document, entries[0])
            heading = f"State: {STATE_NAMES[old]}" if old else "State"
            if old is not None and not document.days[entries[0].day].is_queue:
                rows.append(ChoiceRow("n", "  none of these", ""))
                states.append(None)
        choice = await self._host.ask(ChoiceDialog(heading, rows))
        if choice is not None:
            await self.change(document, entries, states[choice])

    async def finish_opened(self, document: Document, entries: Sequence[Entry]) -> None:
        """Make those of ``entries``, whose links were opened, done that are to be read."""
        states = await self._commits.run(states_of, document, entries)
        waiting = [
            entry
            for entry, state in zip(entries, states, strict=True)
            if state in ("open", "reading")
        ]
        if waiting:
            await self.change(document, waiting, "done")

    async def change(
        self, document: Document, entries: Sequence[Entry], state: State | None
    ) -> None:
        """Give ``entries`` the ``state``; none is for one entry alone."""
        today = users_today()
        if len(entries) == 1:
            operation = ChangeState(document, entries[0], state, today, self._way)
            await self._commits.commit(operation)
        else:
            change = EntryChange(state=state, way=self._way)
            await self._commits.do_to_all(
                lambda: ChangeEntries(EntryRef.of_all(document, entries), change, today)
            )


def states_of(document: Document, entries: Iterable[Entry]) -> list[State | None]:
    """Return the state of each of ``entries``; of many it takes a while."""
    return [entry_state(document, entry) for entry in entries]
