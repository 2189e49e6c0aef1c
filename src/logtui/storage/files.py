"""Reading and writing whole files by descriptor, for logs and for the state directory alike."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

SLICE_BYTES = 1 << 20
"""Bytes read or written at a time, so that other threads get their turn."""

_BASE_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_WAIT_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


@contextlib.contextmanager
def open_descriptor(path: Path, flags: int, mode: int = 0o600) -> Iterator[int]:
    """Give a descriptor of ``path``, closed at the end.

    Opening a FIFO, a terminal or a device does not wait for its other side.

    Raises:
        OSError: It cannot be opened.
    """
    descriptor = os.open(path, flags | _BASE_FLAGS | _NO_WAIT_FLAGS, mode)
    try:
        yield descriptor
    finally:
        # What has to be on the disk was synced before; nothing is lost with this error.
        with contextlib.suppress(OSError):
            os.close(descriptor)


def read_all(descriptor: int) -> bytes:
    """Return the bytes from the descriptor's position to the end of the file."""
    slices = []
    while data := os.read(descriptor, SLICE_BYTES):
        slices.append(data)
    return b"".join(slices)


def read_file(path: Path) -> bytes:
    """Return the bytes of ``path``, also through a symbolic link.

    Raises:
        OSError: It cannot be read.
    """
    with open_descriptor(path, os.O_RDONLY) as descriptor:
        return read_all(descriptor)


def read_beginning(path: Path, size: int) -> bytes:
    """Return the first ``size`` bytes of the regular file ``path``, all of a shorter one.

    Raises:
        OSError: It cannot be read, or is another thing than a file.
    """
    with open_descriptor(path, os.O_RDONLY) as descriptor:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        slices, left = [], size
        while left and (data := os.read(descriptor, min(SLICE_BYTES, left))):
            slices.append(data)
            left -= len(data)
        return b"".join(slices)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of ``data`` at the descriptor's position."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view[:SLICE_BYTES]) :]


def read_regular_file(path: Path) -> bytes | None:
    """Return the bytes of ``path``; None where it is not a regular file.

    Raises:
        OSError: It is a symbolic link or cannot be read.
    """
    with open_descriptor(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)) as descriptor:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return read_all(descriptor)


def write_new_file(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Make the file ``path`` with ``data`` in it, on the disk when this returns.

    Raises:
        OSError: It exists already or cannot be written; what was written of it is removed.
    """
    with open_new_descriptor(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode) as descriptor:
        write_all(descriptor, data)
        os.fsync(descriptor)


@contextlib.contextmanager
def open_new_descriptor(path: Path, flags: int, mode: int = 0o600) -> Iterator[int]:
    """Give a descriptor of the new file ``path``, and remove the file if the block fails."""
    with contextlib.ExitStack() as cleanup:
        with open_descriptor(path, flags, mode) as descriptor:
            cleanup.callback(try_remove, path)
            yield descriptor
        cleanup.pop_all()


def try_remove(path: Path) -> None:
    """Remove ``path`` if that is possible."""
    with contextlib.suppress(OSError):
        path.unlink()


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the content of ``path`` by ``data``: a reader sees the old or the new one.

    It is for files of the state directory: the mode becomes 0600.

    Raises:
        OSError: It cannot be written; ``path`` is as it was.
    """
    new = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    write_new_file(new, data)
    try:
        new.replace(path)
    except OSError:
        try_remove(new)
        raise


def may_write(path: Path, mode: int) -> bool:
    """Tell whether saving is allowed: not to anybody where no one has write permission.

    Args:
        path: A file.
        mode: Its ``st_mode``.
    """
    anyone = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    effective = os.access in os.supports_effective_ids
    return bool(mode & anyone) and os.access(path, os.W_OK, effective_ids=effective)


# From <linux/fs.h> and <fcntl.h>.
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100

_UNSUPPORTED_ERRORS = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def exchange_names(first: Path, second: Path) -> bool:
    """Exchange the names of two existing files in one step; False where that is impossible.

    Linux can (``renameat2``, since 3.15) on most file systems; elsewhere nothing is done.

    Raises:
        OSError: The system can, and refuses these two.
    """
    if not sys.platform.startswith("linux"):
        return False
    error = _renameat2(os.fsencode(first), os.fsencode(second))
    if error in _UNSUPPORTED_ERRORS:
        return False
    if error:
        raise OSError(error, os.strerror(error), str(second))
    return True


def _renameat2(first: bytes, second: bytes) -> int:
    """Exchange two names by the C library; return 0 or the error number."""
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    try:
        call = library.renameat2
    except AttributeError:
        return errno.ENOSYS
    call.argtypes = (
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_uint,
    )
    failed = call(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    return ctypes.get_errno() if failed else 0


def sync_folder(folder: Path) -> None:
    """Bring the names in ``folder`` to the disk, where the system can do that.

    Raises:
        OSError: The disk failed.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _UNSUPPORTED_ERRORS:
            raise
    finally:
        os.close(descriptor)


_NO_ATTRIBUTE_ERRORS = {errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}
_COPIED_ATTRIBUTES = ("user.", "system.posix_acl_access")


def copy_metadata(source: int, target: int) -> None:
    """Copy owner, mode, access control list and ``user.*`` attributes between two descriptors.

    Attributes that only the system sets (``security.*``, ``trusted.*``) are left to it.

    Raises:
        OSError: Something could not be copied.
    """
    if sys.platform == "win32":
        return
    source_status, target_status = os.fstat(source), os.fstat(target)
    owner = (source_status.st_uid, source_status.st_gid)
    if owner != (target_status.st_uid, target_status.st_gid):
        os.fchown(target, *owner)
    if source_status.st_mode != target_status.st_mode:
        os.fchmod(target, stat.S_IMODE(source_status.st_mode))
    # The list last: setting the mode would change the list's mask.
    source_attributes, target_attributes = (
        _extended_attributes(source),
        _extended_attributes(target),
    )
    for name in target_attributes.keys() - source_attributes.keys():
        os.removexattr(target, name)
    for name, value in source_attributes.items():
        if target_attributes.get(name) != value:
            os.setxattr(target, name, value)


def _extended_attributes(descriptor: int) -> dict[str, bytes]:
    """Return the extended attributes to copy, on Linux with the access control list."""
    if sys.platform != "linux":
        return {}
    try:
        names = os.listxattr(descriptor)
    except OSError as error:
        if error.errno in _NO_ATTRIBUTE_ERRORS:
            return {}
        raise
    return {
        name: os.getxattr(descriptor, name) for name in names if name.startswith(_COPIED_ATTRIBUTES)
    }


_SIZE = 16


def digest(data: bytes) -> str:
    """Return 32 hexadecimal digits (BLAKE2b, 128 bits) that stand for ``data``."""
    from hashlib import blake2b

    return blake2b(data, digest_size=_SIZE).hexdigest()
