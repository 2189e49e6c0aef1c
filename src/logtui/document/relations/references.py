"""References in prose: ``the paper from 07/22`` names entries of another day.

What looks like one counts only where the log has such entries on that day. Nothing is guessed:
where several fit, all of them are its targets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates import reader, surroundings
from logtui.document.legend import Legend
from logtui.document.relations import threads
from logtui.document.relations.day_index import DayIndex
from logtui.document.text import lines, markdown
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from logtui.document.dates.partial import DateReading, PartialDate
    from logtui.document.model import Document, Entry


MOST_TARGETS = 500
"""Entries of a day beyond which a date names the day rather than one of them."""

_LONGEST_LEAD = 200
_MOST_WORDS = 12
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "my", "our", "same", "and", "of", "in"})


_WORD_PATTERN = lazy_pattern(r"\w+(?:[-'’.]\w+)*")

_LETTERS_PATTERN = lazy_pattern(r"[^\W\d_]+")


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


def references_in(document: Document, entry: Entry) -> tuple[Reference, ...]:
    """Return the references in the title and the notes of ``entry``, in order."""
    found = list(find_candidates(document, entry.span))
    if not found:
        return ()
    return tuple(_resolve_candidates(document, DayIndex(document), entry, found))


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
        self._steps = self._take_up_entries()

    def advance(self, seconds: float) -> bool:
        """Work for about ``seconds`` and tell whether there is more to do."""
        return threads.take_steps(self._steps, seconds)

    def of(self, entry: int) -> tuple[int, ...]:
        """Return the entries that refer to ``entry`` and maybe to others of its day, in order."""
        return tuple(self._of.get(entry, ()))

    def by(self, entry: int) -> tuple[Reference, ...]:
        """Return the references in the title and the notes of ``entry``, in order."""
        return self._by.get(entry, ())

    def _take_up_entries(self) -> Iterator[None]:
        """Take up one entry each time."""
        document = self.document
        days = DayIndex(document)
        for index, entry in enumerate(document.entries):
            found = tuple(
                _resolve_candidates(document, days, entry, find_candidates(document, entry.span))
            )
            if found:
                self._by[index] = found
            for target in dict.fromkeys(target for one in found for target in one.targets):
                self._of.setdefault(target, []).append(index)
            yield


def _resolve_candidates(
    document: Document, days: DayIndex, entry: Entry, found: Iterable[ReferenceCandidate]
) -> Iterator[Reference]:
    """Yield the references among ``found``, which stand in ``entry``."""
    for candidate in found:
        dates = days.dates_meant(candidate.reading, candidate.said, document.date(entry))
        targets = {
            target: date
            for date in dates
            for target in _targets_of_noun(document, candidate.noun, days.entries_on(date))
            if document.entries[target] != entry
        }
        if targets:
            ranked = _sort_by_title_words(document, candidate, entry, list(targets))
            date = targets[ranked[0]]
            yield Reference(Span(candidate.start, candidate.end), date, tuple(ranked))


def _targets_of_noun(document: Document, noun: str, targets: Sequence[int]) -> Sequence[int]:
    """Return those of ``targets`` that ``noun`` may mean: those of its kind, if it names one."""
    if len(targets) > MOST_TARGETS:
        return ()
    of_kind = [
        target
        for target in targets
        if (kind := document.kind(document.entries[target])) and is_kind_noun(Legend((kind,)), noun)
    ]
    return of_kind if of_kind or is_kind_noun(document.legend, noun) else targets


def _sort_by_title_words(
    document: Document, candidate: ReferenceCandidate, entry: Entry, targets: list[int]
) -> list[int]:
    """Return ``targets`` sorted by how many of the words in front of the noun a title holds."""
    start = max(entry.span.start, candidate.start - _LONGEST_LEAD)
    words = [
        word.casefold() for word in _WORD_PATTERN.findall(document.text[start : candidate.start])
    ]
    words = words[-_MOST_WORDS:]

    def named(target: int) -> int:
        title = " ".join(_WORD_PATTERN.findall(document.title(document.entries[target]).casefold()))
        for length in range(len(words), 0, -1):
            said = words[-length:]
            if not _DETERMINERS.issuperset(said) and f" {' '.join(said)} " in f" {title} ":
                return length
        return 0

    return sorted(targets, key=named, reverse=True)


_NOUNS = (
    "entry log note post paper preprint article blogpost blog book chapter talk lecture video "
    "podcast episode course tutorial page link thread project experiment run notebook report "
    "survey"
)
ENTRY_NOUNS = frozenset(_NOUNS.split())
"""Singular words for an entry in any log; the words of a log's own legend count as well."""

_SHORTEST_NOUN = 3
_LONGEST_NOUN = 40
_LONGEST_DATE = 80
_CODE_SPAN_REACH = 4096
_CACHE_SIZE = 1024
_RANGE = re.compile(r"[-–—~]\d")


class ReferenceCandidate(NamedTuple):
    """What looks like a reference; the offsets count characters of the document's text.

    Attributes:
        start: Where the noun begins, or ``see``.
        end: Where the date ends.
        noun: In lower case; empty where there is none.
        reading: What the date says.
        said: The characters of the date.
    """

    start: int
    end: int
    noun: str
    reading: DateReading
    said: str


def find_candidates(document: Document, span: Span) -> Iterator[ReferenceCandidate]:
    """Yield what looks like a reference in ``span``, whatever the log has on that day.

    A noun for an entry or for a kind of the log, one of ``from``, ``of``, ``on`` and ``at``, and
    the date of one day; or ``see`` or ``cf.`` and such a date. Code and comments are left out.
    """
    text = document.text
    hidden: Sequence[Span] | None = None
    for begin, stop in lines.iter_chunks(text, *span):
        # The blank in front may be the end of the line above.
        for found in _candidate_start().finditer(text, max(begin - 1, 0), stop):
            cue = _read_candidate(document, found, span)
            if cue is None:
                continue
            if hidden is None:
                hidden = markdown.opaque_spans(span.of(text))
            if not _is_code(text, span, hidden, cue.start):
                yield cue


@lru_cache(maxsize=_CACHE_SIZE)
def is_kind_noun(legend: Legend, noun: str) -> bool:
    """Tell whether ``noun``, singular or plural, names a kind in ``legend``."""
    return any(map(legend.find_kind, _singulars(noun)))


def _read_candidate(
    document: Document, found: re.Match[str], span: Span
) -> ReferenceCandidate | None:
    """Return what the words ``found`` and what stands around them say; None where nothing."""
    text = document.text
    start, noun = found.start() + 1, ""
    if found["of"]:
        word = _word_before(text, max(span.start, start - _LONGEST_NOUN), start)
        if not word or not _is_entry_noun(document.legend, word[0].lower()):
            return None
        start, noun = word.start(), word[0].lower()
    rest = text[found.end() : min(found.end() + _LONGEST_DATE, span.end)]
    rest = rest[: lines.end_of_line(rest, 0)]
    reading = reader.date_at(rest, surroundings.skip_prefix(rest, 0))
    if reading is None or _is_range(rest, reading):
        return None
    said = rest[reading.start : reading.end]
    return ReferenceCandidate(start, found.end() + reading.end, noun, reading, said)


def _word_before(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last word of ``text[start:end]``, whose ``'s`` is left out; None without one."""
    before = text[start:end].rstrip()
    stop = start + len(before) - 2 * before.endswith(("'s", "’s"))
    at = stop
    while at > start and text[at - 1].isalpha():
        at -= 1
    return _LETTERS_PATTERN.fullmatch(text, at, stop)


@lru_cache(maxsize=_CACHE_SIZE)
def _is_entry_noun(legend: Legend, noun: str) -> bool:
    forms = _singulars(noun)
    return not ENTRY_NOUNS.isdisjoint(forms) or is_kind_noun(legend, noun)


def _singulars(noun: str) -> list[str]:
    """Return ``noun`` and what it may be the plural of."""
    forms = [noun] if len(noun) >= _SHORTEST_NOUN else []
    if noun.endswith("ies"):
        forms.append(noun[:-3] + "y")
    if forms and noun.endswith("s"):
        forms.append(noun[:-1])
    return forms


def _is_range(rest: str, reading: DateReading) -> bool:
    """Tell whether ``reading`` is of several days: no single one is meant."""
    said = max((end for _, _, end in reading.fields), default=reading.start)
    further = _RANGE.match(rest, reading.end)
    return bool(further) or any(char.isdigit() for char in rest[said : reading.end])


def _is_code(text: str, span: Span, hidden: Sequence[Span], at: int) -> bool:
    """Tell whether the character at ``at`` stands in one of ``hidden`` or in a code span."""
    place = at - span.start
    before = bisect_right(hidden, place, key=lambda stretch: stretch.start) - 1
    if before >= 0 and place < hidden[before].end:
        return True
    line = max(text.rfind(end, max(span.start, at - _CODE_SPAN_REACH), at) for end in "\r\n")
    return text.count("`", max(line, span.start, at - _CODE_SPAN_REACH), at) % 2 == 1


@cache
def _candidate_start() -> re.Pattern[str]:
    """Return a pattern for the word in front of a date, up to where the date may begin."""
    gap = r"(?:[ \t]+|[ \t]*(?:\r\n|\r|\n)[ \t]*)"
    number = r"\d{1,4}(?:[-/._年月]|\d{4}|(?:st|nd|rd|th)?[ \t]+[^\W\d_]{2})"
    name = r"[^\W\d_]{3,12}[ \t,.]{1,3}(?:\d|[^\W\d_]{3,12}[ \t,.]{1,2}\d)"
    return re.compile(
        rf"[\s(](?:(?P<of>from|of|on|at)|[Ss]ee(?:[ \t]also)?|[Cc]f\.)"
        rf"{gap}(?:the[ \t]+)?(?=[*_(\[]{{0,3}}(?:{number}|{name}))"
    )
