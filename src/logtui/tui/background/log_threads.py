"""The threads that work for the log that is shown; each begins when it is first needed."""

from __future__ import annotations

import threading
from functools import cached_property, partial
from typing import TYPE_CHECKING

from logtui.errors import LogtuiError
from logtui.tui.idle import KeyActivity
from logtui.tui.selection import same_entry
from logtui.tui.view import newest_entry

if TYPE_CHECKING:
    from contextlib import ExitStack

    from logtui.document.model import Document
    from logtui.session import Session
    from logtui.tui.background.background_host import BackgroundHost
    from logtui.tui.background.follower import FileFollower
    from logtui.tui.background.relation_finder import RelationFinder
    from logtui.tui.background.searcher import Searcher
    from logtui.tui.view import Scope


class LogThreads:
    """Reads, searches, relates and follows a log while the screen goes on.

    Attributes:
        key_activity: Knows when the user last moved; what works in slices asks it for its pauses.
    """

    def __init__(self, host: BackgroundHost, session: Session, exit_stack: ExitStack) -> None:
        """Make what starts the threads.

        Args:
            host: Shows what comes of them.
            session: The log.
            exit_stack: Ends them when it is closed.
        """
        self._host = host
        self._session = session
        self._exit_stack = exit_stack
        self.key_activity = KeyActivity()

    @cached_property
    def searcher(self) -> Searcher:
        """What indexes the log and searches it."""
        from logtui.tui.background.searcher import Searcher

        searcher = Searcher(self._host, self.key_activity, self._relate)
        self._exit_stack.callback(searcher.stop)
        return searcher

    @cached_property
    def relation_finder(self) -> RelationFinder:
        """What finds how the entries of the log belong together."""
        from logtui.tui.background.relation_finder import RelationFinder

        finder = RelationFinder(self._host, self.key_activity)
        self._exit_stack.callback(finder.stop)
        return finder

    @cached_property
    def follower(self) -> FileFollower:
        """What follows the file."""
        from logtui.tui.background.follower import FileFollower

        follower = FileFollower(self._host, self._session)
        self._exit_stack.callback(follower.stop)
        return follower

    def use(self, document: Document) -> None:
        """Index, relate and follow ``document``, the whole log, from now on."""
        self.searcher.use(document)
        self.follower.follow_document(document)

    def _relate(self, document: Document) -> None:
        """Find the relations of ``document``; searching no longer waits for anything."""
        from logtui.document.properties.tags import log_tags

        self.relation_finder.use(document)
        log_tags(document)  # forms ask for them, and no key should wait

    def load(self) -> None:
        """Have the whole log read and parsed while what there is stays on the screen."""
        self._host.show_state("busy", "loading")
        # No worker: quitting waits for those, and there is nothing here worth waiting for.
        threading.Thread(target=self._read_log, name="loader", daemon=True).start()

    def _read_log(self) -> None:
        old_document = self._session.document if self._session.is_complete else None
        show = self._show_rest if old_document is None else self._show_reloaded
        try:
            document = self._session.reload()
        except LogtuiError as error:
            self._host.call_later(self._host.show_state, "bad", "not read")
            self._host.call_later(partial(self._host.warn, error, severity="error"))
            return
        document.line_at(0)  # counts the lines, here where nobody waits for it
        self._host.call_later(show, document, self._host.build_scopes(document))
        if old_document is not None and old_document.text == document.text:
            self._host.call_later(self._host.report, "read again, nothing has changed")

    def _show_rest(self, document: Document, root: Scope) -> None:
        """Show the whole log after its head, with its newest entry unless the user has moved."""
        if self._host.selected == newest_entry(self._host.document):
            self._host.take_over(document, root, newest_entry(document))
        else:
            self._show_reloaded(document, root)

    def _show_reloaded(self, document: Document, root: Scope) -> None:
        """Show a newly read log; the selected entry stays where it still exists."""
        selected = same_entry(self._host.document, self._host.selected, document)
        if self._host.selected is None:
            selected = newest_entry(document)
        self._host.take_over(document, root, selected)
