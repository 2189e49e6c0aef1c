"""Highlighting: the characters of an entry by which a query finds it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from logtui.document.text.urls import host_of
from logtui.search.conditions import day_of_years, is_kind_called
from logtui.search.corpus import Field
from logtui.search.index import kind_text
from logtui.search.periods import period_in_log, range_in_log
from logtui.search.scoring import PARTS_FACTOR, is_link_piece, min_similarity, parted_numbers
from logtui.search.shapes import INITIALS_LENGTHS, find_chain, glued_words, unspaced_pieces
from logtui.search.similarity import PREFIX
from logtui.search.words import (
    STOP_WORDS,
    compounds,
    exact_text,
    fold,
    host_words,
    is_abbreviation,
    is_pictograph,
    letter_offsets,
    link_words,
    runs,
    title_words,
    word_forms,
)

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document, Entry
    from logtui.search.periods import Period
    from logtui.search.query import Filter, Term
    from logtui.search.rank import SearchResult
    from logtui.search.scoring import ScoredTerm
    from logtui.search.words import Word

CharacterRange = tuple[int, int]
"""The start and the end of a range, as character offsets."""

CLOSE_MARGIN = 0.15
"""How much less alike than the entry's best word another one may be and still be marked."""

_FIELDS_SHOWN_IN = {Field.HOST: Field.URL}
_SHOWN_FIELDS = (Field.TITLE, Field.NOTES, Field.URL)


@dataclass(frozen=True, slots=True)
class Highlights:
    """What to mark in one entry; ranges are ascending and do not overlap.

    Attributes:
        title: Ranges of ``document.title(entry)``.
        notes: Ranges of ``document.notes(entry)``.
        url: Ranges of ``document.url(entry)``.
        is_date_named: Whether the query names the entry's date.
        is_kind_named: Whether it names the entry's kind.
    """

    title: tuple[CharacterRange, ...] = ()
    notes: tuple[CharacterRange, ...] = ()
    url: tuple[CharacterRange, ...] = ()
    is_date_named: bool = False
    is_kind_named: bool = False


def highlight_entry(document: Document, entry: Entry, result: SearchResult) -> Highlights:
    """Return what to mark in an ``entry`` that ``result`` found."""
    marker = _EntryHighlights(document, entry)
    for scored in result.scored_terms:
        marker.mark_term(scored)
    for condition in result.query.all_filters:
        marker.mark_filter(condition)
    title, notes, url = (_merge_ranges(marker.ranges[field]) for field in _SHOWN_FIELDS)
    return Highlights(title, notes, url, marker.is_date_named, marker.is_kind_named)


class _EntryHighlights:
    """Collects the ranges of one entry."""

    def __init__(self, document: Document, entry: Entry) -> None:
        title, notes, url = document.title(entry), document.notes(entry), document.url(entry)
        self._document, self._entry = document, entry
        self._shown = {Field.TITLE: title, Field.NOTES: notes or "", Field.URL: url or ""}
        self._folded = {field: fold(text) for field, text in self._shown.items()}
        self._words = {
            Field.TITLE: list(word_forms(title)),
            Field.NOTES: list(word_forms(notes or "")),
            Field.URL: list(link_words(url or "")),
            Field.KIND: list(word_forms(kind_text(document.kind(entry)))),
        }
        host = host_of(url or "")
        host_end = self._folded[Field.URL].find(host) + len(host)
        self._words[Field.HOST] = [
            word
            for word in self._words[Field.URL]
            if word.text in host_words(host) and word.end <= host_end
        ]
        self._title_words = list(title_words(title))
        self._date: PartialDate | None = document.date(entry)
        self.ranges: defaultdict[Field, list[CharacterRange]] = defaultdict(list)
        self.is_date_named = False
        self.is_kind_named = False

    def mark_term(self, scored: ScoredTerm) -> None:
        """Mark by what ``scored`` is found."""
        term, scores = scored
        for signed in filter(None, (term.signed, *parted_numbers(term))):
            self._mark_text(Field.TITLE, signed)
            self._mark_text(Field.NOTES, signed)
        if not term.parts:
            self._mark_kind(term.signed)
            return
        share = PARTS_FACTOR if len(term.parts) > 1 else 1.0
        similar_words = [
            (similarity, field, word)
            for field, words in self._words.items()
            for word in words
            if (similarity := scores.words.get(word.text, 0.0))
            and similarity >= share * min_similarity(field, term)
        ]
        best = max((similarity for similarity, _, _ in similar_words), default=0.0)
        for similarity, field, word in similar_words:
            if similarity >= best - CLOSE_MARGIN:
                self._mark_word(term, field, word)
        if not any(field is Field.TITLE for _, field, _ in similar_words):
            self._mark_shape(term, may_be_chain=best < PREFIX)
        if is_link_piece(term):
            self._mark_text(Field.URL, term.text)
        self._mark_date(period_in_log(term.text, self._document))

    def mark_filter(self, condition: Filter) -> None:
        """Mark by what the entry meets ``condition``, if it does."""
        if condition.name == "kind":
            kind = kind_text(self._document.kind(self._entry))
            self.is_kind_named |= bool(kind) and is_kind_called(condition.value, kind)
        elif condition.name in {"in", "on"}:
            find_period = range_in_log if condition.name == "in" else day_of_years
            self._mark_date(find_period(condition.value, self._document))
        elif condition.name == "tag":
            tag_words = {word.text for word in runs(condition.value)}
            for field in (Field.TITLE, Field.NOTES):
                tagged = (word for word in self._words[field] if word.text in tag_words)
                self.ranges[field] += [(word.start, word.end) for word in tagged]
        elif condition.name == "host":
            words = self._words[Field.HOST]
            if not self._mark_text(Field.URL, condition.value) and words:
                self.ranges[Field.URL].append((words[0].start, max(word.end for word in words)))
        elif condition.name == "exact":
            self._mark_exact(condition.value)

    def _mark_exact(self, value: str) -> None:
        if is_pictograph(value):
            self._mark_kind(value)
        were_marked = [self._mark_text(field, value) for field in _SHOWN_FIELDS]
        # A hyphen may part the text or join it; else its runs stand in several places.
        for pieces in (compounds(value), runs(value)):
            for piece in pieces if not any(were_marked) else ():
                were_marked += [self._mark_letters(field, piece.text) for field in _SHOWN_FIELDS]

    def _mark_date(self, period: Period | None) -> None:
        if period and self._date and period.holds(self._date):
            self.is_date_named = True

    def _mark_kind(self, sign: str) -> None:
        kind = kind_text(self._document.kind(self._entry))
        self.is_kind_named = self.is_kind_named or sign in exact_text(kind)

    def _mark_word(self, term: Term, field: Field, word: Word) -> None:
        if field is Field.KIND:
            self.is_kind_named = True
            return
        field = _FIELDS_SHOWN_IN.get(field, field)
        offsets = letter_offsets(self._shown[field], word)
        for typed in (term.word, *term.parts):
            index = word.text.find(typed)
            if index >= 0:
                self._mark(field, offsets[index : index + len(typed)])
                return
            if is_abbreviation(typed, word.text):
                self._mark(field, _abbreviation_offsets(offsets, word.text, typed))
                return
        self.ranges[field].append((word.start, word.end))

    def _mark_shape(self, term: Term, *, may_be_chain: bool) -> None:
        """Mark the initials in the title, or else the chain."""
        content_words = [word for word in self._title_words if word.text not in STOP_WORDS]
        for words in (self._title_words, content_words):
            index = "".join(word.text[0] for word in words).find(term.text)
            if index >= 0 and len(term.text) in INITIALS_LENGTHS:
                initials = words[index : index + len(term.text)]
                self._mark(Field.TITLE, [word.start for word in initials])
                return
        if may_be_chain:
            for first, second in map(str.split, glued_words(term.letters)):
                for match in re.finditer(rf"({first})\s+({second})", self._folded[Field.NOTES]):
                    self.ranges[Field.NOTES] += [match.span(1), match.span(2)]
            for piece in chain.from_iterable(unspaced_pieces(term.letters)):
                self._mark_text(Field.TITLE, piece)
                self._mark_text(Field.NOTES, piece)
        rest = term.letters
        texts = [word.text for word in self._title_words]
        for number, letters in find_chain(texts, rest) if may_be_chain and rest else ():
            word = self._title_words[number]
            offsets = letter_offsets(self._shown[Field.TITLE], word)
            self._mark(Field.TITLE, _abbreviation_offsets(offsets, word.text, rest[:letters]))
            rest = rest[letters:]

    def _mark_letters(self, field: Field, letters: str) -> bool:
        """Mark ``letters`` in all words of a field that have them; tell whether one has."""
        words = [word for word in self._words[field] if letters in word.text]
        for word in words:
            index = word.text.index(letters)
            offsets = letter_offsets(self._shown[field], word)
            self._mark(field, offsets[index : index + len(letters)])
        return bool(words)

    def _mark_text(self, field: Field, text: str) -> bool:
        folded = self._folded[field]
        offset = folded.find(text)
        is_found = offset >= 0
        while offset >= 0:
            self.ranges[field].append((offset, offset + len(text)))
            offset = folded.find(text, offset + len(text))
        return is_found

    def _mark(self, field: Field, offsets: Iterable[int]) -> None:
        self.ranges[field] += [(offset, offset + 1) for offset in offsets]


def _abbreviation_offsets(offsets: Sequence[int], word: str, typed: str) -> Iterator[int]:
    """Yield the ``offsets`` of the letters of ``word`` that ``typed`` consists of, in order.

    ``typed`` is the beginning of the word or of its skeleton, so it has all of them.
    """
    index = -1
    for letter in typed:
        index = word.index(letter, index + 1)
        yield offsets[index]


def _merge_ranges(ranges: Iterable[CharacterRange]) -> tuple[CharacterRange, ...]:
    merged: list[CharacterRange] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
