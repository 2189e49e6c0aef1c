"""How the entries of a log look, taken from those next to where one is written."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import extents
from logtui.document.order import nearest_indices
from logtui.document.text import lines, markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.model import Day, Document, Entry

_MOST_DAYS = 12
_MOST_ENTRIES = 64
_NESTED_COLUMNS = 2
_NOTE_INDENT = 4
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_NUMBER = re.compile(r"\d+(?=[.)])")
_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})")


class NoteStyle(NamedTuple):
    """How notes hang on an entry.

    Attributes:
        blank: How many blank lines stand between the entry's first line and its notes.
        indent: What each line of notes begins with.
        bullet: The list marker of a note with the blanks behind it; empty where notes are no list.
        step: How many columns deeper a nested note stands.
    """

    blank: int
    indent: str
    bullet: str
    step: int = 4


def entry_index(document: Document, entry: Entry) -> int:
    """Return the index of ``entry`` in ``document.entries``."""
    return bisect_left(document.entries, entry.span.start, key=lambda other: other.span.start)


def is_similar_bullet(first: str, second: str) -> bool:
    """Tell whether two bullets are of the same make: list markers, headings, quotes or nothing."""
    if extents.is_list_bullet(first) or extents.is_list_bullet(second):
        return extents.is_list_bullet(first) and extents.is_list_bullet(second)
    return first.strip()[:1] == second.strip()[:1]


def model_entry(document: Document, day: Day) -> Entry | None:
    """Return the entry of ``day`` behind which a new one goes, and which it looks like.

    It is the last one; but where that is a paragraph below a list, the last of the list.
    """
    own = document.entries[day.first_entry : day.stop_entry]
    if not own:
        return None
    for entry in reversed(own):
        bullet = extents.bullet_of(document, entry)
        if extents.is_list_bullet(bullet):
            return entry
        if bullet.strip().startswith("#"):
            break
    return own[-1]


def next_bullet(document: Document, day: Day, entry: Entry) -> str:
    """Return the bullet of an entry behind ``entry``: open where it is ticked, counted on."""
    bullet = untick(extents.bullet_of(document, entry))
    number = _NUMBER.search(bullet)
    if number is None:
        return bullet
    last = empty_bullet_at_end(extents.entry_text(document, entry))
    if (
        last
        and markdown.indent_columns(last) == markdown.indent_columns(bullet)
        and _NUMBER.search(last)
    ):
        return increment_number(last)
    at = entry_index(document, entry)
    above = extents.bullet_of(document, document.entries[at - 1]) if at > day.first_entry else ""
    return bullet if above.strip() == bullet.strip() else increment_number(bullet)


def increment_number(bullet: str) -> str:
    """Return ``bullet`` with the next number where it has one."""
    return _NUMBER.sub(lambda number: str(int(number[0]) + 1), bullet, count=1)


def empty_bullet_at_end(text: str) -> str:
    """Return the bullet of the item without content that the lines of ``text`` end in.

    Empty where they end in something else.
    """
    *above, last = (line for _, line in lines.iter_lines(text))
    bullet = markdown.BULLET.match(last) if above else None
    if bullet is None or markdown.content_start(last, bullet) < len(last):
        return ""
    return untick(last.rstrip() + " ")


def empty_bullet_of_day(document: Document, day: Day) -> str:
    """Return the bullet of the empty item that ``day``, which has no entries, ends in."""
    text = document.text[day.marker.start : extents.day_end(document, day)]
    return empty_bullet_at_end(text) if day.first_entry == day.stop_entry and text else ""


def usual_empty_bullet(document: Document, place: int) -> str:
    """Return the bullet of the empty items around the day ``place``, counting from 1."""
    near = (document.days[at] for at in nearest_indices(place, len(document.days), _MOST_DAYS))
    found = next(filter(None, (empty_bullet_of_day(document, day) for day in near)), "")
    return _NUMBER.sub("1", found, count=1)


def untick(bullet: str) -> str:
    """Return ``bullet`` with its checkbox, if it has one, empty."""
    return re.sub(r"\[[^ \]]\]", "[ ]", bullet)


def near_days(document: Document, place: int) -> Iterator[Day]:
    """Yield days with entries around index ``place``, the nearest first."""
    for index in nearest_indices(place, len(document.days), _MOST_DAYS):
        day = document.days[index]
        if day.first_entry < day.stop_entry and not extents.has_inline_entry(document, day):
            yield day


def gap_below_marker(document: Document, place: int, newline: str) -> str:
    """Return what stands between a day's marker and its first entry around index ``place``."""
    for day in near_days(document, place):
        gap = document.text[day.marker.end : document.entries[day.first_entry].span.start]
        if extents.is_blank(gap):
            return gap
    for index in nearest_indices(place, len(document.days), _MOST_DAYS):
        day = document.days[index]
        below = document.text[day.marker.end : extents.day_end(document, day)]
        if below.strip() and day.first_entry == day.stop_entry:
            return below[: len(below) - len(below.lstrip("\r\n"))] or newline
    headed = any("#" in day.marker.of(document.text) for day in document.days[:1])
    return newline * (2 if headed or not document.days else 1)


def gap_between_entries(document: Document, place: int, bullet: str, newline: str) -> str:
    """Return what stands between two entries with bullets like ``bullet`` around day ``place``."""
    for day in near_days(document, place):
        for above, below in pairwise(reversed(document.entries[day.first_entry : day.stop_entry])):
            if extents.is_list_bullet(extents.bullet_of(document, above)) != extents.is_list_bullet(
                bullet
            ):
                continue
            gap = document.text[extents.entry_end(document, below) : above.span.start]
            if extents.is_blank(gap) and extents.is_list_bullet(
                extents.bullet_of(document, below)
            ) == extents.is_list_bullet(bullet):
                return gap
    return newline * (1 if extents.is_list_bullet(bullet) else 2)


def gap_between_days(document: Document, place: int, newline: str) -> str:
    """Return what stands between two days around index ``place``."""
    for index in nearest_indices(place - 1, len(document.days), _MOST_DAYS):
        space = extents.space_after_day(document, index)
        if space:
            return space
    first = document.days[0]
    tight = first.stop_entry - first.first_entry == 1 or _is_item_or_row(
        first.marker.of(document.text)
    )
    return newline * (1 if tight and extents.is_inline(document, first) else 2)


def _is_item_or_row(marker: str) -> bool:
    """Tell whether ``marker`` begins an item of a list or a row of a table."""
    return extents.is_list_bullet(marker) or marker.lstrip().startswith("|")


def gap_after_symbol(document: Document, index: int, symbol: str) -> str:
    """Return what stands between the symbol of a kind and the title in entries near ``index``."""
    for at in nearest_indices(index, len(document.entries), _MOST_ENTRIES):
        parts = document.parts(document.entries[at])
        if parts.symbol and _is_wordy(parts.symbol.of(document.text)) == _is_wordy(symbol):
            between = document.text[parts.symbol.end : parts.title.start]
            return between.rstrip("[<")
    return " " if _is_wordy(symbol) else ""


def note_style_near(document: Document, index: int, bullet: str) -> NoteStyle:
    """Return how notes look in the entry nearest to ``index`` that is like ``bullet`` and has some.

    In a list, notes that are bullets go before others. Without an example, notes are bullets four
    columns deep.
    """
    styles = list(_note_styles_near(document, index, bullet))
    if styles and not extents.is_list_bullet(bullet):
        return styles[0]
    listed = next((style for style in styles if style.bullet), None)
    if listed or styles:
        return listed or styles[0]
    if "#" in bullet:
        return NoteStyle(1, "", "")
    if ">" in bullet:
        return NoteStyle(0, bullet, "")
    indent = bullet[: len(bullet) - len(bullet.lstrip())]
    return NoteStyle(0, indent + " " * _NOTE_INDENT, "- ")


def _note_styles_near(document: Document, index: int, bullet: str) -> Iterator[NoteStyle]:
    """Yield how the notes of entries like ``bullet`` look, up to the first that are bullets."""
    for at in nearest_indices(index, len(document.entries), _MOST_ENTRIES):
        entry = document.entries[at]
        notes = document.parts(entry).notes
        if notes.is_empty or not is_similar_bullet(extents.bullet_of(document, entry), bullet):
            continue
        style = note_style_of(document, entry)
        if _is_attached(style, bullet):
            yield style
            if style.bullet or not extents.is_list_bullet(bullet):
                return


def note_style_of(document: Document, entry: Entry) -> NoteStyle:
    """Return how the notes of ``entry`` look; it has some."""
    notes = document.parts(entry).notes
    between = document.text[extents.first_line_end(document, entry) : notes.start]
    found = [line for _, line in lines.iter_lines(document.text, *notes)]
    blank = next(number for number, line in enumerate(found) if line.strip())
    found = [line for line in found if line.strip()]
    quoted = ">" in document.parts(entry).bullet.of(document.text)
    indents = [line_indent(line, quoted=quoted) for line in found]
    first = min(range(len(found)), key=lambda at: lines.columns_of(indents[at]))
    marks = [
        markdown.BULLET.match(line, len(indent))
        for line, indent in zip(found, indents, strict=True)
    ]
    bullet = marks[first]
    listed = all(marks) and not any(_FENCE.match(line) for line in found)
    blank += max(sum(1 for _ in lines.iter_lines(between)) - 1, 0)
    own = markdown.indent_columns(document.parts(entry).bullet.of(document.text))
    step = lines.columns_of(indents[first]) - own
    mark = _note_bullet(bullet) if bullet and listed else ""
    return NoteStyle(blank, indents[first], mark, step if step >= _NESTED_COLUMNS else _NOTE_INDENT)


def line_indent(line: str, *, quoted: bool) -> str:
    """Return the blanks that ``line`` begins with, the mark of a quote among them if ``quoted``."""
    quote = _QUOTE.match(line) if quoted else None
    at = quote.end() if quote else 0
    return line[: len(line) - len(line[at:].lstrip(" \t"))]


def _is_attached(style: NoteStyle, bullet: str) -> bool:
    """Tell whether notes in ``style`` belong to an entry with ``bullet`` in any case."""
    if "#" in bullet or lines.columns_of(style.indent) >= _NESTED_COLUMNS or ">" in style.indent:
        return True
    return not extents.is_list_bullet(bullet) and not style.blank and not style.bullet


def _note_bullet(bullet: re.Match[str]) -> str:
    """Return the marker of a note with the blanks behind it; a count becomes a dash."""
    return "- " if bullet[2][0].isdigit() else bullet[2] + (bullet[3] or " ")


def _is_wordy(symbol: str) -> bool:
    return any(char.isalnum() for char in symbol)
