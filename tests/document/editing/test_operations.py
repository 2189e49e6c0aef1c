"""Edits that a user wants, made in the log as it is at the moment of saving."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from logtui.document.editing.draft import Draft, DraftError
from logtui.document.editing.entry_ref import EntryChangedError, EntryRef
from logtui.document.editing.operations import (
    AddEntry,
    ChangeEntry,
    DeleteEntry,
    EditConflictError,
    ReplaceLines,
    ResolveConflict,
)
from logtui.document.merging import conflicts
from logtui.document.reading.parser import parse
from logtui.errors import LogtuiError
from support.draft_edits import redrafted

if TYPE_CHECKING:
    from logtui.document.editing.operations import Operation

LOG = """\
09/25/2024
- [One](https://a.org/1)
    - a note
- [Two](https://a.org/2)

09/20/2024
- [Three](https://a.org/3)
"""
NEW_DAY = "09/26/2024\n- theirs\n\n"


def made(operation: Operation, current: str) -> str:
    """Return what ``operation`` leaves of the log that is ``current`` by then."""
    edit = operation.edit(parse(current.encode()))
    return edit.apply(current) if edit else current


def changing(**fields: str) -> ChangeEntry:
    """Return what changes ``fields`` of the first entry."""
    base = parse(LOG.encode())
    return ChangeEntry(base, base.entries[0], redrafted(base, base.entries[0], **fields))


def replacing(raw: str) -> ReplaceLines:
    """Return what puts ``raw`` in the place of the first entry's lines."""
    base = parse(LOG.encode())
    return ReplaceLines(base, base.entries[0], raw)


def test_an_entry_is_added_to_what_the_log_is_by_then() -> None:
    addition = AddEntry(Draft("T", "u", None, datetime.date(2024, 9, 25)))
    assert made(addition, LOG) == LOG.replace("/2)\n", "/2)\n- [T](u)\n")
    assert made(addition, NEW_DAY + LOG) == NEW_DAY + LOG.replace("/2)\n", "/2)\n- [T](u)\n")
    with pytest.raises(DraftError, match="give the entry a date"):
        made(AddEntry(Draft("T")), LOG)


@pytest.mark.parametrize("current", [LOG, NEW_DAY + LOG])
def test_an_entry_that_is_as_it_was_is_changed_wherever_it_is(current: str) -> None:
    assert made(changing(title="Uno"), current) == current.replace("One", "Uno")
    raw = "- [One](https://a.org/1)"
    assert made(replacing(raw), current) == current.replace("    - a note\n", "")


def test_an_entry_that_another_program_has_changed_as_well_gets_both_changes() -> None:
    theirs = NEW_DAY + LOG.replace("a note", "their note")
    assert made(changing(title="Uno"), theirs) == theirs.replace("One", "Uno")
    raw = "- [Uno](https://a.org/1)\n    - a note"
    assert made(replacing(raw), theirs) == theirs.replace("One", "Uno")


@pytest.mark.parametrize("current", [LOG, LOG.replace("a note", "their note"), NEW_DAY + LOG])
def test_what_changes_nothing_writes_nothing(current: str) -> None:
    assert made(changing(), current) == current
    assert made(replacing("- [One](https://a.org/1)\n    - a note\n"), current) == current


def test_what_another_program_has_done_already_is_not_done_again() -> None:
    done = NEW_DAY + LOG.replace("One", "Uno")
    assert made(changing(title="Uno"), done) == done


def test_the_same_part_changed_differently_is_left_to_the_user() -> None:
    theirs = LOG.replace("One", "Eins")
    with pytest.raises(EditConflictError, match="nothing is written") as refused:
        made(changing(title="Uno"), theirs)
    (conflict,) = refused.value.conflicts
    assert "[Eins]" in conflict.ours
    assert "[Uno]" in conflict.theirs
    for choice in conflict[1:]:
        assert made(
            changing(title="Uno").with_choices({conflict: choice}), theirs
        ) == theirs.replace(conflict.ours, choice)


def test_an_entry_that_is_gone_is_left_to_the_user() -> None:
    gone = LOG.replace("- [One](https://a.org/1)\n    - a note\n", "")
    with pytest.raises(EditConflictError) as refused:
        made(changing(title="Uno"), gone)
    (conflict,) = refused.value.conflicts
    assert conflict.ours == ""
    change = changing(title="Uno")
    assert made(change.with_choices({conflict: ""}), gone) == gone
    with_theirs = change.with_choices({conflict: conflict.theirs})
    assert made(with_theirs, gone) == LOG.replace("One", "Uno")


def test_lines_that_would_begin_a_day_are_refused_wherever_the_entry_is() -> None:
    for current in (LOG, NEW_DAY + LOG, LOG.replace("a note", "their note")):
        with pytest.raises(DraftError, match="would change how other entries are read"):
            made(replacing("- [One](https://a.org/1)\n\n09/24/2024\n- more"), current)


def test_an_entry_is_deleted_wherever_it_is_but_only_as_it_was() -> None:
    deletion = DeleteEntry(EntryRef.from_line(parse(LOG.encode()), 2))
    gone = LOG.replace("- [One](https://a.org/1)\n    - a note\n", "")
    assert made(deletion, LOG) == gone
    assert made(deletion, NEW_DAY + LOG) == NEW_DAY + gone
    with pytest.raises(EntryChangedError):
        made(deletion, LOG.replace("a note", "their note"))


def test_a_marked_conflict_is_settled_wherever_it_is_unless_somebody_did() -> None:
    marked = LOG.replace(
        "    - a note\n", "<<<<<<< a\n    - mine\n=======\n    - yours\n>>>>>>> b\n"
    )
    (conflict,) = conflicts.find_conflicts(marked)
    resolution = ResolveConflict(conflict, "    - both\n")
    settled = LOG.replace("a note", "both")
    assert made(resolution, marked) == settled
    assert made(resolution, NEW_DAY + marked) == NEW_DAY + settled
    with pytest.raises(LogtuiError, match="somebody has settled it; nothing is written"):
        made(resolution, LOG)


def test_each_operation_says_what_it_is() -> None:
    base = parse(LOG.encode())
    ref = EntryRef.from_line(base, 2)
    (conflict,) = conflicts.find_conflicts("<<<<<<< a\n- x\n=======\n- y\n>>>>>>> b\n")
    operations: dict[str, Operation] = {
        "add T": AddEntry(Draft("T")),
        f"add {'x' * 59}…": AddEntry(Draft("x" * 70)),
        "edit Uno": changing(title="Uno"),
        "edit One": replacing("- x"),
        "delete One": DeleteEntry(ref),
        "delete an entry": DeleteEntry(replace(ref, title="")),
        "settle a conflict": ResolveConflict(conflict, ""),
    }
    assert [operation.label for operation in operations.values()] == list(operations)
