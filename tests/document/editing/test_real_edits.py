"""Edits of real logs that lie beside some checkouts: what was written by hand comes out again."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from logtui.document.editing import edits
from logtui.document.editing.draft import DraftError
from logtui.document.editing.verification import check_edit, check_other_entries
from logtui.document.reading import parser
from support.draft_edits import inverse_of, redrafted

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.document.model import Document

WILD_ENTRIES = 5


@pytest.fixture
def first_log(shared_logs: Path) -> Document:
    return parser.parse((shared_logs / "research-log.md").read_bytes())


def test_the_first_log_is_written_again_entry_by_entry(first_log: Document) -> None:
    document = first_log
    while len(document.entries) > 1:
        entry = document.entries[document.days[0].stop_entry - 1]
        draft = redrafted(document, entry)
        shorter = edits.delete_entry(document, entry).apply(document.text)
        before = parser.parse_text(shorter, document.encoding)
        assert edits.add_draft(before, draft).apply(shorter) == document.text
        document = before


def test_notes_that_were_written_later_stand_where_the_author_put_them(
    first_log: Document,
) -> None:
    for entry in first_log.entries:
        draft = redrafted(first_log, entry)
        bare = edits.change_entry(first_log, entry, replace(draft, notes=""))
        if bare is None:
            continue
        before = parser.parse_text(bare.apply(first_log.text), first_log.encoding)
        found = before.entry_at_line(first_log.line_at(entry.span.start))
        assert found
        edit = edits.change_entry(before, found, draft)
        assert edit
        assert edit.apply(before.text) == first_log.text


def test_a_corrected_entry_comes_back_by_the_opposite_correction(first_log: Document) -> None:
    for entry in first_log.entries[::6]:
        draft = redrafted(first_log, entry)
        for other in (
            replace(draft, title=f"Draft of {draft.title}"),
            replace(draft, url="https://example.org/a_(b)"),
            replace(draft, kind=None),
        ):
            edit = edits.change_entry(first_log, entry, other)
            assert edit
            after = parser.parse_text(edit.apply(first_log.text), first_log.encoding)
            found = after.entry_at_line(first_log.line_at(entry.span.start))
            assert found
            back = edits.change_entry(after, found, draft)
            assert back
            assert back.apply(after.text) == first_log.text


def test_edits_of_wild_logs_change_their_entry_and_nothing_else(shared_logs: Path) -> None:
    chance = random.Random(1)  # noqa: S311  # which entries are tried is no secret
    done = refused = 0
    for log in sorted((shared_logs / "wild").glob("*.md")):
        document = parser.parse(log.read_bytes())
        most = min(WILD_ENTRIES, len(document.entries))
        for entry in chance.sample(document.entries, most):
            draft = edits.draft_of(document, entry)
            assert draft is None or edits.change_entry(document, entry, draft) is None
            gone = edits.delete_entry(document, entry)
            shorter = gone.apply(document.text)
            assert inverse_of(gone, document.text).apply(shorter) == document.text
            if draft is None:
                continue
            try:
                check_other_entries(document, gone, entry)
                notes = f"{draft.notes}\nmore"
                if document.table_at(entry.span.start):  # a row has no place for notes
                    notes = draft.notes
                new = replace(draft, title=f"Of {draft.title}", notes=notes)
                edit = edits.change_entry(document, entry, new)
                assert edit
                check_edit(document, edit, new, entry)
                done += 1
            except DraftError:
                refused += 1
    assert done > 20 * refused
