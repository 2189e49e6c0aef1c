"""From what markers say to dates: the order of day and month, and years that stand elsewhere."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from logtui.document.dates.partial import PartialDate, valid_date
from logtui.document.reading.candidates import BELOW_HEADINGS
from logtui.document.reading.markers import ENCLOSING_FORMS
from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from logtui.document.dates.partial import DateReading
    from logtui.document.reading.candidates import Candidate, Heading

_AMBIGUOUS = frozenset({"nnn", "nn", "compact"})
_SLACK_DAYS = 45
_LEAP_YEAR = 2000
_MUCH_CLOSER = 4


_YEAR = lazy_pattern(r"(?<![\w./-])(?:19|20)\d\d(?![\d])")


def complete_dates(
    chosen: Sequence[Candidate],
    candidates: Sequence[Candidate],
    headings: Sequence[Heading],
    preamble: str,
) -> list[PartialDate | None]:
    """Return the date of each of the ``chosen`` markers, completed from what stands around it.

    Args:
        chosen: The markers of the days.
        candidates: All candidates; months and years among them enclose what follows.
        headings: All headings; each ends what one as deep or deeper encloses.
        preamble: The text in front of the first marker, which may name the year.
    """
    readings = [candidate.reading for candidate in chosen]
    month_first = is_month_first(readings)
    year_first = _is_year_first(readings, month_first=month_first)
    read = [
        _date_if_known((year_first and reading.year_first) or reading.date(month_first=month_first))
        for reading in readings
    ]
    enclosed = _fill_from_headings(chosen, read, candidates, headings)
    return _fill_years(enclosed, preamble)


def is_month_first(readings: Sequence[DateReading]) -> bool:
    """Tell whether a file's ``readings`` that could go two ways have the month first.

    A first number above 12 says no and a second one yes; where neither occurs, the reading whose
    neighbours lie closer together wins, then the month for slashes and the day for dots.
    """
    doubtful = [reading for reading in readings if reading.form in _AMBIGUOUS]
    day = sum(reading.month_first is None and reading.day_first is not None for reading in doubtful)
    month = sum(
        reading.day_first is None and reading.month_first is not None for reading in doubtful
    )
    if day != month:
        return month > day
    gaps = [
        _total_gap(reading.date(month_first=first) for reading in readings)
        for first in (False, True)
    ]
    return gaps[1] <= gaps[0]


def _is_year_first(readings: Sequence[DateReading], *, month_first: bool) -> bool:
    """Tell whether numbers like ``24-01-05`` are meant to begin with the year.

    All of them have to allow it, and the days have to lie much closer together that way.
    """
    doubtful = [reading for reading in readings if reading.form == "nnn"]
    if not doubtful or not all(reading.year_first for reading in doubtful):
        return False
    turned = _total_gap(reading.year_first for reading in doubtful)
    return turned * _MUCH_CLOSER < _total_gap(
        reading.date(month_first=month_first) for reading in doubtful
    )


def _total_gap(found: Iterable[PartialDate | None]) -> int:
    """Return the days between neighbours, summed up."""
    ordinals = [_ordinal(date) for date in found if date and date.month]
    return sum(abs(second - first) for first, second in pairwise(ordinals))


def _ordinal(date: PartialDate) -> int:
    """Return a day number to compare ``date`` by; a yearless one counts in a leap year."""
    return datetime.date(date.year or _LEAP_YEAR, date.month or 1, date.day or 1).toordinal()


def _date_if_known(date: PartialDate | None) -> PartialDate | None:
    """Return ``date``; None where nothing of it is known."""
    return date if date and any(date) else None


def _fill_from_headings(
    chosen: Sequence[Candidate],
    read: list[PartialDate | None],
    candidates: Sequence[Candidate],
    headings: Sequence[Heading],
) -> list[PartialDate | None]:
    """Return the dates ``read`` with years and months of the headings that enclose them."""
    by_start = {c.start: (c, date) for c, date in zip(chosen, read, strict=True)}
    enclosing = {c.start: c for c in candidates if c.reading.form in ENCLOSING_FORMS}
    levels = {heading.start: heading.level for heading in headings}
    outer: list[tuple[int, PartialDate]] = []
    found: list[PartialDate | None] = []
    for start in sorted({*by_start, *enclosing, *levels}):
        level = levels.get(start, BELOW_HEADINGS)
        if start in enclosing or start in levels:
            outer = [(above, date) for above, date in outer if above < level]
        if start in by_start:
            found.append(_fill_from_outer(by_start[start][1], outer))
        if start in enclosing:
            date = _date_if_known(enclosing[start].reading.day_first)
            if date and enclosing[start].is_alone:
                outer.append((level, date))
    return found


def _fill_from_outer(
    date: PartialDate | None, outer: Iterable[tuple[int, PartialDate]]
) -> PartialDate | None:
    """Return ``date`` with what it lacks from the ``outer`` ones, the nearest first."""
    if date is None:
        return None
    for _, above in reversed(list(outer)):
        month = date.month or above.month
        year = date.year or (above.year if month else None)
        date = valid_date(year, month, date.day) or date
    return date if date.month or date.year else None


def _fill_years(found: list[PartialDate | None], preamble: str) -> list[PartialDate | None]:
    """Return the dates ``found`` with missing years taken from neighbours, else the preamble.

    Where the dates rise, the preamble says when they begin, even if a later one has a later year.
    """
    rising = _trend(found)
    known = next((i for i, date in enumerate(found) if date and date.year), None)
    first = next((i for i, date in enumerate(found) if date and date.month), None)
    latest = found[known] if known is not None else None
    if first is not None and (known is None or (first < known and rising > 0)):
        year = _YEAR.search(preamble)
        if year and int(year[0]) <= ((latest and latest.year) or int(year[0])):
            found[first] = _in_year(found[first], int(year[0]))
            known = first
    if known is None:
        return found
    _carry_years(found, range(known, len(found)), rising)
    _carry_years(found, range(known, -1, -1), -rising)
    return found


def _carry_years(found: list[PartialDate | None], order: range, direction: int) -> None:
    """Give each yearless date in ``order`` the year that fits the dated one before it.

    ``direction`` is 1 where dates rise that way, -1 where they fall, 0 where they do neither.
    """
    last: PartialDate | None = None
    for index in order:
        date = found[index]
        if date and date.month and not date.year and last and last.year:
            date = found[index] = _in_nearest_year(date, last, direction)
        if date and date.year:
            last = date


def _in_nearest_year(date: PartialDate, last: PartialDate, direction: int) -> PartialDate | None:
    """Return ``date`` in the year that puts it nearest to ``last`` on the side of ``direction``.

    A few weeks back are a slip in the order of the file, not a year gone by.
    """
    year = last.year or 0
    options = [option for y in (year - 1, year, year + 1) if (option := _in_year(date, y))]
    if not options:
        return date
    ahead = [o for o in options if (_ordinal(o) - _ordinal(last)) * direction >= -_SLACK_DAYS]
    return min(ahead or options, key=lambda option: abs(_ordinal(option) - _ordinal(last)))


def _in_year(date: PartialDate | None, year: int) -> PartialDate | None:
    return valid_date(year, date.month, date.day) if date else None


def _trend(found: Sequence[PartialDate | None]) -> int:
    """Return 1 where the dates mostly rise, -1 where they mostly fall, 0 where they do neither.

    A step of more than half a year between yearless dates is New Year and counts the other way.
    """
    half_year = 183
    steps = 0
    for first, second in pairwise([date for date in found if date and date.month]):
        step = _ordinal(second) - _ordinal(first)
        if first.year is None or second.year is None:
            step = (second.month or 0) * 31 + (second.day or 1)
            step -= (first.month or 0) * 31 + (first.day or 1)
            if abs(step) > half_year:
                step = -step
        steps += (step > 0) - (step < 0)
    return (steps > 0) - (steps < 0)
