"""Kill a save before each of its system calls in turn, and look at what is left.

Run as a program of its own, because only a process with one thread can safely be forked. Prints
how many calls a save makes; whatever is wrong is an assertion.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

from logtui.storage.backup import Revision
from logtui.storage.history import undo, writes
from logtui.storage.save import save
from system_calls import intercepted

OLD = b"# 2024-09-25\n\n- one\n- two\n"
NEW = OLD + b"- three\n"
MORE = b"- more\n"


def killed_at(log: Path, fatal: int) -> bool:
    """Save in a child that is killed before call number ``fatal``; tell whether it came so far."""

    def step(number: int, name: str, args: tuple[Any, ...]) -> None:
        if number == fatal:
            if name == "write":
                os.write(args[0], args[1][: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        with intercepted(step):
            save(log, lambda _: Revision(NEW, "add three"))
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def check(log: Path) -> None:
    """Assert that nothing is lost and that saving and undoing work again."""
    left = log.read_bytes()
    assert left in (OLD, NEW)
    made = [record.label for record in writes(log)]
    assert made == (["add three"] if left == NEW else [])
    save(log, lambda old: Revision(old + MORE, "add more"))
    assert log.read_bytes() == left + MORE
    assert [path.name for path in log.parent.iterdir()] == ["log.md"]
    undo(log)
    assert log.read_bytes() == left
    if left == NEW:
        undo(log)
        assert log.read_bytes() == OLD


def main(folder: Path) -> None:
    """Kill at every call, each time with a fresh log in ``folder``."""
    warm = folder / "warm.md"
    warm.write_bytes(OLD)
    save(warm, lambda old: Revision(old + MORE, "load all modules"))
    for number in count():
        case = folder / str(number)
        os.environ["XDG_STATE_HOME"] = str(case / "state")
        log = case / "log" / "log.md"
        log.parent.mkdir(parents=True)
        log.write_bytes(OLD)
        killed = killed_at(log, number)
        check(log)
        if not killed:
            sys.stdout.write(f"{number}\n")
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
