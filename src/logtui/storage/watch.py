"""Watching the file of a log, whatever other programs do to it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from logtui.errors import MissingLogError, StorageError
from logtui.storage.files import may_write
from logtui.storage.log_file import FileIdentity, identify_file

START_DELAY = 0.5
"""Seconds after the start until the library that brings notifications is imported."""

CHECK_INTERVAL = 1.0
"""Seconds between two checks of the file without a notification."""

RECHECK_DELAY = 0.3
"""Seconds after which a file that is gone, empty or shorter than before is checked again:
another program may be in the middle of writing it."""

_MAX_RECHECKS = 10
"""Checks after which a file that is shorter each time is reported all the same."""

_DEBOUNCE_MS = 100
"""Milliseconds of notifications that count as one."""

_STEP_MS = 20
"""Milliseconds without one that end them; a watch stops as fast."""


class FileState(NamedTuple):
    """What is known of a file without reading it.

    Attributes:
        identity: Its identity; None where there is no regular file.
        problem: Why there is none, in a sentence; else empty.
        is_missing: Whether there is nothing at all.
        is_writable: Whether its mode allows saving.
    """

    identity: FileIdentity | None
    problem: str = ""
    is_missing: bool = False
    is_writable: bool = True

    @classmethod
    def of(cls, path: Path) -> FileState:
        """Return the present state of the file at ``path``."""
        try:
            identity = identify_file(path)
        except MissingLogError as error:
            return cls(None, str(error), is_missing=True)
        except StorageError as error:
            return cls(None, str(error))
        try:
            is_writable = may_write(path, path.stat().st_mode) or not path.exists()
        except OSError:
            is_writable = True  # it has just gone, which the next check will tell
        return cls(identity, is_writable=is_writable)

    def may_be_unfinished(self, last: FileState | None) -> bool:
        """Tell whether another program may be writing: the file is gone, empty or shorter."""
        if self.identity is None or self.identity.size == 0:
            return True
        last_identity = last.identity if last else None
        return last_identity is not None and self.identity.size < last_identity.size


class FileWatch:
    """Watches one file, also while it is gone, until it is stopped.

    Each notification, and without one each ``CHECK_INTERVAL``, leads to a check that compares the
    state of the file with the last one.
    """

    def __init__(self, path: Path, known_identity: FileIdentity | None) -> None:
        """Make a watch, which does nothing by itself.

        Args:
            path: The file; symbolic links are followed at each check.
            known_identity: The identity of the file as it was read; None to have it told, too.
        """
        self._path = path
        self._last = FileState(known_identity) if known_identity is not None else None
        self._stopped = threading.Event()

    def states(self) -> Iterator[FileState]:
        """Yield each new state of the file until the watch is stopped; to be walked in a thread."""
        yield from self._new_states()
        self._stopped.wait(START_DELAY)
        while not self._stopped.is_set():
            for _ in self._wakes():
                yield from self._new_states()

    def stop(self) -> None:
        """Stop watching; no other state is yielded."""
        self._stopped.set()

    def _wakes(self) -> Iterator[None]:
        """Yield whenever something happened in the file's folders, and each ``CHECK_INTERVAL``.

        Ends when the file is to be looked for in other folders.
        """
        from watchfiles import watch

        folders = self._folders()
        try:
            for _ in watch(
                *folders,
                watch_filter=None,
                debounce=_DEBOUNCE_MS,
                step=_STEP_MS,
                stop_event=self._stopped,
                rust_timeout=round(CHECK_INTERVAL * 1000),
                yield_on_timeout=True,
                raise_interrupt=False,
                recursive=False,
            ):
                yield
                if self._folders() != folders:
                    return
        except (OSError, RuntimeError):
            # The folder is gone, or the system has no more watches to give.
            if not self._stopped.wait(CHECK_INTERVAL):
                yield

    def _folders(self) -> list[Path]:
        """Return the folder of the path, and that of the file if a link leads elsewhere."""
        file = Path(os.path.realpath(self._path))
        return sorted({self._path.parent.absolute(), file.parent})

    def _new_states(self) -> Iterator[FileState]:
        """Yield the state of the file if it is a new one; of a shorter file, once it is steady."""
        state = FileState.of(self._path)
        for _ in range(_MAX_RECHECKS):
            if state == self._last or not state.may_be_unfinished(self._last):
                break
            if self._stopped.wait(RECHECK_DELAY):
                break
            previous, state = state, FileState.of(self._path)
            if state == previous:
                break
        if not self._stopped.is_set() and state != self._last:
            self._last = state
            yield state
