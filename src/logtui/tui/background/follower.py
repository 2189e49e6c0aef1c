"""Follow the log on disk: changes by other programs, conflict copies, texts of earlier runs."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.merging.conflicts import find_conflicts
from logtui.document.text.wording import counted_noun
from logtui.errors import LogtuiError, StorageError, shell_name
from logtui.storage.conflict_copies import find_conflict_copies
from logtui.storage.watch import FileState, FileWatch
from logtui.tui.bindings import key_display
from logtui.tui.selection import same_entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from logtui.document.merging.conflicts import MarkedConflict
    from logtui.document.model import Document
    from logtui.session import Session
    from logtui.tui.background.background_host import BackgroundHost
    from logtui.tui.view import Scope

"""Seconds for which a message stays that something is to be done about."""


CONTENT_STAYS = "What was read of it stays on the screen; put the log back to go on."
"""How the message about a file that cannot be read ends."""


class FileChange(NamedTuple):
    """Something that has changed about the file, to be shown.

    Attributes:
        level: How the file stands: ``good`` or ``bad``.
        label: The same in two or three words, for the top bar.
        message: What happened and what to do; empty where there is nothing to say.
        document: The log as it is now; None where it is as it was.
        root: Its scopes.
        is_lost: Whether there is no file to write to.
    """

    level: str
    label: str
    message: str = ""
    document: Document | None = None
    root: Scope | None = None
    is_lost: bool = False


class FileFollower:
    """Follows a log on the disk as long as it is shown, and has its changes shown.

    Another program's change is found and read in a thread.
    """

    def __init__(self, host: BackgroundHost, session: Session) -> None:
        """Make what follows the log of ``session``; it begins with the first document."""
        self._host = host
        self._session = session
        self._watch: FileWatch | None = None
        self._lost_reason = ""
        self._is_known_good = False
        self._announced_copies: set[Path] = set()
        # Only the watching thread touches these two.
        self._is_lost = False
        self._was_writable = True

    def follow_document(self, document: Document) -> None:
        """Take note that ``document``, the whole log, is shown from now on."""
        conflicts = find_conflicts(document.text)
        if conflicts:
            self._host.show_state("bad", "conflict")
        if self._watch is not None:
            return
        self._watch = FileWatch(self._session.path, self._session.identity)
        threading.Thread(
            target=self._follow_file, args=(self._watch,), name="watch", daemon=True
        ).start()
        if conflicts:
            what = describe_marked_conflicts(document, conflicts, self._resolve_key)
            self._host.warn(f"{self._name} {what}")
        threading.Thread(target=self._find_copies_and_texts, name="offers", daemon=True).start()

    def stop(self) -> None:
        """Follow it no longer."""
        if self._watch is not None:
            self._watch.stop()

    @property
    def _name(self) -> str:
        return self._session.path.name

    @property
    def _resolve_key(self) -> str:
        return key_display(self._host.app, "screen.settle")

    # Whether the log can be written

    def note_file_written(self) -> None:
        """Take note that the file was written: there is one, and it takes what is written."""
        self._set_lost_reason("")
        self._is_known_good = True

    def _set_lost_reason(self, reason: str) -> None:
        """Take note why there is no file to write to; empty where there is one."""
        if self._lost_reason:
            self._host.app.clear_notifications()  # what they say of it is no longer true
        self._lost_reason = reason

    def may_write(self) -> bool:
        """Tell whether there is a file to write to; where there is none, show why."""
        if self._lost_reason:
            self._host.app.clear_notifications()  # one of these is enough, however many keys
            message = f"Nothing can be written now: {self._lost_reason}"
            self._host.warn(message, severity="error")
        return not self._lost_reason

    # What other programs do

    def _follow_file(self, watch: FileWatch) -> None:
        for state in watch.states():
            self._take_state(state)

    def _take_state(self, state: FileState) -> None:
        """Find out, in the watching thread, what ``state`` of the file means for what is shown."""
        if state.is_missing:
            log = shell_name(self._session.path)
            self._report_lost(
                "gone",
                f"{self._name} was deleted or renamed. {CONTENT_STAYS} `logtui undo {log}"
                " --versions` lists what is kept of it.",
            )
            return
        if state.identity is None:
            self._report_lost("not readable", f"{state.problem}. {CONTENT_STAYS}")
            return
        old_document = self._session.document
        try:
            document = self._session.refresh(state.identity)
        except StorageError as error:
            self._report_lost("not readable", f"{error}. {CONTENT_STAYS}")
            return
        was_lost, self._is_lost = self._is_lost, False
        if document is not None:
            self._report_document(old_document, document)
        elif was_lost:
            self._report(FileChange("good", "saved", f"{self._name} is there again, as it was"))
        if not state.is_writable and (self._was_writable or was_lost):
            message = (
                f"{self._name} is read-only: it is shown but cannot be saved; chmod u+w allows it"
            )
            self._report(FileChange("bad", "read-only", message))
        elif state.is_writable and not self._was_writable:
            self._report(FileChange("good", "saved", f"{self._name} can be written again"))
        self._was_writable = state.is_writable

    def _report_lost(self, label: str, message: str) -> None:
        self._is_lost = True
        self._report(FileChange("bad", label, message, is_lost=True))

    def _report_document(self, old_document: Document, document: Document) -> None:
        document.line_at(0)  # counts the lines, here where nobody waits for it
        message = f"changed on disk: {describe_difference(old_document, document)}"
        level, label = "good", "reloaded"
        conflicts = find_conflicts(document.text)
        if conflicts:
            message += f". It {describe_marked_conflicts(document, conflicts, self._resolve_key)}"
            level, label = "bad", "conflict"
        root = self._host.build_scopes(document)
        self._report(FileChange(level, label, message, document, root))

    def _report(self, change: FileChange) -> None:
        self._host.call_later(self._show_change, change)

    def _show_change(self, change: FileChange) -> None:
        """Show what has changed about the file; what the user is doing goes on."""
        host = self._host
        self._set_lost_reason(change.message if change.is_lost else "")
        if change.document is not None and change.root is not None:
            selected = same_entry(host.document, host.selected, change.document)
            host.take_over(change.document, change.root, selected)
            threading.Thread(target=self._find_new_copies, name="copies", daemon=True).start()
        host.show_state(change.level, change.label)
        if change.level == "bad":
            self._is_known_good = False
        if change.message and change.level == "good":
            # What was written since has told the user already that all is well again.
            if change.document is not None or not self._is_known_good:
                host.report(change.message)
        elif change.message:
            host.warn(change.message, severity="error" if change.is_lost else "warning")

    # What lies next to the log

    def _find_copies_and_texts(self) -> None:
        """Look, in a thread, for copies of the log and for texts of an earlier run."""
        self._find_new_copies()
        from logtui.tui.background.typed_texts import unsaved_texts

        texts = unsaved_texts(self._session.path, self._session.document)
        if texts:
            self._host.offer_unsaved_texts(texts)

    def _find_new_copies(self) -> None:
        """Look for conflict copies that no message was about yet."""
        try:
            paths = find_conflict_copies(self._session.path)
        except LogtuiError:
            return  # the log itself is gone, which has a message of its own
        copies = [path for path in paths if path not in self._announced_copies]
        if copies:
            self._announced_copies.update(copies)
            more = f" and {len(copies) - 1} more" if len(copies) > 1 else ""
            message = f"A conflict copy lies next to this log: {copies[0].name}{more}"
            self._host.call_later(self._host.warn, f"{message}. {self._resolve_key} merges it")


def describe_marked_conflicts(
    document: Document, conflicts: Sequence[MarkedConflict], key: str
) -> str:
    """Say what of ``conflicts`` a log holds and that ``key`` settles them, to end a sentence."""
    line = document.line_at(conflicts[0].span.start)
    return (
        f"holds git conflict markers from line {line} on: {key} settles them; until then they are"
        " shown as they stand"
    )


def describe_difference(old_document: Document, new_document: Document) -> str:
    """Return in a few words how the entries of two states of a log differ."""
    old, new = (
        Counter(entry.span.of(document.text).strip() for entry in document.entries)
        for document in (old_document, new_document)
    )
    added, removed = (new - old).total(), (old - new).total()
    changed = min(added, removed)
    parts = [f"{counted_noun(changed, 'entry')} changed"] if changed else []
    if added != removed:
        difference = counted_noun(abs(added - removed), "entry")
        parts.append(f"{'+' if added > removed else '-'}{difference}")
    if parts:
        return ", ".join(parts)
    return "nothing in the entries themselves"
