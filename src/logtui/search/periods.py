"""Stretches of time as a query names them: a day, a month, a year, a month of any year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import names
from logtui.document.dates import made

if TYPE_CHECKING:
    from logtui.document.dates import PartialDate

_EARLIEST, _LATEST = "0000-00-00", "9999-99-99"
_ISO = re.compile(r"((?:19|20)[0-9]{2})(?:-([0-9]{0,2})(?:(?<=[0-9])-([0-9]{0,2}))?)?", re.ASCII)
_DAY_OF_MONTH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?", re.ASCII)
_MONTH_OF_YEAR = re.compile(r"([0-9]{1,2})/([0-9]{4})", re.ASCII)
_NAMED_MONTH = re.compile(r"([^\W\d_]{3,})(?: ([0-9]{1,2}|[0-9]{4}))?")
_MONTHS, _DAYS = 12, 31
_SHORTEST_FOREIGN_MONTH = 4


class Range(NamedTuple):
    """Days from ``first`` to ``last``, both included, as ISO dates."""

    first: str
    last: str

    def holds(self, date: PartialDate) -> bool:
        """Tell whether ``date``, or a day of the month or year that it is, lies in the range."""
        iso = date.iso()
        return (
            iso is not None
            and _padded(iso, _EARLIEST) <= self.last
            and (_padded(iso, _LATEST) >= self.first)
        )


class EveryYear(NamedTuple):
    """A month, or one day of it, in any year."""

    month: int
    day: int | None

    def holds(self, date: PartialDate) -> bool:
        """Tell whether ``date`` is of this month and, where it names one, of this day."""
        return date.month == self.month and self.day in (None, date.day)


Period = Range | EveryYear


def period(text: str) -> Period | None:
    """Return what a folded ``text`` names; None where it names no time.

    Known are ``2024-06-05`` and its beginnings from the year on, ``6/5`` and ``6/5/2024`` (the
    month first unless it cannot be one), ``6/2024``, ``june``, ``jun``, ``june 5`` and
    ``june 2024``. Years are those from 1900 to 2099.
    """
    if _ISO.fullmatch(text):
        return _iso_range(text, text)
    if found := _DAY_OF_MONTH.fullmatch(text):
        month, day = int(found[1]), int(found[2])
        if month > _MONTHS:
            month, day = day, month
        return _day(month, day, found[3])
    if found := _MONTH_OF_YEAR.fullmatch(text):
        return _of_year(int(found[1]), found[2])
    if (found := _NAMED_MONTH.fullmatch(text)) and (number := month_number(found[1])):
        rest = found[2]
        if rest and len(rest) == len("2024"):
            return _of_year(number, rest)
        return _day(number, int(rest), None) if rest else EveryYear(number, None)
    return None


def period_or_range(text: str) -> Period | None:
    """Return what ``text`` names, maybe a range (``2024-06..2024-07-15``, ``2024-06..``)."""
    first, dots, last = text.partition("..")
    return _iso_range(first, last) if dots else period(text)


def month_number(word: str) -> int | None:
    """Return the month (1-12) that ``word`` names or, in English, begins to name."""
    english = names.MONTHS["en"].casefold().split()
    begun = [number for number, name in enumerate(english, 1) if name.startswith(word)]
    if len(begun) == 1 and len(word) >= len("jan"):
        return begun[0]
    return names.month(word) if len(word) >= _SHORTEST_FOREIGN_MONTH else None


def _iso_range(first: str, last: str) -> Range | None:
    """Return the days from ``first`` to ``last``; None where one is no ISO date or begins none."""
    start, stop = _iso(first), _iso(last)
    if start is None or stop is None:
        return None
    return Range(_padded(start, _EARLIEST), _padded(stop, _LATEST))


def _iso(text: str) -> str | None:
    """Return ``text``, an ISO date or the beginning of one, with two digits for each number.

    None where the calendar has no such date; the empty text stays empty.
    """
    found = _ISO.fullmatch(text)
    if found is None:
        return None if text else ""
    year, month, day = found.groups()
    month = _two_digits(month, ends=day is not None, most=_MONTHS)
    day = _two_digits(day, ends=False, most=_DAYS)
    whole_month = int(month) if month and len(month) > 1 else None
    whole_day = int(day) if day and len(day) > 1 else None
    if made(int(year), whole_month, whole_day) is None:
        return None
    return "-".join(part for part in (year, month, day) if part is not None)


def _two_digits(number: str | None, *, ends: bool, most: int) -> str | None:
    """Return a ``number`` of one digit with a zero where no second digit can follow it."""
    if number and len(number) == 1 and (ends or int(number) > most // 10):
        return f"0{number}"
    return number


def _padded(iso: str, with_end_of: str) -> str:
    return iso + with_end_of[len(iso) :]


def _day(month: int, day: int, year: str | None) -> Period | None:
    if made(int(year) if year else None, month, day) is None:
        return None
    if year is None:
        return EveryYear(month, day)
    iso = f"{year}-{month:02}-{day:02}"
    return Range(iso, iso)


def _of_year(month: int, year: str) -> Range | None:
    iso = f"{year}-{month:02}"
    return _iso_range(iso, iso)
