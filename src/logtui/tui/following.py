"""What comes of the file beside what the user does: other programs, copies, earlier runs."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from logtui.document import conflict_marks
from logtui.document.errors import LogtuiError
from logtui.storage.conflict_copies import conflict_copies
from logtui.tui.keys_in_force import key_of
from logtui.tui.labels import shown
from logtui.tui.outside import Outside, marked_conflicts
from logtui.tui.selection import same_entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from logtui.document.model import Document
    from logtui.session import Session
    from logtui.tui.log_screen import LogScreen
    from logtui.tui.outside import News

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
        conflicts = conflict_marks.find(document.text)
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
        from logtui.tui.offers import offers

        found = offers(self._session.path, self._session.document)
        if found:
            import logtui.tui.resuming  # noqa: F401 - many modules, here where nobody waits

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
