"""Putting a new file in the place of another one, by what the system at hand can do."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# From <linux/fs.h> and <fcntl.h>.
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100

_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def exchange(one: Path, other: Path) -> bool:
    """Let two existing files trade their names in one step; False where that is impossible.

    Linux can (``renameat2``, since 3.15) on most file systems; elsewhere nothing is done.

    Raises:
        OSError: The system can, and refuses these two.
    """
    if not sys.platform.startswith("linux"):
        return False
    error = _renameat2(os.fsencode(one), os.fsencode(other))
    if error in _UNSUPPORTED:
        return False
    if error:
        raise OSError(error, os.strerror(error), str(other))
    return True


def _renameat2(one: bytes, other: bytes) -> int:
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
    failed = call(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
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
        if error.errno not in _UNSUPPORTED:
            raise
    finally:
        os.close(descriptor)
