from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.errors import MissingLogError, StorageError
from logtui.storage.conflict_copies import archive_copy, find_conflict_copies, is_conflict_copy
from logtui.storage.state import LogState

if TYPE_CHECKING:
    from pathlib import Path

COPIES = [
    "log (Anna's conflicted copy 2024-09-21).md",
    "log (Anna's conflicted copy 2024-09-21) (1).md",
    "log (Annas in Konflikt stehende Kopie 2024-09-21).md",
    "log (Case Conflict).md",
    "log (Copie en conflit de Anna 2024-09-21).md",
    "log (SFConflict anna@example.org 2024-09-21-10-15-30).md",
    "log (conflicted copy 2024-09-21 101530).md",
    "log (conflicted copy of Anna (laptop) 2024-09-21).md",
    "log [conflicted].md",
    "log.sync-conflict-20240921-101530-ABCDEFG.md",
    "log.sync-conflict-20240922-101530.md",
    "log_conflict-20240921-101530.md",
]
OTHERS = [
    "log (1).md",
    "log (old).md",
    "log conflicts.md",
    "log-conflict.md",
    "log-2023.md",
    "log.md~",
    "log.sync-conflict-20240921-101530-ABCDEFG.txt",
    "log2 (conflicted copy 2024-09-21).md",
    "my log (conflicted copy 2024-09-21).md",
]


def test_the_copies_of_the_usual_programs_are_found_and_nothing_else(log: Path) -> None:
    for name in COPIES + OTHERS:
        log.with_name(name).write_bytes(b"")
    log.with_name("log (conflicted folder).md").mkdir()
    log.with_name("log (conflicted link).md").symlink_to(log)
    assert [file.name for file in find_conflict_copies(log)] == sorted(COPIES)


def test_copies_lie_beside_the_file_that_a_link_leads_to(log: Path, tmp_path: Path) -> None:
    link = tmp_path / "short.md"
    link.symlink_to(log)
    copy = log.with_name(COPIES[0])
    copy.write_bytes(b"")
    tmp_path.joinpath(COPIES[0]).write_bytes(b"")
    assert find_conflict_copies(link) == [copy]


def test_a_file_elsewhere_is_no_conflict_copy_whatever_its_name(log: Path, tmp_path: Path) -> None:
    assert is_conflict_copy(log.with_name(COPIES[0]), log)
    assert not is_conflict_copy(tmp_path / COPIES[0], log)


def test_a_log_that_is_missing_is_named(log: Path) -> None:
    log.unlink()
    with pytest.raises(MissingLogError, match="does not exist"):
        find_conflict_copies(log)


def test_a_copy_is_put_away_with_its_content(log: Path) -> None:
    copy = log.with_name(COPIES[0])
    copy.write_bytes(b"theirs")
    kept, problem = archive_copy(copy, log, b"theirs")
    assert problem == ""
    assert kept is not None
    assert kept.parent == LogState.of(log).rescued
    assert kept.read_bytes() == b"theirs"
    assert not copy.exists()


def test_a_copy_that_was_written_to_meanwhile_is_not_forgotten(log: Path) -> None:
    copy = log.with_name(COPIES[0])
    copy.write_bytes(b"theirs and more")
    kept, problem = archive_copy(copy, log, b"theirs")
    assert kept is not None
    assert kept.read_bytes() == b"theirs and more"
    assert problem == f"{copy} was written to while it was merged; merge it again from {kept}"


def test_a_copy_stays_where_the_state_directory_cannot_be_written(
    log: Path, state_home: Path
) -> None:
    state_home.write_bytes(b"in the way")
    copy = log.with_name(COPIES[0])
    copy.write_bytes(b"theirs")
    kept, problem = archive_copy(copy, log, b"theirs")
    assert kept is None
    assert problem.startswith(f"{copy} is merged but could not be moved away (")
    assert copy.read_bytes() == b"theirs"


def test_a_copy_in_a_folder_without_write_permission_is_kept_and_has_to_be_removed_by_hand(
    unprivileged: Path,
) -> None:
    copy = unprivileged.with_name(COPIES[0])
    copy.write_bytes(b"theirs")
    unprivileged.parent.chmod(0o555)
    kept, problem = archive_copy(copy, unprivileged, b"theirs")
    assert kept is not None
    assert kept.read_bytes() == copy.read_bytes() == b"theirs"
    assert problem == f"{copy} is merged but could not be removed; do that yourself"


def test_a_folder_that_may_not_be_listed_is_named(unprivileged: Path) -> None:
    unprivileged.parent.chmod(0o111)
    with pytest.raises(StorageError, match="cannot be listed: permission denied"):
        find_conflict_copies(unprivileged)
