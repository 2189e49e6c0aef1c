"""Kill the taking in of an inbox before each of its system calls in turn, and look at what is left.

Run as a program of its own, because only a process with one thread can safely be forked: with an
empty folder. Prints how many calls it makes; whatever is wrong is an assertion.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from itertools import count
from pathlib import Path

from support.folders import neighbours
from support.programs import command
from support.system_calls import killed

LINKS = ("https://a.example/", "https://b.example/")


def main(folder: Path) -> None:
    """Kill at every call, each time with a fresh log and a fresh inbox in ``folder``."""
    settings = folder / "config" / "logtui" / "config.toml"
    settings.parent.mkdir(parents=True)
    os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
    for number in count():
        os.environ["XDG_STATE_HOME"] = str(folder / str(number) / "state")
        log, inbox = (folder / str(number) / name for name in ("log/log.md", "sync/inbox.txt"))
        for file, text in ((log, "## 2024-06-21\n- one\n"), (inbox, "\n".join((*LINKS, "")))):
            file.parent.mkdir(parents=True)
            file.write_text(text)
        settings.write_text(f'inbox = "{inbox}"\n')
        take_in = partial(command, "add", str(log), "--inbox", "--date", "2024-06-21")
        was_killed = killed(take_in, number)
        waiting = "".join(file.read_text() for file in inbox.parent.iterdir())
        kept = log.read_text()
        assert all(link in kept or link in waiting for link in LINKS), (number, kept, waiting)
        again = take_in()
        assert again.returncode == 0, again
        assert [log.read_text().count(f"({link})") for link in LINKS] == [1, 1], number
        assert inbox.read_text() == ""
        assert (neighbours(inbox), neighbours(log)) == (["inbox.txt"], ["log.md"])
        if not was_killed:
            sys.stdout.write(f"{number}\n")
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
