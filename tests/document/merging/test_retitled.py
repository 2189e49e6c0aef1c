"""Merges in which an entry without a link got a title that has nothing of the old one."""

from __future__ import annotations

import pytest

from logtui.document.merging.three_way import Conflict, Merge
from support import merges

DAYS = ("2024-09-25\n", "\n2024-09-24\n- last\n")
PLACES = pytest.mark.parametrize("around", [("", ""), ("- above\n", ""), ("", "- below\n")])


def log(entries: str) -> str:
    return entries.join(DAYS)


def merged(base: str, ours: str, theirs: str) -> Merge:
    """Return the merge of three logs that hold these entries between others."""
    return merges.merged(log(base), log(ours), log(theirs))


def together(base: str, ours: str, theirs: str) -> str:
    """Return the entries of the merge, which has to be without conflicts."""
    both = merges.together(log(base), log(ours), log(theirs))
    return both.removeprefix(DAYS[0]).removesuffix(DAYS[1])


def conflict(base: str, ours: str, theirs: str) -> Conflict:
    """Return the one conflict of a merge that gives back either side."""
    found = merged(base, ours, theirs)
    (only,) = found.conflicts
    assert found.resolved_text([only.ours]) == log(ours)
    assert found.resolved_text([only.theirs]) == log(theirs)
    return only


@PLACES
@pytest.mark.parametrize("theirs", ["- two\n", "- Bee\n", "- [Bee](u)\n", "- B\n    - a note\n"])
def test_another_title_in_the_same_place_is_a_conflict_with_what_the_other_side_did(
    around: tuple[str, str], theirs: str
) -> None:
    """No side's entry is put beside that of the other without a word."""
    base, one, other = (line.join(around) for line in ("- B\n", "- 11\n", theirs))
    assert conflict(base, one, other) == ("- B\n", "- 11\n", theirs)
    assert conflict(base, other, one) == ("- B\n", theirs, "- 11\n")


def test_another_title_and_a_new_entry_beside_it_are_the_place_of_one() -> None:
    """The neighbour that both sides kept tells which entry stands where the old one stood."""
    base, ours = "- B\n- below\n", "- 11\n- below\n- mine\n"
    found = merged(base, ours, "- two\n- below\n- yours\n")
    assert found.conflicts == (Conflict("- B\n", "- 11\n", "- two\n"),)
    assert found.resolved_text(["- 11\n"]) == log(f"{ours}- yours\n")


def test_other_titles_of_neighbours_are_conflicts_one_by_one() -> None:
    """Where as many entries stand as stood there, they are the same ones in the same order."""
    found = merged("- A\n- B\n", "- 11\n- 22\n", "- xx\n- yy\n")
    assert found.conflicts == (
        Conflict("- A\n", "- 11\n", "- xx\n"),
        Conflict("- B\n", "- 22\n", "- yy\n"),
    )


def test_the_notes_that_stayed_belong_to_the_same_entry_under_another_title() -> None:
    """A note more on one side does not make another entry of it."""
    base = "- B\n    - note\n"
    ours, theirs = "- 11\n    - note\n", "- two\n    - note\n    - more\n"
    assert conflict(base, ours, theirs) == (base, ours, theirs)


@PLACES
def test_an_entry_that_replaced_an_untouched_one_is_taken(around: tuple[str, str]) -> None:
    """It does not matter whether that was another title, or a deletion and a new entry."""
    base, ours = (line.join(around) for line in ("- B\n", "- 11\n"))
    theirs = f"{base}- two\n"
    assert together(base, ours, theirs) == f"{ours}- two\n"
    assert together(base, theirs, ours) == f"{ours}- two\n"


@PLACES
def test_what_both_added_in_one_place_is_kept_as_two_entries(around: tuple[str, str]) -> None:
    """Two new entries are no two titles of one."""
    first, last = around
    base, ours, theirs = first + last, f"{first}- 11\n{last}", f"{first}- two\n{last}"
    assert together(base, ours, theirs) == f"{first}- 11\n- two\n{last}"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        ("- a\n- B\n", "- a\n- 11\n", "- a\n", "- a\n- 11\n"),
        ("- a\n- B\n", "- a\n- 11\n", "- a\n- 11\n", "- a\n- 11\n"),
        ("- B\n- a\n", "- 11\n- a\n", "- a\n- 11\n", "- 11\n- a\n"),
        ("- [B](u)\n", "- [11](v)\n", "- [two](w)\n", "- [11](v)\n- [two](w)\n"),
        ("- [B](u)\n", "- 11\n", "- two\n", "- 11\n- two\n"),
        ("- B\n    - note\n", "- 11\n", "- two\n", "- 11\n- two\n"),
        ("- B\n", "- [11](v)\n", "- two\n", "- [11](v)\n- two\n"),
    ],
)
def test_an_entry_with_nothing_of_the_old_one_is_a_new_one(
    base: str, ours: str, theirs: str, both: str
) -> None:
    """A link or notes that went, too, leave nothing by which it would be the same."""
    assert together(base, ours, theirs) == both
