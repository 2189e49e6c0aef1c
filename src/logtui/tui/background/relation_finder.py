"""The thread that finds how the entries of a log belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.relations.references import Mentions
from logtui.document.relations.threads import Threads
from logtui.search.likeness import RelatedIndex
from logtui.tui.background.document_thread import DocumentThread
from logtui.tui.log_relations import Relations

if TYPE_CHECKING:
    from logtui.document.model import Document
    from logtui.tui.background.background_host import BackgroundHost
    from logtui.tui.idle import KeyActivity

SLICE_SECONDS = 0.004
"""Seconds of work between two pauses."""

PAUSE_SECONDS = 0.004
"""Seconds that belong to whoever draws what a key did."""

MOST_COMPARED_ENTRIES = 20_000
"""Entries of a log up to which their words are compared, which takes a tenth of a millisecond each
and keeps them all in memory."""


class RelationFinder(DocumentThread):
    """Finds the relations of one document after another, and has the latest ones shown."""

    def __init__(self, host: BackgroundHost, key_activity: KeyActivity) -> None:
        """Make what does nothing until it is given a document; the arguments as for the base."""
        super().__init__("relations", host, key_activity)
        # Only the thread itself touches these two.
        self._related_document: Document | None = None
        self._before: Threads | None = None

    def _has_work(self) -> bool:
        return self._related_document is not self._document

    def _work(self) -> None:
        with self._condition:
            document = self._document
        if document is None:
            return
        threads, mentions = Threads(document, self._before), Mentions(document)
        related = RelatedIndex(document)
        parts: list[Threads | Mentions | RelatedIndex] = [threads, mentions]
        if len(document.entries) <= MOST_COMPARED_ENTRIES:
            parts.append(related)
        if all(self._advance_to_end(document, part) for part in parts):
            self._related_document, self._before = document, threads
            relations = Relations(document, threads, mentions, related, self._host.dates)
            self._host.call_later(self._host.show_relations, relations)

    def _advance_to_end(self, document: Document, part: Threads | Mentions | RelatedIndex) -> bool:
        """Do all of one part; tell whether nothing newer came up meanwhile."""
        while part.advance(SLICE_SECONDS):
            with self._condition:
                if self._condition.wait_for(
                    lambda: self._is_stopped or self._document is not document,
                    self._key_activity.pause(PAUSE_SECONDS),
                ):
                    return False
        return True
