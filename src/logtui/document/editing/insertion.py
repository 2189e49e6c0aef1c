"""Where new lines go, and what is written around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.document import extents, order
from logtui.document.editing import day_marker, first_line, notes
from logtui.document.editing.draft import Draft, DraftError
from logtui.document.editing.style import (
    empty_bullet_of_day,
    entry_index,
    gap_below_marker,
    gap_between_days,
    gap_between_entries,
    increment_number,
    is_similar_bullet,
    model_entry,
    near_days,
    next_bullet,
    note_style_near,
    untick,
    usual_empty_bullet,
)
from logtui.document.reading import candidates
from logtui.document.reading.days import ENCLOSING_FORMS
from logtui.document.text import lines, markdown
from logtui.document.text.spans import Edit, Span

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Day, Document

_DEFAULT_BULLET = "- "


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that is written from a draft."""

    draft: Draft

    def text(self, document: Document, bullet: str, index: int, newline: str) -> str:
        """Return the lines in the style of the entries near ``index``.

        Raises:
            DraftError: There are no lines that read back as the draft.
        """
        first = first_line.new_first_line(document, self.draft, bullet, index)
        if not self.draft.notes.strip():
            return first
        style = note_style_near(document, index, bullet)
        return newline.join((first, *notes.new_note_lines(self.draft.notes, style)))


@dataclass(frozen=True, slots=True)
class MovedEntry:
    """An entry that stands in the log already: its lines, and the bullet that they begin with."""

    lines: str
    bullet: str

    def may_keep_bullet(self, bullet: str, last: str) -> bool:
        """Tell whether the lines stay as they are where a day goes on with ``bullet``.

        Below the sub-heading ``last`` they would belong to that if they were none themselves.
        """
        if is_similar_bullet(self.bullet, bullet):
            return False
        return "#" in self.bullet or "#" not in last

    def text(self, _document: Document, bullet: str, _index: int, _newline: str) -> str:
        """Return the lines as they stand, but with ``bullet`` where theirs is of another make."""
        if is_similar_bullet(self.bullet, bullet):
            return self.lines
        return bullet + self.lines.removeprefix(self.bullet)


EntryBody = NewEntry | MovedEntry
"""The lines of an entry that is about to be written."""


def insert_entry(
    document: Document, date: PartialDate | None, body: EntryBody, leaving: int | None = None
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
            raise DraftError("date", "this log has no days; leave the date empty")
        return _append_to_day(document, len(document.days) - 1, body)
    if date is None:
        if not dated or any(day.date for day in document.days):
            raise DraftError("date", "give the entry a date")
        return _append_to_day(document, len(document.days) - 1, body)
    if not dated:
        return _insert_first_day(document, date, body)
    date = order.coarsen(document, date)
    found = order.find_day(document, date)
    if found is not None and not extents.is_inline(document, document.days[found]):
        return _append_to_day(document, found, body)
    return _insert_day(document, order.day_position(document, date, leaving), date, body)


def _append_to_day(document: Document, index: int, body: EntryBody) -> Edit:
    """Return the edit that writes ``body`` to the end of the list of the day ``index``."""
    day = document.days[index]
    model = model_entry(document, day)
    if model is None:
        return _insert_under_marker(document, index, body)
    bullet = next_bullet(document, day, model)
    last = document.entries[day.stop - 1]
    if isinstance(body, MovedEntry) and body.may_keep_bullet(
        bullet, extents.bullet_of(document, last)
    ):
        model, bullet = last, body.bullet
    at = extents.entry_end(document, model)
    newline = lines.newline_near(document.text, at)
    gap = gap_between_entries(document, index, bullet, newline)
    number = entry_index(document, model)
    return Edit(Span(at, at), gap + body.text(document, bullet, number, newline))


def _insert_under_marker(document: Document, index: int, body: EntryBody) -> Edit:
    """Return the edit that writes ``body`` as the first entry of the day ``index``.

    Where something that is no entry stands there already, it goes behind that.
    """
    day = document.days[index]
    at = extents.day_end(document, day)
    newline = lines.newline_near(document.text, at)
    empty = empty_bullet_of_day(document, day)
    if empty and isinstance(body, NewEntry):
        bullet = increment_number(empty)
        gap = gap_between_entries(document, index, bullet, newline)
        return Edit(Span(at, at), gap + body.text(document, bullet, day.first, newline))
    gap = newline * 2 if at > day.marker.end else gap_below_marker(document, index, newline)
    return Edit(Span(at, at), gap + _first_entry_lines(document, index, body, newline))


def _first_entry_lines(document: Document, place: int, body: EntryBody, newline: str) -> str:
    """Return the lines of ``body`` like the first entry of the days around index ``place``."""
    day = next(near_days(document, place), None)
    if isinstance(body, MovedEntry):
        return body.lines
    if day is None:
        bullet = usual_empty_bullet(document, place) or _DEFAULT_BULLET
        return body.text(document, bullet, 0, newline)
    bullet = untick(extents.bullet_of(document, document.entries[day.first]))
    return body.text(document, _first_bullet(document, day, bullet), day.first, newline)


def _first_bullet(document: Document, day: Day, bullet: str) -> str:
    """Return ``bullet``, or the bullet of the list below where ``day`` begins with a paragraph."""
    if bullet.strip():
        return bullet
    model = model_entry(document, day)
    found = extents.bullet_of(document, model) if model else bullet
    return re.sub(r"\d+", "1", untick(found)) if extents.is_list_bullet(found) else bullet


def _insert_day(document: Document, place: int, date: PartialDate, body: EntryBody) -> Edit:
    """Return the edit that writes a day with ``body`` in front of the day ``place``."""
    text, days = document.text, document.days
    beside = days[min(place, len(days) - 1)]
    newline = lines.newline_near(text, beside.span.start)
    near = place - 1 if order.direction(document) == order.OLDEST_FIRST and place else place
    if extents.is_inline(document, days[min(near, len(days) - 1)]):
        lines_ = _inline_day_line(document, near, place, date, body, newline)
    else:
        marker = day_marker.new_day_marker(document, place, date)
        gap = gap_below_marker(document, near, newline)
        lines_ = marker + gap + _first_entry_lines(document, near, body, newline)
    space = gap_between_days(document, place, newline)
    if _is_right_above(document, place, date):
        at = _offset_above(document, place, date, markdown.read_heading(lines_)[0])
        return Edit(Span(at, at), lines_ + space)
    at = extents.day_end(document, days[place - 1])
    return Edit(Span(at, at), space + lines_)


def _offset_above(document: Document, place: int, date: PartialDate, level: int) -> int:
    """Return where a day with ``date`` begins that stands above the day ``place``.

    A heading of ``level`` goes above those, too, that give the day ``place`` another month or year
    and that it does not enclose.
    """
    start = document.days[place].span.start
    end = document.days[place - 1].span.end if place else 0
    begin = max(end, start - day_marker.HEADING_REACH)
    between = document.text[begin:start]
    for found in reversed(candidates.scan_lines(between, ()).candidates if between.strip() else ()):
        said = found.reading.day_first if found.reading.form in ENCLOSING_FORMS else None
        if said is None or not said.contradicts(date) or not 0 < level <= found.level:
            break
        if between[lines.end_of_line(between, found.start) : start - begin].strip():
            break
        start = begin + found.start
    return start


def _is_right_above(document: Document, place: int, date: PartialDate) -> bool:
    """Tell whether a day in front of the day ``place`` goes right above that one.

    Else it goes right below the one before; which of both matters where something stands between.
    """
    days = document.days
    if place == 0:
        return True
    if place == len(days):
        return False
    if extents.space_after_day(document, place - 1) is not None:
        return True
    above, below = days[place - 1].date, days[place].date
    if below and (below.year, below.month) == (date.year, date.month):
        return True
    if above and (above.year, above.month) == (date.year, date.month):
        return False
    return order.direction(document) == order.NEWEST_FIRST


def _inline_day_line(
    document: Document, near: int, place: int, date: PartialDate, body: EntryBody, newline: str
) -> str:
    """Return a line that is day and entry at once, with the cells of a table if it is a row."""
    day = document.days[min(near, len(document.days) - 1)]
    marker = day_marker.new_day_marker(document, place, date)
    lines_ = body.text(document, "", day.first, newline)
    start = day.marker.start
    row = document.text[start : lines.end_of_line(document.text, start)]
    if not row.lstrip().startswith("|"):
        return marker + lines_
    if isinstance(body, MovedEntry):
        return marker + lines_
    if body.draft.notes.strip():
        raise DraftError("notes", "the days of this log are rows of a table, which take no notes")
    if "|" in lines_:
        raise DraftError("title", "a row of a table holds one line without a bar (|) in it")
    blank = " " if row.lstrip().startswith("| ") else ""
    written = marker + blank + lines_ + blank + "|"
    return written + f"{blank}|" * (row.count("|") - written.count("|"))


def _insert_first_day(document: Document, date: PartialDate, body: EntryBody) -> Edit:
    """Return the edit that writes the first day of a log, with ``body`` in it.

    It is a heading, but a bare line below a head that has no heading either.
    """
    text = document.text
    at = len(text.rstrip())
    newline = lines.newline_near(text, len(text))
    headed = at == 0 or any("#" in line[:1] for _, line in lines.iter_lines(text))
    marker = day_marker.heading_marker(date) if headed else day_marker.plain_marker(date)
    entry = body.text(document, _DEFAULT_BULLET, 0, newline)
    lines_ = marker + newline * (2 if headed else 1) + entry
    if at == 0:
        return Edit(Span(len(text), len(text)), lines_ + newline)
    return Edit(Span(at, at), newline * 2 + lines_)
