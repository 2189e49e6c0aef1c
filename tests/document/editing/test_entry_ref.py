"""Entries as the user chose them, found again when the file has changed."""

from __future__ import annotations

import pytest

from logtui.document.editing.entry_ref import (
    EntryChangedError,
    EntryRef,
    find_entry_by_lines,
    find_reworded_entry,
)
from logtui.document.reading.parser import parse
from logtui.errors import LogtuiError

LOG = """\
09/25/2024
- [One](https://a.org/1)
    - a note
- same

09/20/2024
- [Two](https://a.org/2)
- same
"""


def target(line: int) -> EntryRef:
    return EntryRef.from_line(parse(LOG.encode()), line)


def found(changed: str, wanted: EntryRef) -> int:
    """Return the line in which ``wanted`` stands in the log ``changed``."""
    document = parse(changed.encode())
    return document.line_at(wanted.find(document).span.start)


def test_any_line_of_an_entry_means_it() -> None:
    assert target(2) == target(3)
    assert target(2).title == "One"
    assert target(2).raw == "- [One](https://a.org/1)\n    - a note"


@pytest.mark.parametrize(
    ("line", "nearby"),
    [
        (-1, "the nearest one is lines 2-3"),
        (1, "the nearest one is lines 2-3"),
        (5, "the nearest ones are lines 4 and 7"),
        (6, "the nearest ones are lines 4 and 7"),
        (9, "the nearest one is line 8"),
        (100, "the nearest one is line 8"),
    ],
)
def test_a_line_of_no_entry_is_refused(line: int, nearby: str) -> None:
    said = rf"line {line} belongs to no entry; {nearby}, `logtui list` shows"
    with pytest.raises(LogtuiError, match=said):
        target(line)


def test_a_blank_line_between_notes_belongs_to_their_entry() -> None:
    document = parse(b"# 2024-09-25\n- a\n\n  more\n\n---\n\n- b\n")
    assert EntryRef.from_line(document, 3).title == "a"
    for line in (5, 6, 7):
        with pytest.raises(LogtuiError, match=rf"line {line} belongs .* lines 2-4 and 8,"):
            EntryRef.from_line(document, line)


def test_a_log_without_entries_has_none_nearby() -> None:
    with pytest.raises(LogtuiError, match="line 1 belongs to no entry; `logtui list`"):
        EntryRef.from_line(parse(b"# 2024-09-25\n"), 1)


def test_an_entry_is_found_where_it_was_and_where_it_went() -> None:
    assert found(LOG, target(2)) == 2
    assert found("09/26/2024\n- new\n\n" + LOG, target(2)) == 5
    assert found(LOG.replace("- [One]", "- above\n- [One]"), target(7)) == 8


def test_of_several_alike_the_one_in_its_line_is_meant() -> None:
    assert found(LOG, target(4)) == 4
    assert found(LOG, target(8)) == 8


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("[One]", "[Uno]", 2, "has changed it"),
        ("a note", "another note", 3, "has changed it"),
        ("- [Two](https://a.org/2)\n", "", 7, "has changed it"),
        ("- [One]", "- above\n- [One]", 4, "has moved it, and there are several like it"),
    ],
)
def test_what_cannot_be_found_for_sure_is_not_guessed(
    old: str, new: str, line: int, words: str
) -> None:
    with pytest.raises(EntryChangedError, match=words):
        target(line).find(parse(LOG.replace(old, new).encode()))


def test_the_one_entry_with_these_lines_is_lasting() -> None:
    document = parse(LOG.encode())
    assert find_entry_by_lines(document, "- [Two](https://a.org/2)") == document.entries[2]
    assert find_entry_by_lines(document, "- [Two](https://a.org/3)") is None
    assert find_entry_by_lines(document, "- same") is None


@pytest.mark.parametrize(
    ("raw", "index"),
    [
        ("- [Other title](https://a.org/2)\n    - and notes", 2),
        ("- 📜[Two](https://elsewhere.org)", 2),
        ("- [One](https://a.org/2)", 2),
        ("* [ ] [One](https://b.org)", 0),
        ("- same", None),
        ("- [Three](https://a.org/3)", None),
        ("", None),
    ],
)
def test_another_wording_is_told_by_the_link_and_else_by_the_title(
    raw: str, index: int | None
) -> None:
    document = parse(LOG.encode())
    assert find_reworded_entry(document, raw) == (
        None if index is None else document.entries[index]
    )
