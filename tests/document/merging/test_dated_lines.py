"""Merges in which one side made a dated line of a day's bare date, or took the line apart."""

from __future__ import annotations

import pytest

from logtui.document.merging.three_way import Conflict
from support.merges import merged, together

BASE = "2024-09-25\n- b\n\n2024-09-24\n- a\n"
DATED = BASE.replace("2024-09-25\n", "2024-09-25: a topic\n")


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


def test_two_topics_of_one_date_are_both_kept_below_it() -> None:
    """The date is in the first line of a day alone, where it has others."""
    theirs = DATED.replace("a topic", "something else")
    both = DATED.replace("- b", "- something else\n- b")
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
    assert found.resolved_text([found.conflicts[0].ours]) == BASE
    assert found.resolved_text([found.conflicts[0].theirs]) == theirs


def test_an_entry_that_only_went_into_the_dated_line_can_be_taken_out() -> None:
    """Where its date stands is no change of it that the other side did not know of."""
    base = BASE.replace("- b\n", "- b\n- c\n")
    ours, theirs = base.replace("2024-09-25\n- b", "2024-09-25: b"), base.replace("- b\n", "")
    assert together(base, ours, theirs) == theirs
    assert together(base, theirs, ours) == theirs


LIST = "- 2024-09-26: u\n- 2024-09-25: t\n- b\n- c\n- 2024-09-24: s\n"
T, B = "- 2024-09-25: t\n- b\n", "- 2024-09-25: b\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        (
            (T, T.replace("- b", "- 2024-09-25: b")),
            (T, T),
            "- 2024-09-25: t\n- 2024-09-25: b\n- c\n",
        ),
        ((T, B), ("- 2024-09-25: t\n", "- 2024-09-25: n\n- t\n"), "- 2024-09-25: n\n- b\n- c\n"),
        ((T, "- 2024-09-25: b\n- t\n"), ("- b\n", ""), "- 2024-09-25: t\n- c\n"),
        ((T, "- 2024-09-25: b\n- t\n"), ("25: t", "25: t!"), "- 2024-09-25: b\n- t!\n- c\n"),
        (
            (T, f"- 2024-09-25: n\n{T[:2]}t\n- b\n"),
            ("25: t", "25: xx"),
            "- 2024-09-25: n\n- xx\n- b\n- c\n",
        ),
    ],
)
def test_the_date_stays_in_the_first_line_of_its_day_alone(
    ours: tuple[str, str], theirs: tuple[str, str], both: str
) -> None:
    """Whatever comes first in the end has it, and nothing else."""
    whole = LIST.replace(f"{T}- c\n", both)
    assert together(LIST, LIST.replace(*ours), LIST.replace(*theirs)) == whole
    assert together(LIST, LIST.replace(*theirs), LIST.replace(*ours)) == whole


def test_a_first_entry_in_doubt_leaves_the_date_to_the_next_one() -> None:
    """Either choice leaves the rest in its day."""
    ours, theirs = LIST.replace(T, B), LIST.replace("25: t", "25: t!")
    found = merged(LIST, ours, theirs)
    (conflict,) = found.conflicts
    assert found.resolved_text([conflict.ours]) == ours
    assert found.resolved_text([conflict.theirs]) == theirs


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


def test_an_entry_that_becomes_the_first_of_its_day_is_parted_from_the_day_above() -> None:
    """Where days stand apart, it stands apart as the first entry before it did."""
    base = "2024-09-25: a\n- b\n\n2024-09-24: c\n- d\n"
    ours, theirs = base.replace("- b\n", ""), base.replace("24: c\n- d", "24: d\n- e")
    both = "2024-09-25: a\n\n2024-09-24: d\n- e\n"
    assert together(base, ours, theirs) == both
    assert together(base, theirs, ours) == both
    gone = base.replace("24: c\n- d", "24: c")
    both = base.replace("24: c\n- d", "24: e")
    assert together(base, gone, theirs) == both
    assert together(base, theirs, gone) == both


def test_an_entry_with_the_date_of_another_day_in_its_line_leaves_it_there() -> None:
    """An entry that came into another day has the date of that day, or none where others have."""
    base = "- 2024-09-25: a\n- b\n- 2024-09-24: c\n- d\n"
    ours = base.replace("- d\n", "").replace("- b\n", "- d\n- b\n")
    theirs = base.replace("24: c\n- d", "24: d\n- c")
    assert together(base, ours, theirs) == ours
    assert together(base, theirs, ours) == ours


def test_an_entry_moved_to_a_day_of_its_own_has_only_the_date_of_that() -> None:
    """The date that the other side put into its line goes."""
    base = "- 2024-09-25: [a](u)\n- [b](v)\n"
    ours, theirs = base.replace("- [b]", "- 2024-09-24: [b!]"), "- 2024-09-25: [b](v)\n- [a](u)\n"
    both = "- 2024-09-25: [a](u)\n- 2024-09-24: [b!](v)\n"
    assert together(base, ours, theirs) == both
    assert together(base, theirs, ours) == both


def test_two_new_lines_of_one_date_are_one_day_where_days_have_more_than_one() -> None:
    """The rest of the log says whether the date stands in every line."""
    one, two = "- 2024-09-27: mine\n", "- 2024-09-27: yours\n"
    assert together(LIST, one + LIST, two + LIST) == f"{one}- yours\n{LIST}"
    alone = LIST.replace("- b\n- c\n", "")
    assert together(alone, one + alone, two + alone) == one + two + alone


def test_a_line_with_a_date_does_not_go_on_with_the_line_above() -> None:
    """No log of one day says how days stand apart; without a bullet they have to."""
    base = "2024-09-25: a\n"
    ours, theirs = "2024-09-27: [a](u)\n", f"{base}- b\n"
    assert together(base.replace("a", "[a](u)"), ours, theirs.replace("a", "[a](u)")) == (
        f"{ours}\n2024-09-25: b\n"
    )
