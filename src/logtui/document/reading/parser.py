"""Bytes or text to a document. Pure, and at home with anything: it never raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import legend
from logtui.document.model import Day, Document, Entry
from logtui.document.reading import days, entries, years
from logtui.document.reading.candidates import scan_lines
from logtui.document.text import encoding, lines, markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.dates.partial import PartialDate
    from logtui.document.reading.candidates import Heading
    from logtui.document.reading.days import Section
    from logtui.document.text.encoding import Encoding
    from logtui.document.text.spans import Span


def parse(data: bytes) -> Document:
    """Return the log that the bytes of a file hold."""
    return parse_text(*encoding.decode(data))


def parse_text(text: str, text_encoding: Encoding) -> Document:
    """Return the log in ``text``, which came out of its file as ``text_encoding`` says."""
    hidden = markdown.opaque_spans(text)
    found = scan_lines(text, hidden)
    candidates = days.move_dates_to_headings(text, found.candidates, found.headings)
    chosen = days.choose_markers(candidates, found.headings)
    first = chosen[0].start if chosen else len(text)
    kinds = legend.read_legend(text, first)
    if chosen:
        dates = years.complete_dates(
            chosen, candidates, found.headings, text[: min(first, legend.LONGEST_PREAMBLE)]
        )
        sections = days.sections(text, chosen, found.headings)
    else:
        dates = [None]
        start = lines.next_line_start(text, kinds.span.end) if kinds.span else 0
        sections = [days.undated_section(text, start, found.headings)]
    log = _days_and_entries(text, sections, dates, found.headings, hidden)
    return Document(text, text_encoding, kinds, *log)


def _days_and_entries(
    text: str,
    sections: Sequence[Section],
    dates: Sequence[PartialDate | None],
    headings: Sequence[Heading],
    hidden: Sequence[Span],
) -> tuple[tuple[Day, ...], tuple[Entry, ...]]:
    """Return the days that the ``sections`` are, and all their entries."""
    all_days: list[Day] = []
    all_entries: list[Entry] = []
    for number, (section, date) in enumerate(zip(sections, dates, strict=True)):
        first = len(all_entries)
        found = entries.entry_spans(text, section, headings, hidden)
        all_entries += (Entry(span, number) for span in found)
        all_days.append(
            Day(
                section.span,
                section.marker,
                date,
                section.title,
                first,
                len(all_entries),
                section.reading,
                section.style,
            )
        )
    return tuple(all_days), tuple(all_entries)
