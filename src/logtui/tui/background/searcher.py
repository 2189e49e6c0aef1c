"""The thread that keeps the index and answers queries, so that no key ever waits for either."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.tui.background.document_thread import DocumentThread
from logtui.tui.drawing.search_answers import SearchAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from logtui.document.model import Document
    from logtui.search.index import Index, IndexBuilder
    from logtui.tui.background.background_host import BackgroundHost
    from logtui.tui.drawing.search_answers import SearchQuestion
    from logtui.tui.host import FilterView
    from logtui.tui.idle import KeyActivity

SLICE_SECONDS = 0.005
"""Seconds of indexing between two looks at what is asked."""

PAUSE_SECONDS = 0.001
"""Seconds before a slice that belong to whoever draws."""


class WantedCounts(NamedTuple):
    """What is asked about the saved filters.

    Attributes:
        scope: Indices of the entries that count; None for all.
        view: What shows the counts.
    """

    scope: Container[int] | None
    view: FilterView


class Searcher(DocumentThread):
    """Indexes one document after another and answers the latest question.

    A newer question takes the place of an older one, answered or not. Everything that touches an
    index happens in its thread.

    Attributes:
        has_open_question: Whether the question last asked has no answer at all yet.
    """

    def __init__(
        self,
        host: BackgroundHost,
        key_activity: KeyActivity,
        on_indexed: Callable[[Document], object],
    ) -> None:
        """Make a searcher that does nothing until it is given a document.

        Args:
            host: Shows the answers.
            key_activity: Says how long to pause between two slices of indexing.
            on_indexed: Called in the thread with each document when all of it is indexed.
        """
        super().__init__("searcher", host, key_activity)
        self._on_indexed = on_indexed
        self._question: SearchQuestion | None = None
        self._has_new_question = False
        self.has_open_question = False
        self._wanted_counts: list[WantedCounts] = []
        # Only the thread itself touches these two.
        self._index: Index | None = None
        self._builder: IndexBuilder | None = None

    def use(self, document: Document) -> None:
        """Index ``document`` from now on; what was asked of the one before is asked of it."""
        with self._condition:
            if self._question is not None:
                self._question = self._question._replace(document=document)
                self._has_new_question = True
        super().use(document)

    def ask(self, question: SearchQuestion | None) -> None:
        """Look for the answer to ``question``; None ends the search."""
        with self._condition:
            self._question = question
            self._has_new_question = self.has_open_question = question is not None
            self._condition.notify()

    def count_filters(self, scope: Container[int] | None, view: FilterView) -> None:
        """Have ``view`` show what each saved filter finds, when the log is indexed.

        Args:
            scope: Indices of the entries that count; None for all.
            view: What shows the counts.
        """
        with self._condition:
            self._wanted_counts.append(WantedCounts(scope, view))
            self._condition.notify()

    def _has_work(self) -> bool:
        is_asked = self._has_new_question or bool(self._wanted_counts)
        return is_asked or self._builder is not None or self._is_outdated()

    def _work(self) -> None:
        with self._condition:
            document = self._document
            question = self._question if self._has_new_question else None
            self._has_new_question = False
        self._start_index(document)
        if self._index is not None:
            self._index.saved_filters = tuple(self._host.filters.items())
        if question is not None:
            self._answer_question(question)
        self._advance_index()
        if self._builder is None and self._index is not None:
            self._count_filters(self._index)

    def _is_outdated(self) -> bool:
        """Tell whether another document than the one indexed is asked for."""
        return self._index is None or self._index.document is not self._document

    def _start_index(self, document: Document | None) -> None:
        """Begin the index of a new document, or take up what changed since the last one."""
        from logtui.search.index import IndexBuilder, update_index

        if document is None or not self._is_outdated():
            return
        if self._index is None or self._builder is not None:
            self._builder = IndexBuilder(document)
            self._index = self._builder.index
        else:
            self._index = update_index(self._index, document)
            self._on_indexed(document)

    def _advance_index(self) -> None:
        """Index a little more; at the end the question is answered once more."""
        if self._builder is None:
            return
        with self._condition:
            # Others first: what a key did, or the answer to a question, is still to be drawn.
            is_wanted = self._condition.wait_for(
                lambda: self._has_new_question or self._is_stopped,
                self._key_activity.pause(PAUSE_SECONDS),
            )
        if is_wanted or self._builder.advance(SLICE_SECONDS):
            return
        self._on_indexed(self._builder.index.document)
        with self._condition:
            self._builder = None
            self._has_new_question = self._question is not None

    def _count_filters(self, index: Index) -> None:
        from logtui.search.rank import search_index

        with self._condition:
            all_wanted, self._wanted_counts = self._wanted_counts, []
        for wanted in all_wanted:
            counts: dict[str, int | None] = {}
            for name, _ in index.saved_filters:
                result = search_index(index, f"@{name} ", wanted.scope)
                counts[name] = len(result.entries) if result and not result.error else None
            self._host.call_later(wanted.view.show_counts, counts)

    def _answer_question(self, question: SearchQuestion) -> None:
        from logtui.search.completion import completions
        from logtui.search.rank import search_index
        from logtui.search.relaxation import relax_query

        index = self._index
        if index is None or question.document is not index.document:
            return
        result = search_index(index, question.query, question.scope, lambda: self._has_new_question)
        if result is not None:
            words = completions(question.query, index)
            is_complete = self._builder is None
            relaxation = None
            if is_complete and not result.entries and not result.problem:
                relaxation = relax_query(
                    index, question.query, question.scope, lambda: self._has_new_question
                )
            answer = SearchAnswer(question, result, is_complete, words, relaxation)
            self._host.call_later(self._host.show_answer, answer)
            with self._condition:
                self.has_open_question &= self._question is not question
