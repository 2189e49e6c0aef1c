"""Checks of days: their order, their dates, how these are written, and whether they are empty."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from logtui.checks.checked_log import CheckedLog, Problem, full_date
from logtui.document.order import OLDEST_FIRST, direction
from logtui.document.text import lines, markdown

if TYPE_CHECKING:
    from logtui.document.model import Day, Document

_MOST_EXCEPTIONS = 0.05
"""The share of days up to which what they do is an exception and not a custom of the log."""

_FEWEST_DAYS = 8
"""Days from which a log has customs."""


def check_order(log: CheckedLog) -> Iterator[Problem]:
    """Yield the days that stand out of the order that all others are in."""
    days = log.stated_days
    step = direction(log.document)
    ordinals = [day.toordinal() * step for _, day in days]
    in_order = _longest_rise(ordinals)
    outside = [index for index in range(len(days)) if index not in in_order]
    if not _is_exception(len(outside), len(days)):
        return
    order = "oldest" if step == OLDEST_FIRST else "newest"
    for index in outside:
        day, date = days[index]
        yield Problem(
            "date-order",
            log.document.days[day].span.start,
            f"{date} does not stand in its place; the other days go from the {order} one on",
        )


def check_future(log: CheckedLog) -> Iterator[Problem]:
    """Yield the days after tomorrow, which is today already where the sun rises first."""
    for day, date in log.stated_days:
        if date > log.today + datetime.timedelta(days=1):
            yield Problem(
                "date-future", log.document.days[day].span.start, f"{date} is still to come"
            )


def check_style(log: CheckedLog) -> Iterator[Problem]:
    """Yield the days whose date is written in another way than nearly all others."""
    styles = {
        index: style
        for index, _ in log.stated_days
        if (style := _date_style(log.document, log.document.days[index]))
    }
    counts = Counter(styles.values())
    if not counts:
        return
    usual, count = counts.most_common(1)[0]
    odd = [index for index, style in styles.items() if style != usual]
    if not _is_exception(len(odd), len(styles)):
        return
    example = next(index for index, style in styles.items() if style == usual)
    for index in odd:
        yield Problem(
            "date-odd",
            log.document.days[index].span.start,
            f"{log.marker_text(index)} is written in another way than {count} days,"
            f" such as {log.marker_text(example)}",
        )


def check_repeated(log: CheckedLog) -> Iterator[Problem]:
    """Yield the days that the log has already, where a date hardly ever comes twice.

    Parts of one day that are called differently, such as its morning and its evening, are none.
    """
    first_lines: dict[datetime.date, int] = {}
    parts = set()
    repeated = []
    for index, date in log.stated_days:
        day = log.document.days[index]
        part = (date, _words_after_date(log.document, day))
        if date in first_lines and (part in parts or not part[1]):
            repeated.append((day.span.start, date))
        parts.add(part)
        first_lines.setdefault(date, log.document.line_at(day.span.start))
    if not _is_exception(len(repeated), len(log.stated_days)):
        return
    for start, date in repeated:
        yield Problem("date-twice", start, f"{date} is a day of line {first_lines[date]} already")


def check_empty(log: CheckedLog) -> Iterator[Problem]:
    """Yield the days that nothing stands under."""
    document = log.document
    empty = [day for day in document.days if _is_empty(document, day)]
    if not _is_exception(len(empty), len(document.days)):
        return
    for day in empty:
        yield Problem("day-empty", day.span.start, f"{full_date(day.date)} has no entry")


def _is_exception(count: int, total: int) -> bool:
    return total >= _FEWEST_DAYS and count <= max(1, _MOST_EXCEPTIONS * total)


def _longest_rise(values: Sequence[int]) -> set[int]:
    """Return the indices of the most ``values`` that do not fall when read in order.

    Of several such choices it is the one whose values are closest together.
    """
    tails: list[int] = []
    ends: list[list[int]] = []  # the indices at which the longest rise has as many values
    for index, value in enumerate(values):
        length = bisect_right(tails, value)
        tails[length : length + 1] = [value]
        if length == len(ends):
            ends.append([])
        ends[length].append(index)
    rise = [ends[-1][-1]] if ends else []
    for indices in reversed(ends[:-1]):
        rise.append(next(index for index in indices if values[index] <= values[rise[-1]]))
    return set(rise)


def _date_style(document: Document, day: Day) -> tuple[object, ...]:
    """Return how the marker of ``day`` writes its date: the form, the marks, the year's digits.

    Empty for several days.
    """
    reading = day.reading
    if reading is None:
        return ()
    text, start = document.text, day.span.start
    marks = [
        text[start + end_of_first : start + start_of_second].strip()
        for (_, _, end_of_first), (_, start_of_second, _) in pairwise(reading.fields)
    ]
    if any(any(map(str.isdigit, mark)) for mark in marks):
        return ()
    year_digits = [end - first for name, first, end in reading.fields if name == "year"]
    return reading.form, *marks, *year_digits


def _words_after_date(document: Document, day: Day) -> str:
    if day.title is None or day.reading is None:
        return ""
    last_field = day.span.start + day.reading.fields[-1][2]
    return day.title.of(document.text).casefold() if day.title.start >= last_field else ""


def _is_empty(document: Document, day: Day) -> bool:
    if day.first_entry < day.stop_entry or day.title or day.marker.is_empty or day.date is None:
        return False
    below = lines.next_line_start(document.text, day.marker.end)
    rest = document.text[day.marker.end : below]
    following = [line for _, line in lines.iter_lines(document.text, below, day.span.end)]
    return not any(map(str.isalnum, rest)) and all(map(markdown.is_separator_line, following))
