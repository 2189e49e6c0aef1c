"""What ``logtui merge --install`` does: tell a git repository to merge logs with this program."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

from logtui.commands.receipts import say, warn
from logtui.git import Repository
from logtui.storage.attributes import add_line, attribute_line, pattern_of
from logtui.storage.logfile import resolve

DRIVER = "logtui"
"""The name of the merge driver in git's settings."""

USUAL = "research-log.md"
"""The pattern of the files that are merged as logs where nothing else is said."""

_AS_BEFORE = " (as before)"


def install(log: Path | None, pattern: str | None, *, private: bool) -> int:
    """Make the settings, say what they are, and warn where they are not enough.

    Args:
        log: The log to merge; its repository is meant, else that of the working directory.
        pattern: git's pattern for the names of the logs; left out, it is that of ``log``.
        private: Whether the names are written for this clone only, not for everybody's.

    Raises:
        LogtuiError: There is no repository, or a setting cannot be written.
    """
    target = resolve(log) if log else None
    repository = Repository.around(target.parent if target else Path.cwd())
    inside = target.relative_to(repository.top.resolve()).as_posix() if target else None
    line = attribute_line(pattern or (pattern_of(inside) if inside else USUAL), f"merge={DRIVER}")
    file = repository.file("info/attributes") if private else repository.top / ".gitattributes"
    settings = {
        f"merge.{DRIVER}.name": "logtui, entry by entry",
        f"merge.{DRIVER}.driver": f"{_program()} merge --path=%P %O %A %B",
    }
    said = [
        f"git config {name}: {value}{'' if repository.set(name, value) else _AS_BEFORE}"
        for name, value in settings.items()
    ]
    added = add_line(file, line)
    say([*said, f"{file}: {line}{'' if added else _AS_BEFORE}"])
    if added and not private:
        say(["Commit .gitattributes; on each other machine run `logtui merge --install` once."])
    if inside and repository.attribute("merge", inside) != DRIVER:
        warn([f"{inside} is still merged otherwise; look at `git check-attr merge {inside}`"])
    return 0


def _program() -> str:
    """Return the words by which git's shell starts this program, ``%`` doubled for git.

    A virtual environment is on PATH only while it is active, so it is named by its place. ``-P``
    keeps Python from importing what lies in the work tree, in which git calls this.
    """
    found = shutil.which("logtui")
    if found is None:
        words = [sys.executable, "-P", "-m", "logtui"]
    elif sys.prefix != sys.base_prefix and Path(found).parent == Path(sys.executable).parent:
        words = [found]
    else:
        words = ["logtui"]
    return shlex.join(words).replace("%", "%%")
