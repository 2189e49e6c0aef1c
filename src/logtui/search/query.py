"""What a query says: words to rank by, and filters that an entry has to pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from logtui.document.dates import names
from logtui.document.dates.partial import valid_date
from logtui.search.words import fold, join_parts, runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.dates.partial import PartialDate


Item = TypeVar("Item")

OPERATORS = ("kind", "in", "host", "no")
"""The words that make a filter when a colon follows them."""

LONGEST_QUERY = 1000
"""Characters of a query that count."""

MAX_TERMS = 16
"""Different terms of a query that count: nobody remembers more, but a whole note may be pasted."""

_DAY_OR_YEAR_DIGITS = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query.

    Attributes:
        text: As it was typed, folded, without the punctuation around it.
        parts: Its runs of letters and digits: ``self-correct`` has two.
        is_unfinished: Whether more of it may still come, as nothing follows it in the query.
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
        """The term as the one word that it is looked for as."""
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
        is_negated: Whether the entries that meet the condition are the ones left out.
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
        begun: Whether it is nothing but operators whose values are still to be typed; whoever is
            typing has left no entry out yet.
    """

    terms: tuple[Term, ...]
    filters: tuple[Filter, ...]
    begun: bool = False


@lru_cache(maxsize=64)
def parse_query(text: str) -> Query:
    """Return what ``text`` says. Whatever is typed says something; nothing is an error here.

    ``'word`` asks for exactly these characters, ``!word`` for entries without them, and
    ``kind:``, ``in:``, ``host:`` and ``no:``, each also behind ``!``, for the named property. An
    operator without a value is still being typed and leaves no entry out.
    """
    terms: list[Term] = []
    filters: list[Filter] = []
    text = text[:LONGEST_QUERY]
    tokens = fold(text).split()
    begun = bool(tokens)
    for token in tokens:
        found = _parse_filter(token)
        begun = begun and found is not None and not found.value
        if found is not None:
            filters += [found] if _has_value(found) else []
        elif term := _parse_term(token):
            terms.append(term)
    terms = _join_dates(terms)
    if terms and not text[-1].isspace():
        terms[-1] = replace(terms[-1], is_unfinished=True)
    return Query(_first_distinct(terms), _first_distinct(filters), begun)


def _first_distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))[:MAX_TERMS]


def _parse_filter(token: str) -> Filter | None:
    rest = token.removeprefix("!")
    negated = rest != token
    name, colon, value = rest.partition(":")
    if colon and name in OPERATORS:
        return Filter(name, value, negated)
    if negated or rest.startswith("'"):
        return Filter("exact", rest.removeprefix("'"), negated)
    return None


def _has_value(condition: Filter) -> bool:
    """Tell whether a filter is typed far enough; ``!?`` must not let everything pass."""
    if condition.name == "exact":
        return any(True for _ in runs(condition.value))
    return bool(condition.value)


def _parse_term(token: str) -> Term | None:
    words = list(runs(token))
    if not words:
        return None
    return Term(token[words[0].start : words[-1].end], tuple(w.text for w in words[:MAX_TERMS]))


def _join_dates(terms: list[Term]) -> list[Term]:
    """Return ``terms`` with ``june 5`` and ``june 2024`` as one term each."""
    result: list[Term] = []
    for term in terms:
        if result and _is_day_or_year(term) and month_number(result[-1].text):
            month = result.pop()
            result.append(Term(f"{month.text} {term.text}", month.parts + term.parts))
        else:
            result.append(term)
    return result


def _is_day_or_year(term: Term) -> bool:
    return term.text.isdecimal() and len(term.text) in _DAY_OR_YEAR_DIGITS


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
        """Tell whether ``date``, or a day of the month or year that it is, lies in the range."""
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
    """Return what a folded ``text`` names; None where it names no time.

    Known are ``2024-06-05`` and its beginnings from the year on, ``6/5`` and ``6/5/2024`` (the
    month first unless it cannot be one), ``6/2024``, ``june``, ``jun``, ``june 5`` and
    ``june 2024``. Years are those from 1900 to 2099.
    """
    if _ISO.fullmatch(text):
        return _iso_range(text, text)
    if found := _DAY_OF_MONTH.fullmatch(text):
        month, day = int(found[1]), int(found[2])
        if month > _MONTHS_OF_YEAR:
            month, day = day, month
        return _day_period(month, day, found[3])
    if found := _MONTH_OF_YEAR.fullmatch(text):
        return _month_period(int(found[1]), found[2])
    if (found := _NAMED_MONTH.fullmatch(text)) and (number := month_number(found[1])):
        rest = found[2]
        if rest and len(rest) == len("2024"):
            return _month_period(number, rest)
        return _day_period(number, int(rest), None) if rest else EveryYear(number, None)
    return None


def parse_period_or_range(text: str) -> Period | None:
    """Return what ``text`` names, maybe a range (``2024-06..2024-07-15``, ``2024-06..``)."""
    first, dots, last = text.partition("..")
    return _iso_range(first, last) if dots else parse_period(text)


def month_number(word: str) -> int | None:
    """Return the month (1-12) that ``word`` names or, in English, begins to name."""
    english = names.MONTHS["en"].casefold().split()
    begun = [number for number, name in enumerate(english, 1) if name.startswith(word)]
    if len(begun) == 1 and len(word) >= len("jan"):
        return begun[0]
    return names.month_from_name(word) if len(word) >= _SHORTEST_FOREIGN_MONTH else None


def _iso_range(first: str, last: str) -> DateRange | None:
    """Return the days from ``first`` to ``last``; None where one is no ISO date or begins none."""
    start, stop = _whole_iso(first), _whole_iso(last)
    if start is None or stop is None:
        return None
    return DateRange(_pad_iso(start, _EARLIEST), _pad_iso(stop, _LATEST))


def _whole_iso(text: str) -> str | None:
    """Return ``text``, an ISO date or the beginning of one, with two digits for each number.

    None where the calendar has no such date; the empty text stays empty.
    """
    found = _ISO.fullmatch(text)
    if found is None:
        return None if text else ""
    year, month, day = found.groups()
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
