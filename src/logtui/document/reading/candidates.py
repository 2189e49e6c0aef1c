"""Lines that may be day markers, and the headings of a log: one pass over its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates import names, reader, surroundings
from logtui.document.model import MarkerStyle
from logtui.document.text import lines, markdown

if TYPE_CHECKING:
    from logtui.document.dates.partial import DateReading
    from logtui.document.text.spans import Span

LINE_START_LIMIT = 400
"""Characters at the beginning of a line that are looked at."""

BELOW_HEADINGS = 7
"""The level of a marker that is not a heading: below all that are."""

_FIRST_WORD = re.compile(r"[\W_]*(?:(\d)|([^\W\d_]+))")
_EMPHASIS_MARKS = frozenset("*_")
_CHECKBOX_CROSSES = frozenset({"x", "X", "o", "O"})
_WHOLE_LINE_FORMS = frozenset({"month", "broken"})
_MOST_CELLS = 3


class Candidate(NamedTuple):
    """A line that may be a day marker.

    Attributes:
        start: Offset of the first character of the marker.
        line: Offset of the line that the date stands in; ``start``, except for a heading that has
            its date in the line below.
        end: Offset after its content, line end excluded; after the underline in a setext heading.
        style: What it is made of.
        level: Of a heading, 1 to 6; ``BELOW_HEADINGS`` for every other style.
        content_start: Where in the line the content begins: after the ``##`` or the bullet.
        reading: The date, its offsets counted from the beginning of the line.
        rest_start: Where in the line what follows time, weekday and separator begins.
        is_leading: Whether nothing but a weekday, a label or marks stands before the date.
        is_alone: Whether the line says nothing besides the date.
    """

    start: int
    line: int
    end: int
    style: MarkerStyle
    level: int
    content_start: int
    reading: DateReading
    rest_start: int
    is_leading: bool
    is_alone: bool


class Heading(NamedTuple):
    """A heading: where its line begins and how deep it is, 1 to 6."""

    start: int
    level: int


class LineScan:
    """What one pass over a log's lines finds.

    Attributes:
        candidates: Lines that may be day markers, in the order of the text.
        headings: All headings, in the order of the text, dated or not.
    """

    __slots__ = ("candidates", "headings")

    def __init__(self) -> None:
        self.candidates: list[Candidate] = []
        self.headings: list[Heading] = []

    def add_line(self, start: int, line: str, above: _LineAbove) -> _LineAbove:
        """Add what the ``line`` at ``start`` is; return it as the line above the next."""
        line_start = line[:LINE_START_LIMIT]
        mark = line_start.lstrip(" \ufeff")[:1]
        if mark in markdown.HEADING_MARKS and self._add_heading(start, line, above):
            return _OPEN_LINE
        word = _FIRST_WORD.match(line_start)
        if word is None or mark == "<":
            level = markdown.underline_level(line_start) if above.is_lone else 0
            if level:
                if self.candidates and self.candidates[-1].start == above.start:
                    self.candidates.pop()
                self.headings.append(Heading(above.start, level))
                heading = _heading_candidate(above.start, above.text, level, 0)
                if heading:
                    self.candidates.append(heading._replace(end=start + len(line.rstrip())))
                return _OPEN_LINE
            if markdown.is_rule(line_start) or (mark == "<" and markdown.is_attached(line_start)):
                return _LineAbove(start, line_start, is_open=True, is_lone=False)
        may_be_dated = mark in "<?" or _may_be_dated(word)
        if not may_be_dated and not above.is_open:
            return _CLOSED_LINE
        style, content_start = _style_of(line_start, mark)
        is_lone = above.is_open and style in (MarkerStyle.BARE, MarkerStyle.EMPHASIS)
        candidate = _line_candidate(start, line, style, content_start) if may_be_dated else None
        if candidate and (above.is_open or candidate.is_alone or style is not MarkerStyle.BARE):
            self.candidates.append(candidate)
            return (
                _LineAbove(start, line_start, is_open=True, is_lone=True) if is_lone else _OPEN_LINE
            )
        return (
            _LineAbove(start, line_start, is_open=False, is_lone=True) if is_lone else _CLOSED_LINE
        )

    def _add_heading(self, start: int, line: str, above: _LineAbove) -> bool:
        """Add ``line`` if it is a heading; tell whether it is one.

        The ``<details>`` right above a ``<summary>`` is part of it.
        """
        level, content_start, is_certain = markdown.read_heading(line[:LINE_START_LIMIT])
        if not level:
            return False
        candidate = _heading_candidate(start, line, level, content_start)
        if not is_certain and not (candidate and candidate.is_leading):
            return False
        if candidate and not is_certain and markdown.is_details(above.text):
            candidate = candidate._replace(start=above.start)
        self.headings.append(Heading(candidate.start if candidate else start, level))
        if candidate:
            self.candidates.append(candidate)
        return True


class _LineAbove:
    """What the line above is, for what depends on it.

    A new block may begin below an open line without a blank one; a lone line is the first of a
    paragraph, which an underline makes a heading.
    """

    __slots__ = ("is_lone", "is_open", "start", "text")

    def __init__(self, start: int, text: str, *, is_open: bool, is_lone: bool) -> None:
        self.start = start
        self.text = text
        self.is_open = is_open
        self.is_lone = is_lone


_OPEN_LINE = _LineAbove(0, "", is_open=True, is_lone=False)
_CLOSED_LINE = _LineAbove(0, "", is_open=False, is_lone=False)


def scan_lines(text: str, opaque: Sequence[Span]) -> LineScan:
    """Return the candidates and headings of ``text`` outside the ``opaque`` stretches."""
    scan = LineScan()
    above = _OPEN_LINE
    stretches = iter(opaque)
    next_opaque = next(stretches, None)
    for start, line in lines.iter_lines(text):
        if next_opaque is not None and start >= next_opaque.start:
            if start + len(line) >= next_opaque.end:
                next_opaque = next(stretches, None)
            above = _OPEN_LINE
        elif not line or line.isspace():
            above = _OPEN_LINE
        elif markdown.is_deeply_indented(line):
            above = _CLOSED_LINE
        else:
            above = scan.add_line(start, line, above)
    return scan


def _heading_candidate(start: int, line: str, level: int, content_start: int) -> Candidate | None:
    """Return the heading ``line`` as a candidate; None where it says no date."""
    line_start = line[:LINE_START_LIMIT]
    reading = reader.find_date(line_start, content_start)
    date_start = surroundings.skip_prefix(line_start, content_start)
    if reading is None or reading.form == "count":
        end = surroundings.content_end(line_start, date_start)
        reading = reader.whole_date(line_start, date_start, end) or reading
    if reading is None:
        return None
    rest_start = surroundings.skip_suffix(line_start, reading.end)
    is_leading = reading.start <= date_start
    return Candidate(
        start,
        start,
        start + len(line.rstrip()),
        MarkerStyle.HEADING,
        level,
        content_start,
        reading,
        rest_start,
        is_leading,
        is_alone=is_leading and not surroundings.has_words(line_start, rest_start),
    )


def _style_of(line: str, mark: str) -> tuple[MarkerStyle, int]:
    """Return the style of a line that is not a heading, and where its content begins.

    The first character that is not a blank is ``mark``.
    """
    if mark in markdown.BULLET_STARTS:
        bullet = markdown.BULLET.match(line)
        if bullet:
            return MarkerStyle.ITEM, markdown.content_start(line, bullet)
    if mark == "|":
        return MarkerStyle.ROW, line.index("|") + 1
    if mark == ">":
        return MarkerStyle.QUOTE, line.index(">") + 1
    if mark in _EMPHASIS_MARKS:
        bare = line.strip()
        if bare[-1] == mark and bare.strip("*_"):
            return MarkerStyle.EMPHASIS, line.index(mark)
    return MarkerStyle.BARE, 0


def _may_be_dated(word: re.Match[str] | None) -> bool:
    """Tell at little cost whether a line whose first ``word`` that is may begin with a date.

    An ``x`` may be the cross in a checkbox.
    """
    if word is None:
        return False
    name: str = word[2]
    return (
        not name
        or name in _CHECKBOX_CROSSES
        or name[0] in reader.HAN_BEGINNINGS
        or names.may_begin_date(name)
    )


def _line_candidate(
    start: int, line: str, style: MarkerStyle, content_start: int
) -> Candidate | None:
    """Return a line below all headings as a candidate; None where it does not begin with a date.

    An item that links into the file itself is a line of a table of contents.
    """
    line_start = line[:LINE_START_LIMIT]
    if style is MarkerStyle.ITEM and "](#" in line_start:
        return None
    if style is MarkerStyle.ROW:
        content_start = _date_cell_start(line_start, content_start)
    reading = _leading_date(line_start, style, content_start)
    if reading is None or (reading.day_first or reading.month_first) is None:
        return None
    rest_start = surroundings.skip_suffix(line_start, reading.end)
    is_alone = not surroundings.has_words(line_start, rest_start)
    if style is MarkerStyle.QUOTE and not is_alone:
        return None
    return Candidate(
        start,
        start,
        start + len(line.rstrip()),
        style,
        BELOW_HEADINGS,
        content_start,
        reading,
        rest_start,
        is_leading=True,
        is_alone=is_alone,
    )


def _leading_date(line: str, style: MarkerStyle, content_start: int) -> DateReading | None:
    """Return the date that the content of ``line`` begins with after labels and marks."""
    date_start = surroundings.skip_prefix(line, content_start)
    reading = reader.date_at(line, date_start)
    if reading and reading.form != "count":
        return reading
    if style in (MarkerStyle.BARE, MarkerStyle.EMPHASIS):
        end = surroundings.content_end(line, date_start)
        reading = reader.whole_date(line, date_start, end)
        if reading and (style is MarkerStyle.EMPHASIS or reading.form in _WHOLE_LINE_FORMS):
            return reading
    word = _FIRST_WORD.match(line, content_start)
    return reader.count_at(line, word.start(2), word[2]) if word and word[2] else None


def _date_cell_start(line: str, content_start: int) -> int:
    """Return where the first cell with more than a running number in it begins."""
    cell_start = content_start
    for _ in range(_MOST_CELLS):
        end = line.find("|", cell_start)
        cell = line[cell_start:end].strip() if end >= 0 else ""
        if end < 0 or (cell and not (cell.isdigit() and len(cell) < _MOST_CELLS)):
            break
        cell_start = end + 1
    return cell_start
