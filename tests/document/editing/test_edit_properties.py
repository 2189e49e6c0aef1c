from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from logtui.document import order
from logtui.document.editing import edits, verification
from logtui.document.editing.draft import Draft, DraftError
from logtui.document.editing.pasted_link import bare_link
from logtui.document.text import lines
from support import strategies
from support.draft_edits import inverse_of, read

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry
    from logtui.document.text.spans import Edit

PIECES = (*strategies.HOSTILE_PIECES, *strategies.WORDS, " ", "\\*", "&amp;", "(", "https://a.b/c")
rough = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
drafts = st.builds(
    Draft,
    title=strategies.titles,
    url=st.none() | strategies.urls,
    kind=st.none() | st.sampled_from(strategies.SYMBOLS),
    date=strategies.dates,
    notes=st.lists(strategies.titles, max_size=3).map("\n".join),
)
rough_drafts = st.builds(
    Draft,
    title=rough,
    url=st.none() | rough,
    kind=st.none() | st.sampled_from(strategies.SYMBOLS) | rough,
    date=st.none() | strategies.dates,
    notes=st.lists(rough, max_size=3).map("\n".join),
)


def said(document: Document, entry: Entry) -> tuple[object, ...]:
    """Return what a reader learns from an entry."""
    kind = document.kind(entry)
    return (
        document.date(entry),
        kind and kind.symbol,
        document.title(entry),
        document.url(entry),
        document.notes(entry),
    )


def added(document: Document, draft: Draft) -> Edit | None:
    """Return the edit that adds ``draft``; None where that is refused."""
    try:
        edit = edits.add_draft(document, draft)
        verification.check_edit(document, edit, draft)
    except DraftError:
        return None
    return edit


def changed(document: Document, entry: Entry, draft: Draft) -> Edit | None:
    """Return the edit that makes ``draft`` of ``entry``; None where it is refused or nothing."""
    try:
        edit = edits.change_entry(document, entry, draft)
        if edit:
            verification.check_edit(document, edit, draft, entry)
    except DraftError:
        return None
    return edit


def all_said(document: Document) -> Counter[tuple[object, ...]]:
    return Counter(said(document, entry) for entry in document.entries)


@given(strategies.hostile_texts)
@example("- \xa0begins with a blank of another kind")
@example("\u30000")
def test_a_form_that_nobody_touched_changes_nothing(text: str) -> None:
    document = read(text)
    for entry in document.entries:
        draft = edits.draft_of(document, entry)
        if draft:
            assert edits.change_entry(document, entry, draft) is None
        assert edits.replace_lines(document, entry, edits.raw_text_of(document, entry)) is None


@given(strategies.logs(), drafts)
def test_a_new_entry_is_the_only_thing_that_is_new(text: str, draft: Draft) -> None:
    document = read(text)
    edit = added(document, draft)
    if edit is None or order.is_only_preamble(document):
        return
    assert edit.span.is_empty
    after = read(edit.apply(text))
    assert inverse_of(edit, text).apply(after.text) == text
    new = all_said(after) - all_said(document)
    assert not all_said(document) - all_said(after)
    ((date, _, title, url, _),) = new
    assert (title, url) == (draft.title.replace("**", ""), draft.url) or title == draft.title
    assert date == (draft.date.year, draft.date.month, draft.date.day) if draft.date else True


@given(strategies.hostile_texts, rough_drafts)
def test_what_is_typed_reads_back_exactly_or_is_refused(text: str, draft: Draft) -> None:
    document = read(text)
    edit = added(document, draft)
    if edit is None:
        return
    after = read(edit.apply(document.text))
    first, last = edits.edited_line_numbers(document, edit)
    found = [after.entry_at_line(line) for line in range(first, last + 1)]
    titles = [after.title(entry) for entry in found if entry]
    links = [after.url(entry) for entry in found if entry]
    wanted = draft.title.strip()
    assert any(title.endswith(wanted) or wanted in after.text for title in titles)
    assert (bare_link(draft.url or "") or None) in links


@given(strategies.logs(), drafts, st.data())
def test_a_change_touches_only_its_entry(text: str, new: Draft, data: st.DataObject) -> None:
    document = read(text)
    if not document.entries:
        return
    entry = data.draw(st.sampled_from(document.entries))
    old = edits.draft_of(document, entry)
    if old is None:
        return
    field = data.draw(st.sampled_from(("title", "url", "kind", "date", "notes")))
    edit = changed(document, entry, replace(old, **{field: getattr(new, field)}))
    if edit is None:
        return
    after = read(edit.apply(text))
    assert inverse_of(edit, text).apply(after.text) == text
    assert sum((all_said(document) - all_said(after)).values()) <= 1
    assert sum((all_said(after) - all_said(document)).values()) <= 1
    if field != "date":
        assert entry.span.start <= edit.span.start
        assert edit.span.end <= entry.span.end


@given(strategies.hostile_texts, drafts | rough_drafts, st.data())
def test_the_lines_of_a_draft_are_those_that_writing_it_gives(
    text: str, new: Draft, data: st.DataObject
) -> None:
    document = read(text)
    if not document.entries:
        return
    number = data.draw(st.integers(0, len(document.entries) - 1))
    entry = document.entries[number]
    old = edits.draft_of(document, entry)
    if old is None:
        return
    assert edits.raw_text_with_draft(document, entry, old) == edits.raw_text_of(document, entry)
    fields = data.draw(st.sets(st.sampled_from(("title", "url", "kind", "notes"))))
    draft = replace(old, **{field: getattr(new, field) for field in fields})
    edit = changed(document, entry, draft)
    if edit is None:
        return
    raw, after = edits.raw_text_with_draft(document, entry, draft), read(edit.apply(text))
    assert raw == edits.raw_text_of(after, after.entries[number])
    written = edits.replace_lines(document, entry, raw)
    assert written
    assert lines_of(written.apply(text)) == lines_of(after.text)


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text`` whatever they end in: where ends are mixed, new ones vary."""
    return [line for _, line in lines.iter_lines(text)]


@given(strategies.logs(), st.data())
def test_a_deleted_entry_is_the_only_thing_that_goes(text: str, data: st.DataObject) -> None:
    document = read(text)
    if not document.entries:
        return
    entry = data.draw(st.sampled_from(document.entries))
    edit = edits.delete_entry(document, entry)
    try:
        verification.check_other_entries(document, edit, entry)
    except DraftError:
        return
    after = read(edit.apply(text))
    assert all_said(document) - all_said(after) == Counter([said(document, entry)])
    assert inverse_of(edit, text).apply(after.text) == text


@given(strategies.logs(), drafts)
def test_what_was_added_leaves_no_trace_when_deleted(text: str, draft: Draft) -> None:
    document = read(text)
    edit = added(document, draft)
    if edit is None:
        return
    after = read(edit.apply(text))
    entry = after.entry_at_line(edits.edited_line_numbers(document, edit)[1])
    assert entry
    day = after.days[entry.day]
    if day.stop_entry - day.first_entry == 1 and len(after.days) == len(document.days):
        return  # The day was there before, empty; now it goes with its last entry.
    assert edits.delete_entry(after, entry).apply(after.text) == text


@given(strategies.logs(), st.lists(drafts, max_size=4), st.data())
def test_undoing_everything_ends_where_it_began(
    text: str, new: list[Draft], data: st.DataObject
) -> None:
    now = text
    undo: list[Edit] = []
    for draft in new:
        document = read(now)
        entry = data.draw(st.sampled_from((None, *document.entries)))
        edit = _some_edit(document, entry, draft, data)
        if edit:
            undo.append(inverse_of(edit, now))
            now = edit.apply(now)
    for edit in reversed(undo):
        now = edit.apply(now)
    assert now == text


def _some_edit(
    document: Document, entry: Entry | None, draft: Draft, data: st.DataObject
) -> Edit | None:
    if entry is None:
        return added(document, draft)
    what = data.draw(st.sampled_from(("change", "delete", "raw")))
    if what == "change":
        return changed(document, entry, draft)
    if what == "raw":
        return edits.replace_lines(document, entry, edits.raw_text_of(document, entry) + " more")
    return edits.delete_entry(document, entry)


@given(strategies.logs(), drafts, st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)))
def test_a_moved_entry_says_the_same_elsewhere(
    text: str, draft: Draft, date: datetime.date
) -> None:
    document = read(text)
    edit = added(document, draft)
    if edit is None or not order.is_dated(document):
        return
    document = read(edit.apply(text))
    entry = document.entry_at_line(edits.edited_line_numbers(read(text), edit)[1])
    old = edits.draft_of(document, entry) if entry else None
    if old is None or entry is None:
        return
    move = changed(document, entry, replace(old, date=date))
    if move:
        after = read(move.apply(document.text))
        gone = all_said(document) - all_said(after)
        come = all_said(after) - all_said(document)
        assert [key[1:] for key in gone] == [key[1:] for key in come]
        assert [key[0] for key in come] == [(date.year, date.month, date.day)]
