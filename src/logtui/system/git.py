"""The repository that a log is kept in, asked and set up by the user's own git."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from logtui.errors import LogtuiError, MissingLogError, StorageError, error_reason
from logtui.storage.files import write_new_file
from logtui.storage.log_file import read_log
from logtui.storage.replacement import replace_file

_SETTING_MISSING = 1


class GitError(LogtuiError):
    """git is missing or refused something."""


class Repository(NamedTuple):
    """A git repository with a work tree.

    Attributes:
        top: The top folder of the work tree.
    """

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Return the repository that ``folder`` lies in.

        Raises:
            GitError: It lies in none.
        """
        process = _run_git(folder, "rev-parse", "--show-toplevel")
        if process.returncode:
            raise GitError(
                f"{folder} is not in a git work tree ({_git_message(process)}); go to one, or"
                " name a log in one"
            )
        return cls(_parse_path(process.stdout))

    def file(self, name: str) -> Path:
        """Return where git keeps its file ``name``, such as ``info/attributes``."""
        return self.top / _parse_path(self._run("rev-parse", "--git-path", name))

    def set(self, name: str, value: str) -> bool:
        """Give the setting ``name`` of this repository ``value``; False where it has it already.

        Raises:
            GitError: git cannot write its configuration.
        """
        process = _run_git(self.top, "config", "--local", "--null", "--get", name)
        if process.returncode not in {0, _SETTING_MISSING}:
            raise GitError(f"git cannot tell {name}: {_git_message(process)}")
        if process.stdout == f"{value}\0".encode(errors="surrogateescape"):
            return False
        self._run("config", "--local", "--replace-all", name, value)
        return True

    def attribute(self, name: str, file: str) -> str:
        """Return the value of the attribute ``name`` of ``file``, a path relative to the top."""
        answer = self._run("check-attr", "-z", name, "--", file)
        return answer.split(b"\0")[2].decode(errors="replace")

    def _run(self, *words: str) -> bytes:
        process = _run_git(self.top, *words)
        if process.returncode:
            raise GitError(f"`git {words[0]}` failed: {_git_message(process)}")
        return process.stdout


def _run_git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - the user's own git
            ["git", "-C", str(folder), *words],  # noqa: S607 - found on PATH as in the user's shell
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=os.environ | {"LC_ALL": "C"},
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed, or not on PATH") from error


def _git_message(process: subprocess.CompletedProcess[bytes]) -> str:
    """Return git's own words for why it failed, in one line."""
    words = process.stderr.decode(errors="replace").strip() or f"status {process.returncode}"
    return words.partition("\n")[0].removeprefix("fatal: ").removeprefix("error: ")


def _parse_path(answer: bytes) -> Path:
    return Path(os.fsdecode(answer.removesuffix(b"\n").removesuffix(b"\r")))


_LINE_END = re.compile(rb"\r\n|\n")
_PATTERN_CHARACTERS = re.compile(r"[\\*?\[\]]")


def attribute_pattern(path: str) -> str:
    """Return the pattern for the one file at ``path``, relative to the top and with ``/``."""
    return "/" + _PATTERN_CHARACTERS.sub(r"\\\g<0>", path)


def attribute_line(pattern: str, attribute: str) -> str:
    """Return the line that gives the files that ``pattern`` matches the ``attribute``.

    Raises:
        StorageError: git takes no such pattern.
    """
    if not pattern or pattern.startswith("!") or re.search(r"[\0\r\n]", pattern):
        raise StorageError(f"{pattern!r} is not a pattern for git's attributes; try '*.md'")
    if re.search(r'[\s"]', pattern) or pattern.startswith("#"):
        escaped = pattern.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        pattern = f'"{escaped}"'
    return f"{pattern} {attribute}"


def add_attribute_line(file: Path, line: str) -> bool:
    """Append ``line`` to the attribute ``file``, which may be missing; False where it is there.

    Raises:
        StorageError: It cannot be read or written; it is as it was.
    """
    line_bytes = line.encode(errors="surrogateescape")
    try:
        old, _ = read_log(file)
    except MissingLogError:
        try:
            file.parent.mkdir(exist_ok=True)
            write_new_file(file, line_bytes + b"\n", mode=0o666)
        except OSError as error:
            raise StorageError(f"{file} cannot be made: {error_reason(error)}") from error
        return True
    if line_bytes in _LINE_END.split(old):
        return False
    newline = b"\r\n" if b"\r\n" in old else b"\n"
    start = old if not old or old.endswith(b"\n") else old + newline
    replace_file(file, old, start + line_bytes + newline)
    return True
