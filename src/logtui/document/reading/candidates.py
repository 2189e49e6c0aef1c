"""Lines that may be day markers, and the headings of a log: one pass over its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates import names, reader, surroundings
from logtui.document.model import MarkerStyle
from logtui.document.text import lines, links, markdown

if TYPE_CHECKING:
    from logtui.document.dates.partial import DateReading
    from logtui.document.tables import Table
    from logtui.document.text.spans import Span

LINE_START_LIMIT = 400
"""Characters at the beginning of a line that are looked at."""

BELOW_HEADINGS = 7
"""The level of a marker that is not a heading: below all that are."""

_FIRST_WORD = re.compile(r"[\W_]*(?:(\d)|([^\W\d_]+))")
_EMPHASIS_MARKS = frozenset("*_")
_CHECKBOX_CROSSES = frozenset({"x", "X", "o", "O"})
_WHOLE_LINE_FORMS = frozenset({"month", "broken", "year"})
_MOST_CELLS, _LONGEST_PARAGRAPH, _LONGEST_BRACKET = 3, 2000, 40
_DATE_SIGNS = frozenset("-/.")
TAIL_CLOSERS = " \t)]}*_~`.。）】»"
"""What may stand after a date that ends an item."""

_TAIL_ENDS = frozenset(f"{TAIL_CLOSERS}0123456789")


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

    __slots__ = ("_text", "candidates", "headings")

    def __init__(self, text: str) -> None:
        self._text = text
        self.candidates: list[Candidate] = []
        self.headings: list[Heading] = []

    def add_line(self, start: int, line: str, above: _LineAbove) -> _LineAbove:
        """Add what the ``line`` at ``start`` is; return it as the line above the next."""
        line_start = line[:LINE_START_LIMIT]
        mark = line_start.lstrip(" \ufeff")[:1]
        if (mark in markdown.HEADING_MARKS and self._add_heading(start, line, above)) or (
            line[-1] in _TAIL_ENDS
            and mark in "-*+"
            and (line[-1] != ")" or " (" in line[-_LONGEST_BRACKET:])
            and self._add_tail(start, line)
        ):
            return _OPEN_LINE
        word = _FIRST_WORD.match(line_start)
        if word is None or mark == "<":
            if above.is_lone and self._add_underline(start, line, above):
                return _OPEN_LINE
            if markdown.is_rule(line_start) or (mark == "<" and markdown.is_attached(line_start)):
                return _LineAbove(start, line_start, is_open=True, is_lone=False)
        may_be_dated = mark in "<?" or _may_be_dated(word, line_start)
        if not may_be_dated and not above.is_open:
            return _CLOSED_LINE
        style, content_start = _style_of(line_start, mark)
        is_lone = above.is_open and style in (MarkerStyle.BARE, MarkerStyle.EMPHASIS)
        candidate = _line_candidate(line_start, style, content_start) if may_be_dated else None
        is_marker = candidate is not None and (
            above.is_open or candidate.is_alone or style is not MarkerStyle.BARE
        )
        if candidate and is_marker:
            candidate = candidate._replace(start=start, line=start, end=start + len(line.rstrip()))
            if candidate.is_alone and not above.is_open and self._is_below_break(start):
                candidate = candidate._replace(
                    start=_paragraph_start(self._text, start), style=MarkerStyle.TAIL
                )
                is_marker = False
            self.candidates.append(candidate)
        if is_lone:
            return _LineAbove(start, line_start, is_open=is_marker, is_lone=True)
        return _OPEN_LINE if is_marker else _CLOSED_LINE

    def _is_below_break(self, start: int) -> bool:
        """Tell whether the line above the one at ``start`` ends in a hard line break."""
        return self._text[max(0, start - 3) : start].rstrip("\r\n").endswith("\\")

    def _add_underline(self, start: int, line: str, above: _LineAbove) -> bool:
        """Add the line ``above`` as a heading if ``line`` underlines it; tell whether it does."""
        level = markdown.underline_level(line[:LINE_START_LIMIT])
        if not level:
            return False
        if self.candidates and self.candidates[-1].start == above.start:
            self.candidates.pop()
        self.headings.append(Heading(above.start, level))
        heading = _heading_candidate(above.start, above.text, level, 0)
        if heading:
            self.candidates.append(heading._replace(end=start + len(line.rstrip())))
        return True

    def _add_tail(self, start: int, line: str) -> bool:
        """Add the item ``line`` if it ends in a date; tell whether it does."""
        last_word = line[max(line.rfind(" ", 0, -1), line.rfind("（")) :]
        if "](" in last_word or "://" in last_word:
            return False
        bare = last_word.rstrip(TAIL_CLOSERS)
        number = bare[len(bare.rstrip("0123456789")) :]
        if len(number) != len("2024") and bare[-len(number) - 1 :][:1] not in _DATE_SIGNS:
            return False
        from logtui.document.reading.tails import tail_candidate  # few items end in a number

        tail = tail_candidate(start, line)
        self.candidates += [tail] if tail else []
        return tail is not None

    def add_row(self, start: int, line: str, table: Table) -> None:
        """Add the ``line`` at ``start``, a row of ``table``, if it has a date."""
        reading = table.date_in(line)
        if reading is None:
            return
        content_start = line.index("|") + 1 if line.lstrip().startswith("|") else 0
        rest_start = surroundings.skip_suffix(line, reading.end)
        self.candidates.append(
            Candidate(
                start,
                start,
                start + len(line.rstrip()),
                MarkerStyle.ROW,
                BELOW_HEADINGS,
                content_start,
                reading,
                rest_start,
                is_leading=not surroundings.has_words(line[: reading.start], content_start),
                is_alone=False,
            )
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


def scan_lines(text: str, opaque: Sequence[Span], tables: Sequence[Table] = ()) -> LineScan:
    """Return the candidates and headings of ``text`` outside the ``opaque`` stretches.

    The rows of ``tables`` are candidates only where those have a column of dates.
    """
    scan = LineScan(text)
    above = _OPEN_LINE
    stretches, later_tables = iter(opaque), iter(tables)
    next_opaque, table = next(stretches, None), next(later_tables, None)
    for start, line in lines.iter_lines(text):
        if table is not None and start >= table.end:
            table = next(later_tables, None)
        if next_opaque is not None and start >= next_opaque.start:
            if start + len(line) >= next_opaque.end:
                next_opaque = next(stretches, None)
            above = _OPEN_LINE
        elif not line or line.isspace():
            above = _OPEN_LINE
        elif table is not None and start >= table.start:
            if start >= table.body:
                scan.add_row(start, line, table)
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
        reading = (
            reader.whole_date(line_start, date_start, end)
            or reading
            or reader.month_and_day(line_start, date_start)
        )
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


def _paragraph_start(text: str, offset: int) -> int:
    """Return where the paragraph begins that the line at ``offset`` goes on with."""
    window = max(0, offset - _LONGEST_PARAGRAPH)
    start = offset
    for line_start, line in reversed(list(lines.iter_lines(text, window, offset))):
        if not line.strip():
            break
        start = line_start
    return start


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


def _may_be_dated(word: re.Match[str] | None, line: str) -> bool:
    """Tell at little cost whether a ``line`` whose first ``word`` that is may begin with a date.

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
        or (
            line[word.end() + 1 : word.end() + 2].isdigit()
            and names.month_from_misspelling(name) is not None
        )
    )


@lru_cache(4096)  # a log is read anew after each change, with much the same days
def _line_candidate(line_start: str, style: MarkerStyle, content_start: int) -> Candidate | None:
    """Return a line below all headings as a candidate at 0; None where no date begins it.

    An item that links into the file itself is a line of a table of contents.
    """
    if style is MarkerStyle.ITEM and "](#" in line_start:
        return None
    if style is MarkerStyle.ROW:
        content_start = _date_cell_start(line_start, content_start)
    reading = _leading_date(line_start, style, content_start)
    if reading is None or not reading.is_date:
        return None
    rest_start = surroundings.skip_suffix(line_start, reading.end)
    is_alone = not surroundings.has_words(line_start, rest_start)
    if is_alone and style in (MarkerStyle.ITEM, MarkerStyle.BARE):
        is_alone = link_around(line_start, content_start, reading.start) is None
    return Candidate(
        0,
        0,
        len(line_start),
        MarkerStyle.BARE if style is MarkerStyle.QUOTE and not is_alone else style,
        BELOW_HEADINGS,
        content_start,
        reading,
        rest_start,
        is_leading=True,
        is_alone=is_alone,
    )


def link_around(line: str, start: int, offset: int) -> links.Link | None:
    """Return the link of ``line`` from ``start`` on whose label holds ``offset``, else None."""
    if "](" not in line or line.find("[", start, offset) < 0:
        return None
    for link in links.find_links(line, start):
        if link.label.end > offset:
            return link if link.label.start <= offset else None
    return None


def _leading_date(line: str, style: MarkerStyle, content_start: int) -> DateReading | None:
    """Return the date that the content of ``line`` begins with after labels and marks.

    Where that is struck, it is the one after it.
    """
    date_start = surroundings.skip_prefix(line, content_start)
    reading = reader.date_at(line, date_start)
    if reading and reading.form != "count":
        is_struck = "~~" in line[content_start : reading.start] and "~~" in line[reading.end :]
        return (is_struck and reader.find_date(line, reading.end)) or reading
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
