"""Where a new entry goes, and what is written around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.document import extents, order
from logtui.document.dates.surroundings import SEPARATORS
from logtui.document.editing import dated_lines, day_marker, first_line, notes, style
from logtui.document.editing.draft import Draft, DraftError
from logtui.document.editing.marker_model import marker_models_near
from logtui.document.editing.period_headings import (
    empty_heading,
    find_place,
    headings_above,
    headings_like,
    known_part,
    marker_level,
    period_end,
    refusal,
    without_enclosing_days,
)
from logtui.document.model import MarkerStyle
from logtui.document.reading.lone_entry import read_new_entry
from logtui.document.text import lines
from logtui.document.text.spans import Edit, Span

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.editing.period_headings import DayPlace
    from logtui.document.model import Day, Document, Entry

_DEFAULT_BULLET = "- "


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that is written from a draft."""

    draft: Draft

    @property
    def drafts(self) -> Sequence[Draft]:
        """The draft, as ``NewEntries`` has several."""
        return (self.draft,)

    def text(self, document: Document, bullet: str, index: int, newline: str) -> str:
        """Return the lines in the style of the entries near ``index``.

        Raises:
            DraftError: There are no lines that read back as the draft.
        """
        if self.draft.state is not None:
            bullet = style.bullet_in_state(document, bullet, self.draft)
        text = first_line.new_first_line(document, self.draft, bullet, index)
        if self.draft.notes.strip():
            note_style = style.note_style_near(document, index, bullet)
            text = newline.join((text, *notes.new_note_lines(self.draft.notes, note_style)))
        if not self.draft.tags:
            return text
        alone = read_new_entry(text, document.legend)
        offset = document.entries[index].span.end if index < len(document.entries) else 0
        return notes.tagged_text(document, alone, self.draft.tags, offset)


@dataclass(frozen=True, slots=True)
class NewEntries:
    """Several entries of one day, written one after the other."""

    drafts: Sequence[Draft]

    def text(self, document: Document, bullet: str, index: int, newline: str) -> str:
        """Return their lines in the style of the entries near ``index``.

        Raises:
            DraftError: One of them has no lines that read back as its draft.
        """
        day_index = document.entries[index].day if index < len(document.entries) else 0
        gap = style.gap_between_entries(document, day_index, bullet, newline)
        bullet_at_index = extents.bullet_of(document, document.entries[index]) if index else ""
        is_repeated = index > 0 and bullet_at_index.strip() == bullet.strip()
        is_counting = style.increment_number(bullet) != bullet and not is_repeated
        texts = []
        for draft in self.drafts:
            texts.append(NewEntry(draft).text(document, bullet, index, newline))
            bullet = style.increment_number(bullet) if is_counting else bullet
        return gap.join(texts)


@dataclass(frozen=True, slots=True)
class MovedEntry:
    """An entry that stands in the log already: its lines, and the bullet that they begin with."""

    lines: str
    bullet: str

    def may_keep_bullet(self, bullet: str, last: str) -> bool:
        """Tell whether the lines stay as they are where a day goes on with ``bullet``.

        Below a heading, the bullet ``last`` of the last entry, only another heading stays: anything
        else would belong to that one.
        """
        if style.is_similar_bullet(self.bullet, bullet):
            return False
        return "#" in self.bullet or "#" not in last

    def text(self, _document: Document, bullet: str, _index: int, _newline: str) -> str:
        """Return the lines as they stand, but with ``bullet`` where theirs is of another make."""
        if style.is_similar_bullet(self.bullet, bullet):
            return self.lines
        return bullet + self.lines.removeprefix(self.bullet)


EntryBody = NewEntry | NewEntries | MovedEntry
"""The lines of an entry that is about to be written."""


def insert_entry(
    document: Document, date: PartialDate | None, body: EntryBody, leaving: Day | None = None
) -> Edit:
    """Return the edit that writes ``body`` under ``date``.

    It goes to the end of its day's list, or as a new day to its place in the order of the dates.
    ``leaving`` is a day that is about to go.

    Raises:
        DraftError: The date cannot be given in this log, or is missing, or ``body`` has no lines.
    """
    is_dated = order.is_dated(document)
    last_day = len(document.days) - 1
    if not is_dated and not order.is_only_preamble(document):
        if date is not None:
            raise DraftError("date", "this log has no days; leave the date empty")
        return append_to_day(document, last_day, body)
    if date is None:
        if not is_dated or any(day.date for day in document.days):
            raise DraftError("date", "give the entry a date")
        return append_to_day(document, last_day, body)
    if not is_dated:
        return _insert_first_day(document, date, body)
    document = without_enclosing_days(document)
    spans = [day.span for day in document.days] if leaving else []
    leaving_day = spans.index(leaving.span) if leaving and leaving.span in spans else None
    date = order.coarsen(document, date)
    day_index = order.find_day(document, date)
    if day_index is not None and not extents.is_inline(document, document.days[day_index]):
        return append_to_day(document, day_index, body)
    position = order.day_position(document, date, leaving_day)
    return insert_day(document, place_of_day(document, position, date), body)


def append_to_day(document: Document, day_index: int, body: EntryBody) -> Edit:
    """Return the edit that writes ``body`` to the end of the list of a day."""
    day = document.days[day_index]
    model = style.model_entry(document, day)
    if model is None:
        return _insert_under_marker(document, day_index, body)
    if document.table_at(model.span.start) is not None:
        return _append_row(document, model, body)
    bullet = style.next_bullet(document, day, model)
    last = document.entries[day.stop_entry - 1]
    if isinstance(body, MovedEntry) and body.may_keep_bullet(
        bullet, extents.bullet_of(document, last)
    ):
        model, bullet = last, body.bullet
    offset = extents.entry_end(document, model)
    newline = lines.newline_near(document.text, offset)
    gap = style.gap_between_entries(document, day_index, bullet, newline)
    if extents.ends_in_html(document.text, model.span.start, offset):
        # Without a blank line it would be a part of the HTML.
        gap = newline * 2
    text = body.text(document, bullet, style.entry_index(document, model), newline)
    return Edit(Span(offset, offset), gap + text)


def _append_row(document: Document, model: Entry, body: EntryBody) -> Edit:
    """Return the edit that writes ``body`` as a row below the row ``model``."""
    if isinstance(body, MovedEntry):
        raise DraftError(
            "date", "the entries of that day are rows of a table; add it there and delete it here"
        )
    offset = document.head_end(model)
    index, newline = style.entry_index(document, model), lines.newline_near(document.text, offset)
    rows = (dated_lines.new_row(document, index, draft, "") for draft in body.drafts)
    return Edit(Span(offset, offset), "".join(newline + row for row in rows))


def _insert_under_marker(document: Document, day_index: int, body: EntryBody) -> Edit:
    """Return the edit that writes ``body`` as the first entry of a day.

    Where something that is not an entry stands there already, it goes after that.
    """
    day = document.days[day_index]
    offset = extents.day_end(document, day)
    newline = lines.newline_near(document.text, offset)
    empty_bullet = style.empty_bullet_of_day(document, day)
    if empty_bullet and not isinstance(body, MovedEntry):
        bullet = style.increment_number(empty_bullet)
        gap = style.gap_between_entries(document, day_index, bullet, newline)
        text = body.text(document, bullet, day.first_entry, newline)
    else:
        has_more = offset > day.marker.end
        gap = newline * 2 if has_more else style.gap_below_marker(document, day_index, newline)
        text = _first_entry_lines(document, day_index, body, newline)
    return Edit(Span(offset, offset), gap + text)


def _first_entry_lines(document: Document, day_index: int, body: EntryBody, newline: str) -> str:
    """Return the lines of ``body`` like the first entry of the days around ``day_index``.

    Where that is a paragraph above a list, like the list.
    """
    if isinstance(body, MovedEntry):
        return body.lines
    day = next(style.near_days(document, day_index), None)
    if day is None:
        bullet = style.usual_empty_bullet(document, day_index) or _DEFAULT_BULLET
        return body.text(document, bullet, 0, newline)
    bullet = style.new_bullet(document, document.entries[day.first_entry])
    model = None if bullet.strip() else style.model_entry(document, day)
    if model:
        model_bullet = style.new_bullet(document, model)
        if extents.is_list_bullet(model_bullet):
            bullet = re.sub(r"\d+", "1", model_bullet)
    return body.text(document, bullet, day.first_entry, newline)


def place_of_day(document: Document, day_index: int, date: PartialDate) -> DayPlace:
    """Return where a day with ``date`` goes that comes before the day ``day_index``."""
    level = marker_level(day_marker.new_day_marker(document, day_index, date))
    prefers_above = _is_right_above(document, day_index, date)
    return find_place(document, day_index, date, level, prefers_above=prefers_above)


def insert_day(document: Document, place: DayPlace, body: EntryBody) -> Edit:
    """Return the edit that writes a day with ``body`` at ``place``.

    Raises:
        DraftError: A heading that it needs cannot be copied, or ``body`` has no lines.
    """
    date, days = place.date, document.days
    day_index = place.neighbour + (not place.is_above)
    newline = lines.newline_near(document.text, days[min(day_index, len(days) - 1)].span.start)
    has_oldest_first = order.direction(document) == order.OLDEST_FIRST
    model_index = min(day_index - (has_oldest_first and day_index > 0), len(days) - 1)
    marker = day_marker.new_day_marker(document, day_index, date, known_part(place.headings, date))
    if extents.is_inline(document, days[model_index]):
        model = days[model_index]
        if model.marker.is_empty or document.table_at(model.span.start) is not None:
            day_lines = _dated_lines(document, model_index, date, body, newline)
        else:
            day_lines = _inline_day_line(document, model, marker, body, newline)
    else:
        gap = style.gap_below_marker(document, model_index, newline)
        day_lines = marker + gap + _first_entry_lines(document, model_index, body, newline)
    if place.missing:
        return _insert_period(document, place, day_lines, newline)
    space = style.gap_between_days(document, day_index, newline)
    if place.is_above:
        offset = _offset_above(document, place)
        return Edit(Span(offset, offset), day_lines + space)
    offset = extents.day_end(document, days[place.neighbour])
    return Edit(Span(offset, offset), space + day_lines)


def _insert_period(document: Document, place: DayPlace, day_lines: str, newline: str) -> Edit:
    """Return the edit that writes ``day_lines`` below new headings like those of ``place``.

    Raises:
        DraftError: One of them cannot be copied, or the days are rows, which need a table.
    """
    outermost = place.missing[0]
    if document.days[place.neighbour].style is MarkerStyle.ROW:
        raise refusal(document, outermost)
    empty = empty_heading(document, outermost, place.date, place.neighbour + (not place.is_above))
    models = marker_models_near(document, place.neighbour)
    lines_above = style.gap_below_heading(document, outermost.span.end, newline) if empty else ""
    for heading in place.missing[1:] if empty else place.missing:
        texts = (
            model.text_for(document, place.date, models)
            for model in headings_like(document, heading)
        )
        line = next(filter(None, texts), None)
        if line is None:
            raise refusal(document, heading)
        lines_above += line + style.gap_below_heading(document, heading.span.end, newline)
    if empty:
        return Edit(Span(empty.span.end, empty.span.end), lines_above + day_lines)
    start = outermost.span.start
    space = style.gap_above_heading(document, start, outermost.day_index, newline)
    if place.is_above:
        return Edit(Span(start, start), lines_above + day_lines + space)
    end = period_end(document, outermost, place.neighbour)
    return Edit(Span(end, end), space + lines_above + day_lines)


def _offset_above(document: Document, place: DayPlace) -> int:
    """Return where a day begins that stands right above the neighbour of ``place``.

    Its marker goes above those headings, too, that name another period and do not enclose it.
    """
    offset = document.days[place.neighbour].span.start
    for heading in reversed(list(headings_above(document, place.neighbour))):
        is_blank = not document.text[heading.span.end : offset].strip()
        if heading.level < place.level or not is_blank or not heading.excludes(place.date):
            break
        offset = heading.span.start
    return offset


def _is_right_above(document: Document, day_index: int, date: PartialDate) -> bool:
    """Tell whether a day before the day ``day_index`` goes right above that one.

    Else it goes right below the one before; which of both matters where something stands between.
    """
    days = document.days
    if day_index == 0:
        return True
    if day_index == len(days):
        return False
    if extents.space_after_day(document, day_index - 1) is not None:
        return True
    above, below = days[day_index - 1].date, days[day_index].date
    if below and (below.year, below.month) == (date.year, date.month):
        return True
    if above and (above.year, above.month) == (date.year, date.month):
        return False
    return order.direction(document) == order.NEWEST_FIRST


def _dated_lines(
    document: Document, model_index: int, date: PartialDate, body: EntryBody, newline: str
) -> str:
    """Return the lines of ``body`` with ``date`` where the day ``model_index`` has its own."""
    model = document.days[model_index]
    if isinstance(body, MovedEntry):
        raise DraftError(
            "date", "the line of an entry holds its date here; add it there and delete it here"
        )
    date_text = dated_lines.date_like_near(document, model_index, date)
    if document.table_at(model.span.start) is not None:
        rows = (
            dated_lines.new_row(document, model.first_entry, draft, date_text)
            for draft in body.drafts
        )
        return newline.join(rows)
    entry = document.entries[model.first_entry]
    bullet = style.new_bullet(document, entry)
    entry_lines = body.text(document, bullet, model.first_entry, newline)
    first, *notes = entry_lines.split(newline)
    return newline.join((dated_lines.with_tail(document, model_index, first, date_text), *notes))


def _inline_day_line(
    document: Document, model: Day, marker: str, body: EntryBody, newline: str
) -> str:
    """Return a line like that of ``model`` that is day and entry at once, maybe a table row."""
    entry_lines = body.text(document, "", model.first_entry, newline)
    start = model.marker.start
    row = document.text[start : lines.end_of_line(document.text, start)]
    if not row.lstrip().startswith("|") or not isinstance(body, NewEntry):
        old = model.marker.of(document.text)
        words = marker.rstrip(SEPARATORS)
        return words + (marker[len(words) :] or old[len(old.rstrip(SEPARATORS)) :]) + entry_lines
    if body.draft.notes.strip():
        raise DraftError("notes", "the days of this log are rows of a table, which take no notes")
    if "|" in entry_lines:
        raise DraftError("title", "a row of a table holds one line without a bar (|) in it")
    blank = " " if row.lstrip().startswith("| ") else ""
    cells = marker + blank + entry_lines + blank + "|"
    return cells + f"{blank}|" * (row.count("|") - cells.count("|"))


def _insert_first_day(document: Document, date: PartialDate, body: EntryBody) -> Edit:
    """Return the edit that writes the first day of a log, with ``body`` in it.

    It is a heading, but a bare line below a preamble that has no heading either.
    """
    text = document.text
    offset = len(text.rstrip())
    newline = lines.newline_near(text, len(text))
    is_heading = offset == 0 or any("#" in line[:1] for _, line in lines.iter_lines(text))
    marker = day_marker.heading_marker(date) if is_heading else day_marker.plain_marker(date)
    entry_lines = body.text(document, _DEFAULT_BULLET, 0, newline)
    day_lines = marker + newline * (2 if is_heading else 1) + entry_lines
    if offset == 0:
        return Edit(Span(len(text), len(text)), day_lines + newline)
    return Edit(Span(offset, offset), newline * 2 + day_lines)
