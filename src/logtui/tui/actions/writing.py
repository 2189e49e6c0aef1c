"""What the user can write: the forms, and how what they hand in becomes a change of the log."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.editing.draft import splits
from logtui.document.editing.edits import delete, draft_of, raw_of
from logtui.document.editing.entry_ref import Target
from logtui.document.editing.operations import (
    EditConflictError,
    adding,
    changing,
    deleting,
    replacing,
)
from logtui.errors import LogtuiError
from logtui.storage.stored_texts import drafts_folder
from logtui.system.editor import EditorError, editing
from logtui.tui.actions.commits import UNDECIDED, Commits, ask_each
from logtui.tui.background.typed_texts import (
    ADD,
    EDIT,
    RAW,
    ConflictDrafts,
    DraftKeeper,
    adopt,
    draft_name,
    of_editor,
)
from logtui.tui.dialogs.confirm import Confirm
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.forms.add_form import NO_AIDS, QuickAdd, empty_fields
from logtui.tui.forms.entry_form import Desk, EditEntry, Lines, typed_fields
from logtui.tui.forms.preview import preview
from logtui.tui.forms.raw_form import EditRaw

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from logtui.document.editing.draft import Draft
    from logtui.document.editing.operations import Choices, Make
    from logtui.document.model import Document, Entry
    from logtui.session import Receipt, Session
    from logtui.tui.actions.commits import Failed, Scoped, Written
    from logtui.tui.background.typed_texts import Fields
    from logtui.tui.forms.add_form import Aids
    from logtui.tui.forms.form import Form

    Settled = Callable[[Choices], Make]


class Writer:
    """Takes what the user wants changed through its dialog to the disk.

    Every commit runs in a thread, and a form stays open until its text is in the file.

    Attributes:
        commits: Takes changes to the disk.
        keeper: Keeps what is typed and not saved.
        conflict_drafts: Keeps what is typed in place of two versions.
    """

    def __init__(
        self,
        screen: Screen[None],
        session: Session,
        written: Written,
        scoped: Scoped,
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
        self.keeper = DraftKeeper(session.path, self.commits.tell)
        self.conflict_drafts = ConflictDrafts(self.keeper)

    # What the user can do

    def add(self, document: Document, name: str = ADD) -> None:
        """Open the form for a new entry, with what is kept as ``name``."""
        start = empty_fields(document)

        def save(draft: Draft) -> None:
            self._commit(form, name, adding(draft), f"add {draft.title}", form.problem)

        desk = Desk(save, partial(self._keep, name, start), start)
        form = QuickAdd(document, start | (self.keeper.kept(name) or {}), desk, self._aids)
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
        raw = raw_of(document, entry)
        name = name or draft_name(EDIT, raw)
        start = typed_fields(draft)

        def save(draft: Draft) -> None:
            make = partial(changing, document, entry, draft)
            self._save(form, name, make, f"edit {draft.title}", {})

        def open_raw(lines: str | None) -> None:
            self.keeper.drop(name)
            self.edit_raw(document, entry, lines=lines)

        desk = Desk(save, partial(self._keep, name, start), start)
        kept = self.keeper.kept(name)
        form = EditEntry(
            document,
            entry,
            draft,
            start | kept if kept else None,
            desk,
            Lines(open_raw, self.keeper.kept(draft_name(RAW, raw)) is not None),
        )
        self._screen.app.push_screen(form)

    def edit_raw(
        self, document: Document, entry: Entry, name: str = "", lines: str | None = None
    ) -> EditRaw:
        """Open and return the form with the lines of ``entry``.

        Args:
            document: The log.
            entry: The entry.
            name: As for ``edit``.
            lines: What is to stand there; left out, what is kept, else the lines as they are.
        """
        raw = raw_of(document, entry)
        name = name or draft_name(RAW, raw)

        def save(lines: str) -> None:
            make = partial(replacing, document, entry, lines)
            self._save(form, name, make, "edit an entry", {})

        def keep(lines: str) -> None:
            self._keep(name, {"raw": raw}, {"raw": lines})

        kept = self.keeper.kept(name)
        is_back = lines is None and kept is not None
        if lines is not None:
            keep(lines)
        else:
            lines = kept["raw"] if kept else raw
        form = EditRaw(document, entry, lines, save, keep, is_back=is_back)
        self._screen.app.push_screen(form)
        return form

    def edit_outside(self, document: Document, entry: Entry) -> None:
        """Give ``entry`` to the user's editor, and take back what comes of it."""
        from textual.app import SuspendNotSupported

        try:
            with self._screen.app.suspend():
                outcome = editor_turn(self._session, document, entry)
        except SuspendNotSupported as error:
            self.commits.tell(error)
            return
        self._screen.refresh(layout=True)
        if isinstance(outcome, LogtuiError):
            self.commits.tell(outcome)
        elif isinstance(outcome, Overtaken):
            form = self.edit_raw(document, entry, outcome.draft)
            form.call_after_refresh(form.action_save)  # asks
        else:
            self.commits.finish(outcome)

    def delete(self, document: Document, entry: Entry) -> None:
        """Show the lines that would go, and take them out if the user agrees."""
        make = deleting(Target.of(document, entry))

        def agreed(answer: bool | None) -> None:  # noqa: FBT001 - what a dialog comes back with
            if answer:
                self.commits.commit(make, "delete an entry", self.commits.tell)

        lines = preview(document, delete(document, entry))
        self._screen.app.push_screen(Confirm("Delete this entry?", lines), agreed)

    def undo(self) -> None:
        """Take back the last write."""
        from logtui.merging import undone

        write = partial(_called, "undone", partial(undone, self._session))
        self.commits.run(write, self.commits.tell)

    def redo(self) -> None:
        """Make the write again that was last taken back."""
        self.commits.run(partial(_called, "redone", self._session.redo), self.commits.tell)

    # What the forms hand in

    def _save(
        self, form: EditEntry | EditRaw, name: str, make: Settled, label: str, choices: Choices
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

    def _commit(self, form: Form, name: str, make: Make, label: str, failed: Failed) -> None:
        saved = partial(self.keeper.drop, name)
        self.commits.commit(make, label, failed, saved, partial(self._close, form, name))

    # Drafts

    def keep_typed(self) -> None:
        """Take what stands in all that is typed in, also what is not told of yet."""
        for dialog in self._screen.app.screen_stack:
            if isinstance(dialog, Dialog) and dialog.is_mounted:
                dialog.keep_typed()

    def _keep(self, name: str, start: Fields, fields: Fields) -> None:
        """Have what is typed on the disk soon; where nothing is typed there is nothing to keep."""
        if fields == start:
            self.keeper.drop(name)
        else:
            self.keeper.keep(name, fields)

    def _close(self, form: Form, name: str) -> None:
        self.keeper.drop(name)
        form.dismiss()

    def _offer_clipboard(self, document: Document, form: QuickAdd) -> None:
        from logtui.system.clipboard import read_clipboard

        app = self._screen.app

        def offer(text: str) -> None:
            _, url = splits(text)
            if url and "://" in url and not any(document.url(e) == url for e in document.entries):
                app.call_later(form.offer, url)

        read_clipboard(offer)


def _called(verb: str, write: Callable[[], Receipt | None]) -> Receipt | None:
    """Return what ``write`` did, called what ``verb`` says of it."""
    receipt = write()
    return receipt and receipt._replace(label=f"{verb}: {receipt.label}")


class Overtaken(NamedTuple):
    """A text about which the user has to be asked: another program changed the same part.

    Attributes:
        draft: The name of the draft as which it is kept.
    """

    draft: str


_NOTHING = "nothing came back from the editor, so nothing is written; delete the entry in the list"
"""What is said of an empty text: it would take the entry out without a question."""


def editor_turn(
    session: Session, document: Document, entry: Entry
) -> Receipt | Overtaken | LogtuiError | None:
    """Have ``entry`` edited and saved; what is typed stays the editor's file until it is saved.

    Returns:
        What was done, or what is to be asked; None where nothing was typed. An error is returned
        as well: raised where an app is suspended it would leave it so.
    """
    raw = new = raw_of(document, entry)
    try:
        with editing(raw, drafts_folder(session.path)) as new:
            if not new.strip():
                return EditorError(_NOTHING)
            make = replacing(document, entry, new)
            return session.commit(make, "edit an entry") if new != raw else None
    except EditorError as error:
        why = error.__cause__
        if error.kept is None or not isinstance(why, EditConflictError) or not why.conflicts:
            return error
        offer = of_editor(error.kept, new, time.time())
    except LogtuiError as error:
        return error
    try:
        adopt(session.path, offer)
    except LogtuiError as error:
        return LogtuiError(f"{error}; what you typed is kept in {offer.file}")
    return Overtaken(offer.name)
