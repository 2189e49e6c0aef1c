"""A git repository with a log in it, whose git merges logs by this very program."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

DRIVER = f"{shlex.quote(sys.executable)} -P -m logtui merge --path=%P %O %A %B"
"""The driver as ``--install`` sets it where ``logtui`` is not on PATH."""

_OWN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_EDITOR": "true",
    "LC_ALL": "C.UTF-8",
    **{f"GIT_{who}_NAME": "Anna" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "anna@example.org" for who in ("AUTHOR", "COMMITTER")},
}


class Repository:
    """A new repository, on the branch ``main``.

    Attributes:
        top: Its work tree.
    """

    def __init__(self, top: Path) -> None:
        if shutil.which("git") is None:
            pytest.skip("git is not installed")
        self.top = top
        top.mkdir(parents=True, exist_ok=True)
        self.done("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run git and return how it ended."""
        return subprocess.run(
            ["git", "-C", str(self.top), *words],
            capture_output=True,
            encoding="utf-8",
            env=os.environ | _OWN,
            check=False,
        )

    def done(self, *words: str) -> str:
        """Run git, which has to succeed, and return what it printed."""
        ended = self.git(*words)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def set_up(self, pattern: str) -> None:
        """Let git merge the files named like ``pattern`` by this program."""
        self.done("config", "merge.logtui.driver", DRIVER)
        with (self.top / ".git" / "info" / "attributes").open("a", encoding="utf-8") as file:
            file.write(f"{pattern} merge=logtui\n")

    def commit(self, name: str, content: bytes) -> None:
        """Commit the file ``name`` with this content."""
        file = self.top / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.done("add", "--", name)
        self.done("commit", "--quiet", "--message", "write")

    def part(self, name: str, base: bytes, ours: bytes, theirs: bytes) -> None:
        """Make ``name`` part from ``base``: ``ours`` on main, which is left, ``theirs`` on side."""
        self.commit(name, base)
        self.done("checkout", "--quiet", "-b", "side")
        self.commit(name, theirs)
        self.done("checkout", "--quiet", "main")
        self.commit(name, ours)
