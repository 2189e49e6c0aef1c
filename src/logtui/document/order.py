"""Where in a log a date belongs: its day, or the place between two days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Day, Document

NEWEST_FIRST, OLDEST_FIRST = -1, 1
"""What ``direction`` returns."""

_HALF_YEAR_MONTHS = 6
_MOST_DAYS = 500
_NUMBER = re.compile(r"\d{1,4}(?!\d)")
_OrderKey = tuple[int, int, int]
"""A year, a month and a day, as ``PartialDate.order_key`` gives them."""


@lru_cache(maxsize=1)
def direction(document: Document) -> int:
    """Return ``OLDEST_FIRST`` or ``NEWEST_FIRST``, whichever most neighbouring days follow.

    Where there are no dates, their counts (``Day 3``) tell. A log that does not tell is taken to
    have the newest day on top.
    """
    days = document.days[:: len(document.days) // _MOST_DAYS + 1]
    keys = [key for key in _order_keys(days) if key]
    if not keys:
        matches = (_NUMBER.search(day.marker.of(document.text)) for day in document.days)
        keys = [(int(match[0]), 0, 0) for match in matches if match]
    steps = sum((a < b) - (a > b) for a, b in pairwise(keys))
    return OLDEST_FIRST if steps > 0 else NEWEST_FIRST


def is_dated(document: Document) -> bool:
    """Tell whether ``document`` has days, as opposed to one section without a date."""
    return any(day.style is not None for day in document.days)


def is_only_preamble(document: Document) -> bool:
    """Tell whether a log without days holds nothing yet but its head: a title, a few words."""
    if is_dated(document) or len(document.entries) > 1:
        return False
    bullets = (document.parts(entry).bullet.of(document.text) for entry in document.entries)
    return all(not bullet.strip() or "#" in bullet for bullet in bullets)


def coarsen(document: Document, date: PartialDate) -> PartialDate:
    """Return ``date`` as exactly as the days of ``document`` are given: a month where they are."""
    dates = [day.date for day in document.days if day.date]
    if dates and all(other.day is None for other in dates):
        date = date._replace(day=None)
    if dates and all(other.year is None for other in dates):
        date = date._replace(year=None)
    return date


def find_day(document: Document, date: PartialDate) -> int | None:
    """Return the index of the day with ``date``; of several the newest, where the log grows.

    Without one it is that of the week or range that ``date`` lies in.
    """
    days = document.days
    indices = [index for index, day in enumerate(days) if day.date == date]
    indices = indices or [
        index
        for index, day in enumerate(days)
        if day.first_entry < day.stop_entry and day.holds(date)
    ]
    if not indices:
        return None
    return indices[0] if direction(document) == NEWEST_FIRST else indices[-1]


def find_queue(document: Document) -> int | None:
    """Return the index of the first section of what is to be read; None where there is none."""
    return next((index for index, day in enumerate(document.days) if day.is_queue), None)


def day_position(document: Document, date: PartialDate, leaving_day: int | None = None) -> int:
    """Return the index of the day that a new day with ``date`` goes before.

    It is the place where most days are on their right side of it, so that a few days out of order
    do not matter. ``leaving_day`` is the index of a day that does not count.
    """
    step = direction(document)
    keys = _order_keys(document.days)
    key = date.order_key() or _key_near_newest(date, [other for other in keys if other])
    gains = [
        0 if not other or index == leaving_day else ((other < key) - (other > key)) * step
        for index, other in enumerate(keys)
    ]
    scores = list(accumulate(gains, initial=0))
    best = max(scores)
    days = document.days
    # Text that belongs to no day stays above the days, or below them.
    if step == NEWEST_FIRST:
        position = scores.index(best)
        while position < len(days) and days[position].style is None:
            position += 1
        return position
    position = len(scores) - 1 - scores[::-1].index(best)
    while position and days[position - 1].style is None:
        position -= 1
    return position


def nearest_indices(index: int, count: int, limit: int) -> Iterator[int]:
    """Yield at most ``limit`` indices below ``count``, the nearest to ``index`` first."""
    steps = (-(step + 1) // 2 if step % 2 else step // 2 for step in range(2 * count))
    near = (index + step for step in steps if 0 <= index + step < count)
    return islice(near, limit)


def _order_keys(days: Sequence[Day]) -> list[_OrderKey | None]:
    """Return for each day what it is ordered by, years unknown all through filled in.

    In a log that never gives a year the newest day has the year 0, and years pass where the months
    jump.
    """
    keys = [day.date.order_key() if day.date else None for day in days]
    if any(keys):
        return keys
    return _yearless_keys([day.date and (day.date.month or 0, day.date.day or 0) for day in days])


def _yearless_keys(months: list[tuple[int, int] | None]) -> list[_OrderKey | None]:
    """Return ``months`` with a year 0 or near it, so that neighbours are months apart at most."""
    rising = 0
    for first, second in pairwise([month for month in months if month]):
        step = (first < second) - (first > second)
        # More than half a year is New Year and counts the other way.
        rising += -step if abs(second[0] - first[0]) > _HALF_YEAR_MONTHS else step
    newest_first = range(len(months))[::-1] if rising > 0 else range(len(months))
    last_month: int | None = None
    year = 0
    keys: list[_OrderKey | None] = [None] * len(months)
    for index in newest_first:
        month_and_day = months[index]
        if month_and_day is None:
            continue
        month = month_and_day[0]
        jump = 0 if last_month is None else month - last_month
        year -= (jump > _HALF_YEAR_MONTHS) - (jump < -_HALF_YEAR_MONTHS)
        keys[index] = (year, *month_and_day)
        last_month = month
    return keys


def _key_near_newest(date: PartialDate, keys: Sequence[_OrderKey]) -> _OrderKey:
    """Return what a ``date`` without a year is ordered by in a log whose days have ``keys``.

    It lies as near to the newest day as it can; but a day that would be older than all of them goes
    on from the newest one where that does not reach into another year.
    """
    month, day = date.month or 0, date.day or 0
    if not keys:
        return 0, month, day
    oldest, newest = min(keys), max(keys)
    options = [(newest[0] + step, month, day) for step in (0, 1, -1)]
    nearest = min(options, key=lambda key: abs(_approximate_days(key) - _approximate_days(newest)))
    return options[0] if nearest < oldest and options[0] > newest else nearest


def _approximate_days(key: _OrderKey) -> int:
    """Return a number of days that tells how far apart two dates are, more or less."""
    return (key[0] * 12 + key[1]) * 31 + key[2]
