"""Asking about what was changed in a form and by another program at the same time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from logtui.document.resolutions import check_lines
from logtui.tui.dialogs.conflict import ConflictDialog, Sides

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App

    from logtui.document.conflicts import Conflict
    from logtui.document.rebase import Choices
    from logtui.tui.conflict_drafts import ConflictDrafts

HEADING = "Changed on the disk while you were editing"
"""What such a conflict is called."""

UNDECIDED = "Nothing is decided, so nothing is written. What you typed stays here and is kept"
"""What is said where the question is left open."""


def ask_each(
    app: App[None],
    conflicts: Sequence[Conflict],
    choices: Choices,
    settled: Callable[[Choices], object],
    left: Callable[[], object],
    drafts: ConflictDrafts,
) -> None:
    """Ask about ``conflicts`` one after the other.

    Args:
        app: Where the dialogs are pushed.
        conflicts: Each with what the log holds as ``ours``, and what was typed as ``theirs``.
        choices: Those that are made already.
        settled: Gets these and the new ones when all are made.
        left: Called instead where one is left open.
        drafts: Keeps what is typed in their place until it is taken.
    """
    if not conflicts:
        settled(choices)
        return
    first, *rest = conflicts
    sides = Sides(first.theirs, first.ours, "", "on the disk")
    check = partial(check_lines, sides=(first.theirs, first.ours))
    app.push_screen(
        ConflictDialog(HEADING, sides, check, drafts),
        partial(_answered, app, first, rest, choices, settled, left, drafts),
    )


def _answered(
    app: App[None],
    conflict: Conflict,
    rest: Sequence[Conflict],
    choices: Choices,
    settled: Callable[[Choices], object],
    left: Callable[[], object],
    drafts: ConflictDrafts,
    choice: str | None,
) -> None:
    if choice is None:
        left()
    else:
        ask_each(app, rest, {**choices, conflict: choice}, settled, left, drafts)
