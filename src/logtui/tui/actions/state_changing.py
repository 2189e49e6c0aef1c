"""Changing the state of entries: to be read, being read, done, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.editing.draft import toggled_state
from logtui.document.editing.operations import ChangeState
from logtui.document.properties.states import STATES, entry_state, uses_states
from logtui.search.periods import users_today
from logtui.tui.bindings import key_display
from logtui.tui.dialogs.choice import ChoiceDialog, ChoiceRow
from logtui.tui.drawing.labels import STATE_NAMES, STATE_SIGNS

if TYPE_CHECKING:
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

    async def toggle(self, document: Document, entry: Entry) -> None:
        """Make ``entry`` done where it is to be read, else to be read."""
        state = entry_state(document, entry)
        if state is None and not uses_states(document):
            key = key_display(self._host.app, "screen.state")
            self._host.report(f"nothing in this log says what is to be read; {key} chooses a state")
            return
        await self.change(document, entry, toggled_state(state))

    async def choose(self, document: Document, entry: Entry) -> None:
        """Let the user choose the state of ``entry``."""
        old = entry_state(document, entry)
        rows = [
            ChoiceRow(key, f"{STATE_SIGNS[state]} {STATE_NAMES[state]}", "")
            for key, state in zip(_KEYS, STATES, strict=True)
        ]
        states: list[State | None] = [*STATES]
        if old is not None and not document.days[entry.day].is_queue:
            rows.append(ChoiceRow("n", "  none of these", ""))
            states.append(None)
        heading = f"State: {STATE_NAMES[old]}" if old else "State"
        choice = await self._host.ask(ChoiceDialog(heading, rows))
        if choice is not None:
            await self.change(document, entry, states[choice])

    async def finish_opened(self, document: Document, entry: Entry) -> None:
        """Make ``entry``, whose link was opened, done where it is to be read."""
        if entry_state(document, entry) in ("open", "reading"):
            await self.change(document, entry, "done")

    async def change(self, document: Document, entry: Entry, state: State | None) -> None:
        """Give ``entry`` the ``state``."""
        operation = ChangeState(document, entry, state, users_today(), self._way)
        await self._commits.commit(operation)
