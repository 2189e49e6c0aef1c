"""Resolving with the user what two writers have left open in a log and next to it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from logtui.document.editing.operations import ResolveConflict
from logtui.document.merging.conflicts import find_conflicts
from logtui.document.text.wording import counted_noun
from logtui.merging import merge_copy
from logtui.storage.conflict_copies import find_conflict_copies
from logtui.storage.state import LogState
from logtui.tui.bindings import key_display
from logtui.tui.dialogs.confirm import merge_question
from logtui.tui.dialogs.conflict import MarkedConflictDialog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from logtui.merging import MergedCopy
    from logtui.session import Session
    from logtui.tui.actions.commits import Commits
    from logtui.tui.background.typed_texts import TypedTexts
    from logtui.tui.host import Host

NOTHING_TO_RESOLVE = "nothing to settle: no conflict is marked, no copy lies next to the log"
"""What is said where there is nothing to do."""


class ConflictActions:
    """Asks about the conflicts marked in a log, one by one, and about the copies next to it.

    What is awaited here raises a ``LogtuiError`` where nothing is written.
    """

    def __init__(
        self, host: Host, session: Session, commits: Commits, typed_texts: TypedTexts
    ) -> None:
        """Make what resolves conflicts.

        Args:
            host: Where questions are asked and messages shown.
            session: The log.
            commits: Takes what is chosen to the disk.
            typed_texts: Keeps what is typed in place of two versions.
        """
        self._host = host
        self._session = session
        self._commits = commits
        self._typed_texts = typed_texts

    async def resolve_conflicts(self) -> None:
        """Ask about the conflicts that are marked in the log, else about the copies next to it."""
        if find_conflicts(self._session.document.text):
            await self._resolve_marked_conflicts()
            return
        copies = await asyncio.to_thread(find_conflict_copies, self._session.path)
        if copies:
            await self._merge_copies(copies)
            await self._resolve_marked_conflicts()
        else:
            self._host.report(NOTHING_TO_RESOLVE)

    async def _resolve_marked_conflicts(self) -> None:
        while conflicts := find_conflicts(self._session.document.text):
            document, count = self._session.document, len(conflicts)
            lines = await self._host.ask(
                MarkedConflictDialog(document, conflicts[0], count, self._typed_texts)
            )
            if lines is None:
                left = counted_noun(count, "conflict is", "conflicts are")
                key = key_display(self._host.app, "screen.settle")
                self._host.report(f"{left} still marked in the log; {key} comes back to it")
                return
            await self._commits.commit(ResolveConflict(conflicts[0], lines))

    async def _merge_copies(self, copies: Sequence[Path]) -> None:
        """Merge each of ``copies`` that the user agrees to, until one leaves conflicts."""
        folder = LogState.of(self._session.path).rescued
        for copy in copies:
            if not await self._host.ask(merge_question(self._host.app, copy, folder)):
                return
            outcome = await self._commits.run(merge_copy, self._session, copy)
            self._report_merge(copy, outcome)
            await self._commits.show(outcome.receipt)
            if outcome.conflicts:
                return

    def _report_merge(self, copy: Path, outcome: MergedCopy) -> None:
        """Say what else came of merging than what the receipt says."""
        if outcome.receipt is None:
            self._host.report("wrote nothing: the log has all of", copy.name)
        receipt_warnings = outcome.receipt.warnings if outcome.receipt else ()
        for warning in outcome.warnings:
            if warning not in receipt_warnings:
                self._host.warn(warning)
