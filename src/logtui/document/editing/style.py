"""How new entries look: bullet, spaces and notes like those of their neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import extents
from logtui.document.editing.draft import DraftError
from logtui.document.legend import Kind, is_word_symbol
from logtui.document.model import MarkerStyle
from logtui.document.order import nearest_indices
from logtui.document.properties.queue_names import is_queue_tag
from logtui.document.properties.states import BOX_SIGNS, is_queue_kind
from logtui.document.text import lines, markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.editing.draft import Draft
    from logtui.document.model import Day, Document, Entry

MOST_DAYS = 12
"""Days that are looked at for how a new one has to look, the nearest first."""

_MOST_ENTRIES = 64
_NESTED_COLUMNS = 2
_NOTE_INDENT = 4
_MOST_BLANKS = 1000
_BOXES_COMPARED = 8
_NUMBER = re.compile(r"\d+(?=[.)])")


class NoteStyle(NamedTuple):
    """How the notes of an entry look.

    Attributes:
        blank: How many blank lines stand between the entry's first line and its notes.
        indent: What each line of notes begins with.
        bullet: The list marker of a note with the blanks after it; empty where notes are no list.
        step: How many columns deeper a nested note stands.
    """

    blank: int
    indent: str
    bullet: str
    step: int = 4

    def belongs_to(self, entry_bullet: str) -> bool:
        """Tell whether notes that look so belong to an entry with ``entry_bullet`` in any case.

        Right below its title they have to be a list, or they would be the rest of the title.
        """
        if not self.bullet and not self.blank:
            return "#" in entry_bullet
        if "#" in entry_bullet or ">" in self.indent:
            return True
        depth = (
            _NESTED_COLUMNS if self.bullet or extents.is_list_bullet(entry_bullet) else _NOTE_INDENT
        )
        return lines.columns_of(self.indent) >= depth


def entry_index(document: Document, entry: Entry) -> int:
    """Return the index of ``entry`` in ``document.entries``."""
    return bisect_left(document.entries, entry.span.start, key=lambda other: other.span.start)


def is_similar_bullet(first: str, second: str) -> bool:
    """Tell whether two bullets are of the same make: list markers, headings, quotes or nothing."""
    if extents.is_list_bullet(first) or extents.is_list_bullet(second):
        return extents.is_list_bullet(first) and extents.is_list_bullet(second)
    return first.strip()[:1] == second.strip()[:1]


def model_entry(document: Document, day: Day) -> Entry | None:
    """Return the entry of ``day`` that a new one follows and looks like; None without any.

    It is the last one; but where that is a paragraph below a list, the last of the list.
    """
    entries = document.entries[day.first_entry : day.stop_entry]
    for entry in reversed(entries):
        bullet = extents.bullet_of(document, entry)
        if extents.is_list_bullet(bullet):
            return entry
        if bullet.strip().startswith("#"):
            break
    return next((e for e in reversed(entries) if not extents.is_block(document, e)), None)


def next_bullet(document: Document, day: Day, entry: Entry) -> str:
    """Return the bullet of an entry after ``entry``: open where it is ticked, counted on."""
    bullet = new_bullet(document, entry)
    if not _NUMBER.search(bullet):
        return bullet
    last = empty_bullet_at_end(extents.entry_text(document, entry))
    if (
        last
        and markdown.indent_columns(last) == markdown.indent_columns(bullet)
        and _NUMBER.search(last)
    ):
        return increment_number(last)
    index = entry_index(document, entry)
    above = (
        extents.bullet_of(document, document.entries[index - 1]) if index > day.first_entry else ""
    )
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


def usual_empty_bullet(document: Document, day_index: int) -> str:
    """Return the bullet of the empty items around the day ``day_index``, counting from 1."""
    near = nearest_indices(day_index, len(document.days), MOST_DAYS)
    bullets = (empty_bullet_of_day(document, document.days[index]) for index in near)
    return _NUMBER.sub("1", next(filter(None, bullets), ""), count=1)


def new_bullet(document: Document, entry: Entry) -> str:
    """Return the bullet of an entry like ``entry``, with an empty checkbox where that has one.

    But where few of those around it have one, a box says something of its own.
    """
    bullet = untick(extents.bullet_of(document, entry))
    if "[ ]" not in bullet:
        return bullet
    near = nearest_indices(entry_index(document, entry), len(document.entries), _BOXES_COMPARED)
    bullets = [document.bullet(document.entries[index]).of(document.text) for index in near]
    boxed = sum("[" in other for other in bullets)
    return bullet if 1 < boxed > len(bullets) // 2 else bullet[: bullet.index("[ ]")]


def bullet_in_state(document: Document, bullet: str, draft: Draft) -> str:
    """Return ``bullet`` with the checkbox that says the state of ``draft``, or without one.

    Raises:
        DraftError: It is not the bullet of a list, which alone can have one.
    """
    marker, state = markdown.BULLET.match(bullet), draft.state
    box = bullet[marker.end() :] if marker else ""
    if state == "open" and not box and _says_to_read(draft, document):
        return bullet
    if state is None:
        return bullet[: len(bullet) - len(box)]
    if marker is None:
        raise DraftError("state", f"only an item of a list can have the box that says {state}")
    sign = BOX_SIGNS[state]
    if state == "done" and document.text.count("[X]") > document.text.count("[x]"):
        sign = "X"
    return f"{bullet[: marker.end()]}[{sign}]{box[3:] or ' '}"


def _says_to_read(draft: Draft, document: Document) -> bool:
    """Tell whether ``draft`` says without a checkbox that it is to be read."""
    kind = draft.kind
    if isinstance(kind, str):
        kind = document.legend.find_kind(kind) or Kind(kind, kind.strip("*_: "))
    return is_queue_kind(kind) or any(map(is_queue_tag, draft.tags))


def untick(bullet: str) -> str:
    """Return ``bullet`` with its checkbox, if it has one, empty."""
    return re.sub(r"\[[^ \]]\]", "[ ]", bullet)


def near_days(document: Document, day_index: int) -> Iterator[Day]:
    """Yield days with entries in lines of their own around ``day_index``, the nearest first."""
    for index in nearest_indices(day_index, len(document.days), MOST_DAYS):
        day = document.days[index]
        if day.first_entry < day.stop_entry and not (
            day.style is None
            or extents.has_inline_entry(document, day)
            or extents.is_block(document, document.entries[day.first_entry])
        ):
            yield day


def gap_below_marker(document: Document, day_index: int, newline: str) -> str:
    """Return what stands between a day's marker and its first entry around ``day_index``."""
    for day in near_days(document, day_index):
        gap = document.text[day.marker.end : document.entries[day.first_entry].span.start]
        if extents.is_blank(gap):
            return gap
    for index in nearest_indices(day_index, len(document.days), MOST_DAYS):
        day = document.days[index]
        below = document.text[day.marker.end : extents.day_end(document, day)]
        if below.strip() and day.first_entry == day.stop_entry:
            return below[: len(below) - len(below.lstrip("\r\n"))] or newline
    has_heading = any("#" in day.marker.of(document.text) for day in document.days[:1])
    return newline * (2 if has_heading or not document.days else 1)


def gap_above_heading(document: Document, start: int, day_index: int, newline: str) -> str:
    """Return what stands between a heading at ``start``, above ``day_index``, and the day before.

    Where that says something, or there is none, what usually stands there.
    """
    if day_index:
        between = document.text[extents.day_end(document, document.days[day_index - 1]) : start]
        if extents.is_separator(between):
            return between
    if document.days[0].style is MarkerStyle.HEADING:
        return gap_between_days(document, day_index, newline)
    return newline * 2


def gap_below_heading(document: Document, end: int, newline: str) -> str:
    """Return the blank lines between a heading that ends at ``end`` and what is below it."""
    rest = document.text[end : end + _MOST_BLANKS]
    gap = rest[: len(rest) - len(rest.lstrip())]
    return gap if extents.is_blank(gap) else newline * 2


def gap_between_entries(document: Document, day_index: int, bullet: str, newline: str) -> str:
    """Return what stands between two entries with bullets like ``bullet`` around ``day_index``."""
    is_item = extents.is_list_bullet(bullet)
    for day in near_days(document, day_index):
        for below, above in pairwise(reversed(document.entries[day.first_entry : day.stop_entry])):
            if extents.is_list_bullet(extents.bullet_of(document, below)) != is_item:
                continue
            gap = document.text[extents.entry_end(document, above) : below.span.start]
            if extents.is_blank(gap) and (
                extents.is_list_bullet(extents.bullet_of(document, above)) == is_item
            ):
                return gap
    return newline * (1 if is_item else 2)


def gap_between_days(document: Document, day_index: int, newline: str) -> str:
    """Return what stands between two days around ``day_index``."""
    for index in nearest_indices(day_index - 1, len(document.days), MOST_DAYS):
        space = extents.space_after_day(document, index)
        if space:
            return space
    day = next((day for day in document.days if day.style is not None), document.days[0])
    marker = day.marker.of(document.text)
    is_item_or_row = extents.is_list_bullet(marker) or marker.lstrip().startswith("|")
    is_tight = day.stop_entry - day.first_entry == 1 or is_item_or_row
    return newline * (1 if is_tight and extents.is_inline(document, day) else 2)


def gap_after_symbol(document: Document, index: int, symbol: str) -> str:
    """Return what stands between a kind's symbol and the title in entries near ``index``."""
    is_word = is_word_symbol(symbol)
    for near in nearest_indices(index, len(document.entries), _MOST_ENTRIES):
        parts = document.parts(document.entries[near])
        if parts.symbol and is_word_symbol(parts.symbol.of(document.text)) == is_word:
            between = document.text[parts.symbol.end : parts.title.start]
            return between.rstrip("[<")
    return " " if is_word else ""


def note_style_near(document: Document, index: int, bullet: str) -> NoteStyle:
    """Return the style of the notes nearest to entry ``index`` under a bullet like ``bullet``.

    In a list, notes that are bullets go before others. Without an example, notes are bullets four
    columns deep.
    """
    is_item = extents.is_list_bullet(bullet)
    nearest: NoteStyle | None = None
    for near in nearest_indices(index, len(document.entries), _MOST_ENTRIES):
        entry = document.entries[near]
        below = lines.next_line_start(document.text, entry.span.start)
        # Most entries are one line, and reading it takes far longer than to see that.
        if below >= entry.span.end or document.text[below : entry.span.end].isspace():
            continue
        has_notes = not document.parts(entry).notes.is_empty
        if has_notes and is_similar_bullet(extents.bullet_of(document, entry), bullet):
            style = note_style_of(document, entry)
            if not style.belongs_to(bullet):
                continue
            if style.bullet or not is_item:
                return style
            nearest = nearest or style
    if nearest:
        return nearest
    if "#" in bullet:
        return NoteStyle(1, "", "")
    if ">" in bullet:
        return NoteStyle(0, bullet, "- ")
    indent = bullet[: len(bullet) - len(bullet.lstrip())]
    return NoteStyle(0, indent + " " * _NOTE_INDENT, "- ")


def note_style_of(document: Document, entry: Entry) -> NoteStyle:
    """Return how the notes of ``entry`` look; it has some."""
    parts = document.parts(entry)
    entry_bullet = parts.bullet.of(document.text)
    between = document.text[extents.first_line_end(document, entry) : parts.notes.start]
    note_lines = [line for _, line in lines.iter_lines(document.text, *parts.notes)]
    blank = next(number for number, line in enumerate(note_lines) if line.strip())
    blank += max(sum(1 for _ in lines.iter_lines(between)) - 1, 0)
    note_lines = [line for line in note_lines if line.strip()]
    quotes = [">" in entry_bullet and markdown.QUOTE_MARK.match(line) for line in note_lines]
    starts = [quote.end() if quote else 0 for quote in quotes]
    indents = [
        line[: len(line) - len(line[start:].lstrip(" \t"))]
        for line, start in zip(note_lines, starts, strict=True)
    ]
    indent = min(indents, key=lines.columns_of)
    bullets = [
        markdown.BULLET.match(line, len(line_start))
        for line, line_start in zip(note_lines, indents, strict=True)
    ]
    bullet = bullets[indents.index(indent)]
    note_bullet = ""
    if bullet and all(bullets) and not any(map(markdown.FENCE.match, note_lines)):
        note_bullet = "- " if bullet[2][0].isdigit() else bullet[2] + (bullet[3] or " ")
    step = lines.columns_of(indent) - markdown.indent_columns(entry_bullet)
    return NoteStyle(blank, indent, note_bullet, step if step >= _NESTED_COLUMNS else _NOTE_INDENT)
