"""Settling with the user what two writers have left open in a log and beside it."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from logtui.document.editing.operations import settling
from logtui.document.merging import conflicts
from logtui.document.merging.resolution import check_marked
from logtui.errors import LogtuiError
from logtui.merging import merge_copy
from logtui.storage.conflict_copies import conflict_copies
from logtui.tui.bindings import key_of
from logtui.tui.dialogs.confirm import Confirm
from logtui.tui.dialogs.conflict import ConflictDialog, Sides
from logtui.tui.drawing.labels import shown
from logtui.tui.drawing.styles import named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.screen import Screen

    from logtui.document.merging.conflicts import MarkedConflict
    from logtui.merging import MergedCopy
    from logtui.session import Receipt, Session
    from logtui.tui.actions.commits import Commits
    from logtui.tui.background.typed_texts import ConflictDrafts

NOTHING = (
    "Nothing to settle: no conflict is marked in this log, and no conflict copy lies beside it"
)
"""What is said where there is nothing to do."""


_LONG = 15
"""Seconds for which a message stays that names a place to be noted."""


class Settler:
    """Asks about the conflicts marked in a log, one by one, and about the copies beside it."""

    def __init__(
        self, screen: Screen[None], session: Session, commits: Commits, drafts: ConflictDrafts
    ) -> None:
        """Make what settles.

        Args:
            screen: Where dialogs are pushed and messages shown.
            session: The log.
            commits: Takes what is settled to the disk.
            drafts: Keeps what is typed in place of two versions.
        """
        self._screen = screen
        self._session = session
        self._commits = commits
        self._drafts = drafts
        self._kept: list[str] = []

    def settle(self) -> None:
        """Ask about the first conflict that is marked in the log, else about a copy beside it."""
        found = conflicts.find(self._session.document.text)
        if found:
            self._ask(found)
        else:
            threading.Thread(target=self._find_copies, name="copies", daemon=True).start()

    # Conflicts marked in the log

    def _ask(self, found: Sequence[MarkedConflict]) -> None:
        first = found[0]
        line = self._session.document.line_at(first.span.start)
        heading = f"The conflict at line {line}"
        if len(found) > 1:
            heading += f", the first of {len(found)}"
        sides = Sides(
            first.ours,
            first.theirs,
            _label(first.our_label),
            _label(first.their_label),
        )
        check = partial(check_marked, self._session.document, first)
        self._screen.app.push_screen(
            ConflictDialog(heading, sides, check, self._drafts),
            partial(self._answered, first, len(found)),
        )

    def _answered(self, conflict: MarkedConflict, count: int, choice: str | None) -> None:
        if choice is None:
            left = "1 conflict is" if count == 1 else f"{count} conflicts are"
            key = key_of(self._screen.app, "screen.settle")
            self._say(f"{left} still marked in the log; {key} comes back to it")
            self._say_kept()
            return
        make = settling(conflict, choice)
        self._commits.commit(make, "settle a conflict", self._commits.tell, done=self._next)

    def _next(self) -> None:
        """Go on when it is said what was written: the next question takes that off the screen."""
        self._screen.app.call_later(self._go_on)

    def _go_on(self) -> None:
        """Ask about the next conflict, where there is one."""
        found = conflicts.find(self._session.document.text)
        if found:
            self._ask(found)
        else:
            self._say_kept()

    # Conflict copies beside it

    def _find_copies(self) -> None:
        """Look for copies, in a thread."""
        try:
            copies = conflict_copies(self._session.path)
        except LogtuiError as error:
            self._commits.tell(error)
            return
        self._screen.call_later(self._offer, copies)

    def _offer(self, copies: Sequence[Path]) -> None:
        """Ask whether the first of ``copies`` is to be merged."""
        if not copies:
            self._say(NOTHING)
            return
        copy, *rest = copies
        undo = key_of(self._screen.app, "screen.undo")
        lines = [
            named(shown(copy.name), "strong"),
            named("What it holds and the log does not is added, each entry once.", "plain"),
            named("What both have changed differently is asked for.", "plain"),
            named(
                f"The copy then goes to the state directory; {undo} takes the merge back.", "dim"
            ),
        ]
        self._screen.app.push_screen(
            Confirm("Merge this copy into the log?", lines), partial(self._agreed, copy, rest)
        )

    def _agreed(self, copy: Path, rest: Sequence[Path], answer: bool | None) -> None:  # noqa: FBT001 - what a dialog comes back with
        if not answer:
            self._say_kept()
            return
        outcome: list[MergedCopy] = []

        def merge() -> Receipt | None:
            outcome.append(merge_copy(self._session, copy))
            return outcome[0].receipt

        def done() -> None:
            self._tell(copy, outcome[0])
            if rest and not outcome[0].conflicts:
                self._screen.app.call_later(self._offer, rest)
            else:
                self._next()

        self._commits.run(merge, self._commits.tell, done)

    def _tell(self, copy: Path, outcome: MergedCopy) -> None:
        """Say what else came of merging than what the receipt says."""
        if outcome.receipt is None:
            self._say(f"{copy.name} holds nothing that the log does not; nothing is written")
        if outcome.kept is not None:
            self._kept.append(f"{copy.name} is merged and kept as {outcome.kept}")
        said = outcome.receipt.warnings if outcome.receipt else ()
        for warning in outcome.warnings:
            if warning not in said:
                self._say(warning)

    def _say_kept(self) -> None:
        """Say where the merged copies are, when no question is left that would cover it."""
        for words in self._kept:
            self._screen.notify(shown(words), markup=False, timeout=_LONG)
        self._kept.clear()

    def _say(self, words: str) -> None:
        self._screen.notify(shown(words), markup=False, timeout=8)


def _label(words: str) -> str:
    """Return what a marker says of its side, safe to show; empty where that is nothing new."""
    return "" if words in {"ours", "theirs"} else shown(words, 40)
