"""The earlier contents of a log, each a file of its own that any editor can open.

A version's name is ``<time>-<size>-<digest>.md``, with the time in nanoseconds since 1970 and
the size in bytes. A file has such a name only when all of it is on the disk.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.storage.errors import HistoryError, error_reason
from logtui.storage.files import (
    digest,
    open_descriptor,
    read_all,
    sync_folder,
    try_remove,
    write_new_file,
)
from logtui.storage.state import make_private_folder

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.storage.state import LogState

MAX_VERSIONS = 50
"""Versions kept of one log."""

MAX_VERSION_DAYS = 30
"""Days that a version is kept."""

MAX_VERSION_BYTES = 256 << 20
"""Bytes that the versions of one log take up; the newest is kept whatever its size."""

_NS_PER_DAY = 86_400 * 10**9


@dataclass(frozen=True, slots=True)
class Version:
    """One earlier content of a log.

    Attributes:
        file: Where it is kept.
        time_ns: When logtui replaced it, in nanoseconds since 1970.
        size: Its length in bytes.
        digest: Stands for its bytes.
    """

    file: Path
    time_ns: int
    size: int
    digest: str

    def read(self) -> bytes:
        """Return the content.

        Raises:
            HistoryError: It cannot be read or is damaged.
        """
        try:
            with open_descriptor(self.file, os.O_RDONLY) as descriptor:
                data = read_all(descriptor)
        except OSError as error:
            raise HistoryError(f"{self.file} cannot be read: {error_reason(error)}") from error
        if digest(data) != self.digest:
            raise HistoryError(f"{self.file} is damaged; choose another version")
        return data


def kept_versions(state: LogState) -> list[Version]:
    """Return the versions of a log, the newest first."""
    try:
        found = [_parse_version_name(file) for file in state.versions.iterdir()]
    except OSError:
        return []
    return sorted(filter(None, found), key=lambda version: version.time_ns, reverse=True)


def keep_version(state: LogState, data: bytes) -> None:
    """Keep ``data`` as the newest version, unless it is that already, and drop the oldest.

    Raises:
        OSError: It cannot be kept.
    """
    make_private_folder(state.versions)
    kept = kept_versions(state)
    mark = digest(data)
    if kept and kept[0].digest == mark:
        return
    # A clock that was set back must not make the newest version the oldest one.
    now = max(time.time_ns(), kept[0].time_ns + 1 if kept else 0)
    file = state.versions / f"{now}-{len(data)}-{mark}.md"
    unfinished = state.versions / ".unfinished"
    try_remove(unfinished)
    write_new_file(unfinished, data)
    unfinished.rename(file)
    # Under the first name the next save would take it for one that was never finished.
    sync_folder(state.versions)
    _drop_excess([Version(file, now, len(data), mark), *kept], now)


def _parse_version_name(file: Path) -> Version | None:
    """Return the version that the name of ``file`` tells of."""
    try:
        time_ns, size, mark = file.stem.split("-")
        return Version(file, int(time_ns), int(size), mark)
    except ValueError:
        return None


def _drop_excess(kept: list[Version], now: int) -> None:
    """Remove what is too old, too much, there again or one too many; the newest comes first."""
    seen: set[str] = set()
    size = 0
    for version in kept:
        size += version.size
        old = now - version.time_ns > MAX_VERSION_DAYS * _NS_PER_DAY
        full = len(seen) >= MAX_VERSIONS or size > MAX_VERSION_BYTES
        if seen and (old or full or version.digest in seen):
            try_remove(version.file)
        seen.add(version.digest)
