"""Lines that may be day markers, and the headings of a log: one pass over its lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates import names, reader, surroundings
from logtui.document.model import MarkerStyle
from logtui.document.text import lines, markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.dates.partial import DateReading
    from logtui.document.text.spans import Span

LINE_START_LIMIT = 400
"""Characters at the beginning of a line that are looked at."""

_FIRST_WORD = re.compile(r"[\W_]*(?:(\d)|([^\W\d_]+))")
_EMPHASIS_MARKS = frozenset("*_")
_CHECKBOX_CROSSES = frozenset({"x", "X", "o", "O"})
_MOST_CELLS = 3


class Candidate(NamedTuple):
    """A line that may be a day marker.

    Attributes:
        start: Offset of the first character of the marker.
        line: Offset of the line that the date stands in; ``start``, but for a heading that has
            its date in the line below.
        end: Offset behind its content, line end excluded; behind the underline in a setext heading.
        style: What it is made of.
        level: Of a heading, 1 to 6; 7 for every other shape, which stands below all headings.
        content: Where in the line the content begins: behind the ``##`` or the bullet.
        reading: The date, its offsets counted from the beginning of the line.
        rest: Where in the line what follows the date begins, behind time, weekday and separator.
        leads: Whether nothing but a weekday, a label or marks stands in front of the date.
        is_alone: Whether the line says nothing beside the date.
    """

    start: int
    line: int
    end: int
    style: MarkerStyle
    level: int
    content: int
    reading: DateReading
    rest: int
    leads: bool
    is_alone: bool


class Heading(NamedTuple):
    """A heading: where its line begins and how deep it is, 1 to 6."""

    start: int
    level: int


BELOW_HEADINGS = 7


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


class _LineAbove:
    """What the line above is, for what depends on it.

    A new block may begin below an ``open`` line without a blank one; a ``lone`` line is the first
    of a paragraph, which an underline makes a heading.
    """

    __slots__ = ("lone", "open", "start", "text")

    def __init__(self, start: int, text: str, *, open: bool, lone: bool) -> None:  # noqa: A002 - as CommonMark says
        self.start = start
        self.text = text
        self.open = open
        self.lone = lone


_OPEN_LINE = _LineAbove(0, "", open=True, lone=False)
_CLOSED_LINE = _LineAbove(0, "", open=False, lone=False)


def scan_lines(text: str, opaque: Sequence[Span]) -> LineScan:
    """Return the candidates and headings of ``text`` outside the ``opaque`` stretches."""
    found = LineScan()
    above = _OPEN_LINE
    hidden = iter(opaque)
    skip = next(hidden, None)
    for start, line in lines.iter_lines(text):
        if skip is not None and start >= skip.start:
            if start + len(line) >= skip.end:
                skip = next(hidden, None)
            above = _OPEN_LINE
        elif not line or line.isspace():
            above = _OPEN_LINE
        elif markdown.is_deeply_indented(line):
            above = _CLOSED_LINE
        else:
            above = _add_line(found, start, line, above)
    return found


def _add_line(found: LineScan, start: int, line: str, above: _LineAbove) -> _LineAbove:
    """Add to ``found`` what the ``line`` at ``start`` is; return it as the line above the next."""
    head = line[:LINE_START_LIMIT]
    first = head.lstrip(" \ufeff")[:1]
    if first in markdown.HEADING_MARKS and _add_heading(found, start, line, head, above):
        return _OPEN_LINE
    word = _FIRST_WORD.match(head)
    if word is None or first == "<":
        level = markdown.underline_level(head) if above.lone else 0
        if level:
            _add_underlined_heading(found, start + len(line.rstrip()), above, level)
            return _OPEN_LINE
        if markdown.is_rule(head) or (first == "<" and markdown.is_attached(head)):
            return _LineAbove(start, head, open=True, lone=False)
    dated = first in "<?" or _may_be_dated(word)
    if not dated and not above.open:
        return _CLOSED_LINE
    shape, content = _style_of(head, first)
    lone = above.open and shape in (MarkerStyle.BARE, MarkerStyle.EMPHASIS)
    candidate = _line_candidate(start, line, head, shape, content) if dated else None
    if candidate and (above.open or candidate.is_alone or shape is not MarkerStyle.BARE):
        found.candidates.append(candidate)
        return _LineAbove(start, head, open=True, lone=True) if lone else _OPEN_LINE
    return _LineAbove(start, head, open=False, lone=True) if lone else _CLOSED_LINE


def _add_heading(found: LineScan, start: int, line: str, head: str, above: _LineAbove) -> bool:
    """Add ``line`` to ``found`` if it is a heading; tell whether it is one.

    The ``<details>`` right above a ``<summary>`` is part of it.
    """
    level, content, surely = markdown.read_heading(head)
    if not level:
        return False
    candidate = _heading_candidate(start, line, head, level, content)
    if not surely and not (candidate and candidate.leads):
        return False
    if candidate and markdown.is_details(above.text) and not surely:
        candidate = candidate._replace(start=above.start)
    found.headings.append(Heading(candidate.start if candidate else start, level))
    if candidate:
        found.candidates.append(candidate)
    return True


def _heading_candidate(
    start: int, line: str, head: str, level: int, content: int
) -> Candidate | None:
    """Return the heading ``line`` as a candidate; None where it says no date."""
    reading = reader.find_date(head, content)
    lead = surroundings.skip_prefix(head, content)
    if reading is None or reading.form == "count":
        end = surroundings.content_end(head, lead)
        reading = reader.whole_date(head, lead, end) or reading
    if reading is None:
        return None
    leads = reading.start <= lead
    rest = surroundings.skip_suffix(head, reading.end)
    alone = leads and not surroundings.has_words(head, rest)
    end = start + len(line.rstrip())
    return Candidate(
        start, start, end, MarkerStyle.HEADING, level, content, reading, rest, leads, alone
    )


def _add_underlined_heading(found: LineScan, end: int, above: _LineAbove, level: int) -> None:
    """Add the line ``above``, whose underline ends at ``end``, to ``found`` as a heading."""
    if found.candidates and found.candidates[-1].start == above.start:
        found.candidates.pop()
    found.headings.append(Heading(above.start, level))
    candidate = _heading_candidate(above.start, above.text, above.text, level, 0)
    if candidate:
        found.candidates.append(candidate._replace(end=end))


def _style_of(head: str, first: str) -> tuple[MarkerStyle, int]:
    """Return the shape of a line that is no heading, and where its content begins."""
    if first in markdown.BULLET_STARTS:
        bullet = markdown.BULLET.match(head)
        if bullet:
            return MarkerStyle.ITEM, markdown.content_start(head, bullet)
    if first == "|":
        return MarkerStyle.ROW, head.index("|") + 1
    if first == ">":
        return MarkerStyle.QUOTE, head.index(">") + 1
    if first in _EMPHASIS_MARKS:
        bare = head.strip()
        if bare[-1] == first and bare.strip("*_"):
            return MarkerStyle.EMPHASIS, head.index(first)
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
    start: int, line: str, head: str, shape: MarkerStyle, content: int
) -> Candidate | None:
    """Return a line below all headings as a candidate; None where it does not begin with a date.

    An item that links into the file itself is a line of a table of contents.
    """
    if shape is MarkerStyle.ITEM and "](#" in head:
        return None
    if shape is MarkerStyle.ROW:
        content = _date_cell_start(head, content)
    lead = surroundings.skip_prefix(head, content)
    reading = _leading_date(head, shape, content, lead)
    if reading is None or (reading.day_first or reading.month_first) is None:
        return None
    rest = surroundings.skip_suffix(head, reading.end)
    alone = not surroundings.has_words(head, rest)
    if shape is MarkerStyle.QUOTE and not alone:
        return None
    end = start + len(line.rstrip())
    return Candidate(
        start, start, end, shape, BELOW_HEADINGS, content, reading, rest, leads=True, is_alone=alone
    )


def _leading_date(head: str, shape: MarkerStyle, content: int, lead: int) -> DateReading | None:
    """Return the date that a line's content begins with, ``lead`` being behind labels and marks."""
    reading = reader.date_at(head, lead)
    if reading and reading.form != "count":
        return reading
    if shape in (MarkerStyle.BARE, MarkerStyle.EMPHASIS):
        end = surroundings.content_end(head, lead)
        whole = reader.whole_date(head, lead, end)
        if whole and (shape is MarkerStyle.EMPHASIS or whole.form in _WHOLE_LINE_FORMS):
            return whole
    word = _FIRST_WORD.match(head, content)
    return reader.count_at(head, word.start(2), word[2]) if word and word[2] else None


_WHOLE_LINE_FORMS = frozenset({"month", "broken"})


def _date_cell_start(head: str, content: int) -> int:
    """Return where the first cell with more than a running number in it begins."""
    at = content
    for _ in range(_MOST_CELLS):
        end = head.find("|", at)
        cell = head[at:end].strip() if end >= 0 else ""
        if end < 0 or (cell and not (cell.isdigit() and len(cell) < _MOST_CELLS)):
            break
        at = end + 1
    return at
