"""What other programs do to a log, and what the screen says of it."""

from __future__ import annotations

import errno
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from logtui.tui.panes.bars import KeyBar, TopBar
from support.pilots import lines, main_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.pilot import Pilot

LOG = b"""\
2024-03-02
- [Attention](https://arxiv.org/abs/1706.03762)
    - The one with the heads
- [Second](https://arxiv.org/abs/1)

2024-03-01
- [A talk](https://example.org/talk)
"""

THEIRS = b"- [Theirs](https://example.org/theirs)\n"

CONFLICT = LOG.replace(
    b"- [Second](https://arxiv.org/abs/1)\n",
    b"<<<<<<< HEAD\n- [Second](https://arxiv.org/abs/1)\n=======\n"
    b"- [Other second](https://arxiv.org/abs/1)\n>>>>>>> branch\n",
)


class Act(NamedTuple):
    """Something that another program does.

    Attributes:
        do: Does it to the log.
        left: What the log holds then; None where there is no log.
        says: What is on the screen when it has happened in front of the user.
        refuses: What is said to somebody who saves then; empty where saving works.
        undo: Puts things right again.
    """

    do: Callable[[Path], None]
    left: bytes | None
    says: str
    refuses: str = ""
    undo: Callable[[Path], None] = lambda _: None


def said(pilot: Pilot[None]) -> str:
    """Return the messages on the screen, each on one line, and the bar where it says one."""
    return "\n".join(filter(None, (*warnings(pilot), status(pilot))))


def status(pilot: Pilot[None]) -> str:
    """Return the top bar, or the one at the bottom, where it says what was done; else nothing."""
    screen = main_screen(pilot)
    bar = screen.query_one(TopBar)
    place = bar if bar.display else screen.query_one(KeyBar)
    return lines(pilot)[place.region.y].strip() if bar.status is not None else ""


def warnings(pilot: Pilot[None]) -> list[str]:
    """Return the messages of what went wrong, each on one line."""
    strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - what is really drawn
    found = []
    for toast in pilot.app.screen.query("Toast"):
        x, y, width, height = toast.content_region
        rows = (strip.crop(x, x + width).text.strip() for strip in strips[y : y + height])
        found.append(" ".join(" ".join(rows).split()))
    return found


def append(log: Path) -> None:
    """Write to the log as a program does that opens it."""
    with log.open("ab") as file:
        file.write(THEIRS)


def replace(log: Path) -> None:
    """Write to the log as a program does that puts another file in its place."""
    other = log.with_name("other")
    other.write_bytes(log.read_bytes() + THEIRS)
    other.replace(log)


def edit_unseen(log: Path) -> None:
    """Change the file so that neither its size nor the time of its change is another."""
    before = log.stat()
    log.write_bytes(LOG.replace(b"A talk", b"A walk"))
    os.utime(log, ns=(before.st_atime_ns, before.st_mtime_ns))


def truncate_and_rewrite(log: Path) -> None:
    """Write as a program does that empties the file first and takes its time."""
    with log.open("wb", buffering=0) as file:
        file.write(b"")
        os.fsync(file.fileno())
        file.write(LOG[:30])
        file.write(LOG[30:] + THEIRS)


def git_checkout(log: Path) -> None:
    """Commit the log and a longer one, and go from one to the other and back."""

    def git(*words: str) -> None:
        who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.c"}
        who |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.c"}
        who |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        command = ["git", "-C", str(log.parent), *words]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | who)

    git("init", "-q")
    log.write_bytes(LOG + THEIRS)
    git("add", log.name)
    git("commit", "-q", "-m", "theirs")
    git("branch", "theirs")
    log.write_bytes(LOG)
    git("commit", "-q", "-a", "-m", "ours")
    git("checkout", "-q", "theirs")


def delete(log: Path) -> None:
    log.unlink()


def rename(log: Path) -> None:
    log.rename(log.with_name("renamed.md"))


def make_directory(log: Path) -> None:
    log.unlink()
    log.mkdir()


def make_fifo(log: Path) -> None:
    log.unlink()
    os.mkfifo(log)


def put_back(log: Path) -> None:
    if log.is_dir():
        log.rmdir()
    else:
        log.unlink(missing_ok=True)
    log.write_bytes(LOG)


def forbid_writing(log: Path) -> None:
    log.chmod(0o444)


def allow_writing(log: Path) -> None:
    log.chmod(0o644)


def mark_conflict(log: Path) -> None:
    log.write_bytes(CONFLICT)


CHANGES = {
    "append": Act(append, LOG + THEIRS, "changed on disk: +1 entry"),
    "replace": Act(replace, LOG + THEIRS, "changed on disk: +1 entry"),
    "unseen": Act(edit_unseen, LOG.replace(b"A talk", b"A walk"), "disk: 1 entry changed"),
    "rewrite": Act(truncate_and_rewrite, LOG + THEIRS, "changed on disk: +1 entry"),
    "git": Act(git_checkout, LOG + THEIRS, "changed on disk: +1 entry"),
    "conflict": Act(
        mark_conflict, CONFLICT, "holds git conflict markers from line 4 on: c settles"
    ),
}
"""Those after which there is a log that can be saved."""

LOSSES = {
    "delete": Act(delete, None, "put the log back", "put it back and try again", put_back),
    "rename": Act(rename, None, "put the log back", "put it back and try again", put_back),
    "directory": Act(make_directory, None, "is a directory", "is a directory", put_back),
    "fifo": Act(make_fifo, None, "is a FIFO", "is a FIFO", put_back),
}
"""Those after which there is none."""

FORBIDDEN = {
    "read-only": Act(forbid_writing, LOG, "chmod u+w allows it", "chmod u+w", allow_writing),
}
"""Those after which there is one that cannot be saved, and that the screen tells of by itself."""


@contextmanager
def refusing(folder: Path, error: int) -> Iterator[None]:
    """Have the system refuse with ``error`` to make or write a file in ``folder``.

    This is what a folder without write permission does to everybody but root (``EACCES``), and
    a full disk to all (``ENOSPC``).
    """
    open_, write = os.open, os.write

    def refusing_open(path: Any, flags: int, *rest: Any, **names: Any) -> int:  # noqa: ANN401 - as os.open takes it
        if error == errno.EACCES and flags & os.O_CREAT and Path(path).parent == folder:
            raise OSError(error, os.strerror(error), str(path))
        return open_(path, flags, *rest, **names)

    def refusing_write(descriptor: int, data: bytes) -> int:
        place = Path(f"/proc/self/fd/{descriptor}").readlink().parent
        if error == errno.ENOSPC and place == folder:
            raise OSError(error, os.strerror(error))
        return write(descriptor, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", refusing_open)
        patch.setattr(os, "write", refusing_write)
        yield
