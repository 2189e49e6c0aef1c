"""Whatever many entries are changed to: as one by one, and one undo takes it back."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from logtui.document import extents
from logtui.document.bulk.changes import EntryChange, Replacement
from logtui.document.bulk.plans import ChangePlan, plan_changes, plan_deletion
from logtui.document.dates.partial import PartialDate
from logtui.document.editing.draft import DraftError
from logtui.document.editing.edits import change_entry, delete_entry, draft_of
from logtui.document.editing.verification import check_edit, is_same_entry
from logtui.document.extents import entry_text
from logtui.document.properties.states import STATES
from logtui.document.reading.parser import parse, parse_text
from logtui.errors import EncodingError
from support.draft_edits import inverse_of, read
from support.strategies import hostile_texts, log_bytes, logs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from logtui.document.model import Document, Entry

TODAY = datetime.date(2024, 9, 30)
changes = st.one_of(
    st.sampled_from(["📜", "🧪", "", "**Talk:**", "¶"]).map(lambda kind: EntryChange(kind=kind)),
    st.builds(
        Replacement,
        st.sampled_from(["a", " ", "survey", "https", "[", "GPT-4"]),
        st.sampled_from(["", "b", "]", "2024-09-25", "\n- x", "# ", "`"]),
        st.sampled_from(["title", "link", "notes"]),
    ).map(lambda replacement: EntryChange(replacement=replacement)),
)
marks = st.one_of(
    st.sampled_from(STATES).map(lambda state: EntryChange(state=state)),
    st.sampled_from(["old", "new"]).map(lambda tag: EntryChange(tags_added=(tag,))),
    st.sampled_from(["old", "new"]).map(lambda tag: EntryChange(tags_removed=(tag,))),
)
dates = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)).map(
    lambda date: PartialDate(date.year, date.month, date.day)
)


def chosen_entries(data: st.DataObject, document: Document) -> list[Entry]:
    """Return some entries of ``document``, in any order."""
    if not document.entries:
        return []
    return data.draw(st.lists(st.sampled_from(document.entries), unique=True))


def changed_alone(document: Document, entry: Entry, change: EntryChange) -> Document:
    """Return ``document`` with one change of one entry, as the form makes it.

    Raises:
        DraftError: The entry cannot be changed so.
    """
    old = draft_of(document, entry)
    if old is None:
        raise DraftError("title", "raw text")
    new = change.of_draft(document, entry, old, TODAY)
    if change.replacement:
        [new] = change.replacement.of_drafts([old])
    edit = change_entry(document, entry, new)
    if edit is None:
        return document
    check_edit(document, edit, new, entry)
    return parse_text(edit.apply(document.text), document.encoding)


def changed_one_by_one(
    document: Document, numbers: Sequence[int], change: EntryChange
) -> tuple[str, list[int]]:
    """Return the text after single changes of the entries ``numbers``, and those refused."""
    left = list(range(len(document.entries)))
    refused: list[int] = []
    for number in numbers:
        index = left.index(number)
        try:
            after = changed_alone(document, document.entries[index], change)
        except DraftError:
            refused.append(number)
            continue
        if change.date is not None:
            others = left[:index] + left[index + 1 :]
            entries = [*document.entries[:index], *document.entries[index + 1 :]]
            place = 0
            while place < len(others) and is_same_entry(
                document, entries[place], after, after.entries[place]
            ):
                place += 1
            left = [*others[:place], number, *others[place:]]
        document = after
    return document.text, refused


def after_plan(document: Document, plan: ChangePlan) -> Document:
    """Return the log after ``plan``; undone, it is what it was."""
    if plan.edit is None:
        return document
    after = plan.edit.apply(document.text)
    assert inverse_of(plan.edit, document.text).apply(after) == document.text
    return parse_text(after, document.encoding)


def plain_logs() -> st.SearchStrategy[Document]:
    """Make logs in which no line is day and entry at once, which may change how others are read."""
    documents = logs().map(read)
    return documents.filter(
        lambda document: not any(extents.has_inline_entry(document, day) for day in document.days)
    )


def numbers_of(document: Document, entries: Sequence[Entry]) -> list[int]:
    return sorted(document.entries.index(entry) for entry in entries)


@given(plain_logs(), st.one_of(changes, marks), st.data())
def test_lines_are_changed_as_one_by_one(
    document: Document, change: EntryChange, data: st.DataObject
) -> None:
    entries = chosen_entries(data, document)
    plan = plan_changes(document, entries, change, TODAY)
    expected, refused = changed_one_by_one(document, numbers_of(document, entries), change)
    assert after_plan(document, plan).text == expected
    assert numbers_of(document, [refusal.entry for refusal in plan.refused]) == refused


@given(plain_logs(), dates, st.data())
def test_entries_are_moved_as_one_by_one(
    document: Document, date: PartialDate, data: st.DataObject
) -> None:
    is_there = data.draw(st.booleans())
    if document.days and is_there:
        date = data.draw(st.sampled_from(document.days)).date or date
    # Which of two days of one date is the right one can change while entries go.
    assume(sum(day.date == date for day in document.days) < 2)
    entries = chosen_entries(data, document)
    change = EntryChange(date=date)
    plan = plan_changes(document, entries, change, TODAY)
    expected, refused = changed_one_by_one(document, numbers_of(document, entries), change)
    # Which of several goes wrong depends on the order in which they go.
    assume(not refused and not plan.refused)
    assert after_plan(document, plan).text == expected


BLOCKS = (
    *("- item {}\n", "- item {}\n    - a note\n\n", "1. number {}\n", "Paragraph {} of it\n\n"),
    "### Heading {}\n\nits text\n\n",
)


@st.composite
def mixed_logs(draw: st.DrawFn) -> str:
    """Make a log of days with lists, paragraphs and headings, newest first."""
    days = draw(st.lists(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=3), min_size=2))
    bodies = (
        "".join(block.format(f"{number}-{place}") for place, block in enumerate(blocks))
        for number, blocks in enumerate(days)
    )
    dates = (TODAY - datetime.timedelta(days=2 * number) for number in range(len(days)))
    return "\n\n".join(
        f"## {date}\n\n{body.rstrip()}" for date, body in zip(dates, bodies, strict=True)
    )


@given(mixed_logs(), st.integers(0, 9), st.data())
def test_entries_of_all_makes_are_moved_as_one_by_one(
    text: str, days: int, data: st.DataObject
) -> None:
    document = read(text)
    date = TODAY - datetime.timedelta(days=days)
    change = EntryChange(date=PartialDate(date.year, date.month, date.day))
    entries = chosen_entries(data, document)
    plan = plan_changes(document, entries, change, TODAY)
    expected, refused = changed_one_by_one(document, numbers_of(document, entries), change)
    assume(not refused and not plan.refused)
    # How many blank lines come between two of them can follow from one that has gone.
    assert after_plan(document, plan).text.split() == expected.split()


@given(plain_logs(), st.data())
def test_entries_are_deleted_as_one_by_one(document: Document, data: st.DataObject) -> None:
    entries = chosen_entries(data, document)
    plan = plan_deletion(document, entries)
    assume(not plan.refused)
    one_by_one = document
    for count, number in enumerate(numbers_of(document, entries)):
        edit = delete_entry(one_by_one, one_by_one.entries[number - count])
        one_by_one = parse_text(edit.apply(one_by_one.text), document.encoding)
    left = after_plan(document, plan)
    assert left.text == one_by_one.text or (left.text + one_by_one.text).isspace()


def check_plan(document: Document, chosen: Sequence[Entry], plan: ChangePlan) -> Document:
    """Return the log after ``plan``, in which all entries that it does not change are as before."""
    after = after_plan(document, plan)
    assert parse(document.encoding.encode(after.text)).text == after.text
    refused = [refusal.entry for refusal in plan.refused]
    assert sorted([*plan.changed, *plan.unchanged, *refused]) == sorted(chosen)
    changed = set(plan.changed)
    rest = iter([(after.date(entry), entry_text(after, entry)) for entry in after.entries])
    for entry in document.entries:
        if entry not in changed:
            assert (document.date(entry), entry_text(document, entry)) in rest
    return after


anything = st.one_of(hostile_texts.map(str.encode), log_bytes)


@given(
    anything, st.one_of(changes, marks, dates.map(lambda date: EntryChange(date=date))), st.data()
)
def test_other_entries_stay_as_they_are_in_any_log(
    content: bytes, change: EntryChange, data: st.DataObject
) -> None:
    document = parse(content)
    chosen = chosen_entries(data, document)
    if data.draw(st.booleans()):
        change = replace(change, kind=data.draw(st.sampled_from(["📜", ""])))
    try:
        plan = plan_changes(document, chosen, change, TODAY)
    except EncodingError:
        return
    after = check_plan(document, chosen, plan)
    assert len(after.entries) == len(document.entries)


@given(anything, st.data())
def test_other_entries_stay_as_they_are_where_some_are_deleted(
    content: bytes, data: st.DataObject
) -> None:
    document = parse(content)
    chosen = chosen_entries(data, document)
    try:
        plan = plan_deletion(document, chosen)
    except EncodingError:
        return
    after = check_plan(document, chosen, plan)
    assert len(after.entries) == len(document.entries) - len(plan.changed)


def test_all_entries_of_real_logs_can_be_changed_at_once(shared_logs: Path) -> None:
    for path in sorted(shared_logs.rglob("*.md")):
        document = parse(path.read_bytes())
        entries, third = document.entries, document.entries[::3]
        symbol = document.legend.kinds[-1].symbol if document.legend.kinds else "📜"
        replacement = Replacement("e", "é", "title")
        for change in (EntryChange(kind=symbol), EntryChange(replacement=replacement)):
            check_plan(document, entries, plan_changes(document, entries, change, TODAY))
        check_plan(document, third, plan_deletion(document, third))
