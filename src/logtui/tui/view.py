"""What the list shows: the entries of a scope, or the results of a search inside it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from logtui.config.model import Dates
    from logtui.document.model import Document
    from logtui.search.highlight import Highlights
    from logtui.tui.finder import Answer
    from logtui.tui.scope import Scope

    KeyOf = Callable[[str], str]
    """Gives what the key of a binding is called."""


_MARKED = 200_000
"""Longest entry, in characters, in which it is worth the wait to mark what was found."""


class View(NamedTuple):
    """One way to look at a document.

    Attributes:
        document: The log.
        scope: The days that are looked at.
        entries: Indices in ``Document.entries``, in the order shown.
        grouped: Whether the entries stand under their days; else they stand by rank.
        answer: What was found, where this is the result of a search.
        dates: How dates are shown.
    """

    document: Document
    scope: Scope
    entries: Sequence[int]
    grouped: bool
    answer: Answer | None = None
    dates: Dates = "iso"

    @classmethod
    def of_scope(cls, document: Document, scope: Scope) -> View:
        """Return all entries of ``scope`` in the order of the file."""
        entries: Sequence[int]
        if scope.size == len(document.entries):
            entries = range(scope.size)
        else:
            days = (document.days[day] for day in scope.days)
            entries = [entry for day in days for entry in range(day.first, day.stop)]
        return cls(document, scope, entries, grouped=True)

    @classmethod
    def of_answer(cls, answer: Answer, scope: Scope) -> View:
        """Return what a search inside ``scope`` found, by rank."""
        return cls(
            answer.question.document,
            scope,
            answer.result.entries,
            grouped=False,
            answer=answer,
        )

    def hint(self, key_of: KeyOf) -> str:
        """Return what to do when there is nothing to show; maybe several lines."""
        if self.answer is None:
            return _nothing_here(self.document, key_of)
        if self.answer.result.problem:
            return self.answer.result.problem
        return _nothing_found(self.scope, key_of) if self.answer.complete else "Searching …"

    def highlights(self, entry: int) -> Highlights | None:
        """Return what the search has to mark in the entry ``entry``; None without a search."""
        span = self.document.entries[entry].span
        if self.answer is None or span.end - span.start > _MARKED:
            return None
        from logtui.search.highlight import highlight

        return highlight(self.document, self.document.entries[entry], self.answer.result)

    def position_of(self, entry: int) -> int | None:
        """Return where ``entry`` stands in the list; None where it is not listed."""
        if isinstance(self.entries, range):
            return entry if entry in self.entries else None
        if self.grouped:
            position = bisect_left(self.entries, entry)
            found = position < len(self.entries) and self.entries[position] == entry
            return position if found else None
        try:
            return self.entries.index(entry)
        except ValueError:
            return None


def _nothing_here(document: Document, key_of: KeyOf) -> str:
    add = key_of("screen.add")
    if any(day.date for day in document.days):
        return f"No entries here yet.\nPress {add} to add one."
    return f"The log is empty.\nPress {add} to add the first entry."


def _nothing_found(scope: Scope, key_of: KeyOf) -> str:
    lines = [
        "Nothing matches.",
        f"Try fewer letters or another spelling; {key_of('search.leave')} clears.",
    ]
    if scope.key:
        back = key_of("screen.back")
        lines.append(f"Only {scope.title} is searched; {back} leads back to all dates.")
    return "\n".join(lines)
