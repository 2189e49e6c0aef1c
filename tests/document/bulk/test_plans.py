from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from logtui.document.bulk import plans
from logtui.document.bulk.changes import EntryChange, Replacement, ReplacementError
from logtui.document.bulk.plans import ChangePlan, plan_changes, plan_deletion
from logtui.document.dates.partial import PartialDate
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


def moved(text: str, date: PartialDate, numbers: Sequence[int] | None = None) -> str:
    """Return ``text`` with the entries ``numbers`` on the day of ``date``."""
    return written(text, plan(text, EntryChange(date=date), numbers))


def test_moved_entries_keep_their_order_after_those_that_are_there() -> None:
    assert moved(LOG, PartialDate(2024, 9, 24), [2, 0]) == (
        "Legend:\n- 📜: papers\n- 📰: blog posts\n\n09/25/2024\n- 📰[Second](https://a.org/2)\n\n"
        "09/24/2024\n- 📰[Fourth](https://b.org/4)\n- 📜[First](https://a.org/1)\n    - a note\n"
        "- 📜third\n"
    )
    assert moved(LOG, PartialDate(2024, 9, 26)) == (
        "Legend:\n- 📜: papers\n- 📰: blog posts\n\n09/26/2024\n- 📜[First](https://a.org/1)\n"
        "    - a note\n- 📰[Second](https://a.org/2)\n- 📜third\n- 📰[Fourth](https://b.org/4)\n"
    )


def test_lines_that_are_day_and_entry_keep_their_order() -> None:
    text = "- 4.5.2021 - done\n- 3.5.2021 - built\n- 2.5.2021 - planned\n- 1.5.2021 - idea\n"
    assert moved(text, PartialDate(2021, 5, 3), [2, 3]) == (
        "- 4.5.2021 - done\n- 3.5.2021 - planned\n- 3.5.2021 - idea\n- 3.5.2021 - built\n"
    )


def test_dates_at_the_end_of_lines_change_there() -> None:
    text = "- built it (2021-05-03)\n- planned it (2021-05-02)\n- had it (2021-05-01)\n"
    assert moved(text, PartialDate(2021, 5, 4), [0, 2]) == text.replace("-03)", "-04)").replace(
        "-01)", "-04)"
    )


def test_rows_that_cannot_be_moved_are_named() -> None:
    text = (
        "| Date | Title |\n| --- | --- |\n| 2021-05-03 | built |\n| 2021-05-02 | planned |\n"
        "\n## 2021-05-01\n- had the idea\n- told of it\n"
    )
    made = plan(text, EntryChange(date=PartialDate(2021, 5, 3)))
    assert made.edit is None
    assert len(made.refused) == 3
    made = plan(text, EntryChange(kind="📜"))
    assert written(text, made).count("📜") == len(made.changed) == 4


def test_rows_do_not_leave_their_tables() -> None:
    head = "| Title |\n| --- |\n"
    text = f"## 2021-05-03\n\n{head}| built |\n| told |\n\n## 2021-05-02\n\n{head}| planned |\n"
    for date in (PartialDate(2021, 5, 4), PartialDate(2021, 5, 2)):
        made = plan(text, EntryChange(date=date), [0, 1])
        assert made.edit is None
        assert [refusal.reason for refusal in made.refused] == [
            "this is a row of a table, which stays there; add it anew and delete it here"
        ] * 2


def test_a_row_gets_another_date_where_it_stays_in_its_place() -> None:
    text = "| Date | Title |\n| --- | --- |\n" + "".join(
        f"| 2021-05-0{day} | {title} |\n"
        for day, title in zip("643", ("told", "built", "had"), strict=True)
    )
    made = plan(text, EntryChange(date=PartialDate(2021, 5, 5)))
    assert len(made.changed) == 1
    assert len(made.refused) == 2
    assert written(text, made) in (text.replace("06", "05"), text.replace("04", "05"))


def test_an_entry_is_changed_as_it_is_wanted_or_not_at_all() -> None:
    text = "## 2021-05-03\n- one\n\n## 2021-05-02\n- two\n- three\n"
    change = EntryChange(
        kind="**Paper:**", date=PartialDate(2021, 5, 3), replacement=Replacement("two", "", "title")
    )
    assert written(text, plan(text, change)) == (
        "## 2021-05-03\n- **Paper:** one\n- **Paper:** three\n\n## 2021-05-02\n- two\n"
    )


def test_what_was_to_be_read_goes_to_the_day_on_which_it_is_done() -> None:
    text = "## 2024-09-29\n- one\n\n## To read\n- two\n- three\n- four\n"
    made = plan(text, EntryChange(state="done"), [1, 3])
    assert written(text, made) == (
        "## 2024-09-30\n- two\n- four\n\n## 2024-09-29\n- one\n\n## To read\n- three\n"
    )
    boxes = "## 2024-09-29\n- [ ] one\n- [x] two\n- [ ] three\n"
    assert written(boxes, plan(boxes, EntryChange(state="done"))) == boxes.replace("[ ]", "[x]")


def test_tags_come_and_go_as_the_log_writes_them() -> None:
    text = "## 2024-09-29\n- one #a #b\n- two #B\n- three #c\n- four\n"
    made = plan(text, EntryChange(tags_added=("c",), tags_removed=("b",)))
    assert (len(made.changed), len(made.unchanged)) == (3, 1)
    assert written(text, made) == ("## 2024-09-29\n- one #a #c\n- two #c\n- three #c\n- four #c\n")


def test_what_would_take_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "MOST_READ", 1)
    made = plan(LOG, EntryChange(date=PartialDate(2024, 9, 26)))
    assert [refusal.reason for refusal in made.refused] == [
        "too many of these entries have to be changed one by one; change fewer at once"
    ] * 3
    assert written(LOG, made) == (
        "Legend:\n- 📜: papers\n- 📰: blog posts\n\n09/26/2024\n- 📜[First](https://a.org/1)\n"
        "    - a note\n\n09/25/2024\n- 📰[Second](https://a.org/2)\n- 📜third\n"
        "\n09/24/2024\n- 📰[Fourth](https://b.org/4)\n"
    )


def test_an_entry_that_cannot_leave_its_day_is_not_copied() -> None:
    topic = "## Sunday, 2000-01-02 - a topic\n"
    text = f"{topic}\n{topic}\n{topic}- one\n- two\n\n{topic}- three\n- four"
    made = plan(text, EntryChange(date=PartialDate(2000, 1, 1)))
    assert [refusal.entry.span.of(text) for refusal in made.refused] == ["- three\n"]
    assert written(text, made) == (
        f"{topic}\n{topic}\n{topic}- three\n\n## Saturday, 2000-01-01\n- one\n- two\n- four"
    )
