from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from logtui.errors import StorageError
from logtui.storage.revision import Revision
from logtui.storage.save import save_log
from support.folders import neighbours
from support.system_calls import Fault, intercepted

OLD = b"# 2024-09-25\n\n- one\n- two\n"
NEW = OLD + b"- three\n"


def to_new(_: bytes) -> Revision:
    return Revision(NEW, "add three")


def fresh(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a new log, alone in its folder, with a state directory of its own."""
    folder.mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    log = folder / "log" / "log.md"
    log.parent.mkdir()
    log.write_bytes(OLD)
    return log


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EINVAL])
def test_a_call_that_fails_leaves_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    messages: list[str] = []
    for number in count():
        log = fresh(tmp_path / str(number), monkeypatch)
        fault = Fault(number, error)
        try:
            with intercepted(fault):
                save_log(log, to_new)
        except StorageError as refused:
            messages.append(str(refused))
            assert log.read_bytes() == OLD
        else:
            assert log.read_bytes() == NEW
        assert neighbours(log) == ["log.md"]
        if not fault.fired:
            break
    assert number > 40
    assert all(len(message.splitlines()) == 1 for message in messages)


@pytest.mark.parametrize("size", [0, 1, len(OLD), len(NEW) - 1])
def test_a_disk_that_fills_up_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    log = fresh(tmp_path / "full", monkeypatch)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        with pytest.raises(StorageError, match="it is as it was"):
            save_log(log, to_new)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert log.read_bytes() == OLD
    assert neighbours(log) == ["log.md"]


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = fresh(tmp_path / "short", monkeypatch)
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
    save_log(log, to_new)
    assert log.read_bytes() == NEW


def test_a_kill_leaves_all_or_nothing_and_the_next_save_works(tmp_path: Path) -> None:
    tests = Path(__file__).parents[1]
    command = [sys.executable, str(tests / "support" / "killed_saves.py"), str(tmp_path)]
    path = os.pathsep.join([str(tests), *sys.path])
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert int(done.stdout) > 40
