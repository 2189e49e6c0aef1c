"""Changing the log in a thread, and asking about what stands in the way."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from logtui.document.editing.operations import EditConflictError, EntryOperation
from logtui.errors import InPlaceOnlyError, LogtuiError, MissingLogError
from logtui.tui.dialogs.confirm import write_in_place_question
from logtui.tui.dialogs.conflict import ConflictDialog, Sides
from logtui.tui.drawing.labels import label_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from logtui.document.bulk.bulk_operations import LeftEntry
    from logtui.document.editing.operations import Choices, Operation
    from logtui.document.merging.conflicts import Conflict
    from logtui.log_writes import Receipt
    from logtui.session import Session
    from logtui.tui.background.typed_texts import TypedTexts
    from logtui.tui.forms.entry_writer import OperationMaker
    from logtui.tui.host import Host

Arguments = ParamSpec("Arguments")
"""What a write is called with."""

Outcome = TypeVar("Outcome")
"""What a write returns."""

EDIT_CONFLICT_HEADING = "Changed on the disk while you were editing"
"""What is asked where another program has changed the same part of an entry."""

UNDECIDED = "Nothing is decided, so nothing is written. What you typed stays here and is kept"
"""What is said where that question is left open."""

_MAX_TITLE = 60
"""Characters of a title in a message."""


class Commits:
    """Takes changes to the disk, and shows what they did."""

    def __init__(self, host: Host, session: Session, typed_texts: TypedTexts) -> None:
        """Make what changes the log of ``session``.

        Args:
            host: Where questions are asked, and what was done is shown.
            session: The log.
            typed_texts: What is typed and not saved.
        """
        self._host = host
        self._session = session
        self._typed_texts = typed_texts
        self._unfinished = 0

    @property
    def is_writing(self) -> bool:
        """Whether a change has still to reach the disk or the screen, and nothing is asked."""
        return self._unfinished > 0

    async def commit(self, operation: Operation, text_name: str = "") -> None:
        """Do ``operation``; ask about what another program has changed in the same place.

        Args:
            operation: What to do to the log.
            text_name: The kept text that is in the file then, and is dropped; empty for none.

        Raises:
            LogtuiError: Nothing is written.
        """
        while True:
            try:
                receipt = await self.run(self._commit_and_drop, operation, text_name)
            except EditConflictError as error:
                if not error.conflicts or not isinstance(operation, EntryOperation):
                    raise
                operation = operation.with_choices(await self._ask_about(error.conflicts))
            else:
                await self.show(receipt)
                return

    async def do_to_all(self, make_operation: OperationMaker) -> None:
        """Do what ``make_operation`` returns, called in a thread; name the entries that it leaves.

        Raises:
            LogtuiError: Nothing is written.
        """
        with self._counted():
            operation = await asyncio.to_thread(make_operation)
        await self.commit(operation)
        if operation.left:
            self._host.warn(left_entries_text(operation.left))

    def _commit_and_drop(self, operation: Operation, text_name: str) -> Receipt | None:
        receipt = self._session.commit(operation)
        if text_name:
            # In the same thread, so that it is done while the app is quitting, too.
            self._typed_texts.drop(text_name)
        return receipt

    async def run(
        self,
        write: Callable[Arguments, Outcome],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Outcome:
        """Return what ``write`` returns, called in a thread with the other arguments.

        Where the file cannot be replaced, the user is asked whether to write into it.

        Raises:
            LogtuiError: Nothing is written.
        """
        try:
            with self._counted():
                return await asyncio.to_thread(write, *args, **kwargs)
        except InPlaceOnlyError as error:
            if not await self._host.ask(write_in_place_question(error, self._session.path)):
                raise
        except MissingLogError as error:
            # Somebody who has had the log open knows that it was there.
            raise LogtuiError(
                f"{self._session.path.name} was deleted or renamed meanwhile, so nothing is"
                " written; put it back and try again. What you typed is kept"
            ) from error
        self._session.in_place = True
        return await self.run(write, *args, **kwargs)

    async def show(self, receipt: Receipt | None, taken: str = "") -> None:
        """Show what ``receipt`` says of a change that is made; None where there was none.

        ``taken`` is what was done to the change: ``undone`` or ``redone``, or nothing.
        """
        if receipt is not None:
            with self._counted():
                root = await asyncio.to_thread(self._host.build_scopes, receipt.document)
            self._host.show_receipt(receipt, root, taken)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self._unfinished += 1
        try:
            yield
        finally:
            self._unfinished -= 1

    async def _ask_about(self, conflicts: Sequence[Conflict]) -> Choices:
        """Return the lines that the user chooses for each of ``conflicts``.

        In these, ``ours`` is what the log holds, and ``theirs`` what was typed.

        Raises:
            LogtuiError: One is left open.
        """
        choices = {}
        for conflict in conflicts:
            sides = Sides(conflict.theirs, conflict.ours, "", "on the disk")
            dialog = ConflictDialog(EDIT_CONFLICT_HEADING, sides, self._typed_texts)
            lines = await self._host.ask(dialog)
            if lines is None:
                raise LogtuiError(UNDECIDED)
            choices[conflict] = lines
        return choices


def left_entries_text(left: Sequence[LeftEntry]) -> str:
    """Return which entries stay as they are, and why."""
    first = left[0]
    title = label_text(first.title, _MAX_TITLE)
    others = f"; so do {len(left) - 1} more" if len(left) > 1 else ""
    return f'"{title}" in line {first.line} stays as it is: {first.reason}{others}'
