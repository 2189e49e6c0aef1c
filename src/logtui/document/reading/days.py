"""Where the days of a log begin and end, and what their markers are titled."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates import surroundings
from logtui.document.model import MarkerStyle
from logtui.document.reading.candidates import BELOW_HEADINGS, link_around
from logtui.document.reading.markers import count_before
from logtui.document.text import lines, markdown
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from logtui.document.dates.partial import DateReading
    from logtui.document.reading.candidates import Candidate, Heading
    from logtui.document.tables import Table

_SAMPLED_DAYS = 20
"""Days, more or less, that are looked at to find out whether there is anything below headings."""

_LONGEST_FILE_END = 1 << 12
"""Characters at the end of a file in which definitions and comments are looked for."""

_END_MATTER_DIVISOR = 2
"""The end matter of a log is at most one part in this many of what follows its first day."""


class Section(NamedTuple):
    """Where a day stands, before its entries are known.

    Attributes:
        span: From the marker to the end of the day's last line.
        marker: The marker, without the line end; without the entry where one line is both.
        title: What the marker says besides the date; None where there is nothing.
        body: Where the day's entries begin.
        style: What the marker is made of; None for a log without days.
        reading: The date, its offsets counted from the beginning of the span; None without days.
        is_outside: Whether it is text between the days of a log, which is one entry as a whole.
    """

    span: Span
    marker: Span
    title: Span | None
    body: int
    style: MarkerStyle | None = None
    reading: DateReading | None = None
    is_outside: bool = False


def sections(
    text: str,
    markers: Sequence[Candidate],
    headings: Sequence[Heading],
    tables: Sequence[Table] = (),
) -> list[Section]:
    """Return the sections of ``text`` that the ``markers``, one at least, begin; in order.

    A row of one of the ``tables`` ends with the table. Where most days have nothing below their
    headings, what those say after their dates are the entries.
    """
    days = []
    table_ends = _ends_of_tables(markers, tables)
    day_ends = _day_ends(text, markers, headings)
    for marker, day_end in zip(markers, day_ends, strict=True):
        end = min(day_end, table_ends.get(marker.start, day_end))
        body = min(lines.next_line_start(text, marker.end), end)
        marker_end = marker.end
        if marker.style is MarkerStyle.TAIL or (
            marker.style is MarkerStyle.ROW and not marker.is_leading
        ):
            body = marker_end = marker.start
        elif not marker.is_alone and (not marker.style.has_title or _has_date_below(text, marker)):
            body = marker_end = _entry_start(text, marker)
        title = _title_span(text, marker) if marker.style.has_title else None
        shift = marker.line - marker.start
        reading = marker.reading.shift(shift) if shift else marker.reading
        span, marker_span = Span(marker.start, end), Span(marker.start, marker_end)
        days.append(Section(span, marker_span, title, body, marker.style, reading))
    sample = days[:: len(days) // _SAMPLED_DAYS + 1]
    empty = sum(not text[day.body : day.span.end].strip() for day in sample)
    return [_titled_by_entry(day) for day in days] if 2 * empty > len(sample) else days


def _titled_by_entry(day: Section) -> Section:
    """Return ``day`` with its title as an entry, if that stands after the date in a heading."""
    title, reading = day.title, day.reading
    if title is None or reading is None or title.start < day.span.start + reading.end:
        return day
    marker = Span(day.marker.start, title.start)
    return day._replace(marker=marker, title=None, body=title.start)


def sections_outside(
    text: str,
    days: Sequence[Section],
    headings: Sequence[Heading],
    hidden: Sequence[Span],
) -> list[Section]:
    """Return the sections of text that no one of the ``days`` holds, in order.

    Each goes from a heading, or from where a day ends, to the next heading or day, and begins with
    its first line. What is ``hidden`` is not shown, nor a heading that has nothing below it.
    """
    edges = [0, *(edge for day in days for edge in day.span), len(text)]
    hidden_spans = sorted(hidden)
    outside: list[Section] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if start < end:
            inner = headings[count_before(headings, start) : count_before(headings, end)]
            cuts = [start, *(heading.start for heading in inner if heading.start > start), end]
            spans = [Span(a, b) for a, b in pairwise(cuts)]
            levels = {heading.start for heading in inner}
            outside += _texts_in(text, spans, levels, hidden_spans)
    return outside


def _texts_in(
    text: str, spans: Sequence[Span], headings: AbstractSet[int], hidden: Sequence[Span]
) -> Iterator[Section]:
    """Yield a section for each of the ``spans`` of ``text`` that says something.

    Those that begin a heading have its offset in ``headings``.
    """
    for span in spans:
        index = bisect_right(hidden, span.start, key=lambda stretch: stretch.end)
        first: int | None = None
        has_text = False
        for start, line in lines.iter_lines(text, *span):
            while index < len(hidden) and hidden[index].end <= start:
                index += 1
            if index < len(hidden) and hidden[index].start <= start:
                if first is not None and has_text:
                    yield _outside(first, start)
                first, has_text = None, False
            elif not (
                markdown.is_separator_line(line)
                or markdown.is_definition(line)
                or _is_comment(line)
            ):
                first = start if first is None else first
                is_heading = start == span.start and start in headings
                is_underline = markdown.underline_level(line) and span.start in headings
                has_text = has_text or not (is_heading or is_underline)
        if first is not None and has_text:
            yield _outside(first, span.end)


def _outside(start: int, end: int) -> Section:
    return Section(Span(start, end), Span(start, start), None, start, is_outside=True)


def end_of_days(text: str) -> int:
    """Return where the last day may end: before definitions and comments that end the file.

    They begin their lines and stand below a blank one.
    """
    end = len(text)
    window = max(0, end - _LONGEST_FILE_END)
    content = text[window:].rstrip()
    last_line = content[max(content.rfind("\n"), content.rfind("\r")) + 1 :]
    if not (markdown.is_definition(last_line) or _is_comment(last_line)):
        return end
    first: int | None = None
    for start, line in reversed(list(lines.iter_lines(text, window))):
        if not line.strip():
            end = end if first is None else first
        elif markdown.is_definition(line) or _is_comment(line):
            first = start
        else:
            break
    return end


def _is_comment(line: str) -> bool:
    return line.startswith("<!--") and line.rstrip().endswith("-->")


def undated_section(text: str, start: int, headings: Sequence[Heading]) -> Section:
    """Return the one section of a log that has no days; its entries begin after ``start``.

    A single heading above all others is the title of the log.
    """
    if len(headings) > 1 and headings[0].level < min(h.level for h in headings[1:]):
        start = max(start, lines.next_line_start(text, headings[0].start))
    return Section(Span(start, max(start, end_of_days(text))), Span(start, start), None, start)


def _has_date_below(text: str, marker: Candidate) -> bool:
    """Tell whether ``marker`` is a heading that has its date in a line below."""
    if marker.line == marker.start:
        return False
    return not markdown.is_details(text[marker.start : lines.end_of_line(text, marker.start)])


def _ends_of_tables(markers: Sequence[Candidate], tables: Sequence[Table]) -> dict[int, int]:
    """Return where the table of each of the ``markers`` that is the row of one ends, by starts."""
    ends = {}
    for marker in markers:
        if marker.style is MarkerStyle.ROW:
            index = bisect_right(tables, marker.start, key=lambda table: table.start) - 1
            if index >= 0 and marker.start < tables[index].end:
                ends[marker.start] = tables[index].end
    return ends


def _entry_start(text: str, marker: Candidate) -> int:
    """Return where the entry begins whose line is the marker of a day, too.

    A date that stands in a link's label stays with the label. In a table row the next
    cell with something in it is the entry.
    """
    if marker.style is MarkerStyle.ROW:
        offset = marker.line + marker.reading.end
        while offset := text.find("|", offset, marker.end) + 1:
            cell_end = text.find("|", offset, marker.end)
            if text[offset : cell_end if cell_end >= 0 else marker.end].strip():
                return offset
        return marker.end
    line = text[marker.line : marker.end]
    link = link_around(line, marker.content_start, marker.reading.start)
    return marker.line + (link.span.start if link else marker.rest_start)


def _title_span(text: str, marker: Candidate) -> Span | None:
    """Return what a heading says after its date, or else before it.

    A week, or a day that names no date, is titled with all that its heading says; where the date
    stands in brackets, it is what stands before them.
    """
    line_start = marker.start if _has_date_below(text, marker) else marker.line
    line = text[line_start : lines.end_of_line(text, line_start)]
    date_start, reading = marker.reading.start, marker.reading
    if line_start != marker.line:
        title = surroundings.strip_marks(line, markdown.read_heading(line)[1], len(line))
    elif reading.form == "week" or not any(reading.day_first or reading.month_first or ()):
        title = surroundings.strip_marks(line, marker.content_start, len(line))
    else:
        bracket = surroundings.open_bracket(line, marker.content_start, date_start)
        title = surroundings.strip_marks(line, marker.rest_start, len(line))
        time_start = surroundings.time_after(line, reading.end)
        if time_start and not (bracket and title):
            title = surroundings.strip_marks(line, time_start, len(line))
        elif bracket and surroundings.has_words(line[:bracket], marker.content_start):
            title = surroundings.strip_marks(line, marker.content_start, bracket)
        elif not title and not surroundings.has_only_labels(
            line[:date_start], marker.content_start
        ):
            title = surroundings.strip_marks(line, marker.content_start, date_start)
    return title and title.shift(line_start)


def _day_ends(text: str, markers: Sequence[Candidate], headings: Sequence[Heading]) -> list[int]:
    """Return where each day ends: at the next one, or at a heading that stands above it."""
    starts, length = {marker.start for marker in markers}, end_of_days(text)
    others = [heading for heading in headings if heading.start not in starts]
    other_starts = [heading.start for heading in others]
    next_starts = [*(marker.start for marker in markers[1:]), length]
    levels = _ending_levels(text, markers, others, length)
    ends = []
    for marker, level, next_start in zip(markers, levels, next_starts, strict=True):
        index = bisect_right(other_starts, marker.start)
        while (
            index < len(others) and other_starts[index] < next_start and others[index].level > level
        ):
            index += 1
        ends.append(min([next_start, *other_starts[index : index + 1]]))
    return ends


def _ending_levels(
    text: str, markers: Sequence[Candidate], others: Sequence[Heading], length: int
) -> list[int]:
    """Return for each day the level of the deepest heading that ends it.

    Headings end items and rows; under lines they are topics of the day, except those as high as
    the one that the first day stands under. What stands under headings in the last day is end
    matter, but not where the days before have such headings inside, or where it would be most of
    the log, unless one of the headings says that what stands there is to be read.
    """
    first, last = markers[0], markers[-1]
    before_first, before_last = count_before(others, first.start), count_before(others, last.start)
    if first.style in (MarkerStyle.ITEM, MarkerStyle.ROW, MarkerStyle.TAIL):
        lowest = BELOW_HEADINGS
    else:
        lowest = others[before_first - 1].level if before_first else 0
    levels = [m.level if m.level < BELOW_HEADINGS else lowest for m in markers]
    if last.level == BELOW_HEADINGS:
        inside = {heading.level for heading in others[before_first:before_last]}
        after = [heading for heading in others[before_last:] if heading.level not in inside]
        if after and (length - after[0].start) * _END_MATTER_DIVISOR <= length - first.start:
            levels[-1] = max(lowest, after[0].level)
        elif after:
            from logtui.document.properties.queue_names import is_queue  # few logs end so

            queue = next((h for h in after if is_queue(markdown.heading_text(text, h.start))), None)
            levels[-1] = max(lowest, queue.level) if queue else lowest
    return levels
