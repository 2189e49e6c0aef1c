"""Edits of one log: add an entry, change one, move one, delete one.

New text looks like its neighbours; all characters outside of an edit stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from logtui.document import entry_parts, extents, order
from logtui.document.dates.surroundings import SEPARATORS
from logtui.document.editing import day_marker, first_line, insertion, notes
from logtui.document.editing.draft import (
    Draft,
    DraftError,
    is_typable,
    normalize_draft,
    partial_date,
)
from logtui.document.editing.marker_model import marker_model_of
from logtui.document.editing.period_headings import enclosing_headings, known_part
from logtui.document.editing.style import bullet_in_state, entry_index
from logtui.document.properties.states import entry_state
from logtui.document.properties.tags import written_tags
from logtui.document.reading.lone_entry import read_changed_entry
from logtui.document.text import lines, markdown
from logtui.document.text.spans import Edit, Span, combine_edits, trim_edit

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document, Entry

_BLANK_LINES = ("\n\n", "\r\n\r\n", "\r\r")


def add_draft(document: Document, draft: Draft) -> Edit:
    """Return the edit that writes ``draft`` into the log as a new entry.

    It goes to the end of its day's list; a new day goes to its place in the order of the dates. An
    open one without a date goes to the section of those, where there is one.

    Raises:
        DraftError: The draft cannot be written so that it reads back as typed.
    """
    typed = normalize_draft(draft)
    if typed.date is None and typed.state == "open":
        queue = order.find_queue(document)
        if queue is not None:
            unmarked = insertion.NewEntry(replace(typed, state=None))
            return insertion.append_to_day(document, queue, unmarked)
    return insertion.insert_entry(document, partial_date(typed.date), insertion.NewEntry(typed))


def draft_of(document: Document, entry: Entry) -> Draft | None:
    """Return ``entry`` as a form shows it; ``change_entry`` with this very draft gives no edit.

    None where a form could not give back every character; such an entry is edited as raw text.
    """
    title = first_line.title_in_form(document, entry)
    url, note_lines = document.url(entry), notes.note_lines(document, entry)
    if not title.strip() or not is_typable(title + (url or "")):
        return None
    if not is_typable("".join(note_lines).replace("\t", "")):
        return None
    if len(note_lines) != len(notes.note_line_spans(document, entry)):
        return None
    draft = Draft(
        title,
        url,
        document.kind(entry),
        document.date(entry),
        "\n".join(note_lines),
        state=entry_state(document, entry),
        tags=written_tags(document, entry),
    )
    try:
        is_unchanged = notes.dedent_notes(draft.notes) == note_lines
    except DraftError:
        return None
    return draft if is_unchanged else None


def change_entry(document: Document, entry: Entry, draft: Draft) -> Edit | None:
    """Return the edit that makes ``entry`` what ``draft`` says; None where it is that already.

    Only what differs is touched. A new date moves the entry, and takes along the heading of a day
    that would stay empty.

    Raises:
        DraftError: The draft cannot be written so that it reads back as typed, or the entry has
            no draft at all.
    """
    old = draft_of(document, entry)
    if old is None:
        raise DraftError("title", "this entry can only be edited as raw text")
    new = normalize_draft(draft, old.url)
    edits = _line_edits(document, entry, old, new)
    date = partial_date(new.date)
    if date and date != old.date:
        return _move_entry(document, entry, date, edits)
    edit = trim_edit(combine_edits(document.text, edits), document.text)
    return edit if edit.text or not edit.span.is_empty else None


def moved_entry(document: Document, entry: Entry, draft: Draft) -> insertion.MovedEntry:
    """Return ``entry``, made what ``draft`` says, as it stands on another day.

    Raises:
        DraftError: The draft cannot be written so that it reads back as typed.
    """
    old = draft_of(document, entry)
    if old is None:
        raise DraftError("title", "this entry can only be edited as raw text")
    edits = _line_edits(document, entry, old, normalize_draft(draft, old.url))
    if edits[0].span.start < entry.span.start:
        raise _date_in_line_error()
    return _moved_lines(document, entry, edits)


def has_date_in_line(document: Document, entry: Entry) -> bool:
    """Tell whether the date of ``entry`` stands after the beginning of its own lines."""
    day = document.days[entry.day]
    return day.marker.is_empty and day.style is not None


def raw_text_of(document: Document, entry: Entry) -> str:
    r"""Return the lines of ``entry`` as they stand in the log, with ``\n`` between them."""
    text = extents.entry_text(document, entry)
    return "\n".join(line for _, line in lines.iter_lines(text))


def raw_text_with_draft(document: Document, entry: Entry, draft: Draft) -> str:
    r"""Return the lines that ``entry`` has where ``draft`` was written, with ``\n`` between them.

    Raises:
        DraftError: The draft cannot be written so that it reads back as typed, or it has another
            date than the entry.
    """
    new, date = change_entry(document, entry, draft), partial_date(draft.date)
    if date and date != document.date(entry):
        raise DraftError("date", "the lines hold no date: save the new one first, or set it back")
    text, (start, end) = document.text, (entry.span.start, extents.entry_end(document, entry))
    if new is not None:
        text = text[start : new.span.start] + new.text + text[new.span.end : end]
    else:
        text = text[start:end]
    return "\n".join(line for _, line in lines.iter_lines(text))


def replace_lines(document: Document, entry: Entry, raw: str) -> Edit | None:
    """Return the edit that puts the lines ``raw`` in place of those of ``entry``.

    Line ends become those of the log, and lines that are as they were keep their own. None where
    nothing differs.
    """
    new = [line for _, line in lines.iter_lines(raw)]
    while new and not new[-1].strip():
        new.pop()
    if not new:
        return delete_entry(document, entry)
    end = extents.entry_end(document, entry)
    old = lines.iter_lines(document.text, entry.span.start, end)
    spans = [Span(start, start + len(line)) for start, line in old]
    return notes.replace_changed_lines(document.text, spans, new)


def delete_entry(document: Document, entry: Entry) -> Edit:
    """Return the edit that takes ``entry`` with its notes out of the log.

    The marker of its day goes too if no other entry stands under it.
    """
    return Edit(_removal_span(document, entry), "")


def edited_line_numbers(document: Document, edit: Edit) -> tuple[int, int]:
    """Return the 1-based numbers of the first and the last line that ``edit`` writes.

    For a deletion, both are the line where it happens.
    """
    body = edit.text.strip("\r\n")
    before = document.text[: edit.span.start] + edit.text[: edit.text.index(body)]
    first = 1 + _count_line_ends(before)
    return first, first + _count_line_ends(body)


def _line_edits(document: Document, entry: Entry, old: Draft, new: Draft) -> list[Edit]:
    """Return the edits that make the lines of ``entry``, which are ``old``, what ``new`` says."""
    span = first_line.first_line_span(document, entry)
    line = first_line.changed_first_line(document, entry, new, old)
    edits: list[Edit] = []
    if new.state != old.state:
        box = _box_edit(document, entry, new)
        if box.span.start == span.start:
            line = box.text + line[box.span.end - box.span.start :]
        elif box.text != box.span.of(document.text):
            edits.append(box)
    edits.append(Edit(span, line))
    if new.notes != old.notes:
        notes_edit = notes.replace_notes(document, entry, new.notes)
        edits += [notes_edit] if notes_edit else []
    return edits if new.tags == old.tags else [_tagged_lines(document, entry, edits, new.tags)]


def _tagged_lines(
    document: Document, entry: Entry, edits: list[Edit], tags: tuple[str, ...]
) -> Edit:
    """Return the edit of all lines of ``entry`` that makes ``edits`` and gives it ``tags``."""
    if edits[0].span.start < entry.span.start:
        raise _date_in_line_error()
    end = extents.entry_end(document, entry)
    block = combine_edits(document.text, [*edits, Edit(Span(end, end), "")])
    alone = read_changed_entry(document, entry, block.text)
    return Edit(block.span, notes.tagged_text(document, alone, tags, entry.span.start))


def _box_edit(document: Document, entry: Entry, draft: Draft) -> Edit:
    """Return the edit of what stands before ``entry`` that writes the checkbox of ``draft``.

    In a line that is day and entry at once, the box stands before the date.
    """
    bullet, marker = document.bullet(entry), extents.inline_marker(document, entry)
    if bullet.is_empty and (match := markdown.BULLET.match(marker)):
        start = document.days[entry.day].marker.start
        bullet = Span(start, start + markdown.content_start(marker, match))
    old = bullet.of(document.text)
    return Edit(bullet, bullet_in_state(document, old, draft))


def _removal_span(document: Document, entry: Entry) -> Span:
    """Return what goes with ``entry``, so that the space around it is as before it came.

    The marker of its day goes with the last entry. The line that an entry shares with the marker
    of its day stays; only what parts the two goes.
    """
    day = document.days[entry.day]
    if day.stop_entry - day.first_entry == 1 and not day.marker.is_empty:
        return _day_removal(document, entry.day)
    index = entry_index(document, entry)
    start, end = entry.span.start, extents.entry_end(document, entry)
    if index == day.first_entry and extents.has_inline_entry(document, day):
        marker = day.marker.of(document.text)
        return Span(day.marker.start + len(marker.rstrip(SEPARATORS)), end)
    gap_above = gap_below = ""
    end_of_previous = start
    if index > day.first_entry:
        end_of_previous = extents.entry_end(document, document.entries[index - 1])
        gap_above = document.text[end_of_previous:start]
    if index + 1 < day.stop_entry:
        gap_below = document.text[end : entry.span.end]
    if extents.is_blank(gap_above) and (
        not extents.is_blank(gap_below) or len(gap_above) <= len(gap_below)
    ):
        return Span(end_of_previous, end)
    if extents.is_blank(gap_below):
        return Span(start, entry.span.end)
    text, below = document.text, lines.next_line_start(document.text, end)
    if (
        day.is_queue
        and text[:start].endswith(_BLANK_LINES)
        and text[below : entry.span.end].isspace()
    ):
        return Span(start, entry.span.end)
    return Span(start, below)


def _day_removal(document: Document, index: int) -> Span:
    """Return the lines of the day ``index`` with the space to the next one, or to the one above."""
    text, day = document.text, document.days[index]
    start, end = day.span.start, extents.day_end(document, day)
    if extents.space_after_day(document, index) is not None:
        return Span(start, document.days[index + 1].span.start)
    if extents.space_after_day(document, index - 1) is not None:
        return Span(extents.day_end(document, document.days[index - 1]), end)
    is_last = not text[end:].strip()
    end_of_previous = len(text[:start].rstrip())
    if is_last and end_of_previous:
        return Span(end_of_previous, end)
    stop = lines.next_line_start(text, end)
    while not is_last and stop < len(text):
        if text[stop : lines.end_of_line(text, stop)].strip():
            break
        stop = lines.next_line_start(text, stop)
    return Span(start, stop)


def _move_entry(document: Document, entry: Entry, date: PartialDate, edits: list[Edit]) -> Edit:
    """Return the edit that moves ``entry``, with ``edits`` made in it, to ``date``.

    An entry alone in its day, whose place stays the same, only gets a new date in its marker.

    Raises:
        DraftError: Its date stands in its line, and something before or after that changes, too.
    """
    text = document.text
    day = document.days[entry.day]
    if edits[0].span.start < entry.span.start:
        raise _date_in_line_error()
    is_only = day.stop_entry - day.first_entry == 1 and day.style is not None
    only_day = entry.day if is_only else None
    position = order.day_position(document, date, only_day)
    has_day = order.find_day(document, date) is not None
    if has_date_in_line(document, entry):
        return _redate_line(document, entry, date, edits)
    if only_day is not None and not has_day and position in (only_day, only_day + 1):
        headings = enclosing_headings(document, only_day)
        known = known_part(headings, date)
        marker = day_marker.redate_marker(document, only_day, date, known)
        if marker is not None and not any(heading.excludes(date) for heading in headings):
            return trim_edit(combine_edits(text, [*edits, Edit(day.marker, marker)]), text)
    body = _moved_lines(document, entry, edits)
    removal = Edit(_removal_span(document, entry), "")
    leaving = None if only_day is None else day
    return combine_edits(text, [removal, insertion.insert_entry(document, date, body, leaving)])


def _moved_lines(document: Document, entry: Entry, edits: list[Edit]) -> insertion.MovedEntry:
    """Return the lines of ``entry``, with ``edits`` made in them.

    Raises:
        DraftError: It is a row of a table, which is nothing without that.
    """
    if document.table_at(entry.span.start) is not None:
        raise DraftError(
            "date", "this is a row of a table, which stays there; add it anew and delete it here"
        )
    end = extents.entry_end(document, entry)
    block = combine_edits(document.text, [*edits, Edit(Span(end, end), "")])
    has_bullet = not document.bullet(entry).is_empty
    bullet_end = entry_parts.bullet_end(edits[0].text) if has_bullet else 0
    return insertion.MovedEntry(block.text, block.text[:bullet_end])


def _redate_line(document: Document, entry: Entry, date: PartialDate, edits: list[Edit]) -> Edit:
    """Return the edit that gives ``entry``, whose line holds its date, another ``date``.

    Raises:
        DraftError: Its title or link would change, too, or the date cannot be written so.
    """
    text, day = document.text, document.days[entry.day]
    model = marker_model_of(document, entry.day)
    new_date = model.date_like(date, (model,)) if model else None
    has_other_edits = len(edits) > 1 or edits[0].text != edits[0].span.of(text)
    if day.reading is None or new_date is None or has_other_edits:
        raise _date_in_line_error()
    start = day.span.start + day.reading.start
    end = day.span.start + day.reading.end
    return trim_edit(Edit(Span(start, end), new_date), text)


def _date_in_line_error() -> DraftError:
    return DraftError("date", "the date stands in the line of this entry; edit its lines")


def _count_line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
