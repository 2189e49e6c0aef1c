"""Which blocks of a day are its entries."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from logtui.document.model import MarkerStyle
from logtui.document.text import lines, markdown
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    import re

    from logtui.document.reading.candidates import Candidate, Heading
    from logtui.document.reading.days import Section
    from logtui.document.tables import Table

_NESTED_COLUMNS = 2
"""Columns after a bullet from which a line belongs to it."""

_ATTACHED_MARKS = frozenset("-*_<|!`~[=>#")
_PARAGRAPH, _QUOTE, _ATTACHED, _ITEM, _CLOSED = range(5)
"""What block a line is under."""

_FENCE_MARKS = frozenset("`~")
_FARTHEST_MARKER = 1000
"""Characters after which the marker of a day is no longer looked for above a table."""

_start = attrgetter("start")
_end = attrgetter("end")


def tables_as_lists(
    text: str, tables: Sequence[Table], markers: Sequence[Candidate]
) -> list[Table]:
    """Return those of ``tables`` whose rows are entries of a day.

    They have a column of dates in a log whose days are rows, or stand right below the marker of a
    day, or have the header of one that does.
    """
    if not tables:
        return []
    if markers and markers[0].style is MarkerStyle.ROW:
        return [table for table in tables if table.date_column is not None]
    marker_lines = {marker.line for marker in markers}
    headers = {t.header for t in tables if _start_of_line_above(text, t.start) in marker_lines}
    return [table for table in tables if table.header in headers]


def _start_of_line_above(text: str, offset: int) -> int:
    """Return where the last line before ``offset`` that is not blank begins."""
    above = text[max(0, offset - _FARTHEST_MARKER) : offset]
    end = offset - len(above) + len(above.rstrip())
    return max(text.rfind("\n", 0, end), text.rfind("\r", max(0, end - _FARTHEST_MARKER), end)) + 1


def entry_spans(
    text: str,
    section: Section,
    headings: Sequence[Heading],
    opaque: Sequence[Span],
    tables: Sequence[Table] = (),
) -> list[Span]:
    """Return the spans of the entries of ``section``, in order; together they reach its end.

    Each top-level block is one, lists and ``tables`` item by item; from the first sub-heading on
    each of the shallowest sub-headings is one and owns what stands below it.
    """
    if section.is_outside:
        return [section.span]
    marker_indent = markdown.indent_columns(text[section.span.start : section.marker.end])
    marker = section.marker.of(text)
    has_date_below = "\n" in marker or "\r" in marker
    splitter = _EntrySplitter(section, marker_indent, has_date_below=has_date_below)
    end = section.span.end
    first_heading = bisect_left(headings, section.body, key=_start)
    inner = headings[first_heading : bisect_left(headings, end, key=_start)]
    levels = {heading.start: heading.level for heading in inner}
    stretches = iter(opaque[bisect_right(opaque, section.body, key=_end) :])
    later_tables = iter(tables[bisect_right(tables, section.body, key=_end) :])
    next_opaque, table = next(stretches, None), next(later_tables, None)
    for start, line in lines.iter_lines(text, section.body, end):
        if table is not None and start >= table.end:
            table = next(later_tables, None)
        if next_opaque is not None and start >= next_opaque.start:
            splitter.add_attached(start, line)
            if start + len(line) >= next_opaque.end:
                next_opaque = next(stretches, None)
        elif ("<" in line or splitter.open_details) and splitter.is_in_details(
            line, text, start, end
        ):
            splitter.add_attached(start, line)
        elif start in levels:
            splitter.add_heading(start, levels[start])
        elif table is not None and start >= table.start:
            splitter.add_row(start, is_body=start >= table.body)
        elif line and not line.isspace():
            splitter.add_line(start, line)
        else:
            splitter.is_below_blank = True
    return [Span(a, b) for a, b in pairwise([*splitter.starts, end])]


class _EntrySplitter:
    """Takes the lines of one day, one by one, and notes where entries begin.

    Attributes:
        starts: Offsets of the entries so far.
        is_below_blank: Whether the line above is blank.
        open_details: How many ``<details>`` are open.
    """

    def __init__(self, section: Section, indent: int, *, has_date_below: bool) -> None:
        self.starts: list[int] = []
        self.is_below_blank = True
        self._has_inline_entry = section.body == section.marker.end and section.style is not None
        self._style = section.style
        self._is_heading = section.style is MarkerStyle.HEADING and not has_date_below
        self._block = _CLOSED
        self._indent = indent
        self._owner_level = 0
        self._is_in_contents = False
        self.open_details = 0
        self._may_close = True

    def is_in_details(self, line: str, text: str, start: int, end: int) -> bool:
        """Tell whether ``line``, at ``start`` of ``text``, is in ``<details>`` that end in the day.

        They belong to the entry above; the first line of a day, which has none, is not of them.
        """
        if "<" in line and (self.starts or self.open_details):
            steps = markdown.details_steps(line)
            was_open = self.open_details
            if steps > 0 and not was_open:
                self._may_close = self._may_close and text.find("</details", start, end) >= 0
                steps = steps if self._may_close else 0
            self.open_details = max(was_open + steps, 0)
            return was_open > 0 or steps > 0
        return self.open_details > 0

    def add_heading(self, start: int, level: int) -> None:
        """Take a sub-heading: it begins an entry unless a shallower one owns it."""
        if not self._owner_level or level <= self._owner_level:
            self.starts.append(start)
            self._owner_level = level
        self.is_below_blank = True

    def add_attached(self, start: int, line: str) -> None:
        """Take a line that belongs to the entry above whatever it holds; the first one begins one.

        Comments say nothing to a reader.
        """
        self.is_below_blank = False
        if not self.starts and line.lstrip(" \t>")[:1] in _FENCE_MARKS:
            self.starts.append(start)
        if self._block != _ITEM:
            self._block = _CLOSED

    def add_row(self, start: int, *, is_body: bool) -> None:
        """Take a row of a table: it begins an entry unless it is the header or a heading's."""
        if is_body and not self._owner_level:
            self.starts.append(start)
        self._has_inline_entry = False
        self._block = _ATTACHED
        self.is_below_blank = False

    def add_line(self, start: int, line: str) -> None:
        """Take a line with text in it that is not a heading."""
        if self._has_inline_entry:
            self._has_inline_entry = False
            self.starts.append(start)
            if self._is_heading:
                self._owner_level = 1
            elif self._style is MarkerStyle.ITEM or (
                self._style is MarkerStyle.TAIL and markdown.BULLET.match(line)
            ):
                self._block = _ITEM
            else:
                self._block = _ATTACHED if self._style is MarkerStyle.ROW else _PARAGRAPH
        elif not self._owner_level:
            indent = markdown.indent_columns(line)
            if self._block != _ITEM or indent < self._indent + _NESTED_COLUMNS:
                is_entry, self._block = self._block_of(line, indent)
                if is_entry:
                    self.starts.append(start)
        self.is_below_blank = False

    def _block_of(self, line: str, indent: int) -> tuple[bool, int]:
        """Return whether ``line`` begins an entry, and the block that the next line is under."""
        is_deep = indent >= markdown.DEEP_INDENT
        mark = line.lstrip(" \t")[:1] if is_deep else line[indent : indent + 1]
        if mark in markdown.BULLET_STARTS:
            bullet = markdown.BULLET.match(line)
            if bullet and not (line.startswith(mark, bullet.end()) and markdown.is_rule(line)):
                return self._block_of_item(line, bullet, indent)
        if mark in _ATTACHED_MARKS and (markdown.is_rule(line) or markdown.is_attached(line)):
            is_first = not self.starts and _says_something(line)
            if self.is_below_blank or self._block in (_CLOSED, _ATTACHED):
                return is_first, _ATTACHED
            return is_first, self._block
        if mark == ">":
            is_entry = self.is_below_blank or self._block != _QUOTE
            return is_entry and bool(line.strip("> \t")), _QUOTE
        if self.starts and (is_deep or not (self.is_below_blank or self._block == _CLOSED)):
            return False, self._block
        self._indent = indent
        return True, _PARAGRAPH

    def _block_of_item(self, line: str, bullet: re.Match[str], indent: int) -> tuple[bool, int]:
        """Return whether the list item ``line`` begins an entry, and the block it leaves.

        One deeper than its list, or than the paragraph it stands under, belongs to those; so does
        one without content. In a log without days a table of contents, a run of links into the
        file itself, is one entry.
        """
        if self.starts and self._block != _CLOSED and indent >= self._indent + _NESTED_COLUMNS:
            return False, self._block
        if not (self._block == _ITEM and indent > self._indent):
            self._indent = indent
        start = markdown.content_start(line, bullet)
        was_of_contents = self._is_in_contents
        self._is_in_contents = (
            self._style is None
            and line.startswith("[", start)
            and "](#" in line
            and line.rstrip().endswith(")")
        )
        return start < len(line) and not (was_of_contents and self._is_in_contents), _ITEM


def _says_something(line: str) -> bool:
    """Tell whether ``line``, which is never an entry below another block, may be one alone."""
    return not (
        markdown.is_separator_line(line)
        or markdown.is_definition(line)
        or line.lstrip(" \t>").startswith(markdown.FENCE_MARKS)
        or line.lstrip().startswith(("<!--", "</", "<<<<<<<", "=======", ">>>>>>>"))
    )
