from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from logtui.document.bulk.changes import EntryChange, Replacement, ReplacementError
from logtui.document.bulk.plans import ChangePlan, plan_changes, plan_deletion
from support.draft_edits import read

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = datetime.date(2024, 9, 30)
LOG = """\
Legend:
- 📜: papers
- 📰: blog posts

09/25/2024
- 📜[First](https://a.org/1)
    - a note
- 📰[Second](https://a.org/2)
- 📜third

09/24/2024
- 📰[Fourth](https://b.org/4)
"""


def plan(text: str, change: EntryChange, numbers: Sequence[int] | None = None) -> ChangePlan:
    """Return what becomes of the entries ``numbers`` of ``text``; of all for None."""
    document = read(text)
    entries = document.entries
    chosen = entries if numbers is None else [entries[number] for number in numbers]
    return plan_changes(document, chosen, change, TODAY)


def written(text: str, made: ChangePlan) -> str:
    """Return ``text`` with the edit of the plan ``made``."""
    assert made.edit
    return made.edit.apply(text)


def without(text: str, numbers: Sequence[int]) -> str:
    """Return ``text`` without the entries ``numbers``."""
    document = read(text)
    return written(text, plan_deletion(document, [document.entries[n] for n in numbers]))


def test_only_those_entries_change_that_are_of_another_kind() -> None:
    made = plan(LOG, EntryChange(kind="papers"))
    assert (len(made.changed), len(made.unchanged), made.refused) == (2, 2, ())
    assert written(LOG, made) == LOG.replace("- 📰[", "- 📜[")


def test_only_the_entries_that_are_named_change() -> None:
    made = plan(LOG, EntryChange(kind="📜"), [3])
    assert written(LOG, made) == LOG.replace("📰[Fourth", "📜[Fourth")


def test_an_empty_kind_takes_the_kinds_away() -> None:
    made = plan(LOG, EntryChange(kind=""), [0, 2])
    assert written(LOG, made) == LOG.replace("- 📜[First", "- [First").replace("📜third", "third")


@pytest.mark.parametrize(
    ("replacement", "before", "after"),
    [
        (Replacement("Fir", "For", "title"), "[First]", "[Forst]"),
        (Replacement("http://", "https://", "link"), "", ""),
        (Replacement("a.org", "c.org", "link"), "a.org", "c.org"),
        (
            Replacement("a note", "two\nnotes", "notes"),
            "    - a note\n",
            "    - two\n    - notes\n",
        ),
    ],
)
def test_text_is_replaced_in_one_part_of_each_entry(
    replacement: Replacement, before: str, after: str
) -> None:
    made = plan(LOG, EntryChange(replacement=replacement))
    assert (made.edit.apply(LOG) if made.edit else LOG) == LOG.replace(before, after)


def test_an_entry_that_cannot_be_changed_exactly_is_named_and_the_rest_is_changed() -> None:
    made = plan(LOG, EntryChange(replacement=Replacement("third", "", "title")))
    assert made.edit is None
    assert [refusal.reason for refusal in made.refused] == ["give the entry a title"]
    change = EntryChange(kind="📰", replacement=Replacement("third", "", "title"))
    made = plan(LOG, change)
    assert (len(made.changed), len(made.unchanged), len(made.refused)) == (1, 2, 1)
    assert written(LOG, made) == LOG.replace("- 📜[", "- 📰[")


def test_nothing_cannot_be_replaced() -> None:
    with pytest.raises(ReplacementError, match="which text"):
        plan(LOG, EntryChange(replacement=Replacement("", "x", "title")))


def test_a_day_goes_with_the_last_of_its_entries() -> None:
    head, _, rest = LOG.partition("09/25/2024")
    assert without(LOG, [0, 1, 2]) == head + rest[rest.index("09/24/2024") :]
    assert without(LOG, [0, 1]) == head + "09/25/2024" + rest[rest.index("\n- 📜third") :]
    assert without(LOG, [0, 1, 2, 3]) == head.rstrip() + "\n"
