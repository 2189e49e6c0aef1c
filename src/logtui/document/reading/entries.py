"""Which blocks of a day are its entries."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from logtui.document.model import MarkerStyle
from logtui.document.text import lines, markdown
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from logtui.document.reading.candidates import Heading
    from logtui.document.reading.days import Section

_NESTED_COLUMNS = 2
"""Columns behind a bullet from which a line belongs to it."""

_MARKS = frozenset("-*_<|!`~[=>")
_PARAGRAPH, _QUOTE, _ATTACHED, _ITEM, _CLOSED = range(5)


def entry_spans(
    text: str, section: Section, headings: Sequence[Heading], opaque: Sequence[Span]
) -> list[Span]:
    """Return the spans of the entries of ``section``, in order; together they reach its end.

    Each top-level block is one, lists item by item; from the first sub-heading on each of the
    shallowest sub-headings is one and owns what stands below it.
    """
    splitter = _EntrySplitter(
        section, markdown.indent_columns(text[section.span.start : section.marker.end])
    )
    end = section.span.end
    levels = {h.start: h.level for h in _headings_within(headings, section)}
    hidden = iter(opaque[bisect_right(opaque, section.body, key=_end) :])
    skip = next(hidden, None)
    for start, line in lines.iter_lines(text, section.body, end):
        if skip is not None and start >= skip.start:
            splitter.attach()
            if start + len(line) >= skip.end:
                skip = next(hidden, None)
        elif start in levels:
            splitter.heading(start, levels[start])
        elif line and not line.isspace():
            splitter.line(start, line)
        else:
            splitter.blank = True
    return [Span(a, b) for a, b in pairwise([*splitter.starts, end])]


def _headings_within(headings: Sequence[Heading], section: Section) -> Sequence[Heading]:
    """Return those of ``headings`` that stand in the body of ``section``."""
    if not headings:
        return ()
    low = bisect_left(headings, section.body, key=_start)
    return headings[low : bisect_left(headings, section.span.end, key=_start)]


_start = attrgetter("start")
_end = attrgetter("end")


class _EntrySplitter:
    """Takes the lines of one day, one by one, and notes where entries begin.

    Attributes:
        starts: Offsets of the entries so far.
        blank: Whether the line above is blank.
    """

    def __init__(self, section: Section, depth: int) -> None:
        self.starts: list[int] = []
        self.blank = True
        self._inline = section.body == section.marker.end and section.style is not None
        self._shape = section.style
        self._block = _CLOSED
        self._indent = depth
        self._owner = 0

    def heading(self, start: int, level: int) -> None:
        """Take a sub-heading: it begins an entry unless a shallower one owns it."""
        if not self._owner or level <= self._owner:
            self.starts.append(start)
            self._owner = level
        self.blank = True

    def attach(self) -> None:
        """Take a line that belongs to the entry above whatever it holds."""
        self.blank = False
        if self._block != _ITEM:
            self._block = _CLOSED

    def line(self, start: int, line: str) -> None:
        """Take a line with text in it that is no heading."""
        if self._inline:
            self._open_inline(start)
        elif not self._owner:
            depth = markdown.indent_columns(line)
            if self._block != _ITEM or depth < self._indent + _NESTED_COLUMNS:
                begins, self._block = self._block_of(line, depth)
                if begins:
                    self.starts.append(start)
        self.blank = False

    def _open_inline(self, start: int) -> None:
        """Take the rest of a marker's own line, which is an entry."""
        self._inline = False
        self.starts.append(start)
        if self._shape is MarkerStyle.ITEM:
            self._block = _ITEM
        else:
            self._block = _ATTACHED if self._shape is MarkerStyle.ROW else _PARAGRAPH

    def _block_of(self, line: str, depth: int) -> tuple[bool, int]:
        """Return whether ``line`` begins an entry, and the block that the next line is under."""
        first = line[depth : depth + 1] if depth < markdown.DEEP_INDENT else line.lstrip(" \t")[:1]
        if first in markdown.BULLET_STARTS:
            bullet = markdown.BULLET.match(line)
            if bullet and not (
                line[bullet.end() : bullet.end() + 1] == first and markdown.is_rule(line)
            ):
                return self._item(line, bullet, depth)
        if first in _MARKS and (markdown.is_rule(line) or markdown.is_attached(line)):
            return False, self._after_attached()
        if first == ">":
            begins = self.blank or self._block != _QUOTE
            return begins and bool(line.strip("> \t")), _QUOTE
        if not self.blank and self.starts and self._block != _CLOSED:
            return False, self._block
        if depth >= markdown.DEEP_INDENT and self.starts:
            return False, self._block
        self._indent = depth
        return True, _PARAGRAPH

    def _item(self, line: str, bullet: re.Match[str], depth: int) -> tuple[bool, int]:
        """Return whether the list item ``line`` begins an entry.

        One deeper than its list, or than the paragraph it stands under, belongs to those; so does
        one without content, and a line of a table of contents.
        """
        if self.starts and self._block != _CLOSED and depth >= self._indent + _NESTED_COLUMNS:
            return False, self._block
        if not (self._block == _ITEM and depth > self._indent):
            self._indent = depth
        begin = markdown.content_start(line, bullet)
        return begin < len(line) and not _is_contents_line(line, begin), _ITEM

    def _after_attached(self) -> int:
        """Return the block below a table row, a rule or the like, which the entry above has."""
        if self.blank or self._block in (_CLOSED, _ATTACHED):
            return _ATTACHED
        return self._block


def _is_contents_line(line: str, begin: int) -> bool:
    """Tell whether the content of ``line`` is one link into the file itself."""
    return line.startswith("[", begin) and "](#" in line and line.rstrip().endswith(")")
