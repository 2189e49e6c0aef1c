from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import threading
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from logtui.errors import StorageError
from logtui.storage import lock
from logtui.storage.revision import Revision
from logtui.storage.save import save_log
from logtui.storage.state import LogState
from support.folders import neighbours
from support.outside import THEIRS, append, replace
from support.system_calls import Meanwhile, intercepted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = b"# 2024-09-25\n\n- one\n- two\n"
MINE = b"- mine\n"


def add_mine(old: bytes) -> Revision:
    return Revision(old + MINE, "add mine")


def rewrite(log: Path) -> None:
    log.write_bytes(log.read_bytes() + THEIRS)


@pytest.mark.parametrize("act", [append, replace, rewrite])
def test_what_another_program_writes_at_any_moment_stays(
    log: Path, act: Callable[[Path], None]
) -> None:
    for number in count():
        log.write_bytes(OLD)
        meanwhile = Meanwhile(number, lambda: act(log))
        with intercepted(meanwhile):
            save_log(log, add_mine)
        expected = {OLD + MINE + THEIRS, OLD + THEIRS + MINE} if meanwhile.fired else {OLD + MINE}
        assert log.read_bytes() in expected
        assert neighbours(log) == ["log.md"]
        if not meanwhile.fired:
            break
    assert number > 40


def test_what_is_written_into_the_displaced_file_is_kept(log: Path, state_home: Path) -> None:
    stage = ""

    def late(_: int, name: str, _args: tuple[Any, ...]) -> None:
        nonlocal stage
        if stage == "exchange" and name == "fsync":
            other.write(THEIRS)
            other.flush()
        stage = name if name == "exchange" else stage

    with log.open("ab") as other, intercepted(late):
        saved = save_log(log, add_mine)
    assert log.read_bytes() == OLD + MINE
    (rescued,) = state_home.glob("logtui/*/rescued/*")
    assert rescued.read_bytes() == OLD + THEIRS
    assert str(rescued) in saved.warnings[0]


def test_a_third_program_that_replaces_the_new_content_keeps_the_name(
    log: Path, state_home: Path
) -> None:
    exchanges = 0

    def two_others(_: int, name: str, _args: tuple[Any, ...]) -> None:
        nonlocal exchanges
        exchanges += name == "exchange"
        if name == "exchange" and exchanges == 1:
            log.write_bytes(b"- the first one\n")
        if name == "exchange" and exchanges == 2:
            other = log.parent.with_name("other.md")
            other.write_bytes(b"- the last one\n")
            other.replace(log)

    with intercepted(two_others), pytest.raises(StorageError, match="by other programs"):
        save_log(log, add_mine)
    assert log.read_bytes() == b"- the last one\n"
    (rescued,) = state_home.glob("logtui/*/rescued/*")
    assert rescued.read_bytes() == b"- the first one\n"
    assert neighbours(log) == ["log.md"]


def test_a_file_that_never_rests_is_given_up(log: Path) -> None:
    def busy(_: int, name: str, _args: tuple[Any, ...]) -> None:
        if name == "exchange" and MINE not in log.read_bytes():
            append(log)

    with intercepted(busy), pytest.raises(StorageError, match="keeps being written"):
        save_log(log, add_mine)
    assert MINE not in log.read_bytes()
    assert log.read_bytes().startswith(OLD + THEIRS)


def test_a_file_that_is_deleted_meanwhile_is_not_made_again(log: Path) -> None:
    def delete(_: int, name: str, _args: tuple[Any, ...]) -> None:
        if name == "exchange":
            log.unlink()

    with intercepted(delete), pytest.raises(StorageError):
        save_log(log, add_mine)
    assert neighbours(log) == []


def test_a_lock_that_is_never_given_back_ends_the_wait(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "LOCK_TIMEOUT", 0.05)
    state = LogState.of(log)
    state.make()
    with (
        lock.hold_lock(state.lock, log),
        pytest.raises(StorageError, match="saved by another logtui; try again"),
    ):
        save_log(log, add_mine)
    assert log.read_bytes() == OLD


def test_a_lock_that_is_given_back_is_waited_for(log: Path) -> None:
    state = LogState.of(log)
    state.make()
    with lock.hold_lock(state.lock, log):
        waiting = threading.Thread(target=save_log, args=(log, add_mine))
        waiting.start()
        assert log.read_bytes() == OLD
    waiting.join()
    assert log.read_bytes() == OLD + MINE


def test_without_a_state_directory_the_folder_is_locked(
    unprivileged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "LOCK_TIMEOUT", 0.05)
    unprivileged.with_name("state").chmod(0o555)
    state = LogState.of(unprivileged)
    with lock.hold_lock(state.lock, unprivileged) as is_held:
        assert is_held
        with pytest.raises(StorageError, match="another logtui"):
            save_log(unprivileged, add_mine)


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.ENOTSUP, errno.EBADF])
def test_a_system_without_locks_is_said_to_be_one_and_saves_all_the_same(
    log: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def no_locks(_descriptor: int, _operation: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    saved = save_log(log, add_mine)
    assert log.read_bytes() == OLD + MINE
    assert saved.warnings == (f"{log} cannot be locked against a second logtui",)


def test_many_processes_at_once_lose_nothing(log: Path) -> None:
    program = """
import sys
from pathlib import Path
from logtui.storage.revision import Revision
from logtui.storage.save import save_log
for number in range(5):
    line = f"- {sys.argv[2]} {number}\\n".encode()
    save_log(Path(sys.argv[1]), lambda old: Revision(old + line, "add"))
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(log), str(name)], env=environment)
        for name in range(8)
    ]
    assert [writer.wait() for writer in writers] == [0] * 8
    added = log.read_bytes().removeprefix(OLD).splitlines()
    assert sorted(added) == sorted(b"- %d %d" % (w, n) for w in range(8) for n in range(5))
    assert neighbours(log) == ["log.md"]
