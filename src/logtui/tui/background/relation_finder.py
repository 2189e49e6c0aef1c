"""The thread that finds how the entries of a log belong together."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from logtui.document.relations.references import Mentions
from logtui.document.relations.threads import Threads
from logtui.tui.log_relations import Relations

if TYPE_CHECKING:
    from collections.abc import Callable

    from logtui.config.settings import DateFormat
    from logtui.document.model import Document
    from logtui.tui.idle import KeyActivity

SLICE_SECONDS = 0.004
"""Seconds of work between two pauses."""

PAUSE_SECONDS = 0.004
"""Seconds that belong to whoever draws what a key did."""


class RelationFinder:
    """Finds the relations of one document after another, the latest one first.

    It works in slices and pauses between them, so that no key waits for it.
    """

    def __init__(
        self,
        on_relations: Callable[[Relations], object],
        key_activity: KeyActivity,
        dates: DateFormat = "iso",
    ) -> None:
        """Make what does nothing until it is given a document.

        Args:
            on_relations: Called with the relations of each document that was not overtaken by a
                newer one, in the thread of its own.
            key_activity: Says how long to pause between two slices.
            dates: How dates are shown.
        """
        self._dates = dates
        self._on_relations = on_relations
        self._key_activity = key_activity
        self._condition = threading.Condition()
        self._document: Document | None = None
        self._stopped = False
        self._thread: threading.Thread | None = None
        # Only the thread of its own touches these two.
        self._related_document: Document | None = None
        self._before: Threads | None = None

    def use(self, document: Document) -> None:
        """Find the relations of ``document`` from now on. Any thread may call this."""
        with self._condition:
            self._document = document
            if self._thread is None and not self._stopped:
                self._thread = threading.Thread(target=self._run, name="relations", daemon=True)
                self._thread.start()
            self._condition.notify()

    def stop(self) -> None:
        """End the thread."""
        with self._condition:
            self._stopped = True
            self._condition.notify()

    def _run(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._is_overtaken(self._related_document))
                if self._stopped:
                    return
                document = self._document
            if document is not None:
                self._relate(document)

    def _is_overtaken(self, document: Document | None) -> bool:
        return self._stopped or self._document is not document

    def _relate(self, document: Document) -> None:
        threads, mentions = Threads(document, self._before), Mentions(document)
        if self._advance_to_end(document, threads) and self._advance_to_end(document, mentions):
            self._related_document, self._before = document, threads
            self._on_relations(Relations(document, threads, mentions, self._dates))

    def _advance_to_end(self, document: Document, part: Threads | Mentions) -> bool:
        """Do all of one part; tell whether nothing newer came up meanwhile."""
        while part.advance(SLICE_SECONDS):
            with self._condition:
                if self._condition.wait_for(
                    lambda: self._is_overtaken(document), self._key_activity.pause(PAUSE_SECONDS)
                ):
                    return False
        return True
