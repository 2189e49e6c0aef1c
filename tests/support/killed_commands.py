"""Kill a command before each of its system calls in turn, and look at what is left.

Run as a program of its own, because only a process with one thread can safely be forked: with an
empty folder, the log to work on, and the words of the command, ``{}`` for the log. Prints how many
calls the command makes; whatever is wrong is an assertion.
"""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from itertools import count
from pathlib import Path

from support.folders import neighbours
from support.programs import command
from support.system_calls import killed


def copied(folder: Path, log: Path, words: list[str]) -> Path:
    """Return a copy of ``log``, alone in a folder, with something to undo where that is asked."""
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    copy = folder / "log" / log.name
    copy.parent.mkdir(parents=True)
    shutil.copyfile(log, copy)
    if words[0] == "undo":
        assert command("add", copy, "Four").returncode == 0
    return copy


def main(folder: Path, log: Path, words: list[str]) -> None:
    """Kill at every call, each time with a fresh copy of ``log`` in ``folder``."""
    clean = copied(folder / "clean", log, words)
    old = clean.read_bytes()
    assert command(*(word.format(clean) for word in words)).returncode == 0
    new = clean.read_bytes()
    for number in count():
        copy = copied(folder / str(number), log, words)
        arguments = [word.format(copy) for word in words]
        was_killed = killed(partial(command, *arguments), number)
        left = copy.read_bytes()
        assert left in (old, new)
        if was_killed and left == old:
            again = command(*arguments)
            assert (again.returncode, copy.read_bytes()) == (0, new), again
            assert neighbours(copy) == [log.name]
        if not was_killed:
            sys.stdout.write(f"{number}\n")
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
