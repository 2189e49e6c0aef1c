"""Partial dates, and dates as found in a text.

Numbers like ``3/4/2020`` are read both ways; which one a file means is settled once for all of
its days.
"""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple

DateForm = Literal[
    "ymd",
    "cjk",
    "name",
    "nnn",
    "compact",
    "yymmdd",
    "ym",
    "my",
    "week",
    "nn",
    "nn.",
    "md",
    "mmdd",
    "month",
    "year",
    "dom",
    "count",
    "broken",
]
"""How a date is written; ``dom`` is a day of a month named elsewhere, ``count`` a ``Day 3``."""

NumberOrder = Literal["month", "day", "year"]
"""What comes first in numbers that could be read several ways."""

STRONG_FORMS: frozenset[DateForm] = frozenset({"ymd", "cjk", "name", "nnn", "compact", "week"})
"""Forms that are hardly ever anything but a date."""

CENTURY_PIVOT = 80
"""Two-digit years below it are of this century."""


class PartialDate(NamedTuple):
    """A calendar date as far as it is known; None for each part that is not."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str | None:
        """Return ``2024-09-25``, ``2024-09`` or ``2024``; None where the year is unknown."""
        if self.year is None:
            return None
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def partial_iso(self) -> str | None:
        """Return what ``iso`` does, but ``09-25`` or ``09`` where the year is unknown.

        None where nothing is known.
        """
        parts = [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return self.iso() or "-".join(parts) or None

    def covers(self, date: PartialDate) -> bool:
        """Tell whether everything that is known here is so in ``date``."""
        return all(a is None or a == b for a, b in zip(self, date, strict=True))

    def contradicts(self, date: PartialDate) -> bool:
        """Tell whether something that is known both here and in ``date`` differs."""
        return any(a and b and a != b for a, b in zip(self, date, strict=True))

    def order_key(self) -> tuple[int, int, int] | None:
        """Return what to order dates by, 0 for what is unknown; None where the year is unknown."""
        return None if self.year is None else (self.year, self.month or 0, self.day or 0)

    def first_day(self) -> datetime.date | None:
        """Return the first day that this may be, for ordering; None where the year is unknown."""
        if self.year is None:
            return None
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def exact_day(self) -> datetime.date | None:
        """Return the day that this is; None where year, month or day is unknown."""
        return self.first_day() if self.month and self.day else None


class DateReading(NamedTuple):
    """A date found in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last one, the rest of a range included.
        form: Which form matched.
        day_first: The date if numbers that could be read two ways have the day first.
        month_first: The date if they have the month first; the same where nothing is ambiguous.
        fields: What the parts mean, as (name, start, end) in the order of the text; the names are
            ``year``, ``month``, ``day``, ``week``, ``name`` (a month's name) and, in numbers that
            can be read two ways, ``first`` and ``second``.
        year_first: The date if the first of three two-digit numbers is the year; None elsewhere.
        last_day: Of a week or a range its last day, read with the day first; None elsewhere.
        last_fields: What the parts of that last day mean, as ``fields`` has it.
    """

    start: int
    end: int
    form: DateForm
    day_first: PartialDate | None
    month_first: PartialDate | None
    fields: tuple[tuple[str, int, int], ...] = ()
    year_first: PartialDate | None = None
    last_day: PartialDate | None = None
    last_fields: tuple[tuple[str, int, int], ...] = ()

    @property
    def is_date(self) -> bool:
        """Whether the calendar has the date, in any of its orders."""
        return bool(self.day_first or self.month_first or self.year_first)

    @property
    def is_ambiguous(self) -> bool:
        """Whether the numbers could be read in more than one order, possible or not."""
        return any(field[0] == "first" for field in self.fields)

    def shift(self, by: int) -> DateReading:
        """Return the reading ``by`` characters further on."""
        fields, last_fields = (
            tuple((name, start + by, end + by) for name, start, end in fields)
            for fields in (self.fields, self.last_fields)
        )
        return self._replace(
            start=self.start + by, end=self.end + by, fields=fields, last_fields=last_fields
        )

    def date(self, *, month_first: bool) -> PartialDate | None:
        """Return the date read this way, or the other where it is impossible."""
        if month_first:
            return self.month_first or self.day_first
        return self.day_first or self.month_first

    def last_day_from(self, date: PartialDate) -> datetime.date | None:
        """Return the last day of the range that ``date``, its first day, begins; None without one.

        A year that the last day lacks is that of ``date``, or the next where it would be before.
        """
        first, last = date.first_day(), self.last_day
        if date.day is None or first is None or last is None or last.day is None:
            return None
        month = last.month or first.month
        for year in (last.year,) if last.year else (first.year, first.year + 1):
            option = valid_date(year, month, last.day)
            day = option.first_day() if option else None
            if day and day > first:
                return day
        return None

    def orders_for(self, date: PartialDate) -> list[NumberOrder]:
        """Return the orders in which the numbers say nothing but what is so in ``date``."""
        dates_by_order: dict[NumberOrder, PartialDate | None] = {
            "month": self.month_first,
            "day": self.day_first,
            "year": self.year_first,
        }
        return [order for order, own in dates_by_order.items() if own and own.covers(date)]


def valid_date(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    """Return the date of these parts; None where the calendar has none."""
    if year is not None and not 1000 <= year <= 9999:  # noqa: PLR2004 - the years of four digits
        return None
    if month is not None and not 1 <= month <= 12:  # noqa: PLR2004 - the months
        return None
    try:
        datetime.date(year or 2000, month or 1, day if day is not None else 1)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def full_year(digits: str) -> int:
    """Return the year that two or four ``digits`` stand for, or three that begin with a zero."""
    number = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 - two or four digits
        return number if len(digits) > 3 else number + 2000  # noqa: PLR2004 - 020 for 2020
    return number + (2000 if number < CENTURY_PIVOT else 1900)
