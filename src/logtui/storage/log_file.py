"""Reading a log: what may be opened at all, its first bytes at once, all of it in slices."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from logtui.errors import StorageError, read_error
from logtui.storage.files import digest, open_descriptor, read_all

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LOG_BYTES = 256 << 20
"""Bytes of the largest file that is opened."""

_FILE_TYPES = {
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a FIFO",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class FileIdentity(NamedTuple):
    """What tells cheaply whether a file may have changed: equal identities mean equal content.

    The time of the last change of status is part of it, which no program can set back.
    """

    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> FileIdentity:
        """Return the identity in ``status``."""
        return cls(
            status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
        )


class Snapshot(NamedTuple):
    """What a log was at one moment, without its bytes.

    Attributes:
        path: The file itself, symbolic links resolved.
        identity: Its identity on the disk.
        digest: The digest of its bytes.
    """

    path: Path
    identity: FileIdentity
    digest: str

    def holds(self, data: bytes) -> bool:
        """Tell whether the log's bytes were ``data``."""
        return len(data) == self.identity.size and digest(data) == self.digest


class OpenLog(NamedTuple):
    """A log that is open for reading.

    Attributes:
        path: The file itself, symbolic links resolved.
        descriptor: Its descriptor.
        status: Its status when it was opened.
    """

    path: Path
    descriptor: int
    status: os.stat_result

    @property
    def size(self) -> int:
        """The length of the file in bytes."""
        return self.status.st_size

    def head(self, length: int) -> bytes:
        """Return the first ``length`` bytes, fewer where the file is shorter.

        Raises:
            StorageError: They cannot be read.
        """
        with _translate_errors(self.path):
            os.lseek(self.descriptor, 0, os.SEEK_SET)
            return os.read(self.descriptor, length)

    def read_all(self) -> bytes:
        """Return all bytes of the file.

        Raises:
            StorageError: They cannot be read.
        """
        with _translate_errors(self.path):
            os.lseek(self.descriptor, 0, os.SEEK_SET)
            return read_all(self.descriptor)

    def snapshot(self, data: bytes) -> Snapshot:
        """Return the snapshot of the file whose bytes are ``data``."""
        return Snapshot(self.path, FileIdentity.of(self.status), digest(data))


@contextlib.contextmanager
def open_log(path: Path) -> Iterator[OpenLog]:
    """Open the log at ``path`` for the block, without waiting for anything.

    Raises:
        MissingLogError: There is none.
        StorageError: It cannot be read, is larger than ``MAX_LOG_BYTES`` or not a regular file.
    """
    with contextlib.ExitStack() as stack:
        with _translate_errors(path):
            target = real_path(path)
            _refuse_irregular(path, target.stat())
            descriptor = stack.enter_context(open_descriptor(target, os.O_RDONLY))
            status = os.fstat(descriptor)
        _refuse_irregular(path, status)
        if status.st_size > MAX_LOG_BYTES:
            raise StorageError(
                f"{path} has {status.st_size >> 20} MiB, and no more than {MAX_LOG_BYTES >> 20} MiB"
                " are opened; split it by year"
            )
        yield OpenLog(target, descriptor, status)


def read_log(path: Path) -> tuple[bytes, Snapshot]:
    """Return the bytes of the log at ``path`` and a snapshot to compare with later.

    Raises:
        MissingLogError: There is none.
        StorageError: It cannot be read, is larger than ``MAX_LOG_BYTES`` or not a regular file.
    """
    with open_log(path) as log:
        data = log.read_all()
        return data, log.snapshot(data)


def identify_file(path: Path) -> FileIdentity:
    """Return the identity of the file at ``path``, to compare with that of a snapshot.

    Raises:
        MissingLogError: There is none.
        StorageError: Its status cannot be read, or it is not a regular file.
    """
    with _translate_errors(path):
        status = path.stat()
    _refuse_irregular(path, status)
    return FileIdentity.of(status)


def real_path(path: Path) -> Path:
    """Return the file that ``path`` leads to.

    Raises:
        MissingLogError: There is none.
        StorageError: A folder or link on the way cannot be read.
    """
    with _translate_errors(path):
        return Path(os.path.realpath(path, strict=True))


def _refuse_irregular(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = _FILE_TYPES.get(stat.S_IFMT(status.st_mode), "no file")
        raise StorageError(f"{path} is {kind}; a log is a regular file")


@contextlib.contextmanager
def _translate_errors(path: Path) -> Iterator[None]:
    """Turn an error of the system into one that names ``path`` and what to do."""
    try:
        yield
    except OSError as error:
        raise read_error(path, error) from error
    except ValueError as error:
        raise StorageError(f"{path} is not a file name: {error}") from error
