"""Periods: the days that words of a query, or an option of a command, name."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates import names
from logtui.document.dates.partial import valid_date
from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from logtui.document.dates.partial import NumberOrder, PartialDate
    from logtui.document.model import Document

_EARLIEST, _LATEST = "0000-00-00", "9999-99-99"
_ISO = lazy_pattern(r"((?:19|20)[0-9]{2})(?:-([0-9]{0,2})(?:(?<=[0-9])-([0-9]{0,2}))?)?", re.ASCII)
_YEAR_FIRST = lazy_pattern(r"((?:19|20)[0-9]{2})([/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_YEAR_LAST = lazy_pattern(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_DAY_OF_MONTH = lazy_pattern(r"([0-9]{1,2})([/-])([0-9]{1,2})")
# Without the second dot it would be the number of a chapter or a version.
_DOTTED_DAY = lazy_pattern(r"([0-9]{1,2})\.([0-9]{1,2})\.")
_MONTH_OF_YEAR = lazy_pattern(r"([0-9]{1,2})[/.-]([0-9]{4})")
_SIGNED_MONTH = lazy_pattern(
    r"(?:((?:19|20)[0-9]{2}) ?[年년] ?)?([0-9]{1,2}) ?[月월](?: ?([0-9]{1,2}) ?[日号號일])?"
)
_WEEK = lazy_pattern(r"((?:19|20)[0-9]{2})-?w([0-9]{1,2})")
_ORDINAL_ENDING = lazy_pattern(r"(?<=[0-9])(?:st|nd|rd|th)\b")
_SEPARATORS = lazy_pattern(r"[\s,./_-]+")

_DAYS_BACK = lazy_pattern(r"-([0-9]{1,5})([dwmy]?)")
_NEAR = lazy_pattern(r"(this|last|past|previous) (week|month|year)")
_UP_TO_TODAY = lazy_pattern(r"(?:last|past|previous) ([0-9]{1,5}) (day|week|month|year)s?")
_AGO = lazy_pattern(r"([0-9]{1,5}) (day|week|month|year)s? ago")

_MONTHS_OF_YEAR, _DAYS_OF_MONTH, _DAYS_OF_WEEK = 12, 31, 7
_YEAR_DIGITS = 4
_CENTURY = 2000
_SHORTEST_FOREIGN_MONTH = 4
_SHORT_NAMES_OF_MAY = ("mai", "maj", "mei", "мая")
"""What is the beginning of other words, too, where no number stands next to it."""
_ANY_DAY = datetime.date(2000, 1, 1)
_YEARS_NEARBY = range(-4, 5)

RELATIVE_PERIODS = (
    *("today", "yesterday", "this-week", "last-week"),
    *("this-month", "last-month", "this-year", "last-year"),
)
"""Periods that are named by where they lie from today, as an operator takes them."""


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

    def nearest(self, today: datetime.date) -> DateRange:
        """Return its days in the year that brings them nearest to ``today``."""
        dates = [
            date
            for years in _YEARS_NEARBY
            if (date := valid_date(today.year + years, self.month, self.day))
        ]
        return days_of(min(dates, key=lambda date: abs(((date.first_day() or today) - today).days)))


Period = DateRange | EveryYear


def days_of(date: PartialDate) -> DateRange:
    """Return all days that ``date``, with a month or a year alone, may be."""
    iso = date.iso() or ""
    return DateRange(_pad_iso(iso, _EARLIEST), _pad_iso(iso, _LATEST))


def first_and_last_day(
    period: DateRange,
) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the days at both ends of ``period``; None at an end that is open."""
    days: list[datetime.date | None] = []
    for iso in period:
        year, month, day = map(int, iso.split("-"))
        if datetime.MINYEAR <= year < datetime.MAXYEAR:
            month = min(max(month, 1), _MONTHS_OF_YEAR)
            day = min(max(day, 1), calendar.monthrange(year, month)[1])
            days.append(datetime.date(year, month, day))
        else:
            days.append(None)
    return days[0], days[1]


def period_in_log(text: str, document: Document) -> Period | None:
    """Return the period that a word of a query means in ``document``, by today's date.

    ``june 24`` is a month of 2024 where no entry is of that day.
    """
    period = parse_period(text, users_today(), document.number_order or "month")
    if isinstance(period, EveryYear) and period.day and text[0].isalpha():
        dates = (day.date for day in document.days)
        if not any(date is not None and period.holds(date) for date in dates):
            return _calendar_period(_CENTURY + period.day, period.month, None)
    return period


def range_in_log(text: str, document: Document) -> Period | None:
    """Return the period, or the range between two, that ``text`` means in ``document``."""
    return parse_period_or_range(text, users_today(), document.number_order or "month")


def users_today() -> datetime.date:
    """Return the day it is where the user is."""
    return datetime.date.today()  # noqa: DTZ011 - the user's own day is meant


def names_period(text: str) -> bool:
    """Tell whether the folded ``text`` names a period."""
    return parse_period(text, _ANY_DAY) is not None


def parse_period(
    text: str, today: datetime.date, order: NumberOrder | None = "month"
) -> Period | None:
    """Return the period that a folded ``text`` names; None where it names none.

    Known are ISO dates and their beginnings from the year on, ISO weeks, dates in numbers with the
    year first, last or left out, months by name with a day and a year in any order, and what is
    named by where it lies from ``today``: ``yesterday``, ``last month``, ``last 3 weeks``,
    ``last june``, ``2 days ago``, ``-3``, ``-2w``.

    Args:
        text: What names it. Between words may be spaces, hyphens, commas, dots and slashes.
        today: The day from which ``yesterday`` and the like are counted.
        order: What comes first in numbers that can be read both ways; None where that is not
            known, so that they name nothing.
    """
    if _ISO.fullmatch(text):
        return _iso_range(text)
    words = _SEPARATORS.sub(" ", _ORDINAL_ENDING.sub("", text)).strip()
    return (
        _numbered_month(text)
        or _numbered_day(text, order)
        or _week_period(text)
        or _relative_period(text, words, today)
        or _latest_month(words, today)
        or _named_period(words.split())
    )


def yearly_period(period: Period) -> EveryYear | None:
    """Return the day, or the month, of ``period`` in any year; None where it is no such one."""
    if isinstance(period, EveryYear):
        return period
    (year, month, day), last = (iso.split("-") for iso in period)
    if last[:2] != [year, month] or int(month) > _MONTHS_OF_YEAR:
        return None
    if last[2] == day:
        return EveryYear(int(month), int(day))
    is_whole = f"-{day}" == _EARLIEST[-3:] and f"-{last[2]}" == _LATEST[-3:]
    return EveryYear(int(month), None) if is_whole else None


def parse_period_or_range(
    text: str, today: datetime.date, order: NumberOrder | None = "month"
) -> Period | None:
    """Return the period of ``text``, maybe a range: ``2024-06..2024-07-15``, ``-14d..``."""
    first, dots, last = text.partition("..")
    if not dots:
        return parse_period(text, today, order)
    open_range = DateRange(_EARLIEST, _LATEST)
    start = parse_period(first, today, order) if first else open_range
    end = parse_period(last, today, order) if last else open_range
    if isinstance(start, DateRange) and isinstance(end, DateRange):
        return DateRange(start.first, end.last)
    return None


def month_number(word: str) -> int | None:
    """Return the month (1-12) that ``word`` names or, in English, begins to name."""
    english = names.MONTHS["en"].casefold().split()
    months = [number for number, name in enumerate(english, 1) if name.startswith(word)]
    if len(months) == 1 and len(word) >= len("jan"):
        return months[0]
    return names.month_from_name(word) if len(word) >= _SHORTEST_FOREIGN_MONTH else None


def _numbered_month(text: str) -> Period | None:
    """Return the month, or its day, of numbers that are read in one order only."""
    if match := _YEAR_FIRST.fullmatch(text):
        first, _, month, day = match.groups()
        return _calendar_period(int(first), int(month), int(day) if day else None)
    if match := _MONTH_OF_YEAR.fullmatch(text):
        return _calendar_period(int(match[2]), int(match[1]), None)
    if match := _SIGNED_MONTH.fullmatch(text):
        signed_year, month, day = match.groups()
        year = int(signed_year) if signed_year else None
        return _calendar_period(year, int(month), int(day) if day else None)
    return None


def _numbered_day(text: str, order: NumberOrder | None) -> Period | None:
    """Return the day of two numbers that tell its month in either order, maybe with a year."""
    if match := _YEAR_LAST.fullmatch(text):
        first, mark, second, year = match.groups()
        return _day_period(int(first), int(second), int(year), "day" if mark == "." else order)
    if match := _DOTTED_DAY.fullmatch(text):
        return _day_period(int(match[1]), int(match[2]), None, "day")
    if match := _DAY_OF_MONTH.fullmatch(text):
        first, mark, second = match.groups()
        if mark == "-":  # The end of an ISO date; `24-06` might as well be the beginning of one.
            return _calendar_period(None, int(first), int(second))
        return _day_period(int(first), int(second), None, order)
    return None


def _day_period(
    first: int, second: int, year: int | None, order: NumberOrder | None
) -> Period | None:
    """Return the day of these numbers; None where they can be read both ways without ``order``."""
    is_day_first = order == "day"
    if max(first, second) > _MONTHS_OF_YEAR:
        is_day_first = first > _MONTHS_OF_YEAR
    elif order is None and first != second:
        return None
    month, day = (second, first) if is_day_first else (first, second)
    return _calendar_period(year, month, day)


def _calendar_period(year: int | None, month: int, day: int | None) -> Period | None:
    date = valid_date(year, month, day)
    if date is None:
        return None
    return days_of(date) if year else EveryYear(month, day)


def _week_period(text: str) -> DateRange | None:
    match = _WEEK.fullmatch(text)
    if match is None:
        return None
    try:
        monday = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None
    return _week_of(monday)


def _week_of(day: datetime.date) -> DateRange:
    monday = day - datetime.timedelta(days=day.weekday())
    return _range(monday, monday + datetime.timedelta(days=_DAYS_OF_WEEK - 1))


def _named_period(words: list[str]) -> Period | None:
    """Return the period of one month's name with a day, a year, both or neither, in any order."""
    numbers = [word for word in words if word.isascii() and word.isdecimal()]
    years = [int(number) for number in numbers if len(number) == _YEAR_DIGITS]
    days = [int(number) for number in numbers if len(number) <= len("31")]
    month_names = [word for word in words if word.isalpha() and word != "of"]
    others = len(numbers) - len(years) - len(days)
    if len(month_names) != 1 or len(years) > 1 or len(days) > 1 or others:
        return None
    month = month_number(month_names[0])
    if month is None and numbers and month_names[0] in _SHORT_NAMES_OF_MAY:
        month = names.month_from_name(month_names[0])
    if month is None:
        return None
    return _calendar_period(years[0] if years else None, month, days[0] if days else None)


def _relative_period(text: str, words: str, today: datetime.date) -> DateRange | None:
    """Return the period that ``text``, or its ``words``, names by where it lies from ``today``."""
    if words in ("today", "yesterday"):
        day = _back(today, int(words == "yesterday"), "d")
        return _range(day, day)
    if match := _DAYS_BACK.fullmatch(text):
        day = _back(today, int(match[1]), match[2] or "d")
        return _range(day, day)
    if match := _AGO.fullmatch(words):
        day = _back(today, int(match[1]), match[2][0])
        return _range(day, day)
    if match := _UP_TO_TODAY.fullmatch(words):
        return _range(_back(today, int(match[1]), match[2][0]), today)
    if match := _NEAR.fullmatch(words):
        day = _back(today, int(match[1] != "this"), match[2][0])
        lengths = {"week": _week_of(day), "month": _iso_range(f"{day:%Y-%m}")}
        return lengths.get(match[2], _iso_range(f"{day:%Y}"))
    return None


def _latest_month(words: str, today: datetime.date) -> DateRange | None:
    """Return the month that ``last june`` names: the latest one before this month."""
    last, _, name = words.partition(" ")
    month = month_number(name) if last == "last" else None
    if month is None:
        return None
    return _iso_range(f"{today.year - (month >= today.month)}-{month:02}")


def _back(today: datetime.date, count: int, unit: str) -> datetime.date:
    """Return the day ``count`` days, weeks, months or years before ``today``, by first letter.

    It is the last of its month where that has no such day, and the first of the calendar where
    that does not reach so far.
    """
    if unit in "dw":
        days = count * (_DAYS_OF_WEEK if unit == "w" else 1)
        return datetime.date.fromordinal(max(1, today.toordinal() - days))
    months = count * (_MONTHS_OF_YEAR if unit == "y" else 1)
    year, month = divmod(today.year * _MONTHS_OF_YEAR + today.month - 1 - months, _MONTHS_OF_YEAR)
    if year < datetime.MINYEAR:
        return datetime.date.min
    last_day = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(today.day, last_day))


def _range(first: datetime.date, last: datetime.date) -> DateRange:
    return DateRange(first.isoformat(), last.isoformat())


def _iso_range(text: str) -> DateRange | None:
    """Return the days of an ISO date or the beginning of one; None where the calendar has none."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    month = _two_digits(month, ends=day is not None, most=_MONTHS_OF_YEAR)
    day = _two_digits(day, ends=False, most=_DAYS_OF_MONTH)
    whole_month = int(month) if month and len(month) > 1 else None
    whole_day = int(day) if day and len(day) > 1 else None
    if valid_date(int(year), whole_month, whole_day) is None:
        return None
    iso = "-".join(part for part in (year, month, day) if part is not None)
    return DateRange(_pad_iso(iso, _EARLIEST), _pad_iso(iso, _LATEST))


def _two_digits(number: str | None, *, ends: bool, most: int) -> str | None:
    """Return a ``number`` of one digit with a zero where no second digit can follow it."""
    if number and len(number) == 1 and (ends or int(number) > most // 10):
        return f"0{number}"
    return number


def _pad_iso(iso: str, with_end_of: str) -> str:
    return iso + with_end_of[len(iso) :]
