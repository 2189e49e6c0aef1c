"""Entries of earlier times that a day is a reason to look at again."""

from __future__ import annotations

import calendar
import datetime
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.text.wording import counted_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.model import Document, Entry

_MONTHS_BACK = (1, 3, 6)
_MONTHS_OF_YEAR = 12
_LEAP_DAY = (2, 29)
_DAY_BEFORE_LEAP_DAY = (2, 28)


class Reminder(NamedTuple):
    """An entry with how long ago it was.

    Attributes:
        entry: The entry.
        day: Its day.
        ago: How long ago that was, such as ``3 years ago``.
    """

    entry: Entry
    day: datetime.date
    ago: str


def find_reminders(document: Document, day: datetime.date) -> list[Reminder]:
    """Return the entries that ``day`` is a reason to look at again, the newest first.

    These are the entries of the same day of earlier years. Where there are none, it is those of the
    same week of the calendar, and where there are none of these, those of one week and of one,
    three and six months ago, a day more or less. Entries of unknown days are left out.
    """
    days = [
        (index, date)
        for index, section in enumerate(document.days)
        if section.date and (date := section.date.exact_day()) and date < day
    ]
    days.sort(key=lambda item: item[1], reverse=True)
    anniversaries = [
        Reminder(entry, date, f"{counted_noun(day.year - date.year, 'year')} ago")
        for index, date in days
        if date.year < day.year and _is_same_day(date, day)
        for entry in _entries_of(document, index)
    ]
    year, week, _ = day.isocalendar()
    same_week = [
        Reminder(
            entry, date, f"this week {counted_noun(year - date.isocalendar().year, 'year')} ago"
        )
        for index, date in days
        if date.isocalendar().week == week and date.isocalendar().year < year
        for entry in _entries_of(document, index)
    ]
    recent = [
        Reminder(entry, date, ago)
        for target, ago in _recent_days(day)
        for index, date in days
        if abs((date - target).days) <= 1
        for entry in _entries_of(document, index)
    ]
    return anniversaries or same_week or recent


def _is_same_day(earlier: datetime.date, day: datetime.date) -> bool:
    """Tell whether the two are the same day of the year; a leap day is the 28th in other years."""
    pairs = {(earlier.month, earlier.day), (day.month, day.day)}
    if pairs == {_LEAP_DAY, _DAY_BEFORE_LEAP_DAY}:
        other = day if (earlier.month, earlier.day) == _LEAP_DAY else earlier
        return not calendar.isleap(other.year)
    return len(pairs) == 1


def _recent_days(day: datetime.date) -> Iterator[tuple[datetime.date, str]]:
    """Yield the days of the last months that are looked back to, with what they are called."""
    yield day - datetime.timedelta(weeks=1), "1 week ago"
    for months in _MONTHS_BACK:
        year, month = divmod(day.year * _MONTHS_OF_YEAR + day.month - 1 - months, _MONTHS_OF_YEAR)
        last = calendar.monthrange(year, month + 1)[1]
        target = datetime.date(year, month + 1, min(day.day, last))
        yield target, f"{counted_noun(months, 'month')} ago"


def _entries_of(document: Document, day: int) -> tuple[Entry, ...]:
    section = document.days[day]
    return document.entries[section.first_entry : section.stop_entry]
