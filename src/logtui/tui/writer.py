"""Everything that writes to the log: the dialogs, the commits, the drafts that are kept."""

from __future__ import annotations

import datetime
import json
from functools import partial
from typing import TYPE_CHECKING

from logtui.document.checks import check, check_rest
from logtui.document.date_input import default_date
from logtui.document.drafts import splits
from logtui.document.edits import add, change, delete, draft_of, raw_of, replace_raw
from logtui.document.errors import LogtuiError
from logtui.document.targets import Target
from logtui.tui.dialogs.confirm import Confirm
from logtui.tui.dialogs.edit_entry import EditEntry, EditRaw
from logtui.tui.dialogs.entry_form import Desk
from logtui.tui.dialogs.preview import preview
from logtui.tui.dialogs.quick_add import EMPTY, QuickAdd
from logtui.tui.labels import shown
from logtui.tui.scope import scopes

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.timer import Timer

    from logtui.document.drafts import Draft
    from logtui.document.model import Document, Entry
    from logtui.document.text import Edit
    from logtui.session import Receipt, Session
    from logtui.tui.scope import Scope

    Make = Callable[[Document], Edit | None]
    Written = Callable[[Receipt, Scope], None]

KEEP_AFTER = 0.5
"""Seconds after the last key until a draft is on the disk."""


class Writer:
    """Takes what the user wants changed through its dialog to the disk.

    Every commit runs in a thread, and a form stays open until its text is in the file.
    """

    def __init__(self, screen: Screen[None], session: Session, written: Written) -> None:
        """Make the writer of a screen.

        Args:
            screen: Where dialogs are pushed and messages shown.
            session: The log.
            written: Told, in the thread of the screen, what each change did and which scopes
                the log has then.
        """
        self._screen = screen
        self._session = session
        self._written = written
        self._timer: Timer | None = None

    # What the user can do

    def add(self, document: Document) -> None:
        """Open the form for a new entry."""
        today = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
        start = EMPTY | {"date": "today" if default_date(document, today) else ""}
        desk = Desk(lambda draft: self._save_new(form, draft), partial(self._keep, "add"))
        form = QuickAdd(document, self._kept("add") or start, desk)
        self._screen.app.push_screen(form)
        self._offer_clipboard(document, form)

    def edit(self, document: Document, entry: Entry) -> None:
        """Open the form for ``entry``, or its lines where a form could not give them back."""
        draft = draft_of(document, entry)
        if draft is None:
            self.edit_raw(document, entry)
            return
        name = _name("edit", document, entry)
        target = Target.of(document, entry)
        desk = Desk(
            lambda draft: self._save_changed(form, name, target, draft), partial(self._keep, name)
        )
        form = EditEntry(
            document,
            entry,
            draft,
            self._kept(name),
            desk,
            lambda: self.edit_raw(document, entry),
        )
        self._screen.app.push_screen(form)

    def edit_raw(self, document: Document, entry: Entry) -> None:
        """Open the form with the lines of ``entry``."""
        name = _name("raw", document, entry)
        target = Target.of(document, entry)
        kept = self._kept(name)
        form = EditRaw(
            document,
            entry,
            kept["raw"] if kept else None,
            lambda raw: self._save_raw(form, name, target, raw),
            lambda raw: self._keep(name, {"raw": raw}),
        )
        self._screen.app.push_screen(form)

    def edit_outside(self, document: Document, entry: Entry) -> None:
        """Give ``entry`` to the user's editor, and take back what comes of it."""
        from textual.app import SuspendNotSupported

        from logtui.editor import edited

        raw = raw_of(document, entry)
        try:
            with self._screen.app.suspend():
                new = edited(raw)
        except (LogtuiError, SuspendNotSupported) as error:
            self._tell(error)
            return
        self._screen.refresh(layout=True)
        if new != raw:
            target = Target.of(document, entry)
            self._commit(_replacing(target, new), "edit an entry", self._tell)

    def delete(self, document: Document, entry: Entry) -> None:
        """Show the lines that would go, and take them out if the user agrees."""
        target = Target.of(document, entry)

        def agreed(answer: bool | None) -> None:  # noqa: FBT001 - what a dialog comes back with
            if answer:
                self._commit(
                    lambda now: delete(now, target.find(now)), "delete an entry", self._tell
                )

        lines = preview(document, delete(document, entry))
        self._screen.app.push_screen(Confirm("Delete this entry?", lines), agreed)

    def undo(self) -> None:
        """Take back the last write."""
        self._run(self._session.undo, self._tell)

    def redo(self) -> None:
        """Make the write again that was last taken back."""
        self._run(self._session.redo, self._tell)

    # What the forms hand in

    def _save_new(self, form: QuickAdd, draft: Draft) -> None:
        def make(document: Document) -> Edit:
            edit = add(document, draft)
            check(document, edit, draft)
            return edit

        self._commit(make, f"add {draft.title}", form.problem, lambda: self._close(form, "add"))

    def _save_changed(self, form: EditEntry, name: str, target: Target, draft: Draft) -> None:
        def make(document: Document) -> Edit | None:
            entry = target.find(document)
            edit = change(document, entry, draft)
            if edit is not None:
                check(document, edit, draft, entry)
            return edit

        self._commit(make, f"edit {draft.title}", form.problem, lambda: self._close(form, name))

    def _save_raw(self, form: EditRaw, name: str, target: Target, raw: str) -> None:
        make = _replacing(target, raw)
        self._commit(make, "edit an entry", form.problem, lambda: self._close(form, name))

    # Drafts

    def _keep(self, name: str, values: dict[str, str]) -> None:
        """Have what is typed on the disk soon."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(KEEP_AFTER, lambda: self._keep_now(name, values))

    def _keep_now(self, name: str, values: dict[str, str]) -> None:
        from logtui.storage.drafts import keep_draft

        try:
            keep_draft(self._session.path, name, json.dumps(values))
        except LogtuiError as error:
            self._tell(error)

    def _kept(self, name: str) -> dict[str, str] | None:
        from logtui.storage.drafts import draft

        found = draft(self._session.path, name)
        values = json.loads(found.text) if found else None
        return values if isinstance(values, dict) else None

    def _close(self, form: QuickAdd | EditEntry | EditRaw, name: str) -> None:
        from logtui.storage.drafts import drop_draft

        if self._timer is not None:
            self._timer.stop()
        drop_draft(self._session.path, name)
        form.dismiss()

    def _offer_clipboard(self, document: Document, form: QuickAdd) -> None:
        from logtui.clipboard import read_clipboard

        app = self._screen.app

        def offer(text: str) -> None:
            _, url = splits(text)
            if url and "://" in url and not any(document.url(e) == url for e in document.entries):
                app.call_later(form.offer, url)

        read_clipboard(offer)

    # Commits

    def _commit(
        self,
        make: Make,
        label: str,
        failed: Callable[[LogtuiError], object],
        done: Callable[[], object] = lambda: None,
    ) -> None:
        self._run(lambda: self._session.commit(make, label), failed, done)

    def _run(
        self,
        change_log: Callable[[], Receipt | None],
        failed: Callable[[LogtuiError], object],
        done: Callable[[], object] = lambda: None,
    ) -> None:
        """Change the log in a thread, then say what came of it in the screen's own."""
        app = self._screen.app

        def work() -> None:
            try:
                receipt = change_log()
                root = scopes(receipt.document) if receipt else None
            except LogtuiError as error:
                app.call_from_thread(failed, error)
                return
            app.call_from_thread(finish, receipt, root)

        def finish(receipt: Receipt | None, root: Scope | None) -> None:
            done()
            if receipt is not None and root is not None:
                self._written(receipt, root)

        self._screen.run_worker(work, thread=True, group="write", exit_on_error=True)

    def _tell(self, error: Exception) -> None:
        self._screen.notify(shown(str(error)), severity="error", markup=False, timeout=15)


def _name(form: str, document: Document, entry: Entry) -> str:
    """Return the name under which a draft for ``entry`` is kept: its lines as they are now."""
    return f"{form}\n{raw_of(document, entry)}"


def _replacing(target: Target, raw: str) -> Make:
    def make(document: Document) -> Edit | None:
        entry = target.find(document)
        edit = replace_raw(document, entry, raw)
        if edit is not None:
            check_rest(document, edit, entry)
        return edit

    return make
