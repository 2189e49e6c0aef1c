"""What other programs do to the log, told in the words of the screen."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import conflict_marks
from logtui.storage.errors import StorageError
from logtui.storage.watch import Sight, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from logtui.document.conflict_marks import MarkedConflict
    from logtui.document.model import Document
    from logtui.session import Session
    from logtui.tui.scope import Scope

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
        conflicts = conflict_marks.find(document.text)
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
