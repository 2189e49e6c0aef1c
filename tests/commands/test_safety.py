"""The commands that write, beside other writers and on a system that fails."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from support.folders import neighbours
from support.outside import THEIRS, append, replace
from support.programs import command, logtui
from support.system_calls import Fault, Meanwhile, intercepted

Step = Callable[[int, str, tuple[Any, ...]], None]

DATE = ("--date", "2024-09-25")
WRITES = (
    ("add", "{}", "Four", *DATE, "--note", "a note"),
    ("edit", "{}", "--line", "6", "--title", "Uno"),
    ("rm", "{}", "--line", "6"),
    ("undo", "{}"),
)
every_write = pytest.mark.parametrize("words", WRITES, ids=[words[0] for words in WRITES])


class Case:
    """A log alone in a folder, to run one of the commands on.

    Attributes:
        log: The log.
        before: Its bytes.
    """

    def __init__(self, folder: Path, log: Path, words: tuple[str, ...]) -> None:
        self._state = str(folder / "state")
        self.log = folder / "log" / log.name
        self._words = [word.format(self.log) for word in words]
        self.log.parent.mkdir(parents=True)
        self.log.write_bytes(log.read_bytes())
        if words[0] == "undo":
            assert command("add", self.log, "Four", XDG_STATE_HOME=self._state).returncode == 0
        self.before = self.log.read_bytes()

    def run(self, step: Step = lambda *_: None) -> subprocess.CompletedProcess[str]:
        """Run the command, ``step`` before each system call; nothing is left beside the log."""
        with intercepted(step):
            done = command(*self._words, XDG_STATE_HOME=self._state)
        assert neighbours(self.log) == [self.log.name]
        return done

    def expected(self) -> bytes:
        """Return what the log holds after the command when nothing comes in between."""
        assert self.run().returncode == 0
        return self.log.read_bytes()


def test_many_programs_add_at_once_and_nothing_is_lost(log: Path, text: str) -> None:
    def add_two(worker: int) -> list[int]:
        return [
            logtui("add", log, f"worker {worker} entry {number}", *DATE).returncode
            for number in range(2)
        ]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(add_two, range(8))) == [[0, 0]] * 8
    lines = log.read_text(encoding="utf-8").splitlines()
    added = [line for line in lines if line.startswith("- worker")]
    assert sorted(added) == sorted(f"- worker {w} entry {n}" for w in range(8) for n in range(2))
    assert [line for line in lines if line not in added] == text.splitlines()
    assert neighbours(log) == [log.name]
    assert len(logtui("undo", log, "--list").stdout.splitlines()) == 16


@every_write
def test_an_outside_edit_at_any_moment_is_kept(
    log: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    expected = Case(tmp_path / "clean", log, words).expected()
    for number, act in enumerate(cycle((append, replace))):
        case = Case(tmp_path / str(number), log, words)
        meanwhile = Meanwhile(number, partial(act, case.log))
        done = case.run(meanwhile)
        theirs = THEIRS if meanwhile.fired else b""
        assert done.returncode == 0 or done.stderr.count("\n") == 1
        assert case.log.read_bytes() == (case.before if done.returncode else expected) + theirs
        if not meanwhile.fired:
            break
    assert number > 50


@every_write
def test_a_call_that_fails_leaves_all_or_nothing_and_one_line(
    log: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    expected = Case(tmp_path / "clean", log, words).expected()
    for number, error in enumerate(cycle((errno.EIO, errno.ENOSPC, errno.EACCES))):
        case = Case(tmp_path / str(number), log, words)
        fault = Fault(number, error)
        done = case.run(fault)
        if done.returncode == 0:
            assert case.log.read_bytes() == expected
        else:
            assert (done.returncode, done.stdout) == (1, "")
            assert done.stderr.startswith("logtui: ")
            assert done.stderr.count("\n") == 1
            assert case.log.read_bytes() == case.before
        if not fault.fired:
            break
    assert number > 50


@pytest.mark.parametrize("words", [WRITES[0], WRITES[-1]], ids=["add", "undo"])
def test_a_kill_leaves_all_or_nothing_and_the_next_run_works(
    log: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    tests = Path(__file__).parents[1]
    program = [
        sys.executable,
        str(tests / "support" / "killed_commands.py"),
        str(tmp_path / "cases"),
        str(log),
    ]
    path = os.pathsep.join([str(tests), *sys.path])
    done = subprocess.run(
        [*program, *words],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert int(done.stdout) > 50
