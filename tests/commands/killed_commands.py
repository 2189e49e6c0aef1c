"""Kill a command before each of its system calls in turn, and look at what is left.

Run as a program of its own, because only a process with one thread can safely be forked: with an
empty folder, the log to work on, and the words of the command, ``{}`` for the log. Prints how many
calls the command makes; whatever is wrong is an assertion.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

from programs import command
from system_calls import intercepted


def killed_at(words: list[str], fatal: int) -> bool:
    """Run the command in a child that is killed before call ``fatal``; tell if it came so far."""

    def step(number: int, name: str, args: tuple[Any, ...]) -> None:
        if number == fatal:
            if name == "write":
                os.write(args[0], args[1][: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        with intercepted(step):
            status = command(*words).returncode
        os._exit(status)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


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
        killed = killed_at(arguments, number)
        left = copy.read_bytes()
        assert left in (old, new)
        if killed and left == old:
            again = command(*arguments)
            assert (again.returncode, copy.read_bytes()) == (0, new), again
            assert [path.name for path in copy.parent.iterdir()] == [log.name]
        if not killed:
            sys.stdout.write(f"{number}\n")
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
