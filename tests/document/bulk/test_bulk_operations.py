from __future__ import annotations

import datetime

from logtui.document.bulk.bulk_operations import ChangeEntries, DeleteEntries
from logtui.document.bulk.changes import EntryChange
from logtui.document.editing.entry_ref import EntryRef
from support.draft_edits import read

TODAY = datetime.date(2024, 9, 30)
LOG = "Legend:\n- 📜: papers\n\n09/25/2024\n- one\n- two\n- two\n\n09/24/2024\n- three\n"


def refs(text: str = LOG) -> list[EntryRef]:
    """Return all entries of ``text``."""
    document = read(text)
    return [EntryRef.of(document, entry) for entry in document.entries]


def made(operation: ChangeEntries | DeleteEntries, text: str) -> str:
    """Return ``text`` after ``operation``."""
    edit = operation.edit(read(text))
    return edit.apply(text) if edit else text


def test_entries_are_changed_where_they_are_by_then() -> None:
    operation = ChangeEntries(refs(), EntryChange(kind="papers"), TODAY)
    assert made(operation, LOG) == LOG.replace("- t", "- 📜t").replace("- o", "- 📜o")
    assert (operation.changed, operation.label) == (4, "change 4 entries")


def test_entries_that_are_alike_are_found_where_all_of_them_are_wanted() -> None:
    later = LOG.replace("- one\n", "- new\n- one\n")
    operation = ChangeEntries(refs(), EntryChange(kind="papers"), TODAY)
    assert made(operation, later) == later.replace("- t", "- 📜t").replace("- o", "- 📜o")
    deletion = DeleteEntries(refs()[2:3])
    assert made(deletion, "- new\n" * 8 + later) == "- new\n" * 8 + later
    [left] = deletion.left
    assert left.reason == "another program has moved it meanwhile, and there are several like it"


def test_what_another_program_has_changed_is_left_and_named() -> None:
    later = LOG.replace("- one\n", "- new\n- one\n").replace("three", "three and a half")
    operation = ChangeEntries(refs(), EntryChange(kind="papers"), TODAY)
    assert made(operation, later) == later.replace("- tw", "- 📜tw").replace("- o", "- 📜o")
    assert operation.left == ((10, "three", "another program has changed it meanwhile"),)


def test_entries_are_deleted_where_they_are_by_then() -> None:
    chosen = [ref for ref in refs() if ref.title in {"one", "three"}]
    operation = DeleteEntries(chosen)
    later = LOG.replace("Legend", "A legend")
    assert made(operation, later) == "A legend:\n- 📜: papers\n\n09/25/2024\n- two\n- two\n"
    assert (operation.changed, operation.label, operation.left) == (2, "delete 2 entries", ())


def test_where_nothing_is_left_to_change_there_is_no_edit() -> None:
    operation = DeleteEntries(refs())
    assert operation.edit(read("09/25/2024\n- another\n")) is None
    assert (operation.changed, len(operation.left)) == (0, 4)
