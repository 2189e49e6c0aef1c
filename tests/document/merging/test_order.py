"""Merges in which entries changed places."""

from __future__ import annotations

from itertools import permutations

import pytest

from support.merges import together

ORDERS = list(permutations("abcd"))


def log(titles: str) -> str:
    return "2024-09-25\n" + "".join(f"- {title} entry\n" for title in titles)


@pytest.mark.parametrize("ours", ORDERS)
def test_entries_that_both_sides_put_in_another_order_stand_once(ours: tuple[str, ...]) -> None:
    """Whatever the two orders are, no entry is doubled or missing."""
    for theirs in ORDERS:
        text = together(log("abcd"), log("".join(ours)), log("x" + "".join(theirs)))
        assert sorted(text.splitlines()) == sorted(log("abcdx").splitlines())


def test_entries_that_both_sides_turned_round_stand_as_ours_has_them() -> None:
    """Their order counts only for what ours left in its place."""
    assert together(log("abc"), log("cba"), log("bca")) == log("cba")


def test_days_that_came_from_different_sides_have_a_line_between_them() -> None:
    """No log of one day says how days stand apart."""
    base = "## 2024-09-25\n\n- a\n"
    ours, theirs = "## 2024-09-29\n\n- mine\n", base + "- yours\n"
    both = "## 2024-09-29\n\n- mine\n\n## 2024-09-25\n\n- yours\n"
    assert together(base, ours, theirs) == both
    assert together(base, theirs, ours) == both


@pytest.mark.parametrize("place", [0, 1])
def test_an_entry_that_changed_its_place_and_some_words_is_the_same_one(place: int) -> None:
    """It is the only one of its day that is like the old one."""
    base = "2024-09-25\n- first thing\n- second\n- third\n"
    moved = ["- second\n", "- third\n"]
    moved.insert(1 + place, "- first things\n")
    ours = "2024-09-25\n" + "".join(moved)
    theirs = base.replace("- first thing\n", "- first thing\n    - a note\n")
    both = ours.replace("- first things\n", "- first things\n    - a note\n")
    assert together(base, ours, theirs) == both
    assert together(base, theirs, ours) == both


def test_a_link_that_went_to_another_day_under_another_title_is_the_same_entry() -> None:
    """The link makes it known where no other entry has it."""
    base = "2024-09-25\n- [One](u)\n- x\n"
    ours = "2024-09-26\n- [Uno](u)\n\n2024-09-25\n- x\n"
    theirs = base.replace("(u)\n", "(u)\n    - a note\n")
    both = ours.replace("(u)\n", "(u)\n    - a note\n")
    assert together(base, ours, theirs) == both
    assert together(base, theirs, ours) == both
