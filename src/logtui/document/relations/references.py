"""References in prose: ``the paper from 07/22`` names entries of another day.

What looks like one counts only where the log has such entries on that day. Nothing is guessed:
where several fit, all of them are its targets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates import reader, surroundings
from logtui.document.legend import Legend, singulars
from logtui.document.relations import threads
from logtui.document.relations.day_index import DayIndex
from logtui.document.text import lines
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.opaque import opaque_spans
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from logtui.document.dates.partial import DateReading, PartialDate
    from logtui.document.legend import Kind
    from logtui.document.model import Document

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
            First those whose titles the words before the noun are taken from.
    """

    span: Span
    date: PartialDate
    targets: tuple[int, ...]


class Mentions:
    """Which entries of a document mention which, made step by step.

    The answers are whole when ``advance`` has said that nothing is left to do; until then they
    hold what was taken up so far.

    Attributes:
        document: The document whose entries are meant; all numbers are indices of its ``entries``.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._references: dict[int, tuple[Reference, ...]] = {}
        self._groups = _TargetGroups(document)
        self._groups_of: dict[int, list[_TargetGroup]] = {}
        self._steps = self._take_up_entries()

    def advance(self, seconds: float) -> bool:
        """Work for about ``seconds`` and tell whether there is more to do."""
        return threads.take_steps(self._steps, seconds)

    def of(self, entry: int) -> tuple[int, ...]:
        """Return the entries that refer to ``entry`` and maybe to others of its day, in order."""
        groups = self._groups_of.get(entry, ())
        return tuple(sorted({index for group in groups for index in group.mentions} - {entry}))

    def by(self, entry: int) -> tuple[Reference, ...]:
        """Return the references in the title and the notes of ``entry``, in order."""
        return self._references.get(entry, ())

    def _take_up_entries(self) -> Iterator[None]:
        """Take up a target, a reference or an entry at each step."""
        document = self.document
        for index, entry in enumerate(document.entries):
            references = []
            for candidate in find_candidates(document, entry.span):
                yield
                group = yield from self._groups.group_of(candidate, document.date(entry))
                reference = group.refer(document, candidate, index)
                if reference is not None:
                    references.append(reference)
                    # Without a look at each of its targets again.
                    for target in () if group.mentions else group.dates:
                        self._groups_of.setdefault(target, []).append(group)
                    if index not in group.mentions[-1:]:
                        group.mentions.append(index)
            if references:
                self._references[index] = tuple(references)
            yield


class _TargetGroup:
    """The entries that a noun may mean together with a date.

    Attributes:
        dates: The day of each of them, in the order of the log.
        mentions: The entries that refer to them, rising.
    """

    def __init__(self, dates: dict[int, PartialDate], titles: dict[int, str]) -> None:
        """Take the targets with their days and the ``titles`` of these and maybe of others."""
        self.dates = dates
        self.mentions: list[int] = []
        self._titles = titles
        self._targets = tuple(dates)
        self._ranked: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._targets_by_word: dict[str, list[int]] = {}
        for target in self._targets:
            for word in dict.fromkeys(titles[target].split()):
                self._targets_by_word.setdefault(word, []).append(target)

    def refer(
        self, document: Document, candidate: ReferenceCandidate, index: int
    ) -> Reference | None:
        """Return the reference that ``candidate`` in the entry ``index`` is, if any."""
        start = max(document.entries[index].span.start, candidate.start - _LONGEST_LEAD)
        words = _WORD_PATTERN.findall(document.text[start : candidate.start])[-_MOST_WORDS:]
        targets = self._sort_by_title_words([word.casefold() for word in words])
        if index in self.dates:
            targets = tuple(target for target in targets if target != index)
        if not targets:
            return None
        return Reference(Span(candidate.start, candidate.end), self.dates[targets[0]], targets)

    def _sort_by_title_words(self, words: list[str]) -> tuple[int, ...]:
        """Return the targets sorted by how many of the last ``words`` a title holds in a row."""
        if not words:
            return self._targets
        phrases = [f" {' '.join(words[-length:])} " for length in range(1, len(words) + 1)]
        determiners = sum(1 for _ in takewhile(_DETERMINERS.__contains__, reversed(words)))
        ranks = {}
        for target in self._targets_by_word.get(words[-1], ()):
            title = self._titles[target]
            length = sum(1 for _ in takewhile(title.__contains__, phrases))
            if length > determiners:
                ranks[target] = length
        named = tuple(sorted(ranks, key=ranks.__getitem__, reverse=True))
        if named not in self._ranked:
            others = (target for target in self._targets if target not in ranks)
            self._ranked[named] = (*named, *others) if named else self._targets
        return self._ranked[named]


class _TargetGroups:
    """The entries of a document that nouns and dates mean, looked up once for each of these."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._days = DayIndex(document)
        self._groups: dict[tuple[tuple[PartialDate, ...], str], _TargetGroup] = {}
        self._kinds: dict[int, Kind | None] = {}
        self._titles: dict[int, str] = {}

    def group_of(
        self, candidate: ReferenceCandidate, entry_date: PartialDate | None
    ) -> Generator[None, None, _TargetGroup]:
        """Return what ``candidate`` in an entry of that date may mean; yield at each step."""
        dates = tuple(self._days.dates_meant(candidate.reading, candidate.date_text, entry_date))
        key = dates, candidate.noun
        if key not in self._groups:
            targets: dict[int, PartialDate] = {}
            for date in dates:
                on_day = [*islice(self._days.entries_on(date), MOST_TARGETS + 1)]
                if len(on_day) <= MOST_TARGETS:
                    yield from self._read_entries(on_day)
                    targets |= dict.fromkeys(self._of_kind(candidate.noun, on_day), date)
            self._groups[key] = _TargetGroup(targets, self._titles)
        return self._groups[key]

    def _read_entries(self, entries: Iterable[int]) -> Iterator[None]:
        """Read the kinds and the titles of ``entries``, one at each step."""
        document = self._document
        for index in entries:
            if index not in self._kinds:
                entry = document.entries[index]
                words = _WORD_PATTERN.findall(document.title(entry).casefold())
                self._titles[index] = f" {' '.join(words)} "
                self._kinds[index] = document.kind(entry)
                yield

    def _of_kind(self, noun: str, targets: list[int]) -> list[int]:
        """Return those of ``targets`` that are of the kind that ``noun`` names; all if of none."""
        kinds = {kind for kind in map(self._kinds.get, targets) if kind}
        named = {kind for kind in kinds if _is_kind_noun(Legend((kind,)), noun)}
        of_kind = [target for target in targets if self._kinds[target] in named]
        return of_kind if of_kind or _is_kind_noun(self._document.legend, noun) else targets


_NOUNS = (
    "entry log note post paper preprint article blogpost blog book chapter talk lecture video "
    "podcast episode course tutorial page link thread project experiment run notebook report "
    "survey"
)
_ENTRY_NOUNS = frozenset(_NOUNS.split())
"""Singular words for an entry in any log; the words of a log's own legend count as well."""

_SHORTEST_NOUN = 3
_LONGEST_NOUN = 40
_LONGEST_DATE = 80
_CODE_SPAN_REACH = 4096
_CACHE_SIZE = 1024
_RANGE = re.compile(r"[-–—~]\d")

_GAP = r"(?:[ \t]+|[ \t]*(?:\r\n|\r|\n)[ \t]*)"
_NUMBER = r"\d{1,4}(?:[-/._年月]|\d{4}|(?:st|nd|rd|th)?[ \t]+[^\W\d_]{2})"
_NAME = r"[^\W\d_]{3,12}[ \t,.]{1,3}(?:\d|[^\W\d_]{3,12}[ \t,.]{1,2}\d)"

_CANDIDATE_START = lazy_pattern(
    rf"[\s(](?:(?P<of>from|of|on|at)|[Ss]ee(?:[ \t]also)?|[Cc]f\.)"
    rf"{_GAP}(?:the[ \t]+)?(?=[*_(\[]{{0,3}}(?:{_NUMBER}|{_NAME}))"
)
"""The word before a date, up to where the date may begin."""


class ReferenceCandidate(NamedTuple):
    """What looks like a reference; the offsets count characters of the document's text.

    Attributes:
        start: Where the noun begins, or ``see``.
        end: Where the date ends.
        noun: In lower case; empty where there is none.
        reading: What the date says.
        date_text: The characters of the date.
    """

    start: int
    end: int
    noun: str
    reading: DateReading
    date_text: str


def find_candidates(document: Document, span: Span) -> Iterator[ReferenceCandidate]:
    """Yield what looks like a reference in ``span``, whatever the log has on that day.

    A noun for an entry or for a kind of the log, one of ``from``, ``of``, ``on`` and ``at``, and
    the date of one day; or ``see`` or ``cf.`` and such a date. Code and comments are left out.
    """
    text = document.text
    opaque: Sequence[Span] | None = None
    for start, stop in lines.iter_chunks(text, *span):
        # The blank before it may be the end of the line above.
        for match in _CANDIDATE_START.finditer(text, max(start - 1, 0), stop):
            candidate = _read_candidate(document, match, span)
            if candidate is None:
                continue
            if opaque is None:
                opaque = opaque_spans(span.of(text))
            if not _is_code(text, span, opaque, candidate.start):
                yield candidate


def _is_kind_noun(legend: Legend, noun: str) -> bool:
    return len(noun) >= _SHORTEST_NOUN and any(map(legend.find_kind, singulars(noun)))


def _read_candidate(
    document: Document, match: re.Match[str], span: Span
) -> ReferenceCandidate | None:
    """Return what the words of ``match`` and what stands around them say; None where nothing."""
    text = document.text
    start, noun = match.start() + 1, ""
    if match["of"]:
        word = _word_before(text, max(span.start, start - _LONGEST_NOUN), start)
        if not word or not _is_entry_noun(document.legend, word[0].lower()):
            return None
        start, noun = word.start(), word[0].lower()
    rest = text[match.end() : min(match.end() + _LONGEST_DATE, span.end)]
    rest = rest[: lines.end_of_line(rest, 0)]
    reading = reader.date_at(rest, surroundings.skip_prefix(rest, 0))
    if reading is None:
        return None
    fields_end = max((end for _, _, end in reading.fields), default=reading.start)
    if _RANGE.match(rest, reading.end) or any(map(str.isdigit, rest[fields_end : reading.end])):
        return None  # of several days no single one is meant
    date_text = rest[reading.start : reading.end]
    return ReferenceCandidate(start, match.end() + reading.end, noun, reading, date_text)


def _word_before(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last word of ``text[start:end]``, whose ``'s`` is left out; None without one."""
    before = text[start:end].rstrip()
    stop = start + len(before) - 2 * before.endswith(("'s", "’s"))
    offset = stop
    while offset > start and text[offset - 1].isalpha():
        offset -= 1
    return _LETTERS_PATTERN.fullmatch(text, offset, stop)


@lru_cache(maxsize=_CACHE_SIZE)
def _is_entry_noun(legend: Legend, noun: str) -> bool:
    return not _ENTRY_NOUNS.isdisjoint(singulars(noun)) or _is_kind_noun(legend, noun)


def _is_code(text: str, span: Span, opaque: Sequence[Span], offset: int) -> bool:
    """Tell whether the character at ``offset`` stands in one of ``opaque`` or in a code span."""
    offset_in_span = offset - span.start
    before = bisect_right(opaque, offset_in_span, key=lambda stretch: stretch.start) - 1
    if before >= 0 and offset_in_span < opaque[before].end:
        return True
    line = max(
        text.rfind(end, max(span.start, offset - _CODE_SPAN_REACH), offset) for end in "\r\n"
    )
    return text.count("`", max(line, span.start, offset - _CODE_SPAN_REACH), offset) % 2 == 1
