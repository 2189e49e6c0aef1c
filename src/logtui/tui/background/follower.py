"""What comes of the file beside what the user does: other programs, copies, earlier runs."""

from __future__ import annotations

import shlex
import threading
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.merging.conflicts import find_conflicts
from logtui.errors import LogtuiError
from logtui.storage.conflict_copies import find_conflict_copies
from logtui.storage.errors import StorageError
from logtui.storage.watch import FileState, FileWatch
from logtui.tui.bindings import key_display
from logtui.tui.drawing.labels import display_text
from logtui.tui.selection import same_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from logtui.document.merging.conflicts import MarkedConflict
    from logtui.document.model import Document
    from logtui.session import Session
    from logtui.tui.shown_log import LogScreen
    from logtui.tui.view import Scope


_WARNING_TIMEOUT = 15
"""Seconds for which a message stays that something is to be done about."""


class FileFollower:
    """Follows a log on the disk as long as it is shown, and tells the screen."""

    def __init__(self, screen: LogScreen, session: Session) -> None:
        """Make what follows the log of ``session``; it begins with the first document."""
        self._screen = screen
        self._session = session
        self._reloader: FileReloader | None = None
        self._lost_reason = ""
        self._announced_copies: set[Path] = set()

    def follow_document(self, document: Document) -> None:
        """Take note that ``document`` is shown from now on, all of it."""
        conflicts = find_conflicts(document.text)
        if conflicts:
            self._screen.show_state("bad", "conflict")
        if self._reloader is not None:
            return
        self._reloader = FileReloader(
            self._session,
            lambda news: self._screen.call_later(self._show_change, news),
            self._screen.build_scopes,
            self._resolve_key,
        )
        self._reloader.start()
        if conflicts:
            what = describe_marked_conflicts(document, conflicts, self._resolve_key)
            self._warn(f"{self._session.path.name} {what}")
        threading.Thread(target=self._find_copies_and_texts, name="offers", daemon=True).start()

    @property
    def _resolve_key(self) -> str:
        return key_display(self._screen.app, "screen.settle")

    def stop(self) -> None:
        """End it."""
        if self._reloader is not None:
            self._reloader.stop()

    # What other programs do

    def _show_change(self, news: FileChange) -> None:
        """Show what has changed about the file; what the user is doing goes on."""
        self._set_lost_reason(news.words if news.is_lost else "")
        screen = self._screen
        if news.document is not None and news.root is not None:
            selected = same_entry(screen.document, screen.selected, news.document)
            screen.take_over(news.document, news.root, selected)
            threading.Thread(target=self._find_new_copies, name="copies", daemon=True).start()
        screen.show_state(news.level, news.state)
        if news.words:
            screen.notify(
                display_text(news.words),
                severity="error" if news.is_lost else "information",
                markup=False,
                timeout=5 if news.level == "good" else _WARNING_TIMEOUT,
            )

    def note_file_written(self) -> None:
        """Take note that the file was written: there is one."""
        self._set_lost_reason("")

    def _set_lost_reason(self, why: str) -> None:
        """Take note why there is no file to write to; empty where there is one."""
        if self._lost_reason:
            self._screen.app.clear_notifications()  # what they say of it is no longer true
        self._lost_reason = why

    def may_write(self) -> bool:
        """Tell whether there is a file to write to; where there is none, say so."""
        if self._lost_reason:
            self._screen.app.clear_notifications()  # one of these is enough, however many keys
            words = f"Nothing can be written now: {self._lost_reason}"
            self._screen.notify(
                display_text(words), severity="error", markup=False, timeout=_WARNING_TIMEOUT
            )
        return not self._lost_reason

    # What lies beside the log

    def _find_copies_and_texts(self) -> None:
        """Look, in a thread, for copies of the log and for texts of an earlier run."""
        self._find_new_copies()
        from logtui.tui.background.typed_texts import unsaved_texts

        found = unsaved_texts(self._session.path, self._session.document)
        if found:
            import logtui.tui.actions.resuming  # noqa: F401 - many modules, here where nobody waits

            self._screen.call_later(self._screen.offer_unsaved_texts, found)

    def _find_new_copies(self) -> None:
        """Look for conflict copies that nobody has been told of."""
        try:
            found = find_conflict_copies(self._session.path)
        except LogtuiError:
            return  # the log itself is gone, which is told elsewhere
        copies = [copy for copy in found if copy not in self._announced_copies]
        if copies:
            self._announced_copies.update(copies)
            self._screen.call_later(self._announce_copies, copies)

    def _announce_copies(self, copies: Sequence[Path]) -> None:
        more = f" and {len(copies) - 1} more" if len(copies) > 1 else ""
        found = f"A conflict copy lies beside this log: {copies[0].name}{more}"
        self._warn(f"{found}. {self._resolve_key} merges it")

    def _warn(self, words: str) -> None:
        self._screen.notify(
            display_text(words), severity="warning", markup=False, timeout=_WARNING_TIMEOUT
        )


CONTENT_STAYS = "What was read of it stays on the screen; put the log back to go on."
"""What is said of a file that cannot be read."""


class FileChange(NamedTuple):
    """Something that has changed about the file.

    Attributes:
        level: How the file stands: ``good`` or ``bad``.
        state: The same in two or three words, for the top bar.
        words: What happened and what to do, for a message; empty where there is nothing to say.
        document: The log as it is now; None where it is as it was.
        root: Its scopes.
        is_lost: Whether there is no file to write to.
    """

    level: str
    state: str
    words: str = ""
    document: Document | None = None
    root: Scope | None = None
    is_lost: bool = False


class FileReloader:
    """Watches the file of a session, and reads it again when another program has changed it."""

    def __init__(
        self,
        session: Session,
        hear: Callable[[FileChange], object],
        scoped: Callable[[Document], Scope],
        settle_key: str,
    ) -> None:
        """Make what watches; it has not begun.

        Args:
            session: The open log.
            hear: Called in the watching thread with what there is to say.
            scoped: Gives the scopes of a log.
            settle_key: What the key is called that settles conflicts.
        """
        self._session = session
        self._on_change = hear
        self._build_scopes = scoped
        self._resolve_key = settle_key
        self._is_lost = False
        self._was_writable = True
        self._watch = FileWatch(session.path, session.identity, self._take_state)

    def start(self) -> None:
        """Begin to watch."""
        self._watch.start()

    def stop(self) -> None:
        """End it."""
        self._watch.stop()

    def _take_state(self, sight: FileState) -> None:
        """Find out what ``sight`` means for what is shown."""
        if sight.identity is None:
            self._report_lost(
                self._deleted_message()
                if sight.is_missing
                else f"{sight.problem}. {CONTENT_STAYS}",
                sight,
            )
            return
        before = self._session.document
        try:
            document = self._session.refresh(sight.identity)
        except StorageError as error:
            self._report_lost(f"{error}. {CONTENT_STAYS}", sight)
            return
        back, self._is_lost = self._is_lost, False
        if document is not None:
            document.line_at(0)  # counts the lines, here where nobody waits for it
            words = f"changed on disk: {describe_difference(before, document)}"
            self._on_change(self._reload_change(words, document))
        elif back:
            self._on_change(FileChange("good", "saved", f"{self._name} is there again, as it was"))
        if not sight.is_writable and (self._was_writable or back):
            self._on_change(FileChange("bad", "read-only", self._read_only_message()))
        elif sight.is_writable and not self._was_writable:
            self._on_change(FileChange("good", "saved", f"{self._name} can be written again"))
        self._was_writable = sight.is_writable

    def _reload_change(self, words: str, document: Document) -> FileChange:
        state = "reloaded"
        conflicts = find_conflicts(document.text)
        if conflicts:
            words += f". It {describe_marked_conflicts(document, conflicts, self._resolve_key)}"
            state = "conflict"
        return FileChange(
            "bad" if conflicts else "good", state, words, document, self._build_scopes(document)
        )

    def _report_lost(self, words: str, sight: FileState) -> None:
        self._is_lost = True
        state = "gone" if sight.is_missing else "not readable"
        self._on_change(FileChange("bad", state, words, is_lost=True))

    @property
    def _name(self) -> str:
        return self._session.path.name

    def _deleted_message(self) -> str:
        log = shlex.quote(str(self._session.path))
        return (
            f"{self._name} was deleted or renamed. {CONTENT_STAYS} `logtui undo {log} --versions`"
            " lists what is kept of it."
        )

    def _read_only_message(self) -> str:
        return f"{self._name} is read-only: it is shown but cannot be saved; chmod u+w allows it"


def describe_marked_conflicts(
    document: Document, conflicts: Sequence[MarkedConflict], key: str
) -> str:
    """Say what of ``conflicts`` a log holds and that ``key`` settles them, to end a sentence."""
    line = document.line_at(conflicts[0].span.start)
    return (
        f"holds git conflict markers from line {line} on: {key} settles them; until then they are"
        " shown as they stand"
    )


def describe_difference(before: Document, after: Document) -> str:
    """Return in a few words how the entries of two states of a log differ."""
    old, new = (
        Counter(entry.span.of(document.text).strip() for entry in document.entries)
        for document in (before, after)
    )
    come, gone = (new - old).total(), (old - new).total()
    changed = min(come, gone)
    parts = [f"{_entry_count(changed)} changed"] if changed else []
    if come != gone:
        parts.append(f"{'+' if come > gone else '-'}{_entry_count(abs(come - gone))}")
    if parts:
        return ", ".join(parts)
    return "nothing in the entries themselves"


def _entry_count(count: int) -> str:
    return f"{count} entry" if count == 1 else f"{count} entries"
