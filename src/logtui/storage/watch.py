"""Telling that the file of a log may have changed, from a thread of its own."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from logtui.storage.errors import MissingLogError, StorageError
from logtui.storage.files import may_write
from logtui.storage.log_file import FileIdentity, identify_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

START_DELAY = 0.5
"""Seconds after the start until the library that brings notifications is imported."""

CHECK_INTERVAL = 1.0
"""Seconds between two looks at the file where nothing is notified."""

RECHECK_DELAY = 0.3
"""Seconds after which a file that is gone, empty or shorter than before is looked at again:
another program may be in the middle of writing it."""

_MAX_RECHECKS = 10
"""Looks after which a file that is shorter each time is believed all the same."""

_DEBOUNCE_MS = 100
"""Milliseconds of notifications that count as one."""

_STEP_MS = 20
"""Milliseconds of silence that end them; how fast a watch stops, too."""


class FileState(NamedTuple):
    """What is seen of a file from outside.

    Attributes:
        identity: Its identity; None where there is no regular file.
        problem: Why there is none, in a sentence; else empty.
        is_missing: Whether there is nothing at all.
        writable: Whether saving is allowed by its mode.
    """

    identity: FileIdentity | None
    problem: str = ""
    is_missing: bool = False
    writable: bool = True

    @classmethod
    def of(cls, path: Path) -> FileState:
        """Look at the file at ``path``."""
        try:
            return cls(identify_file(path), writable=_is_writable(path))
        except MissingLogError as error:
            return cls(None, str(error), is_missing=True)
        except StorageError as error:
            return cls(None, str(error))


def _is_writable(path: Path) -> bool:
    """Tell whether a save would be allowed; of a file that has just gone the next look tells."""
    try:
        return may_write(path, path.stat().st_mode) or not path.exists()
    except OSError:
        return True


class FileWatch:
    """Looks after one file until it is stopped.

    Each look compares what is seen with what was seen last, whatever notification says; where
    nothing is notified there is a look each second. A file that is gone is still looked after.
    """

    def __init__(
        self, path: Path, known: FileIdentity | None, tell: Callable[[FileState], object]
    ) -> None:
        """Make a watch that has not begun.

        Args:
            path: The file; symbolic links are followed at each look.
            known: The identity of the file as it was read; None to be told at once.
            tell: Called in the watching thread with each new sight.
        """
        self._path = path
        self._last = FileState(known) if known is not None else None
        self._on_change = tell
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin to watch."""
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def stop(self) -> None:
        """End it; nothing new is told from then on."""
        self._stopped.set()

    def _run(self) -> None:
        self._check()
        self._stopped.wait(START_DELAY)
        while not self._stopped.is_set():
            for _ in self._wakes():
                self._check()

    def _wakes(self) -> Iterator[None]:
        """Yield whenever something happened beside the file, and each ``PERIOD``.

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
        """Return the folder of the name and that of the file itself, which links may part."""
        file = Path(os.path.realpath(self._path))
        return sorted({self._path.parent.absolute(), file.parent})

    def _check(self) -> None:
        sight = self._steady_state()
        if not self._stopped.is_set() and sight != self._last:
            self._last = sight
            self._on_change(sight)

    def _steady_state(self) -> FileState:
        """Return what is seen; where that is less than before, what is still seen later."""
        sight = FileState.of(self._path)
        for _ in range(_MAX_RECHECKS):
            if sight == self._last or not self._is_doubtful(sight):
                break
            if self._stopped.wait(RECHECK_DELAY):
                break
            before, sight = sight, FileState.of(self._path)
            if sight == before:
                break
        return sight

    def _is_doubtful(self, sight: FileState) -> bool:
        if sight.identity is None or sight.identity.size == 0:
            return True
        known = self._last.identity if self._last else None
        return known is not None and sight.identity.size < known.size
