"""Merges in which entries changed places."""

from __future__ import annotations

from itertools import permutations

import pytest

from logtui.document.merging.three_logs import merge_order
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


class ComparedNumber(int):
    """A number that counts how often one of its class is compared with another."""

    comparisons = 0

    def __eq__(self, other: object) -> bool:
        """Tell whether the two are equal, and count it."""
        ComparedNumber.comparisons += 1
        return int.__eq__(self, int(other)) if isinstance(other, int) else False

    def __hash__(self) -> int:
        """Return the hash of the number."""
        return int.__hash__(self)


def comparisons(count: int) -> int:
    """Return how many comparisons unite ``count`` new items of each side, half of them shared."""
    ours = [ComparedNumber(number) for number in range(count)]
    theirs = [ComparedNumber(number) for number in range(count // 2, count + count // 2)]
    before = ComparedNumber.comparisons
    assert sorted(merge_order([], ours, theirs[::-1], {})) == list(range(count + count // 2))
    return ComparedNumber.comparisons - before


def test_the_order_of_many_new_items_takes_comparisons_in_proportion() -> None:
    counts = [comparisons(count) for count in (500, 1000, 2000)]
    assert counts[1] < 2.5 * counts[0]
    assert counts[2] < 2.5 * counts[1]
