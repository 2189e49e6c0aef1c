"""One entry read without the log around it, quicker than all of that log."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.document.extents import inline_marker
from logtui.document.model import Day, Document, Entry
from logtui.document.reading.candidates import scan_lines
from logtui.document.text.encoding import Encoding
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from logtui.document.legend import Legend


class LoneEntry(NamedTuple):
    """An entry, and the document that holds nothing else but the marker in its line."""

    document: Document
    entry: Entry


def read_new_entry(text: str, legend: Legend, marker: str = "") -> LoneEntry:
    """Return what the lines ``text`` of an entry say after the day's ``marker`` in its line."""
    start = len(marker)
    whole = Span(0, start + len(text))
    days = (Day(whole, Span(0, start), None, None, 0, 1),)
    entry = Entry(Span(start, whole.end), 0)
    return LoneEntry(Document(marker + text, Encoding(), legend, days, (entry,)), entry)


def read_changed_entry(document: Document, entry: Entry, changed: str) -> LoneEntry:
    """Return what the lines ``changed`` say in the place of the lines of ``entry``.

    The date of its day, which may stand in them, is not of the title.
    """
    day, table = document.days[entry.day], document.table_at(entry.span.start)
    marker = inline_marker(document, entry)
    text = marker + changed
    tables = () if table is None else (table._replace(start=0, body=0, end=len(text) + 1),)
    reading = next(
        (
            candidate.reading.shift(candidate.line - candidate.start)
            for candidate in scan_lines(text, (), tables).candidates
            if candidate.style is day.style
        ),
        None,
    )
    whole = Span(0, len(text))
    days = (Day(whole, Span(0, len(marker)), None, None, 0, 1, reading, day.style),)
    alone = Entry(Span(len(marker), whole.end), 0)
    return LoneEntry(
        Document(text, document.encoding, document.legend, days, (alone,), tables), alone
    )
