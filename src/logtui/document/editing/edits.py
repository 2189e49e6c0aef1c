"""Changes of a log as replaced ranges: add an entry, change one, move one, delete one.

A neighbour decides how new text looks; what it looks like is copied from the text itself. All
characters outside of an edit stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import extents, order
from logtui.document.editing import day_marker, first_line, insertion, notes, style
from logtui.document.editing.draft import (
    Draft,
    DraftError,
    is_typable,
    normalize_draft,
    partial_date,
)
from logtui.document.text import lines
from logtui.document.text.spans import Edit, Span, combine_edits, trim_edit

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document, Entry


def add_draft(document: Document, draft: Draft) -> Edit:
    """Return the edit that writes ``draft`` into the log as a new entry.

    It goes to the end of its day's list; a new day goes to its place in the order of the dates.

    Raises:
        DraftError: The draft cannot be written so that it reads back as typed.
    """
    typed = normalize_draft(draft)
    return insertion.insert_entry(document, partial_date(typed.date), insertion.NewEntry(typed))


def draft_of(document: Document, entry: Entry) -> Draft | None:
    """Return ``entry`` as a form shows it; ``change`` with this very draft gives no edit.

    None where a form could not give back every character; such an entry is edited as raw text.
    """
    title = first_line.form_title(document.parts(entry).title.of(document.text))
    shown = notes.note_lines(document, entry)
    draft = Draft(
        title, document.url(entry), document.kind(entry), document.date(entry), "\n".join(shown)
    )
    if not title.strip() or not is_typable(title + (draft.url or "")):
        return None
    if not is_typable("".join(shown).replace("\t", "")):
        return None
    if len(shown) != len(notes.note_line_spans(document, entry)):
        return None
    try:
        unchanged = notes.dedent_notes(draft.notes) == shown
    except DraftError:
        return None
    return draft if unchanged else None


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
    new = normalize_draft(draft)
    line = first_line.changed_first_line(document, entry, new, old)
    edits = [Edit(first_line.first_line_span(document, entry), line)]
    noted = notes.replace_notes(document, entry, new.notes)
    if noted:
        edits.append(noted)
    date = partial_date(new.date)
    if date and date != old.date:
        return _move_entry(document, entry, date, edits)
    edit = trim_edit(combine_edits(document.text, edits), document.text)
    return edit if edit.text or not edit.span.is_empty else None


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
    nothing is different.
    """
    new = [line for _, line in lines.iter_lines(raw)]
    while new and not new[-1].strip():
        new.pop()
    if not new:
        return delete_entry(document, entry)
    end = extents.entry_end(document, entry)
    spans = [
        Span(at, at + len(line))
        for at, line in lines.iter_lines(document.text, entry.span.start, end)
    ]
    return notes.replace_changed_lines(document.text, spans, new)


def delete_entry(document: Document, entry: Entry) -> Edit:
    """Return the edit that takes ``entry`` with its notes out of the log.

    The marker of its day goes too if no other entry stands under it.
    """
    return Edit(removal_span(document, entry), "")


def edited_line_numbers(document: Document, edit: Edit) -> tuple[int, int]:
    """Return the 1-based numbers of the first and the last line that ``edit`` writes.

    For a deletion, both are the line where it happens.
    """
    body = edit.text.strip("\r\n")
    lead = edit.text[: edit.text.index(body)]
    first = 1 + _count_line_ends(document.text[: edit.span.start] + lead)
    return first, first + _count_line_ends(body)


def _move_entry(document: Document, entry: Entry, date: PartialDate, edits: list[Edit]) -> Edit:
    """Return the edit that moves ``entry``, with ``edits`` made in it, to ``date``.

    The first of ``edits`` begins where the entry does. An entry alone in its day, whose place stays
    the same, only gets a new date in its marker.
    """
    text = document.text
    day = document.days[entry.day]
    alone = entry.day if day.stop - day.first == 1 else None
    place = order.day_position(document, date, alone)
    taken = order.find_day(document, date) is not None
    if alone is not None and not taken and place in (alone, alone + 1):
        marker = day_marker.redate_marker(document, alone, date)
        if marker is not None:
            return trim_edit(combine_edits(text, [*edits, Edit(day.marker, marker)]), text)
    end = extents.entry_end(document, entry)
    block = combine_edits(text, [*edits, Edit(Span(end, end), "")])
    body = insertion.MovedEntry(block.text, document.parts(entry).bullet.of(text))
    goes = Edit(removal_span(document, entry), "")
    comes = insertion.insert_entry(document, date, body, alone)
    return combine_edits(text, [goes, comes])


def _count_line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


_SEPARATORS = " \t-–—:：|"


def removal_span(document: Document, entry: Entry) -> Span:
    """Return what has to go so that ``entry`` is gone and the space around it is as before it came.

    With the last entry of a day its marker goes.
    """
    day = document.days[entry.day]
    if day.stop - day.first == 1 and not day.marker.is_empty:
        return _day_removal(document, entry.day)
    return _entry_removal(document, entry, style.entry_index(document, entry))


def _entry_removal(document: Document, entry: Entry, index: int) -> Span:
    """Return the lines of one of several entries with the smaller of the spaces beside it.

    The line that an entry shares with the marker of its day stays; what parts the two goes.
    """
    day = document.days[entry.day]
    start, end = entry.span.start, extents.entry_end(document, entry)
    if index == day.first and extents.has_inline_entry(document, day):
        return Span(start - _separator_length(day.marker.of(document.text)), end)
    ahead = behind = ""
    above = start
    if index > day.first:
        above = extents.entry_end(document, document.entries[index - 1])
        ahead = document.text[above:start]
    if index + 1 < day.stop:
        behind = document.text[end : entry.span.end]
    if extents.is_blank(ahead) and (not extents.is_blank(behind) or len(ahead) <= len(behind)):
        return Span(above, end)
    if extents.is_blank(behind):
        return Span(start, entry.span.end)
    return Span(start, lines.next_line_start(document.text, end))


def _separator_length(marker: str) -> int:
    """Return the length of what stands between ``marker`` and the entry in its line."""
    return len(marker) - len(marker.rstrip(_SEPARATORS))


def _day_removal(document: Document, index: int) -> Span:
    """Return the lines of the day ``index`` with the space to the next one, or to the one above."""
    day = document.days[index]
    start, end = day.span.start, extents.day_end(document, day)
    if extents.space_after_day(document, index) is not None:
        return Span(start, document.days[index + 1].span.start)
    if extents.space_after_day(document, index - 1) is not None:
        return Span(extents.day_end(document, document.days[index - 1]), end)
    text = document.text
    above = len(text[:start].rstrip())
    if above and not text[end:].strip():
        return Span(above, end)
    return Span(start, _next_text_line(text, end))


def _next_text_line(text: str, end: int) -> int:
    """Return where the next line with text in it begins behind the one that ends at ``end``."""
    if not text[end:].strip():
        return lines.next_line_start(text, end)
    at = lines.next_line_start(text, end)
    while at < len(text) and not text[at : lines.end_of_line(text, at)].strip():
        at = lines.next_line_start(text, at)
    return at
