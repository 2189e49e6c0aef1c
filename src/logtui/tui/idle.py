"""How work in the background gives way to a user who is pressing keys."""

from __future__ import annotations

import time

QUIET_SECONDS = 0.2
"""Seconds without a key after which the user is taken to be looking, not moving."""


class KeyActivity:
    """Knows when the user last moved; any thread may ask."""

    def __init__(self) -> None:
        self._last_key_time = -QUIET_SECONDS

    def touch(self) -> None:
        """Take note that the user moves."""
        self._last_key_time = time.monotonic()

    def pause(self, usual: float) -> float:
        """Return how many seconds to pause between two slices of work: ``usual``, or longer."""
        return QUIET_SECONDS if time.monotonic() - self._last_key_time < QUIET_SECONDS else usual
