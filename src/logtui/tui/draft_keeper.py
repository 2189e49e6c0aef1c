"""The thread that brings what is typed to the state directory, so that no key waits for a disk."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING

from logtui.storage.drafts import draft, drop_draft, keep_draft
from logtui.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Fields = dict[str, str]

KEEP_AFTER = 0.5
"""Seconds after the last key until a draft is on the disk."""

KEEP_WITHIN = 1.5
"""Seconds until it is, however fast the keys go on."""

_RETRY = 2.0
"""Seconds until it is tried again where the disk refused."""


class DraftKeeper:
    """Keeps what stands in the forms of one log, each under its name.

    What the disk refuses is kept here, and tried again.
    """

    def __init__(self, log: Path, failed: Callable[[StorageError], object]) -> None:
        """Make a keeper that has nothing to do yet.

        Args:
            log: The log.
            failed: Told, in any thread, when drafts can no longer be kept.
        """
        self._log = log
        self._failed = failed
        self._refused = self._closed = False
        self._typed: dict[str, Fields] = {}
        self._first = self._last = 0.0
        self._change = threading.Condition()
        # Held while the disk is touched: what is dropped must not come back.
        self._disk = threading.Lock()
        self._thread: threading.Thread | None = None

    def keep(self, name: str, fields: Fields) -> None:
        """Have ``fields`` on the disk soon, as the draft ``name``."""
        with self._change:
            self._last = time.monotonic()
            if not self._typed:
                self._first = self._last
            self._typed[name] = fields
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
                self._thread.start()
            self._change.notify()

    def kept(self, name: str) -> Fields | None:
        """Return the draft ``name``; None where there is none."""
        with self._change:
            if name in self._typed:
                return self._typed[name]
        found = draft(self._log, name)
        return fields_of(found.text) if found else None

    def drop(self, name: str) -> None:
        """Forget the draft ``name``."""
        with self._disk:
            with self._change:
                self._typed.pop(name, None)
            drop_draft(self._log, name)

    def flush(self) -> list[Fields]:
        """Bring everything to the disk now, and return what it does not take."""
        with self._disk:
            with self._change:
                typed = dict(self._typed)
                self._first = time.monotonic()
            for name, fields in typed.items():
                try:
                    keep_draft(self._log, name, json.dumps(fields))
                except StorageError as error:
                    self._refuse(error)
                    break
                self._refused = False
                with self._change:
                    if self._typed.get(name) is fields:
                        del self._typed[name]
            with self._change:
                return [fields for name, fields in self._typed.items() if name in typed]

    def close(self) -> None:
        """Bring everything to the disk and end the thread."""
        self.flush()
        with self._change:
            self._closed = True
            self._change.notify()

    def _refuse(self, error: StorageError) -> None:
        with self._change:
            self._first = self._last = time.monotonic() + _RETRY
        if not self._refused:
            self._refused = True
            self._failed(error)

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._closed or bool(self._typed))
                while not self._closed and (rest := self._due() - time.monotonic()) > 0:
                    self._change.wait(rest)
                if self._closed:
                    return
            self.flush()

    def _due(self) -> float:
        """Return when what is typed has to go to the disk."""
        return min(self._last, self._first + KEEP_WITHIN - KEEP_AFTER) + KEEP_AFTER


def fields_of(text: str) -> Fields | None:
    """Return the fields that a draft's ``text`` stands for; None where it is damaged."""
    try:
        fields = json.loads(text)
    except ValueError:
        return None
    if not isinstance(fields, dict):
        return None
    return {name: value for name, value in fields.items() if isinstance(value, str)}
