from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from logtui.storage.change import Change

DAY = b"# day\n\n- one\n- two\n- three\n"

lines = st.lists(st.sampled_from([b"- a\n", b"- b\n", b"\n", b"# day\n", b"- c\r\n"]))
contents = st.builds(lambda some, end: b"".join(some) + end, lines, st.sampled_from([b"", b"- z"]))
anything = st.binary(max_size=40) | contents


@given(anything, anything)
def test_a_change_is_the_difference_of_two_contents(before: bytes, after: bytes) -> None:
    change = Change.between(before, after)
    end = change.start + len(change.old)
    assert before[: change.start] + change.new + before[end:] == after
    assert change.revert(after) == before


@given(anything, anything)
def test_taking_a_change_back_and_making_it_again_leads_back(before: bytes, after: bytes) -> None:
    undone = Change.between(before, after).revert(after)
    assert Change.between(after, undone).revert(undone) == after


def test_whole_lines_are_remembered() -> None:
    change = Change.between(DAY, DAY.replace(b"- two", b"- new\n- two"))
    assert (change.old, change.new) == (b"", b"- new\n")
    change = Change.between(DAY, DAY.replace(b"two", b"tow"))
    assert (change.old, change.new) == (b"- two\n", b"- tow\n")


@given(lines, lines)
def test_an_added_line_is_found_wherever_others_write(
    above: list[bytes], below: list[bytes]
) -> None:
    change = Change.between(DAY, DAY.replace(b"- two", b"- new\n- two"))
    before, after = b"".join(above), b"".join(below)
    content = before + b"- one\n- new\n" + after
    assert change.revert_in(content) == before + b"- one\n" + after


def test_a_removed_line_comes_back_between_its_neighbours() -> None:
    change = Change.between(DAY, DAY.replace(b"- two\n", b""))
    content = b"- on top\n" + DAY.replace(b"- two\n", b"") + b"- below\n"
    # The end of the file was part of what surrounded the line.
    assert change.revert_in(content) == b"- on top\n" + DAY + b"- below\n"


def test_a_removed_line_that_came_back_otherwise_is_not_doubled() -> None:
    change = Change.between(DAY, DAY.replace(b"- two\n", b""))
    assert change.revert_in(b"- on top\n" + DAY) is None
    last = Change.between(DAY, DAY.replace(b"- three\n", b""))
    assert last.revert_in(b"- on top\n" + DAY) is None
    first = Change.between(DAY, DAY.removeprefix(b"# day\n"))
    assert first.revert_in(DAY + b"- below\n") is None


def test_a_line_that_somebody_changed_is_not_taken_back() -> None:
    change = Change.between(DAY, DAY.replace(b"- two", b"- new\n- two"))
    assert change.revert_in(DAY.replace(b"- two", b"- new!\n- two")) is None


def test_a_line_that_stands_there_twice_is_ambiguous() -> None:
    change = Change.between(DAY, DAY.replace(b"- two", b"- new\n- two"))
    assert change.revert_in(b"- new\n- other\n- new\n") is None


def test_a_part_of_another_line_is_not_what_was_written() -> None:
    change = Change.between(DAY, DAY + b"- new")
    assert change.revert_in(b"x - newer") is None
    assert change.revert_in(DAY + b"- new\n- later\n") == DAY + b"\n- later\n"


def test_a_log_that_was_emptied_is_not_found_in_another_text() -> None:
    assert Change.between(DAY, b"").revert_in(b"- something else\n") is None


def test_a_change_in_a_very_long_line_stays_small() -> None:
    line = b"x" * 1_000_000
    change = Change.between(line + b"a" + line, line + b"b" + line)
    assert (change.old, change.new) == (b"a", b"b")
    assert change.revert_in(b"\n" + line + b"b" + line) == b"\n" + line + b"a" + line
