"""Which days and entries of diverged logs are taken for the same ones, told by the merge."""

from __future__ import annotations

import pytest

from logtui.document.merging.conflicts import Conflict
from support.merges import merged, together


def test_an_undated_day_under_another_heading_is_the_same_if_it_shares_an_entry() -> None:
    base = "## Day 1\n- a\n- b\n\n## Day 2\n- c\n"
    ours = base.replace("## Day 1", "## Day 1: the beginning").replace("- b", "- b\n- mine")
    theirs = base.replace("- b", "- b\n- yours")
    assert together(base, ours, theirs) == ours.replace("- mine", "- mine\n- yours")
    assert together(base, theirs, ours) == ours.replace("- mine", "- yours\n- mine")


def test_an_undated_day_without_anything_in_common_is_another_one() -> None:
    base = "## Day 1\n- a\n\n## Day 2\n- b\n"
    ours = "## Day 0\n- x\n\n" + base
    theirs = "## Day 7\n- y\n\n" + base
    assert together(base, ours, theirs) == "## Day 0\n- x\n\n## Day 7\n- y\n\n" + base


@pytest.mark.parametrize(("mine", "yours"), [("", " - a topic"), (" - a topic", "")])
def test_a_day_that_both_added_is_one_where_only_one_side_gave_it_a_title(
    mine: str, yours: str
) -> None:
    base = "# 2024-09-25\n\n- a\n"
    day = "# 2024-09-26{}\n\n{}\n\n"
    assert together(
        base, day.format(mine, "- mine") + base, day.format(yours, "- yours") + base
    ) == (day.format(" - a topic", "- mine\n- yours") + base)


def test_an_entry_without_a_title_is_the_same_only_by_its_link() -> None:
    base = "2024-09-25\n- [](u)\n- x\n"
    noted = base.replace("(u)", "(u)\n    - a note")
    found = merged(base, base.replace("(u)", "(v)"), noted)
    assert found.conflicts == (Conflict("- [](u)\n", "", "- [](u)\n    - a note\n"),)
    ticked = base.replace("- [](u)", "* [](u)")
    assert together(base, ticked, noted) == noted.replace("- [](u)", "* [](u)")


def test_a_line_that_a_comment_hid_and_both_sides_uncovered_stands_once() -> None:
    base = "2024-09-25\n- a\n\n2024-09-24\n<!-- - b -->\n"
    ours = base.replace("<!-- - b -->", "- b")
    assert together(base, ours, ours.replace("- b", "- b\n    - n")) == ours.replace(
        "- b", "- b\n    - n"
    )


def test_the_cells_of_a_row_change_one_by_one() -> None:
    base = "| 09.01.2026 | the start | [x](https://a.b/c) |\n| 30.01.2026 | more | 2 h |\n"
    title, link = ("the start", "a start"), ("https://a.b/c", "https://d.e")
    both = base.replace(*title).replace(*link)
    assert together(base, base.replace(*title), base.replace(*link)) == both
    assert together(base, base.replace(*link), base.replace(*title)) == both
