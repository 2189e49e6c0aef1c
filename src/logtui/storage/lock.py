"""One writer at a time, by an advisory lock that ends with its process."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from logtui.errors import StorageError
from logtui.storage.files import open_descriptor

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another writer."""

_RETRY_SECONDS = 0.01
_TAKEN_ERRORS = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def hold_lock(lock_file: Path, log: Path) -> Iterator[bool]:
    """Hold the lock of ``log`` for the block; tell whether there is one.

    Where ``lock_file`` cannot be made the log's folder is locked instead. A system without
    locks gives False: then only the steps of the save guard against other writers.

    Raises:
        StorageError: Another process holds the lock for longer than ``LOCK_TIMEOUT``.
    """
    with contextlib.ExitStack() as stack:
        try:
            try:
                lock = stack.enter_context(open_descriptor(lock_file, os.O_RDWR | os.O_CREAT))
            except OSError:
                lock = stack.enter_context(open_descriptor(log.parent, os.O_RDONLY))
            _wait_for_lock(lock, log)
            is_locked = True
        except OSError:
            is_locked = False
        yield is_locked


def _wait_for_lock(descriptor: int, log: Path) -> None:
    deadline = time.monotonic() + LOCK_TIMEOUT
    while True:
        try:
            _try_lock(descriptor)
        except OSError as error:
            if error.errno not in _TAKEN_ERRORS:
                raise
        else:
            return
        if time.monotonic() > deadline:
            raise StorageError(f"{log} is being saved by another logtui; try again in a moment")
        time.sleep(_RETRY_SECONDS)
