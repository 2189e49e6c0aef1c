"""References in prose: ``the paper from 07/22`` names entries of another day.

What looks like one counts only where the log has such entries on that day. Nothing is guessed:
where several fit, all of them are its targets.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import cues, slices
from logtui.document.almanac import Almanac
from logtui.document.legend import Legend
from logtui.document.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from logtui.document.cues import Cue
    from logtui.document.dates import PartialDate
    from logtui.document.model import Document, Entry

MOST_TARGETS = 500
"""Entries of a day beyond which a date names the day rather than one of them."""

_LONGEST_FRONT = 200
_MOST_WORDS = 12
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "my", "our", "same", "and", "of", "in"})


class Reference(NamedTuple):
    """A place in a text that names entries of another day.

    Attributes:
        span: From the noun, or ``see``, to the end of the date; characters of the document's text.
        date: The day that is meant; without a year where neither the text nor the log gives one.
        targets: The entries that it may mean, as indices of ``Document.entries``; never empty.
            First those whose titles the words in front of the noun are taken from.
    """

    span: Span
    date: PartialDate
    targets: tuple[int, ...]


def references(document: Document, entry: Entry) -> tuple[Reference, ...]:
    """Return the references in the title and the notes of ``entry``, in order."""
    found = list(cues.find(document, entry.span))
    if not found:
        return ()
    return tuple(_resolved(document, Almanac(document), entry, found))


class Mentions:
    """Which entries of a document mention which, made step by step.

    What was not taken up yet is not found, so the answers are whole when ``advance`` has said that
    nothing is left to do.

    Attributes:
        document: The document whose entries are meant; all numbers are indices of its ``entries``.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._of: dict[int, list[int]] = {}
        self._by: dict[int, tuple[Reference, ...]] = {}
        self._steps = self._each()

    def advance(self, seconds: float) -> bool:
        """Work for about ``seconds`` and tell whether there is more to do."""
        return slices.advance(self._steps, seconds)

    def of(self, entry: int) -> tuple[int, ...]:
        """Return the entries that refer to ``entry`` and maybe to others of its day, in order."""
        return tuple(self._of.get(entry, ()))

    def by(self, entry: int) -> tuple[Reference, ...]:
        """Return the references in the title and the notes of ``entry``, in order."""
        return self._by.get(entry, ())

    def _each(self) -> Iterator[None]:
        """Take up one entry each time."""
        document = self.document
        days = Almanac(document)
        for index, entry in enumerate(document.entries):
            found = tuple(_resolved(document, days, entry, cues.find(document, entry.span)))
            if found:
                self._by[index] = found
            for target in dict.fromkeys(target for one in found for target in one.targets):
                self._of.setdefault(target, []).append(index)
            yield


def _resolved(
    document: Document, days: Almanac, entry: Entry, found: Iterable[Cue]
) -> Iterator[Reference]:
    """Yield the references among ``found``, which stand in ``entry``."""
    for candidate in found:
        dates = days.meant(candidate.reading, candidate.said, document.date(entry))
        targets = {
            target: date
            for date in dates
            for target in _fitting(document, candidate.noun, days.entries_on(date))
            if document.entries[target] != entry
        }
        if targets:
            ranked = _named_first(document, candidate, entry, list(targets))
            date = targets[ranked[0]]
            yield Reference(Span(candidate.start, candidate.end), date, tuple(ranked))


def _fitting(document: Document, noun: str, targets: Sequence[int]) -> Sequence[int]:
    """Return those of ``targets`` that ``noun`` may mean: those of its kind, if it names one."""
    if len(targets) > MOST_TARGETS:
        return ()
    of_kind = [
        target
        for target in targets
        if (kind := document.kind(document.entries[target]))
        and cues.names_kind(Legend((kind,)), noun)
    ]
    return of_kind if of_kind or cues.names_kind(document.legend, noun) else targets


def _named_first(document: Document, candidate: Cue, entry: Entry, targets: list[int]) -> list[int]:
    """Return ``targets`` sorted by how many of the words in front of the noun a title holds."""
    start = max(entry.span.start, candidate.start - _LONGEST_FRONT)
    words = [word.casefold() for word in _words().findall(document.text[start : candidate.start])]
    words = words[-_MOST_WORDS:]

    def named(target: int) -> int:
        title = " ".join(_words().findall(document.title(document.entries[target]).casefold()))
        for length in range(len(words), 0, -1):
            said = words[-length:]
            if not _DETERMINERS.issuperset(said) and f" {' '.join(said)} " in f" {title} ":
                return length
        return 0

    return sorted(targets, key=named, reverse=True)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"\w+(?:[-'’.]\w+)*")
