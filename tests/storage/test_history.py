from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logtui.errors import HistoryError
from logtui.storage.history import earlier_versions, redo, restore_version, undo, undoable_writes
from logtui.storage.revision import Revision
from logtui.storage.save import save_log
from logtui.storage.state import LogState

if TYPE_CHECKING:
    from pathlib import Path

OLD = b"# 2024-09-25\n\n- one\n- two\n"


def put(log: Path, new: bytes, label: str = "edit") -> None:
    save_log(log, lambda _: Revision(new, label))


def substitute(log: Path, old: bytes, new: bytes) -> None:
    """Edit the file as another program does."""
    log.write_bytes(log.read_bytes().replace(old, new))


def test_the_last_write_is_undone_and_redone(log: Path) -> None:
    put(log, OLD + b"- three\n", "add three")
    assert undo(log).revision.label == "add three"
    assert log.read_bytes() == OLD
    assert redo(log).revision.label == "add three"
    assert log.read_bytes() == OLD + b"- three\n"


steps = st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=15)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(steps=steps)
def test_any_steps_do_what_a_list_of_contents_would(log: Path, steps: list[str]) -> None:
    done, undone = [log.read_bytes()], list[bytes]()
    floor = len(undoable_writes(log))
    for number, step in enumerate(steps):
        if step == "edit":
            new = done[-1] + b"- %d\n" % number
            put(log, new)
            done, undone = [*done, new], []
        elif step == "undo" and len(done) > 1:
            undone.append(done.pop())
            undo(log)
        elif step == "redo" and undone:
            done.append(undone.pop())
            redo(log)
        assert log.read_bytes() == done[-1]
        assert len(undoable_writes(log)) == floor + len(done) - 1


def test_all_writes_can_be_undone_one_by_one(log: Path) -> None:
    contents = [OLD + b"- more\n" * number for number in range(60)]
    for content in contents[1:]:
        put(log, content)
    for content in contents[-2::-1]:
        undo(log)
        assert log.read_bytes() == content


def test_only_what_was_written_is_taken_back(log: Path) -> None:
    put(log, OLD.replace(b"- two", b"- mine\n- two"))
    substitute(log, b"# 2024", b"- theirs, above\n# 2024")
    substitute(log, b"- two", b"- two, corrected")
    undo(log)
    assert log.read_bytes() == b"- theirs, above\n" + OLD.replace(b"- two", b"- two, corrected")
    redo(log)
    assert b"- one\n- mine\n- two, corrected\n" in log.read_bytes()


def test_what_another_program_changed_is_not_taken_back(log: Path) -> None:
    put(log, OLD + b"- three\n", "add three")
    substitute(log, b"- three", b"- three, corrected")
    before = log.read_bytes()
    with pytest.raises(HistoryError, match="cannot undo “add three”: the file was changed"):
        undo(log)
    assert log.read_bytes() == before


def test_a_write_that_another_program_has_reverted_is_passed_over(log: Path) -> None:
    put(log, OLD + b"- three\n", "add three")
    put(log, OLD + b"- three\n- four\n", "add four")
    substitute(log, b"- four\n", b"")
    assert undo(log).revision.label == "add three"
    assert log.read_bytes() == OLD


def test_with_nothing_to_undo_or_redo_that_is_said(log: Path) -> None:
    with pytest.raises(HistoryError, match="no write of logtui to undo"):
        undo(log)
    with pytest.raises(HistoryError, match="no undone write to redo"):
        redo(log)
    put(log, OLD + b"- three\n")
    undo(log)
    with pytest.raises(HistoryError):
        undo(log)
    put(log, OLD + b"- four\n")
    with pytest.raises(HistoryError):
        redo(log)


def test_the_writes_are_listed_from_the_last_one_back(log: Path) -> None:
    put(log, OLD + b"- a\n", "add a")
    put(log, OLD + b"- a\n- b\n", "add b")
    put(log, OLD + b"- a\n- b\n- c\n", "add c")
    undo(log)
    assert [record.label for record in undoable_writes(log)] == ["add b", "add a"]


def test_bytes_that_are_no_text_come_back(log: Path) -> None:
    odd = b"\xff\x00caf\xe9 \xed\xa0\x80 \r\n\xf0\x9f\x93\x9c"
    put(log, OLD + odd)
    put(log, OLD)
    undo(log)
    assert log.read_bytes() == OLD + odd


def test_a_log_has_one_history_whatever_leads_to_it(log: Path) -> None:
    link = log.with_name("link.md")
    link.symlink_to("log.md")
    put(link, OLD + b"- three\n")
    undo(log)
    assert log.read_bytes() == OLD


def test_a_version_is_brought_back_and_that_is_undone(log: Path) -> None:
    put(log, OLD + b"- three\n")
    put(log, b"all gone\n")
    newest, oldest = earlier_versions(log)
    assert (newest.read(), oldest.read()) == (OLD + b"- three\n", OLD)
    restore_version(log, oldest)
    assert log.read_bytes() == OLD
    undo(log)
    assert log.read_bytes() == b"all gone\n"


def test_a_deleted_log_is_brought_back(log: Path) -> None:
    put(log, OLD + b"- three\n")
    log.unlink()
    restore_version(log, earlier_versions(log)[0])
    assert log.read_bytes() == OLD


def test_a_damaged_version_is_not_brought_back(log: Path) -> None:
    put(log, OLD + b"- three\n")
    (version,) = earlier_versions(log)
    version.file.write_bytes(OLD[:-1])
    with pytest.raises(HistoryError, match="is damaged"):
        restore_version(log, version)
    assert log.read_bytes() == OLD + b"- three\n"


def test_a_torn_record_spoils_nothing_else(log: Path) -> None:
    put(log, OLD + b"- three\n", "add three")
    journal = LogState.of(log).journal
    whole = journal.read_bytes()
    put(log, OLD + b"- three\n- four\n")
    undo(log)
    later = journal.read_bytes()[len(whole) :]
    for length in range(0, len(later), 7):
        journal.write_bytes(whole + later[:length])
        log.write_bytes(OLD + b"- three\n")
        put(log, OLD + b"- three\n- five\n", "add five")
        undo(log)
        undo(log)
        assert log.read_bytes() == OLD


def test_a_write_that_was_never_made_is_not_undone(log: Path) -> None:
    put(log, OLD + b"- three\n", "add three")
    journal = LogState.of(log).journal
    whole = journal.read_bytes()
    put(log, OLD, "remove three")
    note, _, _ = journal.read_bytes()[len(whole) :].partition(b"\n\n")
    journal.write_bytes(whole + note + b"\n")
    log.write_bytes(OLD + b"- three\n- theirs\n")
    assert [record.label for record in undoable_writes(log)] == ["add three"]
