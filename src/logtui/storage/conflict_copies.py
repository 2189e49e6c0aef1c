"""The copies that a synchronising program leaves beside a log when two machines wrote to it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from logtui.storage.errors import StorageError, error_reason
from logtui.storage.files import read_regular_file
from logtui.storage.log_file import real_path
from logtui.storage.state import LogState

if TYPE_CHECKING:
    from pathlib import Path

_CONFLICT_WORDS = "conflict|conflit|konflikt|конфликт|競合|冲突|衝突"
_NAME_ADDITION = re.compile(
    # Syncthing calls it log.sync-conflict-20240921-101530-ABCDEFG.md,
    r"\.sync-conflict-\d{8}-\d{6}(?:-\w+)?"
    # ownCloud and older Nextcloud log_conflict-20240921-101530.md;
    r"|_conflict-\d{8}-\d{6}"
    # Dropbox, Nextcloud, Seafile and Obsidian log (Anna's conflicted copy 2024-09-21).md, also in
    # the languages that Dropbox speaks, and with a number behind it for a second one of a day;
    rf"| ?\((?:[^()]|\([^()]*\))*(?:{_CONFLICT_WORDS})(?:[^()]|\([^()]*\))*\)(?: ?\(\d+\))?"
    # pCloud calls it log [conflicted].md.
    r"| ?\[conflicted\](?: ?\(\d+\))?",
    re.IGNORECASE,
)
"""What stands between the stem and the suffix of the log's name."""


def find_conflict_copies(log: Path) -> list[Path]:
    """Return the conflict copies that lie beside ``log``, in the order of their names.

    Syncthing's and Nextcloud's names begin alike and go on with the time, so the oldest is first.

    Raises:
        StorageError: The log cannot be found.
    """
    folder = real_path(log).parent
    try:
        beside = list(folder.iterdir())
    except OSError as error:
        raise StorageError(f"{folder} cannot be listed: {error_reason(error)}") from error
    return sorted(file for file in beside if file.is_file() and is_conflict_copy(file, log))


def is_conflict_copy(file: Path, log: Path) -> bool:
    """Tell whether ``file`` lies beside ``log`` under the name of a conflict copy of it.

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
    """Return where the last copy called ``name`` was moved that was merged; None if nowhere."""
    try:
        kept = [*LogState.of(log).rescued.iterdir()]
    except OSError:
        return None
    # The time stands in front, so the last in the order of the names is the newest.
    return max((file for file in kept if file.name.endswith(f"-{name}")), default=None)


def archive_copy(copy: Path, log: Path, data: bytes) -> tuple[Path | None, str]:
    """Move ``copy``, whose content ``data`` is merged, to the state directory of ``log``.

    Returns:
        Where it is now, None where it could not be moved; and what the user has to know about
        it, empty where that is nothing.
    """
    try:
        kept = LogState.of(log).rescue(copy)
        unchanged = read_regular_file(kept) == data
    except OSError as error:
        return (
            None,
            f"{copy} is merged but could not be moved away ({error_reason(error)}); remove it",
        )
    if os.path.lexists(copy):
        return kept, f"{copy} is merged but could not be removed; do that yourself"
    if unchanged:
        return kept, ""
    return kept, f"{copy} was written to while it was merged; merge it again from {kept}"
