"""What the user can write: the forms, and how what is typed in them gets into the log."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.app import SuspendNotSupported

from logtui.document.bulk.bulk_operations import DeleteEntries
from logtui.document.editing.edits import delete_entry, draft_of, raw_text_of
from logtui.document.editing.entry_ref import EntryRef
from logtui.document.editing.operations import DeleteEntry, EditConflictError, ReplaceLines
from logtui.errors import LogtuiError
from logtui.search.periods import users_today
from logtui.storage.stored_texts import drafts_folder
from logtui.system.editor import EditorError, edit_text, editor_command
from logtui.tui.actions.commits import Commits
from logtui.tui.background.typed_texts import (
    ADD,
    EDIT,
    RAW,
    TypedTexts,
    store_editor_text,
    stored_text_name,
    text_from_editor,
)
from logtui.tui.dialogs.confirm import MAX_NAMED, ConfirmDialog, question_about
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.forms.add_form import AddForm
from logtui.tui.forms.change_form import ChangeForm
from logtui.tui.forms.entry_form import EditForm
from logtui.tui.forms.entry_writer import KnownEntry
from logtui.tui.forms.preview import preview_lines
from logtui.tui.forms.raw_form import RawForm
from logtui.tui.selection import same_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.config.settings import DateFormat
    from logtui.document.editing.draft import WayToFinish
    from logtui.document.editing.operations import Operation
    from logtui.document.model import Document, Entry
    from logtui.log_writes import Receipt
    from logtui.session import Session
    from logtui.tui.background.typed_texts import FieldTexts
    from logtui.tui.forms.entry_writer import OperationMaker
    from logtui.tui.host import Host


class WriteActions:
    """Opens the forms and takes what is typed in them to the disk; an ``EntryWriter``.

    What is awaited here raises a ``LogtuiError`` where nothing is written.

    Attributes:
        typed_texts: Keeps what is typed and not saved.
        commits: Takes changes to the disk.
        fetches_titles: Whether the title of a pasted link is fetched without a key.
        way_to_finish: What becomes of an entry that is done; None for what the log does.
    """

    def __init__(
        self,
        host: Host,
        session: Session,
        *,
        fetches_titles: bool = False,
        way_to_finish: WayToFinish | None = None,
    ) -> None:
        """Make what writes into the log of ``session``, which ``host`` shows."""
        self._host = host
        self._session = session
        self.fetches_titles = fetches_titles
        self.way_to_finish = way_to_finish
        self.typed_texts = TypedTexts(
            session.path, partial(host.call_later, partial(host.warn, severity="error"))
        )
        self.commits = Commits(host, session, self.typed_texts)

    # What the keys do

    def add(self, document: Document, text_name: str = ADD) -> None:
        """Open the form for a new entry, with what is kept as ``text_name``."""
        form = AddForm(document, self, text_name)
        self._host.app.push_screen(form)
        threading.Thread(target=form.look_into_clipboards, name="clipboard", daemon=True).start()

    def edit(self, document: Document, entry: Entry, text_name: str = "") -> None:
        """Open the form for ``entry``, or its lines where a form could not give them back.

        Args:
            document: The log.
            entry: The entry.
            text_name: The kept text to go on with; empty for the one of this very entry.
        """
        draft = draft_of(document, entry)
        if draft is None:
            self.edit_raw(document, entry)
            return
        text_name = text_name or stored_text_name(EDIT, raw_text_of(document, entry))
        self._host.app.push_screen(EditForm(document, entry, draft, self, text_name))

    def edit_raw(
        self, document: Document, entry: Entry, text_name: str = "", lines: str | None = None
    ) -> RawForm:
        """Open and return the form with the lines of ``entry``.

        Args:
            document: The log.
            entry: The entry.
            text_name: As for ``edit``.
            lines: What stands there; left out, what is kept, else the lines as they are.
        """
        raw = raw_text_of(document, entry)
        text_name = text_name or stored_text_name(RAW, raw)
        if lines is not None:
            self.keep_fields(text_name, {"raw": raw}, {"raw": lines})
        form = RawForm(document, entry, self, text_name, lines)
        self._host.app.push_screen(form)
        return form

    async def edit_outside(
        self, document: Document, entry: Entry, configured_editor: str | None
    ) -> None:
        """Give ``entry`` to the user's editor, and take back what comes of it."""
        try:
            with self._host.app.suspend():
                outcome = edit_in_editor(self._session, document, entry, configured_editor)
        except SuspendNotSupported as error:
            raise LogtuiError(str(error)) from error
        self._host.app.screen.refresh(layout=True)
        if isinstance(outcome, LogtuiError):
            raise outcome
        if isinstance(outcome, EditorConflict):
            form = self.edit_raw(document, entry, outcome.text_name)
            form.call_after_refresh(form.action_save)  # asks
        else:
            await self.commits.show(outcome)

    def edit_chosen(self, document: Document, entries: Sequence[Entry]) -> None:
        """Open the form for the only one of ``entries``, or the one that changes all of them."""
        if len(entries) == 1:
            self.edit(document, entries[0])
        else:
            self._host.app.push_screen(ChangeForm(document, entries, self))

    async def delete(self, document: Document, entries: Sequence[Entry]) -> None:
        """Show the lines that would go, or name ``entries``; delete them if the user agrees."""
        if len(entries) == 1:
            lines = preview_lines(document, delete_entry(document, entries[0]))
            if await self._host.ask(ConfirmDialog("Delete this entry?", lines)):
                await self.commits.commit(DeleteEntry(EntryRef.of(document, entries[0])))
            return
        titles = [document.title(entry) or "(no title)" for entry in entries[:MAX_NAMED]]
        question = question_about(titles, len(entries), f"Delete {len(entries)} entries?")
        if await self._host.ask(question):
            await self.do_to_all(lambda: DeleteEntries(EntryRef.of_all(document, entries)))

    async def undo(self) -> None:
        """Take back the last write."""
        from logtui.merging import undo_last_write

        receipt = await self.commits.run(undo_last_write, self._session)
        await self.commits.show(receipt, "undone")

    async def redo(self) -> None:
        """Make the write again that was last taken back."""
        receipt = await self.commits.run(self._session.redo)
        await self.commits.show(receipt, "redone")

    # What the forms ask for

    def report(self, message: str) -> None:
        """Say in the status line what was done."""
        self._host.report(message)

    async def save(self, operation: Operation, text_name: str) -> None:
        """Do ``operation``, and drop the text kept as ``text_name`` as soon as it is done."""
        await self.commits.commit(operation, text_name)

    async def do_to_all(self, make_operation: OperationMaker) -> None:
        """Do what ``make_operation`` returns, called in a thread; name the entries that it leaves.

        Raises:
            LogtuiError: Nothing is written.
        """
        await self.commits.do_to_all(make_operation)

    def find_fields(self, text_name: str) -> FieldTexts | None:
        """Return what is kept as ``text_name``; None where nothing is."""
        return self.typed_texts.find_fields(text_name)

    def keep_fields(self, text_name: str, start: FieldTexts, fields: FieldTexts) -> None:
        """Have ``fields`` on the disk soon; where they are as at the ``start``, nothing."""
        if fields == start:
            self.typed_texts.drop(text_name)
        else:
            self.typed_texts.keep(text_name, fields)

    def drop_fields(self, text_name: str) -> None:
        """Forget what is kept as ``text_name``."""
        self.typed_texts.drop(text_name)

    @property
    def dates(self) -> DateFormat:
        """How dates are shown."""
        return self._host.dates

    def known_entry(self, url: str) -> KnownEntry | None:
        """Return the latest entry whose link leads where ``url`` does; None without one."""
        relations = self._host.relations
        index = relations.latest_with_link(url) if relations else None
        if relations is None or index is None:
            return None
        document = relations.document
        entry = document.entries[index]
        draft, kind = draft_of(document, entry), document.kind(entry)
        return KnownEntry(
            document,
            index,
            relations.date_label(index, users_today().year),
            draft.title if draft else document.title(entry),
            kind.symbol if kind else "",
        )

    def go_to_known_entry(self, known: KnownEntry) -> None:
        """Go to ``known``, where it still stands in the log."""
        entry = same_entry(known.document, known.entry, self._host.document)
        if entry is not None:
            self._host.go_to_entry(entry)

    def keep_typed(self) -> None:
        """Take what stands in all that is typed in, also what is not told of yet."""
        for dialog in self._host.app.screen_stack:
            if isinstance(dialog, Dialog) and dialog.is_mounted:
                dialog.keep_typed()


class EditorConflict(NamedTuple):
    """A text about which the user has to be asked: another program changed the same part.

    Attributes:
        text_name: The name as which it is kept.
    """

    text_name: str


_EMPTY_TEXT = (
    "nothing came back from the editor, so nothing is written; delete the entry in the list"
)
"""What is said of an empty text: it would take the entry out without a question."""


def edit_in_editor(
    session: Session, document: Document, entry: Entry, configured_editor: str | None
) -> Receipt | EditorConflict | LogtuiError | None:
    """Have ``entry`` edited and saved; what is typed stays the editor's file until it is saved.

    Returns:
        What was done, or what is to be asked; None where nothing was typed. An error is returned
        as well: raised where an app is suspended it would leave it so.
    """
    raw = new = raw_text_of(document, entry)
    try:
        command = editor_command(configured_editor)
        with edit_text(raw, drafts_folder(session.path), command) as new:
            if not new.strip():
                return EditorError(_EMPTY_TEXT)
            return session.commit(ReplaceLines(document, entry, new)) if new != raw else None
    except EditorError as error:
        why = error.__cause__
        if error.kept_file is None or not isinstance(why, EditConflictError) or not why.conflicts:
            return error
        text = text_from_editor(error.kept_file, new, time.time())
    except LogtuiError as error:
        return error
    try:
        store_editor_text(session.path, text)
    except LogtuiError as error:
        return LogtuiError(f"{error}; what you typed is kept in {text.file}")
    return EditorConflict(text.name)
