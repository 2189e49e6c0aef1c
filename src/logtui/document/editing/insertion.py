"""Where new lines go, and what is written around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.document import extents, order
from logtui.document.editing import day_marker, first_line, notes
from logtui.document.editing.draft import Draft, DraftError
from logtui.document.editing.style import (
    are_alike,
    bullet_of,
    counted_on,
    empty_item_of,
    fresh,
    gap_below_marker,
    gap_between,
    index_of,
    is_item,
    model_in,
    near_days,
    next_bullet,
    note_style,
    space_between_days,
    usual_empty_item,
)
from logtui.document.reading import candidates
from logtui.document.reading.days import ENCLOSING
from logtui.document.text import lines, markdown
from logtui.document.text.spans import Edit, Span

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Day, Document

_BULLET = "- "


@dataclass(frozen=True, slots=True)
class New:
    """An entry that is written from a draft."""

    draft: Draft

    def text(self, document: Document, bullet: str, index: int, newline: str) -> str:
        """Return the lines in the style of the entries near ``index``.

        Raises:
            DraftError: There are no lines that read back as the draft.
        """
        first = first_line.first_line(document, self.draft, bullet, index)
        if not self.draft.notes.strip():
            return first
        style = note_style(document, index, bullet)
        return newline.join((first, *notes.lines_of(self.draft.notes, style)))


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry that stands in the log already: its lines, and the bullet that they begin with."""

    lines: str
    bullet: str

    def stays_apart(self, bullet: str, last: str) -> bool:
        """Tell whether the lines stay as they are where a day goes on with ``bullet``.

        Below the sub-heading ``last`` they would belong to that if they were none themselves.
        """
        if are_alike(self.bullet, bullet):
            return False
        return "#" in self.bullet or "#" not in last

    def text(self, _document: Document, bullet: str, _index: int, _newline: str) -> str:
        """Return the lines as they stand, but with ``bullet`` where theirs is of another make."""
        if are_alike(self.bullet, bullet):
            return self.lines
        return bullet + self.lines.removeprefix(self.bullet)


Body = New | Moved
"""The lines of an entry that is about to be written."""


def insertion(
    document: Document, date: PartialDate | None, body: Body, leaving: int | None = None
) -> Edit:
    """Return the edit that writes ``body`` under ``date``.

    It goes to the end of its day's list, or as a new day to its place in the order of the dates.
    ``leaving`` is the index of a day that is about to go.

    Raises:
        DraftError: The date cannot be given in this log, or is missing, or ``body`` has no lines.
    """
    dated = order.is_dated(document)
    if not dated and not order.is_only_preamble(document):
        if date is not None:
            raise DraftError("date", "This log has no days; leave the date empty.")
        return _appended(document, len(document.days) - 1, body)
    if date is None:
        if not dated or any(day.date for day in document.days):
            raise DraftError("date", "Give the entry a date.")
        return _appended(document, len(document.days) - 1, body)
    if not dated:
        return _first_day(document, date, body)
    date = order.coarse(document, date)
    found = order.day_of(document, date)
    if found is not None and not extents.is_inline(document, document.days[found]):
        return _appended(document, found, body)
    return _new_day(document, order.position(document, date, leaving), date, body)


def _appended(document: Document, index: int, body: Body) -> Edit:
    """Return the edit that writes ``body`` to the end of the list of the day ``index``."""
    day = document.days[index]
    model = model_in(document, day)
    if model is None:
        return _under_marker(document, index, body)
    bullet = next_bullet(document, day, model)
    last = document.entries[day.stop - 1]
    if isinstance(body, Moved) and body.stays_apart(bullet, bullet_of(document, last)):
        model, bullet = last, body.bullet
    at = extents.content_end(document, model)
    newline = extents.newline(document.text, at)
    gap = gap_between(document, index, bullet, newline)
    number = index_of(document, model)
    return Edit(Span(at, at), gap + body.text(document, bullet, number, newline))


def _under_marker(document: Document, index: int, body: Body) -> Edit:
    """Return the edit that writes ``body`` as the first entry of the day ``index``.

    Where something that is no entry stands there already, it goes behind that.
    """
    day = document.days[index]
    at = extents.day_end(document, day)
    newline = extents.newline(document.text, at)
    empty = empty_item_of(document, day)
    if empty and isinstance(body, New):
        bullet = counted_on(empty)
        gap = gap_between(document, index, bullet, newline)
        return Edit(Span(at, at), gap + body.text(document, bullet, day.first, newline))
    gap = newline * 2 if at > day.marker.end else gap_below_marker(document, index, newline)
    return Edit(Span(at, at), gap + _first_entry(document, index, body, newline))


def _first_entry(document: Document, place: int, body: Body, newline: str) -> str:
    """Return the lines of ``body`` like the first entry of the days around index ``place``."""
    day = next(near_days(document, place), None)
    if isinstance(body, Moved):
        return body.lines
    if day is None:
        bullet = usual_empty_item(document, place) or _BULLET
        return body.text(document, bullet, 0, newline)
    bullet = fresh(bullet_of(document, document.entries[day.first]))
    return body.text(document, _first_number(document, day, bullet), day.first, newline)


def _first_number(document: Document, day: Day, bullet: str) -> str:
    """Return ``bullet``, or the bullet of the list below where ``day`` begins with a paragraph."""
    if bullet.strip():
        return bullet
    model = model_in(document, day)
    found = bullet_of(document, model) if model else bullet
    return re.sub(r"\d+", "1", fresh(found)) if is_item(found) else bullet


def _new_day(document: Document, place: int, date: PartialDate, body: Body) -> Edit:
    """Return the edit that writes a day with ``body`` in front of the day ``place``."""
    text, days = document.text, document.days
    beside = days[min(place, len(days) - 1)]
    newline = extents.newline(text, beside.span.start)
    near = place - 1 if order.direction(document) == order.OLDEST_FIRST and place else place
    if extents.is_inline(document, days[min(near, len(days) - 1)]):
        lines_ = _dated_line(document, near, place, date, body, newline)
    else:
        marker = day_marker.marker(document, place, date)
        gap = gap_below_marker(document, near, newline)
        lines_ = marker + gap + _first_entry(document, near, body, newline)
    space = space_between_days(document, place, newline)
    if _goes_below(document, place, date):
        at = _above(document, place, date, markdown.heading(lines_)[0])
        return Edit(Span(at, at), lines_ + space)
    at = extents.day_end(document, days[place - 1])
    return Edit(Span(at, at), space + lines_)


def _above(document: Document, place: int, date: PartialDate, level: int) -> int:
    """Return where a day with ``date`` begins that stands above the day ``place``.

    A heading of ``level`` goes above those, too, that give the day ``place`` another month or year
    and that it does not enclose.
    """
    start = document.days[place].span.start
    end = document.days[place - 1].span.end if place else 0
    begin = max(end, start - day_marker.HEAD)
    between = document.text[begin:start]
    for found in reversed(candidates.scan(between, ()).candidates if between.strip() else ()):
        said = found.reading.day_first if found.reading.form in ENCLOSING else None
        if said is None or not said.contradicts(date) or not 0 < level <= found.level:
            break
        if between[lines.end_of_line(between, found.start) : start - begin].strip():
            break
        start = begin + found.start
    return start


def _goes_below(document: Document, place: int, date: PartialDate) -> bool:
    """Tell whether a day in front of the day ``place`` goes right above that one.

    Else it goes right below the one before; which of both matters where something stands between.
    """
    days = document.days
    if place == 0:
        return True
    if place == len(days):
        return False
    if extents.space_behind(document, place - 1) is not None:
        return True
    above, below = days[place - 1].date, days[place].date
    if below and (below.year, below.month) == (date.year, date.month):
        return True
    if above and (above.year, above.month) == (date.year, date.month):
        return False
    return order.direction(document) == order.NEWEST_FIRST


def _dated_line(
    document: Document, near: int, place: int, date: PartialDate, body: Body, newline: str
) -> str:
    """Return a line that is day and entry at once, with the cells of a table if it is a row."""
    day = document.days[min(near, len(document.days) - 1)]
    marker = day_marker.marker(document, place, date)
    lines_ = body.text(document, "", day.first, newline)
    start = day.marker.start
    row = document.text[start : lines.end_of_line(document.text, start)]
    if not row.lstrip().startswith("|"):
        return marker + lines_
    if isinstance(body, Moved):
        return marker + lines_
    if body.draft.notes.strip():
        raise DraftError("notes", "The days of this log are rows of a table, which take no notes.")
    if "|" in lines_:
        raise DraftError("title", "A row of a table holds one line without a bar (|) in it.")
    blank = " " if row.lstrip().startswith("| ") else ""
    written = marker + blank + lines_ + blank + "|"
    return written + f"{blank}|" * (row.count("|") - written.count("|"))


def _first_day(document: Document, date: PartialDate, body: Body) -> Edit:
    """Return the edit that writes the first day of a log, with ``body`` in it.

    It is a heading, but a bare line below a head that has no heading either.
    """
    text = document.text
    at = len(text.rstrip())
    newline = extents.newline(text, len(text))
    headed = at == 0 or any("#" in line[:1] for _, line in lines.each(text))
    marker = day_marker.heading(date) if headed else day_marker.line(date)
    entry = body.text(document, _BULLET, 0, newline)
    lines_ = marker + newline * (2 if headed else 1) + entry
    if at == 0:
        return Edit(Span(len(text), len(text)), lines_ + newline)
    return Edit(Span(at, at), newline * 2 + lines_)
