"""Day markers of a log taken apart, as models for a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import lines, markers
from logtui.document.blocks import shares_line
from logtui.document.places import OLDEST_FIRST, order, outward

if TYPE_CHECKING:
    from logtui.document.dates import PartialDate, Reading
    from logtui.document.markers import Shape
    from logtui.document.model import Document

HEAD = 1 << 14
"""Characters above a day that are looked at for a heading that encloses it."""

ORDINAL = re.compile(r"(?:st|nd|rd|th|er)(?![^\W\d_])", re.IGNORECASE)
"""What stands behind a number that counts: ``1st``, ``1er``."""

_MODELS = 12
_HALF_A_YEAR = 183
_DAYS_OF_A_YEAR = 366
_SAME = {"day_": "day", "month_": "month", "year_": "year", "han_day": "day", "han_month": "month"}
_COUNTERS = "日号號일年月년월º°ª"


class Marker(NamedTuple):
    """A day marker taken apart.

    Attributes:
        text: The marker; the whole line where it shares it with an entry.
        line: Offset in ``text`` of the line that the date stands in.
        content: Offset in that line behind the ``##`` or the bullet.
        shape: What it is made of.
        reading: The date, its offsets counted from the beginning of the line.
        date: What the document makes of it.
        level: Of the heading above the line that the date stands in; 0 without one.
    """

    text: str
    line: int
    content: int
    shape: Shape
    reading: Reading
    date: PartialDate
    level: int = 0

    @property
    def dated(self) -> str:
        """The line that the date stands in."""
        return self.text[self.line : lines.end_of_line(self.text, self.line)]


def near(document: Document, place: int) -> list[Marker]:
    """Return the markers near ``place`` in their parts, that of the day before in time first."""
    start = place - 1 if order(document) == OLDEST_FIRST else place
    indices = outward(start, len(document.days), _MODELS)
    return [found for index in indices if (found := taken_apart(document, index))]


def taken_apart(document: Document, index: int) -> Marker | None:
    """Return the marker of day ``index`` in its parts; None for a day without a date in it."""
    day = document.days[index]
    if day.date is None or day.marker.empty:
        return None
    end = day.marker.end
    if shares_line(document, day):
        end = lines.end_of_line(document.text, end)
    text = document.text[day.marker.start : end]
    scanned = markers.scan(text, ())
    head = scanned.headings[0] if scanned.headings else None
    for found in reversed(scanned.candidates):
        level = head.level if head and head.start < found.start else 0
        if (found.start == 0 or level) and agrees(found.reading, day.date):
            where = found.line, found.content
            return Marker(text, *where, found.shape, found.reading, day.date, level)
    return None


def agrees(reading: Reading, date: PartialDate) -> bool:
    """Tell whether everything that ``reading`` says, one way or the other, is so in ``date``."""
    return bool(reading.orders(date))


def heading_year(document: Document, place: int) -> int | None:
    """Return the year that a heading gives the days around index ``place``; None without one.

    It stands between two days, or in front of the first one.
    """
    last = min(place, len(document.days) - 1)
    for index in range(last, max(last - _DAYS_OF_A_YEAR, -1), -1):
        start = document.days[index].span.start
        end = document.days[index - 1].span.end if index else 0
        between = document.text[max(end, start - HEAD) : start]
        for found in reversed(markers.scan(between, ()).candidates if between.strip() else ()):
            if found.reading.form == "year" and found.alone and found.reading.day_first:
                return found.reading.day_first.year
    return None


def may_say(model: Marker, date: PartialDate, near: PartialDate, given: int | None = None) -> bool:
    """Tell whether a marker like ``model`` says all of ``date`` that ``near`` does not imply.

    A heading above may have ``given`` the year.
    """
    said = {name for name, _, _ in fields(model)}
    said |= {"month"} if said & {"first", "name"} else set()
    said |= {"day"} if "first" in said else set()
    if date.day and "day" not in said:
        return False
    if date.year and near.year and date.year != given and "year" not in said:
        here, there = date.first(), near.first()
        if here is None or there is None or abs((here - there).days) >= _HALF_A_YEAR:
            return False
    return "month" in said or (date.year, date.month) == (near.year, near.month)


def fields(model: Marker) -> list[tuple[str, int, int]]:
    """Return the fields of the marker's date, those of one meaning by one name."""
    return [(_SAME.get(name, name), start, end) for name, start, end in model.reading.fields]


def core_end(model: Marker) -> int:
    """Return where the first day of the marker's date ends; a range goes on behind it."""
    end = max((end for _, _, end in model.reading.fields), default=model.reading.start)
    rest = model.dated[end : model.reading.end]
    goes_on = any(char.isalnum() and char not in _COUNTERS for char in rest)
    return end if goes_on and not ORDINAL.fullmatch(rest) else model.reading.end
