from __future__ import annotations

import pytest

from logtui.document.model import MarkerStyle
from logtui.document.reading import parser
from support import strategies

LOG = "Some words.\n\n## 2024-01-02\n\n- a\n  - note\n- b\n\n## 2024-01-01\n- c"


def test_lines_are_counted_from_one() -> None:
    document = parser.parse(LOG.encode())
    assert [document.line_at(entry.span.start) for entry in document.entries] == [1, 5, 7, 10]
    assert document.line_at(len(document.text)) == 10


@pytest.mark.parametrize("end", strategies.LINE_ENDS)
def test_the_entry_at_a_line(end: str) -> None:
    document = parser.parse(LOG.replace("\n", end).encode())
    titles = {}
    for line in range(-1, 13):
        entry = document.entry_at_line(line)
        if entry:
            titles[line] = document.title(entry)
    assert titles == {1: "Some words.", 2: "Some words.", 5: "a", 6: "a", 7: "b", 8: "b", 10: "c"}


def test_a_line_that_is_day_and_entry_belongs_to_the_entry() -> None:
    document = parser.parse(b"- 3.5.2021 - built it\n- 14.5.2021 - broke it\n")
    entry = document.entry_at_line(2)
    assert entry
    assert document.title(entry) == "broke it"


def test_parts_say_where_everything_stands() -> None:
    text = "Legend:\n- 📜: papers\n\n2024-01-02\n- [x] 📜 [A title](https://a.b/c)\n    - note\n\n"
    document = parser.parse(text.encode())
    (entry,) = document.entries
    parts = document.parts(entry)
    assert parts.bullet.of(text) == "- [x] "
    assert parts.symbol
    assert parts.symbol.of(text) == "📜"
    assert parts.title.of(text) == "A title"
    assert parts.link
    assert parts.link.of(text) == "https://a.b/c"
    assert parts.notes.of(text) == "    - note"
    assert document.kind(entry) == document.legend.find_kind("paper")
    assert document.date(entry) == (2024, 1, 2)


def test_an_entry_without_notes_has_an_empty_span_for_them() -> None:
    document = parser.parse(b"2024-01-02\n- a\n\n***\n")
    (entry,) = document.entries
    assert document.parts(entry).notes == (entry.span.end, entry.span.end)
    assert document.notes(entry) is None


def test_notes_are_dedented_and_end_their_lines_alike() -> None:
    document = parser.parse(b"2024-01-02\r\n- a\r\n\t- one\r\n\t\t- two\r\n\r\n\tthree\r\n")
    assert document.notes(document.entries[0]) == "- one\n    - two\n\nthree"


def test_a_quote_keeps_its_marks_to_itself() -> None:
    document = parser.parse(b"## 2024-01-02\n> one\n> two\n>\n> three\n")
    (entry,) = document.entries
    assert document.title(entry) == "one two"
    assert document.notes(entry) == "three"


def test_logs_of_the_same_bytes_are_equal_and_hash_alike() -> None:
    one, other = parser.parse(LOG.encode()), parser.parse(LOG.encode())
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other}) == 1
    assert one != parser.parse(LOG.replace("note", "word").encode())
    assert one != parser.parse(b"\xef\xbb\xbf" + LOG.encode())
    assert one != LOG


@pytest.mark.parametrize(
    ("log", "date", "style"),
    [
        ("# Log\n\n## Wed 09/25/2024 (home)\n- a\n", "09/25/2024", MarkerStyle.HEADING),
        ("  **25 Sept 2024**\n- a\n", "25 Sept 2024", MarkerStyle.EMPHASIS),
        ("\r\n> 2024-09-25\r\n- a\r\n", "2024-09-25", MarkerStyle.QUOTE),
        ("3.5.2021\n- a\n", "3.5.2021", MarkerStyle.BARE),
        ("- 3.5.2021 - a\n- 4.5.2021 - b\n", "3.5.2021", MarkerStyle.ITEM),
        ("- [3.5.2021: a](b)\n- [4.5.2021: a](b)\n", "3.5.2021", MarkerStyle.ITEM),
        ("| 1 | 2024-09-25 | a |\n| 2 | 2024-09-26 | b |\n", "2024-09-25", MarkerStyle.ROW),
        ("# Entry 1\n\nDate: 9/25/2024\n\n- a\n", "9/25/2024", MarkerStyle.HEADING),
        ("# Entry 1\rDate: 9/25/2024\r- a\r", "9/25/2024", MarkerStyle.HEADING),
        ("9/24\u201325/2024\n- a\n\n9/23/2024\n- b\n", "9/24\u201325/2024", MarkerStyle.BARE),
    ],
)
def test_a_day_keeps_how_its_marker_is_read(log: str, date: str, style: MarkerStyle) -> None:
    document = parser.parse(log.encode())
    day = document.days[0]
    assert day.reading
    start = day.span.start
    assert document.text[start + day.reading.start : start + day.reading.end] == date
    for _, field_start, field_end in day.reading.fields:
        assert date.find(document.text[start + field_start : start + field_end]) >= 0
    assert day.style is style


def test_a_log_without_days_has_no_reading() -> None:
    (day,) = parser.parse(b"- a\n- b\n").days
    assert (day.reading, day.style) == (None, None)


@pytest.mark.parametrize(
    ("log", "order"),
    [
        ("9/25/2024\n- a\n", "month"),
        ("25/9/2024\n- a\n", "day"),
        ("25.9.\n- a\n\n24.9.\n- b\n", None),
        ("24-09-25\n- a\n\n24-09-20\n- b\n", "year"),
        ("9/9/2024\n- a\n", None),
        ("9/9/2024\n- a\n\n" * 40 + "8/31/2024\n- b\n", "month"),
        ("3/4/2024\n- a\n\n31/3/2024\n- b\n", "day"),
        ("## 2024-09-25\n- a\n", None),
        ("## Sept 25, 2024\n- a\n", None),
        ("- a\n", None),
    ],
)
def test_the_order_of_numbers_is_how_the_first_marker_that_tells_is_read(
    log: str, order: str | None
) -> None:
    assert parser.parse(log.encode()).number_order == order
