"""The days of a log by their dates, and what a date in its prose means."""

from __future__ import annotations

from functools import cached_property
from heapq import merge
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates.partial import PartialDate, valid_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from logtui.document.dates.partial import DateReading, NumberOrder
    from logtui.document.model import Document

_MOST_MARKERS = 16
"""Markers that are looked at for how the log writes its dates."""

_FULL_FORMS = frozenset({"ymd", "cjk", "name", "nnn", "compact"})
_SHORT_FORMS = frozenset({"nn", "nn."})
_UNORDERED_FORMS = frozenset({"cjk", "name", "dom", "month", "mmdd"})
_LEAP_DAY_YEARS = 8
"""Years between two 29ths of February at the most."""


class _NumberStyle(NamedTuple):
    """How the markers of a log write dates in numbers.

    Attributes:
        order: What comes first; None where nothing tells.
        separators: What stands between the numbers.
        year_digits: Of a year that comes first.
    """

    order: NumberOrder | None
    separators: frozenset[str]
    year_digits: int

    @classmethod
    def of(cls, document: Document) -> _NumberStyle:
        """Return how the markers of ``document`` do; like ISO where they name months."""
        separators: set[str] = set()
        leading: set[str] = set()
        for day in document.days[:_MOST_MARKERS]:
            if day.date and day.reading and day.reading.form not in _UNORDERED_FORMS:
                leading.update(name for name, _, _ in day.reading.fields[:1])
                for (_, _, end), (_, start, _) in pairwise(day.reading.fields):
                    between = document.text[day.span.start + end : day.span.start + start]
                    separators.update(between.strip())
        order = document.number_order
        year_digits = 2 if order == "year" else 4
        if order is None and ("year" in leading or not leading):
            order = "year"
        return cls(order, frozenset(separators & set("/.-")), year_digits)


class DayIndex:
    """Which entries a date in the prose of a document means."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._style = _NumberStyle.of(document)

    @cached_property
    def _days(self) -> dict[PartialDate, list[int]]:
        """The days that have entries, by their dates and by these without a year."""
        days: dict[PartialDate, list[int]] = {}
        for index, day in enumerate(self._document.days):
            if day.date and day.date.day and day.first_entry < day.stop_entry:
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
        self, reading: DateReading, date_text: str, entry_date: PartialDate | None
    ) -> list[PartialDate]:
        """Return the days that ``reading`` may mean in an entry of the day ``entry_date``.

        None where it is not a day, is written in a way that the log's own days are not, or is the
        day ``entry_date`` itself. Numbers are read in the order of the log's markers, both ways
        where these do not tell; a missing year is the one that makes it the last such day before
        ``entry_date``.

        Args:
            reading: What the text says.
            date_text: The characters that say it.
            entry_date: The date of the entry that says it.
        """
        if reading.form in _SHORT_FORMS and self._style.separators.isdisjoint(date_text):
            return []
        if reading.form not in _FULL_FORMS | _SHORT_FORMS:
            return []
        order = self._style.order
        dates = [reading.month_first, reading.day_first]
        if order == "year":
            dates = [reading.year_first or reading.date(month_first=True)]
        elif order:
            dates = [reading.date(month_first=order == "month")]
        full_dates = [
            _with_year(date, entry_date) for date in dates if date and date.month and date.day
        ]
        return [date for date in dict.fromkeys(full_dates) if date and date != entry_date]

    def entries_on(self, date: PartialDate) -> Iterator[int]:
        """Yield the entries of the day ``date``, in order; a year that is unknown fits any."""
        days = self._document.days
        indices: Iterable[int] = self._days.get(date, ())
        if date.year is not None:
            without_year = self._days_without_year.get(date._replace(year=None), ())
            indices = merge(indices, without_year)
        for index in indices:
            yield from range(days[index].first_entry, days[index].stop_entry)

    def short_date(self, date: PartialDate, year: int | None) -> str | None:
        """Return ``date`` in few characters, in the order and with the marks of the log's own days.

        ``07/22``, ``07-22`` or ``22.07``; with its year where that is not ``year``. Where the log
        names its months the order is that of an ISO date. None where no day is known.
        """
        if date.month is None or date.day is None:
            return None
        order, separators, year_digits = self._style
        separator = next((separator for separator in "/.-" if separator in separators), "-")
        parts = [f"{date.month:02d}", f"{date.day:02d}"]
        if order == "day":
            parts.reverse()
        if date.year is not None and date.year != year:
            full = f"{date.year:04d}"
            parts = [full[-year_digits:], *parts] if order == "year" else [*parts, full]
        return separator.join(parts)


def _with_year(date: PartialDate, entry_date: PartialDate | None) -> PartialDate | None:
    """Return ``date`` with a year: its own, or that of the last such day before ``entry_date``."""
    if date.year is not None or entry_date is None or entry_date.year is None:
        return date
    limit = (entry_date.year, entry_date.month or 13, entry_date.day or 32)
    years = range(entry_date.year, entry_date.year - _LEAP_DAY_YEARS - 1, -1)
    dates = (valid_date(year, date.month, date.day) for year in years)
    return next((day for day in dates if day and (key := day.order_key()) and key < limit), None)
