from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given

from logtui.document.reading import parser
from logtui.document.text import lines
from support import strategies

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry


@given(strategies.log_bytes)
def test_the_bytes_come_back_as_they_were(data: bytes) -> None:
    document = parser.parse(data)
    assert document.encoding.encode(document.text) == data


@given(strategies.hostile_texts)
def test_days_follow_each_other_and_hold_their_entries(text: str) -> None:
    document = parser.parse(text.encode())
    assert document.days
    for before, after in pairwise(document.days):
        assert before.span.end <= after.span.start
        assert before.stop_entry == after.first_entry
    for number, day in enumerate(document.days):
        assert day.span.holds(day.marker)
        assert day.title is None or day.marker.holds(day.title)
        for entry in document.entries[day.first_entry : day.stop_entry]:
            assert entry.day == number
            assert day.span.holds(entry.span)
            assert day.marker.end <= entry.span.start
    assert document.days[-1].stop_entry == len(document.entries)


@given(strategies.hostile_texts)
def test_entries_follow_each_other_and_hold_their_parts(text: str) -> None:
    document = parser.parse(text.encode())
    for before, after in pairwise(document.entries):
        assert before.span.end <= after.span.start
    for entry in document.entries:
        assert not entry.span.is_empty
        _check_parts(document, entry)


def _check_parts(document: Document, entry: Entry) -> None:
    parts = document.parts(entry)
    spans = [parts.bullet, parts.title, parts.notes]
    spans += [span for span in (parts.symbol, parts.link) if span]
    assert all(entry.span.holds(span) for span in spans)
    assert parts.bullet.start == entry.span.start
    assert parts.bullet.end <= (parts.symbol or parts.title).start
    assert parts.title.end <= parts.notes.start
    assert (parts.symbol is None) == (parts.kind is None)
    if parts.symbol:
        assert parts.symbol.end <= parts.title.start
    assert "\n" not in document.title(entry)
    notes = document.notes(entry)
    assert notes is None or (notes.strip() and "\r" not in notes)


@given(strategies.hostile_texts)
def test_every_line_of_an_entry_leads_back_to_it(text: str) -> None:
    document = parser.parse(text.encode())
    for entry in document.entries:
        assert document.entry_at_line(document.line_at(entry.span.start)) == entry
        assert document.entry_at_line(document.line_at(entry.span.end - 1)) == entry


@given(strategies.hostile_texts)
def test_lines_put_together_again_are_the_text(text: str) -> None:
    starts = lines.line_starts(text)
    pieces = [text[a:b] for a, b in pairwise([*starts, len(text)])]
    assert "".join(pieces) == text
    assert [piece.rstrip("\r\n") for piece in pieces if piece] == [
        line for _, line in lines.iter_lines(text)
    ]
