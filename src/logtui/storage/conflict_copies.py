"""Conflict copies: what a synchronising program puts next to a log that two machines wrote to."""

from __future__ import annotations

import os
import re
from pathlib import Path

from logtui.errors import StorageError, error_reason
from logtui.storage.files import read_regular_file
from logtui.storage.log_file import real_path
from logtui.storage.state import LogState

_CONFLICT_WORDS = "conflict|conflit|konflikt|конфликт|競合|冲突|衝突"
_NAME_ADDITION = re.compile(
    # Syncthing calls it log.sync-conflict-20240921-101530-ABCDEFG.md,
    r"\.sync-conflict-\d{8}-\d{6}(?:-\w+)?"
    # ownCloud and older Nextcloud log_conflict-20240921-101530.md;
    r"|_conflict-\d{8}-\d{6}"
    # Dropbox, Nextcloud, Seafile and Obsidian log (Anna's conflicted copy 2024-09-21).md, also in
    # the languages of Dropbox, and with a number after it for a second one of a day;
    rf"| ?\((?:[^()]|\([^()]*\))*(?:{_CONFLICT_WORDS})(?:[^()]|\([^()]*\))*\)(?: ?\(\d+\))?"
    # pCloud calls it log [conflicted].md.
    r"| ?\[conflicted\](?: ?\(\d+\))?",
    re.IGNORECASE,
)
"""What a program puts between the stem and the suffix of the log's name."""


def find_conflict_copies(log: Path) -> list[Path]:
    """Return the conflict copies next to ``log``, in the order of their names.

    For Syncthing and Nextcloud that is from the oldest to the newest.

    Raises:
        StorageError: The log cannot be found.
    """
    folder = real_path(log).parent
    try:
        files = list(folder.iterdir())
    except OSError as error:
        raise StorageError(f"{folder} cannot be listed: {error_reason(error)}") from error
    return sorted(file for file in files if file.is_file() and is_conflict_copy(file, log))


def is_conflict_copy(file: Path, log: Path) -> bool:
    """Tell whether ``file`` is next to ``log`` and has the name of a conflict copy of it.

    Raises:
        StorageError: The log cannot be found.
    """
    target = real_path(log)
    name, stem, suffix = file.name, target.stem, target.suffix
    if not (name.startswith(stem) and name.endswith(suffix)) or file.is_symlink():
        return False
    if _NAME_ADDITION.fullmatch(name[len(stem) : len(name) - len(suffix)]) is None:
        return False
    return os.path.realpath(file.parent) == str(target.parent)


def find_archived_copy(log: Path, name: str) -> Path | None:
    """Return the newest archived copy of ``log`` that was called ``name``; None without one."""
    try:
        archived = [*LogState.of(log).rescued.iterdir()]
    except OSError:
        return None
    # The names begin with the time, so the last one is the newest.
    return max((file for file in archived if file.name.endswith(f"-{name}")), default=None)


def archive_copy(copy: Path, log: Path, merged_content: bytes) -> tuple[Path | None, str]:
    """Move ``copy``, whose ``merged_content`` is in the log, to the state directory of ``log``.

    Returns:
        Where it is now, None where it could not be moved; and a warning for the user, empty
        where everything went well.
    """
    try:
        archived = LogState.of(log).rescue(copy)
        is_unchanged = read_regular_file(archived) == merged_content
    except OSError as error:
        return (
            None,
            f"{copy} is merged but could not be moved away ({error_reason(error)}); remove it",
        )
    if os.path.lexists(copy):
        return archived, f"{copy} is merged but could not be removed; do that yourself"
    if is_unchanged:
        return archived, ""
    return archived, f"{copy} was written to while it was merged; merge it again from {archived}"
