"""Day markers of a log taken apart, as models for a new one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates import names
from logtui.document.dates.partial import PartialDate
from logtui.document.editing.style import MOST_DAYS
from logtui.document.extents import has_inline_entry
from logtui.document.order import OLDEST_FIRST, direction, nearest_indices
from logtui.document.reading.candidates import scan_lines
from logtui.document.text import lines

if TYPE_CHECKING:
    from logtui.document.dates.partial import DateReading, NumberOrder
    from logtui.document.model import Document, MarkerStyle
    from logtui.document.reading.candidates import Candidate

_HEADING_REACH = 1 << 14
_HALF_A_YEAR = 183
_DAYS_OF_A_YEAR = 366
_SHORT_YEAR_DIGITS = 2
_WEEK_DAYS = 7
_DAYS_OF_WEEKS = (4, 5, 6)
"""How many days the last one of a week is after its first, weekends counted or not."""
_COUNTER_SIGNS = "日號号일年월년月º°ª"
_ORDINAL_SUFFIX = re.compile(r"(?:st|nd|rd|th|er)(?![^\W\d_])", re.IGNORECASE)
_FIELD_MEANINGS: Mapping[NumberOrder, Mapping[str, str]] = {
    "month": {"first": "month", "second": "day"},
    "day": {"first": "day", "second": "month"},
    "year": {"first": "year", "second": "month", "year": "day"},
}
"""What the fields of numbers mean that could be read in several orders."""


class MarkerModel(NamedTuple):
    """A day marker taken apart.

    Attributes:
        text: The marker; the whole line where it shares it with an entry.
        line: Offset in ``text`` of the line that the date stands in.
        content: Offset in that line of what follows the ``##`` or the bullet.
        style: What that line is made of.
        reading: The date, its offsets counted from the beginning of the line.
        date: The date of the day.
        order: How the numbers of the date are read.
        level: Of the heading above the line that the date stands in; 0 without one.
    """

    text: str
    line: int
    content: int
    style: MarkerStyle
    reading: DateReading
    date: PartialDate
    order: NumberOrder
    level: int

    @property
    def date_line(self) -> str:
        """The line that the date stands in."""
        return self.text[self.line : lines.end_of_line(self.text, self.line)]

    @property
    def before(self) -> str:
        """What stands before the date in its line."""
        return self.date_line[: self.reading.start]

    @property
    def fields(self) -> list[tuple[str, int, int]]:
        """The fields of the date, those of one meaning by one name."""
        return [
            (name.removeprefix("han_").removesuffix("_"), start, end)
            for name, start, end in self.reading.fields
        ]

    @property
    def first_date_end(self) -> int:
        """Where the first day of the date ends; a range goes on after it."""
        end = max((end for _, _, end in self.reading.fields), default=self.reading.start)
        rest = self.date_line[end : self.reading.end]
        has_more = any(char.isalnum() and char not in _COUNTER_SIGNS for char in rest)
        return end if has_more and not _ORDINAL_SUFFIX.fullmatch(rest) else self.reading.end

    def can_express(self, date: PartialDate, near_date: PartialDate, known: PartialDate) -> bool:
        """Tell whether a marker like this says all of ``date`` that ``near_date`` does not imply.

        Headings above may say a part already, which is ``known``.
        """
        field_names = {name for name, _, _ in self.fields}
        if "week" in field_names:
            return date.day is not None
        if "first" in field_names:
            field_names |= {"month", "day"}
        if "name" in field_names:
            field_names.add("month")
        if date.day and "day" not in field_names:
            return False
        if date.year and near_date.year and date.year != known.year and "year" not in field_names:
            day, near_day = date.first_day(), near_date.first_day()
            if day is None or near_day is None or abs((day - near_day).days) >= _HALF_A_YEAR:
                return False
        is_same_month = (date.year, date.month) == (near_date.year, near_date.month)
        return is_same_month or "month" in field_names or date.month == known.month

    def date_like(self, date: PartialDate, models: tuple[MarkerModel, ...]) -> str | None:
        """Return ``date`` written like this one; None where it lacks what is needed.

        ``models`` are markers of the log that tell what this one alone leaves open: whether days
        below ten take a zero, for one.
        """
        line, offset = self.date_line, self.reading.start
        first, last = self.range_with(date)
        fields = [(*field[1:], field[0], first) for field in self.fields]
        fields += [(start, end, name, last) for name, start, end in self.reading.last_fields]
        pieces: list[str] = []
        for start, end, name, own_date in sorted(fields):
            between = line[offset:start]
            if any(char.isdigit() for char in between):
                return None
            value = self._field_like(name, line[start:end], own_date, models)
            if value is None:
                return None
            offset = end
            if name in ("day", "first", "second") and (suffix := _ORDINAL_SUFFIX.match(line, end)):
                value += names.ordinal_suffix_like(suffix[0], own_date.day or 1)
                offset = suffix.end()
            pieces += between, value
        date_end = self.reading.end if self.reading.last_fields else self.first_date_end
        pieces.append(line[offset : max(date_end, offset)])
        return "".join(pieces) if fields else None

    def range_with(self, date: PartialDate) -> tuple[PartialDate, PartialDate]:
        """Return the first and the last day of a week or range like this one that holds ``date``.

        A week goes on the rhythm of this one; any other range begins at ``date``; where this is a
        single day, both are that.
        """
        old_first, old_last = self.date.first_day(), self.reading.last_day_from(self.date)
        day = date.first_day()
        if old_first is None or old_last is None or day is None or date.day is None:
            return date, date
        length = old_last - old_first
        first = day
        if length.days in _DAYS_OF_WEEKS:
            first -= datetime.timedelta(days=(day - old_first).days % _WEEK_DAYS)
        last = first + length
        return (
            PartialDate(first.year, first.month, first.day),
            PartialDate(last.year, last.month, last.day),
        )

    def _field_like(
        self, name: str, old: str, date: PartialDate, models: tuple[MarkerModel, ...]
    ) -> str | None:
        """Return what stands for field ``name`` of ``date`` where this one has ``old``."""
        meaning = _FIELD_MEANINGS[self.order].get(name, name)
        number = {"year": date.year, "day": date.day}.get(meaning, date.month)
        if number is None:
            return None
        if self.reading.form == "week":
            week = datetime.date(date.year or 1, date.month or 1, date.day or 1).isocalendar()
            return f"{week.week:0{len(old)}d}" if name == "week" else f"{week.year:04d}"
        if meaning == "year":
            apostrophe = old[:1] if old[0] in "'’" else ""
            is_short = len(old) - len(apostrophe) <= _SHORT_YEAR_DIGITS
            return apostrophe + (f"{number % 100:02d}" if is_short else f"{number:04d}")
        if name == "name":
            return names.month_name_like(old, number, _field_texts(models, "name"))
        if not old[0].isdecimal():
            return names.han_numeral(number)
        # After a year of two digits a day has two as well, or it would be taken for the year.
        is_tight = meaning != name == "year" or self.reading.form in ("compact", "yymmdd", "mmdd")
        is_padded = (is_tight and len(old) > 1) or _is_zero_padded(name, old, models)
        return f"{number:02d}" if is_padded else str(number)


def candidates_above(document: Document, day_index: int) -> tuple[int, list[Candidate]]:
    """Return the dated lines between a day and the one before, and the offset they count from."""
    start = document.days[day_index].span.start
    end_of_previous = document.days[day_index - 1].span.end if day_index else 0
    window_start = max(end_of_previous, start - _HEADING_REACH)
    between = document.text[window_start:start]
    return window_start, scan_lines(between, ()).candidates if between.strip() else []


@lru_cache(maxsize=2)
def marker_models_near(document: Document, day_index: int) -> tuple[MarkerModel, ...]:
    """Return the markers near ``day_index`` in their parts.

    That of the day before in time comes first. Many new days in one place have the same.
    """
    start = day_index - 1 if direction(document) == OLDEST_FIRST else day_index
    indices = nearest_indices(start, len(document.days), MOST_DAYS)
    return tuple(model for index in indices if (model := marker_model_of(document, index)))


def marker_model_of(document: Document, day_index: int) -> MarkerModel | None:
    """Return the marker of a day in its parts; None for a day without a date in it."""
    day = document.days[day_index]
    if day.date is None or day.reading is None:
        return None
    end = day.marker.end
    if has_inline_entry(document, day):
        end = lines.end_of_line(document.text, end)
    elif day.marker.is_empty:
        end = lines.end_of_line(document.text, day.span.start + day.reading.start)
    text = document.text[day.marker.start : end]
    orders = day.reading.orders_for(day.date)
    table = document.table_at(day.span.start)
    tables = () if table is None else (table._replace(start=0, body=0, end=len(text) + 1),)
    scan = scan_lines(text, (), tables)
    for line in scan.candidates:
        if orders and line.line + line.reading.start == day.reading.start:
            order = document.number_order if document.number_order in orders else orders[0]
            level = next((h.level for h in scan.headings if h.start < line.start), 0)
            return MarkerModel(
                text,
                line.line,
                line.content_start,
                line.style,
                line.reading,
                day.date,
                order,
                level,
            )
    return None


def heading_year(document: Document, day_index: int) -> int | None:
    """Return the year that a heading gives the days around ``day_index``; None without one.

    It stands between two days, or before the first one.
    """
    last = min(day_index, len(document.days) - 1)
    for index in range(last, max(last - _DAYS_OF_A_YEAR, -1), -1):
        for candidate in reversed(candidates_above(document, index)[1]):
            date = candidate.reading.day_first
            if candidate.reading.form == "year" and candidate.is_alone and date:
                return date.year
    return None


@lru_cache(maxsize=8)
def _is_zero_padded(name: str, old: str, models: tuple[MarkerModel, ...]) -> bool:
    """Tell whether numbers below ten take a zero in field ``name``, which holds ``old``.

    The nearest marker with such a number tells; else one with such a number in another field; else
    they do, except next to the name of a month.
    """
    texts = [old]
    for field in (name, "first", "second", "day", "month"):
        texts += _field_texts(models, field)
    for text in texts:
        if len(text) == 1 or text[0] == "0":
            return text[0] == "0"
    return not _field_texts(models, "name")


def _field_texts(models: tuple[MarkerModel, ...], name: str) -> list[str]:
    """Return what the ``models`` have in field ``name``."""
    return [
        model.date_line[start:end]
        for model in models
        for field, start, end in model.fields
        if field == name
    ]
