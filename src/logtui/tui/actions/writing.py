"""What the user can write: the forms, and how what they hand in becomes a change of the log."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.editing.draft import split_title_and_link
from logtui.document.editing.edits import delete_entry, draft_of, raw_text_of
from logtui.document.editing.entry_ref import EntryRef
from logtui.document.editing.operations import (
    EditConflictError,
    adding,
    changing,
    deleting,
    replacing,
)
from logtui.errors import LogtuiError
from logtui.storage.stored_texts import drafts_folder
from logtui.system.editor import EditorError, edit_text, editor_command
from logtui.tui.actions.commits import UNDECIDED, Commits, ask_each
from logtui.tui.background.typed_texts import (
    ADD,
    EDIT,
    RAW,
    ConflictDrafts,
    TypedTexts,
    store_editor_text,
    stored_text_name,
    text_from_editor,
)
from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import label_text
from logtui.tui.forms.add_form import NO_AIDS, AddForm, empty_fields
from logtui.tui.forms.entry_form import Desk, EditForm, Lines, initial_fields
from logtui.tui.forms.preview import preview_lines
from logtui.tui.forms.raw_form import RawForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from logtui.document.editing.draft import Draft
    from logtui.document.editing.operations import Choices, Operation
    from logtui.document.model import Document, Entry
    from logtui.session import Receipt, Session
    from logtui.tui.actions.commits import ErrorHandler, ReceiptHandler, ScopeBuilder
    from logtui.tui.background.typed_texts import FieldTexts
    from logtui.tui.forms.add_form import Aids
    from logtui.tui.forms.form import Form

    OperationFactory = Callable[[Choices], Operation]


_TITLE = 60
"""Characters of a title in what a write is called."""


class WriteActions:
    """Takes what the user wants changed through its dialog to the disk.

    Every commit runs in a thread, and a form stays open until its text is in the file.

    Attributes:
        commits: Takes changes to the disk.
        typed_texts: Keeps what is typed and not saved.
        conflict_drafts: Keeps what is typed in place of two versions.
    """

    def __init__(
        self,
        screen: Screen[None],
        session: Session,
        written: ReceiptHandler,
        scoped: ScopeBuilder,
        aids: Aids = NO_AIDS,
    ) -> None:
        """Make the writer of a screen.

        Args:
            screen: Where dialogs are pushed and messages shown.
            session: The log.
            written: Told, in the thread of the screen, what each change did and which scopes
                the log has then.
            scoped: Gives the scopes of a log.
            aids: What helps with the link of a new entry.
        """
        self._screen = screen
        self._aids = aids
        self._session = session
        self.commits = Commits(screen, session, written, scoped)
        self.typed_texts = TypedTexts(session.path, self.commits.show_error)
        self.conflict_drafts = ConflictDrafts(self.typed_texts)

    # What the user can do

    def add(self, document: Document, name: str = ADD) -> None:
        """Open the form for a new entry, with what is kept as ``name``."""
        start = empty_fields(document)

        def save(draft: Draft) -> None:
            self._commit(
                form, name, adding(draft), f"add {label_text(draft.title, _TITLE)}", form.problem
            )

        desk = Desk(save, partial(self._keep_fields, name, start), start)
        form = AddForm(document, start | (self.typed_texts.kept(name) or {}), desk, self._aids)
        self._screen.app.push_screen(form)
        self._offer_clipboard(document, form)

    def edit(self, document: Document, entry: Entry, name: str = "") -> None:
        """Open the form for ``entry``, or its lines where a form could not give them back.

        Args:
            document: The log.
            entry: The entry.
            name: The draft to go on with; empty for the one of this very entry.
        """
        draft = draft_of(document, entry)
        if draft is None:
            self.edit_raw(document, entry)
            return
        raw = raw_text_of(document, entry)
        name = name or stored_text_name(EDIT, raw)
        start = initial_fields(draft)

        def save(draft: Draft) -> None:
            make = partial(changing, document, entry, draft)
            self._save(form, name, make, f"edit {label_text(draft.title, _TITLE)}", {})

        def open_raw(lines: str | None) -> None:
            self.typed_texts.drop(name)
            self.edit_raw(document, entry, lines=lines)

        desk = Desk(save, partial(self._keep_fields, name, start), start)
        kept = self.typed_texts.kept(name)
        form = EditForm(
            document,
            entry,
            draft,
            start | kept if kept else None,
            desk,
            Lines(open_raw, self.typed_texts.kept(stored_text_name(RAW, raw)) is not None),
        )
        self._screen.app.push_screen(form)

    def edit_raw(
        self, document: Document, entry: Entry, name: str = "", lines: str | None = None
    ) -> RawForm:
        """Open and return the form with the lines of ``entry``.

        Args:
            document: The log.
            entry: The entry.
            name: As for ``edit``.
            lines: What is to stand there; left out, what is kept, else the lines as they are.
        """
        raw = raw_text_of(document, entry)
        name = name or stored_text_name(RAW, raw)

        def save(lines: str) -> None:
            make = partial(replacing, document, entry, lines)
            self._save(form, name, make, "edit an entry", {})

        def keep(lines: str) -> None:
            self._keep_fields(name, {"raw": raw}, {"raw": lines})

        kept = self.typed_texts.kept(name)
        is_back = lines is None and kept is not None
        if lines is not None:
            keep(lines)
        else:
            lines = kept["raw"] if kept else raw
        form = RawForm(document, entry, lines, save, keep, is_back=is_back)
        self._screen.app.push_screen(form)
        return form

    def edit_outside(self, document: Document, entry: Entry, configured_editor: str | None) -> None:
        """Give ``entry`` to the user's editor, and take back what comes of it."""
        from textual.app import SuspendNotSupported

        try:
            with self._screen.app.suspend():
                outcome = edit_in_editor(self._session, document, entry, configured_editor)
        except SuspendNotSupported as error:
            self.commits.show_error(error)
            return
        self._screen.refresh(layout=True)
        if isinstance(outcome, LogtuiError):
            self.commits.show_error(outcome)
        elif isinstance(outcome, EditorConflict):
            form = self.edit_raw(document, entry, outcome.draft)
            form.call_after_refresh(form.action_save)  # asks
        else:
            self.commits.show_receipt(outcome)

    def delete(self, document: Document, entry: Entry) -> None:
        """Show the lines that would go, and take them out if the user agrees."""
        make = deleting(EntryRef.of(document, entry))

        def agreed(answer: bool | None) -> None:  # noqa: FBT001 - what a dialog comes back with
            if answer:
                self.commits.commit(make, "delete an entry", self.commits.show_error)

        lines = preview_lines(document, delete_entry(document, entry))
        self._screen.app.push_screen(ConfirmDialog("Delete this entry?", lines), agreed)

    def undo(self) -> None:
        """Take back the last write."""
        from logtui.merging import undo_last_write

        write = partial(_run_labelled, "undone", partial(undo_last_write, self._session))
        self.commits.run(write, self.commits.show_error)

    def redo(self) -> None:
        """Make the write again that was last taken back."""
        self.commits.run(
            partial(_run_labelled, "redone", self._session.redo), self.commits.show_error
        )

    # What the forms hand in

    def _save(
        self,
        form: EditForm | RawForm,
        name: str,
        make: OperationFactory,
        label: str,
        choices: Choices,
    ) -> None:
        """Have an entry changed; where that leaves conflicts open, ask and try again.

        Args:
            form: Where it was typed; it stays open until the change is saved.
            name: The draft that this is.
            make: Gives, for the choices made, what makes the edit.
            label: What it is, in a few words.
            choices: The lines that conflicts were settled with.
        """

        def failed(error: LogtuiError) -> None:
            if isinstance(error, EditConflictError) and error.conflicts:
                drafts = self.conflict_drafts
                ask_each(self._screen.app, error.conflicts, choices, again, left, drafts)
            else:
                form.problem(error)

        def again(choices: Choices) -> None:
            self._save(form, name, make, label, choices)

        def left() -> None:
            form.problem(LogtuiError(UNDECIDED))

        self._commit(form, name, make(choices), label, failed)

    def _commit(
        self, form: Form, name: str, make: Operation, label: str, failed: ErrorHandler
    ) -> None:
        saved = partial(self.typed_texts.drop, name)
        self.commits.commit(make, label, failed, saved, partial(self._close, form, name))

    # Drafts

    def keep_typed(self) -> None:
        """Take what stands in all that is typed in, also what is not told of yet."""
        for dialog in self._screen.app.screen_stack:
            if isinstance(dialog, Dialog) and dialog.is_mounted:
                dialog.keep_typed()

    def _keep_fields(self, name: str, start: FieldTexts, fields: FieldTexts) -> None:
        """Have what is typed on the disk soon; where nothing is typed there is nothing to keep."""
        if fields == start:
            self.typed_texts.drop(name)
        else:
            self.typed_texts.keep(name, fields)

    def _close(self, form: Form, name: str) -> None:
        self.typed_texts.drop(name)
        form.dismiss()

    def _offer_clipboard(self, document: Document, form: AddForm) -> None:
        from logtui.system.clipboard import read_clipboard

        app = self._screen.app

        def offer(text: str) -> None:
            _, url = split_title_and_link(text)
            if url and "://" in url and not any(document.url(e) == url for e in document.entries):
                app.call_later(form.offer, url)

        read_clipboard(offer)


def _run_labelled(verb: str, write: Callable[[], Receipt | None]) -> Receipt | None:
    """Return what ``write`` did, called what ``verb`` says of it."""
    receipt = write()
    return receipt and receipt._replace(label=f"{verb}: {receipt.label}")


class EditorConflict(NamedTuple):
    """A text about which the user has to be asked: another program changed the same part.

    Attributes:
        draft: The name of the draft as which it is kept.
    """

    draft: str


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
            make = replacing(document, entry, new)
            return session.commit(make, "edit an entry") if new != raw else None
    except EditorError as error:
        why = error.__cause__
        if error.kept_file is None or not isinstance(why, EditConflictError) or not why.conflicts:
            return error
        offer = text_from_editor(error.kept_file, new, time.time())
    except LogtuiError as error:
        return error
    try:
        store_editor_text(session.path, offer)
    except LogtuiError as error:
        return LogtuiError(f"{error}; what you typed is kept in {offer.file}")
    return EditorConflict(offer.name)
