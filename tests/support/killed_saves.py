"""Kill a save before each of its system calls in turn, and look at what is left.

Run as a program of its own, because only a process with one thread can safely be forked. Prints
how many calls a save makes; whatever is wrong is an assertion.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from itertools import count
from pathlib import Path

from logtui.storage.history import undo, undoable_writes
from logtui.storage.revision import Revision
from logtui.storage.save import save_log
from support.folders import neighbours
from support.system_calls import killed

OLD = b"# 2024-09-25\n\n- one\n- two\n"
NEW = OLD + b"- three\n"
MORE = b"- more\n"


def add_three(_: bytes) -> Revision:
    return Revision(NEW, "add three")


def check(log: Path) -> None:
    """Assert that nothing is lost and that saving and undoing work again."""
    left = log.read_bytes()
    assert left in (OLD, NEW)
    made = [record.label for record in undoable_writes(log)]
    assert made == (["add three"] if left == NEW else [])
    save_log(log, lambda old: Revision(old + MORE, "add more"))
    assert log.read_bytes() == left + MORE
    assert neighbours(log) == ["log.md"]
    undo(log)
    assert log.read_bytes() == left
    if left == NEW:
        undo(log)
        assert log.read_bytes() == OLD


def main(folder: Path) -> None:
    """Kill at every call, each time with a fresh log in ``folder``."""
    warm = folder / "warm.md"
    warm.write_bytes(OLD)
    save_log(warm, lambda old: Revision(old + MORE, "load all modules"))
    for number in count():
        case = folder / str(number)
        os.environ["XDG_STATE_HOME"] = str(case / "state")
        log = case / "log" / "log.md"
        log.parent.mkdir(parents=True)
        log.write_bytes(OLD)
        was_killed = killed(partial(save_log, log, add_three), number)
        check(log)
        if not was_killed:
            sys.stdout.write(f"{number}\n")
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
