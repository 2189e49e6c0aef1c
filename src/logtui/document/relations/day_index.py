"""The days of a log by their dates, and what a date in its prose means."""

from __future__ import annotations

from functools import cached_property
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates import reader, surroundings
from logtui.document.dates.partial import PartialDate, valid_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from logtui.document.dates.partial import DateReading, NumberOrder
    from logtui.document.model import Document

_MOST_MARKERS = 16
"""Markers that are looked at for how the log writes its dates."""

_FULL_FORMS = frozenset({"ymd", "cjk", "name", "nnn", "compact"})
_SHORT_FORMS = frozenset({"nn", "nn."})
_NAMED_FORMS = frozenset({"cjk", "name"})
_LEAP_DAY_YEARS = 8
"""Years between two 29ths of February at the most."""


class _NumberStyle(NamedTuple):
    """How the markers of a log write dates in numbers.

    Attributes:
        order: What comes first; None where nothing tells.
        separators: What stands between the numbers.
        digits: Of a year in front.
    """

    order: NumberOrder | None
    separators: frozenset[str]
    digits: int


class DayIndex:
    """Which entries a date in the prose of a document means."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._style = _number_style(document)

    @cached_property
    def _days(self) -> dict[PartialDate, list[int]]:
        """The days that have entries, by their dates and by these without a year."""
        days: dict[PartialDate, list[int]] = {}
        for index, day in enumerate(self._document.days):
            if day.date and day.date.day and day.first < day.stop:
                for date in {day.date, day.date._replace(year=None)}:
                    days.setdefault(date, []).append(index)
        return days

    @cached_property
    def _days_without_year(self) -> dict[PartialDate, list[int]]:
        """Those of these days whose markers give no year."""
        days = self._document.days
        return {
            date: [index for index in indices if days[index].date == date]
            for date, indices in self._days.items()
            if date.year is None
        }

    def dates_meant(
        self, reading: DateReading, said: str, own: PartialDate | None
    ) -> list[PartialDate]:
        """Return the days that ``reading`` may mean in an entry of the day ``own``.

        None where it is no day, is written in a way that the log's own days are not, or is the
        day ``own`` itself. Numbers are read in the order of the log's markers, both ways where
        these do not tell; a missing year is the one that makes it the last such day before
        ``own``.

        Args:
            reading: What the text says.
            said: The characters that say it.
            own: The date of the entry that says it.
        """
        if reading.form in _SHORT_FORMS and self._style.separators.isdisjoint(said):
            return []
        if reading.form not in _FULL_FORMS | _SHORT_FORMS:
            return []
        order = self._style.order
        dates = [reading.month_first, reading.day_first]
        if order == "year":
            dates = [reading.year_first or reading.date(month_first=True)]
        elif order:
            dates = [reading.date(month_first=order == "month")]
        whole = [_with_year(date, own) for date in dates if date and date.month and date.day]
        return [date for date in dict.fromkeys(whole) if date and date != own]

    def entries_on(self, date: PartialDate) -> Iterator[int]:
        """Yield the entries of the day ``date``, in order; a year that is unknown fits any."""
        days = self._document.days
        indices: Iterable[int] = self._days.get(date, ())
        if date.year is not None:
            without_year = self._days_without_year.get(date._replace(year=None), ())
            indices = merge(indices, without_year)
        for index in indices:
            yield from range(days[index].first, days[index].stop)

    def short_date(self, date: PartialDate, year: int | None) -> str | None:
        """Return ``date`` in few characters, in the order and with the marks of the log's own days.

        ``07/22``, ``07-22`` or ``22.07``; with its year where that is not ``year``. Where the log
        names its months the order is that of an ISO date. None where no day is known.
        """
        if date.month is None or date.day is None:
            return None
        order, separators, digits = self._style
        mark = next((mark for mark in "/.-" if mark in separators), "-")
        parts = [f"{date.month:02d}", f"{date.day:02d}"]
        if order == "day":
            parts.reverse()
        if date.year is not None and date.year != year:
            full = f"{date.year:04d}"
            parts = [full[-digits:], *parts] if order == "year" else [*parts, full]
        return mark.join(parts)


def _with_year(date: PartialDate, own: PartialDate | None) -> PartialDate | None:
    """Return ``date`` with a year: its own, or that of the last such day before ``own``."""
    if date.year is not None or own is None or own.year is None:
        return date
    limit = (own.year, own.month or 13, own.day or 32)
    years = range(own.year, own.year - _LEAP_DAY_YEARS - 1, -1)
    found = (valid_date(year, date.month, date.day) for year in years)
    return next((day for day in found if day and _date_key(day) < limit), None)


def _date_key(date: PartialDate) -> tuple[int, int, int]:
    return (date.year or 0, date.month or 0, date.day or 0)


def _number_style(document: Document) -> _NumberStyle:
    """Return how the log's markers write a date in numbers; like ISO where they name months."""
    readings = [found for found in _marker_readings(document) if found[0].form not in _NAMED_FORMS]
    separators: set[str] = set()
    for reading, marker, _ in readings:
        for (_, _, end), (_, start, _) in zip(reading.fields, reading.fields[1:], strict=False):
            separators.update(marker[end:start].strip())
    told = [
        orders[0] for reading, _, day in readings if len(orders := reading.orders_for(day)) == 1
    ]
    order: NumberOrder | None = told[0] if told else None
    digits = 2 if order == "year" else 4
    leading = {reading.fields[0][0] for reading, _, _ in readings if reading.fields}
    if order is None and ("year" in leading or not leading):
        order = "year"
    return _NumberStyle(order, frozenset(separators & set("/.-")), digits)


def _marker_readings(document: Document) -> Iterator[tuple[DateReading, str, PartialDate]]:
    """Yield how the first markers read, their text, and the date that this was taken for."""
    for day in document.days[:_MOST_MARKERS]:
        marker = day.marker.of(document.text)
        reading = reader.find_date(marker, surroundings.skip_marks(marker, 0))
        if reading and day.date:
            yield reading, marker, day.date
