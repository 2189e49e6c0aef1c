"""Where in a log a date belongs: its day, or the place between two days."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Day, Document

NEWEST_FIRST, OLDEST_FIRST = -1, 1

_HALF_YEAR_MONTHS = 6
_MOST_DAYS = 500
_NUMBER = re.compile(r"\d{1,4}(?!\d)")
_OrderKey = tuple[int, int, int]


def direction(document: Document) -> int:
    """Return ``OLDEST_FIRST`` or ``NEWEST_FIRST``, whichever most neighbouring days follow.

    Where there are no dates, their counts (``Day 3``) tell. A log that does not tell is taken to
    have the newest day on top.
    """
    days = document.days[:: len(document.days) // _MOST_DAYS + 1]
    keys = [key for key in _order_keys(days) if key] or _marker_numbers(document)
    steps = sum((a < b) - (a > b) for a, b in pairwise(keys))
    return OLDEST_FIRST if steps > 0 else NEWEST_FIRST


def is_dated(document: Document) -> bool:
    """Tell whether ``document`` has days, as opposed to one section without a date."""
    return len(document.days) > 1 or any(not day.marker.is_empty for day in document.days)


def is_only_preamble(document: Document) -> bool:
    """Tell whether a log without days holds nothing yet but its head: a title, a few words."""
    if is_dated(document) or len(document.entries) > 1:
        return False
    bullets = (document.parts(entry).bullet.of(document.text) for entry in document.entries)
    return all(not bullet.strip() or "#" in bullet for bullet in bullets)


def coarsen(document: Document, date: PartialDate) -> PartialDate:
    """Return ``date`` as exactly as the days of ``document`` are given: a month where they are."""
    known = [day.date for day in document.days if day.date]
    if known and all(other.day is None for other in known):
        date = date._replace(day=None)
    if known and all(other.year is None for other in known):
        date = date._replace(year=None)
    return date


def find_day(document: Document, date: PartialDate) -> int | None:
    """Return the index of the day with ``date``; of several the newest, where the log grows."""
    found = [index for index, day in enumerate(document.days) if day.date == date]
    if not found:
        return None
    return found[0] if direction(document) == NEWEST_FIRST else found[-1]


def day_position(document: Document, date: PartialDate, leaving: int | None = None) -> int:
    """Return the index of the day that a new day with ``date`` goes in front of.

    It is the place where most days are on their right side of it, so that a few days out of order
    do not matter. ``leaving`` is the index of a day that does not count.
    """
    grows = direction(document)
    keys = _order_keys(document.days)
    key = date.order_key() or _key_near_newest(date, [other for other in keys if other])
    gains = [
        0 if not other or index == leaving else ((other < key) - (other > key)) * grows
        for index, other in enumerate(keys)
    ]
    scores = list(accumulate(gains, initial=0))
    best = max(scores)
    if grows == NEWEST_FIRST:
        return scores.index(best)
    return len(scores) - 1 - scores[::-1].index(best)


def nearest_indices(index: int, count: int, most: int) -> Iterator[int]:
    """Yield at most ``most`` indices below ``count``, the nearest to ``index`` first."""
    given = 0
    for step in range(2 * count):
        at = index + (-(step + 1) // 2 if step % 2 else step // 2)
        if 0 <= at < count:
            yield at
            given += 1
        if given == most:
            return


def _marker_numbers(document: Document) -> list[_OrderKey]:
    """Return the first number of each marker that has one."""
    found = (_NUMBER.search(day.marker.of(document.text)) for day in document.days)
    return [(int(number[0]), 0, 0) for number in found if number]


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
    rising = sum(_step_sign(a, b) for a, b in pairwise([month for month in months if month]))
    walk = range(len(months))[::-1] if rising > 0 else range(len(months))
    last: tuple[int, int] | None = None
    year = 0
    keys: list[_OrderKey | None] = [None] * len(months)
    for index in walk:
        month = months[index]
        if month is None:
            continue
        jump = month[0] - (last or month)[0]
        year -= (jump > _HALF_YEAR_MONTHS) - (jump < -_HALF_YEAR_MONTHS)
        keys[index] = (year, *month)
        last = month
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


def _step_sign(first: tuple[int, int], second: tuple[int, int]) -> int:
    """Return 1 for a step forward, -1 for one back; more than half a year counts the other way."""
    sign = (first < second) - (first > second)
    return -sign if abs(second[0] - first[0]) > _HALF_YEAR_MONTHS else sign
