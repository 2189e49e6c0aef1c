from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from logtui.errors import StorageError
from logtui.storage.history import earlier_versions, undo
from logtui.storage.revision import Revision
from logtui.storage.save import save_in_place
from support.system_calls import intercepted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = b"# 2024-09-25\n\n- one\n- two\n"


def to(new: bytes) -> Callable[[bytes], Revision]:
    return lambda _: Revision(new, "edit")


@pytest.mark.parametrize("new", [OLD + b"- three\n", b"short\n", b""])
def test_both_names_of_a_file_show_the_new_content(log: Path, new: bytes) -> None:
    other = log.with_name("other.md")
    os.link(log, other)
    saved = save_in_place(log, to(new))
    assert log.read_bytes() == other.read_bytes() == new
    assert log.samefile(other)
    assert saved.snapshot.holds(new)
    assert [version.read() for version in earlier_versions(log)] == [OLD]


def test_it_is_undone_like_any_write(log: Path) -> None:
    save_in_place(log, to(OLD + b"- three\n"))
    undo(log)
    assert log.read_bytes() == OLD


def test_a_folder_without_write_permission_does_not_matter(unprivileged: Path) -> None:
    unprivileged.parent.chmod(0o555)
    save_in_place(unprivileged, to(b"new\n"))
    assert unprivileged.read_bytes() == b"new\n"


def test_without_a_backup_nothing_is_written(unprivileged: Path) -> None:
    unprivileged.with_name("state").chmod(0o555)
    with pytest.raises(StorageError, match="it is as it was"):
        save_in_place(unprivileged, to(b"new\n"))
    assert unprivileged.read_bytes() == OLD


def test_what_changes_nothing_writes_nothing(log: Path) -> None:
    assert save_in_place(log, to(OLD)).change is None


def test_a_full_disk_gets_the_old_content_back(log: Path) -> None:
    failed = False

    def full(_: int, name: str, args: tuple[Any, ...]) -> None:
        nonlocal failed
        if name == "write" and bytes(args[1]) == b"new\n":
            os.write(args[0], b"ne")
            failed = True
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with intercepted(full), pytest.raises(StorageError, match="no space left"):
        save_in_place(log, to(b"new\n"))
    assert failed
    assert log.read_bytes() == OLD


def test_a_disk_that_fails_for_good_says_where_the_old_content_is(
    log: Path, state_home: Path
) -> None:
    broken = False

    def fail(_: int, name: str, args: tuple[Any, ...]) -> None:
        nonlocal broken
        broken = broken or (name == "write" and bytes(args[1]) == b"new\n")
        if broken and name == "write":
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with intercepted(fail), pytest.raises(StorageError, match="damaged") as refused:
        save_in_place(log, to(b"new\n"))
    assert str(state_home) in str(refused.value)
    assert [version.read() for version in earlier_versions(log)] == [OLD]


def test_what_another_program_writes_is_not_overwritten(log: Path) -> None:
    written = False

    def other(_: int, name: str, _args: tuple[Any, ...]) -> None:
        nonlocal written
        if name == "fsync" and not written:
            written = True
            log.write_bytes(OLD + b"- theirs\n")

    with intercepted(other), pytest.raises(StorageError, match="try again"):
        save_in_place(log, to(b"new\n"))
    assert log.read_bytes() == OLD + b"- theirs\n"
