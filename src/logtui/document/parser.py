"""Bytes or text to a document. Pure, and at home with anything: it never raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import days, encoding, entries, legend, lines, markers, opaque, scheme, years
from logtui.document.model import Day, Document, Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.dates import PartialDate
    from logtui.document.days import Section
    from logtui.document.encoding import Encoding
    from logtui.document.markers import Heading
    from logtui.document.text import Span

_PREAMBLE = 1 << 16
"""Characters in front of the first day in which a year is looked for."""


def parse(data: bytes) -> Document:
    """Return the log that the bytes of a file hold."""
    return parse_text(*encoding.decode(data))


def parse_text(text: str, text_encoding: Encoding) -> Document:
    """Return the log in ``text``, which came out of its file as ``text_encoding`` says."""
    hidden = opaque.spans(text)
    found = markers.scan(text, hidden)
    candidates = days.adopted(text, found.candidates, found.headings)
    chosen = scheme.choose(candidates, found.headings)
    first = chosen[0].start if chosen else len(text)
    kinds = legend.parse(text, first)
    if chosen:
        dates = years.dates(chosen, candidates, found.headings, text[: min(first, _PREAMBLE)])
        sections = days.sections(text, chosen, found.headings)
    else:
        dates = [None]
        start = lines.next_line(text, kinds.span.end) if kinds.span else 0
        sections = [days.undated(text, start, found.headings)]
    log = _filled(text, sections, dates, found.headings, hidden)
    return Document(text, text_encoding, kinds, *log)


def _filled(
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
        found = entries.spans(text, section, headings, hidden)
        all_entries += (Entry(span, number) for span in found)
        all_days.append(
            Day(section.span, section.marker, date, section.title, first, len(all_entries))
        )
    return tuple(all_days), tuple(all_entries)
