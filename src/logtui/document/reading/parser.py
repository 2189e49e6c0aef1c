"""Bytes or text to a document. Pure, and at home with anything: it never raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import legend
from logtui.document.model import Day, Document, Entry
from logtui.document.reading import days, entries, markers, years
from logtui.document.reading.candidates import scan_lines
from logtui.document.text import encoding, lines
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.dates.partial import PartialDate
    from logtui.document.tables import Table
    from logtui.document.text.encoding import Encoding

_DELIMITER_SIGNS = ("|-", "|:", "| -", "| :", "|  -", "-|", "- |")
"""What one of stands in any line of dashes that parts the header of a table from its rows."""

_BLOCK_MARKS = ("```", "~~~", "<!--")
"""What one of stands in any text with fences or comments."""

_UNSHOWN_MARKS = frozenset("<-+")
"""What comments and front matter begin with."""


def parse(data: bytes) -> Document:
    """Return the log that the bytes of a file hold."""
    return parse_text(*encoding.decode(data))


def parse_text(text: str, text_encoding: Encoding) -> Document:
    """Return the log in ``text``, which came out of its file as ``text_encoding`` says."""
    opaque = _opaque_in(text)
    log_tables = _tables_of(text, opaque)
    scan = scan_lines(text, opaque, log_tables)
    candidates = markers.move_dates_to_headings(text, scan.candidates, scan.headings)
    day_markers = markers.choose_markers(text, candidates, scan.headings)
    headings = scan.headings
    if year_lines := markers.year_lines(candidates, day_markers):
        headings = sorted({*headings, *year_lines})
    lists = entries.tables_as_lists(text, log_tables, day_markers)
    first_start = day_markers[0].start if day_markers else len(text)
    log_legend = legend.read_legend(text, first_start)
    pairs: list[tuple[days.Section, PartialDate | None]]
    if day_markers:
        preamble = text[: min(first_start, legend.LONGEST_PREAMBLE)]
        dates = years.complete_dates(day_markers, candidates, headings, preamble)
        sections = days.sections(text, day_markers, headings, log_tables)
        hidden = [log_legend.span] if log_legend.span else []
        hidden += (Span(table.start, table.body) for table in lists)
        hidden += (span for span in opaque if span.of(text).lstrip()[:1] in _UNSHOWN_MARKS)
        outside = days.sections_outside(text, sections, headings, hidden)
        if outside or len(headings) > len(day_markers):
            # Most logs have nothing there but their legend.
            from logtui.document.reading.queues import queue_sections

            queues = queue_sections(text, sections, headings, hidden)
            if queues:
                others = sorted([*sections, *queues], key=lambda section: section.span)
                outside = [*days.sections_outside(text, others, headings, hidden), *queues]
        pairs = [*zip(sections, dates, strict=True), *((section, None) for section in outside)]
        pairs.sort(key=lambda pair: pair[0].span)
    else:
        start = lines.next_line_start(text, log_legend.span.end) if log_legend.span else 0
        pairs = [(days.undated_section(text, start, headings), None)]
    all_days: list[Day] = []
    all_entries: list[Entry] = []
    for index, (section, date) in enumerate(pairs):
        first = len(all_entries)
        if section.body < section.span.end:
            spans = entries.entry_spans(text, section, headings, opaque, lists)
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
    return Document(
        text, text_encoding, log_legend, tuple(all_days), tuple(all_entries), tuple(log_tables)
    )


def _opaque_in(text: str) -> list[Span]:
    is_certain = text[:4].lstrip("\ufeff")[:3] not in ("---", "+++")
    if is_certain and not any(mark[0] in text and mark in text for mark in _BLOCK_MARKS):
        return []
    from logtui.document.text.opaque import opaque_spans  # many logs have nothing of the kind

    return opaque_spans(text)


def _tables_of(text: str, opaque: Sequence[Span]) -> list[Table]:
    # A single character is looked for much faster than several.
    if "|" not in text or not any(signs in text for signs in _DELIMITER_SIGNS):
        return []
    from logtui.document.tables import find_tables  # most logs have no tables

    return find_tables(text, opaque)
