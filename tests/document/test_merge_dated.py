"""Merges in which one side made a dated line of a day's bare date, or took the line apart."""

from __future__ import annotations

import pytest

from logtui.document import parser
from logtui.document.merge import Conflict, Merge, merge

BASE = "2024-09-25\n- b\n\n2024-09-24\n- a\n"
DATED = BASE.replace("2024-09-25\n", "2024-09-25: a topic\n")


def merged(base: str, ours: str, theirs: str) -> Merge:
    return merge(*(parser.parse(text.encode()) for text in (base, ours, theirs)))


def together(base: str, ours: str, theirs: str) -> str:
    """Return the merge, which has to be without conflicts."""
    found = merged(base, ours, theirs)
    assert not found.conflicts
    return found.settled()


@pytest.mark.parametrize(
    "change",
    [
        ("- a\n", "- a!\n"),
        ("- b\n", "- b!\n"),
        ("- b\n", "- b\n- c\n"),
        ("- b\n", "- c\n- b\n"),
        ("2024-09-25", "2024-09-26\n- new\n\n2024-09-25"),
    ],
)
@pytest.mark.parametrize("line", ["2024-09-25: a topic", "2024-09-25 a topic"])
def test_a_date_that_became_a_dated_line_does_not_stay_above_it(
    change: tuple[str, str], line: str
) -> None:
    """What the other side changed meanwhile does not bring the bare date back."""
    dated = BASE.replace("2024-09-25\n", f"{line}\n")
    both = dated.replace(*change)
    assert together(BASE, dated, BASE.replace(*change)) == both
    assert together(BASE, BASE.replace(*change), dated) == both


def test_a_dated_line_that_took_in_its_entry_does_not_leave_the_date_above_it() -> None:
    """The entry is the same one, in the line of its date."""
    ours, theirs = BASE.replace("2024-09-25\n- b", "2024-09-25: b"), BASE.replace("- b", "- b!")
    assert together(BASE, ours, theirs) == BASE.replace("2024-09-25\n- b", "2024-09-25: b!")
    assert together(BASE, theirs, ours) == BASE.replace("2024-09-25\n- b", "2024-09-25: b!")


def test_a_dated_line_stands_for_the_day_whose_entries_the_other_side_took_out() -> None:
    """The day keeps what is new in it, and nothing but that."""
    for gone in ("- b\n", "2024-09-25\n- b\n\n"):
        theirs = BASE.replace(gone, "")
        both = "2024-09-25: a topic\n\n2024-09-24\n- a\n"
        assert together(BASE, DATED, theirs) == both
        assert together(BASE, theirs, DATED) == both


def test_a_dated_line_that_was_taken_apart_has_its_date_above_it() -> None:
    """The date stands once, whatever the other side did to the title."""
    ours = DATED.replace("2024-09-25: ", "2024-09-25\n- ")
    theirs = DATED.replace("topic", "topical")
    assert together(DATED, ours, theirs) == ours.replace("topic", "topical")
    assert together(DATED, theirs, ours) == ours.replace("topic", "topical")


def test_two_topics_of_one_date_are_both_kept() -> None:
    """Two new lines with a date are two entries, as they would be below it."""
    theirs = DATED.replace("a topic", "something else")
    both = DATED.replace("- b", "2024-09-25: something else\n- b")
    assert together(BASE, DATED, theirs) == both


def test_a_day_that_both_added_is_headed_by_the_dated_line_that_one_made_of_it() -> None:
    """No bare date stands beside a line of that date."""
    ours, theirs = f"2024-09-26: mine\n\n{BASE}", f"2024-09-26\n- yours\n\n{BASE}"
    both = f"2024-09-26: mine\n- yours\n\n{BASE}"
    assert together(BASE, ours, theirs) == both
    assert together(BASE, theirs, ours) == both


def test_a_dated_line_in_doubt_is_in_conflict_with_the_bare_date() -> None:
    """The date is there once, whichever side is taken."""
    theirs = DATED.replace("a topic", "a fine topic")
    found = merged(DATED, BASE, theirs)
    assert found.conflicts == (
        Conflict("2024-09-25: a topic\n", "2024-09-25\n", "2024-09-25: a fine topic\n"),
    )
    assert found.settled([found.conflicts[0].ours]) == BASE
    assert found.settled([found.conflicts[0].theirs]) == theirs


def test_an_entry_that_one_side_took_out_and_the_other_put_into_the_dated_line() -> None:
    """What stays below the date keeps it, whichever side is taken."""
    base = BASE.replace("- b\n", "- b\n- c\n")
    ours, theirs = base.replace("2024-09-25\n- b", "2024-09-25: b"), base.replace("- b\n", "")
    found = merged(base, ours, theirs)
    assert found.settled([found.conflicts[0].ours]) == ours
    assert found.settled([found.conflicts[0].theirs]) == theirs


def test_a_new_entry_of_a_day_that_lost_its_dated_line_has_the_date_in_its_own() -> None:
    """It does not fall into the day above."""
    base = "- 2024-09-26: u\n- 2024-09-25: t\n- b\n- 2024-09-24: s\n"
    ours, theirs = base.replace("- 2024-09-25: t\n- b\n", ""), base.replace("- b\n", "- b\n- c\n")
    assert together(base, ours, theirs) == base.replace("25: t\n- b\n", "25: c\n")
    assert together(base, theirs, ours) == base.replace("25: t\n- b\n", "25: c\n")


def test_a_new_entry_stays_below_the_dated_line_that_moved_down_to_another() -> None:
    """The line that has the date comes first in its day."""
    base = "- 2024-09-26: u\n- 2024-09-25: t\n- b\n"
    ours, theirs = base.replace("25: t\n- b\n", "25: b\n"), base.replace("- b\n", "- c\n- b\n")
    assert together(base, ours, theirs) == ours + "- c\n"
    assert together(base, theirs, ours) == ours + "- c\n"
