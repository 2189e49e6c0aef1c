"""Changing the log in a thread, and saying on the screen what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from logtui.document.merging.resolution import check_chosen_lines
from logtui.errors import LogtuiError
from logtui.storage.errors import InPlaceOnlyError, MissingLogError
from logtui.tui.dialogs.conflict import ConflictDialog, Sides
from logtui.tui.drawing.labels import display_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App
    from textual.screen import Screen

    from logtui.document.editing.operations import Choices, Operation
    from logtui.document.merging.conflicts import Conflict
    from logtui.document.model import Document
    from logtui.session import Receipt, Session
    from logtui.tui.background.typed_texts import ConflictDrafts
    from logtui.tui.view import Scope

    ReceiptHandler = Callable[[Receipt, Scope], None]
    ScopeBuilder = Callable[[Document], Scope]
    ErrorHandler = Callable[[LogtuiError], object]


_GROUP = "write"
"""What the workers are called that change the log."""


def _do_nothing() -> None:
    """Do nothing."""


class Commits:
    """Takes changes to the disk, one after the other."""

    def __init__(
        self, screen: Screen[None], session: Session, written: ReceiptHandler, scoped: ScopeBuilder
    ) -> None:
        """Make what changes the log of a screen.

        Args:
            screen: Where messages are shown.
            session: The log.
            written: Told, in the thread of the screen, what each change did and which scopes
                the log has then.
            scoped: Gives these scopes.
        """
        self._screen = screen
        self._session = session
        self._written = written
        self._scoped = scoped

    @property
    def is_writing(self) -> bool:
        """Whether a change has still to reach the disk."""
        workers = self._screen.workers
        return any(worker.group == _GROUP and not worker.is_finished for worker in workers)

    def commit(
        self,
        make: Operation,
        label: str,
        failed: ErrorHandler,
        saved: Callable[[], object] = _do_nothing,
        done: Callable[[], object] = _do_nothing,
    ) -> None:
        """Have the edit that ``make`` gives made and called ``label``.

        Args:
            make: Gives the edit.
            label: What it is, in a few words.
            failed: Gets what goes wrong, in the thread of the screen.
            saved: Called at once when the text is in the file, also while the app is quitting.
            done: Called after it in the thread of the screen.
        """

        def commit() -> Receipt | None:
            receipt = self._session.commit(make, label)
            saved()
            return receipt

        self.run(commit, failed, done)

    def run(
        self,
        change_log: Callable[[], Receipt | None],
        failed: ErrorHandler,
        done: Callable[[], object] = _do_nothing,
    ) -> None:
        """Have ``change_log`` called in a thread.

        Where the file cannot be replaced, the user is asked whether to write into it; then
        ``change_log`` is called again.

        Args:
            change_log: Changes the log.
            failed: Gets what it raises, in the thread of the screen.
            done: Called there where it raises nothing.
        """
        app = self._screen.app
        again = partial(self.run, change_log, failed, done)

        def work() -> None:
            try:
                receipt = change_log()
            except InPlaceOnlyError as error:
                app.call_later(self._ask_in_place, error, again, failed)
                return
            except LogtuiError as error:
                app.call_later(failed, self._explain(error))
                return
            root = self._scoped(receipt.document) if receipt else None
            app.call_later(finish, receipt, root)

        def finish(receipt: Receipt | None, root: Scope | None) -> None:
            done()
            if receipt is not None and root is not None:
                self._written(receipt, root)

        self._screen.run_worker(work, thread=True, group=_GROUP, exit_on_error=True)

    def _ask_in_place(
        self, error: InPlaceOnlyError, again: Callable[[], None], failed: ErrorHandler
    ) -> None:
        """Ask whether to write into the file, and do it ``again`` then."""
        from logtui.tui.dialogs.confirm import write_in_place_question

        def heed(agreed: bool | None) -> None:  # noqa: FBT001 - as a screen gives its result
            if agreed:
                self._session.in_place = True
                again()
            else:
                failed(error)

        self._screen.app.push_screen(write_in_place_question(error, self._session.path), heed)

    def show_receipt(self, receipt: Receipt | None) -> None:
        """Show what ``receipt`` says of a change that is made already."""
        if receipt is not None:
            self._written(receipt, self._scoped(receipt.document))

    def show_error(self, error: Exception) -> None:
        """Show ``error`` as a message; may be called from any thread, also when the app is gone."""
        self._screen.call_later(self._notify_error, error)

    def _notify_error(self, error: Exception) -> None:
        self._screen.notify(display_text(str(error)), severity="error", markup=False, timeout=15)

    def _explain(self, error: LogtuiError) -> LogtuiError:
        """Return ``error`` as it is meant for somebody who has had the log open."""
        if not isinstance(error, MissingLogError):
            return error
        return LogtuiError(
            f"{self._session.path.name} was deleted or renamed meanwhile, so nothing is written;"
            " put it back and try again. What you typed is kept"
        )


EDIT_CONFLICT_HEADING = "Changed on the disk while you were editing"
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
    check = partial(check_chosen_lines, sides=(first.theirs, first.ours))
    app.push_screen(
        ConflictDialog(EDIT_CONFLICT_HEADING, sides, check, drafts),
        partial(_take_answer, app, first, rest, choices, settled, left, drafts),
    )


def _take_answer(
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
