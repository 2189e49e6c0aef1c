"""Settling with the user what two writers have left open in a log and beside it."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from logtui.document.editing.operations import settling
from logtui.document.merging import conflicts
from logtui.document.merging.resolution import check_resolution
from logtui.errors import LogtuiError
from logtui.merging import merge_copy
from logtui.storage.conflict_copies import find_conflict_copies
from logtui.tui.bindings import key_display
from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.dialogs.conflict import ConflictDialog, Sides
from logtui.tui.drawing.labels import display_text, label_text
from logtui.tui.drawing.styles import styled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.screen import Screen

    from logtui.document.merging.conflicts import MarkedConflict
    from logtui.merging import MergedCopy
    from logtui.session import Receipt, Session
    from logtui.tui.actions.commits import Commits
    from logtui.tui.background.typed_texts import ConflictDrafts

NOTHING_TO_RESOLVE = (
    "Nothing to settle: no conflict is marked in this log, and no conflict copy lies beside it"
)
"""What is said where there is nothing to do."""


_COPY_TIMEOUT = 15
"""Seconds for which a message stays that names a place to be noted."""


class ConflictActions:
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
        self._kept_copies: list[str] = []

    def resolve_conflicts(self) -> None:
        """Ask about the first conflict that is marked in the log, else about a copy beside it."""
        found = conflicts.find_conflicts(self._session.document.text)
        if found:
            self._ask_about_first(found)
        else:
            threading.Thread(target=self._find_copies, name="copies", daemon=True).start()

    # Conflicts marked in the log

    def _ask_about_first(self, found: Sequence[MarkedConflict]) -> None:
        first = found[0]
        line = self._session.document.line_at(first.span.start)
        heading = f"The conflict at line {line}"
        if len(found) > 1:
            heading += f", the first of {len(found)}"
        sides = Sides(
            first.ours,
            first.theirs,
            _side_label(first.our_label),
            _side_label(first.their_label),
        )
        check = partial(check_resolution, self._session.document, first)
        self._screen.app.push_screen(
            ConflictDialog(heading, sides, check, self._drafts),
            partial(self._take_answer, first, len(found)),
        )

    def _take_answer(self, conflict: MarkedConflict, count: int, choice: str | None) -> None:
        if choice is None:
            left = "1 conflict is" if count == 1 else f"{count} conflicts are"
            key = key_display(self._screen.app, "screen.settle")
            self._notify(f"{left} still marked in the log; {key} comes back to it")
            self._notify_kept_copies()
            return
        make = settling(conflict, choice)
        self._commits.commit(
            make, "settle a conflict", self._commits.show_error, done=self._continue_later
        )

    def _continue_later(self) -> None:
        """Go on when it is said what was written: the next question takes that off the screen."""
        self._screen.app.call_later(self._ask_about_next)

    def _ask_about_next(self) -> None:
        """Ask about the next conflict, where there is one."""
        found = conflicts.find_conflicts(self._session.document.text)
        if found:
            self._ask_about_first(found)
        else:
            self._notify_kept_copies()

    # Conflict copies beside it

    def _find_copies(self) -> None:
        """Look for copies, in a thread."""
        try:
            copies = find_conflict_copies(self._session.path)
        except LogtuiError as error:
            self._commits.show_error(error)
            return
        self._screen.call_later(self._offer_merge, copies)

    def _offer_merge(self, copies: Sequence[Path]) -> None:
        """Ask whether the first of ``copies`` is to be merged."""
        if not copies:
            self._notify(NOTHING_TO_RESOLVE)
            return
        copy, *rest = copies
        undo = key_display(self._screen.app, "screen.undo")
        lines = [
            styled(label_text(copy.name, 200), "strong"),
            styled("What it holds and the log does not is added, each entry once.", "plain"),
            styled("What both have changed differently is asked for.", "plain"),
            styled(
                f"The copy then goes to the state directory; {undo} takes the merge back.", "dim"
            ),
        ]
        self._screen.app.push_screen(
            ConfirmDialog("Merge this copy into the log?", lines),
            partial(self._merge_if_agreed, copy, rest),
        )

    def _merge_if_agreed(self, copy: Path, rest: Sequence[Path], answer: bool | None) -> None:  # noqa: FBT001 - what a dialog comes back with
        if not answer:
            self._notify_kept_copies()
            return
        outcome: list[MergedCopy] = []

        def merge() -> Receipt | None:
            outcome.append(merge_copy(self._session, copy))
            return outcome[0].receipt

        def done() -> None:
            self._report_merge(copy, outcome[0])
            if rest and not outcome[0].conflicts:
                self._screen.app.call_later(self._offer_merge, rest)
            else:
                self._continue_later()

        self._commits.run(merge, self._commits.show_error, done)

    def _report_merge(self, copy: Path, outcome: MergedCopy) -> None:
        """Say what else came of merging than what the receipt says."""
        if outcome.receipt is None:
            self._notify(f"{copy.name} holds nothing that the log does not; nothing is written")
        if outcome.moved_to is not None:
            self._kept_copies.append(f"{copy.name} is merged and kept as {outcome.moved_to}")
        said = outcome.receipt.warnings if outcome.receipt else ()
        for warning in outcome.warnings:
            if warning not in said:
                self._notify(warning)

    def _notify_kept_copies(self) -> None:
        """Say where the merged copies are, when no question is left that would cover it."""
        for words in self._kept_copies:
            self._screen.notify(display_text(words), markup=False, timeout=_COPY_TIMEOUT)
        self._kept_copies.clear()

    def _notify(self, words: str) -> None:
        self._screen.notify(display_text(words), markup=False, timeout=8)


def _side_label(words: str) -> str:
    """Return what a marker says of its side, safe to show; empty where that is nothing new."""
    return "" if words in {"ours", "theirs"} else label_text(words, 40)
