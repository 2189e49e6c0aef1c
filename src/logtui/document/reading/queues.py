"""Sections without a date whose heading says that what stands below is still to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from logtui.document.dates import surroundings
from logtui.document.properties import queue_names
from logtui.document.reading.candidates import BELOW_HEADINGS, Heading
from logtui.document.reading.days import Section
from logtui.document.reading.markers import count_before
from logtui.document.text import lines, markdown
from logtui.document.text.spans import Span

_LONGEST_NAME = 60
"""Characters that a line may have that is not a heading and stands above a queue."""

_LONGEST_GAP = 100
"""Characters after the line above a list in which that has to begin."""


def queue_sections(
    text: str, days: Sequence[Section], headings: Sequence[Heading], hidden: Sequence[Span]
) -> list[Section]:
    """Return the sections between ``days`` that are queues, in order, those without entries, too.

    Each goes from its heading, or a line above a list before the first day, to the next heading or
    day; the headings below it that are deeper begin queues, too. What is ``hidden`` heads none.
    """
    edges = [0, *(edge for day in days for edge in day.span), len(text)]
    queues: list[Section] = []
    for gap in map(Span, edges[::2], edges[1::2]):
        first, stop = count_before(headings, gap.start), count_before(headings, gap.end)
        inner = [heading for heading in headings[first:stop] if not _is_in(heading, hidden)]
        if gap.start == 0:
            inner += _lines_above_lists(text, gap.end, hidden)
            inner.sort()
        is_heading = stop < len(headings) and headings[stop].start == gap.end
        level_below = headings[stop].level if is_heading else BELOW_HEADINGS
        queues += _queues_in(text, gap, inner, level_below if gap.end < len(text) else 0)
    return queues


def _queues_in(
    text: str, gap: Span, headings: Sequence[Heading], level_below: int
) -> Iterator[Section]:
    """Yield the queues of ``gap``, which a day of the level ``level_below`` follows.

    A heading that the day stands under is the title of the log where it says ``Reading list``.
    """
    queue_level = 0
    starts = [heading.start for heading in headings]
    for index, (heading, stop) in enumerate(zip(headings, [*starts, gap.end][1:], strict=True)):
        levels_below = [other.level for other in headings[index + 1 :]]
        is_above_day = min([*levels_below, level_below]) > heading.level
        is_of_days = is_above_day and level_below < BELOW_HEADINGS
        if is_of_days or heading.level <= queue_level or not queue_level:
            name = markdown.heading_text(text, heading.start)
            if is_above_day:
                is_queue = queue_names.is_queue(name) and not queue_names.is_reading_list(name)
            else:
                is_queue = queue_names.is_queue(name) or (
                    queue_names.is_to_do(name) and _heads_boxes(text, heading.start, stop)
                )
            queue_level = heading.level if is_queue else 0
        if queue_level:
            yield _queue_section(text, Span(heading.start, stop))


def _queue_section(text: str, span: Span) -> Section:
    """Return the queue at ``span``, which begins with its heading."""
    line = text[span.start : lines.end_of_line(text, span.start)]
    content_start = markdown.read_heading(line)[1]
    title = surroundings.strip_marks(line, content_start, len(line)) or Span(0, len(line))
    marker = Span(span.start, span.start)
    body = min(_body_start(text, span.start), span.end)
    return Section(span, marker, title.shift(span.start), body)


def _lines_above_lists(text: str, end: int, hidden: Sequence[Span]) -> Iterator[Heading]:
    """Yield the lines of ``text[:end]`` that name a queue above a list, as the deepest headings.

    The last line may have lost its list.
    """
    is_below_blank = True
    for start, line in lines.iter_lines(text, 0, end):
        if (
            is_below_blank
            and 0 < len(line) <= _LONGEST_NAME
            and not line.startswith(("#", " ", "\t"))
            and not markdown.BULLET.match(line)
            and queue_names.is_queue(markdown.plain_text(line))
            and (
                _heads_list(text, start)
                or not text[lines.next_line_start(text, start) : end].strip()
            )
            and not _is_in(Heading(start, BELOW_HEADINGS), hidden)
        ):
            yield Heading(start, BELOW_HEADINGS)
        is_below_blank = not line.strip()


def _body_start(text: str, start: int) -> int:
    """Return where what stands below the heading at ``start``, and its underline, begins."""
    body = lines.next_line_start(text, start)
    has_underline = markdown.underline_level(text[body : lines.end_of_line(text, body)])
    return lines.next_line_start(text, body) if has_underline else body


def _heads_list(text: str, start: int) -> bool:
    """Tell whether what stands below the line at ``start`` is a list."""
    body = lines.next_line_start(text, start)
    return markdown.BULLET.match(text[body : body + _LONGEST_GAP].lstrip("\r\n")) is not None


def _heads_boxes(text: str, start: int, stop: int) -> bool:
    """Tell whether what stands below the line at ``start`` is a list of checkboxes alone."""
    has_boxes = False
    for _, line in lines.iter_lines(text, _body_start(text, start), stop):
        if not line.strip() or line.startswith((" ", "\t")):
            continue
        bullet = markdown.BULLET.match(line)
        if bullet is None or markdown.content_start(line, bullet) == bullet.end():
            return False
        has_boxes = True
    return has_boxes


def _is_in(heading: Heading, hidden: Sequence[Span]) -> bool:
    return any(span.start <= heading.start < span.end for span in hidden)
