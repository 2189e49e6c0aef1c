"""Where entries and days really end, and what stands between them.

The span of an entry reaches to the next thing; what a person would take for its end is the end of
its last line that says something. Blank lines, rules and closing tags after that are the space
between two things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import entry_parts
from logtui.document.model import MarkerStyle
from logtui.document.text import lines, markdown

if TYPE_CHECKING:
    from logtui.document.model import Day, Document, Entry


def bullet_of(document: Document, entry: Entry) -> str:
    """Return what stands before the content of ``entry``; ``##`` or ``#`` for a setext heading."""
    end = first_line_end(document, entry)
    if end > document.head_end(entry):
        return "# " if document.text[end - 1] == "=" else "## "
    return document.bullet(entry).of(document.text)


def is_list_bullet(bullet: str) -> bool:
    """Tell whether ``bullet`` is the marker of a list."""
    return bool(markdown.BULLET.match(bullet))


def first_line_end(document: Document, entry: Entry) -> int:
    """Return where the lines of the entry's title end, with the underline of a heading."""
    text, entry_limit = document.text, entry.span.end
    end = document.head_end(entry)
    second_start = lines.next_line_start(text, end)
    if second_start >= entry_limit:
        return end
    second_end = min(lines.end_of_line(text, second_start), entry_limit)
    return second_end if is_underline(text[second_start:second_end]) else end


def is_block(document: Document, entry: Entry) -> bool:
    """Tell whether ``entry`` is a picture, fenced code or the like: nothing that is written so."""
    start = entry.span.start
    line = document.text[start : min(lines.end_of_line(document.text, start), entry.span.end)]
    return document.table_at(start) is None and markdown.is_attached(line)


def ends_in_html(text: str, start: int, end: int) -> bool:
    """Tell whether the last paragraph of ``text[start:end]`` is a block of HTML."""
    first = ""
    for _, line in lines.iter_lines(text, start, end):
        first = (first or line.lstrip()) if line.strip() else ""
    return first.startswith("<") and markdown.is_attached(first)


def is_underline(line: str) -> bool:
    """Tell whether ``line``, the second of an entry, makes the first one a heading."""
    return markdown.underline_level(line) > 0 and len(line.strip()) > 1


def entry_end(document: Document, entry: Entry) -> int:
    """Return where the entry's last line that says something ends, its line end excluded."""
    text, (start, end) = document.text, entry.span
    below = lines.next_line_start(text, start)
    if below >= end or text[below:end].isspace():
        return min(lines.end_of_line(text, start), end)
    notes = entry_parts.notes_span(text, below, end)
    return first_line_end(document, entry) if notes.is_empty else notes.end


def day_end(document: Document, day: Day) -> int:
    """Return where the last line of ``day`` that says something ends, its line end excluded.

    In a day without entries that may be an item that is still empty, a table or the like.
    """
    if day.first_entry < day.stop_entry:
        return entry_end(document, document.entries[day.stop_entry - 1])
    end = day.marker.end
    if day.is_queue:
        end = lines.end_of_line(document.text, end)
        underline = lines.next_line_start(document.text, end)
        if is_underline(document.text[underline : lines.end_of_line(document.text, underline)]):
            end = lines.end_of_line(document.text, underline)
    for start, line in lines.iter_lines(document.text, end, day.span.end):
        if not markdown.is_separator_line(line):
            end = start + len(line)
    return end


def is_inline(document: Document, day: Day) -> bool:
    """Tell whether one line is the marker of ``day`` and an entry: a dated item or row."""
    if day.marker.is_empty:
        return day.style in (MarkerStyle.TAIL, MarkerStyle.ROW)
    marker = day.marker.of(document.text)
    return has_inline_entry(document, day) and "\n" not in marker and "\r" not in marker


def has_inline_entry(document: Document, day: Day) -> bool:
    """Tell whether an entry stands in the line that the marker of ``day`` ends in."""
    if day.first_entry == day.stop_entry or day.marker.is_empty:
        return False
    start = document.entries[day.first_entry].span.start
    return start == day.marker.end and document.text[start - 1] not in "\r\n"


def inline_marker(document: Document, entry: Entry) -> str:
    """Return the marker that ``entry`` shares its line with; empty where it stands alone."""
    marker = document.days[entry.day].marker
    return marker.of(document.text) if marker.end == entry.span.start else ""


def entry_text(document: Document, entry: Entry) -> str:
    """Return the lines of ``entry`` without the space after it."""
    return document.text[entry.span.start : entry_end(document, entry)]


def is_blank(text: str) -> bool:
    """Tell whether ``text`` is only line ends and blanks, one line end at least."""
    return bool(text) and text.isspace() and ("\n" in text or "\r" in text)


def is_separator(text: str) -> bool:
    """Tell whether ``text`` says nothing: blank lines, rules, closing tags."""
    if is_blank(text):
        return True
    contents = [line for _, line in lines.iter_lines(text)]
    return len(contents) > 1 and all(map(markdown.is_separator_line, contents))


def space_after_day(document: Document, index: int) -> str | None:
    """Return what stands between the day ``index`` and the next one, if that says nothing.

    None where there is no next day, or something else in between.
    """
    if index < 0 or index + 1 >= len(document.days):
        return None
    day, next_day = document.days[index], document.days[index + 1]
    if day.span.end != next_day.span.start:
        return None
    space = document.text[day_end(document, day) : next_day.span.start]
    return space if is_separator(space) else None
