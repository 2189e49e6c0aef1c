from __future__ import annotations

from logtui.document.merging.ancestor import common_base, find_ancestor
from logtui.document.reading.parser import parse

DAY = "# 2024-09-25\n\n"
FIRST, SECOND, THIRD = (f"{DAY}{entries}".encode() for entries in ("- a\n", "- a\n- b\n", "- b\n"))


def test_the_newest_version_whose_changes_a_copy_has_is_its_ancestor() -> None:
    copy = SECOND + b"- theirs\n"
    assert find_ancestor([THIRD, SECOND, FIRST], copy) == SECOND
    assert find_ancestor([THIRD, SECOND, FIRST], THIRD + b"- theirs\n") == THIRD


def test_line_ends_and_blank_lines_tell_nothing() -> None:
    copy = (SECOND + b"\n- theirs").replace(b"\n", b"\r\n")
    assert find_ancestor([SECOND, FIRST], copy) == SECOND


def test_a_version_is_no_ancestor_without_proof() -> None:
    assert find_ancestor([], FIRST) is None
    assert find_ancestor([FIRST], FIRST) is None
    assert find_ancestor([FIRST, FIRST], FIRST) is None


def test_a_version_with_changes_that_a_copy_has_not_seen_is_no_ancestor() -> None:
    assert find_ancestor([SECOND, FIRST], FIRST + b"- theirs\n") is None
    assert find_ancestor([THIRD, FIRST], SECOND) is None


def test_what_two_logs_share_is_whole_entries_and_the_lines_around_them() -> None:
    one = parse(b"# 2024-09-25\n\n- a\n  - same note\n- b\n  - note\n\n# 2024-09-24\n\n- c\n")
    other = parse(b"# 2024-09-25\n\n- A\n  - same note\n- b\n  - note\n\n# 2024-09-24\n\n- d\n")
    assert common_base(one, other).text == "# 2024-09-25\n\n- b\n  - note\n\n# 2024-09-24\n\n"


def test_what_two_logs_share_is_written_as_in_the_first() -> None:
    one = parse(b"# 2024-09-25\r\n\r\n- a\r\n- b")
    other = parse(b"# 2024-09-25\n\n- a\n- b\n")
    assert common_base(one, other).text == one.text
    assert common_base(one, parse(b"")).text == ""


def test_of_an_entry_that_is_not_alike_the_link_and_the_shared_notes_are_common() -> None:
    one, other = (
        parse(f"# 2024-09-25\n\n- 📜[{title}](https://a.org/1)\n  - same\n{note}".encode())
        for title, note in (("One", ""), ("Uno", "  - more\n"))
    )
    assert common_base(one, other).text == "# 2024-09-25\n\n- https://a.org/1\n  - same\n"
