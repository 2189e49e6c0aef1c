"""The days of a log by their dates, and what a date in its prose means."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from logtui.document import date_forms, phrases
from logtui.document.dates import PartialDate, made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.dates import Reading
    from logtui.document.model import Document

_MARKERS = 16
"""Markers that are looked at for how the log writes its dates."""

_FULL = frozenset({"ymd", "cjk", "name", "nnn", "compact"})
_SHORT = frozenset({"nn", "nn."})
_LONGEST_WAIT = 8
"""Years between two 29ths of February at the most."""


class Almanac:
    """Which entries a date in the prose of a document means."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._month_first, self._separators = _style(document)

    @cached_property
    def _days(self) -> dict[tuple[int | None, int | None], list[int]]:
        """The days of each month and day of the month."""
        days: dict[tuple[int | None, int | None], list[int]] = {}
        for index, day in enumerate(self._document.days):
            if day.date and day.date.day:
                days.setdefault(day.date[1:], []).append(index)
        return days

    def meant(self, reading: Reading, said: str, own: PartialDate | None) -> list[PartialDate]:
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
        if reading.form in _SHORT and self._separators.isdisjoint(said):
            return []
        if reading.form not in _FULL | _SHORT:
            return []
        dates = [reading.month_first, reading.day_first]
        if self._month_first is not None:
            dates = [reading.date(month_first=self._month_first)]
        whole = [_dated(date, own) for date in dates if date and date.month and date.day]
        return [date for date in dict.fromkeys(whole) if date and date != own]

    def entries_on(self, date: PartialDate) -> list[int]:
        """Return the entries of the day ``date``; a year that is unknown fits any."""
        days = self._document.days
        found: list[int] = []
        for index in self._days.get(date[1:], ()):
            known = days[index].date
            if known and (known.year == date.year or known.year is None or date.year is None):
                found += range(days[index].first, days[index].stop)
        return found

    def short(self, date: PartialDate, year: int | None) -> str | None:
        """Return ``date`` in few characters, in the order and with the marks of the log's own days.

        ``07/22``, ``07-22`` or ``22.07``; with its year where that is not ``year``. None where no
        day is known.
        """
        if date.month is None or date.day is None:
            return None
        mark = next((mark for mark in "/.-" if mark in self._separators), "-")
        parts = [f"{date.month:02d}", f"{date.day:02d}"]
        if self._month_first is False:
            parts.reverse()
        if date.year is not None and date.year != year:
            full = f"{date.year:04d}"
            parts = [full, *parts] if mark == "-" and self._month_first else [*parts, full]
        return mark.join(parts)


def _dated(date: PartialDate, own: PartialDate | None) -> PartialDate | None:
    """Return ``date`` with a year: its own, or that of the last such day before ``own``."""
    if date.year is not None or own is None or own.year is None:
        return date
    limit = (own.year, own.month or 13, own.day or 32)
    years = range(own.year, own.year - _LONGEST_WAIT - 1, -1)
    found = (made(year, date.month, date.day) for year in years)
    return next((day for day in found if day and _key(day) < limit), None)


def _key(date: PartialDate) -> tuple[int, int, int]:
    return (date.year or 0, date.month or 0, date.day or 0)


def _style(document: Document) -> tuple[bool | None, frozenset[str]]:
    """Return whether the log's markers have the month first, and what stands between their numbers.

    None where nothing tells; a year in front of all other numbers does.
    """
    order: bool | None = None
    separators: set[str] = set()
    for reading, marker, date in _readings(document):
        for (_, _, end), (_, start, _) in zip(reading.fields, reading.fields[1:], strict=False):
            separators.update(marker[end:start].strip())
        if order is None and reading.day_first != reading.month_first:
            month_first = reading.month_first
            order = month_first is not None and month_first[1:] == date[1:]
    if order is None and "-" in separators:
        order = True
    return order, frozenset(separators & set("/.-"))


def _readings(document: Document) -> Iterator[tuple[Reading, str, PartialDate]]:
    """Yield how the first markers read, their text, and the date that this was taken for."""
    for day in document.days[:_MARKERS]:
        marker = day.marker.of(document.text)
        reading = date_forms.find(marker, phrases.skip_marks(marker, 0))
        if reading and day.date:
            yield reading, marker, day.date
