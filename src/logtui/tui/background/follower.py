"""What comes of the file beside what the user does: other programs, copies, earlier runs."""

from __future__ import annotations

import shlex
import threading
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.merging.conflicts import find
from logtui.errors import LogtuiError
from logtui.storage.conflict_copies import conflict_copies
from logtui.storage.errors import StorageError
from logtui.storage.watch import Sight, Watch
from logtui.tui.bindings import key_of
from logtui.tui.drawing.labels import shown
from logtui.tui.selection import same_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from logtui.document.merging.conflicts import MarkedConflict
    from logtui.document.model import Document
    from logtui.session import Session
    from logtui.tui.shown_log import LogScreen
    from logtui.tui.view import Scope


_LONG = 15
"""Seconds for which a message stays that something is to be done about."""


class Following:
    """Follows a log on the disk as long as it is shown, and tells the screen."""

    def __init__(self, screen: LogScreen, session: Session) -> None:
        """Make what follows the log of ``session``; it begins with the first document."""
        self._screen = screen
        self._session = session
        self._outside: Outside | None = None
        self._lost = ""
        self._told: set[Path] = set()

    def look_at(self, document: Document) -> None:
        """Take note that ``document`` is shown from now on, all of it."""
        conflicts = find(document.text)
        if conflicts:
            self._screen.say("bad", "conflict")
        if self._outside is not None:
            return
        self._outside = Outside(
            self._session,
            lambda news: self._screen.call_later(self._hear, news),
            self._screen.scoped,
            self._settle_key,
        )
        self._outside.start()
        if conflicts:
            what = marked_conflicts(document, conflicts, self._settle_key)
            self._tell(f"{self._session.path.name} {what}")
        threading.Thread(target=self._look_around, name="offers", daemon=True).start()

    @property
    def _settle_key(self) -> str:
        return key_of(self._screen.app, "screen.settle")

    def stop(self) -> None:
        """End it."""
        if self._outside is not None:
            self._outside.stop()

    # What other programs do

    def _hear(self, news: News) -> None:
        """Show what has changed about the file; what the user is doing goes on."""
        self._lose(news.words if news.lost else "")
        screen = self._screen
        if news.document is not None and news.root is not None:
            selected = same_entry(screen.document, screen.selected, news.document)
            screen.take_over(news.document, news.root, selected)
            threading.Thread(target=self._look_for_copies, name="copies", daemon=True).start()
        screen.say(news.level, news.state)
        if news.words:
            screen.notify(
                shown(news.words),
                severity="error" if news.lost else "information",
                markup=False,
                timeout=5 if news.level == "good" else _LONG,
            )

    def found(self) -> None:
        """Take note that the file was written: there is one."""
        self._lose("")

    def _lose(self, why: str) -> None:
        """Take note why there is no file to write to; empty where there is one."""
        if self._lost:
            self._screen.app.clear_notifications()  # what they say of it is no longer true
        self._lost = why

    def may_write(self) -> bool:
        """Tell whether there is a file to write to; where there is none, say so."""
        if self._lost:
            self._screen.app.clear_notifications()  # one of these is enough, however many keys
            words = f"Nothing can be written now: {self._lost}"
            self._screen.notify(shown(words), severity="error", markup=False, timeout=_LONG)
        return not self._lost

    # What lies beside the log

    def _look_around(self) -> None:
        """Look, in a thread, for copies of the log and for texts of an earlier run."""
        self._look_for_copies()
        from logtui.tui.background.typed_texts import offers

        found = offers(self._session.path, self._session.document)
        if found:
            import logtui.tui.actions.resuming  # noqa: F401 - many modules, here where nobody waits

            self._screen.call_later(self._screen.offer_drafts, found)

    def _look_for_copies(self) -> None:
        """Look for conflict copies that nobody has been told of."""
        try:
            found = conflict_copies(self._session.path)
        except LogtuiError:
            return  # the log itself is gone, which is told elsewhere
        copies = [copy for copy in found if copy not in self._told]
        if copies:
            self._told.update(copies)
            self._screen.call_later(self._tell_of, copies)

    def _tell_of(self, copies: Sequence[Path]) -> None:
        more = f" and {len(copies) - 1} more" if len(copies) > 1 else ""
        found = f"A conflict copy lies beside this log: {copies[0].name}{more}"
        self._tell(f"{found}. {self._settle_key} merges it")

    def _tell(self, words: str) -> None:
        self._screen.notify(shown(words), severity="warning", markup=False, timeout=_LONG)


STAYS = "What was read of it stays on the screen; put the log back to go on."
"""What is said of a file that cannot be read."""


class News(NamedTuple):
    """Something that has changed about the file.

    Attributes:
        level: How the file stands: ``good`` or ``bad``.
        state: The same in two or three words, for the top bar.
        words: What happened and what to do, for a message; empty where there is nothing to say.
        document: The log as it is now; None where it is as it was.
        root: Its scopes.
        lost: Whether there is no file to write to.
    """

    level: str
    state: str
    words: str = ""
    document: Document | None = None
    root: Scope | None = None
    lost: bool = False


class Outside:
    """Watches the file of a session, and reads it again when another program has changed it."""

    def __init__(
        self,
        session: Session,
        hear: Callable[[News], object],
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
        self._hear = hear
        self._scoped = scoped
        self._settle_key = settle_key
        self._lost = False
        self._writable = True
        self._watch = Watch(session.path, session.identity, self._look)

    def start(self) -> None:
        """Begin to watch."""
        self._watch.start()

    def stop(self) -> None:
        """End it."""
        self._watch.stop()

    def _look(self, sight: Sight) -> None:
        """Find out what ``sight`` means for what is shown."""
        if sight.identity is None:
            self._lose(self._gone() if sight.missing else f"{sight.problem}. {STAYS}", sight)
            return
        before = self._session.document
        try:
            document = self._session.refresh(sight.identity)
        except StorageError as error:
            self._lose(f"{error}. {STAYS}", sight)
            return
        back, self._lost = self._lost, False
        if document is not None:
            document.line_at(0)  # counts the lines, here where nobody waits for it
            words = f"changed on disk: {difference(before, document)}"
            self._hear(self._changed(words, document))
        elif back:
            self._hear(News("good", "saved", f"{self._name} is there again, as it was"))
        if not sight.writable and (self._writable or back):
            self._hear(News("bad", "read-only", self._read_only()))
        elif sight.writable and not self._writable:
            self._hear(News("good", "saved", f"{self._name} can be written again"))
        self._writable = sight.writable

    def _changed(self, words: str, document: Document) -> News:
        state = "reloaded"
        conflicts = find(document.text)
        if conflicts:
            words += f". It {marked_conflicts(document, conflicts, self._settle_key)}"
            state = "conflict"
        return News("bad" if conflicts else "good", state, words, document, self._scoped(document))

    def _lose(self, words: str, sight: Sight) -> None:
        self._lost = True
        state = "gone" if sight.missing else "not readable"
        self._hear(News("bad", state, words, lost=True))

    @property
    def _name(self) -> str:
        return self._session.path.name

    def _gone(self) -> str:
        log = shlex.quote(str(self._session.path))
        return (
            f"{self._name} was deleted or renamed. {STAYS} `logtui undo {log} --versions` lists"
            " what is kept of it."
        )

    def _read_only(self) -> str:
        return f"{self._name} is read-only: it is shown but cannot be saved; chmod u+w allows it"


def marked_conflicts(document: Document, conflicts: Sequence[MarkedConflict], key: str) -> str:
    """Say what of ``conflicts`` a log holds and that ``key`` settles them, to end a sentence."""
    line = document.line_at(conflicts[0].span.start)
    return (
        f"holds git conflict markers from line {line} on: {key} settles them; until then they are"
        " shown as they stand"
    )


def difference(before: Document, after: Document) -> str:
    """Return in a few words how the entries of two states of a log differ."""
    old, new = (
        Counter(entry.span.of(document.text).strip() for entry in document.entries)
        for document in (before, after)
    )
    come, gone = (new - old).total(), (old - new).total()
    changed = min(come, gone)
    parts = [f"{_entries(changed)} changed"] if changed else []
    if come != gone:
        parts.append(f"{'+' if come > gone else '-'}{_entries(abs(come - gone))}")
    if parts:
        return ", ".join(parts)
    return "nothing in the entries themselves"


def _entries(count: int) -> str:
    return f"{count} entry" if count == 1 else f"{count} entries"
