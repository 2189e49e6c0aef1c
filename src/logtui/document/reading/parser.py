"""Bytes or text to a document. Pure, and at home with anything: it never raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import legend
from logtui.document.model import Day, Document, Entry
from logtui.document.reading import days, entries, markers, years
from logtui.document.reading.candidates import scan_lines
from logtui.document.text import encoding, lines, markdown

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.text.encoding import Encoding


def parse(data: bytes) -> Document:
    """Return the log that the bytes of a file hold."""
    return parse_text(*encoding.decode(data))


def parse_text(text: str, text_encoding: Encoding) -> Document:
    """Return the log in ``text``, which came out of its file as ``text_encoding`` says."""
    opaque = markdown.opaque_spans(text)
    scan = scan_lines(text, opaque)
    candidates = markers.move_dates_to_headings(text, scan.candidates, scan.headings)
    day_markers = markers.choose_markers(candidates, scan.headings)
    first_start = day_markers[0].start if day_markers else len(text)
    log_legend = legend.read_legend(text, first_start)
    dates: list[PartialDate | None] = [None]
    if day_markers:
        preamble = text[: min(first_start, legend.LONGEST_PREAMBLE)]
        dates = years.complete_dates(day_markers, candidates, scan.headings, preamble)
        sections = days.sections(text, day_markers, scan.headings)
    else:
        start = lines.next_line_start(text, log_legend.span.end) if log_legend.span else 0
        sections = [days.undated_section(text, start, scan.headings)]
    all_days: list[Day] = []
    all_entries: list[Entry] = []
    for index, (section, date) in enumerate(zip(sections, dates, strict=True)):
        first = len(all_entries)
        spans = entries.entry_spans(text, section, scan.headings, opaque)
        all_entries += (Entry(span, index) for span in spans)
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
    return Document(text, text_encoding, log_legend, tuple(all_days), tuple(all_entries))
