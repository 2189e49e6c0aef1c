"""From what markers say to dates: the order of day and month, and years that stand elsewhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from logtui.document.dates.partial import PartialDate, valid_date
from logtui.document.reading.candidates import BELOW_HEADINGS
from logtui.document.reading.markers import ENCLOSING_FORMS
from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from logtui.document.dates.partial import DateReading
    from logtui.document.reading.candidates import Candidate, Heading

_AMBIGUOUS_FORMS = frozenset({"nnn", "nn", "compact"})
_YEAR_FIRST_FORMS = frozenset({"nnn", "yymmdd"})
_SLACK_DAYS = 45
_HALF_YEAR_DAYS = 183
_HALF_YEAR = 6
_LEAP_YEAR = 2000
_LEAP_YEAR_DAYS = 366
_MUCH_CLOSER = 4

_YEAR = lazy_pattern(r"(?<![\w./=?&%-])(?:19|20)\d\d(?![\d])")


def complete_dates(
    markers: Sequence[Candidate],
    candidates: Sequence[Candidate],
    headings: Sequence[Heading],
    preamble: str,
) -> list[PartialDate | None]:
    """Return the date of each of the ``markers``, completed from what stands around it.

    Args:
        markers: The markers of the days.
        candidates: All candidates; months and years among them enclose what follows.
        headings: All headings; each ends what one as deep or deeper encloses.
        preamble: The text before the first marker, which may name the year.
    """
    readings = [marker.reading for marker in markers]
    month_first = is_month_first(readings)
    forms = {
        form: _is_year_first([r for r in readings if r.form == form], month_first=month_first)
        for form in _YEAR_FIRST_FORMS
    }
    dates = [
        _date_if_known(
            (forms.get(reading.form) and reading.year_first)
            or reading.date(month_first=month_first)
            or reading.year_first
        )
        for reading in readings
    ]
    dates = _fill_from_headings(markers, dates, candidates, headings)
    crossing = [
        index
        for index, (reading, date) in enumerate(zip(readings, dates, strict=True))
        if date and _crosses_new_year(reading)
    ]
    return _fill_years(_in_old_year(dates, crossing), preamble, crossing)


def is_month_first(readings: Sequence[DateReading]) -> bool:
    """Tell whether a file's ``readings`` that could go two ways have the month first.

    A first number above 12 says no and a second one yes; where neither occurs, the reading whose
    neighbours lie closer together wins, then the month for slashes and the day for dots.
    """
    ambiguous = [reading for reading in readings if reading.form in _AMBIGUOUS_FORMS]
    days = sum(r.month_first is None and r.day_first is not None for r in ambiguous)
    months = sum(r.day_first is None and r.month_first is not None for r in ambiguous)
    if days != months:
        return months > days
    day_gap, month_gap = (
        _total_gap(reading.date(month_first=month_first) for reading in readings)
        for month_first in (False, True)
    )
    return month_gap <= day_gap


def _is_year_first(readings: Sequence[DateReading], *, month_first: bool) -> bool:
    """Tell whether numbers of one form, like ``24-01-05``, are meant to begin with the year.

    All of them have to allow it, and the days have to lie much closer together that way; six
    digits in a row are meant so unless they lie much closer the other way.
    """
    if not readings or not all(reading.year_first for reading in readings):
        return False
    year_first_gap = _total_gap(reading.year_first for reading in readings)
    others = [reading.date(month_first=month_first) for reading in readings]
    if readings[0].form == "yymmdd":
        return not all(others) or year_first_gap <= _total_gap(others) * _MUCH_CLOSER
    return year_first_gap * _MUCH_CLOSER < _total_gap(others)


def _total_gap(dates: Iterable[PartialDate | None]) -> int:
    """Return the days between neighbours, summed up."""
    known = [date for date in dates if date and date.month]
    return sum(_gap(first, second) for first, second in pairwise(known))


def _gap(first: PartialDate, second: PartialDate) -> int:
    """Return the days between two dates; as few as there may be where one of them has no year."""
    if first.year and second.year:
        return abs(_ordinal(second) - _ordinal(first))
    days = abs(_ordinal(second._replace(year=None)) - _ordinal(first._replace(year=None)))
    return min(days, _LEAP_YEAR_DAYS - days)


def _ordinal(date: PartialDate) -> int:
    """Return a day number to compare ``date`` by; a yearless one counts in a leap year."""
    return datetime.date(date.year or _LEAP_YEAR, date.month or 1, date.day or 1).toordinal()


def _date_if_known(date: PartialDate | None) -> PartialDate | None:
    """Return ``date``; None where nothing of it is known."""
    return date if date and any(date) else None


def _fill_from_headings(
    markers: Sequence[Candidate],
    marker_dates: list[PartialDate | None],
    candidates: Sequence[Candidate],
    headings: Sequence[Heading],
) -> list[PartialDate | None]:
    """Return the ``marker_dates`` with years and months of the headings that enclose them."""
    dates_by_start = {m.start: date for m, date in zip(markers, marker_dates, strict=True)}
    enclosing = {c.start: c for c in candidates if c.reading.form in ENCLOSING_FORMS}
    levels = {heading.start: heading.level for heading in headings}
    outer_dates: list[tuple[int, PartialDate]] = []
    dates: list[PartialDate | None] = []
    for start in sorted({*dates_by_start, *enclosing, *levels}):
        level = levels.get(start, BELOW_HEADINGS)
        if start in enclosing or start in levels:
            outer_dates = [(above, date) for above, date in outer_dates if above < level]
        if start in dates_by_start:
            date = dates_by_start[start]
            if date:
                for _, outer in reversed(outer_dates):
                    month = date.month or outer.month
                    year = date.year or (outer.year if month else None)
                    date = valid_date(year, month, date.day) or date
            dates.append(date if date and (date.month or date.year) else None)
        if start in enclosing:
            outer_date = _date_if_known(enclosing[start].reading.day_first)
            if outer_date and enclosing[start].is_alone:
                outer_dates.append((level, outer_date))
    return dates


def _crosses_new_year(reading: DateReading) -> bool:
    """Tell whether ``reading``, which gives no year, is a range that ends in the next one."""
    first, last = reading.day_first, reading.last_day
    if first is None or first.year is not None or last is None:
        return False
    return (first.month or 0) > (last.month or 0)


def _in_old_year(
    dates: list[PartialDate | None], crossing: Iterable[int]
) -> list[PartialDate | None]:
    """Return ``dates`` with those of ranges that cross New Year before the dates around them.

    The year of a heading, or of the whole log, is that of their last day where a day next to them
    is one of its beginning.
    """
    dates = list(dates)
    for index in crossing:
        date = dates[index]
        if date is None or date.year is None:
            continue
        around = [dates[near] for near in (index - 1, index + 1) if 0 <= near < len(dates)]
        for near in around:
            is_same_year = near is not None and near.year in (date.year, None)
            if near and is_same_year and (near.month or 12) + _HALF_YEAR <= (date.month or 0):
                dates[index] = valid_date(date.year - 1, date.month, date.day)
    return dates


def _fill_years(
    dates: Sequence[PartialDate | None], preamble: str, crossing: Iterable[int]
) -> list[PartialDate | None]:
    """Return ``dates`` with missing years taken from neighbours, else from the ``preamble``.

    Where the dates rise, the preamble says when they begin, even if a later one has a later year.
    Those at the indices ``crossing`` are of ranges that end in the next year.
    """
    dates = list(dates)
    trend = _trend(dates)
    with_year = next((i for i, date in enumerate(dates) if date and date.year), None)
    with_month = next((i for i, date in enumerate(dates) if date and date.month), None)
    if with_month is not None and (with_year is None or (with_month < with_year and trend > 0)):
        year_text = _YEAR.search(preamble)
        known = dates[with_year] if with_year is not None else None
        if year_text and int(year_text[0]) <= ((known and known.year) or int(year_text[0])):
            dates[with_month] = _in_year(dates[with_month], int(year_text[0]))
            dates = _in_old_year(dates, {with_month}.intersection(crossing))
            with_year = with_month
    if with_year is not None:
        _carry_years(dates, range(with_year, len(dates)), trend)
        _carry_years(dates, range(with_year, -1, -1), -trend)
    return dates


def _carry_years(dates: list[PartialDate | None], indices: range, direction: int) -> None:
    """Give each yearless date at ``indices`` the year that fits the dated one before it.

    ``direction`` is 1 where dates rise that way, -1 where they fall, 0 where they do neither.
    """
    date_before: PartialDate | None = None
    for index in indices:
        date = dates[index]
        if date and date.month and not date.year and date_before:
            date = dates[index] = _in_nearest_year(date, date_before, direction)
        if date and date.year:
            date_before = date


def _in_nearest_year(
    date: PartialDate, date_before: PartialDate, direction: int
) -> PartialDate | None:
    """Return ``date`` in the year nearest to ``date_before`` on the side of ``direction``.

    A few weeks back are a slip in the order of the file, not a year gone by.
    """
    year = date_before.year or 0
    options = [option for y in (year - 1, year, year + 1) if (option := _in_year(date, y))]
    if not options:
        return date
    distances = {option: _ordinal(option) - _ordinal(date_before) for option in options}
    ahead = [option for option in options if distances[option] * direction >= -_SLACK_DAYS]
    return min(ahead or options, key=lambda option: abs(distances[option]))


def _in_year(date: PartialDate | None, year: int) -> PartialDate | None:
    return valid_date(year, date.month, date.day) if date else None


def _trend(dates: Sequence[PartialDate | None]) -> int:
    """Return 1 where the dates mostly rise, -1 where they mostly fall, 0 where they do neither.

    A step of more than half a year between yearless dates is New Year and counts the other way.
    """
    steps = 0
    for first, second in pairwise([date for date in dates if date and date.month]):
        step = _ordinal(second) - _ordinal(first)
        if first.year is None or second.year is None:
            step = (second.month or 0) * 31 + (second.day or 1)
            step -= (first.month or 0) * 31 + (first.day or 1)
            if abs(step) > _HALF_YEAR_DAYS:
                step = -step
        steps += (step > 0) - (step < 0)
    return (steps > 0) - (steps < 0)
