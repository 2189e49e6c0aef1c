"""Lines of git's attribute files: which files are merged in which way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from logtui.storage.direct import put
from logtui.storage.errors import MissingLogError, StorageError, reason
from logtui.storage.files import write_new
from logtui.storage.logfile import read

if TYPE_CHECKING:
    from pathlib import Path

_LINE_END = re.compile(rb"\r\n|\n")
_SPECIAL = re.compile(r"[\\*?\[\]]")


def pattern_of(path: str) -> str:
    """Return the pattern that means the one file at ``path``, written from the top with ``/``."""
    return "/" + _SPECIAL.sub(r"\\\g<0>", path)


def attribute_line(pattern: str, attribute: str) -> str:
    """Return the line that gives files named like ``pattern`` the ``attribute``.

    Raises:
        StorageError: git takes no such pattern.
    """
    if not pattern or pattern.startswith("!") or re.search(r"[\0\r\n]", pattern):
        raise StorageError(f"{pattern!r} is no pattern for git's attributes; try '*.md'")
    if re.search(r'[\s"]', pattern) or pattern.startswith("#"):
        escaped = pattern.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        pattern = f'"{escaped}"'
    return f"{pattern} {attribute}"


def add_line(file: Path, line: str) -> bool:
    """Put ``line`` at the end of the attribute file; False where it is there already.

    Its other lines stay; a file that is missing is made.

    Raises:
        StorageError: It cannot be read or written; it is as it was.
    """
    wanted = line.encode(errors="surrogateescape")
    try:
        old, _ = read(file)
    except MissingLogError:
        _make(file, wanted + b"\n")
        return True
    if wanted in _LINE_END.split(old):
        return False
    newline = b"\r\n" if b"\r\n" in old else b"\n"
    start = old if not old or old.endswith(b"\n") else old + newline
    put(file, old, start + wanted + newline)
    return True


def _make(file: Path, data: bytes) -> None:
    try:
        file.parent.mkdir(exist_ok=True)
        write_new(file, data, mode=0o666)
    except OSError as error:
        raise StorageError(f"{file} cannot be made: {reason(error)}") from error
