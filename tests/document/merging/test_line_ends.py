"""Merges of logs that begin, end or are whole in an unusual way: empty, unended, of one line."""

from __future__ import annotations

import codecs

import pytest

from logtui.document.merging.three_way import Conflict
from support import strategies
from support.merges import merged, together

LOG = "## 2024-09-25\n- [One](https://a.org/1)\n- [Two](https://a.org/2)\n"
LISTS = ("- a\n", "- mine\n- a\n", "- a\n- yours\n", "- mine\n- a\n- yours\n")
LINE_ENDS = pytest.mark.parametrize("line_end", strategies.LINE_ENDS)


def test_two_logs_that_began_empty_are_both_kept() -> None:
    """Whoever starts a log on two machines finds both beginnings in it."""
    assert together("", "- mine\n", "- yours\n") == "- mine\n- yours\n"
    assert together("", "- mine\n", "- yours") == "- mine\n- yours"


def test_a_log_that_one_side_emptied_is_empty() -> None:
    """Nothing is left of a log that somebody emptied, not even an empty piece."""
    assert merged(LOG, LOG, "").pieces == ()


@LINE_ENDS
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_log_whose_lines_were_taken_out_by_turns_is_empty(end: str, line_end: str) -> None:
    """Where one side took out one line and the other side the other one, no line is left."""
    base, ours, theirs = (
        f"{lines}{end}".replace("\n", line_end) for lines in ("- a\n- b", "- a", "- b")
    )
    found = merged(base, ours, theirs)
    assert found.pieces == ()
    assert found.resolved_text() == ""


def test_what_one_side_did_alone_is_taken_as_it_stands() -> None:
    """A bare date that becomes a dated line does not leave the bare one above it."""
    ours = "2024-09-25\n- a\n\n2024-09-24\n- b\n"
    theirs = ours.replace("2024-09-25", "2024-09-25: a topic")
    assert together(ours, ours, theirs) == theirs
    assert together(ours, theirs, ours) == theirs
    assert together(ours, theirs, theirs) == theirs


@LINE_ENDS
def test_the_last_line_stays_without_a_line_end(line_end: str) -> None:
    """Nothing is put behind the last line where no side has a line end there."""
    texts = [f"## 2024-09-25\n{lines}- b".replace("\n", line_end) for lines in LISTS]
    *sides, both = texts
    assert together(*sides) == both
    assert together(*(side + line_end for side in sides)) == both + line_end


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        ("- a\n- b", "- a!", "- a\n- b\n- c", "- a!\n- c"),
        ("- a\n- b", "- a\n- b\n- c", "- a!", "- a!\n- c"),
        ("", "- a", "- b\n- c", "- a\n- b\n- c"),
        ("a", "a\nb", "a!", "a!\nb"),
        ("a\nb", "a!\nb", "a", "a!"),
    ],
)
@LINE_ENDS
def test_a_log_of_one_line_gets_the_line_end_of_the_others(
    base: str, ours: str, theirs: str, both: str, line_end: str
) -> None:
    """A line that stood alone, with no line end, takes no foreign one into the log."""
    texts = (text.replace("\n", line_end) for text in (base, ours, theirs))
    assert together(*texts) == both.replace("\n", line_end)


def test_a_line_end_that_went_and_a_blank_line_that_came_even_out() -> None:
    """Of a line end less on one side and one more on the other, one line end is left."""
    assert together("- a\n", "- a", "- a\n\n") == "- a\n"


def test_a_log_without_a_last_line_end_keeps_its_byte_order_mark() -> None:
    """The bytes in front of the log do not depend on how its last line ends."""
    log = LOG.rstrip("\n")
    ours, theirs = log.replace("One", "Uno"), log.replace("Two", "Due")
    found = merged(*(codecs.BOM_UTF8 + text.encode() for text in (log, ours, theirs)))
    both = ours.replace("Two", "Due")
    assert found.encoding.encode(found.resolved_text()) == codecs.BOM_UTF8 + both.encode()


def test_a_log_that_ends_in_a_conflict_keeps_its_byte_order_mark() -> None:
    """The bytes in front of the log do not depend on what is in doubt at its end."""
    log = LOG.rstrip("\n")
    ours, theirs = log.replace("Two", "Due"), log.replace("Two", "Dos")
    found = merged(*(codecs.BOM_UTF8 + text.encode() for text in (log, ours, theirs)))
    (conflict,) = found.conflicts
    assert (
        found.encoding.encode(found.resolved_text([conflict.ours]))
        == codecs.BOM_UTF8 + ours.encode()
    )


def test_a_list_without_days_is_merged_by_its_entries() -> None:
    """A title and a link of the same line go together where the log is one list."""
    ours, theirs = "- [S](a.org)\n- b\n", "- [T](b.org)\n- b\n"
    assert together("- [T](a.org)\n- b\n", ours, theirs) == "- [S](b.org)\n- b\n"


@pytest.mark.parametrize("mark", ["## ", "> "])
def test_a_text_without_days_is_no_list(mark: str) -> None:
    """Two changes of one line of a text that is no log are a conflict, with whole lines in it."""
    lines = [f"{mark}[{title}]({link})\n" for title, link in (("T", "u"), ("S", "u"), ("T", "v"))]
    found = merged(*(f"{line}\n{mark}More\n" for line in lines))
    assert found.pieces == (Conflict(*lines), f"\n{mark}More\n")


def test_what_is_settled_beside_a_conflict_is_one_piece() -> None:
    """Between two conflicts there is no more than one text."""
    found = merged("1\n2\n3\n4\n5\n6\n", "1\n2\n3!\n4\n5\n6\n", "1\n2\n3?\n4\n5\n6\n")
    assert found.pieces == ("1\n2\n", Conflict("3\n", "3!\n", "3?\n"), "4\n5\n6\n")


def test_a_conflict_at_the_end_is_the_last_piece() -> None:
    """In front of a conflict at the end of an unended log stands all that is settled."""
    found = merged("one\ntwo\nthree", "one\ntwo\n3", "one\ntwo\nIII")
    assert found.pieces == ("one\ntwo\n", Conflict("three\n", "3\n", "III\n"))
    assert found.resolved_text(["3\n"]) == "one\ntwo\n3"


@pytest.mark.parametrize("below", ["", "\n", "\n\n- a\n", "\n- a", "\n\n## 2024-09-25\n- a\n"])
@LINE_ENDS
def test_a_legend_that_both_changed_is_settled_to_the_text_of_either(
    below: str, line_end: str
) -> None:
    """A conflict holds whole lines also where the log begins with the lines in doubt."""
    legends = ("- 📖: s\n- 🌐: o", "Legend\n- 📜: p", "- 📖: b\n- 🌐: b")
    base, ours, theirs = (f"{legend}{below}".replace("\n", line_end) for legend in legends)
    found = merged(base, ours, theirs)
    (conflict,) = found.conflicts
    assert found.resolved_text([conflict.ours]) == ours
    assert found.resolved_text([conflict.theirs]) == theirs
