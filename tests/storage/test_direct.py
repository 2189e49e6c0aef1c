from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest

from logtui.errors import MissingLogError, StorageError
from logtui.storage.log_file import identify_file
from logtui.storage.replacement import replace_file
from support.folders import neighbours
from support.system_calls import intercepted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD = b"# 2024-09-25\n\n- one\n- two\n"
NEW = OLD + b"- three\n"


@contextlib.contextmanager
def really_unprivileged() -> Iterator[None]:
    """Let the whole process be the user as whom it acts, whatever it was started as."""
    before = os.getresuid()
    os.setresuid(before[1], before[1], before[0])
    try:
        yield
    finally:
        os.setresuid(*before)


def test_the_content_is_replaced_and_the_mode_stays(log: Path, state_home: Path) -> None:
    log.chmod(0o640)
    replace_file(log, OLD, NEW)
    assert log.read_bytes() == NEW
    assert stat.S_IMODE(log.stat().st_mode) == 0o640
    assert neighbours(log) == ["log.md"]
    assert not state_home.exists()


def test_what_changes_nothing_writes_nothing(log: Path) -> None:
    before = identify_file(log)
    replace_file(log, OLD, OLD)
    assert identify_file(log) == before


def test_what_another_program_wrote_before_is_not_overwritten(log: Path) -> None:
    log.write_bytes(OLD + b"- theirs\n")
    with pytest.raises(StorageError, match="written by another program; try again"):
        replace_file(log, OLD, NEW)
    assert log.read_bytes() == OLD + b"- theirs\n"
    assert neighbours(log) == ["log.md"]


def test_what_another_program_writes_meanwhile_is_not_overwritten(log: Path) -> None:
    def other(_: int, name: str, _args: tuple[Any, ...]) -> None:
        if name == "fsync":
            log.write_bytes(OLD + b"- theirs\n")

    with intercepted(other), pytest.raises(StorageError, match="written by another program"):
        replace_file(log, OLD, NEW)
    assert log.read_bytes() == OLD + b"- theirs\n"
    assert neighbours(log) == ["log.md"]


def test_a_full_disk_leaves_the_old_content(log: Path) -> None:
    def full(_: int, name: str, _args: tuple[Any, ...]) -> None:
        if name == "write":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with intercepted(full), pytest.raises(StorageError, match="cannot be written: no space left"):
        replace_file(log, OLD, NEW)
    assert log.read_bytes() == OLD
    assert neighbours(log) == ["log.md"]


def test_a_second_name_is_not_cut_off(log: Path) -> None:
    other = log.with_name("other.md")
    os.link(log, other)
    with pytest.raises(StorageError, match=r"has a second name \(a hard link\)"):
        replace_file(log, OLD, NEW)
    assert log.samefile(other)
    assert log.read_bytes() == OLD
    assert neighbours(log) == ["log.md", "other.md"]


def test_a_read_only_file_is_refused(unprivileged: Path) -> None:
    unprivileged.chmod(0o444)
    with really_unprivileged(), pytest.raises(StorageError, match=r"read-only.*chmod u\+w"):
        replace_file(unprivileged, OLD, NEW)
    assert unprivileged.read_bytes() == OLD
    assert neighbours(unprivileged) == ["log.md", "state"]


def test_a_missing_file_is_not_made(log: Path) -> None:
    log.unlink()
    with pytest.raises(MissingLogError):
        replace_file(log, OLD, NEW)
    assert neighbours(log) == []
