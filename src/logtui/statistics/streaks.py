"""Days and weeks in a row, and the longest time without an entry."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import NamedTuple

from logtui.document.dates.week_headings import monday_of

_WEEK = datetime.timedelta(weeks=1)
_DAY = datetime.timedelta(days=1)


class Streak(NamedTuple):
    """Days, or weeks, without a break.

    Attributes:
        first: The first day; of weeks the first Monday.
        length: How many days or weeks.
    """

    first: datetime.date
    length: int


class Gap(NamedTuple):
    """Time without an entry.

    Attributes:
        before: The last day with one before it.
        after: The first day with one after it.
    """

    before: datetime.date
    after: datetime.date

    @property
    def days(self) -> int:
        """The number of days without an entry."""
        return (self.after - self.before).days - 1


def longest_day_streak(days: Iterable[datetime.date]) -> Streak | None:
    """Return the most days in a row that are all in ``days``; the latest of several."""
    return _longest_streak(set(days), _DAY)


def longest_week_streak(days: Iterable[datetime.date]) -> Streak | None:
    """Return the most weeks in a row that each have one of ``days``; the latest of several."""
    return _longest_streak(set(map(monday_of, days)), _WEEK)


def current_week_streak(days: Iterable[datetime.date], today: datetime.date) -> int:
    """Return how many weeks in a row up to that of ``today`` have one of ``days``.

    A week that is not over yet does not break it.
    """
    weeks = set(map(monday_of, days))
    week = monday_of(today)
    if week not in weeks:
        week -= _WEEK
    count = 0
    while week in weeks:
        count += 1
        week -= _WEEK
    return count


def longest_gap(days: Collection[datetime.date]) -> Gap | None:
    """Return the longest time between two of ``days``; None where they follow each other."""
    gaps = [Gap(*pair) for pair in pairwise(sorted(set(days)))]
    longest = max(gaps, key=lambda gap: gap.days, default=None)
    return longest if longest and longest.days else None


def _longest_streak(starts: set[datetime.date], step: datetime.timedelta) -> Streak | None:
    longest: Streak | None = None
    first, count = None, 0
    for start in sorted(starts):
        first, count = (first, count + 1) if start - step in starts and first else (start, 1)
        if longest is None or count >= longest.length:
            longest = Streak(first, count)
    return longest
