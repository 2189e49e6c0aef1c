"""The earlier contents of a log, each a file of its own that any editor can open.

A version's name is ``<time>-<size>-<digest>.md``, with the time in nanoseconds since 1970 and
the size in bytes. A file has such a name only when all of it is on the disk.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.errors import HistoryError, error_reason
from logtui.storage.files import digest, read_file, sync_folder, try_remove, write_new_file
from logtui.storage.state import NS_PER_SECOND, make_private_folder

if TYPE_CHECKING:
    from logtui.storage.state import LogState

MAX_VERSIONS = 50
"""Versions kept of one log."""

MAX_VERSION_DAYS = 30
"""Days that a version is kept."""

MAX_VERSION_BYTES = 256 << 20
"""Bytes of all versions of one log; the newest is kept whatever its size."""

_NS_PER_DAY = 86_400 * NS_PER_SECOND


@dataclass(frozen=True, slots=True)
class Version:
    """One earlier content of a log.

    Attributes:
        file: The file that holds it.
        time_ns: When logtui replaced it, in nanoseconds since 1970.
        size: Its length in bytes.
        digest: The digest of its bytes.
    """

    file: Path
    time_ns: int
    size: int
    digest: str

    @classmethod
    def of_file(cls, file: Path) -> Version | None:
        """Return the version that ``file`` holds by its name; None for any other file."""
        try:
            time_ns, size, data_digest = file.stem.split("-")
            return cls(file, int(time_ns), int(size), data_digest)
        except ValueError:
            return None

    def read(self) -> bytes:
        """Return the content.

        Raises:
            HistoryError: It cannot be read or is damaged.
        """
        try:
            data = read_file(self.file)
        except OSError as error:
            raise HistoryError(f"{self.file} cannot be read: {error_reason(error)}") from error
        if digest(data) != self.digest:
            raise HistoryError(f"{self.file} is damaged; choose another version")
        return data


def kept_versions(state: LogState) -> list[Version]:
    """Return the versions of a log, the newest first."""
    try:
        all_versions = [Version.of_file(file) for file in state.versions.iterdir()]
    except OSError:
        return []
    return sorted(filter(None, all_versions), key=lambda version: version.time_ns, reverse=True)


def keep_version(state: LogState, data: bytes) -> None:
    """Keep ``data`` as the newest version, unless it is that already, and drop the oldest.

    Raises:
        OSError: It cannot be kept.
    """
    make_private_folder(state.versions)
    earlier = kept_versions(state)
    data_digest = digest(data)
    if earlier and earlier[0].digest == data_digest:
        return
    # A clock that was set back must not make the newest version the oldest one.
    now = max(time.time_ns(), earlier[0].time_ns + 1 if earlier else 0)
    file = state.versions / f"{now}-{len(data)}-{data_digest}.md"
    unfinished = state.versions / ".unfinished"
    try_remove(unfinished)
    write_new_file(unfinished, data)
    unfinished.rename(file)
    # Under the first name the next save would take it for one that was never finished.
    sync_folder(state.versions)
    _drop_excess([Version(file, now, len(data), data_digest), *earlier], now)


def _drop_excess(versions: list[Version], now: int) -> None:
    """Remove versions that are too old, too many, too large together, or there twice.

    Args:
        versions: All versions, the newest first.
        now: Nanoseconds since 1970.
    """
    seen_digests: set[str] = set()
    size = 0
    for version in versions:
        size += version.size
        is_old = now - version.time_ns > MAX_VERSION_DAYS * _NS_PER_DAY
        is_excess = len(seen_digests) >= MAX_VERSIONS or size > MAX_VERSION_BYTES
        if seen_digests and (is_old or is_excess or version.digest in seen_digests):
            try_remove(version.file)
        seen_digests.add(version.digest)
