"""The thread that keeps the index and answers queries, so that no key ever waits for either."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from logtui.document.model import Document
    from logtui.search.index import Index, IndexBuilder
    from logtui.search.rank import Result
    from logtui.tui.idle import Courtesy

SLICE = 0.005
"""Seconds of indexing between two looks at what is asked."""

REST = 0.003
"""Seconds between two slices that belong to whoever draws what a key did."""

TURN = 0.0005
"""Seconds until a busy thread lets another one run. Python's own 5 ms, several times for each key
while a large log is indexed, would be felt."""


class Question(NamedTuple):
    """What is looked for.

    Attributes:
        document: The log to look in.
        query: The query as typed.
        scope: Indices of the entries that may be found; None for all.
    """

    document: Document
    query: str
    scope: Container[int] | None


class Answer(NamedTuple):
    """What was found.

    Attributes:
        question: What was asked.
        result: The entries, best first, or what is wrong with the query.
        within: The index they were found in.
        complete: Whether everything was searched; else the index is still growing, and the
            question is answered again when it has grown up.
        completions: What the query may become, the likeliest first.
    """

    question: Question
    result: Result
    within: Index
    complete: bool
    completions: Sequence[str]


class Finder:
    """Indexes one document after another and answers the latest question.

    A newer question takes the place of an older one, answered or not. Everything that touches an
    index happens in one thread.

    Attributes:
        is_asked: Whether the question last asked has no answer at all yet.
    """

    def __init__(
        self,
        answer: Callable[[Answer], object],
        indexed: Callable[[Document], object],
        courtesy: Courtesy,
    ) -> None:
        """Make a finder that does nothing until it is given a document.

        Args:
            answer: Called with each answer, in the finder's own thread.
            indexed: Called there with each document when all of it is indexed.
            courtesy: Says how long to rest between two slices of indexing.
        """
        self._answer = answer
        self._courtesy = courtesy
        self._indexed = indexed
        self._wake = threading.Condition()
        self._document: Document | None = None
        self._question: Question | None = None
        self._asked = False
        self.is_asked = False
        self._stopped = False
        self._thread: threading.Thread | None = None
        # Only the finder's own thread touches these two.
        self._index: Index | None = None
        self._builder: IndexBuilder | None = None

    def use(self, document: Document) -> None:
        """Index ``document`` from now on; what was asked of the one before is asked of it."""
        with self._wake:
            self._document = document
            self._start()
            if self._question is not None:
                self._question = self._question._replace(document=document)
                self._asked = True

    def ask(self, question: Question | None) -> None:
        """Look for the answer to ``question``; None ends the search."""
        with self._wake:
            self._question = question
            self._asked = self.is_asked = question is not None
            self._wake.notify()

    def stop(self) -> None:
        """End the thread."""
        with self._wake:
            self._stopped = True
            self._wake.notify()

    def _start(self) -> None:
        if self._thread is None:
            sys.setswitchinterval(TURN)
            self._thread = threading.Thread(target=self._run, name="finder", daemon=True)
            self._thread.start()
        self._wake.notify()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(self._has_work)
                if self._stopped:
                    return
                document = self._document
                question, self._asked = (self._question if self._asked else None), False
            self._index_document(document)
            if question is not None:
                self._find(question)
            self._build_on()

    def _has_work(self) -> bool:
        return self._stopped or self._asked or self._builder is not None or self._is_behind()

    def _is_behind(self) -> bool:
        """Tell whether another document than the one indexed is asked for."""
        return self._index is None or self._index.document is not self._document

    def _index_document(self, document: Document | None) -> None:
        """Begin the index of a new document, or take up what changed since the last one."""
        from logtui.search.index import IndexBuilder, updated

        if document is None or not self._is_behind():
            return
        if self._index is None or self._builder is not None:
            self._builder = IndexBuilder(document)
            self._index = self._builder.index
        else:
            self._index = updated(self._index, document)
            self._indexed(document)

    def _build_on(self) -> None:
        """Index a little more; at the end the question is answered once more."""
        if self._builder is None:
            return
        more = self._builder.advance(SLICE)
        if not more:
            self._indexed(self._builder.index.document)
        with self._wake:
            if more:
                self._wake.wait_for(lambda: self._asked or self._stopped, self._courtesy.rest(REST))
            else:
                self._builder = None
                self._asked = self._question is not None

    def _find(self, question: Question) -> None:
        from logtui.search.completion import completions
        from logtui.search.rank import search

        index = self._index
        if index is None or question.document is not index.document:
            return
        result = search(index, question.query, question.scope, lambda: self._asked)
        if result is not None:
            offered = completions(question.query, index)
            self._answer(Answer(question, result, index, self._builder is None, offered))
            with self._wake:
                self.is_asked &= self._question is not question
