"""Parsing a query: words to rank by, filters that an entry has to pass, and periods."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from logtui.document.dates import names
from logtui.document.dates.partial import valid_date
from logtui.search.words import fold, join_parts, runs

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate


Item = TypeVar("Item")

OPERATORS = ("kind", "in", "host", "no")
"""The words that make a filter when a colon follows them."""

LONGEST_QUERY = 1000
"""Characters of a query that count."""

MAX_TERMS = 16
"""Different terms of a query that count: a whole note may be pasted."""

_DAY_OR_YEAR_DIGITS = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query.

    Attributes:
        text: What was typed, folded, without the punctuation around it.
        parts: Its runs of letters and digits: ``self-correct`` has two.
        is_unfinished: Whether it may still be being typed, as nothing follows it.
    """

    text: str
    parts: tuple[str, ...]
    is_unfinished: bool = False

    @property
    def letters(self) -> str:
        """All letters and digits of the term."""
        return "".join(self.parts)

    @property
    def word(self) -> str:
        """The one word that is looked for."""
        return join_parts(self.text, self.parts)

    def part_terms(self) -> list[Term]:
        """Return each part as a term of its own."""
        return [Term(part, (part,)) for part in self.parts]


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on entries.

    Attributes:
        name: One of ``OPERATORS``, or ``exact``.
        value: What follows the colon or the quote, folded; never empty in a query.
        is_negated: Whether entries that meet the condition are left out.
    """

    name: str
    value: str
    is_negated: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; with neither terms nor filters it matches nothing.

    Attributes:
        terms: The words to rank by.
        filters: The conditions that an entry has to meet.
        is_only_begun: Whether it consists of operators whose values are still to be typed, so that
            no entry is left out yet.
    """

    terms: tuple[Term, ...]
    filters: tuple[Filter, ...]
    is_only_begun: bool = False


@lru_cache(maxsize=64)
def parse_query(text: str) -> Query:
    """Return the query ``text``; any text is one.

    ``'word`` asks for exactly these characters, ``!word`` for entries without them, and ``kind:``,
    ``in:``, ``host:`` and ``no:``, each also after ``!``, for the named property. An operator
    without a value is still being typed and leaves no entry out.
    """
    terms: list[Term] = []
    filters: list[Filter] = []
    text = text[:LONGEST_QUERY]
    tokens = fold(text).split()
    is_only_begun = bool(tokens)
    for token in tokens:
        condition = _parse_filter(token)
        is_only_begun = is_only_begun and condition is not None and not condition.value
        if condition is not None:
            # `!?` asks for nothing yet and must not let everything pass.
            has_value = any(runs(condition.value)) if condition.name == "exact" else condition.value
            filters += [condition] if has_value else []
        elif words := list(runs(token)):
            parts = tuple(word.text for word in words[:MAX_TERMS])
            terms.append(Term(token[words[0].start : words[-1].end], parts))
    terms = _join_dates(terms)
    if terms and not text[-1].isspace():
        terms[-1] = replace(terms[-1], is_unfinished=True)
    return Query(_first_distinct(terms), _first_distinct(filters), is_only_begun)


def _first_distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))[:MAX_TERMS]


def _parse_filter(token: str) -> Filter | None:
    rest = token.removeprefix("!")
    is_negated = rest != token
    name, colon, value = rest.partition(":")
    if colon and name in OPERATORS:
        return Filter(name, value, is_negated)
    if is_negated or rest.startswith("'"):
        return Filter("exact", rest.removeprefix("'"), is_negated)
    return None


def _join_dates(terms: list[Term]) -> list[Term]:
    """Return ``terms`` with ``june 5`` and ``june 2024`` as one term each."""
    joined: list[Term] = []
    for term in terms:
        is_day_or_year = term.text.isdecimal() and len(term.text) in _DAY_OR_YEAR_DIGITS
        if joined and is_day_or_year and month_number(joined[-1].text):
            month = joined.pop()
            joined.append(Term(f"{month.text} {term.text}", month.parts + term.parts))
        else:
            joined.append(term)
    return joined


_EARLIEST, _LATEST = "0000-00-00", "9999-99-99"
_ISO = re.compile(r"((?:19|20)[0-9]{2})(?:-([0-9]{0,2})(?:(?<=[0-9])-([0-9]{0,2}))?)?", re.ASCII)
_DAY_OF_MONTH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?", re.ASCII)
_MONTH_OF_YEAR = re.compile(r"([0-9]{1,2})/([0-9]{4})", re.ASCII)
_NAMED_MONTH = re.compile(r"([^\W\d_]{3,})(?: ([0-9]{1,2}|[0-9]{4}))?")
_MONTHS_OF_YEAR, _DAYS_OF_MONTH = 12, 31
_SHORTEST_FOREIGN_MONTH = 4


class DateRange(NamedTuple):
    """Days from ``first`` to ``last``, both included, as ISO dates."""

    first: str
    last: str

    def holds(self, date: PartialDate) -> bool:
        """Tell whether ``date``, or any day of that month or year, lies in the range."""
        iso = date.iso()
        return (
            iso is not None
            and _pad_iso(iso, _EARLIEST) <= self.last
            and (_pad_iso(iso, _LATEST) >= self.first)
        )


class EveryYear(NamedTuple):
    """A month, or one day of it, in any year."""

    month: int
    day: int | None

    def holds(self, date: PartialDate) -> bool:
        """Tell whether ``date`` is of this month and, where it names one, of this day."""
        return date.month == self.month and self.day in (None, date.day)


Period = DateRange | EveryYear


def parse_period(text: str) -> Period | None:
    """Return the period that a folded ``text`` names; None where it names none.

    Known are ``2024-06-05`` and its beginnings from the year on, ``6/5`` and ``6/5/2024`` (the
    month first unless it cannot be one), ``6/2024``, ``june``, ``jun``, ``june 5`` and
    ``june 2024``. Years are those from 1900 to 2099.
    """
    if _ISO.fullmatch(text):
        return _iso_range(text, text)
    if match := _DAY_OF_MONTH.fullmatch(text):
        month, day = int(match[1]), int(match[2])
        if month > _MONTHS_OF_YEAR:
            month, day = day, month
        return _day_period(month, day, match[3])
    if match := _MONTH_OF_YEAR.fullmatch(text):
        return _month_period(int(match[1]), match[2])
    if (match := _NAMED_MONTH.fullmatch(text)) and (number := month_number(match[1])):
        rest = match[2]
        if rest and len(rest) == len("2024"):
            return _month_period(number, rest)
        return _day_period(number, int(rest), None) if rest else EveryYear(number, None)
    return None


def parse_period_or_range(text: str) -> Period | None:
    """Return the period of ``text``, maybe a range (``2024-06..2024-07-15``, ``2024-06..``)."""
    first, dots, last = text.partition("..")
    return _iso_range(first, last) if dots else parse_period(text)


def month_number(word: str) -> int | None:
    """Return the month (1-12) that ``word`` names or, in English, begins to name."""
    english = names.MONTHS["en"].casefold().split()
    months = [number for number, name in enumerate(english, 1) if name.startswith(word)]
    if len(months) == 1 and len(word) >= len("jan"):
        return months[0]
    return names.month_from_name(word) if len(word) >= _SHORTEST_FOREIGN_MONTH else None


def _iso_range(first: str, last: str) -> DateRange | None:
    """Return the days from ``first`` to ``last``; None where one does not begin an ISO date."""
    start, end = _whole_iso(first), _whole_iso(last)
    if start is None or end is None:
        return None
    return DateRange(_pad_iso(start, _EARLIEST), _pad_iso(end, _LATEST))


def _whole_iso(text: str) -> str | None:
    """Return ``text``, an ISO date or the beginning of one, with two digits for each number.

    None where the calendar has no such date; the empty text stays empty.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        return None if text else ""
    year, month, day = match.groups()
    month = _two_digits(month, ends=day is not None, most=_MONTHS_OF_YEAR)
    day = _two_digits(day, ends=False, most=_DAYS_OF_MONTH)
    whole_month = int(month) if month and len(month) > 1 else None
    whole_day = int(day) if day and len(day) > 1 else None
    if valid_date(int(year), whole_month, whole_day) is None:
        return None
    return "-".join(part for part in (year, month, day) if part is not None)


def _two_digits(number: str | None, *, ends: bool, most: int) -> str | None:
    """Return a ``number`` of one digit with a zero where no second digit can follow it."""
    if number and len(number) == 1 and (ends or int(number) > most // 10):
        return f"0{number}"
    return number


def _pad_iso(iso: str, with_end_of: str) -> str:
    return iso + with_end_of[len(iso) :]


def _day_period(month: int, day: int, year: str | None) -> Period | None:
    if valid_date(int(year) if year else None, month, day) is None:
        return None
    if year is None:
        return EveryYear(month, day)
    iso = f"{year}-{month:02}-{day:02}"
    return DateRange(iso, iso)


def _month_period(month: int, year: str) -> DateRange | None:
    iso = f"{year}-{month:02}"
    return _iso_range(iso, iso)
